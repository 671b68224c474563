//! Who comes to take part in a session, as somebody comes to coach under its plan, or back, or to write for a coach; and whether they
//! are to be told of it, since they were not there when the others were.
//!
//! Rules: JOB-01, ORG-03, SES-01.

use super::{Change, Session, SessionCoach, SessionCoachJoined, State};
use crate::facts::{PlanCoach, PlanStanding};
use crate::life::Thing as _;
use crate::policy::SessionPolicy;
use touchline_kernel::{Instant, PersonId};

/// What follows for a session under whose plan somebody coaches from a moment on, or another writes for them; nothing where they
/// take no part, since others were named, or did already, nor where it is over. In what has begun nobody takes part who did not before;
/// who writes for whoever did is to record it.
#[must_use]
pub fn joined(
    session: &Session,
    coach: &PlanCoach,
    plan: &PlanStanding<'_>,
    (at, policy): (Instant, &SessionPolicy),
) -> Option<Change> {
    let coach = SessionCoach { coach: coach.meant(), writer: coach.writer() };
    let again = session.circle().contains(&coach.writer) && missed_it(session, coach.writer, plan, (at, policy));
    let joins = match session.coaches.iter().find(|known| known.coach == coach.coach) {
        None => session.of_all && at < session.time.starts_at,
        Some(known) => known.writer != coach.writer || (again && plan.coach(&coach.coach).is_none()),
    };
    let joined = SessionCoachJoined { again, coach, session: session.session };
    (session.state == State::Scheduled && joins).then_some(Change::CoachJoined(joined))
}

/// Whether those who take part were told what a session is now, near or overdue, and somebody neither coached then or since, nor wrote
/// for anybody in it who did.
fn missed_it(
    session: &Session,
    writer: PersonId,
    plan: &PlanStanding<'_>,
    (at, policy): (Instant, &SessionPolicy),
) -> bool {
    let is_ahead = at < session.time.starts_at;
    let soon_from = Some(policy.soon_from(session.time.starts_at));
    let falls_due = if is_ahead { soon_from } else { policy.first_overdue(session.time.ends_at) };
    let set = session.moves.last().map_or(session.scheduled, |last| last.moved).at;
    let told = falls_due.and_then(|moment| plan.course.goes_on_from(moment.max(set))).filter(|told| *told < at);
    let was_there = |told: Instant| {
        let own = session.coaches.iter().filter(|known| known.writer == writer);
        own.map(|known| &known.coach).any(|coach| plan.was_coaching_within(coach, told..at))
    };
    told.is_some_and(|told| !was_there(told))
}
