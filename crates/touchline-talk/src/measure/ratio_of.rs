//! What the rep's speech is divided by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the rep's speech is divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TalkRatioOf")]
pub enum RatioOf {
    /// The speaking time of all; where two speak at once it counts for each.
    #[default]
    AllSpeakingTime,
    /// The speaking time of the customers.
    CustomerSpeakingTime,
    /// The whole call, with its silence.
    WholeCall,
}
