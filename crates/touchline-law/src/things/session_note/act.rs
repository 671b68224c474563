//! What can be done with a note of a session, and what can happen to one.

use crate::ground::{PlanId, SessionId, SessionNoteId, SessionNoteMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{NotePlace, Verb};
use touchline_kernel::{Actor, Key, Note, PersonId};

/// A note to be written of a session that was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WriteSessionNote {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
    /// The id that the host chose for it.
    pub session_note: SessionNoteId,
    /// What it says.
    pub text: Note,
}

/// An addendum to a note of a session: what was noted down is never put right otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AddSessionNoteAddendum {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The note.
    pub session_note: SessionNoteId,
    /// What is to be said besides.
    pub text: Note,
}

/// Which note of a session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionNoteRef {
    /// The note.
    pub session_note: SessionNoteId,
}

/// What is made of it that a note be confidential no more: proposed, agreed to, or dropped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionNoteDisclosure {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The note.
    pub session_note: SessionNoteId,
}

crate::life::acts! {
    /// What can be done with a note of a session.
    Act as "SessionNoteAct": SessionNoteMark, body => body.session_note, Verb;

    /// Add a note to a session that was held.
    "session_note.write": Write(WriteSessionNote),
    /// Add a confidential note to a session that was held.
    "session_note.write_confidential": WriteConfidential(WriteSessionNote),
    /// Make a note confidential. It stays so unless whom the plan coaches and a coach agree otherwise.
    "session_note.make_confidential": MakeConfidential(SessionNoteRef),
    /// Propose that a note be confidential no more: to the coaches, or as one of them to whom the plan coaches.
    "session_note.propose_disclosure": ProposeDisclosure(SessionNoteDisclosure),
    /// Agree to what the other side proposed: the note is confidential no more.
    "session_note.agree_disclosure": AgreeDisclosure(SessionNoteDisclosure),
    /// Decline what the other side proposed, or take back what one proposed oneself: the note stays confidential.
    "session_note.drop_disclosure": DropDisclosure(SessionNoteDisclosure),
    /// Add to a note, or put right what it says. The note stays as it is, and whoever sees it sees what was added.
    "session_note.add_addendum": AddAddendum(AddSessionNoteAddendum),
}

/// A note that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionNoteWritten {
    /// Whom the plan of its session coaches.
    pub coachee: PersonId,
    /// Those who coached then.
    pub coaches: Vec<PersonId>,
    /// Whether it is confidential.
    pub confidential: bool,
    /// The external coach whose words that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// Where it stands among those that were written with it.
    #[serde(default)]
    pub place: NotePlace,
    /// The plan of its session.
    pub plan: PlanId,
    /// The session.
    pub session: SessionId,
    /// The note.
    pub session_note: SessionNoteId,
    /// What it says.
    pub text: Note,
    /// Whether it says why there are no notes.
    #[serde(default)]
    pub why_none: bool,
    /// Who wrote it.
    pub written_by: Actor,
}

/// A note that was made confidential.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionNoteMadeConfidential {
    /// Those who coached then.
    pub coaches: Vec<PersonId>,
    /// The note.
    pub session_note: SessionNoteId,
}

crate::life::changes! {
    /// What can happen to a note of a session.
    Change as "SessionNoteChange": SessionNoteMark of session_note;

    /// It was written.
    "session_note.written": Written(SessionNoteWritten) coaches coachee,
    /// It was made confidential.
    "session_note.made_confidential": MadeConfidential(SessionNoteMadeConfidential),
    /// It was proposed that it be confidential no more.
    "session_note.disclosure_proposed": DisclosureProposed(SessionNoteDisclosure),
    /// Both sides agree: it is confidential no more.
    "session_note.disclosed": Disclosed(SessionNoteDisclosure),
    /// It stays confidential: what was proposed was declined, or taken back.
    "session_note.disclosure_dropped": DisclosureDropped(SessionNoteDisclosure),
    /// Something was added to it.
    "session_note.addendum_added": AddendumAdded(AddSessionNoteAddendum),
}
