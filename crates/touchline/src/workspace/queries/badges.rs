//! The questions that count what waits for their viewer, and what each counts over the columns of a host's own tables.
//!
//! Rules: NTF-04, WSP-12.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::VariantArray;

use super::responses_badge::ResponsesBadge;
use crate::workspace::things::action_item::badge::ActionItemBadge;
use crate::workspace::things::bundle::badge::BundleBadge;
use crate::workspace::things::calibration::badge::CalibrationBadge;
use crate::workspace::things::plan::approvals::PlanBadge;
use crate::workspace::things::review::badge::ReviewBadge;
use crate::workspace::things::review_assignment::badge::ReviewAssignmentBadge;
use touchline_law::law::Count;

/// A question that counts what waits for its viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, strum::IntoStaticStr, VariantArray)]
pub enum BadgeQuestion {
    /// Action items.
    #[serde(rename = "action_item.badge")]
    #[strum(serialize = "action_item.badge")]
    ActionItem,
    /// Bundles.
    #[serde(rename = "bundle.badge")]
    #[strum(serialize = "bundle.badge")]
    Bundle,
    /// Calibrations.
    #[serde(rename = "calibration.badge")]
    #[strum(serialize = "calibration.badge")]
    Calibration,
    /// Plans.
    #[serde(rename = "plan.badge")]
    #[strum(serialize = "plan.badge")]
    Plan,
    /// Responses to bundles and escalations.
    #[serde(rename = "responses.badge")]
    #[strum(serialize = "responses.badge")]
    Responses,
    /// Reviews to be given.
    #[serde(rename = "review_assignment.badge")]
    #[strum(serialize = "review_assignment.badge")]
    ReviewAssignment,
    /// Reviews.
    #[serde(rename = "review.badge")]
    #[strum(serialize = "review.badge")]
    Review,
}

impl BadgeQuestion {
    /// What it counts: its numbers, in the order of their names.
    #[must_use]
    pub const fn counts(self) -> &'static [Count] {
        match self {
            BadgeQuestion::ActionItem => ActionItemBadge::COUNTS,
            BadgeQuestion::Bundle => BundleBadge::COUNTS,
            BadgeQuestion::Calibration => CalibrationBadge::COUNTS,
            BadgeQuestion::Plan => PlanBadge::COUNTS,
            BadgeQuestion::Responses => ResponsesBadge::COUNTS,
            BadgeQuestion::Review => ReviewBadge::COUNTS,
            BadgeQuestion::ReviewAssignment => ReviewAssignmentBadge::COUNTS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::questions::QUESTIONS;
    use super::*;
    use touchline_kernel::Names as _;

    #[test]
    fn every_badge_that_can_be_asked_can_be_counted() {
        let asked: Vec<&str> = QUESTIONS.iter().copied().filter(|name| name.ends_with(".badge")).collect();
        let counted: Vec<&str> = BadgeQuestion::VARIANTS.iter().map(|badge| badge.name()).collect();
        assert_eq!(counted, asked);
    }
}
