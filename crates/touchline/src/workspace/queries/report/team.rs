//! `report.team`: the team of a manager on some days: who coaches it how often, what its scores come to, what there is to improve, and
//! how much is answered, over what the viewer sees of whom they know to stand in it.
//!
//! Rules: INS-06, RPT-03, SCO-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::performance::{checked, recorded};
use super::records::{Draws, Reserved, key};
use crate::workspace::index::moments::Moments;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::person::list::PersonList;
use crate::workspace::things::review::averages::averaged;
use touchline_calculators::insight::TeamInsight;
use touchline_kernel::{DaySpan, Key, PersonId};
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::things::person::PersonSight;
use touchline_law::things::review::RootCauseCounted;

/// Whose team, on which days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TeamReportOf")]
pub struct ReportTeam {
    /// The days, both of them included, where the organisation is.
    pub days: DaySpan,
    /// Who leads the team.
    pub manager: PersonId,
}

/// A team on some days, of what the viewer sees.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamReport {
    /// The days.
    pub days: DaySpan,
    /// The team at a glance. People are named by their ids.
    pub insight: TeamInsight,
    /// Who leads the team.
    pub manager: PersonId,
    /// Those of it whom the viewer sees and who are there, by name: `report.performance` tells of each.
    pub people: Vec<PersonId>,
    /// The root causes that reviews of their calls of these days name: those first that most reviews name, then by scorecard and
    /// key.
    pub root_causes: Vec<RootCauseCounted>,
}

impl Question for ReportTeam {
    type View = TeamReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<TeamReport, Refusal> {
        let days = checked(self.days)?;
        let people = people_of(asked, self.manager)?;
        let (since, until) = moments_of(days, asked.policy.organisation.zone);
        let root_causes = averaged(asked, &people, Moments { since, until })?.root_causes;
        let (window, records) =
            recorded(asked, days, asked.policy.organisation.zone, (&people, Reserved::Told, Draws::Told))?;
        let keys: Vec<Key> = people.iter().map(key).collect();
        let insight = TeamInsight::of(&records, &keys, &window, &asked.policy.insight);
        Ok(TeamReport { days, insight, manager: self.manager, people, root_causes })
    }
}

/// Those below a manager who are there and whom the viewer sees, by name.
pub(in crate::workspace) fn people_of(asked: &Asked<'_>, manager: PersonId) -> Result<Vec<PersonId>, Refusal> {
    let below = PersonList { limit: Some(u32::MAX), ..PersonList::below(manager, false) };
    Ok(below.answer(asked)?.items.iter().map(PersonSight::person).collect())
}
