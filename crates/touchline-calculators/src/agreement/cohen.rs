//! Cohen's kappa: how much more two raters agree than by chance, plainly, or with what lies near counted as nearly agreed.
//!
//! Rules: INS-09.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::percent::is_same;
use super::{Level, NoAgreement, Ratings};
use crate::metric::{FEW, Interval};
use touchline_kernel::math::{NORMAL_95, quotient, sum};

/// The greatest number of different ratings of two raters, of which each pair is looked at.
pub const MOST_CATEGORIES: usize = 100;
/// The greatest number of raters of whom each two are held against one another.
pub const MOST_PAIRED: usize = 100;

/// Cohen's kappa of two raters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CohenKappa {
    /// The share of subjects on which they would agree by chance; null where they share none.
    pub expected: Option<f64>,
    /// With weights by how far ratings lie apart. Null where there is none, and of names, which lie nowhere.
    pub linear: Option<Kappa>,
    /// Whether it rests on fewer than five subjects.
    pub low_evidence: bool,
    /// The share of subjects on which they agree; null where they share none.
    pub observed: Option<f64>,
    /// Without weights. Null where there is none.
    pub plain: Option<Kappa>,
    /// With weights by the square of how far ratings lie apart. Null where there is none, and of names, which lie nowhere.
    pub quadratic: Option<Kappa>,
    /// How many subjects both rated.
    pub subjects: u64,
    /// Why there is no kappa.
    pub undefined: Option<NoAgreement>,
}

/// A kappa, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Kappa {
    /// From where to where it may well lie, at 95 %: so many standard errors to both sides, and beyond 1 where these lead there.
    pub interval: Interval,
    /// Kappa.
    pub kappa: f64,
    /// Its standard error in many subjects (Fleiss, Cohen and Everitt 1969).
    pub standard_error: f64,
}

/// How often two raters gave which two ratings.
struct Table {
    /// By places of the ratings, how often.
    cells: BTreeMap<(usize, usize), u64>,
    /// How often the first, and how often the second gave each rating.
    margins: Vec<(u64, u64)>,
    ratings: Vec<f64>,
    subjects: u64,
}

/// The kappa of two raters, by their places.
pub type KappaOfPair = ((u32, u32), CohenKappa);

impl CohenKappa {
    /// The kappas of each two raters, by their places.
    ///
    /// # Errors
    /// How many different ratings two of them gave, where these are too many.
    pub fn of_each_two(ratings: &Ratings, level: Level) -> Result<Vec<KappaOfPair>, usize> {
        let mut shared: BTreeMap<(u32, u32), Vec<(f64, f64)>> = BTreeMap::new();
        for cells in ratings.subjects() {
            for (nth, first) in cells.iter().enumerate() {
                for second in cells.iter().skip(nth.saturating_add(1)) {
                    shared.entry((first.rater, second.rater)).or_default().push((first.value, second.value));
                }
            }
        }
        let raters = || (0_u32..).take(ratings.raters());
        let pairs = raters()
            .flat_map(|first| raters().filter(move |second| *second > first).map(move |second| (first, second)));
        let kappa = |pair| {
            let both = shared.get(&pair).map(Vec::as_slice).unwrap_or_default();
            Ok((pair, CohenKappa::of(both, level)?))
        };
        pairs.map(kappa).collect()
    }

    /// The kappa of two raters' ratings of the same subjects.
    ///
    /// # Errors
    /// How many different ratings there are, where these are too many.
    pub fn of(pairs: &[(f64, f64)], level: Level) -> Result<Self, usize> {
        let table = Table::of(pairs);
        if table.ratings.len() > MOST_CATEGORIES {
            return Err(table.ratings.len());
        }
        let undefined = match table.subjects {
            0 => Some(NoAgreement::NothingShared),
            1 => Some(NoAgreement::OneSubject),
            _ => table.ratings.get(1).is_none().then_some(NoAgreement::NoVariation),
        };
        let is_known = undefined.is_none();
        let is_placed = is_known && level != Level::Nominal;
        let linear = is_placed.then(|| table.kappa(|one, other| (one - other).abs())).flatten();
        let quadratic = is_placed.then(|| table.kappa(|one, other| (one - other) * (one - other))).flatten();
        let plain = |one, other| if is_same(one, other) { 0.0 } else { 1.0 };
        Ok(CohenKappa {
            expected: table.expected(),
            linear,
            low_evidence: table.subjects < FEW,
            observed: table.observed(),
            plain: is_known.then(|| table.kappa(plain)).flatten(),
            quadratic,
            subjects: table.subjects,
            undefined,
        })
    }
}

