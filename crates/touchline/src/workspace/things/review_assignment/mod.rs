//! Assignments of reviews as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod badge;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::review_assignment::ReviewAssignment;

/// Asks for one assignment of a review.
pub type ReviewAssignmentGet = Get<ReviewAssignment>;
