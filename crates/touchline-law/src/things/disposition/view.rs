//! What is shown of a disposition, to those who review.

use super::{Disposition, Overridden, Ruling, Source};
use crate::facts::{Facts, Refusal};
use crate::ground::DispositionId;
use crate::ground::calls::CallId;
use crate::life::Viewer;
use touchline_kernel::{Done, Key, Note, PersonId};

crate::life::view! {
    /// A disposition as those see it who review.
    StaffDisposition of disposition: Disposition for Staff {
        /// Who handled the call.
        agent: PersonId,
        /// The call.
        call: CallId,
        /// The check; null where it is about the call as a whole.
        check: Option<Key> = disposition.check_key().cloned(),
        /// What the check is called, if another than its key.
        check_name: Option<Key> = disposition.check_name().cloned(),
        /// Its id.
        disposition: DispositionId,
        /// When and by whom it was given as it stands.
        given: Done,
        /// The reviewer's note.
        note: Option<Note>,
        /// What a rule or a model had made of it, where a person has judged since.
        overridden: Option<Overridden>,
        /// What the reviewer made of it.
        ruling: Ruling,
        /// Where the judgement came from; null of a person.
        source: Option<Source>,
        /// How many changes it has seen.
        version: u64,
    }
}

/// A disposition as the viewer sees it.
pub(super) fn show<F: Facts>(
    disposition: &Disposition,
    viewer: &Viewer<'_, F>,
) -> Result<Option<StaffDisposition>, Refusal> {
    let seen = viewer.see(disposition)?.and_then(|sight| sight.staff());
    Ok(seen.map(|seen| StaffDisposition::of(&seen)))
}
