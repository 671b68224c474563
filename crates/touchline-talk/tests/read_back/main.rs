//! What a writer here makes of any conversation is read back as that conversation, but for what its format has no place for.
//!
//! The writers know the formats from what their vendors say of them, and nothing of the readers.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod captions;
mod conversation;
mod members;
mod moments;
mod pages;
mod sentences;
mod times;
mod vcon;
mod words;
