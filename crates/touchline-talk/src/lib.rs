//! Conversations: pure functions over what was said. They know no things, no people and no access: who speaks on which side,
//! the host says, or the file that a recorder exported.

mod privacy;
pub mod read;
pub mod transcript;

use touchline_kernel::operation::Entry;

pub use transcript::{Role, Segment, Speaker, Transcript};

/// The operations over conversations, folder by folder.
pub const FOLDERS: &[&[Entry]] = &[read::OPERATIONS];
