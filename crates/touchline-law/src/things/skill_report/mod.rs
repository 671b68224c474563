//! Skill reports: somebody's published scores in a window, as the host hands them in. Where a score is critical the
//! person is shown nothing of it until a manager has looked at it and released it.
//!
//! Rules: SKL-09.

mod act;
mod content;
mod decide;
mod evolve;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Refusal, WithheldReport};
use crate::ground::SkillReportMark;
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Last, Note, PersonId};

pub use crate::ground::SkillReportId;
pub use act::{Act, Change, Happening, RecordSkillReport, SkillReportReason, SkillReportRecorded, SkillReportRef};
pub use content::{AreaOfReport, AreaScored, ReportContent, ReportMeasures, ReportedScore, Scored};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentSkillReport, SkillReportSight, StaffSkillReport};

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
    /// To whom the person reported when it was recorded: in that one's team these scores stay, wherever they move.
    #[serde(default)]
    pub manager: Option<PersonId>,
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

impl SkillReport {
    /// What another report of the same person must know of it, while they are not shown it.
    #[must_use]
    pub fn as_withheld(&self) -> WithheldReport {
        let ReportContent { framework, window, .. } = &self.content;
        WithheldReport { framework: framework.clone(), skill_report: self.skill_report, window: *window }
    }
}

impl Subject for SkillReport {
    const SEE: Action = Action::SeeSkillScores;
    const SHAPE: Shape = Shape::ScoreReport;

    /// Nobody stands to it as its author: scores are handed in by the host.
    fn whose(&self) -> Whose {
        Whose::ScoreReport { coached: self.person }
    }

    fn was_shown(&self) -> bool {
        self.state == State::Released
    }
}

impl Thing for SkillReport {
    by_files!(SkillReportMark, skill_report, SkillReportSight);

    /// For whose scores they are it is made when it is released: how often somebody held it before is not for them.
    fn last(&self, counted_by: Actor) -> Last {
        match self.released.filter(|_| counted_by == Actor::Person(self.person)) {
            Some(released) => (1, released.at),
            None => (self.version, self.changed_at),
        }
    }

    fn followed_up_since(&self) -> Option<Instant> {
        self.released.map(|released| released.at)
    }

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn asks_to_show(&self, viewer: PersonId, keys: &mut Vec<FactKey>) {
        keys.extend(Some(FactKey::reports_withheld(self.person)).filter(|_| viewer == self.person && self.was_shown()));
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn found(&self) -> Found {
        Found::made(self.recorded.at).stands(self.state, self.state == State::Released)
    }
}
