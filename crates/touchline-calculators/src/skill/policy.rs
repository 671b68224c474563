//! The policy's section on skill scores.
//!
//! Rules: SKL-14.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Level;
use touchline_kernel::text::Key;

/// Switches for skill scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SkillPolicy {
    /// By how many percent of the earlier one a figure must differ for an arrow.
    #[schemars(range(min = 1, max = 100))]
    pub arrow_percent: u32,
    /// By how many points published scores must differ for an arrow.
    #[schemars(range(min = 1, max = 100))]
    pub arrow_points: u32,
    /// Which level is expected of whom. Where nobody says, it is 75, proficient.
    #[schemars(length(max = 1_000))]
    pub expected: Vec<ExpectedLevel>,
    /// Under how many calls a score rests on little evidence.
    #[schemars(range(min = 0, max = 1_000))]
    pub few_calls: u32,
}

/// The level that is expected of those in a role after some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedLevel {
    /// From how many days after somebody was hired.
    #[serde(default)]
    #[schemars(range(min = 0, max = 36_500))]
    pub from_days: u32,
    /// The level.
    pub level: Level,
    /// The role; null for everybody for whose roles nothing is said.
    #[serde(default)]
    pub role: Option<Key>,
}

impl Default for SkillPolicy {
    fn default() -> Self {
        SkillPolicy { arrow_percent: 2, arrow_points: 2, expected: Vec::new(), few_calls: 5 }
    }
}

/// What somebody's score is to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillTarget")]
pub struct Target {
    /// Whether the policy says so of this role and tenure; else it is the target for everybody.
    pub expected: bool,
    /// The level that is to be reached.
    pub level: Level,
    /// The published score that is to be reached: the least of the level.
    pub score: u8,
}

impl SkillPolicy {
    /// The target of somebody with these roles, who was hired so many days ago, as far as that is known.
    ///
    /// What is said of one of the roles goes before what is said of everybody; of several the one that begins latest;
    /// of several of these the highest level.
    #[must_use]
    pub fn target(&self, roles: &[Key], tenure_days: Option<u32>) -> Target {
        let tenure = tenure_days.unwrap_or_default();
        let begun = || self.expected.iter().filter(|expected| expected.from_days <= tenure);
        let of_roles = begun().filter(|expected| expected.role.as_ref().is_some_and(|role| roles.contains(role)));
        let latest = |expected: &&ExpectedLevel| (expected.from_days, expected.level);
        let found = of_roles.max_by_key(latest);
        let found = found.or_else(|| begun().filter(|expected| expected.role.is_none()).max_by_key(latest));
        let level = found.map_or(Level::Proficient, |expected| expected.level);
        Target { expected: found.is_some(), level, score: level.entry().least }
    }
}
