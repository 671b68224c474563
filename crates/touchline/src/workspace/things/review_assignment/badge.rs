//! `review_assignment.badge`: how many reviews the viewer is to give.
//!
//! Rules: NTF-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::review_assignment::index::Section;
use touchline_law::access::{Subject as _, see_count};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::review_assignment::ReviewAssignment;

/// Asks for the badge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignmentBadge {}

/// How many reviews the viewer is to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewAssignmentBadges {
    /// Those that were assigned to the viewer or asked of them, and are still to be done.
    pub open: u64,
}

impl ReviewAssignmentBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[Count {
        name: "open",
        of: &[CountOf {
            actions: &[],
            kind: ThingKind::ReviewAssignment,
            viewer: CountOf::WHATEVER,
            says: || vec![CountTerm::awaits_viewer()],
        }],
    }];
}

impl Question for ReviewAssignmentBadge {
    type View = ReviewAssignmentBadges;

    fn answer(&self, asked: &Asked<'_>) -> Result<ReviewAssignmentBadges, Refusal> {
        let none = ReviewAssignmentBadges { open: 0 };
        let keys = asked.world.review_assignment_index.by_reviewer.of(asked.viewing.viewer, Section::Waiting);
        let Some(keys) = keys else { return Ok(none) };
        let first = keys.first().and_then(|(_, _, id)| asked.world.tables.review_assignments.get(*id));
        let Some(first) = first else { return Ok(none) };
        let count = u64::try_from(keys.len()).unwrap_or(u64::MAX);
        // They are to all of these what they are to the first: who is to do it, and did not handle the call.
        let standing = asked.sight().towards(&first.whose())?;
        let seen = see_count::<ReviewAssignment, _>(&count, true, &standing);
        Ok(ReviewAssignmentBadges { open: seen.map_or(0, |sight| *sight.thing()) })
    }
}
