//! What can be done with a private note, and what can happen to one.

use crate::ground::{PlanId, PrivateNoteId, PrivateNoteMark, SessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verb;
use touchline_kernel::{Note, PersonId};

/// A private note to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WritePrivateNote {
    /// The id that the host chose for it.
    pub private_note: PrivateNoteId,
    /// The session.
    pub session: SessionId,
    /// What it says.
    pub text: Note,
}

/// A private note to be changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangePrivateNote {
    /// The note.
    pub private_note: PrivateNoteId,
    /// What it says from now on.
    pub text: Note,
}

/// Which private note.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrivateNoteRef {
    /// The note.
    pub private_note: PrivateNoteId,
}

crate::life::acts! {
    /// What can be done with a private note.
    Act as "PrivateNoteAct": PrivateNoteMark, body => body.private_note, Verb;

    /// Note something down of a session for oneself alone, as whom it coaches or as a coach.
    "private_note.write": Write(WritePrivateNote),
    /// Change what one noted down for oneself.
    "private_note.change": Change(ChangePrivateNote),
    /// Erase what one noted down for oneself. The log holds it until a redaction takes it from there.
    "private_note.erase": Erase(PrivateNoteRef),
}

/// A private note that was written, by whoever caused it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrivateNoteWritten {
    /// Whose it is.
    pub author: PersonId,
    /// Whom the plan of its session coaches.
    pub coachee: PersonId,
    /// The plan of its session.
    pub plan: PlanId,
    /// The note.
    pub private_note: PrivateNoteId,
    /// The session.
    pub session: SessionId,
    /// What it says.
    pub text: Note,
}

crate::life::changes! {
    /// What can happen to a private note.
    Change as "PrivateNoteChange": PrivateNoteMark of private_note;

    /// It was written.
    "private_note.written": Written(PrivateNoteWritten) coaches coachee,
    /// It says something else.
    "private_note.changed": Changed(ChangePrivateNote),
    /// It was erased.
    "private_note.erased": Erased(PrivateNoteRef),
}
