//! What coaches write down between sessions as a workspace keeps it, and the questions about it.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod list;

use crate::workspace::queries::get::Get;
use touchline_law::things::progress_note::ProgressNote;

/// Asks for one progress note.
pub type ProgressNoteGet = Get<ProgressNote>;
