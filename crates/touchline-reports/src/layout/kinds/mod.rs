//! The kinds of reports, each with its layout.

mod bundle;
mod calibration;
mod coaching;
mod common;
mod compliance;
mod conversation;
mod effect;
mod history;
mod managers;
mod needs_coaching;
mod performance;
mod person;
mod plan_week;
mod quick_card;
mod scorecard;
mod sessions_by_day;
mod team;
mod team_report;

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use super::part::Layout;

/// A kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReportKind {
    /// A bundle from its contents to its end, as the query `report.bundle` gave it.
    Bundle,
    /// What a calibration came to, as the query `calibration.result` gave it. `about` says of which call.
    Calibration,
    /// The coaching report, as `report.coaching` gave it.
    Coaching,
    /// What an improvement track came to, as the query `plan.compliance` gave it.
    Compliance,
    /// A conversation, as `report.conversation` gave it.
    Conversation,
    /// What changed with coaching, as the queries `plan.effect` and `action_item.effect` or the operation `insight.effect` gave it.
    Effect,
    /// The coaching that somebody got or gave, page by page, as the queries `history.received` and `history.given` gave it.
    History,
    /// What managers can see of their coaching, as `insight.manager` gave it.
    Managers,
    /// Who of a team needs coaching, and why, as the query `report.needs_coaching` gave it.
    NeedsCoaching,
    /// How somebody did on some days, as the query `report.performance` gave it.
    Performance,
    /// Somebody's coaching, as `insight.person` gave it.
    Person,
    /// How far plans have come and why they fall behind, a page of them, as the query `plan.week` gave it.
    PlanWeek,
    /// The quick card, as `report.quick_card` gave it.
    QuickCard,
    /// A filled scorecard, as `scorecard.score` gave it. `about` says of whom and of which call.
    Scorecard,
    /// A team at a glance, as `insight.team` gave it.
    Team,
    /// How a team did on some days, as the query `report.team` gave it.
    TeamReport,
}

impl ReportKind {
    /// How it becomes a document.
    pub(super) const fn layout(self) -> &'static Layout {
        match self {
            ReportKind::Bundle => &bundle::LAYOUT,
            ReportKind::Calibration => &calibration::LAYOUT,
            ReportKind::Coaching => &coaching::LAYOUT,
            ReportKind::Compliance => &compliance::LAYOUT,
            ReportKind::Conversation => &conversation::LAYOUT,
            ReportKind::Effect => &effect::LAYOUT,
            ReportKind::History => &history::LAYOUT,
            ReportKind::Managers => &managers::LAYOUT,
            ReportKind::NeedsCoaching => &needs_coaching::LAYOUT,
            ReportKind::Performance => &performance::LAYOUT,
            ReportKind::Person => &person::LAYOUT,
            ReportKind::PlanWeek => &plan_week::LAYOUT,
            ReportKind::QuickCard => &quick_card::LAYOUT,
            ReportKind::Scorecard => &scorecard::LAYOUT,
            ReportKind::Team => &team::LAYOUT,
            ReportKind::TeamReport => &team_report::LAYOUT,
        }
    }
}
