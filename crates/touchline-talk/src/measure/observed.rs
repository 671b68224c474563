//! What the host's models say of how people feel: taken in with a name and a subject, and never inferred here.
//!
//! Rules: TRS-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::policy::TalkPolicy;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};
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
