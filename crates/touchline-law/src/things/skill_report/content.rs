//! What a skill report says: published scores, and the levels and arrows that are read off them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_calculators::skill::{Arrow, Level, PublishedScore, SkillPolicy};
use touchline_kernel::{Code, DaySpan, DetailKey, Key, Reason, Rejection};

/// A published score as it is handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportedScore {
    /// The published score of the window before; null where there was none.
    #[serde(default)]
    pub previous: Option<PublishedScore>,
    /// The published score; null where too little was there to score.
    #[serde(default)]
    pub score: Option<PublishedScore>,
}

/// An area's score as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaOfReport {
    /// The area, by its key in the framework.
    pub area: Key,
    /// Its score.
    pub reported: ReportedScore,
}

/// A published score, with what is read off it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scored {
    /// Its level: the badge. Null where there is no score.
    pub level: Option<Level>,
    /// The score: a whole number from 0 to 100; null where too little was there to score.
    pub score: Option<PublishedScore>,
    /// Which way it went since the window before; null where either has none.
    pub trend: Option<Arrow>,
}

/// An area's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaScored {
    /// The area, by its key in the framework.
    pub area: Key,
    /// Its score.
    pub scored: Scored,
}

/// The scores of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportContent {
    /// By area, in the order in which they were handed in.
    pub areas: Vec<AreaScored>,
    /// The key of the framework by which they were scored.
    pub framework: Key,
    /// Overall.
    pub overall: Scored,
    /// The days that were scored.
    pub window: DaySpan,
}

impl ReportedScore {
    /// With what is read off it.
    pub(super) fn scored(self, policy: &SkillPolicy) -> Scored {
        let points = |score: Option<PublishedScore>| score.map(|PublishedScore(points)| points);
        let (now, before) = (points(self.score), points(self.previous));
        Scored {
            level: now.map(Level::of),
            score: self.score,
            trend: Arrow::of_scores(now, before, policy.arrow_points),
        }
    }
}

/// Refuses areas of which one stands there twice.
pub(super) fn check_areas(areas: &[AreaOfReport]) -> Result<(), Rejection> {
    let mut seen = BTreeSet::new();
    for (place, of) in areas.iter().enumerate() {
        if !seen.insert(of.area.as_str()) {
            let reason = Reason::new(Code::KeyTwice).with(DetailKey::Actual, of.area.as_str());
            return Err(Rejection::from(reason).at(format!("/body/areas/{place}/area")));
        }
    }
    Ok(())
}
