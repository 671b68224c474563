//! Sessions as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod address;
pub(in crate::workspace) mod agenda;
mod asked_of;
pub(in crate::workspace) mod calendar;
pub(in crate::workspace) mod index;
pub(in crate::workspace) mod invited;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;
pub(in crate::workspace) mod read_calendar;

use crate::workspace::queries::get::Get;
use touchline_law::things::session::Session;

pub use address::CalendarAddress;
pub use asked_of::WhyNoCommand;

/// Asks for one session.
pub type SessionGet = Get<Session>;
