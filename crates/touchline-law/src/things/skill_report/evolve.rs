//! What an event changes in a skill report.

use super::{Change, SkillReport, SkillReportHold, State};
use touchline_kernel::{Done, Event, next_version};

/// The report after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(report: Option<SkillReport>, event: Event<Change>) -> Option<SkillReport> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(report) = report else {
        let (body, state, released) = match change {
            Change::Recorded(body) => (body, State::Released, Some(done)),
            Change::RecordedForReview(body) => (body, State::ManagerReviewRequired, None),
            Change::Released(_) | Change::Held(_) => return None,
        };
        return Some(SkillReport {
            changed_at: event.at,
            content: body.content,
            held: None,
            manager: body.manager,
            person: body.person,
            recorded: done,
            released,
            skill_report: body.skill_report,
            state,
            version: 1,
        });
    };
    let mut report = SkillReport { changed_at: event.at, version: next_version(report.version), ..report };
    match change {
        Change::Recorded(_) | Change::RecordedForReview(_) => return None,
        Change::Released(_) => {
            report.released = Some(done);
            report.state = State::Released;
        }
        Change::Held(body) => {
            report.held = Some(Box::new(SkillReportHold { done, reason: body.reason }));
            report.state = State::Held;
        }
    }
    Some(report)
}
