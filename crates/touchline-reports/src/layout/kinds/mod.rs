//! The kinds of reports, each with its layout.

mod calibration;
mod coaching;
mod common;
mod compliance;
mod person;
mod quick_card;
mod scorecard;
mod team;

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use super::part::Layout;

/// A kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReportKind {
    /// What a calibration came to, as the query `calibration.result` gave it.
    Calibration,
    /// The coaching report, as `report.coaching` gave it.
    Coaching,
    /// What an improvement track came to, as the query `plan.compliance` gave it.
    Compliance,
    /// Somebody's coaching, as `insight.person` gave it.
    Person,
    /// The quick card, as `report.quick_card` gave it.
    QuickCard,
    /// A filled scorecard, as `scorecard.score` gave it.
    Scorecard,
    /// A team at a glance, as `insight.team` gave it.
    Team,
}

impl ReportKind {
    /// How it becomes a document.
    pub(super) const fn layout(self) -> &'static Layout {
        match self {
            ReportKind::Calibration => &calibration::LAYOUT,
            ReportKind::Coaching => &coaching::LAYOUT,
            ReportKind::Compliance => &compliance::LAYOUT,
            ReportKind::Person => &person::LAYOUT,
            ReportKind::QuickCard => &quick_card::LAYOUT,
            ReportKind::Scorecard => &scorecard::LAYOUT,
            ReportKind::Team => &team::LAYOUT,
        }
    }
}
