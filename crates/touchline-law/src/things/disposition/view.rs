//! What is shown of a disposition, to those who review.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Disposition, Ruling};
use crate::access::{Seen, Staff};
use crate::facts::{Facts, Refusal};
use crate::ground::DispositionId;
use crate::ground::calls::CallId;
use crate::life::Viewer;
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;
use touchline_kernel::text::{Key, Note};

/// A disposition as those see it who review.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffDisposition {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// The check; null where it is about the call as a whole.
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<Key>,
    /// Its id.
    pub disposition: DispositionId,
    /// When and by whom it was given as it stands.
    pub given: Done,
    /// The reviewer's note.
    pub note: Option<Note>,
    /// What the reviewer made of it.
    pub ruling: Ruling,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffDisposition {
    /// The view of a disposition that access released to those who review.
    #[must_use]
    pub fn of(seen: &Seen<'_, Disposition, Staff>) -> Self {
        let disposition = seen.thing().clone();
        StaffDisposition {
            agent: disposition.agent,
            call: disposition.call,
            check: disposition.check,
            check_name: disposition.check_name,
            disposition: disposition.disposition,
            given: disposition.given,
            note: disposition.note,
            ruling: disposition.ruling,
            version: disposition.version,
        }
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