impl Table {
    fn of(pairs: &[(f64, f64)]) -> Self {
        let mut ratings: Vec<f64> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
        ratings.sort_unstable_by(f64::total_cmp);
        ratings.dedup_by(|one, other| is_same(*one, *other));
        let place = |value: f64| ratings.partition_point(|rating| *rating < value);
        let mut cells: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let mut margins = vec![(0_u64, 0_u64); ratings.len()];
        for (one, other) in pairs {
            let (one, other) = (place(*one), place(*other));
            let cell = cells.entry((one, other)).or_default();
            *cell = cell.saturating_add(1);
            margins.get_mut(one).into_iter().for_each(|(first, _)| *first = first.saturating_add(1));
            margins.get_mut(other).into_iter().for_each(|(_, second)| *second = second.saturating_add(1));
        }
        Table { cells, margins, ratings, subjects: u64::try_from(pairs.len()).unwrap_or(u64::MAX) }
    }

    fn observed(&self) -> Option<f64> {
        let same = self.cells.iter().filter(|((one, other), _)| one == other).map(|(_, count)| count);
        quotient(same.fold(0_u64, |sum, count| sum.saturating_add(*count)).into(), self.subjects.into())
    }

    fn expected(&self) -> Option<f64> {
        let products = self.margins.iter().map(|(one, other)| i128::from(*one).saturating_mul((*other).into()));
        let subjects = i128::from(self.subjects);
        quotient(products.fold(0_i128, i128::saturating_add), subjects.saturating_mul(subjects))
    }

    fn share(&self, count: u64) -> f64 {
        quotient(count.into(), self.subjects.into()).unwrap_or_default()
    }

    /// Kappa, where two ratings lie so far apart: 1 less the mean distance over the one by chance. That what is near counts
    /// as nearly agreed is the same, turned around, whatever the greatest distance is.
    fn kappa(&self, distance: impl Fn(f64, f64) -> f64) -> Option<Kappa> {
        let each = || self.ratings.iter().zip(&self.margins);
        // How far a rating of the one lies on average from those of the other.
        let from_first: Vec<f64> = each()
            .map(|(one, _)| sum(each().map(|(other, (_, second))| self.share(*second) * distance(*one, *other))))
            .collect();
        let from_second: Vec<f64> = each()
            .map(|(other, _)| sum(each().map(|(one, (first, _))| self.share(*first) * distance(*one, *other))))
            .collect();
        let expected = sum(self.margins.iter().zip(&from_first).map(|((first, _), far)| self.share(*first) * far));
        let cells = || {
            self.cells.iter().filter_map(|((one, other), count)| {
                let apart = distance(*self.ratings.get(*one)?, *self.ratings.get(*other)?);
                Some((self.share(*count), apart, from_first.get(*one)? + from_second.get(*other)?))
            })
        };
        let observed = sum(cells().map(|(share, apart, _)| share * apart));
        if expected <= 0.0 {
            return None;
        }
        let left = observed / expected;
        let strays = sum(cells().map(|(share, apart, around)| {
            let influence = (apart - left * around) / expected + left;
            share * influence * influence
        }));
        let standard_error = (strays / quotient(self.subjects.into(), 1)?).sqrt();
        let kappa = 1.0 - left;
        let half = NORMAL_95 * standard_error;
        Some(Kappa { interval: Interval { high: kappa + half, low: kappa - half }, kappa, standard_error })
    }
}
