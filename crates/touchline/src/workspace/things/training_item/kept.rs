//! Training items, by who may want to list or count them, by who needs attention, and by what was coached.

use crate::workspace::things::goal::index::ItemCounted;
use crate::workspace::things::training_item::index::{Place, place};
use crate::workspace::things::training_item::pool_index::WaitingItem;
use crate::workspace::{Kept, World};
use touchline_calculators::progress::Observed;
use touchline_kernel::{Key, PersonId};
use touchline_law::ground::BundleId;
use touchline_law::things::training_item::{State, TrainingItem};

/// What the indexes need to know of a training item, before and after a change.
pub(in crate::workspace) struct Entry {
    agent: PersonId,
    /// How it counts for goals, where it does.
    counted: Option<ItemCounted>,
    place: Place,
    /// What waits, where it does.
    waiting: Option<WaitingItem>,
    /// In which check it was coached, and with which bundle, where it was.
    resolved: Option<(Key, BundleId)>,
}

impl Kept for TrainingItem {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        let waiting = || WaitingItem {
            call: self.call,
            check: self.check_key().cloned(),
            key: (self.raised.at, self.training_item),
        };
        let resolved = || Some((self.check_key()?.clone(), self.bundle?));
        Entry {
            agent: self.agent,
            counted: ItemCounted::of(self),
            place: place(self),
            waiting: (self.state == State::Pending).then(waiting),
            resolved: if self.state == State::Resolved { resolved() } else { None },
        }
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.agent);
        let stays = before.as_ref().is_some_and(|before| before.agent == after.agent);
        if let Some(before) = before.as_ref().filter(|_| !stays) {
            let former = world.lines.managers(before.agent);
            world.training_index.leave(before.agent, before.place, &former);
        }
        let place = before.as_ref().filter(|_| stays).map(|before| before.place);
        world.training_index.change(place, after.agent, after.place, &managers);
        let counted_before = before.as_ref().and_then(|before| before.counted);
        if counted_before != after.counted {
            counted_before.into_iter().for_each(|item| world.count_item(item, Observed::take));
            after.counted.into_iter().for_each(|item| world.count_item(item, Observed::add));
        }
        wait(world, before.as_ref(), &after, &managers);
        resolve(world, before.as_ref(), &after);
    }
}

/// Brings the attention pool after a change.
fn wait(world: &mut World, before: Option<&Entry>, after: &Entry, managers: &[PersonId]) {
    let of = |entry: &Entry| entry.waiting.clone().map(|waiting| (entry.agent, waiting));
    let (was, is) = (before.and_then(of), of(after));
    if was == is {
        return;
    }
    if let Some((agent, item)) = was {
        let former = world.lines.managers(agent);
        world.pool.take(agent, &item, &former);
    }
    if let Some((agent, item)) = is {
        let name = world.tables.people.get(agent).map(|agent| &agent.document.name);
        world.pool.add(agent, item, name, managers);
    }
}

/// Brings what was coached after a change. A bundle is concluded before its items are resolved.
fn resolve(world: &mut World, before: Option<&Entry>, after: &Entry) {
    let of = |entry: &Entry| entry.resolved.clone().map(|(check, bundle)| (entry.agent, check, bundle));
    let (was, is) = (before.and_then(of), of(after));
    if was == is {
        return;
    }
    let concluded = |bundle: BundleId| {
        let concluded = world.tables.bundles.get(bundle)?.concluded.as_deref()?;
        Some((concluded.done.at, bundle))
    };
    let concluded = |known: Option<(PersonId, Key, BundleId)>| {
        known.and_then(|(agent, check, bundle)| Some((agent, check, concluded(bundle)?)))
    };
    let (was, is) = (concluded(was), concluded(is));
    if let Some((agent, check, bundle)) = was {
        world.coached.corrected(agent, &check, bundle);
    }
    if let Some((agent, check, bundle)) = is {
        world.coached.resolved(agent, &check, bundle);
    }
}
