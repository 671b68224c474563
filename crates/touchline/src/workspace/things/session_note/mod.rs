//! What was noted down of sessions as a workspace keeps it, and the questions about it.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;

use crate::workspace::queries::get::Get;
use touchline_law::things::session_note::SessionNote;

/// Asks for one note of a session.
pub type SessionNoteGet = Get<SessionNote>;
