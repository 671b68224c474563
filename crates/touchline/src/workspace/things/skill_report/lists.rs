//! `skill_report.mine`, `skill_report.list`, `skill_report.withheld`: reports by when they were recorded, for whose
//! scores they are, for those who see a person's scores, and for managers who are to release them.

use crate::workspace::queries::listing::{Order, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Names as _, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::things::skill_report::{AgentSkillReport, SkillReport, SkillReportSight, StaffSkillReport, State};

paged! {
    /// Which of one's own skill reports: those that one is shown.
    SkillReportMine {}
}

paged! {
    /// Which skill reports of a person.
    #[schemars(rename = "SkillReportListed")]
    SkillReportsOf {
        /// Whose.
        person: PersonId,
        /// Those that stand there.
        state: State,
    }
}

lists! {
    /// The reports that people are not shown.
    WithheldList of State {
        /// Those at which no manager has looked yet.
        ManagerReviewRequired: ManagerReviewRequired, OldestFirst,
        /// Those that a manager holds.
        Held: Held, OldestFirst,
    }
}

paged! {
    /// Which of the reports that those whom the viewer manages are not shown.
    #[schemars(rename = "SkillReportsWithheld")]
    SkillReportWithheld {
        /// Which list.
        list: WithheldList,
    }
}

impl Question for SkillReportMine {
    type View = Page<AgentSkillReport>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentSkillReport>, Refusal> {
        let keys = asked.world.skill_report_index.by_person.of(asked.viewing.viewer, State::Released);
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::NewestFirst));
        asked.page::<SkillReport, _, _>(name, keys, paging, SkillReportSight::agent)
    }
}

impl Question for SkillReportsOf {
    type View = Page<StaffSkillReport>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffSkillReport>, Refusal> {
        let keys = asked.world.skill_report_index.by_person.of(self.person, self.state);
        let name = format!("{}/{}/{}", Self::NAME, self.person, self.state.name());
        let paging = self.paging(Order::NewestFirst);
        asked.page::<SkillReport, _, _>(name, keys, paging, SkillReportSight::staff)
    }
}

impl Question for SkillReportWithheld {
    type View = Page<StaffSkillReport>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffSkillReport>, Refusal> {
        let keys = asked.world.skill_report_index.withheld_below.of(asked.viewing.viewer, self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        let paging = self.paging(self.list.order());
        asked.page::<SkillReport, _, _>(name, keys, paging, SkillReportSight::staff)
    }
}
