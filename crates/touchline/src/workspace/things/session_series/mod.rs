//! Series of sessions as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod calendar;
pub(in crate::workspace) mod course;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod shifted;

use crate::workspace::queries::get::Get;
use touchline_law::things::session_series::SessionSeries;

/// Asks for one series of sessions.
pub type SessionSeriesGet = Get<SessionSeries>;
