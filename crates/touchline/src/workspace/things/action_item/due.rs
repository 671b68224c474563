//! What was due on each day, added up: of all of it and of what somebody decides on, for everybody, for each person, and
//! for everybody below each manager.
//!
//! Rules: WSP-06.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace::index::sums::Additive;
use crate::workspace::{Follows, LookUp, Moved};
use touchline_kernel::{DaySpan, LocalDate, PersonId};
use touchline_law::things::action_item::Due;

/// Whose items are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Whose {
    Everybody,
    One(PersonId),
    Below(PersonId),
}

/// Of whose decisions: of anybody's, or of this person's.
pub(in crate::workspace) type DecidedBy = Option<PersonId>;

type ByDay = BTreeMap<LocalDate, Due>;

#[derive(Debug, Default)]
pub(in crate::workspace) struct DueByDay {
    sums: LookUp<(DecidedBy, Whose), ByDay>,
    /// Who decides on something of this person's.
    deciders: LookUp<PersonId, BTreeSet<PersonId>>,
}

impl Additive for Due {
    fn add(&mut self, other: &Self) {
        self.completed = self.completed.saturating_add(other.completed);
        self.due = self.due.saturating_add(other.due);
        self.in_time = self.in_time.saturating_add(other.in_time);
    }

    fn take(&mut self, other: &Self) {
        self.completed = self.completed.saturating_sub(other.completed);
        self.due = self.due.saturating_sub(other.due);
        self.in_time = self.in_time.saturating_sub(other.in_time);
    }
}

/// What is added to a day, or taken from it.
type Summing = fn(&mut Due, &Due);

impl DueByDay {
    /// What was due on these days.
    pub(in crate::workspace) fn within(&self, by: DecidedBy, whose: Whose, days: DaySpan) -> Due {
        let mut sum = Due::default();
        let sums = self.sums.get(&(by, whose)).into_iter();
        sums.flat_map(|sums| sums.range(days.first..=days.last)).for_each(|(_, due)| sum.add(due));
        sum
    }

    /// Adds what was due of a person, who has these managers, on a day, or takes it away.
    pub(super) fn sum(
        &mut self,
        (decider, assignee): (Option<PersonId>, PersonId),
        managers: &[PersonId],
        (day, due): (LocalDate, &Due),
        summing: Summing,
    ) {
        if let Some(decider) = decider {
            self.deciders.entry(assignee).or_default().insert(decider);
        }
        let below = managers.iter().map(|manager| Whose::Below(*manager));
        for whose in [Whose::Everybody, Whose::One(assignee)].into_iter().chain(below) {
            for by in [None, decider].into_iter().take(if decider.is_some() { 2 } else { 1 }) {
                self.sum_day((by, whose), day, due, summing);
            }
        }
    }

    fn sum_day(&mut self, place: (DecidedBy, Whose), day: LocalDate, due: &Due, summing: Summing) {
        let days = self.sums.entry(place).or_default();
        let sum = days.entry(day).or_default();
        summing(sum, due);
        if *sum == Due::default() {
            days.remove(&day);
        }
    }
}

impl<World> Follows<World> for DueByDay {
    /// Whoever moves takes along what is theirs, and everybody below them too.
    fn moved(&mut self, moved: &Moved, _: &World) {
        for person in moved.along.iter().chain([&moved.person]) {
            let deciders: Vec<DecidedBy> = self.deciders.get(person).into_iter().flatten().copied().map(Some).collect();
            for by in deciders.into_iter().chain([None]) {
                let Some(own) = self.sums.get(&(by, Whose::One(*person))).cloned() else { continue };
                let sides: [(&[PersonId], Summing); 2] = [(&moved.lost, Due::take), (&moved.gained, Due::add)];
                for (managers, summing) in sides {
                    for (manager, (day, due)) in managers.iter().flat_map(|one| own.iter().map(move |sum| (one, sum))) {
                        self.sum_day((by, Whose::Below(*manager)), *day, due, summing);
                    }
                }
            }
        }
    }
}
