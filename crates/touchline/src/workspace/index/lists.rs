//! Ordered keys of things, by whose they are and by where they stand.

use core::borrow::Borrow;
use core::fmt::Debug;
use core::hash::Hash;

use crate::workspace::{LookUp, Moved, Ordered, Reach};
use touchline_kernel::{Id, Instant, PersonId};

/// The sort key of a list: a moment that does not change while the thing stands in it, then the id.
pub(in crate::workspace) type SortKey<T> = (Instant, Id<T>);

/// Where things stand: an owner has a list for each of these.
pub(in crate::workspace) trait Section: Copy + PartialEq + 'static {
    /// All there are.
    const ALL: &'static [Self];
    /// As many as there are.
    type Each<T: Default + Debug>: AsRef<[T]> + AsMut<[T]> + Default + Debug;

    fn place(self) -> usize {
        // Each is among all, so the default is never taken.
        Self::ALL.iter().position(|section| *section == self).unwrap_or_default()
    }
}

/// All stand together.
impl Section for () {
    const ALL: &'static [Self] = &[()];
    type Each<T: Default + Debug> = [T; 1];
}

impl Section for bool {
    const ALL: &'static [Self] = &[false, true];
    type Each<T: Default + Debug> = [T; 2];
}

/// Makes an enum what things stand in.
macro_rules! sections {
    ($($name:ty),+) => {$(
        impl $crate::workspace::index::lists::Section for $name {
            const ALL: &'static [Self] = <$name as strum::VariantArray>::VARIANTS;
            type Each<T: Default + core::fmt::Debug> = [T; <$name as strum::VariantArray>::VARIANTS.len()];
        }
    )+};
}
pub(in crate::workspace) use sections;

/// Ordered keys of the things `T`, by some owner and section.
pub(in crate::workspace) type Lists<Owner, Of, T> = ListsBy<Owner, Of, SortKey<T>>;

/// Ordered keys of any sort, by some owner and section. What an owner has lies together: most changes move a key from
/// one section into another.
#[derive(Debug)]
pub(in crate::workspace) struct ListsBy<Owner, Of: Section, Key: Debug>(LookUp<Owner, Of::Each<Ordered<Key>>>);

impl<Owner, Of: Section, Key: Debug> Default for ListsBy<Owner, Of, Key> {
    fn default() -> Self {
        ListsBy(LookUp::default())
    }
}

impl<Owner: Eq + Hash + Clone, Of: Section, Key: Ord + Clone + Debug> ListsBy<Owner, Of, Key> {
    pub(in crate::workspace) fn of(&self, owner: impl Borrow<Owner>, section: Of) -> Option<&Ordered<Key>> {
        self.0.get(owner.borrow())?.as_ref().get(section.place())
    }

    pub(in crate::workspace) fn change(&mut self, owner: Owner, before: Option<(Of, Key)>, after: Option<(Of, Key)>) {
        if before == after {
            return;
        }
        put(self.0.entry(owner).or_default().as_mut(), before, after);
    }

    /// The same for what may change its owner, too.
    pub(in crate::workspace) fn hand_over(
        &mut self,
        before: Option<(Owner, (Of, Key))>,
        after: Option<(Owner, (Of, Key))>,
    ) {
        match (before, after) {
            (Some((from, was)), Some((to, is))) if from == to => self.change(to, Some(was), Some(is)),
            (before, after) => {
                if let Some((from, was)) = before {
                    self.change(from, Some(was), None);
                }
                if let Some((to, is)) = after {
                    self.change(to, None, Some(is));
                }
            }
        }
    }
}

/// Ordered keys of things that can be put away: those that were stand by themselves.
#[derive(Debug)]
pub(in crate::workspace) struct Shelved<Owner, Of: Section, T: Debug> {
    listed: Lists<Owner, Of, T>,
    put_away: Lists<Owner, Of, T>,
}

