//! Development plans as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod approvals;
pub(in crate::workspace) mod compliance;
pub(in crate::workspace) mod effect;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod proposed;
pub(in crate::workspace) mod review_cycle;
pub(in crate::workspace) mod timeline;
pub(in crate::workspace) mod to_sign;
pub(in crate::workspace) mod track_proof;
pub(in crate::workspace) mod week;

use crate::workspace::queries::get::Get;
use touchline_law::things::plan::Plan;

/// Asks for one plan.
pub type PlanGet = Get<Plan>;
