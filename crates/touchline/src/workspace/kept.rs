//! What a workspace keeps of each kind of thing besides the thing: the indexes that follow it. Each has a file in its
//! folder.

use crate::workspace::{Tabled, World};

/// A kind of thing of which a workspace keeps many.
pub(super) trait Kept: Tabled {
    /// What the indexes need to know of it, before and after a change. No index knows a text but the name of whoever is
    /// redacted, and those follow where that person changes.
    type Entry;

    /// Whether its indexes follow each change while a log is loaded, too: what a log is read by rests on them. All others wait
    /// until it was read to its end, so that each thing is put in its places once and not anew for each event.
    const AT_ONCE: bool = false;

    /// What the indexes need to know of it as it is now.
    fn entry(&self) -> Self::Entry;
    /// Brings the indexes after a change.
    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry);

    /// Whether it can stand in this world, whatever a log says.
    fn fits(&self, _: &World) -> bool {
        true
    }
}
