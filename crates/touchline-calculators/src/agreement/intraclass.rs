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
        let rows: Vec<Vec<f64>> = ratings
            .subjects()
            .filter(|cells| cells.len() == raters)
            .map(|cells| cells.iter().map(|cell| cell.value).collect())
            .collect();
        let (subjects, all) = (rows.len(), ratings.subjects().count());
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let figures = match (raters, subjects) {
            (0 | 1, _) | (_, 0) => Err(NoAgreement::of_too_few(ratings)),
            (_, 1) => Err(NoAgreement::OneSubject),
            _ => Squares::of(&rows, raters).and_then(|squares| squares.figures()).ok_or(NoAgreement::NoVariation),
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

/// Complete rows in whole trillionths, with what they and their columns add up to: so that what does not vary is 0, and not
/// nearly.
struct Whole {
    rows: Vec<Vec<i128>>,
    of_rows: Vec<i128>,
    of_columns: Vec<i128>,
    all: i128,
}

impl Whole {
    fn of(rows: &[Vec<f64>], columns: usize) -> Self {
        let rows: Vec<Vec<i128>> = rows.iter().map(|row| row.iter().copied().map(trillionths).collect()).collect();
        let mut of_columns = vec![0_i128; columns];
        for row in &rows {
            of_columns.iter_mut().zip(row).for_each(|(sum, value)| *sum = sum.saturating_add(*value));
        }
        let of_rows: Vec<i128> = rows.iter().map(|row| row.iter().copied().fold(0, i128::saturating_add)).collect();
        let all = of_rows.iter().copied().fold(0, i128::saturating_add);
        Whole { rows, of_rows, of_columns, all }
    }
}

impl Squares {
    /// The mean squares of complete rows, of two subjects or more by two raters or more.
    fn of(rows: &[Vec<f64>], raters: usize) -> Option<Self> {
        let (n, k) = (u64::try_from(rows.len()).ok()?, u64::try_from(raters).ok()?);
        let real = |count: u64| quotient(count.into(), 1);
        let (of_between, of_judges) = (n.saturating_sub(1), k.saturating_sub(1));
        let (of_rest, of_within) = (of_between.saturating_mul(of_judges), n.saturating_mul(of_judges));
        let Whole { rows, of_rows, of_columns, all } = Whole::of(rows, raters);
        let (n, k) = (i128::from(n), i128::from(k));
        let square = |apart: i128, times: i128| {
            let apart = quotient(apart, TRILLION.saturating_mul(times)).unwrap_or_default();
            apart * apart
        };
        let mean = |sum: i128, times: i128| square(sum.saturating_mul(times).saturating_sub(all), n.saturating_mul(k));
        let each = || rows.iter().zip(&of_rows);
        let within = each().flat_map(|(row, own)| {
            row.iter().map(move |value| square(value.saturating_mul(k).saturating_sub(*own), k))
        });
        let rest = each().flat_map(|(row, own)| {
            row.iter().zip(&of_columns).map(move |(value, rater)| {
                let apart = value.saturating_mul(k).saturating_sub(*own).saturating_mul(n);
                square(apart.saturating_sub(rater.saturating_mul(k)).saturating_add(all), n.saturating_mul(k))
            })
        });
        let (subjects, judges) = (quotient(n, 1)?, quotient(k, 1)?);
        Some(Squares {
            between: judges * sum(of_rows.iter().map(|own| mean(*own, n))) / real(of_between)?,
            judges: subjects * sum(of_columns.iter().map(|rater| mean(*rater, k))) / real(of_judges)?,
            rest: sum(rest) / real(of_rest)?,
            within: sum(within) / real(of_within)?,
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
