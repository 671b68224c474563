//! Sessions as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod agenda;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::session::Session;

/// Asks for one session.
pub type SessionGet = Get<Session>;
