//! The attention pool: agents with items that wait for a bundle, in the order in which they need attention, for the
//! whole organisation and along the reporting lines. An item that comes or goes moves its agent, and nobody else.
//!
//! Rules: TRN-05.

use core::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::workspace::index::ranked::Ranked;
use crate::workspace::{Follows, LookUp, Moved, Ordered, SortKey, World};
use touchline_kernel::{Instant, Key, Name, PersonId};
use touchline_law::ground::TrainingItemMark;
use touchline_law::ground::calls::CallId;

/// An agent's place: most calls first, then the oldest item, then name, then id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workspace) struct PoolKey {
    /// How many calls need coaching.
    pub(in crate::workspace) calls: Reverse<usize>,
    /// Since when the oldest item waits.
    pub(in crate::workspace) oldest: Instant,
    pub(in crate::workspace) name: Arc<str>,
    pub(in crate::workspace) agent: PersonId,
}

/// An item that waits.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct WaitingItem {
    pub(in crate::workspace) call: CallId,
    pub(in crate::workspace) check: Option<Key>,
    pub(in crate::workspace) key: SortKey<TrainingItemMark>,
}

/// What waits of one agent's: never nothing.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Waiting {
    /// How many items of each call.
    pub(in crate::workspace) calls: BTreeMap<CallId, u32>,
    /// The items of each check, the oldest first.
    pub(in crate::workspace) checks: BTreeMap<Option<Key>, Ordered<SortKey<TrainingItemMark>>>,
    place: Option<PoolKey>,
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct Pool {
    /// `training.pool`: "Who in the organisation needs attention?", and "who of the people whom I manage?"
    pub(in crate::workspace) ranked: Ranked<PoolKey>,
    /// `training.pool`: "What of this agent's waits?"
    agents: LookUp<PersonId, Waiting>,
}

impl Waiting {
    fn add(&mut self, item: WaitingItem) {
        let items = self.calls.entry(item.call).or_default();
        *items = items.saturating_add(1);
        self.checks.entry(item.check).or_default().insert(item.key);
    }

    fn take(&mut self, item: &WaitingItem) {
        let left = self.calls.get(&item.call).copied().unwrap_or_default().saturating_sub(1);
        if left == 0 {
            self.calls.remove(&item.call);
        } else {
            self.calls.insert(item.call, left);
        }
        if let Some(items) = self.checks.get_mut(&item.check) {
            items.remove(&item.key);
            if items.is_empty() {
                self.checks.remove(&item.check);
            }
        }
    }

    /// Since when the oldest item waits.
    pub(in crate::workspace) fn oldest(&self) -> Option<Instant> {
        self.checks.values().filter_map(|items| items.first()).map(|(raised, _)| *raised).min()
    }
}

impl Pool {
    /// What of an agent's waits.
    pub(in crate::workspace) fn waiting(&self, agent: PersonId) -> Option<&Waiting> {
        self.agents.get(&agent)
    }

    /// An item of an agent's, who has this name and these managers, has come to wait.
    pub(in crate::workspace) fn add(
        &mut self,
        agent: PersonId,
        item: WaitingItem,
        name: Option<&Name>,
        managers: &[PersonId],
    ) {
        self.agents.entry(agent).or_default().add(item);
        self.place(agent, name, managers);
    }

    /// An item of an agent's waits no longer.
    pub(in crate::workspace) fn take(&mut self, agent: PersonId, item: &WaitingItem, managers: &[PersonId]) {
        if let Some(waiting) = self.agents.get_mut(&agent) {
            waiting.take(item);
        }
        self.place(agent, None, managers);
    }

    /// An agent has this name from now on.
    pub(in crate::workspace) fn rename(&mut self, agent: PersonId, name: &Name, managers: &[PersonId]) {
        if self.agents.contains_key(&agent) {
            self.place(agent, Some(name), managers);
        }
    }

    /// Puts an agent where they belong by what waits now.
    fn place(&mut self, agent: PersonId, name: Option<&Name>, managers: &[PersonId]) {
        let Some(waiting) = self.agents.get_mut(&agent) else { return };
        let before = waiting.place.take();
        let after = waiting.oldest().map(|oldest| PoolKey {
            calls: Reverse(waiting.calls.len()),
            oldest,
            name: named(name, before.as_ref()),
            agent,
        });
        waiting.place.clone_from(&after);
        if after.is_none() {
            self.agents.remove(&agent);
        }
        self.ranked.change(managers, before.as_ref(), after.as_ref());
    }
}

impl Follows<World> for Pool {
    /// A person has moved, and everybody below them along: so do their places.
    fn moved(&mut self, moved: &Moved, _: &World) {
        self.ranked.moved(moved, self.agents.get(&moved.person).and_then(|waiting| waiting.place.clone()));
    }
}

/// The name as it stands in the place before, where it is the same: many places share it.
fn named(name: Option<&Name>, before: Option<&PoolKey>) -> Arc<str> {
    match (name, before) {
        (Some(name), Some(before)) if *before.name == *name.as_str() => Arc::clone(&before.name),
        (Some(name), _) => name.as_str().into(),
        (None, Some(before)) => Arc::clone(&before.name),
        (None, None) => Arc::default(),
    }
}
