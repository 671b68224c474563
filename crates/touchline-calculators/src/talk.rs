//! The policy's section on conversations, by which `touchline-talk` measures them. It stands here, so that the policy is one
//! document also where conversations are not compiled in.
//!
//! Rules: TRS-03, TRS-04, TRS-05, TRS-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for conversations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TalkPolicy {
    /// Whether figures may be taken in that say how an employee feels. Inferring that at work is unlawful in places; even
    /// where it is allowed, none of them enters a score.
    pub employee_emotion: bool,
    /// Under how many fillers a minute of speech the rep should stay.
    #[schemars(range(min = 1, max = 1_000))]
    pub fillers_per_minute: u32,
    /// How many questions the rep should ask in a call, at least.
    #[schemars(range(min = 1, max = 10_000))]
    pub questions: u32,
    /// How many percent of all speech should be the rep's.
    #[schemars(range(min = 1, max = 99))]
    pub rep_percent: u32,
    /// How many words a minute somebody speaks of whom no times are known.
    #[schemars(range(min = 1, max = 1_000))]
    pub words_per_minute: u32,
}

impl Default for TalkPolicy {
    fn default() -> Self {
        TalkPolicy {
            employee_emotion: false,
            fillers_per_minute: 3,
            questions: 10,
            rep_percent: 40,
            words_per_minute: 150,
        }
    }
}
