//! Coaching programmes: in which meetings the team of a manager is coached, how often and to what end. Each version is a
//! document of the calculators; a review makes the next one and ends the one before, and all of them stay.
//!
//! Rules: PRG-01, PRG-08.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Glance, ProgrammeStanding, ProgrammeVersion, Refusal};
use crate::ground::ProgrammeMark;
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::programme::Programme as Document;
use touchline_kernel::{Code, Done, Instant, Note, PersonId};

pub use crate::ground::ProgrammeId;
pub use act::{
    Act, Change, EndProgramme, Happening, ProgrammeRef, ProgrammeReviewed, ProgrammeSetUp, ReviewProgramme,
    SetUpProgramme,
};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::StaffProgramme;

/// Why a programme was ended, when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeEnd {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
}

/// A programme of a team, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Programme {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Instant,
    /// Why it was ended, if it was.
    pub ended: Option<Box<ProgrammeEnd>>,
    /// Whose team it is.
    pub manager: PersonId,
    /// Its id.
    pub programme: ProgrammeId,
    /// When and by whom it was set up.
    pub set_up: Done,
    /// Where it stands, but for what follows from the day that it is.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
    /// Its versions, the first first; one at least.
    pub versions: Vec<ProgrammeVersion>,
}

impl Programme {
    /// The newest version.
    ///
    /// # Errors
    /// There is none, as never happens.
    pub(crate) fn current(&self) -> Result<&Document, Refusal> {
        Ok(&self.versions.last().ok_or(Code::NotFound)?.document)
    }
}

impl Subject for Programme {
    const SEE: Action = Action::KeepProgramme;
    const SHAPE: Shape = Shape::Team;

    fn whose(&self) -> Whose {
        Whose::Team { manager: self.manager, author: self.set_up.by.person() }
    }

    /// There are no drafts of programmes.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for Programme {
    by_files!(ProgrammeMark, programme, StaffProgramme);
    counted_alike!();

    fn glance(&self) -> Option<Glance<'_>> {
        Some(Glance::Programme(ProgrammeStanding { manager: self.manager, versions: &self.versions }))
    }

    fn found(&self) -> Found {
        Found::made(self.set_up.at).stands(self.state, self.state == State::Ended).archived(self.archived)
    }
}
