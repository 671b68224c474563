//! Correlation within classes: how much of what ratings differ by is due to their subjects, in the six forms of Shrout and
//! Fleiss.
//!
//! Rules: INS-09.

use schemars::JsonSchema;
use serde::Serialize;

use super::{NoAgreement, Ratings};
use crate::metric::{FEW, Interval};
use touchline_kernel::math::{TRILLION, fisher_cdf, fisher_quantile, quotient, sum, trillionths};

/// Above which share of a distribution the upper 2.5 % lie.
const UPPER: f64 = 0.975;

/// Correlations within classes, over the subjects that all raters rated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Intraclass {
    /// The six forms; null where there are none.
    pub figures: Option<IntraclassFigures>,
    /// How many subjects were left out, since not all rated them.
    pub left_out: u64,
    /// Whether they rest on fewer than five subjects.
    pub low_evidence: bool,
    /// How many raters there are.
    pub raters: u64,
    /// How many subjects all raters rated.
    pub subjects: u64,
    /// Why there are none.
    pub undefined: Option<NoAgreement>,
}

/// The six forms: of one rating or of the mean of all raters' ratings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct IntraclassFigures {
    /// Form (1,1): each subject was rated by raters of its own.
    pub icc_1_1: IntraclassCorrelation,
    /// Form (1,k).
    pub icc_1_k: IntraclassCorrelation,
    /// Form (2,1): the raters stand for all raters there could be, and one who is more severe disagrees.
    pub icc_2_1: IntraclassCorrelation,
    /// Form (2,k).
    pub icc_2_k: IntraclassCorrelation,
    /// Form (3,1): only these raters are meant, and one who is more severe by as much everywhere agrees.
    pub icc_3_1: IntraclassCorrelation,
    /// Form (3,k).
    pub icc_3_k: IntraclassCorrelation,
}

/// A correlation within classes, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct IntraclassCorrelation {
    /// The correlation: mostly between 0 and 1. Raters who go against one another bring it below 0, and form (2,k) beyond 1.
    /// Null where what it is a share of is nothing.
    pub correlation: Option<f64>,
    /// By how many times subjects vary more than what is left; null where nothing is left.
    pub f: Option<f64>,
    /// The degrees of freedom of what is left.
    pub freedom_of_rest: u64,
    /// The degrees of freedom of the subjects.
    pub freedom_of_subjects: u64,
    /// From where to where it may well lie, at 95 %; null where nothing is left besides the subjects, where these do not differ,
    /// and where the form's bounds make no interval.
    pub interval: Option<Interval>,
    /// How likely so great an `f` is where subjects do not differ; null where there is none.
    pub p: Option<f64>,
}

/// How far ratings lie apart, by what they could be due to: mean squares, with their degrees of freedom.
struct Squares {
    raters: f64,
    subjects: f64,
    /// Between subjects.
    between: f64,
    /// Between raters.
    judges: f64,
    /// What neither tells.
    rest: f64,
    /// Among the ratings of one subject.
    within: f64,
    of_between: u64,
    of_rest: u64,
    of_within: u64,
}

impl Intraclass {
    /// The correlations of these.
    #[must_use]
    pub fn of(ratings: &Ratings) -> Self {
        let raters = ratings.raters();
        let rows = || ratings.subjects().filter(|cells| cells.len() == raters);
        let values = || rows().flatten().map(|cell| cell.value);
        let (subjects, all) = (rows().count(), ratings.subjects().count());
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let figures = match (raters, subjects) {
            (0 | 1, _) | (_, 0) => Err(NoAgreement::of_too_few(ratings)),
            (_, 1) => Err(NoAgreement::OneSubject),
            _ => {
                let squares = Squares::of(values(), subjects, raters);
                squares.and_then(|squares| squares.figures()).ok_or(NoAgreement::NoVariation)
            }
        };
        Intraclass {
            figures: figures.ok(),
            left_out: count(all.saturating_sub(subjects)),
            low_evidence: count(subjects) < FEW,
            raters: count(raters),
            subjects: count(subjects),
            undefined: figures.err(),
        }
    }
}

/// Whole numbers of some width, which stop at their bounds.
trait Whole: Copy {
    fn plus(self, other: Self) -> Self;
    fn less(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    fn wide(self) -> i128;
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Whole for $number {
            fn plus(self, other: Self) -> Self {
                self.saturating_add(other)
            }
            fn less(self, other: Self) -> Self {
                self.saturating_sub(other)
            }
            fn times(self, other: Self) -> Self {
                self.saturating_mul(other)
            }
            fn wide(self) -> i128 {
                self.into()
            }
        }
    )*};
}

whole!(i64, i128);

/// Complete rows in whole trillionths, with what they and their columns add up to: so that what does not vary is 0, and not
/// nearly.
struct Rows<W> {
    cells: Vec<W>,
    of_rows: Vec<W>,
    of_columns: Vec<W>,
    all: W,
    /// How many rows, and how many columns there are.
    count: (W, W),
}

