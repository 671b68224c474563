//! The published score and the level that is read off it, so that number and level never disagree.
//!
//! Rules: SKL-05, SKL-09.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How proficient a published score is, from the least to the greatest.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "SkillLevel")]
pub enum Level {
    /// Under 40.
    Critical,
    /// 40–59.
    NeedsCoaching,
    /// 60–74.
    Developing,
    /// 75–89.
    Proficient,
    /// 90–100.
    Expert,
}

/// What a level asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SkillConsequence")]
pub enum Consequence {
    /// Somebody has to step in at once.
    InterventionAtOnce,
    /// Coaching comes first.
    PriorityCoaching,
    /// Improvement with a focus.
    FocusedImprovement,
    /// Nothing but small corrections.
    MinorGaps,
    /// To mentor others.
    MentorsOthers,
}

/// One level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SkillLevelEntry")]
pub struct LevelEntry {
    /// What it asks for.
    pub consequence: Consequence,
    /// What it means, in words.
    pub description: &'static str,
    /// The greatest published score that has it.
    pub greatest: u8,
    /// The least published score that has it.
    pub least: u8,
    /// The level.
    pub level: Level,
}

/// Read by the level alone, since its row says the rest.
impl<'de> Deserialize<'de> for LevelEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Told {
            level: Level,
        }
        Told::deserialize(deserializer).map(|told| told.level.entry())
    }
}

const fn row(level: Level, least: u8, greatest: u8, consequence: Consequence, description: &'static str) -> LevelEntry {
    LevelEntry { consequence, description, greatest, least, level }
}

/// One row for each level, the least first.
#[rustfmt::skip]
pub const LEVELS: &[LevelEntry] = &[
    row(Level::Critical,       0,  39, Consequence::InterventionAtOnce, "Immediate intervention required"),
    row(Level::NeedsCoaching, 40,  59, Consequence::PriorityCoaching,   "Significant gaps, priority coaching"),
    row(Level::Developing,    60,  74, Consequence::FocusedImprovement, "Adequate, needs focused improvement"),
    row(Level::Proficient,    75,  89, Consequence::MinorGaps,          "Strong execution, minor gaps"),
    row(Level::Expert,        90, 100, Consequence::MentorsOthers,      "Consistently excellent, mentors others"),
];

impl Level {
    /// The level of a published score.
    #[must_use]
    pub fn of(published: u8) -> Self {
        let row = LEVELS.iter().rev().find(|row| published >= row.least);
        row.map_or(Level::Critical, |row| row.level)
    }

    /// Its row.
    #[must_use]
    pub fn entry(self) -> LevelEntry {
        LEVELS.iter().find(|row| row.level == self).copied().unwrap_or(UNLISTED)
    }
}

/// Stands in for a level that the table lacks; a test shows that there is none.
const UNLISTED: LevelEntry = row(Level::Critical, 0, 39, Consequence::InterventionAtOnce, "");

/// Whether one of these published scores is critical: then a manager has to look at all of them before the person does.
#[must_use]
pub fn is_any_critical(published: impl IntoIterator<Item = u8>) -> bool {
    published.into_iter().any(|score| Level::of(score) == Level::Critical)
}

/// What sums of doubles lose on their way to a point: values that lie no further apart are equal.
pub const LOST: f64 = 1e-9;

/// From which part of a point on a score is rounded up: a half, less what is lost on the way to one.
pub const HALF: f64 = 0.5 - LOST;

/// A score as it is published: a whole number, rounded half up. One that is a half but for less than a billionth is a half:
/// 39.5 is added up to 39.499999999999986 where weights are no binary fractions.
#[must_use]
pub fn published(score: f64) -> u8 {
    let whole = score.floor();
    let up = if score - whole >= HALF { 1.0 } else { 0.0 };
    #[expect(clippy::as_conversions, reason = "a double has no other way to a whole number; this one saturates")]
    let published = (whole + up) as u8;
    published
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skl_05_levels_cover_every_published_score_once() {
        let rows: Vec<Level> = LEVELS.iter().map(|row| row.level).collect();
        assert_eq!(rows, Level::VARIANTS);
        for score in 0..=100 {
            let of: Vec<Level> =
                LEVELS.iter().filter(|row| (row.least..=row.greatest).contains(&score)).map(|row| row.level).collect();
            assert_eq!(of, [Level::of(score)], "{score}");
            assert_eq!(Level::of(score).entry().level, Level::of(score));
        }
    }

    #[test]
    fn skl_05_a_score_is_rounded_half_up() {
        for (score, whole) in [(0.0, 0), (59.5, 60), (74.5, 75), (89.49, 89), (100.0, 100)] {
            assert_eq!(published(score), whole, "{score}");
        }
    }

    /// Sums of doubles miss a half by some 1e-14, and no score that is meant to lie under one comes as near.
    #[test]
    fn skl_05_a_half_that_a_sum_of_doubles_misses_is_one() {
        for (score, whole) in [(39.499_999_999_999_99, 40), (59.499_999_999_999_99, 60), (59.499_999_99, 59)] {
            assert_eq!(published(score), whole, "{score}");
        }
    }
}
