//! What is shown of a programme to those who keep it.

use crate::facts::{Facts, ProgrammeVersion, Refusal};
use crate::life::Viewer;
use touchline_kernel::{Done, PersonId};

use super::{Programme, ProgrammeEnd, ProgrammeId, State};

crate::life::view! {
    /// A programme as those see it who keep the programmes of the team.
    StaffProgramme of programme: Programme for Staff {
        /// Whether it is put away.
        archived: bool,
        /// Why it was ended, if it was.
        ended: Option<ProgrammeEnd>,
        /// Whose team it is.
        manager: PersonId,
        /// Its id.
        programme: ProgrammeId,
        /// When and by whom it was set up.
        set_up: Done,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// Its versions, the first first.
        versions: Vec<ProgrammeVersion>,
    }
}

/// A programme as the viewer sees it.
pub(super) fn show<F: Facts>(programme: &Programme, viewer: &Viewer<'_, F>) -> Result<Option<StaffProgramme>, Refusal> {
    Ok(viewer.see(programme)?.and_then(|sight| sight.staff()).map(|seen| StaffProgramme::of(&seen)))
}
