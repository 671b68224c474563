//! The operations over reports, folder by folder.

use touchline_kernel::operation::Entry;

/// Each folder's.
pub const FOLDERS: &[&[Entry]] =
    &[crate::coaching::OPERATIONS, crate::picture::OPERATIONS, crate::render::OPERATIONS, crate::words::OPERATIONS];

/// Makes ready what is made once and kept: the words that ship, and the fonts.
pub fn warm_up() {
    crate::words::warm_up();
    crate::render::warm_up();
}
