//! Exports: one document of what is somebody's, as they see it; all that there is, as its maker sees it; the answer to somebody who asks
//! for all that is kept of them; and what a team did, under pseudonyms. Each is made of the views of things alone, and goes through everything that there is: what a new
//! thing holds is in them from its first day.
//!
//! Rules: ACC-12, ACC-16, ACC-19, RPT-09.

mod as_if_there;
pub(in crate::workspace) mod everything;
pub(in crate::workspace) mod person;
pub(in crate::workspace) mod subject_access;
pub(in crate::workspace) mod team;

use touchline_law::law::AnyThing;

/// Things kind by kind, and those of a kind by their ids, each with what is known of it: in which order they were made is not
/// for everybody who sees them.
fn in_order<'a, T>(things: impl Iterator<Item = (AnyThing<'a>, T)>) -> Vec<(AnyThing<'a>, T)> {
    let mut things: Vec<_> = things.collect();
    things.sort_by_cached_key(|(thing, _)| thing.reference().map(|thing| (thing.kind, thing.id)));
    things
}

/// The schema of an export's document: it goes up with what would be misread under the one before.
const EXPORT_SCHEMA: u32 = 1;
