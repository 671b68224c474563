//! What every thing stands on: time, ids, text, refusals, lifecycle tables, strict reading, canonical
//! printing, records. Knows no thing by name.

pub mod aggregate;
pub mod base64;
pub mod basics;
pub mod canonical;
pub mod command;
pub mod defect;
pub mod envelope;
pub mod event;
pub mod format;
pub mod id;
pub mod lifecycle;
pub mod lines;
pub mod locale;
pub mod look_up;
pub mod marks;
pub mod masking;
pub mod math;
pub mod money;
pub mod operation;
pub mod packed;
mod pointer;
pub mod random;
pub mod reader;
pub mod record;
pub mod redaction;
pub mod rejection;
mod scan;
pub mod secret;
pub mod tally;
pub mod text;
pub mod time;
pub mod tone;
pub mod warning;
pub mod widen;
pub mod words;
mod written;

pub use basics::OPERATIONS;

// The words of every file above, under the root, so that none spells out which file each stands in.
pub use aggregate::{Last, Recorded, next_version};
pub use command::{Actor, Command, CommandId, PersonId, PersonMark};
pub use event::{Done, Event, OfSchema};
pub use id::Id;
pub use lifecycle::Names;
pub use operation::{Failure, Nothing};
pub use redaction::Redaction;
pub use rejection::{Code, DetailKey, Reason, Rejection};
pub use secret::Secret;
pub use text::{Key, Limits, Name, Note, Title};
pub use time::{DaySpan, Instant, LocalDate, Zone};
pub use warning::{Warning, WarningCode, WarningCount};
