//! What is shown of a session's note, to whom it is shown at all: one view for whom the plan coaches, and one for the others.
//! What is proposed of one that is confidential is told to those alone between whom it is.
//!
//! Rules: ACC-12, KER-17.

use crate::access::Sight;
use crate::facts::{Facts, PlanRemark, Refusal};
use crate::ground::{PlanId, SessionId};
use crate::life::{Life as _, Viewer};

use super::{SessionNote, SessionNoteId, State};
use touchline_kernel::{Actor, Done, Key, Note, PersonId};

crate::life::view! {
    /// A note of a session as whom the plan coaches sees it.
    AgentSessionNote of note: SessionNote for Coached, viewer: PersonId {
        /// What was added to it, in the order in which it was.
        addenda: Vec<PlanRemark>,
        /// Whether it is confidential.
        confidential: bool = note.confidence.is_some(),
        /// The external coach whose words that is; null where they are those of whoever wrote it.
        on_behalf_of: Option<Key>,
        /// The plan of its session.
        plan: PlanId,
        /// When it was proposed that it be confidential no more, and by whom; null where it is not.
        proposed: Option<Done>,
        /// The external coach whose word that is; null where it is that of whoever proposed it.
        proposed_on_behalf_of: Option<Key>,
        /// The session.
        session: SessionId,
        /// Its id.
        session_note: SessionNoteId,
        /// Where it stands.
        state: State,
        /// What it says.
        text: Note,
        /// How many changes it has seen.
        version: u64 = note.version_for(Actor::Person(viewer)),
        /// Whether it says why there are no notes.
        why_none: bool,
        /// When it was written, and by whom.
        written: Done,
    }
}

crate::life::view! {
    /// A note of a session as those see it who coach, or manage coaching.
    StaffSessionNote of note: SessionNote for Staff, viewer: PersonId {
        /// What was added to it, in the order in which it was.
        addenda: Vec<PlanRemark>,
        /// Whom the plan coaches.
        coachee: PersonId,
        /// Whether it is confidential.
        confidential: bool = note.confidence.is_some(),
        /// The external coach whose words that is; null where they are those of whoever wrote it.
        on_behalf_of: Option<Key>,
        /// The plan of its session.
        plan: PlanId,
        /// When it was proposed that it be confidential no more, and by whom; null where it is not, and for whoever was no coach
        /// while it was confidential.
        proposed: Option<Done> = note.proposed_for(Actor::Person(viewer)),
        /// The external coach whose word that is; null where it is that of whoever proposed it, and where that is not told.
        proposed_on_behalf_of: Option<Key> = note.proposed_for(Actor::Person(viewer)).and(note.proposed_on_behalf_of.clone()),
        /// The session.
        session: SessionId,
        /// Its id.
        session_note: SessionNoteId,
        /// Where it stands.
        state: State = note.state_for(Actor::Person(viewer)),
        /// What it says.
        text: Note,
        /// How many changes it has seen.
        version: u64 = note.version_for(Actor::Person(viewer)),
        /// Whether it says why there are no notes.
        why_none: bool,
        /// When it was written, and by whom.
        written: Done,
    }
}

crate::life::audiences! {
    /// A note of a session, by the audience that the viewer belongs to.
    SessionNoteSight {
        /// For whom the plan coaches.
        Agent(AgentSessionNote),
        /// For those who coach, or manage coaching.
        Staff(StaffSessionNote),
    }
}

/// A note as the viewer sees it.
pub(super) fn show<F: Facts>(note: &SessionNote, viewer: &Viewer<'_, F>) -> Result<Option<SessionNoteSight>, Refusal> {
    Ok(viewer.see(note)?.map(|sight| match sight {
        Sight::Coached(seen) => SessionNoteSight::Agent(AgentSessionNote::of(&seen, viewer.person)),
        Sight::Staff(seen) => SessionNoteSight::Staff(StaffSessionNote::of(&seen, viewer.person)),
    }))
}
