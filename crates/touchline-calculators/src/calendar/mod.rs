//! Calendars: when sessions recur, and the files in which calendars tell one another of them (RFC 5545). It knows neither
//! sessions nor people as things, and nothing of what is said in a session.

mod acts;
mod address;
mod component;
mod content_line;
mod day_pattern;
mod event;
mod event_time;
mod expand;
mod file_zone;
mod join;
mod known;
mod moments;
mod operations;
mod planned;
mod properties;
mod read;
mod read_series;
mod rule;
mod rule_text;
mod series;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "what overflows in a test fails the test, as it should")]
mod tests;
mod walls;
mod whole;
mod windows_zones;
mod write;
mod zone_text;

pub use acts::{CalendarAct, CancelledEvent, DeclinedProposal, EventProposal, EventReply, MovedEvent, ScheduledEvent};
pub use address::check_address;
pub use event::{
    AttendeeRole, CalendarMethod, EventStatus, NotUnderstood, Participation, ReadAttendee, ReadEvent, ReadParty,
    WithheldEvent, WithheldReason,
};
pub use event_time::{ElsewhereTime, EventTime, ZonedTime};
pub use expand::{Page, Window, page};
pub use known::KnownEvent;
pub use operations::OPERATIONS;
pub use read::{CalendarFile, FileBytes, read_calendar};
pub use read_series::read_series;
pub use rule::{Frequency, RecurrenceRule, RuleDay};
pub use series::{MovedOccurrence, Occurrence, Series};
pub use write::{Apart, Attendee, FileTold, Invitation, Organizer, SentMethod};
