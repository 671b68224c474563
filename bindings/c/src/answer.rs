//! How a call ended, as C sees it.

use std::ffi::{CString, c_char};
use std::sync::OnceLock;

use touchline::numbers::FAMILIES;
use touchline::waist;

use crate::export;

/// How a call ended: one of the TOUCHLINE_STATUS_ constants. Their numbers are never reused. A program
/// meets a number that it does not know only if it runs with a newer library; it is then some refusal.
pub type Status = u32;

/// The name of a status, such as "bad_input", or NULL for a number that is no status.
///
/// The text ends with a zero byte, lives as long as the library and is not to be freed. Never fails, never
/// waits; any thread may call it.
#[export]
pub unsafe extern "C" fn touchline_status_name(status: Status) -> *const c_char {
    static NAMES: OnceLock<Vec<(u32, CString)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let family = FAMILIES.iter().find(|family| family.name == "status");
        let members = family.map_or(&[][..], |family| &family.members);
        members.iter().filter_map(|(name, number)| Some((*number, CString::new(name.as_str()).ok()?))).collect()
    });
    let name = names.iter().find(|(number, _)| *number == status);
    name.map_or(std::ptr::null(), |(_, name)| name.as_ptr())
}

/// The answer of a call that succeeded and has nothing to say.
pub(crate) fn nothing() -> waist::Answer {
    waist::Answer { status: waist::Status::Ok, json: "null".to_owned(), record: None }
}
