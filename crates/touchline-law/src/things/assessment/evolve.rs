//! What an event changes in an assessment.

use super::{Assessment, AssessmentCancellation, AssessmentOpened, AssessmentSide, Change, SkillsRated, State};
use touchline_kernel::{Done, Event, next_version};

/// The assessment after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(assessment: Option<Assessment>, event: Event<Change>) -> Option<Assessment> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = assessment else {
        let Change::Opened(body) = change else { return None };
        return Some(opened(body, done));
    };
    let mut known = Assessment { version: next_version(known.version), ..known };
    let first = match change {
        Change::Opened(_) => return None,
        Change::OwnRated(body) => rate(&mut known.own, body, done)?,
        Change::Rated(body) => rate(&mut known.manager, body, done)?,
        Change::Completed(body) => {
            known.blind_spot_tenths = Some(body.blind_spot_tenths);
            known.completed_at = Some(done.at);
            known.state = State::Complete;
            true
        }
        Change::Cancelled(body) => {
            known.cancelled = Some(Box::new(AssessmentCancellation { done, reason: body.reason }));
            known.state = State::Cancelled;
            true
        }
        Change::Archived(_) => {
            known.archived = true;
            true
        }
        Change::Restored(_) => {
            known.archived = false;
            true
        }
    };
    if first {
        known.changed_at = done.at;
    }
    Some(known)
}

fn opened(body: AssessmentOpened, done: Done) -> Assessment {
    Assessment {
        archived: false,
        assessment: body.assessment,
        blind_spot_tenths: None,
        cancelled: None,
        changed_at: done.at,
        completed_at: None,
        manager: None,
        month: body.month,
        opened: done,
        own: None,
        person: body.person,
        skills: body.skills,
        state: State::Open,
        version: 1,
    }
}

/// Takes what a side gave, and tells whether it was missing before; nothing where nobody can have given it.
fn rate(side: &mut Option<Box<AssessmentSide>>, body: SkillsRated, done: Done) -> Option<bool> {
    let changes = side.as_deref().map_or(0, |before| next_version(before.changes));
    let is_first = side.is_none();
    let by = done.by.person()?;
    *side = Some(Box::new(AssessmentSide { at: done.at, by, changes, on: body.on, ratings: body.ratings }));
    Some(is_first)
}
