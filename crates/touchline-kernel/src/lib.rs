//! What every thing stands on: time, ids, text, refusals, lifecycle tables, strict reading, canonical
//! printing, records. Knows no thing by name.

pub mod aggregate;
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
pub mod tally;
pub mod text;
pub mod time;
pub mod tone;
pub mod warning;
pub mod widen;

pub use basics::OPERATIONS;