/// Where something stands in them: whether it was put away, and where it stands there.
pub(in crate::workspace) type Shelf<Of, T> = (bool, (Of, SortKey<T>));

impl<Owner, Of: Section, T: Debug> Default for Shelved<Owner, Of, T> {
    fn default() -> Self {
        Shelved { listed: Lists::default(), put_away: Lists::default() }
    }
}

impl<Owner: Eq + Hash + Clone, Of: Section, T: Debug> Shelved<Owner, Of, T> {
    /// What was put away of somebody's, or what was not.
    pub(in crate::workspace) fn of(
        &self,
        owner: impl Borrow<Owner>,
        section: Of,
        archived: bool,
    ) -> Option<&Ordered<SortKey<T>>> {
        if archived { self.put_away.of(owner, section) } else { self.listed.of(owner, section) }
    }

    /// What somebody has in a section, put away or not: what counts as having happened does, wherever it was put.
    pub(in crate::workspace) fn all(
        &self,
        owner: impl Borrow<Owner>,
        section: Of,
    ) -> impl Iterator<Item = &Ordered<SortKey<T>>> {
        let owner = owner.borrow();
        [self.listed.of(owner, section), self.put_away.of(owner, section)].into_iter().flatten()
    }

    pub(in crate::workspace) fn change(
        &mut self,
        owner: &Owner,
        before: Option<Shelf<Of, T>>,
        after: Option<Shelf<Of, T>>,
    ) {
        for (lists, archived) in [(&mut self.listed, false), (&mut self.put_away, true)] {
            let there = |(is_archived, place)| (is_archived == archived).then_some(place);
            lists.change(owner.clone(), before.and_then(there), after.and_then(there));
        }
    }
}

/// Puts a key where it belongs after a change.
pub(super) fn put<Of: Section, Key: Ord + Clone>(
    lists: &mut [Ordered<Key>],
    before: Option<(Of, Key)>,
    after: Option<(Of, Key)>,
) {
    if let Some((section, key)) = before
        && let Some(keys) = lists.get_mut(section.place())
    {
        keys.remove(&key);
    }
    if let Some((section, key)) = after
        && let Some(keys) = lists.get_mut(section.place())
    {
        keys.insert(key);
    }
}

impl<Of: Section, Key: Ord + Clone + Debug> ListsBy<PersonId, Of, Key> {
    /// What a viewer keeps, for a list that does not hold it already: of those who are within reach.
    pub(in crate::workspace) fn besides(&self, reach: Reach, viewer: PersonId, section: Of) -> Option<&Ordered<Key>> {
        match reach {
            Reach::Below(_) | Reach::Nobody => self.of(viewer, section),
            Reach::All | Reach::One(_) => None,
        }
    }

    /// A person has moved, and everybody below them along: the keys of what is about any of them, which `own` has by
    /// person, stand below the managers whom they have now.
    pub(in crate::workspace) fn moved<'s>(
        &mut self,
        moved: &Moved,
        own: &Self,
        sections: impl IntoIterator<Item = &'s Of>,
    ) {
        for section in sections {
            let keys: Vec<Key> = own.keys(moved.person, *section).chain(self.keys(moved.person, *section)).collect();
            if keys.is_empty() {
                continue;
            }
            for manager in &moved.lost {
                let Some(list) = self.list(*manager, *section) else { continue };
                for key in &keys {
                    list.remove(key);
                }
            }
            for manager in &moved.gained {
                let Some(list) = self.list(*manager, *section) else { continue };
                list.extend(keys.iter().cloned());
            }
        }
    }

    fn list(&mut self, manager: PersonId, section: Of) -> Option<&mut Ordered<Key>> {
        self.0.entry(manager).or_default().as_mut().get_mut(section.place())
    }

    fn keys(&self, person: PersonId, section: Of) -> impl Iterator<Item = Key> {
        self.of(person, section).into_iter().flatten().cloned()
    }
}
