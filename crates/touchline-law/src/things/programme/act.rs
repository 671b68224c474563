//! What can be done with a programme, and what can happen to one.
//!
//! Rules: PRG-01, PRG-08.

use crate::ground::ProgrammeMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ProgrammeId, Verb};
use touchline_calculators::programme::{
    MeetingFormat, Objective, ObjectiveMet, ObjectiveResult, Programme as Document, ProgrammeChange,
};
use touchline_kernel::{DaySpan, LocalDate, Note, PersonId};

/// A programme to be set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SetUpProgramme {
    /// Its formats; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub formats: Option<Vec<MeetingFormat>>,
    /// Whose team it is: everybody who stands below them, directly or through others.
    pub manager: PersonId,
    /// What it is to achieve.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub objectives: Vec<Objective>,
    /// The id that the host chose for it.
    pub programme: ProgrammeId,
    /// Its first day.
    pub starts_on: LocalDate,
}

/// A review of a programme, out of which the next version of it comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewProgramme {
    /// What changes, one after the other.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub changes: Vec<ProgrammeChange>,
    /// What was said of it.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub feedback: Vec<Note>,
    /// The days that were looked at.
    pub period: DaySpan,
    /// The programme.
    pub programme: ProgrammeId,
    /// What objectives came to. One that is left out has no result.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub results: Vec<ObjectiveResult>,
    /// The first day of the next version: the one that was reviewed ends on the day before.
    pub starts_on: LocalDate,
}

/// A programme to be ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EndProgramme {
    /// Its last day, which the version of the day may not begin after.
    pub ends_on: LocalDate,
    /// The programme.
    pub programme: ProgrammeId,
    /// Why.
    pub reason: Note,
}

/// Which programme.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeRef {
    /// The programme.
    pub programme: ProgrammeId,
}

crate::life::acts! {
    /// What can be done with a programme.
    Act as "ProgrammeAct": ProgrammeMark, body => body.programme, Verb;

    /// Set up a coaching programme for a manager's team: in which meetings they are coached, how often, and to what end.
    "programme.set_up": SetUp(SetUpProgramme),
    /// Review a programme: what its objectives came to, what was said of it, what changes. The next version follows.
    "programme.review": Review(ReviewProgramme),
    /// End a programme, with its last day and a reason.
    "programme.end": End(EndProgramme),
    /// Put away a programme whose last day is over.
    "programme.archive": Archive(ProgrammeRef),
    /// Bring an archived programme back.
    "programme.restore": Restore(ProgrammeRef),
}

/// A programme that was set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeSetUp {
    /// Its first version.
    pub document: Document,
    /// Whose team it is.
    pub manager: PersonId,
    /// The programme.
    pub programme: ProgrammeId,
}

/// A programme that was reviewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeReviewed {
    /// What changes.
    pub changes: Vec<ProgrammeChange>,
    /// The version that follows.
    pub document: Document,
    /// The last day of the version that was reviewed.
    pub ends_on: LocalDate,
    /// What was said of it.
    pub feedback: Vec<Note>,
    /// How many of the objectives were met.
    pub met: u64,
    /// The objectives of the version that was reviewed, and whether they were met.
    pub objectives: Vec<ObjectiveMet>,
    /// The days that were looked at.
    pub period: DaySpan,
    /// The programme.
    pub programme: ProgrammeId,
}

crate::life::changes! {
    /// What can happen to a programme.
    Change as "ProgrammeHappened": ProgrammeMark of programme;

    /// It was set up.
    "programme.set_up": SetUp(ProgrammeSetUp) coaches manager,
    /// It was reviewed, and its next version came of that.
    "programme.reviewed": Reviewed(ProgrammeReviewed),
    /// It was ended.
    "programme.ended": Ended(EndProgramme),
    /// It was put away.
    "programme.archived": Archived(ProgrammeRef),
    /// It was brought back.
    "programme.restored": Restored(ProgrammeRef),
}
