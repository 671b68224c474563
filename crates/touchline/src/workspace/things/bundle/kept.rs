//! Bundles, by who may want to list or count them, and among what was answered.

use crate::workspace::things::bundle::index::Entry;
use crate::workspace::things::training_item::proposals_index::{CoachedBy, change_bundle};
use crate::workspace::{Kept, World};
use touchline_law::things::bundle::{Bundle, BundleId};

impl Kept for Bundle {
    type Entry = (Entry, BundleId, CoachedBy);

    fn entry(&self) -> Self::Entry {
        (Entry::of(self), self.bundle, CoachedBy::of(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (entry, bundle, coached) = after;
        let managers = world.lines.managers(entry.agent);
        let was = before.as_ref().map(|(entry, ..)| *entry);
        world.bundle_index.change(was, &entry, &managers);
        world.responses.change(was.map(|entry| entry.answered), entry.answered, &managers);
        let before = before.map(|(_, _, coached)| coached).unwrap_or_default();
        change_bundle(world, (entry.agent, bundle), before, coached);
    }
}
