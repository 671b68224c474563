//! What a version of a programme says, and what others may know of one: whose team it is for, and which version is in force
//! on a day.
//!
//! Rules: PRG-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::programme::{ObjectiveMet, Programme as Document, ProgrammeChange};
use touchline_kernel::{DaySpan, Done, LocalDate, Note, PersonId};

/// A review of a version of a programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewOfProgramme {
    /// What changed with the next version.
    pub changes: Vec<ProgrammeChange>,
    /// When and by whom it was reviewed.
    pub done: Done,
    /// What was said of it.
    pub feedback: Vec<Note>,
    /// How many of the objectives were met.
    pub met: u64,
    /// The objectives, and whether they were met.
    pub objectives: Vec<ObjectiveMet>,
    /// The days that were looked at.
    pub period: DaySpan,
}

/// A version of a programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeVersion {
    /// What it says.
    pub document: Document,
    /// The review that ended it; null where it was not reviewed.
    pub reviewed: Option<ReviewOfProgramme>,
}

impl ProgrammeVersion {
    /// Whether it is in force on a day.
    #[must_use]
    pub fn runs_on(&self, day: LocalDate) -> bool {
        self.document.starts_on <= day && self.document.ends_on.is_none_or(|last| last >= day)
    }
}

/// What others may know of a programme.
#[derive(Clone, Copy, Debug)]
pub struct ProgrammeStanding<'a> {
    /// Whose team it is for.
    pub manager: PersonId,
    /// Its versions, the first first.
    pub versions: &'a [ProgrammeVersion],
}

impl<'a> ProgrammeStanding<'a> {
    /// What it says on a day; nothing where it is not in force.
    #[must_use]
    pub fn on(self, day: LocalDate) -> Option<&'a Document> {
        self.versions.iter().find(|version| version.runs_on(day)).map(|version| &version.document)
    }
}
