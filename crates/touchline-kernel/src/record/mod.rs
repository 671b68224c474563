//! Records: one accepted command with all its events, hashed into a chain, personal text only committed to.
//!
//! The hash is taken over the record as it would read after redaction: without the hash itself, and with
//! every personal text and every salt replaced by null. So redaction leaves the chain as it is.

mod commitment;
mod draft;
mod error;
mod extract;
mod hash;
mod layout;
mod outline;
mod pen;
mod redact;
mod sound;
mod stored;
mod verify;

pub use commitment::{Commitment, Private};
pub use draft::{Draft, Sealed};
pub use error::DraftError;
pub use extract::{Extract, Extracts};
pub use hash::Hash;
pub use hash::Hex;
pub use pen::{Pen, Penned};
pub use redact::{canonical_line, with_stand_ins, without_texts};
pub use sound::{SoundEvent, SoundRecord, Witness};
pub use stored::{RawEvent, StoredCommand, StoredRecord};
pub use verify::{Expectation, Link, Verified, Verifier, check_line};

/// The schema of the record's own layout.
pub const RECORD_SCHEMA: u32 = 1;
