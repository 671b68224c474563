//! Assessments by whose skills they are, and by who is to rate in them. What a side gave stands in none of it.
//!
//! Rules: ACC-19, CRT-01.

use crate::workspace::index::lists::{Lists, Shelf, Shelved, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::{LocalDate, PersonId};
use touchline_law::ground::AssessmentMark;
use touchline_law::things::assessment::{Assessment, State};

sections!(State);

#[derive(Debug, Default)]
pub(in crate::workspace) struct AssessmentIndex {
    /// `assessment.awaiting`: "In which am I still to rate?" by when they were opened.
    pub(in crate::workspace) awaiting: Lists<PersonId, (), AssessmentMark>,
    /// `assessed`: "Which assessments of one person in one month were not called off?"
    pub(in crate::workspace) by_month: Lists<(PersonId, LocalDate), (), AssessmentMark>,
    /// `assessment.list`: "The assessments of one person" by when they were opened.
    pub(in crate::workspace) by_person: Shelved<PersonId, State, AssessmentMark>,
    /// `person.review_pack`: "In which were the skills of this person assessed?" by when both sides were in.
    pub(in crate::workspace) completed: Lists<PersonId, (), AssessmentMark>,
}

/// What the index needs to know of an assessment, before and after a change.
#[derive(Clone, PartialEq)]
pub(in crate::workspace) struct Entry {
    awaited: Vec<PersonId>,
    completed: Option<SortKey<AssessmentMark>>,
    is_called_off: bool,
    key: SortKey<AssessmentMark>,
    month: LocalDate,
    person: PersonId,
    shelf: Shelf<State, AssessmentMark>,
}

impl Entry {
    pub(in crate::workspace) fn of(known: &Assessment) -> Self {
        let key = (known.opened.at, known.assessment);
        let Assessment { archived, month, person, state, .. } = *known;
        let completed = known.completed_at.map(|at| (at, known.assessment));
        let is_called_off = state == State::Cancelled;
        Entry {
            awaited: known.awaited(),
            completed,
            is_called_off,
            key,
            month,
            person,
            shelf: (archived, (state, key)),
        }
    }
}

impl AssessmentIndex {
    /// Takes an assessment as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.by_person.change(&after.person, before.map(|entry| entry.shelf), Some(after.shelf));
        let live = |entry: &Entry| (!entry.is_called_off).then_some(((), entry.key));
        self.by_month.change((after.person, after.month), before.and_then(live), live(after));
        let completed = |entry: &Entry| entry.completed.map(|key| ((), key));
        self.completed.change(after.person, before.and_then(completed), completed(after));
        for person in before.into_iter().flat_map(|entry| &entry.awaited) {
            self.awaiting.change(*person, Some(((), after.key)), None);
        }
        for person in &after.awaited {
            self.awaiting.change(*person, None, Some(((), after.key)));
        }
    }
}

impl Follows<World> for AssessmentIndex {
    /// Who stands above a person makes no difference to where theirs are listed.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