impl<W: Whole> Rows<W> {
    fn of(cells: Vec<W>, nothing: W, count: (W, W), columns: usize) -> Self {
        let rows = || cells.chunks_exact(columns.max(1));
        let mut of_columns = vec![nothing; columns];
        for row in rows() {
            of_columns.iter_mut().zip(row).for_each(|(sum, value)| *sum = sum.plus(*value));
        }
        let of_rows: Vec<W> = rows().map(|row| row.iter().copied().fold(nothing, W::plus)).collect();
        let all = of_rows.iter().copied().fold(nothing, W::plus);
        Rows { cells, of_rows, of_columns, all, count }
    }

    /// The sums of squares between rows and between columns, each of their means once, then of what neither tells, and of
    /// what lies apart in one row.
    fn sums(&self) -> [f64; 4] {
        let (n, k) = self.count;
        let square = |apart: W, times: i128| {
            let apart = quotient(apart.wide(), TRILLION.saturating_mul(times)).unwrap_or_default();
            apart * apart
        };
        let (of_row, of_all) = (k.wide(), n.wide().saturating_mul(k.wide()));
        let mean = |sum: W, times: W| square(sum.times(times).less(self.all), of_all);
        let each = || self.cells.chunks_exact(self.of_columns.len().max(1)).zip(&self.of_rows);
        let within =
            each().flat_map(|(row, own)| row.iter().map(move |value| square(value.times(k).less(*own), of_row)));
        let rest = each().flat_map(|(row, own)| {
            row.iter().zip(&self.of_columns).map(move |(value, rater)| {
                let apart = value.times(k).less(*own).times(n);
                square(apart.less(rater.times(k)).plus(self.all), of_all)
            })
        });
        [
            sum(self.of_rows.iter().map(|own| mean(*own, n))),
            sum(self.of_columns.iter().map(|rater| mean(*rater, k))),
            sum(rest),
            sum(within),
        ]
    }
}

/// The sums of squares of complete rows of so many cells. Where everything that comes up fits into 64 bits it is counted in
/// these.
fn sums_of_squares(values: impl Iterator<Item = f64>, (n, k): (u64, u64), columns: usize) -> [f64; 4] {
    let cells: Vec<i128> = values.map(trillionths).collect();
    let greatest = cells.iter().map(|cell| cell.unsigned_abs()).fold(0, u128::max);
    // A cell as many times as there are cells, and the sums of its row, its column and all, which are no greater.
    let reach = greatest.saturating_mul(n.into()).saturating_mul(k.into()).saturating_mul(4);
    let in_64_bits = || cells.iter().map(|cell| i64::try_from(*cell).ok()).collect::<Option<Vec<i64>>>();
    let narrow = i64::try_from(reach).ok().and_then(|_| in_64_bits());
    match (narrow, i64::try_from(n), i64::try_from(k)) {
        (Some(cells), Ok(n), Ok(k)) => Rows::of(cells, 0, (n, k), columns).sums(),
        _ => Rows::of(cells, 0, (n.into(), k.into()), columns).sums(),
    }
}

impl Squares {
    /// The mean squares of the values of complete rows, of two subjects or more by two raters or more.
    fn of(values: impl Iterator<Item = f64>, subjects: usize, raters: usize) -> Option<Self> {
        let (n, k) = (u64::try_from(subjects).ok()?, u64::try_from(raters).ok()?);
        let real = |count: u64| quotient(count.into(), 1);
        let (of_between, of_judges) = (n.saturating_sub(1), k.saturating_sub(1));
        let (of_rest, of_within) = (of_between.saturating_mul(of_judges), n.saturating_mul(of_judges));
        let [between, between_judges, rest, within] = sums_of_squares(values, (n, k), raters);
        let (subjects, judges) = (real(n)?, real(k)?);
        Some(Squares {
            between: judges * between / real(of_between)?,
            judges: subjects * between_judges / real(of_judges)?,
            rest: rest / real(of_rest)?,
            within: within / real(of_within)?,
            raters: judges,
            subjects,
            of_between,
            of_rest,
            of_within,
        })
    }

    /// The six forms; none where nothing varies.
    fn figures(&self) -> Option<IntraclassFigures> {
        if self.between <= 0.0 && self.within <= 0.0 {
            return None;
        }
        let one_way = Bounds::of(self, self.within, self.of_within);
        let two_way = Bounds::of(self, self.rest, self.of_rest);
        let (single, of_mean) = (self.single(self.within, 0.0), self.of_mean(self.within, 0.0));
        let (any, of_any) = (self.single(self.rest, self.strictness()), self.of_mean(self.rest, self.strictness()));
        let (these, of_these) = (self.single(self.rest, 0.0), self.of_mean(self.rest, 0.0));
        let any_interval = any.and_then(|any| self.interval_of_any(any));
        let of_all = |low: f64| low * self.raters / (1.0 + low * (self.raters - 1.0));
        let any_mean = any_interval.and_then(|Interval { high, low }| {
            // Below this the mean of all has no bound.
            let has_end = 1.0 + low * (self.raters - 1.0) > 0.0;
            has_end.then(|| Interval { high: of_all(high), low: of_all(low) })
        });
        Some(IntraclassFigures {
            icc_1_1: one_way.told(single, one_way.single(self.raters)),
            icc_1_k: one_way.told(of_mean, one_way.of_mean()),
            icc_2_1: two_way.told(any, any_interval),
            icc_2_k: two_way.told(of_any, any_mean),
            icc_3_1: two_way.told(these, two_way.single(self.raters)),
            icc_3_k: two_way.told(of_these, two_way.of_mean()),
        })
    }

