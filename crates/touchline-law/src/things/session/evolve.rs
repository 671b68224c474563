//! What an event changes in a session. What was noted down of one that was held is not kept in it.
//!
//! Rules: SES-01, SES-02, SES-04.

use super::{
    AgendaTopic, CalledOffWithPlan, Change, DroppedWithSeries, PlanRemark, Session, SessionHeld, SessionMissed,
    SessionMove, SessionScheduled, State,
};
use touchline_kernel::{Done, Event, next_version};

/// The session after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(session: Option<Session>, event: Event<Change>) -> Option<Session> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = session else {
        let Change::Scheduled(body) = change else { return None };
        return Some(scheduled(body, done));
    };
    changed(Session { changed_at: done.at, version: next_version(known.version), ..known }, change, done)
}

fn scheduled(body: SessionScheduled, done: Done) -> Session {
    let SessionScheduled { agenda, coachee, coaches, of_all, on_behalf_of, plan, scheduled_by, series, session, time } =
        body;
    let done = Done { by: scheduled_by.unwrap_or(done.by), ..done };
    let added = |topic| AgendaTopic { added: done, on_behalf_of: on_behalf_of.clone(), topic };
    Session {
        agenda: agenda.into_iter().map(added).collect(),
        archived: false,
        called_off: None,
        cancelled: None,
        changed_at: done.at,
        coachee,
        coaches,
        dropped: None,
        held: None,
        joined: Vec::new(),
        missed: None,
        moves: Vec::new(),
        of_all,
        plan,
        replies: Vec::new(),
        scheduled: done,
        series,
        session,
        starts_since: 1,
        state: State::Scheduled,
        time,
        timed_since: 1,
        version: 1,
    }
}

fn changed(mut known: Session, change: Change, done: Done) -> Option<Session> {
    match change {
        Change::Scheduled(_) => return None,
        Change::Rescheduled(body) => {
            let done = Done { by: body.shifted_by.unwrap_or(done.by), ..done };
            known.moves.push(SessionMove { moved: done, on_behalf_of: body.on_behalf_of, was: known.time });
            if known.time.starts_at != body.time.starts_at {
                known.starts_since = known.version;
            }
            known.time = body.time;
            known.timed_since = known.version;
            known.replies.clear();
        }
        Change::TopicAdded(body) => {
            let (on_behalf_of, topic) = (body.on_behalf_of, body.topic);
            known.agenda.push(AgendaTopic { added: done, on_behalf_of, topic });
        }
        Change::Held(body) => {
            // Records from before this was kept name nobody: then it was whoever was to take part.
            if !body.coaches.is_empty() {
                known.coaches = body.coaches;
            }
            known.held = Some(SessionHeld { on_behalf_of: body.on_behalf_of, recorded: done });
            known.state = State::Held;
        }
        Change::Cancelled(body) => {
            let remark = PlanRemark { done, on_behalf_of: body.on_behalf_of, text: body.reason };
            known.cancelled = Some(Box::new(remark));
            known.state = State::Cancelled;
        }
        Change::Missed(body) => {
            let (by, on_behalf_of, reason) = (body.by, body.on_behalf_of, body.reason);
            known.missed = Some(Box::new(SessionMissed { by, on_behalf_of, reason, recorded: done }));
            known.state = State::Missed;
        }
        Change::CalledOff(body) => {
            let done = Done { by: body.ended_by, ..done };
            known.called_off = Some(Box::new(CalledOffWithPlan { done, ended: body.ended }));
            known.state = State::Cancelled;
        }
        Change::Dropped(body) => {
            let done = Done { by: body.ended_by, ..done };
            known.dropped = Some(Box::new(DroppedWithSeries { done }));
            known.state = State::Cancelled;
        }
        Change::Replied(body) => known.take_reply(body, done),
        Change::TakenUp(_) => {
            known.starts_since = known.version;
            known.timed_since = known.version;
        }
        Change::CoachJoined(body) => known.join(body.coach, body.again),
        Change::Archived(_) => known.archived = true,
        Change::Restored(_) => known.archived = false,
    }
    Some(known)
}
