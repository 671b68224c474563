//! Sessions: meetings of those who take part in a plan, with an agenda to which both sides add, and what became of each. What is
//! noted down of one, what is agreed on in it and how far milestones come stand elsewhere, so that nothing of the session tells
//! of a note that its viewer may not see.
//!
//! Rules: KER-17, ORG-03, SES-01.

mod act;
mod calendar;
mod case;
mod content;
mod decide;
mod evolve;
mod follow;
mod joins;
mod lifecycle;
mod notices;
mod redact;
mod reply;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, Glance, PlanStage, PlanStanding, Refusal, SessionStanding};
use crate::ground::{PlanId, SessionMark};
use crate::life::{Found, Telling, Thing, Viewer, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Instant, PersonId};

pub use crate::facts::PlanRemark;
pub use crate::ground::SessionId;
pub use act::{
    Act, AddTopic, CancelSession, Change, Happening, HeldSession, MissSession, RecordHeldSession, ReplyToSession,
    RescheduleSession, ScheduleSession, SessionCalledOff, SessionCoachJoined, SessionDropped, SessionRef,
    SessionReplied, SessionRescheduled, SessionScheduled, SessionTakenUp,
};
pub use content::{
    AgendaTopic, CalledOffWithPlan, DroppedWithSeries, LocalStart, MissedBy, MomentStart, OfSeries, SessionAnswer,
    SessionCoach, SessionHeld, SessionJoined, SessionMissed, SessionMove, SessionStart, SessionTime,
};
pub use follow::{Recurring, called_off, dropped, is_shifted, occurs, shifted, taken_up};
pub use joins::joined;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use reply::SessionReply;
pub use view::{AgentSession, SessionSight, StaffSession};

/// A session, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingSession")]
pub struct Session {
    /// What is to be talked about, in the order in which it was added.
    pub agenda: Vec<AgendaTopic>,
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// That it was called off with its plan, if it was.
    #[serde(default)]
    pub called_off: Option<Box<CalledOffWithPlan>>,
    /// Why it was called off by itself, if it was.
    pub cancelled: Option<Box<PlanRemark>>,
    /// When it last changed.
    pub changed_at: Instant,
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// The coaches who are to take part; once it was held, those who coached in it.
    pub coaches: Vec<SessionCoach>,
    /// That it was called off with its series, if it was.
    #[serde(default)]
    pub dropped: Option<Box<DroppedWithSeries>>,
    /// When it was recorded that it was held, and by whom; null where it was not.
    pub held: Option<SessionHeld>,
    /// Those who were told of it since they came to take part in it.
    #[serde(default)]
    pub joined: Vec<SessionJoined>,
    /// Who missed it, if somebody did.
    pub missed: Option<Box<SessionMissed>>,
    /// Each time that it was moved.
    pub moves: Vec<SessionMove>,
    /// Whether nobody was named who takes part, so that whoever comes to coach before it begins does.
    #[serde(default)]
    pub of_all: bool,
    /// The plan that it is of.
    pub plan: PlanId,
    /// Whether those come who said so since it was set to its time, whoever answered last last.
    #[serde(default)]
    pub replies: Vec<SessionReply>,
    /// When and by whom it was scheduled.
    pub scheduled: Done,
    /// The series that it is of, if it is of one.
    #[serde(default)]
    pub series: Option<OfSeries>,
    /// Its id.
    pub session: SessionId,
    /// Where it stands, but for what follows from the moment that it is.
    pub state: State,
    /// When it takes place.
    pub time: SessionTime,
    /// The version that this beginning came with, or that it was told anew with.
    #[serde(default)]
    pub starts_since: u64,
    /// The version that this time came with, or that it was told anew with.
    pub timed_since: u64,
    /// How many changes it has seen.
    pub version: u64,
}

impl Session {
    /// Whether it is overdue: its end has passed by more than the policy allows, and nobody has said what became of it, nor does its
    /// plan rest.
    pub fn is_overdue<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<bool, Refusal> {
        let due = viewer.policy.session.overdue_from(self.time.ends_at);
        Ok(viewer.at > due && self.is_awaited(viewer.facts)?)
    }

