//! Krippendorff's alpha: how much less raters differ than by chance, at four levels, whatever ratings are missing.
//!
//! Rules: INS-09.

use schemars::JsonSchema;
use serde::Serialize;

use super::percent::{is_same, runs};
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

/// How many different ratings those that are held against one another have.
fn different(ratings: &Ratings) -> usize {
    let pairable = ratings.subjects().filter(|cells| cells.len() > 1).flatten();
    let mut values: Vec<f64> = pairable.map(|cell| cell.value).collect();
    runs(&mut values).count()
}

/// How far ratings lie apart: the squares of all distances between two of them, each pair counted twice.
type Spread = fn(&mut [f64]) -> f64;

impl Krippendorff {
    /// The alpha of ratings, where these are not too many to tell.
    ///
    /// # Errors
    /// How many different ratings there are, where these are too many.
    pub fn told(ratings: &Ratings, level: Level) -> Result<Self, usize> {
        let different = if level == Level::Ratio { different(ratings) } else { 0 };
        if different > MOST_RATIOS { Err(different) } else { Ok(Krippendorff::of(ratings, level)) }
    }

    /// Alpha at a level. A subject that one alone rated says nothing, and is left out.
    #[must_use]
    pub fn of(ratings: &Ratings, level: Level) -> Self {
        let pairable = || ratings.subjects().filter(|cells| cells.len() > 1);
        let mut values: Vec<f64> = pairable().flatten().map(|cell| cell.value).collect();
        let (count, subjects) = (values.len(), pairable().count());
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
        let ranks = if level == Level::Ordinal { ranks(&mut values) } else { Vec::new() };
        let counted = |value: f64| if level == Level::Ordinal { rank(&ranks, value) } else { value };
        let spread = level.spread();
        values.iter_mut().for_each(|value| *value = counted(*value));
        let mut own = Vec::new();
        let within = sum(pairable().map(|cells| {
            own.clear();
            own.extend(cells.iter().map(|cell| counted(cell.value)));
            spread(&mut own) / less_one(cells.len())
        }));
        let all = real(count);
        let expected = spread(&mut values) / (all * less_one(count));
        let observed = within / all;
        let alpha = (expected > 0.0).then(|| 1.0 - observed / expected);
        figures(alpha, Some(observed), Some(expected), alpha.is_none().then_some(NoAgreement::NoVariation))
    }
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

fn real(count: usize) -> f64 {
    quotient(i128::try_from(count).unwrap_or(i128::MAX), 1).unwrap_or_default()
}

fn less_one(count: usize) -> f64 {
    real(count.saturating_sub(1))
}

/// One for each pair that differs.
fn of_names(values: &mut [f64]) -> f64 {
    let square = |count: usize| i128::try_from(count).map_or(i128::MAX, |count| count.saturating_mul(count));
    let all = square(values.len());
    let same = runs(values).map(|same| square(same.len())).fold(0_i128, i128::saturating_add);
    quotient(all.saturating_sub(same), 1).unwrap_or_default()
}

/// The squares of distances: twice as many times those from the mean as there are values.
fn of_distances(values: &mut [f64]) -> f64 {
    // What is the same is reckoned once where it stands together.
    values.sort_unstable_by(f64::total_cmp);
    2.0 * real(values.len()) * Sample::of_numbers(values.iter().copied()).squares()
}

/// The squares of how far two lie apart, by what they are together.
fn of_ratios(values: &mut [f64]) -> f64 {
    let same: Vec<(f64, f64)> = runs(values).filter_map(|same| Some((*same.first()?, real(same.len())))).collect();
    let pairs = same.iter().enumerate().flat_map(|(nth, (one, times))| {
        let greater = same.iter().skip(nth.saturating_add(1));
        greater.map(move |(other, others)| {
            let apart = (other - one) / (other + one);
            2.0 * times * others * apart * apart
        })
    });
    sum(pairs)
}

/// Each rating with its rank, in order: how many lie below it, and half of those that are the same.
fn ranks(values: &mut [f64]) -> Vec<(f64, f64)> {
    let mut below = 0.0;
    let ranked = runs(values).filter_map(|same| {
        let count = real(same.len());
        let rank = below + count / 2.0;
        below += count;
        Some((*same.first()?, rank))
    });
    ranked.collect()
}

fn rank(ranks: &[(f64, f64)], value: f64) -> f64 {
    let place = ranks.partition_point(|(rated, _)| *rated < value);
    ranks.get(place).filter(|(rated, _)| is_same(*rated, value)).map_or(0.0, |(_, rank)| *rank)
}
