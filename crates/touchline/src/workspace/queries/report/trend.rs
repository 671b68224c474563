//! `report.trend`: how the scores of somebody's reviews, or of those of a team, go by windows of the calendar, of what the viewer sees.
//!
//! Rules: ACC-19, INS-01, INS-16.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::performance::{checked, refused};
use super::records::{Draws, scores};
use super::team::people_of;
use crate::workspace::index::moments::Moments;
use crate::workspace::queries::zone_seen::zone_seen;
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::insight::{
    Every, InsightPolicy, ObservationsUsed, PersonScore, ScoreTrend, TrendScore, TrendWindows, scores_used,
};
use touchline_kernel::{DaySpan, PersonId, Zone};
use touchline_law::facts::{Refusal, moments_of};

/// One person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrendOfPerson {
    /// Whose calls were reviewed.
    pub person: PersonId,
}

/// Of everybody below a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrendOfTeam {
    /// Who leads the team.
    pub manager: PersonId,
}

/// Whose scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum WhoseTrend {
    /// One person's, on days where they are.
    Person(TrendOfPerson),
    /// Of everybody below a manager, on days where the organisation is: a window has the mean of all their scores.
    Team(TrendOfTeam),
}

/// Whose scores, on which days, by which windows.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScoreTrendOf")]
pub struct ReportTrend {
    /// The days, both of them included.
    pub days: DaySpan,
    /// How long windows of the calendar are.
    pub every: Every,
    /// Whose.
    pub whose: WhoseTrend,
}

/// How scores go, of what the viewer sees.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoreTrendReport {
    /// The days.
    pub days: DaySpan,
    /// How long its windows are.
    pub every: Every,
    /// How the scores of calls that began on these days go, by the reviews of them.
    pub trend: ScoreTrend,
    /// Which scores of a team were used; null for one person, of whom all are.
    pub used: Option<ObservationsUsed>,
    /// Whose they are.
    pub whose: WhoseTrend,
}

impl Question for ReportTrend {
    type View = ScoreTrendReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<ScoreTrendReport, Refusal> {
        let days = checked(self.days)?;
        let (people, zone) = self.whose.people(asked)?;
        let (since, until) = moments_of(days, zone);
        let draws = if matches!(self.whose, WhoseTrend::Team(_)) { Draws::Told } else { Draws::LeftOut };
        let scores = scores(asked, (&people, draws), Moments { since, until })?;
        let (used, scores) = self.whose.used(scores.iter().collect(), &asked.policy.insight);
        let scores = scores.into_iter().map(|one| TrendScore { at: one.at, score: one.score });
        let windows = TrendWindows { arrow_points: asked.policy.skill.arrow_points, every: self.every, zone };
        let trend = windows.of_scores(&scores.collect::<Vec<_>>(), "/body/days").map_err(refused)?;
        let trend = if used.is_some() { trend.of_several_people() } else { trend };
        Ok(ScoreTrendReport { days, every: self.every, trend, used, whose: self.whose })
    }
}

impl WhoseTrend {
    /// The scores that count: a team's by what was drawn at random where everybody has enough of it.
    fn used<'a>(
        self,
        scores: Vec<&'a PersonScore>,
        policy: &InsightPolicy,
    ) -> (Option<ObservationsUsed>, Vec<&'a PersonScore>) {
        match self {
            WhoseTrend::Person(_) => (None, scores),
            WhoseTrend::Team(_) => {
                let (used, scores) = scores_used(scores, policy);
                (Some(used), scores)
            }
        }
    }

    /// Who that is, of whom the viewer sees, and where their days are counted.
    fn people(self, asked: &Asked<'_>) -> Result<(Vec<PersonId>, Zone), Refusal> {
        Ok(match self {
            WhoseTrend::Person(TrendOfPerson { person }) => (vec![person], zone_seen(asked, person)?),
            WhoseTrend::Team(TrendOfTeam { manager }) => (people_of(asked, manager)?, asked.policy.organisation.zone),
        })
    }
}
