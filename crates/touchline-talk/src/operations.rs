//! The operations over conversations, folder by folder.

use touchline_kernel::operation::Entry;

/// The operations of each folder.
pub const FOLDERS: &[&[Entry]] = &[crate::hand_off::OPERATIONS, crate::measure::OPERATIONS, crate::read::OPERATIONS];
