//! Progress notes by their plans, and by whom these coach.
//!
//! Rules: PLN-11.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{PlanId, ProgressNoteMark};
use touchline_law::things::progress_note::ProgressNote;

#[derive(Debug, Default)]
pub(in crate::workspace) struct ProgressNoteIndex {
    /// `progress_note.list`: "What did the coaches write down of this plan?"
    pub(in crate::workspace) listed: Lists<PlanId, (), ProgressNoteMark>,
    /// `person.review_pack`: "What did those who coach this person write down?"
    pub(in crate::workspace) of_coachee: Lists<PersonId, (), ProgressNoteMark>,
}

/// What the index needs to know of a note, which stays as it was.
pub(in crate::workspace) struct Entry {
    coachee: PersonId,
    key: SortKey<ProgressNoteMark>,
    plan: PlanId,
}

impl Entry {
    pub(in crate::workspace) fn of(note: &ProgressNote) -> Self {
        Entry { coachee: note.coachee, key: (note.written.at, note.progress_note), plan: note.plan }
    }
}

impl ProgressNoteIndex {
    /// Takes a note as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        let (was, is) = (before.map(|entry| ((), entry.key)), Some(((), after.key)));
        self.listed.change(after.plan, was, is);
        self.of_coachee.change(after.coachee, was, is);
    }
}

impl Follows<World> for ProgressNoteIndex {
    /// Who stands above whom makes no difference to what was written down.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
