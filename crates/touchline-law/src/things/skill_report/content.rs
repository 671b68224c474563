//! What a skill report says: published scores, the levels and arrows that are read off them, what they rest on, and
//! which level is expected of the person.
//!
//! Rules: SKL-04, SKL-05, SKL-14.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_calculators::skill::{Arrow, Level, PublishedScore, Raws, SkillPolicy, Target, published};
use touchline_kernel::{Code, DaySpan, DetailKey, Key, Reason, Rejection};

/// A published score as it is handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportedScore {
    /// How much of the weight the score rests on, as `skill.score` tells it: of an area that of its components, overall
    /// that of the areas with a score. Null where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub coverage: Option<f64>,
    /// The published score of the window before; null where there was none.
    #[serde(default)]
    pub previous: Option<PublishedScore>,
    /// The published score; null where too little was there to score.
    #[serde(default)]
    pub score: Option<PublishedScore>,
    /// The score, not rounded: it is published as `score`. Null where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub unrounded: Option<f64>,
}

/// An area's score as it is handed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaOfReport {
    /// The area, by its key in the framework.
    pub area: Key,
    /// Its score.
    pub reported: ReportedScore,
}

/// What scores were made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportMeasures {
    /// The raw measures by component; one that is left out is missing.
    pub values: Raws,
    /// The view of the framework in which they were scored; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
}

/// A published score, with what is read off it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scored {
    /// How much of the weight the score rests on; null where the host did not say.
    #[serde(default)]
    pub coverage: Option<f64>,
    /// Its level: the badge. Null where there is no score.
    pub level: Option<Level>,
    /// The score: a whole number from 0 to 100; null where too little was there to score.
    pub score: Option<PublishedScore>,
    /// Which way it went since the window before; null where either has none.
    pub trend: Option<Arrow>,
    /// The score, not rounded; null where the host did not say.
    #[serde(default)]
    pub unrounded: Option<f64>,
}

/// An area's score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaScored {
    /// The area, by its key in the framework.
    pub area: Key,
    /// Its score.
    pub scored: Scored,
}

/// The scores of a window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportContent {
    /// By area, in the order in which they were handed in.
    pub areas: Vec<AreaScored>,
    /// Which level was expected of the person on the last day, by the policy in force when it was recorded; null in
    /// reports that were recorded before this was kept.
    #[serde(default)]
    pub expected: Option<Target>,
    /// The key of the framework by which they were scored.
    pub framework: Key,
    /// Overall.
    pub overall: Scored,
    /// The days that were scored.
    pub window: DaySpan,
}

impl ReportContent {
    /// Takes away what tells of the window before.
    pub(super) fn leave_trends_out(&mut self) {
        let areas = self.areas.iter_mut().map(|area| &mut area.scored);
        areas.chain([&mut self.overall]).for_each(|scored| scored.trend = None);
    }
}

impl ReportedScore {
    /// With what is read off it.
    pub(super) fn scored(self, policy: &SkillPolicy) -> Scored {
        let points = |score: Option<PublishedScore>| score.map(|PublishedScore(points)| points);
        let (now, before) = (points(self.score), points(self.previous));
        Scored {
            coverage: self.coverage,
            level: now.map(Level::of),
            score: self.score,
            trend: Arrow::of_scores(now, before, policy.arrow_points),
            unrounded: self.unrounded,
        }
    }

    /// Refuses a score that is not what its unrounded one is published as, since number and level would disagree with
    /// it. It stands at `path`.
    pub(super) fn check(self, path: impl Fn() -> String) -> Result<(), Rejection> {
        let Some(unrounded) = self.unrounded else { return Ok(()) };
        let meant = published(unrounded);
        let reason = match self.score {
            Some(PublishedScore(score)) if score == meant => return Ok(()),
            Some(PublishedScore(score)) => Reason::new(Code::PublishedOtherwise)
                .with(DetailKey::Actual, score.to_string())
                .with(DetailKey::Expected, meant.to_string()),
            None => Reason::new(Code::CompanionMissing)
                .with(DetailKey::Field, "unrounded")
                .with(DetailKey::Expected, "score"),
        };
        Err(Rejection::from(reason).at(path()))
    }
}

/// Refuses areas of which one stands there twice, and scores that do not agree with themselves.
pub(super) fn check_areas(areas: &[AreaOfReport]) -> Result<(), Rejection> {
    let mut seen = BTreeSet::new();
    for (place, of) in areas.iter().enumerate() {
        if !seen.insert(of.area.as_str()) {
            let reason = Reason::twice(of.area.as_str());
            return Err(Rejection::from(reason).at(format!("/body/areas/{place}/area")));
        }
        of.reported.check(|| format!("/body/areas/{place}/reported"))?;
    }
    Ok(())
}
