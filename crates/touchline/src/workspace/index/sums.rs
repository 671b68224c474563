//! Sums along the reporting lines, so that a figure over everybody below a manager is read off and never added
//! up: a change is told to the line above the person whom it is about, and a person who moves takes theirs
//! along. What is summed is for each thing to say.

use crate::workspace::index::reporting::Moved;
use crate::workspace::table::LookUp;
use touchline_kernel::command::PersonId;

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

/// What is about each person, and about everybody below each manager.
#[derive(Debug)]
pub(in crate::workspace) struct ByPerson<T> {
    own: LookUp<PersonId, T>,
    below: LookUp<PersonId, T>,
}

impl<T> Default for ByPerson<T> {
    fn default() -> Self {
        ByPerson { own: LookUp::default(), below: LookUp::default() }
    }
}

impl<T: Additive> ByPerson<T> {
    /// What is about one person.
    pub(in crate::workspace) fn own(&self, person: PersonId) -> T {
        self.own.get(&person).copied().unwrap_or_default()
    }

    /// What is about everybody below a manager.
    pub(in crate::workspace) fn below(&self, manager: PersonId) -> T {
        self.below.get(&manager).copied().unwrap_or_default()
    }

    /// Changes what is about a person, and with it the sums of all who manage them.
    pub(in crate::workspace) fn change(&mut self, person: PersonId, managers: &[PersonId], (before, after): (&T, &T)) {
        if before == after {
            return;
        }
        self.own.entry(person).or_default().replace((before, after));
        for manager in managers {
            self.below.entry(*manager).or_default().replace((before, after));
        }
    }

    /// A person who moves takes along what is about them and everybody below.
    pub(in crate::workspace) fn moved(&mut self, moved: &Moved) {
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

    /// What managers did for people who have moved away from below them, or to there, changes sides.
    pub(in crate::workspace) fn moved(&mut self, moved: &Moved) {
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
