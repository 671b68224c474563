//! The policy's section on recommendations.
//!
//! Rules: REC-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TargetsPolicy;

/// Switches for recommendations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecommendationPolicy {
    /// How many days after it was sent a report is followed up.
    #[schemars(range(min = 1, max = 366))]
    pub follow_up_days: u32,
    /// Under which published score an area is a gap, where 75 is to be reached; where another level is expected it moves
    /// with that by as much.
    #[schemars(range(min = 1, max = 100))]
    pub gap_under: u8,
    /// How many gaps are named, at most.
    #[schemars(range(min = 1, max = 100))]
    pub most_gaps: usize,
    /// From which published score on an area is a strength, unless it is a gap.
    #[schemars(range(min = 1, max = 100))]
    pub strength_from: u8,
    /// What coaching is to bring about.
    pub targets: TargetsPolicy,
}

impl Default for RecommendationPolicy {
    fn default() -> Self {
        let targets = TargetsPolicy::default();
        RecommendationPolicy { follow_up_days: 7, gap_under: 70, most_gaps: 3, strength_from: 80, targets }
    }
}
