//! The reporting lines: a forest, walked up in as many steps as a line is long.

use std::collections::BTreeSet;

use super::table::LookUp;
use crate::kernel::command::PersonId;

/// Who stands above whom.
#[derive(Debug, Default)]
pub(super) struct ReportingLines {
    /// "Who manages me?": the direct manager of each person.
    above: LookUp<PersonId, PersonId>,
    /// "Whom do I manage?": the direct reports of each manager.
    reports: LookUp<PersonId, BTreeSet<PersonId>>,
}

/// A person who came to stand elsewhere, and with them everybody below.
#[derive(Debug)]
pub(super) struct Moved {
    /// The person.
    pub(super) person: PersonId,
    /// Everybody below the person, who moved along.
    pub(super) along: Vec<PersonId>,
    /// Who stands above them no longer.
    pub(super) lost: Vec<PersonId>,
    /// Who has come to stand above them.
    pub(super) gained: Vec<PersonId>,
}

impl ReportingLines {
    /// Everybody who manages a person, directly or through others, the nearest first.
    pub(super) fn managers(&self, person: PersonId) -> impl Iterator<Item = PersonId> + '_ {
        core::iter::successors(self.above.get(&person), |manager| self.above.get(manager)).copied()
    }

    /// How many steps up from a person a manager stands.
    pub(super) fn steps(&self, manager: PersonId, person: PersonId) -> Option<u32> {
        self.managers(person).zip(1_u32..).find_map(|(above, steps)| (above == manager).then_some(steps))
    }

    /// Whether a person may come to stand there: nobody stands above themselves, so that every line ends.
    pub(super) fn has_room(&self, person: PersonId, manager: Option<PersonId>) -> bool {
        manager.is_none_or(|manager| manager != person && self.steps(person, manager).is_none())
    }

    /// Puts a person where there is room; says what moved, if anything did.
    pub(super) fn place(&mut self, person: PersonId, manager: Option<PersonId>) -> Option<Moved> {
        if self.above.get(&person).copied() == manager {
            return None;
        }
        let before: Vec<PersonId> = self.managers(person).collect();
        if let Some(reports) = before.first().and_then(|manager| self.reports.get_mut(manager)) {
            reports.remove(&person);
        }
        match manager {
            None => drop(self.above.remove(&person)),
            Some(manager) => {
                self.above.insert(person, manager);
                self.reports.entry(manager).or_default().insert(person);
            }
        }
        let after: Vec<PersonId> = self.managers(person).collect();
        // Two lines that meet are one from there on.
        let shared = before.iter().rev().zip(after.iter().rev()).take_while(|(before, after)| before == after).count();
        let parted = |mut line: Vec<PersonId>| {
            line.truncate(line.len().saturating_sub(shared));
            line
        };
        Some(Moved { person, along: self.everybody_below(person), lost: parted(before), gained: parted(after) })
    }

    /// Everybody whom a manager manages, directly or through others.
    pub(super) fn everybody_below(&self, manager: PersonId) -> Vec<PersonId> {
        let mut found = Vec::new();
        let mut waiting = vec![manager];
        while let Some(person) = waiting.pop() {
            for report in self.reports.get(&person).into_iter().flatten() {
                found.push(*report);
                waiting.push(*report);
            }
        }
        found
    }
}
