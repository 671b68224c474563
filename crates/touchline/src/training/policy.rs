//! The policy's section on the training queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SuggestionPolicy;

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
