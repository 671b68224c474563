//! What can be done with a progress note, and what can happen to one.

use crate::ground::{PlanId, ProgressNoteId, ProgressNoteMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verb;
use touchline_kernel::{Key, Note, PersonId};

/// A progress note to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WriteProgressNote {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The id that the host chose for it.
    pub progress_note: ProgressNoteId,
    /// What it says.
    pub text: Note,
}

/// A progress note to be corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CorrectProgressNote {
    /// The note.
    pub progress_note: ProgressNoteId,
    /// What it says from now on.
    pub text: Note,
}

/// Which progress note.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgressNoteRef {
    /// The note.
    pub progress_note: ProgressNoteId,
}

crate::life::acts! {
    /// What can be done with a progress note.
    Act as "ProgressNoteAct": ProgressNoteMark, body => body.progress_note, Verb;

    /// Write a progress note, and keep it among those who coach.
    "progress_note.write": Write(WriteProgressNote),
    /// Write a progress note, and share it with whom the plan coaches.
    "progress_note.write_shared": WriteShared(WriteProgressNote),
    /// Correct a progress note of one's own. What it said before stays with it.
    "progress_note.correct": Correct(CorrectProgressNote),
    /// Share a progress note of one's own with whom the plan coaches, for good.
    "progress_note.share": Share(ProgressNoteRef),
    /// Take a progress note of one's own back. Whoever sees it goes on to see it, as one that was taken back.
    "progress_note.withdraw": Withdraw(ProgressNoteRef),
}

/// A progress note that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgressNoteWritten {
    /// Whom the plan coaches.
    pub coachee: PersonId,
    /// Those who coached then.
    pub coaches: Vec<PersonId>,
    /// The external coach whose words that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The note.
    pub progress_note: ProgressNoteId,
    /// What it says.
    pub text: Note,
}

crate::life::changes! {
    /// What can happen to a progress note.
    Change as "ProgressNoteChange": ProgressNoteMark of progress_note;

    /// It was written, and is kept among those who coach.
    "progress_note.written": Written(ProgressNoteWritten) coaches coachee,
    /// It was written, and is shared with whom the plan coaches.
    "progress_note.written_shared": WrittenShared(ProgressNoteWritten) coaches coachee,
    /// It was corrected.
    "progress_note.corrected": Corrected(CorrectProgressNote),
    /// It was shared with whom the plan coaches.
    "progress_note.shared": Shared(ProgressNoteRef),
    /// It was taken back.
    "progress_note.withdrawn": Withdrawn(ProgressNoteRef),
}
