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
    let Some(known) = known else {
        let Change::Started(body) = change else { return None };
        return Some(started(*body, done));
    };
    let known = SessionSeries { changed_at: done.at, version: next_version(known.version), ..known };
    match change {
        Change::Started(_) => None,
        Change::Ended(body) => {
            let end = SeriesEnd { done, first: body.first, on_behalf_of: body.on_behalf_of, reason: body.reason };
            Some(SessionSeries { ended: Some(Box::new(end)), state: State::Ended, ..known })
        }
        Change::Archived(_) => Some(SessionSeries { archived: true, ..known }),
        Change::Restored(_) => Some(SessionSeries { archived: false, ..known }),
    }
}

fn started(body: SessionSeriesStarted, started: Done) -> SessionSeries {
    let SessionSeriesStarted { coachee, coaches, plan, series, session_series, sessions } = body;
    SessionSeries {
        archived: false,
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
