//! Meetings of programmes as a workspace keeps them, and the questions about them.

pub(in crate::workspace) mod index;
pub(in crate::workspace) mod kept;
pub(in crate::workspace) mod lists;

use crate::workspace::queries::get::Get;
use touchline_law::things::coaching_meeting::CoachingMeeting;

/// Asks for one meeting of a programme.
pub type CoachingMeetingGet = Get<CoachingMeeting>;
