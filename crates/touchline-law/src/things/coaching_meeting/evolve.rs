//! What an event changes in a meeting of a programme.

use super::{Change, CoachingMeeting, MeetingRemark, State};
use touchline_kernel::{Done, Event, next_version};

/// The meeting after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(meeting: Option<CoachingMeeting>, event: Event<Change>) -> Option<CoachingMeeting> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(meeting) = meeting else {
        let Change::Recorded(body) = change else { return None };
        return Some(CoachingMeeting {
            archived: false,
            changed_at: event.at,
            coaching_meeting: body.coaching_meeting,
            content: body.content,
            corrected: None,
            manager: body.manager,
            person: body.person,
            programme: body.programme,
            recorded: done,
            state: State::Recorded,
            version: 1,
            withdrawn: None,
        });
    };
    let mut meeting = CoachingMeeting { changed_at: event.at, version: next_version(meeting.version), ..meeting };
    match change {
        Change::Recorded(_) => return None,
        Change::Corrected(body) => {
            meeting.content = body.content;
            meeting.corrected = Some(Box::new(MeetingRemark { done, reason: body.reason }));
        }
        Change::Withdrawn(body) => {
            meeting.withdrawn = Some(Box::new(MeetingRemark { done, reason: body.reason }));
            meeting.state = State::Withdrawn;
        }
        Change::Archived(_) => meeting.archived = true,
        Change::Restored(_) => meeting.archived = false,
    }
    Some(meeting)
}
