//! Measures of a call as the components of a skill framework, with what each rests on.
//!
//! Rules: TRS-08, AIX-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::figures::{Figures, Status, Unavailable};
use super::observed::Observed;
use super::phrase_kind::PhraseKind;
use touchline_calculators::skill::{Framework, RawUnit};
use touchline_kernel::text::Key;

/// Where a component's raw measure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "TalkComponentSource")]
pub enum ComponentSource {
    /// It was measured of what was said.
    Measure,
    /// A model of the host's says so.
    Model(Key),
}

/// The raw measure of a component of the framework.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TalkComponent {
    /// The component.
    pub component: Key,
    /// The moments that it rests on.
    pub evidence: Vec<Evidence>,
    /// Why it cannot be had; null where it can.
    pub reason: Option<Unavailable>,
    /// Where it comes from.
    pub source: ComponentSource,
    /// How it was had.
    pub status: Status,
    /// The raw measure; null where it cannot be had.
    pub value: Option<f64>,
}

/// What is said at the end of a call that ends with a clear next step.
pub(super) const NEXT_STEPS: &str = "next_steps";
const TRIAL_CLOSES: &str = "trial_closes";

/// What was measured of a call.
pub(super) struct Measured<'a> {
    /// Whether a next step is named in the last quarter of the words.
    pub(super) ends_with_next_step: bool,
    pub(super) figures: &'a Figures,
    pub(super) observed: &'a [Observed],
    pub(super) phrases: &'a [PhraseKind],
}

impl Measured<'_> {
    /// The components of a framework that are measured here, in its order. One counts only in the unit in which it is
    /// measured: a framework that counts `trial_close` otherwise means another thing.
    pub(super) fn components(&self, framework: &Framework) -> Vec<TalkComponent> {
        let known = framework.components();
        known
            .filter_map(|component| {
                let from_model = self.observed.iter().find(|one| one.component.as_ref() == Some(&component.key));
                if let Some(one) = from_model {
                    return Some(TalkComponent {
                        component: component.key.clone(),
                        evidence: one.evidence.clone(),
                        reason: None,
                        source: ComponentSource::Model(one.source.clone()),
                        status: Status::Measured,
                        value: Some(one.value),
                    });
                }
                match (component.key.as_str(), component.unit) {
                    ("active_listening", RawUnit::Share) => Some(self.listening(&component.key)),
                    ("next_steps", RawUnit::Share) => {
                        let ends = if self.ends_with_next_step { 1.0 } else { 0.0 };
                        self.of_kind(&component.key, NEXT_STEPS, |_| ends)
                    }
                    ("trial_close", RawUnit::Count) => self.of_kind(&component.key, TRIAL_CLOSES, |count| count),
                    _ => None,
                }
            })
            .collect()
    }

    fn listening(&self, component: &Key) -> TalkComponent {
        let share = &self.figures.customer_share;
        TalkComponent {
            component: component.clone(),
            evidence: Vec::new(),
            reason: share.reason,
            source: ComponentSource::Measure,
            status: share.status,
            value: share.value,
        }
    }

    /// A component that rests on phrases of a kind; nothing where the list has no such kind.
    fn of_kind(&self, component: &Key, key: &str, value: impl FnOnce(f64) -> f64) -> Option<TalkComponent> {
        let unlisted = || TalkComponent {
            component: component.clone(),
            evidence: Vec::new(),
            reason: Some(Unavailable::NoList),
            source: ComponentSource::Measure,
            status: Status::Unavailable,
            value: None,
        };
        if self.phrases.is_empty() {
            return Some(unlisted());
        }
        let kind = self.phrases.iter().find(|kind| kind.key.as_str() == key)?;
        Some(TalkComponent {
            evidence: kind.hits.iter().map(|hit| hit.evidence.clone()).collect(),
            reason: kind.count.reason,
            status: kind.count.status,
            value: kind.count.value.map(value),
            ..unlisted()
        })
    }
}
