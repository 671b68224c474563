//! Sums along the reporting lines, so that a figure over everybody below a manager is read off and never added
//! up: a change is told to the line above the person whom it is about, and a person who moves takes theirs
//! along. What is summed is for each thing to say.
//!
//! Rules: WSP-06.

use crate::workspace::{Follows, LookUp, Moved};
use touchline_kernel::tally::Tally;
use touchline_kernel::{Names, PersonId};
use touchline_law::access::Bearing;

/// What can be summed.
pub(in crate::workspace) trait Additive: Copy + Default + PartialEq {
    /// This, and the other too.
    fn add(&mut self, other: &Self);
    /// This without the other, which is part of it.
    fn take(&mut self, other: &Self);

    /// Puts one part of this in the place of another.
    fn replace(&mut self, (before, after): (&Self, &Self)) {
        self.take(before);
        self.add(after);
    }
}

impl<S: Names, const N: usize> Additive for Tally<S, N> {
    fn add(&mut self, other: &Self) {
        Tally::add(self, other);
    }

    fn take(&mut self, other: &Self) {
        Tally::take(self, other);
    }
}

/// What is about people: about all of them, about each, and about everybody below each manager.
#[derive(Debug)]
pub(in crate::workspace) struct AlongSums<T> {
    all: T,
    own: LookUp<PersonId, T>,
    below: LookUp<PersonId, T>,
}

impl<T: Default> Default for AlongSums<T> {
    fn default() -> Self {
        AlongSums { all: T::default(), own: LookUp::default(), below: LookUp::default() }
    }
}

impl<T: Additive> AlongSums<T> {
    /// What is about one person.
    pub(in crate::workspace) fn own(&self, person: PersonId) -> T {
        self.own.get(&person).copied().unwrap_or_default()
    }

    fn below(&self, manager: PersonId) -> T {
        self.below.get(&manager).copied().unwrap_or_default()
    }

    /// What is about others, by what the viewer is to it. Nobody keeps anything here: what is seen by whoever
    /// keeps it is summed by doer besides.
    pub(in crate::workspace) fn seen(&self, viewer: PersonId, bearing: Bearing) -> T {
        match (bearing.keeps, bearing.manages) {
            (true, _) => T::default(),
            (false, true) => self.below(viewer),
            (false, false) => {
                let mut others = self.all;
                others.take(&self.own(viewer));
                others.take(&self.below(viewer));
                others
            }
        }
    }

    /// Changes what is about a person, and with it the sums of all who manage them.
    pub(in crate::workspace) fn change(&mut self, person: PersonId, managers: &[PersonId], (before, after): (&T, &T)) {
        if before == after {
            return;
        }
        self.all.replace((before, after));
        self.own.entry(person).or_default().replace((before, after));
        for manager in managers {
            self.below.entry(*manager).or_default().replace((before, after));
        }
    }
}

impl<T: Additive, World> Follows<World> for AlongSums<T> {
    /// Whoever moves takes along what is about them and everybody below.
    fn moved(&mut self, moved: &Moved, _: &World) {
        let mut sum = self.own(moved.person);
        sum.add(&self.below(moved.person));
        for manager in &moved.lost {
            self.below.entry(*manager).or_default().take(&sum);
        }
        for manager in &moved.gained {
            self.below.entry(*manager).or_default().add(&sum);
        }
    }
}

/// What each person did for others: apart for those whom they manage and for those whom they do not, since one
/// does not see both alike.
#[derive(Debug)]
pub(in crate::workspace) struct ByDoer<T> {
    /// By who did it, and for whom.
    cells: LookUp<(PersonId, PersonId), T>,
    /// By who did it, and whether they manage for whom they did it.
    sums: LookUp<(PersonId, bool), T>,
}

impl<T> Default for ByDoer<T> {
    fn default() -> Self {
        ByDoer { cells: LookUp::default(), sums: LookUp::default() }
    }
}

impl<T: Additive> ByDoer<T> {
    /// What a person did for those whom they manage, or for those whom they do not.
    pub(in crate::workspace) fn sum(&self, doer: PersonId, manages: bool) -> T {
        self.sums.get(&(doer, manages)).copied().unwrap_or_default()
    }

    /// What the viewer does for others, by what they are to it; nothing where they do not keep it.
    pub(in crate::workspace) fn kept(&self, viewer: PersonId, bearing: Bearing) -> T {
        if bearing.keeps { self.sum(viewer, bearing.manages) } else { T::default() }
    }

    /// Changes what was done for a person by somebody who may be another since: once where they stay, else it is taken
    /// from the one and given to the other.
    pub(in crate::workspace) fn hand_over(
        &mut self,
        (was, is): (Option<PersonId>, Option<PersonId>),
        person: PersonId,
        managers: &[PersonId],
        (before, after): (&T, &T),
    ) {
        let none = T::default();
        let (lost, gained) = if was == is { (None, None) } else { (was, is) };
        let parts = [(is.filter(|_| was == is), (before, after)), (lost, (before, &none)), (gained, (&none, after))];
        for (doer, part) in parts {
            doer.into_iter().for_each(|doer| self.change((doer, person), managers, part));
        }
    }

    /// Changes what was done for a person, who has these managers.
    pub(in crate::workspace) fn change(
        &mut self,
        (doer, person): (PersonId, PersonId),
        managers: &[PersonId],
        (before, after): (&T, &T),
    ) {
        if before == after {
            return;
        }
        self.cells.entry((doer, person)).or_default().replace((before, after));
        self.sums.entry((doer, managers.contains(&doer))).or_default().replace((before, after));
    }
}

impl<T: Additive, World> Follows<World> for ByDoer<T> {
    /// What managers did for people who have moved away from below them, or to there, changes sides.
    fn moved(&mut self, moved: &Moved, _: &World) {
        for person in moved.along.iter().chain([&moved.person]) {
            for (managers, manages) in [(&moved.lost, false), (&moved.gained, true)] {
                for manager in managers {
                    let Some(cell) = self.cells.get(&(*manager, *person)) else { continue };
                    self.sums.entry((*manager, !manages)).or_default().take(cell);
                    self.sums.entry((*manager, manages)).or_default().add(cell);
                }
            }
        }
    }
}
