//! What can be done with a series of sessions, and what can happen to one.

use crate::ground::{PlanId, SessionSeriesId, SessionSeriesMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SeriesSession, Verb};
use crate::facts::{PlanCoachRef, SessionCoach};
use touchline_calculators::calendar::Series;
use touchline_kernel::time::LocalDateTime;
use touchline_kernel::{Key, Note, PersonId};

/// A series of sessions to be started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StartSessionSeries {
    /// What is to be talked about in each.
    #[serde(default)]
    pub agenda: Vec<Note>,
    /// Which of the plan's coaches take part; where nobody is named all, and in what is ahead by then whoever comes to coach.
    #[serde(default)]
    pub coaches: Vec<PlanCoachRef>,
    /// The external coach whose agenda that is; null where it is one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// When they take place. It comes to an end, and each takes whole minutes.
    pub series: Series,
    /// The id that the host chose for it. Those of its sessions follow from it.
    pub session_series: SessionSeriesId,
}

/// A series of sessions to be ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EndSessionSeries {
    /// The first of its sessions that is to take place no more, by its `recurrence_id`; null for all that have not begun. What
    /// began already is not called off.
    #[serde(default)]
    pub first: Option<LocalDateTime>,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// Why.
    pub reason: Note,
    /// The series.
    pub session_series: SessionSeriesId,
}

crate::life::acts! {
    /// What can be done with a series of sessions.
    Act as "SessionSeriesAct": SessionSeriesMark, body => body.session_series, Verb;

    /// Schedule all sessions of a series, of a plan whose days run.
    "session_series.start": Start(Box<StartSessionSeries>),
    /// End a series: call off what has not begun of it, all or from one on.
    "session_series.end": End(EndSessionSeries),
    /// Put away a series that was ended. Its sessions are put away each by itself.
    "session_series.archive": Archive(SessionSeriesRef),
    /// Bring an archived series back.
    "session_series.restore": Restore(SessionSeriesRef),
}

/// Which series of sessions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionSeriesRef {
    /// The series.
    pub session_series: SessionSeriesId,
}

/// A series of sessions that was started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionSeriesStarted {
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// The coaches who take part.
    pub coaches: Vec<SessionCoach>,
    /// The plan.
    pub plan: PlanId,
    /// When its sessions take place.
    pub series: Series,
    /// The series.
    pub session_series: SessionSeriesId,
    /// Its sessions, in the order in which they are to begin.
    pub sessions: Vec<SeriesSession>,
}

crate::life::changes! {
    /// What can happen to a series of sessions.
    Change as "SessionSeriesChange": SessionSeriesMark of session_series;

    /// It was started. Its sessions were scheduled with that.
    "session_series.started": Started(Box<SessionSeriesStarted>) coaches coachee,
    /// It was ended. What had not begun of it was called off with that.
    "session_series.ended": Ended(EndSessionSeries),
    /// It was put away.
    "session_series.archived": Archived(SessionSeriesRef),
    /// It was brought back.
    "session_series.restored": Restored(SessionSeriesRef),
}
