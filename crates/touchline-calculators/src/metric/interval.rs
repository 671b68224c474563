//! How far a rate can be trusted: Wilson's interval for k of n, and Newcombe's for the difference of two; and a mean:
//! Student's.
//!
//! Rules: INS-07, MET-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::look_up::LookUp;
use touchline_kernel::math::{normal_quantile, quotient, student_quantile};

/// From where to where, both included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RateInterval")]
pub struct Interval {
    /// The higher end.
    pub high: f64,
    /// The lower end.
    pub low: f64,
}

impl Interval {
    /// The same, reaching nowhere beyond these bounds.
    pub(crate) fn within(self, least: f64, most: f64) -> Self {
        Interval { high: self.high.clamp(least, most), low: self.low.clamp(least, most) }
    }
}

/// Where means lie, by Student's distribution. Its points are kept by degrees of freedom: many means are of as many numbers.
#[derive(Clone, Debug, Default)]
pub struct MeanIntervals(LookUp<u64, f64>);

impl MeanIntervals {
    /// Where a mean lies in 95 of 100 cases; nothing of fewer than two numbers, or of those that are all the same. `squares` are
    /// those of how far the numbers lie from their mean.
    pub fn around(&mut self, mean: f64, squares: f64, count: u64) -> Option<Interval> {
        let freedom = count.checked_sub(1).filter(|freedom| *freedom > 0)?;
        let variance = Some(squares / real(freedom)?).filter(|variance| *variance > 0.0)?;
        let half = self.point(freedom)? * (variance / real(count)?).sqrt();
        Some(Interval { high: mean + half, low: mean - half })
    }

    fn point(&mut self, freedom: u64) -> Option<f64> {
        let degrees = real(freedom)?;
        Some(*self.0.entry(freedom).or_insert_with(|| student_quantile(0.975, degrees)))
    }
}

fn real(count: u64) -> Option<f64> {
    quotient(count.into(), 1)
}

/// The point of the normal distribution for an interval of this level, such as 0.95.
pub(super) fn normal_point(level: f64) -> f64 {
    normal_quantile(0.5 + level / 2.0)
}

/// Hits of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proportion {
    /// How many are hits: no more than there are.
    pub hits: u64,
    /// How many there are.
    pub of: u64,
}

impl Proportion {
    /// The share of hits; none of nothing.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        quotient(self.hits.into(), self.of.into())
    }

    /// Wilson's score interval, without a correction for continuity; none of nothing.
    #[must_use]
    pub fn interval(self, normal_point: f64) -> Option<Interval> {
        let share = self.share()?;
        let of = quotient(self.of.into(), 1)?;
        let square = normal_point * normal_point;
        let middle = (share + square / (2.0 * of)) / (1.0 + square / of);
        let spread = share * (1.0 - share) / of + square / (4.0 * of * of);
        let half = normal_point * spread.sqrt() / (1.0 + square / of);
        // At both ends the formula gives 0 and 1, which rounding would miss by a hair.
        let low = if self.hits == 0 { 0.0 } else { middle - half };
        let high = if self.hits == self.of { 1.0 } else { middle + half };
        Some(Interval { high, low })
    }

    /// Newcombe's interval for this share less the other one, from Wilson's interval of each (his method 10).
    #[must_use]
    pub fn less(self, other: Proportion, normal_point: f64) -> Option<(f64, Interval)> {
        let (own, others) = (self.share()?, other.share()?);
        let (of_own, of_other) = (self.interval(normal_point)?, other.interval(normal_point)?);
        let apart = |one: f64, two: f64| (one * one + two * two).sqrt();
        let difference = own - others;
        let low = difference - apart(own - of_own.low, of_other.high - others);
        let high = difference + apart(of_own.high - own, others - of_other.low);
        Some((difference, Interval { high, low }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use touchline_kernel::math::NORMAL_95;

    fn close(found: f64, expected: f64, what: &str) {
        assert!((found - expected).abs() < 5e-5, "{what}: {found} is not {expected}");
    }

    /// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998) 857–872,
    /// table I, method 3.
    #[test]
    fn ins_07_wilsons_interval_is_that_of_the_published_table() {
        for (hits, of, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let found = Proportion { hits, of }.interval(NORMAL_95).unwrap();
            close(found.low, low, "low");
            close(found.high, high, "high");
        }
    }

    /// Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
    /// (1998) 873–890, table II, method 10.
    #[test]
    fn met_06_newcombes_interval_is_that_of_the_published_table() {
        for (one, other, low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((10, 10), (0, 20), 0.6791, 1.0),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ] {
            let of = |(hits, of)| Proportion { hits, of };
            let (_, found) = of(one).less(of(other), NORMAL_95).unwrap();
            close(found.low, low, "low");
            close(found.high, high, "high");
        }
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the very double is meant")]
    fn ins_07_of_nothing_there_is_no_rate_and_the_ends_are_the_ends() {
        assert_eq!(Proportion { hits: 0, of: 0 }.interval(NORMAL_95), None);
        assert_eq!(Proportion { hits: 0, of: 7 }.interval(NORMAL_95).unwrap().low, 0.0);
        assert_eq!(Proportion { hits: 7, of: 7 }.interval(NORMAL_95).unwrap().high, 1.0);
        assert!((normal_point(0.95) - NORMAL_95).abs() < 1e-15);
    }
}
