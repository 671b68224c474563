//! What can be done with a session, and what can happen to one.

use crate::ground::{PlanId, SessionId, SessionMark, SessionSeriesId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verb;
use super::content::{MissedBy, OfSeries, SessionAnswer, SessionCoach, SessionStart, SessionTime};
use crate::facts::{AgreedActionItem, NewSessionNote, PlanCoachRef, PlanEnd, SessionProgress, WhyNoNotes};
use touchline_kernel::{Actor, Instant, Key, Note, PersonId};

/// A session to be scheduled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScheduleSession {
    /// What is to be talked about.
    #[serde(default)]
    pub agenda: Vec<Note>,
    /// Which of the plan's coaches take part; where nobody is named all, and whoever comes to coach before it begins.
    #[serde(default)]
    pub coaches: Vec<PlanCoachRef>,
    /// How long it takes; as long as its plan says where that is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1_440))]
    pub length_minutes: Option<u32>,
    /// The external coach whose agenda that is; null where it is one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The id that the host chose for it.
    pub session: SessionId,
    /// When it begins. One that has taken place already can be scheduled, to be recorded.
    pub starts: SessionStart,
}

/// A session to be moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RescheduleSession {
    /// How long it takes; as long as it was to where that is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 1_440))]
    pub length_minutes: Option<u32>,
    /// The external coach for whom it is moved; null where it is one's own doing.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
    /// When it begins from now on.
    pub starts: SessionStart,
}

/// A topic for a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AddTopic {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
    /// What is to be talked about.
    pub topic: Note,
}

/// What came of a session that was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RecordHeldSession {
    /// What whom it coaches is to do.
    #[serde(default)]
    pub action_items: Vec<AgreedActionItem>,
    /// How far milestones of the plan have come.
    #[serde(default)]
    pub milestones: Vec<SessionProgress>,
    /// Why there are no notes. Whoever may read confidential notes reads it, and nobody else, since who knows that there are no
    /// notes would know, too, where there are some.
    #[serde(default)]
    pub no_notes_because: Option<WhyNoNotes>,
    /// What is noted down, paragraph by paragraph.
    #[serde(default)]
    pub notes: Vec<NewSessionNote>,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
}

/// A session to be called off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CancelSession {
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// Why.
    pub reason: Note,
    /// The session.
    pub session: SessionId,
}

/// That a session was missed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissSession {
    /// Who missed it.
    pub by: MissedBy,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// Why, as far as that is known.
    #[serde(default)]
    pub reason: Option<Note>,
    /// The session.
    pub session: SessionId,
}

crate::life::acts! {
    /// What can be done with a session.
    Act as "SessionAct": SessionMark, body => body.session, Verb;

    /// Schedule a session of a plan whose days run.
    "session.schedule": Schedule(ScheduleSession),
    /// Move a session. It stays scheduled.
    "session.reschedule": Reschedule(RescheduleSession),
    /// Add a topic to the agenda of a session, as whom it coaches or as a coach.
    "session.add_topic": AddTopic(AddTopic),
    /// Record that a session was held: what is noted down of it, what was agreed on, and how far milestones have come; all of it
    /// or nothing.
    "session.record": Record(RecordHeldSession),
    /// Call a session off.
    "session.cancel": Cancel(CancelSession),
    /// Record that somebody missed a session.
    "session.miss": Miss(MissSession),
    /// Say whether one comes to a session, as whom it coaches or as a coach who takes part. The newest answer of each stands, until
    /// the session is moved.
    "session.reply": Reply(ReplyToSession),
    /// Put away a session of which it was said what became of it.
    "session.archive": Archive(SessionRef),
    /// Bring an archived session back.
    "session.restore": Restore(SessionRef),
}

/// Which session.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionRef {
    /// The session.
    pub session: SessionId,
}

/// A session that was scheduled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionScheduled {
    /// What is to be talked about.
    #[serde(default)]
    pub agenda: Vec<Note>,
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// The coaches who take part.
    pub coaches: Vec<SessionCoach>,
    /// Whether nobody was named, so that whoever comes to coach before it begins takes part, too.
    #[serde(default)]
    pub of_all: bool,
    /// The external coach whose agenda that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Who scheduled it with a series; null where whoever did it did so.
    #[serde(default)]
    pub scheduled_by: Option<Actor>,
    /// The series that it is of.
    #[serde(default)]
    pub series: Option<OfSeries>,
    /// The session.
    pub session: SessionId,
    /// When it takes place.
    pub time: SessionTime,
}

