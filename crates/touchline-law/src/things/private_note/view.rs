//! What is shown of a private note: all of it to its author, and nothing to anybody else.
//!
//! Rules: ACC-19, SES-09.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::ground::{PlanId, SessionId};
use crate::life::Viewer;

use super::{PrivateNote, PrivateNoteId, State};
use touchline_kernel::{Instant, Note};

crate::life::view! {
    /// A private note as its author sees it.
    OwnPrivateNote of note: PrivateNote for Coached {
        /// When it last changed.
        changed_at: Instant,
        /// The plan of its session.
        plan: PlanId,
        /// Its id.
        private_note: PrivateNoteId,
        /// The session.
        session: SessionId,
        /// Where it stands.
        state: State,
        /// What it says.
        text: Option<Note>,
        /// How many changes it has seen.
        version: u64,
        /// When it was written.
        written_at: Instant,
    }
}

/// A note as the viewer sees it.
pub(super) fn show<F: Facts>(note: &PrivateNote, viewer: &Viewer<'_, F>) -> Result<Option<OwnPrivateNote>, Refusal> {
    Ok(viewer.see(note)?.and_then(Sight::coached).map(|seen| OwnPrivateNote::of(&seen)))
}
