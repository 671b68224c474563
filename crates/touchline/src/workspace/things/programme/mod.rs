//! Programmes of teams as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;
pub(in crate::workspace) mod one_on_one;
pub(in crate::workspace) mod team;

use crate::workspace::queries::get::Get;
use touchline_law::things::programme::Programme;

/// Asks for one programme of a team.
pub type ProgrammeGet = Get<Programme>;
