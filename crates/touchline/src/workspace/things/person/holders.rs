//! Who holds which role, of those who could act: for what is everybody's in an office.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace::{Follows, Moved, World};
use touchline_kernel::{Key, PersonId};

#[derive(Debug, Default)]
pub(in crate::workspace) struct Holders {
    /// "Who holds this role?"
    by_role: BTreeMap<Key, BTreeSet<PersonId>>,
}

impl Holders {
    /// Everybody who holds one of the roles, by id.
    pub(in crate::workspace) fn of(&self, is_meant: impl Fn(&str) -> bool) -> Vec<PersonId> {
        let meant = self.by_role.iter().filter(|(role, _)| is_meant(role.as_str()));
        meant.flat_map(|(_, holders)| holders.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Takes a person's roles as they are after a change: none, of somebody who could not act.
    pub(in crate::workspace) fn change(&mut self, person: PersonId, before: &[Key], after: &[Key]) {
        for role in before.iter().filter(|role| !after.contains(role)) {
            if let Some(holders) = self.by_role.get_mut(role) {
                holders.remove(&person);
            }
        }
        for role in after.iter().filter(|role| !before.contains(role)) {
            self.by_role.entry(role.clone()).or_default().insert(person);
        }
    }
}

impl Follows<World> for Holders {
    /// By role alone: nobody finds them by whom they manage.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
