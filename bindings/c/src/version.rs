//! Which library this is.

use std::ffi::{CString, c_char};
use std::sync::OnceLock;

use touchline::kernel::time::tzdb_version;

/// The binary interface that this header describes.
///
/// It is raised by one whenever a program compiled with the older header could go wrong with the newer
/// library: a function, type or constant removed or changed in meaning. Additions leave it alone. It is
/// also the number in the shared library's name. A program that loads the library at run time compares it
/// with touchline_abi_version().
pub const ABI_VERSION: u32 = 1;

pub(crate) fn interface() -> u32 {
    ABI_VERSION
}

pub(crate) fn library() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

pub(crate) fn zones() -> *const c_char {
    static VERSION: OnceLock<CString> = OnceLock::new();
    VERSION.get_or_init(|| CString::new(tzdb_version()).unwrap_or_default()).as_ptr()
}
