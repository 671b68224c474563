//! Calls as the host knows them: facts that coaching points at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::{Instant, Key, PersonId, Title};

pub use super::{CallId, CallMark};

/// A call that was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Call {
    /// The call's id.
    pub call: CallId,
    /// What kind of call it was, in a word of the host's such as `discovery` or `complaint`; null where that is not
    /// known.
    #[serde(default)]
    pub call_type: Option<Key>,
    /// The campaign that it belongs to; null where that is not known.
    #[serde(default)]
    pub campaign: Option<Key>,
    /// Why somebody should review it, in a word of the host's such as `automatic_fail` or `customer_complaint`; null
    /// where nothing says so.
    #[serde(default)]
    pub flag: Option<Key>,
    /// Who handled it.
    pub handler: PersonId,
    /// The language in which it was held, such as `en` or `pt-BR`; null where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Key>,
    /// How long it took, in milliseconds.
    #[schemars(range(min = 0, max = 604_800_000))]
    pub length_ms: u64,
    /// Whether it stands in the library of calls that others learn from.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub library: bool,
    /// What it is called.
    #[serde(default)]
    pub name: Option<Title>,
    /// Who took part besides whoever handled it, of those who are known: each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 100), extend("uniqueItems" = true))]
    pub participants: Vec<PersonId>,
    /// How good it was, in percent; null where nobody has scored it. Means and sums take it to a millionth.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub quality_score: Option<f64>,
    /// Whether all who are heard consented to the recording; null where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording_consent: Option<bool>,
    /// How many stars its scorecard gives it; null where it has none. Means and sums take them to a millionth.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub stars: Option<f64>,
    /// When it began.
    pub started_at: Instant,
}

impl Call {
    /// Takes away what a redaction takes: what the call is called describes whoever handled it.
    pub fn redact(&mut self, redaction: &Redaction) {
        redaction.redact_any(&mut self.name, Whose::describes(self.handler));
    }
}
