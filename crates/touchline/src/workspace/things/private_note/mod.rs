//! What somebody notes down of sessions for themselves as a workspace keeps it, and the questions about it.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;

use crate::workspace::queries::get::Get;
use touchline_law::things::private_note::PrivateNote;

/// Asks for one private note.
pub type PrivateNoteGet = Get<PrivateNote>;
