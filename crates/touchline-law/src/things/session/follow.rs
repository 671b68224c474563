//! What follows for a session when its series is started or ended, and when its plan comes to its end: what is still ahead then is
//! called off. What has begun by then is recorded, or said to have been missed or called off, by whoever was there. Where its plan
//! goes on that has rested, it moves with what is still to be done where that is asked for; and those are told who were to be told of
//! it meanwhile: that it is near, or that it is overdue. Whoever comes to coach takes part in what is ahead and was scheduled for all
//! who do.
//!
//! Rules: JOB-01, PLN-05, SES-01, SES-02, SES-04.

use super::{
    Change, OfSeries, Session, SessionCalledOff, SessionCoach, SessionDropped, SessionId, SessionRescheduled,
    SessionScheduled, SessionTakenUp, SessionTime, State,
};
use crate::facts::{PlanCourse, PlanEnd, Refusal};
use crate::ground::PlanId;
use crate::policy::SessionPolicy;
use touchline_kernel::time::LocalDateTime;
use touchline_kernel::{Actor, Code, Instant, Key, Note, PersonId, Rejection};

/// What the sessions of a series have in common.
pub struct Recurring<'a> {
    /// What is to be talked about.
    pub agenda: &'a [Note],
    /// Whom the plan coaches.
    pub coachee: PersonId,
    /// The coaches who take part.
    pub coaches: &'a [SessionCoach],
    /// Whether nobody was named, so that whoever comes to coach takes part in what is ahead, too.
    pub of_all: bool,
    /// The external coach whose agenda that is.
    pub on_behalf_of: Option<&'a Key>,
    /// The plan.
    pub plan: PlanId,
    /// Who started the series.
    pub started_by: Actor,
}

/// What follows for a session whose series is started.
#[must_use]
pub fn occurs(recurring: &Recurring<'_>, (session, series): (SessionId, OfSeries), time: SessionTime) -> Change {
    Change::Scheduled(SessionScheduled {
        agenda: recurring.agenda.to_vec(),
        coachee: recurring.coachee,
        coaches: recurring.coaches.to_vec(),
        of_all: recurring.of_all,
        on_behalf_of: recurring.on_behalf_of.cloned(),
        plan: recurring.plan,
        scheduled_by: Some(recurring.started_by),
        series: Some(series),
        session,
        time,
    })
}

/// What follows for a session whose series was ended at a moment, by somebody's doing, from its sessions on that were to be at this
/// time or later; nothing where it is over, or has begun.
#[must_use]
pub fn dropped(session: &Session, first: Option<LocalDateTime>, (at, ended_by): (Instant, Actor)) -> Option<Change> {
    let series = session.series?;
    let is_meant = first.is_none_or(|first| first <= series.recurrence_id);
    let is_ahead = session.state == State::Scheduled && at < session.time.starts_at;
    let session_series = series.session_series;
    (is_meant && is_ahead).then_some(Change::Dropped(SessionDropped {
        ended_by,
        session: session.session,
        session_series,
    }))
}

/// What follows for a session whose plan ended so at a moment, by somebody's doing; nothing where it is over, or has begun.
#[must_use]
pub fn called_off(session: &Session, ended: PlanEnd, (at, ended_by): (Instant, Actor)) -> Option<Change> {
    let is_ahead = session.state == State::Scheduled && at < session.time.starts_at;
    is_ahead.then_some(Change::CalledOff(SessionCalledOff { ended, ended_by, session: session.session }))
}

/// Whether a moment is one of the hold that goes on, and of no days on which the plan was called off: what began then had been told of.
fn rests(course: &dyn PlanCourse, moment: Instant) -> bool {
    course.rests_since().is_some_and(|since| since <= moment) && course.was_on_hold(moment)
}

/// Whether a session moves whose plan goes on, and has what is scheduled move by so many days: not where it had begun before the plan
/// came to rest, or while that was called off, or is over.
#[must_use]
pub fn is_shifted(session: &Session, course: &dyn PlanCourse, days: u32) -> bool {
    days > 0 && session.state == State::Scheduled && rests(course, session.time.starts_at)
}

/// What follows for a session that moves as its plan goes on, by somebody's doing: it takes place as many days later, at the same time
/// on the clock where it is.
pub fn shifted(
    session: &Session,
    days: u32,
    (resumed_by, on_behalf_of): (Actor, Option<&Key>),
) -> Result<Change, Refusal> {
    let time = session.time.later_by(days);
    let time = time.ok_or_else(|| Rejection::from(Code::SessionBeyondCalendar).at("/body/shift_sessions"))?;
    Ok(Change::Rescheduled(SessionRescheduled {
        on_behalf_of: on_behalf_of.cloned(),
        session: session.session,
        shifted_by: Some(resumed_by),
        time,
    }))
}

/// What follows for a session whose plan goes on at a moment and has rested: it came near meanwhile and is still ahead, or came to be
/// overdue. Nothing where those who take part were told before of what it is, or will be told yet.
#[must_use]
pub fn taken_up(session: &Session, course: &dyn PlanCourse, (at, policy): (Instant, &SessionPolicy)) -> Option<Change> {
    let came_meanwhile = |moment: Instant| moment < at && rests(course, moment);
    let is_near = at < session.time.starts_at && came_meanwhile(policy.soon_from(session.time.starts_at));
    let is_overdue = policy.first_overdue(session.time.ends_at).is_some_and(came_meanwhile);
    let is_told = session.state == State::Scheduled && (is_near || is_overdue);
    is_told.then_some(Change::TakenUp(SessionTakenUp { session: session.session }))
}
