//! Exports: one document of what is somebody's, as they see it; the answer to somebody who asks for all that is kept of them; and what
//! a team did, under pseudonyms. Each is made of the views of things alone, and goes through everything that there is: what a new
//! thing holds is in them from its first day.
//!
//! Rules: ACC-12, ACC-16, ACC-19, RPT-09.

pub(in crate::workspace) mod person;
pub(in crate::workspace) mod subject_access;
pub(in crate::workspace) mod team;

use touchline_law::ground::ThingKind;
use touchline_law::law::AnyThing;

/// Things kind by kind, and those of a kind by their ids: in which order they were made is not for everybody who sees them.
fn in_order<'a>(things: impl Iterator<Item = (ThingKind, AnyThing<'a>)>) -> Vec<(ThingKind, AnyThing<'a>)> {
    let mut things: Vec<_> = things.collect();
    things.sort_by_cached_key(|(kind, thing)| (*kind, thing.reference()));
    things
}

/// The schema of an export's document: it goes up with what would be misread under the one before.
const EXPORT_SCHEMA: u32 = 1;
