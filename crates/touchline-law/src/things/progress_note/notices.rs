//! Whom a progress note tells what: whom the plan coaches that it is shared with them, as it is. Of one that is kept nobody is told.
//!
//! Rules: NTF-01, PLN-11.

use super::ProgressNote;
use super::act::Happening;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Template, To, When};

const SHARED: &[Notice] =
    &[Notice { template: Template::ProgressNoteShared, to: To::Coached, when: When::AtOnce, rule: "PLN-11" }];

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::WrittenShared, needed: &["shared"], notices: SHARED },
    Telling { on: Happening::Shared, needed: &["shared"], notices: SHARED },
];

/// What a message about a note says: who shared it, and nothing of what it says.
pub(super) fn says<F: Facts>(note: &ProgressNote, viewer: &Viewer<'_, F>) -> Result<Option<MessageFacts>, Refusal> {
    Ok(viewer.see(note)?.map(|_| MessageFacts::about(note.coachee)))
}
