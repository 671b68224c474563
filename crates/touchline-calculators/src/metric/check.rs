//! Faults of documents with many records: a place is only written out where something is wrong with it.

use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Key;

/// Refuses a key that was seen before.
pub(crate) fn once<'a>(faults: &mut Faults, seen: &mut Seen<&'a Key>, key: &'a Key, path: impl Fn() -> String) {
    if !seen.insert(key) {
        faults.add(path(), twice(key.as_str()));
    }
}

/// What is said of a key that stands there twice.
pub(crate) fn twice(key: &str) -> Reason {
    Reason::new(Code::KeyTwice).with(DetailKey::Actual, key)
}

/// What is said of a list that is too short.
pub(crate) fn too_short(length: usize, least: usize) -> Reason {
    Reason::new(Code::ListTooShort).with(DetailKey::Actual, length.to_string()).with(DetailKey::Limit, least)
}
