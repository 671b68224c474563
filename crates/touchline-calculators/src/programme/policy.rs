//! The policy's section on coaching programmes.
//!
//! Rules: KER-15, PRG-02, PRG-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::rejection::{Combination, Reason, Section};

/// Switches for coaching programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProgrammePolicy {
    /// From which overall score on, as it is published, the track for those who perform high is suggested.
    #[schemars(range(min = 0, max = 100))]
    pub high_score: u8,
    /// More than how many people make a team large, so that formats with a rhythm for large teams follow that.
    #[schemars(range(min = 1, max = 100_000))]
    pub large_team_over: u32,
    /// By more than which part of a format's minutes, in percent, a session has to be shorter or longer to be flagged.
    #[schemars(range(min = 0, max = 1_000))]
    pub length_percent: u32,
    /// Under which overall score, as it is published, the track for those who perform low is suggested.
    #[schemars(range(min = 0, max = 100))]
    pub low_score: u8,
    /// For under how many days somebody has been a manager whom the track for new managers is suggested.
    #[schemars(range(min = 0, max = 3_650))]
    pub new_manager_days: u32,
    /// On which part of the days in a week, a month or a quarter on which they work, in percent, somebody has to be there
    /// so that a session is expected in it.
    #[schemars(range(min = 1, max = 100))]
    pub present_percent: u32,
}

impl Default for ProgrammePolicy {
    fn default() -> Self {
        ProgrammePolicy {
            high_score: 90,
            large_team_over: 8,
            length_percent: 50,
            low_score: 60,
            new_manager_days: 90,
            present_percent: 50,
        }
    }
}

impl Section for ProgrammePolicy {
    /// No score is both high and low.
    fn combinations(&self) -> Vec<Combination> {
        let wrong =
            (self.low_score > self.high_score).then(|| Reason::out_of_range(self.low_score, 0, self.high_score));
        vec![Combination { blamed: "low_score", with: &["high_score"], wrong }]
    }
}