    /// The coaches who take part: as long as nobody has said what became of it those of them who coach under its plan still, each
    /// with who writes for them now.
    #[must_use]
    pub fn coaches_of(&self, plan: &PlanStanding<'_>) -> Vec<SessionCoach> {
        if self.state == State::Scheduled { plan.still_coaching(&self.coaches) } else { self.coaches.clone() }
    }

    /// Somebody takes part from now on, or again, or somebody else writes for them. Whoever did already is told nothing anew.
    fn join(&mut self, coach: SessionCoach, again: bool) {
        let (person, takes_part) = (coach.writer, !again && self.circle().contains(&coach.writer));
        self.coaches.retain(|known| known.coach != coach.coach);
        self.coaches.push(coach);
        if !takes_part {
            self.joined.retain(|joined| joined.person != person);
            let Session { starts_since, timed_since, version, .. } = *self;
            self.joined.push(SessionJoined { person, since: version, starts_since, timed_since });
        }
    }

    /// The coaches who take part, by its plan as that is where it is looked at.
    pub(super) fn coaches_now<F: Facts>(&self, facts: &F) -> Result<Vec<SessionCoach>, Refusal> {
        let plan = facts.plan(self.plan).present()?;
        Ok(plan.map_or_else(|| self.coaches.clone(), |plan| self.coaches_of(&plan)))
    }

    /// Whether it is still to take place, or to be recorded: what had begun as its plan ended still is, and nothing is while that
    /// rests.
    pub fn is_awaited<F: Facts>(&self, facts: &F) -> Result<bool, Refusal> {
        let plan = facts.plan(self.plan).present()?;
        let is_asked_for = plan.is_some_and(|plan| matches!(plan.stage, PlanStage::Active | PlanStage::Ended));
        Ok(is_asked_for && self.state == State::Scheduled)
    }

    /// Whether it was still to take place, or to be recorded, at a moment, by a plan that did not rest then, and does not now.
    pub(super) fn was_awaited<F: Facts>(&self, at: Instant, facts: &F) -> Result<bool, Refusal> {
        let plan = facts.plan(self.plan).present()?;
        let rested = plan.is_some_and(|plan| plan.course.was_on_hold(at));
        Ok(!rested && self.is_awaited(facts)?)
    }
}

impl Subject for Session {
    const SEE: Action = Action::SeePlan;
    const SHAPE: Shape = Shape::OfPlan;

    fn whose(&self) -> Whose {
        let author = self.scheduled.by.person();
        Whose::OfPlan { among: None, author, coached: self.coachee, plan: self.plan }
    }

    /// None is scheduled before whom it coaches is shown the plan.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for Session {
    by_files!(SessionMark, session, SessionSight);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn glance(&self) -> Option<Glance<'_>> {
        let was_held = self.state == State::Held;
        let (coachee, coaches, plan) = (self.coachee, &self.coaches, self.plan);
        Some(Glance::Session(SessionStanding { coachee, coaches, plan, was_held }))
    }

    fn times(&self) -> Option<(Instant, Instant)> {
        Some((self.time.starts_at, self.time.ends_at))
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn still_tells<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
        notices::still_tells(self, viewer, told)
    }

    /// Who came to take part in it with its last change.
    fn newcomer(&self) -> Option<PersonId> {
        self.joined.last().filter(|joined| joined.since == self.version).map(|joined| joined.person)
    }

    /// The coaches who take part, or who write for them.
    fn circle(&self) -> Vec<PersonId> {
        let mut circle = Vec::new();
        for writer in self.coaches.iter().map(|coach| coach.writer) {
            // Somebody may coach, and write for others who do.
            if !circle.contains(&writer) {
                circle.push(writer);
            }
        }
        circle
    }

    fn found(&self) -> Found {
        Found::made(self.scheduled.at)
            .stands(self.state, self.state != State::Scheduled)
            .archived(self.archived)
            .names([self.plan])
            .names(self.series.as_ref().map(|of| of.session_series))
            .ages_from(self.time.starts_at)
    }
}
