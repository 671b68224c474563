//! Conversations: pure functions over what was said. They know no things, no people and no access: who speaks on which side,
//! the host says, or the file that a recorder exported.

pub mod conversation;
pub mod hand_off;
mod language;
pub mod measure;
pub mod phrases;
mod privacy;
pub mod read;
pub mod transcript;

pub use transcript::{Role, Segment, Speaker, Transcript};
