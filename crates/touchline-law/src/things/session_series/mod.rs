//! Sessions of a plan that recur by one rule: all of them are scheduled at once, each a session by itself that can be moved,
//! called off and recorded alone. What is left of them is called off with the series.
//!
//! Rules: SES-02.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, Refusal, SessionCoach};
use crate::ground::{PlanId, SessionId, SessionSeriesMark};
use crate::life::{Found, Thing, by_files, counted_alike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::calendar::Series;
use touchline_kernel::time::LocalDateTime;
use touchline_kernel::{Done, Instant, Key, Note, PersonId};

pub use crate::ground::SessionSeriesId;
pub use act::{Act, Change, EndSessionSeries, Happening, SessionSeriesRef, SessionSeriesStarted, StartSessionSeries};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentSessionSeries, SessionSeriesSight, StaffSessionSeries};

/// A session of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesSession {
    /// When it would take place by the rule, in the series' zone: by this it is known, wherever it is moved.
    pub recurrence_id: LocalDateTime,
    /// The session.
    pub session: SessionId,
}

/// That a series was ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesEnd {
    /// When, and by whom.
    pub done: Done,
    /// The first of its sessions that was meant; null where all were that had not begun.
    pub first: Option<LocalDateTime>,
    /// The external coach whose words that is; null where they are those of whoever ended it.
    pub on_behalf_of: Option<Key>,
    /// Why.
    pub reason: Note,
}

/// Sessions of a plan that recur by one rule, as their events make them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionSeries {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Instant,
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// The coaches who take part.
    pub coaches: Vec<SessionCoach>,
    /// That it was ended, if it was.
    pub ended: Option<Box<SeriesEnd>>,
    /// The plan that it is of.
    pub plan: PlanId,
    /// When its sessions take place, as it was started.
    pub series: Series,
    /// Its id.
    pub session_series: SessionSeriesId,
    /// Its sessions, in the order in which they were to begin.
    pub sessions: Vec<SeriesSession>,
    /// When it was started, and by whom.
    pub started: Done,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl SessionSeries {
    /// The session at this place of its rule, if it has one.
    #[must_use]
    pub fn at(&self, recurrence_id: LocalDateTime) -> Option<SessionId> {
        self.sessions.iter().find(|one| one.recurrence_id == recurrence_id).map(|one| one.session)
    }

    /// The coaches who take part: until it is ended those of them who coach under its plan still, as that is where it is looked at.
    fn coaches_now<F: Facts>(&self, facts: &F) -> Result<Vec<SessionCoach>, Refusal> {
        let plan = facts.plan(self.plan).present()?.filter(|_| self.state == State::Started);
        Ok(plan.map_or_else(|| self.coaches.clone(), |plan| plan.still_coaching(&self.coaches)))
    }
}

impl Subject for SessionSeries {
    const SEE: Action = Action::SeePlan;
    const SHAPE: Shape = Shape::OfPlan;

    fn whose(&self) -> Whose {
        let author = self.started.by.person();
        Whose::OfPlan { among: None, author, coached: self.coachee, plan: self.plan }
    }

    /// None is started before whom it coaches is shown the plan.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for SessionSeries {
    by_files!(SessionSeriesMark, session_series, SessionSeriesSight);
    counted_alike!();

    fn found(&self) -> Found {
        Found::made(self.started.at)
            .stands(self.state, self.state == State::Ended)
            .archived(self.archived)
            .names([self.plan])
            .names(self.sessions.iter().map(|each| each.session))
    }
}
