//! What is shown of a session: one view for whom it coaches, and one for those who coach and manage. Nothing of what was noted
//! down of it is in either.
//!
//! Rules: ACC-07, ACC-11, SES-01, SES-04.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::ground::PlanId;
use crate::life::Viewer;

use super::{
    AgendaTopic, CalledOffWithPlan, DroppedWithSeries, OfSeries, PlanRemark, Session, SessionCoach, SessionHeld,
    SessionId, SessionMissed, SessionMove, SessionReply, SessionTime, State,
};
use touchline_kernel::{Done, PersonId};

/// What a session shows that follows from the moment and from its plan as that is.
pub struct Today {
    coaches: Vec<SessionCoach>,
    overdue: bool,
    replies: Vec<SessionReply>,
}

crate::life::view! {
    /// A session as whom it coaches sees it.
    AgentSession of session: Session for Coached, today: Today {
        /// What is to be talked about, in the order in which it was added.
        agenda: Vec<AgendaTopic>,
        /// Whether it is put away.
        archived: bool,
        /// That it was called off with its plan, if it was.
        called_off: Option<CalledOffWithPlan>,
        /// Why it was called off by itself, if it was.
        cancelled: Option<PlanRemark>,
        /// The coaches who are to take part and coach under its plan still; once it was held, those who coached in it.
        coaches: Vec<SessionCoach> = today.coaches,
        /// That it was called off with its series, if it was.
        dropped: Option<DroppedWithSeries>,
        /// When it was recorded that it was held, and by whom; null where it was not.
        held: Option<SessionHeld>,
        /// Who missed it, if somebody did.
        missed: Option<SessionMissed>,
        /// Each time that it was moved.
        moves: Vec<SessionMove>,
        /// Whether its end has passed by more than the policy allows, and nobody has said what became of it.
        overdue: bool = today.overdue,
        /// The plan that it is of.
        plan: PlanId,
        /// Whether those of them who take part come who said so since it was set to its time, whoever answered last last. Who is not
        /// named has not said.
        replies: Vec<SessionReply> = today.replies,
        /// When and by whom it was scheduled.
        scheduled: Done,
        /// How often it was moved or called off since it was scheduled: what an answer is to.
        sequence: u64 = session.sequence(),
        /// The series that it is of, if it is of one.
        series: Option<OfSeries>,
        /// Its id.
        session: SessionId,
        /// Where it stands.
        state: State,
        /// When it takes place.
        time: SessionTime,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A session as those see it who coach, or manage coaching.
    StaffSession of session: Session for Staff, today: Today {
        /// What is to be talked about, in the order in which it was added.
        agenda: Vec<AgendaTopic>,
        /// Whether it is put away.
        archived: bool,
        /// That it was called off with its plan, if it was.
        called_off: Option<CalledOffWithPlan>,
        /// Why it was called off by itself, if it was.
        cancelled: Option<PlanRemark>,
        /// Whom its plan coaches.
        coachee: PersonId,
        /// The coaches who are to take part and coach under its plan still; once it was held, those who coached in it.
        coaches: Vec<SessionCoach> = today.coaches,
        /// That it was called off with its series, if it was.
        dropped: Option<DroppedWithSeries>,
        /// When it was recorded that it was held, and by whom; null where it was not.
        held: Option<SessionHeld>,
        /// Who missed it, if somebody did.
        missed: Option<SessionMissed>,
        /// Each time that it was moved.
        moves: Vec<SessionMove>,
        /// Whether its end has passed by more than the policy allows, and nobody has said what became of it.
        overdue: bool = today.overdue,
        /// The plan that it is of.
        plan: PlanId,
        /// Whether those of them who take part come who said so since it was set to its time, whoever answered last last. Who is not
        /// named has not said.
        replies: Vec<SessionReply> = today.replies,
        /// When and by whom it was scheduled.
        scheduled: Done,
        /// How often it was moved or called off since it was scheduled: what an answer is to.
        sequence: u64 = session.sequence(),
        /// The series that it is of, if it is of one.
        series: Option<OfSeries>,
        /// Its id.
        session: SessionId,
        /// Where it stands.
        state: State,
        /// When it takes place.
        time: SessionTime,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::audiences! {
    /// A session, by the audience that the viewer belongs to.
    SessionSight {
        /// For whom it coaches.
        Agent(AgentSession),
        /// For those who coach, or manage coaching.
        Staff(StaffSession),
    }
}

impl SessionSight {
    /// Whether whoever sees it takes part in it.
    #[must_use]
    pub fn is_joined_by(&self, viewer: PersonId) -> bool {
        match self {
            SessionSight::Agent(_) => true,
            SessionSight::Staff(view) => view.coaches.iter().any(|coach| coach.writer == viewer),
        }
    }

    /// Whether it is overdue.
    #[must_use]
    pub fn overdue(&self) -> bool {
        match self {
            SessionSight::Agent(view) => view.overdue,
            SessionSight::Staff(view) => view.overdue,
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> State {
        match self {
            SessionSight::Agent(view) => view.state,
            SessionSight::Staff(view) => view.state,
        }
    }
}

/// A session as the viewer sees it.
pub(super) fn show<F: Facts>(session: &Session, viewer: &Viewer<'_, F>) -> Result<Option<SessionSight>, Refusal> {
    let Some(sight) = viewer.see(session)? else { return Ok(None) };
    let coaches = session.coaches_now(viewer.facts)?;
    let (overdue, replies) = (session.is_overdue(viewer)?, session.replies_beside(&coaches));
    let today = Today { coaches, overdue, replies };
    Ok(Some(match sight {
        Sight::Coached(seen) => SessionSight::Agent(AgentSession::of(&seen, today)),
        Sight::Staff(seen) => SessionSight::Staff(StaffSession::of(&seen, today)),
    }))
}
