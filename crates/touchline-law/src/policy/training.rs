//! The policy's section on the training queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::Key;

/// Switches for the training queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TrainingPolicy {
    /// How many bundles the attention pool shows of what an agent was given lately.
    #[schemars(range(min = 0, max = 100))]
    pub history: u32,
    /// What suggests coaching.
    pub suggestions: SuggestionPolicy,
}

impl Default for TrainingPolicy {
    fn default() -> Self {
        TrainingPolicy { history: 5, suggestions: SuggestionPolicy::default() }
    }
}

/// How often a check fails, in how many days, before coaching is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FailureRule {
    /// How many failures.
    #[schemars(range(min = 1, max = 100))]
    pub count: u32,
    /// In how many days, of 24 hours each, from the call of the first to the call of the last.
    #[schemars(range(min = 1, max = 3_650))]
    pub days: u32,
}

/// What suggests coaching. A rule that is null suggests nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SuggestionPolicy {
    /// Failures of the same check.
    pub failures: Option<FailureRule>,
    /// A call with one of these flags.
    #[schemars(length(max = 1_000))]
    pub flags: Vec<Key>,
    /// For how many days a suggestion stands.
    #[schemars(range(min = 1, max = 3_650))]
    pub lasts_days: u32,
    /// So many days without a session in person, a session of a plan, a meeting with them alone or a concluded bundle; without any,
    /// since the first call. The suggestion stands until there is one: it does not expire.
    #[schemars(range(min = 1, max = 3_650))]
    pub no_coaching_days: Option<u32>,
    /// A call that scored under so many percent.
    #[schemars(range(min = 1, max = 100))]
    pub score_under: Option<u32>,
}

impl Default for SuggestionPolicy {
    fn default() -> Self {
        SuggestionPolicy {
            failures: Some(FailureRule { count: 3, days: 30 }),
            flags: vec![Key::new("automatic_fail")],
            lasts_days: 90,
            no_coaching_days: Some(30),
            score_under: None,
        }
    }
}
