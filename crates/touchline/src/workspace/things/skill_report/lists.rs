//! `skill_report.mine`, `skill_report.list`, `skill_report.withheld`: reports by when they were recorded, for whose
//! scores they are, for those who see a person's scores, and for managers who are to release them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::lists::SortKey;
use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::table::ordered::Ordered;
use touchline_kernel::command::PersonId;
use touchline_kernel::lifecycle::Names as _;
use touchline_law::facts::Refusal;
use touchline_law::ground::SkillReportMark;
use touchline_law::things::skill_report::SkillReportSight;
use touchline_law::things::skill_report::{AgentSkillReport, StaffSkillReport, State};

/// Which of one's own skill reports: those that one is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SkillReportMine {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Which skill reports of a person.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillReportListed")]
pub struct SkillReportsOf {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Whose.
    pub person: PersonId,
    /// Those that stand there.
    pub state: State,
}

/// The reports that people are not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WithheldList {
    /// Those at which no manager has looked yet.
    ManagerReviewRequired,
    /// Those that a manager holds.
    Held,
}

/// Which of the reports that those whom the viewer manages are not shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillReportsWithheld")]
pub struct SkillReportWithheld {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: WithheldList,
}

impl WithheldList {
    fn state(self) -> State {
        match self {
            WithheldList::ManagerReviewRequired => State::ManagerReviewRequired,
            WithheldList::Held => State::Held,
        }
    }
}

impl Question for SkillReportMine {
    type View = Page<AgentSkillReport>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentSkillReport>, Refusal> {
        let keys = asked.world.skill_report_index.by_person.of(asked.viewing.viewer, State::Released);
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: Order::NewestFirst };
        page(asked, Self::NAME.to_owned(), keys, paging, |sight| match sight {
            SkillReportSight::Agent(view) => Some(view),
            SkillReportSight::Staff(_) => None,
        })
    }
}

impl Question for SkillReportsOf {
    type View = Page<StaffSkillReport>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffSkillReport>, Refusal> {
        let keys = asked.world.skill_report_index.by_person.of(self.person, self.state);
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: Order::NewestFirst };
        page(asked, format!("{}/{}/{}", Self::NAME, self.person, self.state.name()), keys, paging, staff)
    }
}

impl Question for SkillReportWithheld {
    type View = Page<StaffSkillReport>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffSkillReport>, Refusal> {
        let state = self.list.state();
        let keys = asked.world.skill_report_index.withheld_below.of(asked.viewing.viewer, state);
        // What waits longest comes first.
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: Order::OldestFirst };
        page(asked, format!("{}/{}", Self::NAME, state.name()), keys, paging, staff)
    }
}

fn staff(sight: SkillReportSight) -> Option<StaffSkillReport> {
    match sight {
        SkillReportSight::Staff(view) => Some(view),
        SkillReportSight::Agent(_) => None,
    }
}

fn page<View>(
    asked: &Asked<'_>,
    name: String,
    keys: Option<&Ordered<SortKey<SkillReportMark>>>,
    paging: Paging<'_>,
    of: impl Fn(SkillReportSight) -> Option<View>,
) -> Result<Page<View>, Refusal> {
    let listing = Listing::new(name, asked.viewing.viewer, keys.into_iter().collect(), paging)?;
    listing.page(|id| {
        let Some(report) = asked.world.tables.skill_reports.get(id) else { return Ok(None) };
        Ok(asked.show(report)?.and_then(&of))
    })
}
