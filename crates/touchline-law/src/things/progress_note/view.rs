//! What is shown of a progress note, to whom it is shown at all: one view for whom the plan coaches, and one for the others. What
//! was put right before it was shared is shown to nobody but those who would see it were it kept still.
//!
//! Rules: ACC-08, PLN-11.

use crate::access::{Action, Sight};
use crate::facts::{Facts, Refusal};
use crate::ground::PlanId;
use crate::life::Viewer;

use super::{ProgressNote, ProgressNoteCorrection, ProgressNoteId, State};
use touchline_kernel::widen::widen;
use touchline_kernel::{Actor, Done, Key, Note, PersonId};

crate::life::view! {
    /// A progress note as whom the plan coaches sees it.
    AgentProgressNote of note: ProgressNote for Coached, version: u64 {
        /// Each time that it was corrected since it was shared, with what it said until then.
        corrections: Vec<ProgressNoteCorrection> = note.corrected_openly(),
        /// The external coach whose words that is; null where they are those of whoever wrote it.
        on_behalf_of: Option<Key>,
        /// The plan.
        plan: PlanId,
        /// Its id.
        progress_note: ProgressNoteId,
        /// When it was shared, and by whom.
        shared: Option<Done>,
        /// Where it stands.
        state: State,
        /// What it says.
        text: Note,
        /// How many changes it has seen.
        version: u64 = version,
        /// When it was taken back, and by whom; null where it was not.
        withdrawn: Option<Done>,
        /// When it was written, and by whom.
        written: Done,
    }
}

crate::life::view! {
    /// A progress note as those see it who coach, or manage coaching.
    StaffProgressNote of note: ProgressNote for Staff, shown: (u64, Vec<ProgressNoteCorrection>) {
        /// Whom the plan coaches.
        coachee: PersonId,
        /// Each time that it was corrected, with what it said until then; for those who did not see it as it was kept, since it
        /// was shared.
        corrections: Vec<ProgressNoteCorrection> = shown.1,
        /// The external coach whose words that is; null where they are those of whoever wrote it.
        on_behalf_of: Option<Key>,
        /// The plan.
        plan: PlanId,
        /// Its id.
        progress_note: ProgressNoteId,
        /// When it was shared with whom the plan coaches, and by whom; null as long as it is kept.
        shared: Option<Done>,
        /// Where it stands.
        state: State,
        /// What it says.
        text: Note,
        /// How many changes it has seen.
        version: u64 = shown.0,
        /// When it was taken back, and by whom; null where it was not.
        withdrawn: Option<Done>,
        /// When it was written, and by whom.
        written: Done,
    }
}

crate::life::audiences! {
    /// A progress note, by the audience that the viewer belongs to.
    ProgressNoteSight {
        /// For whom the plan coaches.
        Agent(AgentProgressNote),
        /// For those who coach, or manage coaching.
        Staff(StaffProgressNote),
    }
}

impl ProgressNote {
    /// Its corrections since it was shared.
    fn corrected_openly(&self) -> Vec<ProgressNoteCorrection> {
        self.corrections.iter().skip(widen(self.unseen)).cloned().collect()
    }
}

/// A note as the viewer sees it.
pub(super) fn show<F: Facts>(
    note: &ProgressNote,
    viewer: &Viewer<'_, F>,
) -> Result<Option<ProgressNoteSight>, Refusal> {
    let version = note.version_for(Actor::Person(viewer.person));
    Ok(match viewer.see(note)? {
        None => None,
        Some(Sight::Coached(seen)) => Some(ProgressNoteSight::Agent(AgentProgressNote::of(&seen, version))),
        Some(Sight::Staff(seen)) => {
            let saw_it_kept = viewer.towards(&note.kept())?.may(Action::SeeKeptNote).is_ok();
            let corrections = if saw_it_kept { note.corrections.clone() } else { note.corrected_openly() };
            Some(ProgressNoteSight::Staff(StaffProgressNote::of(&seen, (version, corrections))))
        }
    })
}
