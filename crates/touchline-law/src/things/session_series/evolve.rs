//! What an event changes in a series of sessions. What becomes of each of its sessions is kept there.
//!
//! Rules: SES-02.

use super::{Change, SeriesEnd, SessionSeries, SessionSeriesStarted, State};
use touchline_kernel::{Done, Event, next_version};

/// The series after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<SessionSeries>, event: Event<Change>) -> Option<SessionSeries> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    match (known, change) {
        (None, Change::Started(body)) => Some(started(*body, done)),
        (Some(known), Change::Ended(body)) => {
            let end = SeriesEnd { done, first: body.first, on_behalf_of: body.on_behalf_of, reason: body.reason };
            let (ended, version) = (Some(Box::new(end)), next_version(known.version));
            Some(SessionSeries { changed_at: done.at, ended, state: State::Ended, version, ..known })
        }
        _ => None,
    }
}

fn started(body: SessionSeriesStarted, started: Done) -> SessionSeries {
    let SessionSeriesStarted { coachee, coaches, plan, series, session_series, sessions } = body;
    SessionSeries {
        changed_at: started.at,
        coachee,
        coaches,
        ended: None,
        plan,
        series,
        session_series,
        sessions,
        started,
        state: State::Started,
        version: 1,
    }
}
