//! Krippendorff's alpha: how much less raters differ than by chance, at four levels, whatever ratings are missing.
//!
//! Rules: INS-09.

use schemars::JsonSchema;
use serde::Serialize;

use super::scale::{Counted, Scale, real};
use super::{Level, NoAgreement, Ratings};
use crate::metric::FEW;
use touchline_kernel::math::{Sample, quotient, sum};

/// The greatest number of different ratings that are held against one another as ratios, of which each pair counts anew.
pub const MOST_RATIOS: usize = 5_000;

/// Krippendorff's alpha.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Krippendorff {
    /// Alpha; null where there is none.
    pub alpha: Option<f64>,
    /// How far ratings of one subject lie apart, on average.
    pub observed: Option<f64>,
    /// How far any two ratings lie apart, on average.
    pub expected: Option<f64>,
    /// Whether it rests on fewer than five subjects.
    pub low_evidence: bool,
    /// Ratings of subjects that were rated by two or more.
    pub ratings: u64,
    /// Subjects that were rated by two or more.
    pub subjects: u64,
    /// Why there is no alpha.
    pub undefined: Option<NoAgreement>,
}

/// How far ratings lie apart: the squares of all distances between two of them, each pair counted twice.
type Spread = fn(&[Counted]) -> f64;

impl Krippendorff {
    /// The alpha of ratings, where these are not too many to tell.
    ///
    /// # Errors
    /// How many different ratings there are, where these are too many.
    pub fn told(ratings: &Ratings, level: Level) -> Result<Self, usize> {
        let scale = Scale::of(ratings);
        let different = scale.different();
        if level == Level::Ratio && different > MOST_RATIOS {
            Err(different)
        } else {
            Ok(on_scale(ratings, scale, level))
        }
    }

    /// Alpha at a level. A subject that one alone rated says nothing, and is left out.
    #[must_use]
    pub fn of(ratings: &Ratings, level: Level) -> Self {
        on_scale(ratings, Scale::of(ratings), level)
    }
}

fn on_scale(ratings: &Ratings, mut scale: Scale, level: Level) -> Krippendorff {
    let (count, subjects) = (scale.ratings(), ratings.pairable().count());
    let figures = |alpha, observed, expected, undefined| Krippendorff {
        alpha,
        observed,
        expected,
        low_evidence: u64::try_from(subjects).is_ok_and(|subjects| subjects < FEW),
        ratings: u64::try_from(count).unwrap_or(u64::MAX),
        subjects: u64::try_from(subjects).unwrap_or(u64::MAX),
        undefined,
    };
    if subjects < 2 {
        let too_few = if subjects == 1 { NoAgreement::OneSubject } else { NoAgreement::of_too_few(ratings) };
        return figures(None, None, None, Some(too_few));
    }
    if level == Level::Ordinal {
        scale.rank();
    }
    let spread = level.spread();
    let within = scale.sum_over_subjects(ratings, |own, rated| spread(own) / less_one(rated));
    let all = real(count);
    let expected = spread(&scale.all()) / (all * less_one(count));
    let observed = within / all;
    let alpha = (expected > 0.0).then(|| 1.0 - observed / expected);
    figures(alpha, Some(observed), Some(expected), alpha.is_none().then_some(NoAgreement::NoVariation))
}

impl Level {
    fn spread(self) -> Spread {
        match self {
            Level::Nominal => of_names,
            Level::Ordinal | Level::Interval => of_distances,
            Level::Ratio => of_ratios,
        }
    }
}

fn less_one(count: usize) -> f64 {
    real(count.saturating_sub(1))
}

/// How many ratings were given.
fn given(counted: &[Counted]) -> usize {
    counted.iter().map(|(_, times)| *times).fold(0, usize::saturating_add)
}

/// One for each pair that differs.
fn of_names(counted: &[Counted]) -> f64 {
    let square = |count: usize| i128::try_from(count).map_or(i128::MAX, |count| count.saturating_mul(count));
    let all = square(given(counted));
    let same = counted.iter().map(|(_, times)| square(*times)).fold(0_i128, i128::saturating_add);
    quotient(all.saturating_sub(same), 1).unwrap_or_default()
}

/// The squares of distances: twice as many times those from the mean as there are values.
fn of_distances(counted: &[Counted]) -> f64 {
    2.0 * real(given(counted)) * Sample::of_counted(counted.iter().copied()).squares()
}

/// The squares of how far two lie apart, by what they are together.
fn of_ratios(counted: &[Counted]) -> f64 {
    let pairs = counted.iter().enumerate().flat_map(|(nth, (one, times))| {
        let greater = counted.iter().skip(nth.saturating_add(1));
        greater.map(move |(other, others)| {
            let apart = (other - one) / (other + one);
            2.0 * real(*times) * real(*others) * apart * apart
        })
    });
    sum(pairs)
}
