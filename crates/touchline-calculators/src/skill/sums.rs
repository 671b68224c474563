//! What many calls come to: sums of whole trillionths, which are the same in any order and in any parts, and of which
//! only the last step is a double.
//!
//! So a window's calls that a host hands in one by one, and the rows of a table that come in batches, give the same
//! means and the same spread, bit for bit.
//!
//! Rules: SKL-10.

use std::collections::BTreeMap;

use super::{Compiled, Figures, Spread, Spreads};
use touchline_kernel::math::{TRILLION as ONE, quotient, student_quantile, trillionths};

/// No curve has a point beyond 10^12, so that a measure beyond this counts as this: its sum never overflows.
const WIDEST: f64 = 1e15;

/// The raw measures of one component, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeasureSum {
    calls: u64,
    sum: i128,
}

impl MeasureSum {
    /// Adds the measure of one call, which counts to a trillionth.
    pub fn add(&mut self, raw: f64) {
        self.calls = self.calls.saturating_add(1);
        self.sum = self.sum.saturating_add(trillionths(raw.clamp(-WIDEST, WIDEST)));
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, other: &MeasureSum) {
        self.calls = self.calls.saturating_add(other.calls);
        self.sum = self.sum.saturating_add(other.sum);
    }

    /// The mean over the calls that have the measure; nothing where none has.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        quotient(self.sum, ONE.saturating_mul(self.calls.into()))
    }
}

/// The scores of calls, added up: those of one area, or the overall ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScoreSum {
    calls: u64,
    sum: i128,
    squares: i128,
}

impl ScoreSum {
    /// Adds the score of one call, which counts to a trillionth.
    pub fn add(&mut self, score: f64) {
        let score = trillionths(score);
        self.calls = self.calls.saturating_add(1);
        self.sum = self.sum.saturating_add(score);
        self.squares = self.squares.saturating_add(score.saturating_mul(score));
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, other: &ScoreSum) {
        self.calls = self.calls.saturating_add(other.calls);
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
    }

    /// How many calls have a score.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// How far the calls' scores lie apart.
    #[must_use]
    pub fn spread(&self, points: &mut StudentPoints) -> Spread {
        let calls = usize::try_from(self.calls).unwrap_or(usize::MAX);
        Spread { calls, half_width: self.half_width(points) }
    }

    /// The mean's standard error, times Student's t for 95 %; nothing of fewer than two calls.
    fn half_width(&self, points: &mut StudentPoints) -> Option<f64> {
        let freedom = self.calls.checked_sub(1).filter(|freedom| *freedom > 0)?;
        let deviation = (self.squares_about_the_mean()? / quotient(freedom.into(), 1)?).sqrt() / quotient(ONE, 1)?;
        Some(points.point(freedom)? * deviation / quotient(self.calls.into(), 1)?.sqrt())
    }

    /// The squares of how far each score lies from the mean, in trillionths squared: first from the whole trillionth
    /// under the mean, which is exact, then corrected for what lies between that and the mean.
    fn squares_about_the_mean(&self) -> Option<f64> {
        let calls = i128::from(self.calls);
        let (floor, rest) = (self.sum.checked_div_euclid(calls)?, self.sum.checked_rem_euclid(calls)?);
        let twice = self.sum.saturating_mul(2).saturating_sub(calls.saturating_mul(floor));
        let squares = self.squares.saturating_sub(floor.saturating_mul(twice));
        Some(quotient(squares, 1)? - quotient(rest.saturating_mul(rest), calls)?)
    }
}

/// The points of Student's t distribution for 95 %, each worked out once.
#[derive(Clone, Debug, Default)]
pub struct StudentPoints(BTreeMap<u64, f64>);

impl StudentPoints {
    fn point(&mut self, freedom: u64) -> Option<f64> {
        let degrees = quotient(freedom.into(), 1)?;
        Some(*self.0.entry(freedom).or_insert_with(|| student_quantile(0.975, degrees)))
    }
}

/// Calls, added up component by component and area by area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSums {
    /// The overall scores.
    pub overall: ScoreSum,
    /// By area, in the framework's order: the scores.
    pub areas: Box<[ScoreSum]>,
    /// By component, in the framework's order: the raw measures.
    pub components: Box<[MeasureSum]>,
}

impl CallSums {
    /// No call yet, of a framework.
    #[must_use]
    pub fn new(compiled: &Compiled) -> Self {
        CallSums {
            overall: ScoreSum::default(),
            areas: vec![ScoreSum::default(); compiled.areas().len()].into(),
            components: vec![MeasureSum::default(); compiled.components().len()].into(),
        }
    }

