//! Feedback between coaches and whom plans coach as a workspace keeps it, and the questions about it.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::plan_feedback::PlanFeedback;

/// Asks for one feedback between a coach and whom a plan coaches.
pub type PlanFeedbackGet = Get<PlanFeedback>;
