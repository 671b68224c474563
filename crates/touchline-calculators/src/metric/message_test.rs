//! A test of messages: which variant is answered more often, and whether that may be chance.
//!
//! Rules: MET-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::once;
use super::figure::FEW;
use super::interval::{Interval, Proportion, normal_point};
use touchline_kernel::look_up::Seen;
use touchline_kernel::math::{NORMAL_95, quotient};
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Key;

/// A message that was sent so often.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "MessageVariant")]
pub struct Variant {
    /// How many were answered.
    pub answered: u64,
    /// How many were sent.
    pub sent: u64,
    /// Its key.
    pub variant: Key,
}

/// How a message fared.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct VariantFigure {
    /// How many were answered.
    pub answered: u64,
    /// Wilson's interval of 95 %; null where none was sent.
    pub interval: Option<Interval>,
    /// Whether fewer than five were sent.
    pub low_evidence: bool,
    /// Answered ÷ sent; null where none was sent.
    pub rate: Option<f64>,
    /// How many were sent.
    pub sent: u64,
    /// Its key.
    pub variant: Key,
}

/// One message beside another.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct VariantDifference {
    /// The message that it is held against.
    pub against: Key,
    /// Its rate less the other's; null where one of both was never sent.
    pub difference: Option<f64>,
    /// Newcombe's interval of it, of the test's level.
    pub interval: Option<Interval>,
    /// The message.
    pub variant: Key,
}

/// What a test of messages shows.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MessageTest {
    /// Each message beside each one after it.
    pub differences: Vec<VariantDifference>,
    /// The level of the differences' intervals: 0.95 for two messages; with more of them so much nearer to 1 that all
    /// intervals hold together with 95 %.
    pub level: f64,
    /// Each message.
    pub variants: Vec<VariantFigure>,
    /// The message that is better than every other one by an interval that does not hold 0; null where none is.
    pub winner: Option<Key>,
}

impl Variant {
    fn proportion(&self) -> Proportion {
        Proportion { hits: self.answered, of: self.sent }
    }
}

/// Tells everything that is wrong with these variants, which stand at `path`.
pub(super) fn check(variants: &[Variant], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    faults.list(path, variants.len(), 2);
    let mut seen = Seen::default();
    for (place, variant) in variants.iter().enumerate() {
        once(&mut faults, &mut seen, &variant.variant, || format!("{path}/{place}/variant"));
        if variant.answered > variant.sent {
            let reason = Reason::out_of_range(variant.answered, 0, variant.sent);
            faults.add(format!("{path}/{place}/answered"), reason);
        }
    }
    faults.told()
}

impl MessageTest {
    /// What these variants show.
    #[must_use]
    pub fn of(variants: &[Variant]) -> Self {
        let rest = |place: usize| variants.get(place.saturating_add(1)..).unwrap_or_default();
        let pairs: Vec<(&Variant, &Variant)> = variants
            .iter()
            .enumerate()
            .flat_map(|(place, one)| rest(place).iter().map(move |other| (one, other)))
            .collect();
        let count = i128::try_from(pairs.len()).unwrap_or(i128::MAX);
        // By Bonferroni: each of so many intervals misses with a part of 5 %.
        let level = 1.0 - quotient(1, count.saturating_mul(20)).unwrap_or_default();
        let point = if variants.len() > 2 { normal_point(level) } else { NORMAL_95 };
        let differences = pairs.into_iter().map(|(one, other)| {
            let less = one.proportion().less(other.proportion(), point);
            VariantDifference {
                against: other.variant.clone(),
                difference: less.map(|(difference, _)| difference),
                interval: less.map(|(_, interval)| interval),
                variant: one.variant.clone(),
            }
        });
        let differences: Vec<VariantDifference> = differences.collect();
        let winner = variants.iter().find(|one| differences.iter().all(|each| each.speaks_for(&one.variant)));
        MessageTest {
            level,
            variants: variants.iter().map(VariantFigure::of).collect(),
            winner: winner.map(|winner| winner.variant.clone()),
            differences,
        }
    }
}

impl VariantFigure {
    fn of(variant: &Variant) -> Self {
        let proportion = variant.proportion();
        VariantFigure {
            answered: variant.answered,
            interval: proportion.interval(NORMAL_95),
            low_evidence: variant.sent < FEW,
            rate: proportion.share(),
            sent: variant.sent,
            variant: variant.variant.clone(),
        }
    }
}

impl VariantDifference {
    /// Whether it is for this message, or is not about it.
    fn speaks_for(&self, variant: &Key) -> bool {
        if self.variant == *variant {
            return self.interval.is_some_and(|interval| interval.low > 0.0);
        }
        self.against != *variant || self.interval.is_some_and(|interval| interval.high < 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn met_06_an_interval_that_begins_or_ends_with_0_holds_it() {
        let [one, other] = ["one", "other"].map(Key::new);
        let speaks = |low, high, whom: &Key| {
            let interval = Some(Interval { high, low });
            let (against, variant) = (other.clone(), one.clone());
            VariantDifference { against, difference: Some(0.1), interval, variant }.speaks_for(whom)
        };
        assert!(!speaks(0.0, 0.2, &one) && speaks(0.001, 0.2, &one));
        assert!(!speaks(-0.2, 0.0, &other) && speaks(-0.2, -0.001, &other));
    }
}
