//! Cursors: the last sort key that the viewer saw, bound to the list and the viewer, and nothing else.

use schemars::JsonSchema;
use serde::Serialize;

use crate::kernel::command::PersonId;
use crate::kernel::id::Id;
use crate::kernel::record::Hash;
use crate::kernel::time::Instant;
use crate::workspace::index::SortKey;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "PageOf{T}")]
pub struct Page<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last one.
    pub next: Option<String>,
}

/// Prints `<milliseconds>.<id>.<tag>`. The tag keeps a cursor from being used for another list or viewer
/// by mistake; it is no secret, since every page applies sight anew.
pub(super) fn print<T>(list: &str, viewer: PersonId, key: &SortKey<T>) -> String {
    let (at, id) = key;
    let head = format!("{}.{id}", at.millis());
    let tag = tag(list, viewer, &head);
    format!("{head}.{tag}")
}

/// Reads a cursor of this list and this viewer.
pub(super) fn read<T>(list: &str, viewer: PersonId, cursor: &str) -> Option<SortKey<T>> {
    let (head, found) = cursor.rsplit_once('.')?;
    if found != tag(list, viewer, head) {
        return None;
    }
    let (millis, id) = head.split_once('.')?;
    let at = Instant::from_millis(millis.parse().ok()?)?;
    Some((at, Id::new(uuid::Uuid::try_parse(id).ok()?)))
}

fn tag(list: &str, viewer: PersonId, head: &str) -> String {
    let digest = Hash::of(&[b"touchline/cursor/1", list.as_bytes(), viewer.uuid().as_bytes(), head.as_bytes()]);
    digest.bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
