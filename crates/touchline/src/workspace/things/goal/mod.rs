//! Goals as a workspace keeps them with what was observed of each, and the questions about them.

pub(in crate::workspace) mod calls;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::goal::Goal;

/// Asks for one goal.
pub type GoalGet = Get<Goal>;
