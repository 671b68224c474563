//! Progress notes by their plans.
//!
//! Rules: PLN-11.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_law::ground::{PlanId, ProgressNoteMark};
use touchline_law::things::progress_note::ProgressNote;

#[derive(Debug, Default)]
pub(in crate::workspace) struct ProgressNoteIndex {
    /// `progress_note.list`: "What did the coaches write down of this plan?"
    pub(in crate::workspace) listed: Lists<PlanId, (), ProgressNoteMark>,
}

/// What the index needs to know of a note, which stays as it was.
pub(in crate::workspace) struct Entry {
    key: SortKey<ProgressNoteMark>,
    plan: PlanId,
}

impl Entry {
    pub(in crate::workspace) fn of(note: &ProgressNote) -> Self {
        Entry { key: (note.written.at, note.progress_note), plan: note.plan }
    }
}

impl ProgressNoteIndex {
    /// Takes a note as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.listed.change(after.plan, before.map(|entry| ((), entry.key)), Some(((), after.key)));
    }
}

impl Follows<World> for ProgressNoteIndex {
    /// Who stands above whom makes no difference to what was written down.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
