//! Private notes: what somebody who takes part in a session notes down of it for themselves alone. Nobody else ever sees one, or
//! learns that there is one: to access it is its author's own, as a call is of whoever handled it, and nobody else has a rule.
//!
//! Rules: KER-17, SES-09.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::ground::{PlanId, PrivateNoteMark, SessionId};
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Instant, Note, PersonId};

pub use crate::ground::PrivateNoteId;
pub use act::{Act, Change, ChangePrivateNote, Happening, PrivateNoteRef, PrivateNoteWritten, WritePrivateNote};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::OwnPrivateNote;

/// A private note, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PrivateNote {
    /// Whose it is.
    pub author: PersonId,
    /// When it last changed.
    pub changed_at: Instant,
    /// Whom the plan of its session coaches.
    pub coachee: PersonId,
    /// The plan of its session.
    pub plan: PlanId,
    /// Its id.
    pub private_note: PrivateNoteId,
    /// The session.
    pub session: SessionId,
    /// Where it stands.
    pub state: State,
    /// What it says; null once it was erased.
    pub text: Option<Note>,
    /// How many changes it has seen.
    pub version: u64,
    /// When it was written.
    pub written_at: Instant,
}

impl Subject for PrivateNote {
    const SEE: Action = Action::KeepPrivateNote;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::person(self.author)
    }

    /// What was erased is gone for its author, too.
    fn was_shown(&self) -> bool {
        self.state == State::Kept
    }
}

impl Thing for PrivateNote {
    by_files!(PrivateNoteMark, private_note, OwnPrivateNote);
    counted_alike!();

    fn is_private_to(&self, viewer: PersonId) -> bool {
        self.author == viewer
    }

    /// Whose it is, is not whom it is about: an order to forget whom the plan coaches reaches what their coaches noted down.
    fn coached(&self) -> Option<PersonId> {
        Some(self.coachee)
    }

    fn found(&self) -> Found {
        Found::made(self.written_at)
            .stands(self.state, self.state == State::Erased)
            .names([self.plan])
            .names([self.session])
    }
}