/// A session that was held. What was noted down of it, and what else came of it, stands in what follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HeldSession {
    /// Those who coached in it: of the coaches who were to take part those who coach still; where none does, whose words its
    /// record is.
    #[serde(default)]
    pub coaches: Vec<SessionCoach>,
    /// The external coach whose words that is.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
}

/// A session that was moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionRescheduled {
    /// The external coach for whom it was moved.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The session.
    pub session: SessionId,
    /// Who had its plan go on, which had rested, and what is scheduled move with that; null where it was moved by itself.
    #[serde(default)]
    pub shifted_by: Option<Actor>,
    /// When it takes place from now on.
    pub time: SessionTime,
}

/// A session that was called off since its plan came to its end before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionCalledOff {
    /// How the plan came to its end. Why stands there.
    pub ended: PlanEnd,
    /// Who ended it.
    pub ended_by: Actor,
    /// The session.
    pub session: SessionId,
}

/// A session that was called off since its series was ended before it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionDropped {
    /// Who ended the series.
    pub ended_by: Actor,
    /// The session.
    pub session: SessionId,
    /// The series. Why it was ended stands there.
    pub session_series: SessionSeriesId,
}

/// A session whose plan rested as those were to be told who take part that it comes near, or is overdue, and goes on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionTakenUp {
    /// The session.
    pub session: SessionId,
}

/// A session that is still ahead, in which somebody takes part who has come to coach under its plan; or one that is to be recorded, and
/// for whose coach another writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionCoachJoined {
    /// Whether they took part before, and did not coach when they were to be told of it.
    #[serde(default)]
    pub again: bool,
    /// Who, and who writes for them; of a coach who took part already it is another who does.
    pub coach: SessionCoach,
    /// The session.
    pub session: SessionId,
}

crate::life::changes! {
    /// What can happen to a session.
    Change as "SessionChange": SessionMark of session;

    /// It was scheduled.
    "session.scheduled": Scheduled(SessionScheduled) coaches coachee,
    /// It was moved.
    "session.rescheduled": Rescheduled(SessionRescheduled),
    /// A topic was added to its agenda.
    "session.topic_added": TopicAdded(AddTopic),
    /// It was held. What was noted down of it, and what else came of it, happened with it.
    "session.held": Held(HeldSession),
    /// It was called off.
    "session.cancelled": Cancelled(CancelSession),
    /// It was missed.
    "session.missed": Missed(MissSession),
    /// It was called off with its plan, which came to its end before it.
    "session.called_off": CalledOff(SessionCalledOff),
    /// It was called off with its series, which was ended before it.
    "session.dropped": Dropped(SessionDropped),
    /// Somebody who takes part said whether they come.
    "session.replied": Replied(SessionReplied),
    /// Its plan went on, which had rested as those were to be told of it who take part: they are told as it goes on.
    "session.taken_up": TakenUp(SessionTakenUp),
    /// Somebody takes part who has come to coach, or to write for a coach: they are told of it from then on.
    "session.coach_joined": CoachJoined(SessionCoachJoined),
    /// It was put away.
    "session.archived": Archived(SessionRef),
    /// It was brought back.
    "session.restored": Restored(SessionRef),
}

/// What somebody answers who takes part in a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReplyToSession {
    /// Whether they come.
    pub answer: SessionAnswer,
    /// What they add.
    #[serde(default)]
    pub comment: Option<Note>,
    /// The external coach whose answer that is; null where it is one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// When they said so, where that was earlier than it is sent, as when it came in a calendar file: of two answers of one
    /// participant the later stands.
    #[serde(default)]
    pub said_at: Option<Instant>,
    /// The session.
    pub session: SessionId,
    /// The `sequence` of the session that they answer; null for the one in force.
    #[serde(default)]
    pub to_sequence: Option<u64>,
}

/// That somebody who takes part in a session said whether they come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionReplied {
    /// Whether they come.
    pub answer: SessionAnswer,
    /// The coach whose answer that is; null where it is that of whom the plan coaches.
    #[serde(default)]
    pub coach: Option<PlanCoachRef>,
    /// What they add.
    #[serde(default)]
    pub comment: Option<Note>,
    /// When they said so; null where that was as it was sent.
    #[serde(default)]
    pub said_at: Option<Instant>,
    /// The session.
    pub session: SessionId,
}
