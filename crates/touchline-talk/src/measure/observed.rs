//! What the host's models say of how people feel: taken in with a name and a subject, and never inferred here.
//!
//! Rules: TRS-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use crate::transcript::Transcript;
use touchline_calculators::skill::{Framework, RawUnit};
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::masking::without_card_numbers;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason, Rejection};
use touchline_kernel::text::Key;

/// A figure that the host's model gives of somebody in the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkObserved")]
pub struct Observed {
    /// The component of the framework that it is the raw measure of; null where it is shown alone.
    #[serde(default)]
    pub component: Option<Key>,
    /// What it measures, such as `sentiment` or `energy`.
    pub measure: Key,
    /// The moments that it rests on; none where nobody says.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub evidence: Vec<Evidence>,
    /// Why the model says so; null where nobody says.
    #[serde(default)]
    pub reason: Option<String>,
    /// Which model says so.
    pub source: Key,
    /// Of whom it says so.
    pub subject: Subject,
    /// The figure, on the model's own scale.
    #[schemars(range(min = -1_000_000_000_000.0, max = 1_000_000_000_000.0))]
    pub value: f64,
}

/// Whose feeling a figure tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TalkSubject")]
pub enum Subject {
    /// Somebody on the buying side.
    Customer,
    /// Somebody who works here.
    Employee,
}

impl Observed {
    /// The same as it may be shown: without numbers of cards, and without consent to the recording without any words.
    pub(super) fn shown(&self, transcript: &Transcript) -> Self {
        let shown = |said: &Option<String>, mask: &dyn Fn(&str) -> String| {
            said.as_deref().filter(|_| transcript.consented).map(mask)
        };
        let quoted = |one: &Evidence| shown(&one.quote, &|quote| transcript.masked_quote(one.segment, quote));
        let evidence = self.evidence.iter().map(|one| Evidence { quote: quoted(one), ..one.clone() });
        let reason = shown(&self.reason, &|reason| without_card_numbers(reason).into_owned());
        Observed { evidence: evidence.collect(), reason, ..self.clone() }
    }
}

/// Refuses figures of a component that there is not, that has one already or whose unit has no such number, and moments
/// that are none of the call. They stand at `path`.
///
/// # Errors
/// Everything that is wrong with them.
pub(super) fn check_observed(
    observed: &[Observed],
    framework: &Framework,
    transcript: &Transcript,
    path: &str,
) -> Result<(), BadInput> {
    let (mut faults, mut fed): (Faults, Vec<&Key>) = Default::default();
    let last = transcript.segments.len().saturating_sub(1);
    for (place, one) in observed.iter().enumerate() {
        for (nth, evidence) in one.evidence.iter().enumerate() {
            if transcript.segments.get(evidence.segment).is_none() {
                let reason = Reason::out_of_range(evidence.segment, 0, last);
                faults.add(format!("{path}/{place}/evidence/{nth}/segment"), reason);
            }
        }
        let Some(key) = &one.component else { continue };
        let at = format!("{path}/{place}/component");
        if fed.contains(&key) {
            faults.add(at.clone(), Reason::twice(key.as_str()));
        }
        fed.push(key);
        faults.known(at, key.as_str(), framework.components().map(|known| known.key.as_str()));
        if let Some(component) = framework.components().find(|known| known.key == *key) {
            faults.range(&format!("{path}/{place}/value"), one.value, bounds(component.unit));
        }
    }
    faults.told()
}

/// Refuses figures of what employees feel, unless the policy takes them in; and always in a score.
///
/// # Errors
/// The first that is refused.
pub(super) fn admit(observed: &[Observed], policy: &TalkPolicy, path: &str) -> Result<(), Rejection> {
    for (place, one) in observed.iter().enumerate().filter(|(_, one)| one.subject == Subject::Employee) {
        let told = |code: Code| Reason::new(code).with(DetailKey::Actual, one.measure.as_str());
        if !policy.employee_emotion {
            return Err(Rejection::from(told(Code::EmployeeEmotionOff)).at(format!("{path}/{place}/subject")));
        }
        if one.component.is_some() {
            return Err(Rejection::from(told(Code::EmployeeEmotionInScore)).at(format!("{path}/{place}/component")));
        }
    }
    Ok(())
}

/// Between which numbers a model may say that the raw measure of a component lies.
pub(crate) fn bounds(unit: RawUnit) -> (f64, f64) {
    match unit {
        RawUnit::Count => (0.0, 10_000.0),
        RawUnit::Ratio => (0.0, 1_000.0),
        RawUnit::Score => (0.0, 100.0),
        RawUnit::Share => (0.0, 1.0),
    }
}
