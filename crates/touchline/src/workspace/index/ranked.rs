//! Keys whose order is reckoned anew whenever something changes: of all that have one, and of everybody below each
//! manager. Whoever reckons them remembers where each stood.

use crate::workspace::{LookUp, Moved, Ordered, Reach};
use touchline_kernel::command::PersonId;

/// Ordered keys, one or several for each person who has any.
#[derive(Debug)]
pub(in crate::workspace) struct Ranked<Key> {
    all: Ordered<Key>,
    /// In the list of everybody above the person.
    below: LookUp<PersonId, Ordered<Key>>,
}

impl<Key> Default for Ranked<Key> {
    fn default() -> Self {
        Ranked { all: Ordered::default(), below: LookUp::default() }
    }
}

impl<Key: Ord + Clone> Ranked<Key> {
    /// Those who are within reach; it is no list of one person's.
    pub(in crate::workspace) fn within(&self, reach: Reach) -> Option<&Ordered<Key>> {
        match reach {
            Reach::All => Some(&self.all),
            Reach::Below(manager) => self.below.get(&manager),
            Reach::Nobody | Reach::One(_) => None,
        }
    }

    /// Puts somebody with these managers where they belong now.
    pub(in crate::workspace) fn change(&mut self, managers: &[PersonId], before: Option<&Key>, after: Option<&Key>) {
        if before == after {
            return;
        }
        let change = |list: &mut Ordered<Key>| {
            if let Some(before) = before {
                list.remove(before);
            }
            if let Some(after) = after {
                list.insert(after.clone());
            }
        };
        change(&mut self.all);
        for manager in managers {
            change(self.below.entry(*manager).or_default());
        }
    }

    /// A person, who stands here by these keys, has moved, and everybody below them along.
    pub(in crate::workspace) fn moved(&mut self, moved: &Moved, own: impl IntoIterator<Item = Key>) {
        let below = self.below.get(&moved.person).into_iter().flatten().cloned();
        let keys: Vec<Key> = own.into_iter().chain(below).collect();
        for manager in &moved.lost {
            let Some(list) = self.below.get_mut(manager) else { continue };
            for key in &keys {
                list.remove(key);
            }
        }
        for manager in &moved.gained {
            self.below.entry(*manager).or_default().extend(keys.iter().cloned());
        }
    }
}
