//! Bundles, by who may want to list or count them, and among what was answered.

use crate::workspace::index::history::Coaching;
use crate::workspace::things::bundle::index::Entry;
use crate::workspace::things::training_item::proposals_index::{CoachedBy, change_bundle};
use crate::workspace::{Kept, World};
use touchline_law::ground::ThingRef;
use touchline_law::things::bundle::{Bundle, BundleId};

/// A bundle as coaching: by when it was released, and whoever did so.
fn coaching(bundle: &Bundle) -> Coaching {
    let key = bundle.released.map(|released| (released.at, ThingRef::of(bundle.bundle)));
    let by = bundle.released.and_then(|released| released.by.person()).into_iter().collect();
    Coaching { by, key, to: bundle.agent }
}

impl Kept for Bundle {
    type Entry = (Entry, BundleId, CoachedBy, Coaching);

    fn entry(&self) -> Self::Entry {
        (Entry::of(self), self.bundle, CoachedBy::bundle(self), coaching(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (entry, bundle, coached, coaching) = after;
        world.history.change(before.as_ref().map(|(.., coaching)| coaching), &coaching);
        let managers = world.lines.managers(entry.agent);
        let was = before.as_ref().map(|(entry, ..)| *entry);
        world.bundle_index.change(was, &entry, &managers);
        world.responses.change(was.map(|entry| entry.answered), entry.answered, &managers);
        let before = before.map(|(_, _, coached, _)| coached).unwrap_or_default();
        change_bundle(world, (entry.agent, bundle), before, coached);
    }
}
