//! Skill reports: somebody's published scores in a window, as the host hands them in. Where a score is critical the
//! person is shown nothing of it until a manager has looked at it and released it.

mod act;
mod case;
mod content;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Action, Subject};
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;
use touchline_kernel::text::Note;
use touchline_kernel::time::Instant;

pub use crate::ground::SkillReportId;
pub use act::{Act, Change, RecordSkillReport, SkillReportReason, SkillReportRecorded, SkillReportRef};
pub use content::{AreaOfReport, AreaScored, ReportContent, ReportedScore, Scored};
pub use decide::{asks, available, decide};
pub use evolve::evolve;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentSkillReport, StaffSkillReport};

/// Why a manager holds a report, since when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillReportHold {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub reason: Note,
}

/// A skill report, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillReport {
    /// When it last changed.
    pub changed_at: Instant,
    /// The scores.
    pub content: ReportContent,
    /// Why a manager held it last, if one did.
    pub held: Option<Box<SkillReportHold>>,
    /// Whose scores they are.
    pub person: PersonId,
    /// When and by whom it was recorded.
    pub recorded: Done,
    /// When and by whom it was released to the person; null where they are shown nothing of it.
    pub released: Option<Done>,
    /// Its id.
    pub skill_report: SkillReportId,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl Subject for SkillReport {
    const SEE: Action = Action::SeeSkillScores;
    const SEE_OWN: Action = Action::SeeSkillScores;

    fn coached(&self) -> PersonId {
        self.person
    }

    /// Nobody: scores are handed in by the host.
    fn author(&self) -> Option<PersonId> {
        None
    }

    fn was_shown(&self) -> bool {
        self.state == State::Released
    }
}
