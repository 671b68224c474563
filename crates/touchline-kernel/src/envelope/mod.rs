//! Tagged values inside a wider object: `type` and `body` as two fields among others.
//!
//! Serde's own `flatten` would buffer every field and lose places; here an adjacently tagged enum writes
//! its two fields into the struct that is being printed, and is read from a tag and a body that were
//! found already, whichever of the two stood first.

mod read;
mod schema;
mod write;

pub use read::{Fields, Tagged, read_among, read_parts};
pub use schema::{Field, STORED, Variants, union, variants};
pub use write::write_field;