    /// What raters who differ in severity add to what is left.
    fn strictness(&self) -> f64 {
        (self.judges - self.rest) / self.subjects
    }

    fn single(&self, left: f64, strictness: f64) -> Option<f64> {
        over(self.between - left, &[self.between, (self.raters - 1.0) * left, self.raters * strictness])
    }

    fn of_mean(&self, left: f64, strictness: f64) -> Option<f64> {
        over(self.between - left, &[self.between, strictness])
    }

    /// The interval of form (2,1), whose degrees of freedom are Satterthwaite's.
    fn interval_of_any(&self, correlation: f64) -> Option<Interval> {
        if self.rest <= 0.0 || self.between <= 0.0 {
            return None;
        }
        let (n, k) = (self.subjects, self.raters);
        let of_judges = k * correlation * self.judges / self.rest;
        let of_rest = n * (1.0 + (k - 1.0) * correlation) - k * correlation;
        let both = of_judges + of_rest;
        let below = (n - 1.0) * of_judges * of_judges + of_rest * of_rest;
        let freedom = (k - 1.0) * (n - 1.0) * both * both / below;
        let above = quotient(self.of_between.into(), 1)?;
        let strict = k * self.judges + (k * n - k - n) * self.rest;
        let high = fisher_quantile(UPPER, freedom, above);
        let low = fisher_quantile(UPPER, above, freedom);
        let interval = Interval {
            high: n * (high * self.between - self.rest) / (strict + n * high * self.between),
            low: n * (self.between - low * self.rest) / (low * strict + n * self.between),
        };
        (interval.high.is_finite() && interval.low < interval.high).then_some(interval)
    }
}

/// A quotient whose divisor consists of parts; none where they cancel one another out, but for what rounding leaves.
fn over(above: f64, parts: &[f64]) -> Option<f64> {
    const ROUNDING: f64 = 1e-12;
    let below = sum(parts.iter().copied());
    let size = sum(parts.iter().map(|part| part.abs()));
    (below.abs() > ROUNDING * size).then(|| above / below)
}

/// How many times subjects vary more than what is left, and between which bounds that ratio lies.
struct Bounds {
    f: Option<f64>,
    freedom_of_rest: u64,
    freedom_of_subjects: u64,
    p: Option<f64>,
    ratio: Option<Interval>,
}

impl Bounds {
    fn of(squares: &Squares, left: f64, freedom_of_rest: u64) -> Self {
        let freedom_of_subjects = squares.of_between;
        let f = (left > 0.0).then(|| squares.between / left);
        let degrees = quotient(freedom_of_subjects.into(), 1).zip(quotient(freedom_of_rest.into(), 1));
        let p = f.zip(degrees).map(|(f, (above, below))| fisher_cdf(1.0 / f, below, above));
        let ratio = f.filter(|f| *f > 0.0).zip(degrees).map(|(f, (above, below))| Interval {
            high: f * fisher_quantile(UPPER, below, above),
            low: f / fisher_quantile(UPPER, above, below),
        });
        Bounds { f, freedom_of_rest, freedom_of_subjects, p, ratio }
    }

    fn single(&self, raters: f64) -> Option<Interval> {
        let of = |ratio: f64| (ratio - 1.0) / (ratio + raters - 1.0);
        self.ratio.map(|Interval { high, low }| Interval { high: of(high), low: of(low) })
    }

    fn of_mean(&self) -> Option<Interval> {
        let of = |ratio: f64| 1.0 - 1.0 / ratio;
        self.ratio.map(|Interval { high, low }| Interval { high: of(high), low: of(low) })
    }

    fn told(&self, correlation: Option<f64>, interval: Option<Interval>) -> IntraclassCorrelation {
        let Bounds { f, freedom_of_rest, freedom_of_subjects, p, .. } = *self;
        IntraclassCorrelation { correlation, f, freedom_of_rest, freedom_of_subjects, interval, p }
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, clippy::float_cmp, reason = "the same numbers, to the bit")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ins_09_squares_in_64_bits_are_those_in_128(values in prop::collection::vec(-9e3..9e3_f64, 12), columns in 2..5_usize) {
            let rows = 12 / columns;
            let cells: Vec<i128> = values.iter().take(rows * columns).copied().map(trillionths).collect();
            let narrow: Vec<i64> = cells.iter().map(|cell| i64::try_from(*cell).unwrap()).collect();
            let (n, k) = (i64::try_from(rows).unwrap(), i64::try_from(columns).unwrap());
            let found = Rows::of(narrow, 0, (n, k), columns).sums();
            prop_assert_eq!(found, Rows::of(cells, 0, (n.into(), k.into()), columns).sums());
        }
    }
}
