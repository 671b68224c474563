//! Lists of what is about people, three of everything: of all of it, of each person, and of everybody below each
//! manager, since a page that merged a list for each of a thousand people would cost a thousand.
//!
//! Rules: WSP-06.

use core::fmt::Debug;

use crate::workspace::index::lists::{ListsBy, Section, put};
use crate::workspace::index::reach::Reach;
use crate::workspace::{Follows, Moved, Ordered};
use touchline_kernel::command::PersonId;

/// Ordered keys of what is about people, by where it stands.
#[derive(Debug)]
pub(in crate::workspace) struct Along<Of: Section, Key: Debug> {
    all: Of::Each<Ordered<Key>>,
    own: ListsBy<PersonId, Of, Key>,
    /// In the list of everybody above the person.
    below: ListsBy<PersonId, Of, Key>,
}

impl<Of: Section, Key: Debug> Default for Along<Of, Key> {
    fn default() -> Self {
        Along { all: Of::Each::default(), own: ListsBy::default(), below: ListsBy::default() }
    }
}

impl<Of: Section, Key: Ord + Clone + Debug> Along<Of, Key> {
    /// What is about one person.
    pub(in crate::workspace) fn own(&self, person: PersonId, section: Of) -> Option<&Ordered<Key>> {
        self.own.of(person, section)
    }

    /// What is about those who are within reach.
    pub(in crate::workspace) fn within(&self, reach: Reach, section: Of) -> Option<&Ordered<Key>> {
        match reach {
            Reach::All => self.all.as_ref().get(section.place()),
            Reach::Below(manager) => self.below.of(manager, section),
            Reach::Nobody => None,
            Reach::One(person) => self.own(person, section),
        }
    }

    /// Takes what is about a person, who has these managers, as it stands after a change.
    pub(in crate::workspace) fn change(
        &mut self,
        person: PersonId,
        managers: &[PersonId],
        before: Option<(Of, Key)>,
        after: Option<(Of, Key)>,
    ) {
        if before == after {
            return;
        }
        put(self.all.as_mut(), before.clone(), after.clone());
        for manager in managers {
            self.below.change(*manager, before.clone(), after.clone());
        }
        self.own.change(person, before, after);
    }
}

impl<Of: Section, Key: Ord + Clone + Debug, World> Follows<World> for Along<Of, Key> {
    fn moved(&mut self, moved: &Moved, _: &World) {
        self.below.moved(moved, &self.own, Of::ALL);
    }
}
