//! What is shown of a skill report: one view for whose scores they are, one for those who see them too.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{ReportContent, SkillReport, SkillReportHold, SkillReportId, State};
use crate::access::{Coached, Seen, Staff};
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;

/// A skill report as the one sees it whose scores they are: nothing tells whether it had to wait.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentSkillReport {
    /// The scores.
    pub content: ReportContent,
    /// Its id.
    pub skill_report: SkillReportId,
}

impl AgentSkillReport {
    /// The view of a report that access released to whose scores they are.
    #[must_use]
    pub fn of(seen: &Seen<'_, SkillReport, Coached>) -> Self {
        let report = seen.thing();
        AgentSkillReport { content: report.content.clone(), skill_report: report.skill_report }
    }
}

/// A skill report as those see it who manage the person, own the account or work in human resources.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffSkillReport {
    /// The scores.
    pub content: ReportContent,
    /// Why a manager held it last, if one did.
    pub held: Option<SkillReportHold>,
    /// Whose scores they are.
    pub person: PersonId,
    /// When and by whom it was recorded.
    pub recorded: Done,
    /// When and by whom it was released to the person; null where they are shown nothing of it.
    pub released: Option<Done>,
    /// Its id.
    pub skill_report: SkillReportId,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffSkillReport {
    /// The view of a report that access released to those who see somebody else's scores.
    #[must_use]
    pub fn of(seen: &Seen<'_, SkillReport, Staff>) -> Self {
        let report = seen.thing();
        StaffSkillReport {
            content: report.content.clone(),
            held: report.held.as_deref().cloned(),
            person: report.person,
            recorded: report.recorded,
            released: report.released,
            skill_report: report.skill_report,
            state: report.state,
            version: report.version,
        }
    }
}

crate::life::audiences! {
    /// A skill report, by the audience that the viewer belongs to.
    SkillReportSight {
        /// For whose scores they are.
        Agent(AgentSkillReport),
        /// For those who see somebody else's scores.
        Staff(StaffSkillReport),
    }
}

/// A skill report as the viewer sees it: whose scores they are, once it is released.
pub(super) fn show<F: Facts>(
    report: &SkillReport,
    viewer: &Viewer<'_, F>,
) -> Result<Option<SkillReportSight>, Refusal> {
    Ok(match viewer.see(report)? {
        Some(Sight::Coached(seen)) => Some(SkillReportSight::Agent(AgentSkillReport::of(&seen))),
        Some(Sight::Staff(seen)) => Some(SkillReportSight::Staff(StaffSkillReport::of(&seen))),
        None => None,
    })
}
