//! What an event changes in a programme.

use super::{Change, Programme, ProgrammeEnd, State};
use crate::facts::{ProgrammeVersion, ReviewOfProgramme};
use touchline_kernel::{Done, Event, next_version};

/// The programme after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(programme: Option<Programme>, event: Event<Change>) -> Option<Programme> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(programme) = programme else {
        let Change::SetUp(body) = change else { return None };
        return Some(Programme {
            archived: false,
            changed_at: event.at,
            ended: None,
            manager: body.manager,
            programme: body.programme,
            set_up: done,
            state: State::SetUp,
            version: 1,
            versions: vec![ProgrammeVersion { document: body.document, reviewed: None }],
        });
    };
    let mut programme = Programme { changed_at: event.at, version: next_version(programme.version), ..programme };
    let current = programme.versions.last_mut()?;
    match change {
        Change::SetUp(_) => return None,
        Change::Reviewed(body) => {
            current.document.ends_on = Some(body.ends_on);
            current.reviewed = Some(ReviewOfProgramme {
                changes: body.changes,
                done,
                feedback: body.feedback,
                met: body.met,
                objectives: body.objectives,
                period: body.period,
            });
            programme.versions.push(ProgrammeVersion { document: body.document, reviewed: None });
        }
        Change::Ended(body) => {
            current.document.ends_on = Some(body.ends_on);
            programme.ended = Some(Box::new(ProgrammeEnd { done, reason: body.reason }));
            programme.state = State::Ended;
        }
        Change::Archived(_) => programme.archived = true,
        Change::Restored(_) => programme.archived = false,
    }
    Some(programme)
}
