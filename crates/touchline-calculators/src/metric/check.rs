//! Faults of documents with many records: a place is only written out where something is wrong with it.

use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{Faults, Reason};
use touchline_kernel::text::Key;

/// Refuses a key that was seen before.
pub(crate) fn once<'a>(faults: &mut Faults, seen: &mut Seen<&'a Key>, key: &'a Key, path: impl Fn() -> String) {
    if !seen.insert(key) {
        faults.add(path(), Reason::twice(key.as_str()));
    }
}