    /// Adds one call. Where it has no score in an area it says nothing of that area.
    pub fn add(&mut self, figures: &Figures) {
        let components = self.components.iter_mut().zip(&figures.components);
        components.for_each(|(sum, component)| component.iter().for_each(|component| sum.add(component.raw)));
        let areas = self.areas.iter_mut().zip(&figures.areas);
        areas.for_each(|(sum, area)| area.score.iter().for_each(|score| sum.add(*score)));
        figures.overall.iter().for_each(|score| self.overall.add(*score));
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, other: &CallSums) {
        self.overall.merge(&other.overall);
        self.areas.iter_mut().zip(&other.areas).for_each(|(sum, other)| sum.merge(other));
        self.components.iter_mut().zip(&other.components).for_each(|(sum, other)| sum.merge(other));
    }

    /// The mean of each component's raw measures.
    #[must_use]
    pub fn means(&self) -> Vec<Option<f64>> {
        self.components.iter().map(MeasureSum::mean).collect()
    }

    /// How far the calls' own scores lie apart.
    #[must_use]
    pub fn spreads(&self, points: &mut StudentPoints) -> Spreads {
        let areas = self.areas.iter().map(|area| area.spread(points)).collect();
        Spreads { areas, overall: self.overall.spread(points) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum_of(scores: &[f64]) -> ScoreSum {
        let mut sum = ScoreSum::default();
        scores.iter().for_each(|score| sum.add(*score));
        sum
    }

    /// By the textbook, in two passes over doubles.
    fn half_width(scores: &[f64]) -> f64 {
        let count = f64::from(u32::try_from(scores.len()).unwrap());
        let mean = scores.iter().sum::<f64>() / count;
        let squares: f64 = scores.iter().map(|score| (score - mean) * (score - mean)).sum();
        student_quantile(0.975, count - 1.0) * (squares / (count - 1.0)).sqrt() / count.sqrt()
    }

    proptest! {
        #[test]
        fn skl_10_the_spread_is_the_textbooks_and_knows_no_order_and_no_parts(
            scores in prop::collection::vec(0.0..=100.0_f64, 2..60),
            cut in 0..60_usize,
        ) {
            let mut points = StudentPoints::default();
            let whole = sum_of(&scores).spread(&mut points);
            let found = whole.half_width.unwrap();
            let wanted = half_width(&scores);
            prop_assert!((found - wanted).abs() <= 1e-9 * wanted.max(1.0), "{found} is not {wanted}");
            let (left, right) = scores.split_at(cut.min(scores.len()));
            let mut parts = sum_of(&right.iter().rev().copied().collect::<Vec<_>>());
            parts.merge(&sum_of(left));
            prop_assert_eq!(parts.spread(&mut points), whole);
        }

        #[test]
        fn bat_03_a_mean_knows_no_order_and_is_the_textbooks(
            raws in prop::collection::vec(prop_oneof![-1.0..2.0_f64, 0.0..100.0_f64, -1e300..1e300_f64], 1..60),
            cut in 0..60_usize,
        ) {
            let of = |raws: &[f64]| {
                let mut sum = MeasureSum::default();
                raws.iter().for_each(|raw| sum.add(*raw));
                sum
            };
            let whole = of(&raws);
            let (left, right) = raws.split_at(cut.min(raws.len()));
            let mut parts = of(right);
            parts.merge(&of(left));
            prop_assert_eq!(parts, whole);
            let bounded: Vec<f64> = raws.iter().map(|raw| raw.clamp(-1e15, 1e15)).collect();
            let greatest = bounded.iter().fold(1.0, |greatest: f64, raw| greatest.max(raw.abs()));
            let wanted = bounded.iter().sum::<f64>() / f64::from(u32::try_from(raws.len()).unwrap());
            prop_assert!((whole.mean().unwrap() - wanted).abs() <= 1e-12 * greatest);
        }
    }

    #[test]
    fn skl_10_calls_that_are_all_alike_lie_not_apart_and_one_call_says_nothing() {
        let mut points = StudentPoints::default();
        assert_eq!(sum_of(&[66.666_666_666_7; 9]).spread(&mut points).half_width, Some(0.0));
        assert_eq!(sum_of(&[66.0]).spread(&mut points), Spread { calls: 1, half_width: None });
        assert_eq!(MeasureSum::default().mean(), None);
        // A call of 0 and one of 10^-12 lie 5 · 10^-13 from their mean.
        let apart = sum_of(&[0.0, 1e-12]).spread(&mut points).half_width.unwrap();
        assert!((apart - 12.706_204_736_174_69 * 5e-13).abs() < 1e-24, "{apart}");
    }
}
