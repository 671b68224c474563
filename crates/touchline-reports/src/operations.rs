//! The operations over reports, folder by folder.

use touchline_kernel::operation::Entry;

/// Each folder's.
pub const FOLDERS: &[&[Entry]] =
    &[crate::coaching::OPERATIONS, crate::picture::OPERATIONS, crate::render::OPERATIONS, crate::words::OPERATIONS];
