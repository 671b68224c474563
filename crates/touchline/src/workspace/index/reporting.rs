//! The reporting lines: a forest, walked up in as many steps as a line is long.
//!
//! Rules: ORG-04.

use core::ops::Deref;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::workspace::table::LookUp;
use touchline_kernel::command::PersonId;
use touchline_law::ground::people::OrganisationPolicy;

/// How many steps a line has at most, whatever a log says. Everybody in a line is kept with all who stand above them.
const LONGEST: u32 = OrganisationPolicy::LONGEST_LINE;

/// Who stands above whom.
#[derive(Debug, Default)]
pub(in crate::workspace) struct ReportingLines {
    /// "Who manages me?": everybody above each person.
    above: LookUp<PersonId, Line>,
    /// "Whom do I manage?": the direct reports of each manager.
    reports: LookUp<PersonId, BTreeSet<PersonId>>,
}

/// Everybody who manages a person, directly or through others, the nearest first. All reports of a manager share one.
#[derive(Clone, Debug, Default)]
pub(in crate::workspace) struct Line(Option<Arc<[PersonId]>>);

impl Deref for Line {
    type Target = [PersonId];

    fn deref(&self) -> &[PersonId] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl Line {
    /// The line of those who report to a manager with this one.
    fn below(&self, manager: PersonId) -> Line {
        Line(Some([manager].into_iter().chain(self.iter().copied()).collect()))
    }
}

/// A person who came to stand elsewhere, and with them everybody below.
#[derive(Debug)]
pub(in crate::workspace) struct Moved {
    /// The person.
    pub(in crate::workspace) person: PersonId,
    /// Everybody below the person, who moved along.
    pub(in crate::workspace) along: Vec<PersonId>,
    /// Who stands above them no longer.
    pub(in crate::workspace) lost: Vec<PersonId>,
    /// Who has come to stand above them.
    pub(in crate::workspace) gained: Vec<PersonId>,
}

/// What is kept of things in some `World`: where a person comes to stand elsewhere, what is kept along the lines moves
/// with them.
pub(in crate::workspace) trait Follows<World> {
    /// A person has moved, and everybody below them along. In the world the lines are drawn as they are now.
    fn moved(&mut self, moved: &Moved, world: &World);
}

impl ReportingLines {
    /// Everybody who manages a person, directly or through others, the nearest first.
    pub(in crate::workspace) fn managers(&self, person: PersonId) -> Line {
        self.above.get(&person).cloned().unwrap_or_default()
    }

    /// How many steps up from a person a manager stands.
    pub(in crate::workspace) fn steps(&self, manager: PersonId, person: PersonId) -> Option<u32> {
        let line = self.above.get(&person)?;
        line.iter().zip(1_u32..).find_map(|(above, steps)| (*above == manager).then_some(steps))
    }

    /// Whether a person may come to stand there: nobody stands above themselves, so that every line ends, and no line becomes
    /// longer than any may be.
    pub(in crate::workspace) fn has_room(&self, person: PersonId, manager: Option<PersonId>) -> bool {
        let Some(manager) = manager else { return true };
        if self.managers(person).first() == Some(&manager) {
            return true;
        }
        let steps = || self.steps_above(manager).saturating_add(1).saturating_add(self.steps_below(person));
        manager != person && self.steps(person, manager).is_none() && steps() <= LONGEST
    }

    /// Puts a person where there is room; says what moved, if anything did.
    pub(in crate::workspace) fn place(&mut self, person: PersonId, manager: Option<PersonId>) -> Option<Moved> {
        let before = self.managers(person);
        if before.first().copied() == manager {
            return None;
        }
        if let Some(reports) = before.first().and_then(|manager| self.reports.get_mut(manager)) {
            reports.remove(&person);
        }
        let after = manager.map_or_else(Line::default, |manager| self.line_below(manager));
        if let Some(manager) = manager {
            self.reports.entry(manager).or_default().insert(person);
        }
        self.above.insert(person, after.clone());
        let along = self.everybody_below(person);
        self.draw_lines_below(person);
        // Two lines that meet are one from there on.
        let shared = before.iter().rev().zip(after.iter().rev()).take_while(|(before, after)| before == after).count();
        let parted = |line: &Line| line.iter().copied().take(line.len().saturating_sub(shared)).collect();
        Some(Moved { person, along, lost: parted(&before), gained: parted(&after) })
    }

    /// The line of whoever reports to a manager.
    fn line_below(&self, manager: PersonId) -> Line {
        let report = self.reports.get(&manager).and_then(BTreeSet::first);
        let shared = report.and_then(|report| self.above.get(report)).cloned();
        shared.unwrap_or_else(|| self.managers(manager).below(manager))
    }

    /// Draws the lines of everybody below a person anew, who came to stand elsewhere.
    fn draw_lines_below(&mut self, person: PersonId) {
        let mut waiting = vec![person];
        while let Some(manager) = waiting.pop() {
            let Some(reports) = self.reports.get(&manager) else { continue };
            let line = self.managers(manager).below(manager);
            for report in reports {
                self.above.insert(*report, line.clone());
                waiting.push(*report);
            }
        }
    }

    /// How many people stand above a person.
    pub(in crate::workspace) fn steps_above(&self, person: PersonId) -> u32 {
        let long = self.above.get(&person).map_or(0, |line| line.len());
        u32::try_from(long).unwrap_or(u32::MAX)
    }

    /// How many steps below a person the one stands who is furthest below them.
    pub(in crate::workspace) fn steps_below(&self, person: PersonId) -> u32 {
        let longest = self.everybody_below(person).into_iter().map(|below| self.steps_above(below)).max();
        longest.unwrap_or_default().saturating_sub(self.steps_above(person))
    }

    /// Everybody whom a manager manages, directly or through others.
    pub(in crate::workspace) fn everybody_below(&self, manager: PersonId) -> Vec<PersonId> {
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

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(nth: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(nth))
    }

    /// A line from one place down to another, below whoever stands there.
    fn line(lines: &mut ReportingLines, top: u128, steps: u32) {
        for nth in (top..).take(usize::try_from(steps).unwrap()) {
            lines.place(person(nth + 1), Some(person(nth)));
        }
    }

    #[test]
    fn org_04_no_line_becomes_longer_than_any_policy_allows() {
        let (mut lines, last) = (ReportingLines::default(), u128::from(LONGEST));
        line(&mut lines, 0, LONGEST);
        assert_eq!(lines.steps_above(person(last)), LONGEST);
        assert!(!lines.has_room(person(last + 1), Some(person(last))));
        assert!(lines.has_room(person(last + 1), Some(person(last - 1))));
        // Whoever stands there stays there.
        assert!(lines.has_room(person(last), Some(person(last - 1))));
    }

    #[test]
    fn org_04_nor_by_somebody_who_comes_with_all_below_them() {
        let mut lines = ReportingLines::default();
        line(&mut lines, 0, 600);
        line(&mut lines, 10_000, 400);
        assert!(!lines.has_room(person(10_000), Some(person(600))));
        assert!(lines.has_room(person(10_000), Some(person(599))));
    }
}
