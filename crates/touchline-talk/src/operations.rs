//! The operations over conversations, folder by folder.

use touchline_kernel::operation::Entry;

/// The operations of each folder.
pub const FOLDERS: &[&[Entry]] = &[crate::read::OPERATIONS];
