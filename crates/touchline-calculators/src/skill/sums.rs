//! What many calls come to: sums of whole trillionths, which are the same in any order and in any parts, and of which
//! only the last step is a double.
//!
//! So a window's calls that a host hands in one by one, and the rows of a table that come in batches, give the same
//! means and the same spread, bit for bit.
//!
//! Rules: SKL-10.

use super::certainty::{interval, parts};
use super::{Compiled, Figures, Moments, NotANumber, Spread, Spreads, StudentPoints};
use touchline_kernel::math::{TRILLION as ONE, quotient, trillionths};
use touchline_kernel::rejection::{Faults, Reason};

/// No greater measure is read, of a document or a table. What code hands in beyond it counts as this, so that no sum of the calls
/// of a lifetime overflows.
const WIDEST: f64 = 9_007_199_254_740_991.0;

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
        self.sum = self.sum.saturating_add(MeasureSum::counted(raw));
    }

    /// What the measure of one call counts, in trillionths.
    #[must_use]
    pub fn counted(raw: f64) -> i128 {
        trillionths(raw.clamp(-WIDEST, WIDEST))
    }

    /// Adds the measures of so many calls, which come to this in trillionths.
    pub fn add_sum(&mut self, calls: u64, sum: i128) {
        self.merge(&MeasureSum { calls, sum });
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, other: &MeasureSum) {
        self.calls = self.calls.saturating_add(other.calls);
        self.sum = self.sum.saturating_add(other.sum);
    }

    /// How many calls have the measure.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// The sum of their measures, in trillionths.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.sum
    }

    /// The mean over the calls that have the measure; nothing where none has.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        quotient(self.sum, ONE.saturating_mul(self.calls.into()))
    }
}

/// How many components a score may be an interval of: it rests on how each two of them vary together.
pub const MOST_TOGETHER: usize = 250;

/// The components of which any call has a measure, in order.
fn measured(rows: &[Vec<Option<f64>>]) -> Vec<usize> {
    let components = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut is_measured = vec![false; components];
    for row in rows {
        is_measured.iter_mut().zip(row).for_each(|(is_measured, raw)| *is_measured |= raw.is_some());
    }
    (0..).zip(is_measured).filter(|(_, is_measured)| *is_measured).map(|(component, _)| component).collect()
}

/// Refuses calls, which stand at `path`, where some that are scored together measure more components than an interval is told of.
pub(crate) fn check_together<'a>(
    scored: impl Iterator<Item = &'a Vec<Vec<Option<f64>>>>,
    path: &str,
    faults: &mut Faults,
) {
    let together = scored.map(|rows| measured(rows).len()).max().unwrap_or_default();
    if together > MOST_TOGETHER {
        faults.add(path, Reason::out_of_range(together, 0, MOST_TOGETHER));
    }
}

/// Calls, added up component by component and area by area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSums {
    /// How many calls have an overall score.
    pub scored: u64,
    /// How many calls have a measure.
    pub measured: u64,
    /// By area, in the framework's order: how many calls have a measure of it.
    pub areas: Box<[u64]>,
    /// By component, in the framework's order: the raw measures.
    pub components: Box<[MeasureSum]>,
    /// How the measures vary, and vary together.
    pub moments: Moments,
}

impl CallSums {
    /// No call yet, of a framework.
    #[must_use]
    pub fn new(compiled: &Compiled) -> Self {
        let components = compiled.components().len();
        CallSums {
            scored: 0,
            measured: 0,
            areas: vec![0; compiled.areas().len()].into(),
            components: vec![MeasureSum::default(); components].into(),
            moments: Moments::new(components),
        }
    }

    /// Calls of these raw measures, each in the framework's order. What none of them has takes no room.
    ///
    /// # Errors
    /// A measure that is no number.
    pub(crate) fn of_rows(compiled: &Compiled, rows: &[Vec<Option<f64>>]) -> Result<Self, NotANumber> {
        let (all, mut measured) = (compiled.components().len(), measured(rows));
        measured.retain(|component| *component < all);
        let mut sums = CallSums::new(compiled);
        if measured.len() < all {
            sums.moments = Moments::of_these(measured);
        }
        rows.iter().try_for_each(|row| compiled.score(row).map(|figures| sums.add(compiled, &figures)))?;
        Ok(sums)
    }

    /// Adds one call. Where it has no measure of an area it says nothing of that area.
    pub fn add(&mut self, compiled: &Compiled, figures: &Figures) {
        let raws = || figures.components.iter().map(|component| component.as_ref().map(|component| component.raw));
        let components = self.components.iter_mut().zip(raws());
        components.for_each(|(sum, raw)| raw.iter().for_each(|raw| sum.add(*raw)));
        let row: Vec<i64> =
            compiled.components().iter().zip(raws()).map(|(part, raw)| part.curve.place_of(raw)).collect();
        self.moments.add(&row);
        let areas = self.areas.iter_mut().zip(&figures.areas);
        areas.for_each(|(calls, area)| *calls = calls.saturating_add(area.weakest.is_some().into()));
        self.measured = self.measured.saturating_add(figures.weakest.is_some().into());
        self.scored = self.scored.saturating_add(figures.overall.is_some().into());
    }

    /// Adds what was added up elsewhere.
    pub fn merge(&mut self, other: &CallSums) {
        self.scored = self.scored.saturating_add(other.scored);
        self.measured = self.measured.saturating_add(other.measured);
        self.areas.iter_mut().zip(&other.areas).for_each(|(calls, other)| *calls = calls.saturating_add(*other));
        self.components.iter_mut().zip(&other.components).for_each(|(sum, other)| sum.merge(other));
        self.moments.merge(&other.moments);
    }

    /// The mean of each component's raw measures.
    #[must_use]
    pub fn means(&self) -> Vec<Option<f64>> {
        self.components.iter().map(MeasureSum::mean).collect()
    }

    /// How many calls the figures rest on, where nobody asks for intervals.
    #[must_use]
    pub fn counted(&self) -> Spreads {
        let spread = |calls: u64| Spread::of_calls(usize::try_from(calls).unwrap_or(usize::MAX));
        Spreads { areas: self.areas.iter().map(|calls| spread(*calls)).collect(), overall: spread(self.measured) }
    }

    /// How far figures can be trusted of which these calls are the evidence.
    #[must_use]
    pub fn spreads(&self, compiled: &Compiled, figures: &Figures, points: &mut StudentPoints) -> Spreads {
        let covariances = self.moments.covariances(compiled);
        let mut spread = |calls: u64, score: Option<f64>, area: Option<usize>| Spread {
            calls: usize::try_from(calls).unwrap_or(usize::MAX),
            interval: score.map(|score| interval(score, &parts(compiled, figures, area), &covariances, points)),
        };
        let areas = self.areas.iter().zip(&figures.areas).enumerate();
        Spreads {
            areas: areas.map(|(place, (calls, area))| spread(*calls, area.score, Some(place))).collect(),
            overall: spread(self.measured, figures.overall, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
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
            let bounded: Vec<f64> = raws.iter().map(|raw| raw.clamp(-WIDEST, WIDEST)).collect();
            let greatest = bounded.iter().fold(1.0, |greatest: f64, raw| greatest.max(raw.abs()));
            let wanted = bounded.iter().sum::<f64>() / f64::from(u32::try_from(raws.len()).unwrap());
            prop_assert!((whole.mean().unwrap() - wanted).abs() <= 1e-12 * greatest);
        }
    }
}
