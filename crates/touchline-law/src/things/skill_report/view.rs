//! What is shown of a skill report: one view for whose scores they are, one for those who see them too.
//!
//! Rules: SKL-09.

use crate::access::Sight;
use crate::facts::{Facts, Refusal, WithheldReport};
use crate::life::Viewer;

use super::{ReportContent, SkillReport, SkillReportHold, SkillReportId, State};
use touchline_kernel::{Done, PersonId};

crate::life::view! {
    /// A skill report as the one sees it whose scores they are: nothing tells whether it had to wait.
    AgentSkillReport of report: SkillReport for Coached {
        /// The scores.
        content: ReportContent,
        /// Its id.
        skill_report: SkillReportId,
    }
}

crate::life::view! {
    /// A skill report as those see it who manage the person, own the account or work in human resources.
    StaffSkillReport of report: SkillReport for Staff {
        /// The scores.
        content: ReportContent,
        /// Why a manager held it last, if one did.
        held: Option<SkillReportHold>,
        /// Whose scores they are.
        person: PersonId,
        /// When and by whom it was recorded.
        recorded: Done,
        /// When and by whom it was released to the person; null where they are shown nothing of it.
        released: Option<Done>,
        /// Its id.
        skill_report: SkillReportId,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
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

impl SkillReportSight {
    /// What the report says, whoever sees it.
    #[must_use]
    pub fn into_content(self) -> ReportContent {
        match self {
            SkillReportSight::Agent(report) => report.content,
            SkillReportSight::Staff(report) => report.content,
        }
    }
}

/// Whether the person is not shown a report of theirs on a window that began earlier, or ended earlier, as those do that all
/// begin with the year: then an arrow would tell of it.
fn follows_on_withheld<F: Facts>(report: &SkillReport, viewer: &Viewer<'_, F>) -> Result<bool, Refusal> {
    let withheld = viewer.facts.reports_withheld(report.person).present()?.unwrap_or_default();
    let content = &report.content;
    let is_before = |other: &WithheldReport| {
        let began_or_ended = other.window.first < content.window.first || other.window.last < content.window.last;
        other.framework == content.framework && began_or_ended
    };
    Ok(withheld.iter().any(is_before))
}

/// A skill report as the viewer sees it: whose scores they are, once it is released.
pub(super) fn show<F: Facts>(
    report: &SkillReport,
    viewer: &Viewer<'_, F>,
) -> Result<Option<SkillReportSight>, Refusal> {
    Ok(match viewer.see(report)? {
        Some(Sight::Coached(seen)) => {
            let mut view = AgentSkillReport::of(&seen);
            if follows_on_withheld(report, viewer)? {
                view.content.leave_trends_out();
            }
            Some(SkillReportSight::Agent(view))
        }
        Some(Sight::Staff(seen)) => Some(SkillReportSight::Staff(StaffSkillReport::of(&seen))),
        None => None,
    })
}
