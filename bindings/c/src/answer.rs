//! How a call ended, as C sees it.

use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::OnceLock;

use touchline::numbers::FAMILIES;

/// How a call ended: one of the TOUCHLINE_STATUS_ constants. Their numbers are never reused. A program
/// meets a number that it does not know only if it runs with a newer library; it is then some refusal.
pub type Status = u32;

/// The name of a status, or null.
pub(crate) fn name(status: Status) -> *const c_char {
    static NAMES: OnceLock<Vec<(u32, CString)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let family = FAMILIES.iter().find(|family| family.name == "status");
        let members = family.map_or(&[][..], |family| &family.members);
        members.iter().filter_map(|(name, number)| Some((*number, CString::new(name.as_str()).ok()?))).collect()
    });
    names.iter().find(|(number, _)| *number == status).map_or(ptr::null(), |(_, name)| name.as_ptr())
}
