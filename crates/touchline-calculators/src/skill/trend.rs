//! Which way a score or a figure went since the window before.
//!
//! Rules: SKL-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Which way it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "TrendArrow")]
pub enum Arrow {
    /// Up.
    Up,
    /// Down.
    Down,
    /// Neither, or too little to speak of.
    Flat,
}

/// What it means that a figure went this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "TrendMeaning")]
pub enum Meaning {
    /// It went the better way.
    Better,
    /// It is as it was.
    Unchanged,
    /// It went the worse way.
    Worse,
}

/// The scores of the window before, as they were published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PreviousSkillScores")]
pub struct PreviousScores {
    /// By area; an area that had no score is left out or null.
    #[serde(default)]
    pub areas: std::collections::BTreeMap<String, Option<PublishedScore>>,
    /// Overall; null where there was none.
    #[serde(default)]
    pub overall: Option<PublishedScore>,
}

/// A published score: a whole number from 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PublishedScore(#[schemars(range(min = 0, max = 100))] pub u8);

/// How much more or less than exactly the share counts as the share: decimal shares have no exact doubles.
const SLACK: f64 = 1e-9;

impl Arrow {
    /// The arrow between two published scores: none without an earlier one.
    #[must_use]
    pub fn of_scores(now: Option<u8>, before: Option<u8>, points: u32) -> Option<Self> {
        let (now, before) = (now?, before?);
        let is_far = u32::from(now.abs_diff(before)) >= points;
        Some(Arrow::towards(now.cmp(&before), is_far))
    }

    /// The arrow between two figures of one kind: where they differ by so many percent of the earlier one or more.
    #[must_use]
    pub fn of_figures(now: f64, before: f64, percent: u32) -> Self {
        let enough = before.abs() * (f64::from(percent) / 100.0 - SLACK);
        Arrow::towards(now.total_cmp(&before), (now - before).abs() >= enough)
    }

    /// The same between two fractions of whole numbers, each over a number over zero: decided without dividing.
    #[must_use]
    pub fn of_fractions(now: (i128, i128), before: (i128, i128), percent: u32) -> Self {
        let ((above, below), (earlier_above, earlier_below)) = (now, before);
        let (now, before) = (above.saturating_mul(earlier_below), earlier_above.saturating_mul(below));
        let difference = now.saturating_sub(before).saturating_abs();
        let enough = before.saturating_abs().saturating_mul(percent.into());
        Arrow::towards(now.cmp(&before), difference.saturating_mul(100) >= enough)
    }

    /// What the arrow means for a figure of which more is better, or less.
    #[must_use]
    pub const fn meaning(self, more_is_better: bool) -> Meaning {
        match (self, more_is_better) {
            (Arrow::Flat, _) => Meaning::Unchanged,
            (Arrow::Up, true) | (Arrow::Down, false) => Meaning::Better,
            (Arrow::Up, false) | (Arrow::Down, true) => Meaning::Worse,
        }
    }

    fn towards(order: core::cmp::Ordering, is_far: bool) -> Self {
        match order {
            core::cmp::Ordering::Greater if is_far => Arrow::Up,
            core::cmp::Ordering::Less if is_far => Arrow::Down,
            _ => Arrow::Flat,
        }
    }
}
