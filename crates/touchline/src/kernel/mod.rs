//! What every thing stands on: time, ids, text, refusals, lifecycle tables, strict reading, canonical
//! printing, records. Knows no thing by name.

pub mod canonical;
pub mod reader;
pub mod rejection;
pub mod time;
