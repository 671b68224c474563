//! `report.ranking`: a fair ranking of those below a manager by the scores of their reviews on some days, of what the viewer sees: who
//! sees no scores of others is shown no place of theirs.
//!
//! Rules: ACC-14, ACC-19, INS-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::performance::checked;
use super::records::{Draws, scores};
use super::team::people_of;
use crate::workspace::index::moments::Moments;
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::insight::{PersonScore, RankedMeans, RankedValue, Ranking, RankingOf};
use touchline_calculators::metric::Better;
use touchline_kernel::{DaySpan, PersonId};
use touchline_law::access::Action;
use touchline_law::facts::{Refusal, moments_of};

/// Whose team, on which days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RankingOfTeam")]
pub struct ReportRanking {
    /// The days, both of them included, where the organisation is.
    pub days: DaySpan,
    /// Who leads the team.
    pub manager: PersonId,
}

/// A team in the order of what its reviews come to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RankingReport {
    /// The days.
    pub days: DaySpan,
    /// Who leads the team.
    pub manager: PersonId,
    /// The ranking, by the scores of calls that began on these days, each the mean of its reviews. People are named by their ids; who has no score is not
    /// in it. Places are told to whoever may see the scores of all of the team, by the
    /// reviews that they see.
    pub ranking: Ranking,
}

impl Question for ReportRanking {
    type View = RankingReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<RankingReport, Refusal> {
        let days = checked(self.days)?;
        let (since, until) = moments_of(days, asked.policy.organisation.zone);
        let mut people = Vec::new();
        for person in people_of(asked, self.manager)? {
            // Who may see what is said in reviews need not see how people compare.
            if asked.standing(person)?.may(Action::SeeSkillScores).is_ok() {
                people.push(person);
            }
        }
        let scores = scores(asked, (&people, Draws::Told), Moments { since, until })?;
        let value = |one: PersonScore| RankedValue { drawn: one.drawn, person: one.person, value: one.score };
        let of = RankingOf::Means(RankedMeans { values: scores.into_iter().map(value).collect() });
        let ranking = of.ranking(Better::Higher, &asked.policy.insight).between(0.0, 100.0);
        let ranking = if sees_whole_team(asked, self.manager)? { ranking } else { ranking.without_places() };
        Ok(RankingReport { days, manager: self.manager, ranking })
    }
}

/// Whether the viewer sees the scores of a team as whoever leads it does, or who stands above: others see those of a part of it, if
/// of none but themselves, among whom their place would be none in the team.
fn sees_whole_team(asked: &Asked<'_>, manager: PersonId) -> Result<bool, Refusal> {
    Ok(asked.viewing.viewer == manager || asked.standing(manager)?.may(Action::SeeSkillScores).is_ok())
}
