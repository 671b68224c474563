//! What an event changes in a scorecard.

use super::{Change, Scorecard, State};
use touchline_kernel::{Done, Event, next_version};

/// The version after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(scorecard: Option<Scorecard>, event: Event<Change>) -> Option<Scorecard> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(scorecard) = scorecard else {
        let Change::Drafted(body) = change else { return None };
        return Some(Scorecard {
            archived: false,
            changed_at: event.at,
            drafted: done,
            edition: body.edition,
            published: None,
            replaced_by: None,
            replaces: body.replaces,
            retired: None,
            scorecard: body.scorecard,
            state: State::Draft,
            template: body.template,
            version: 1,
        });
    };
    let mut scorecard = Scorecard { changed_at: event.at, version: next_version(scorecard.version), ..scorecard };
    match change {
        Change::Drafted(_) => return None,
        Change::Revised(body) => scorecard.template = body.template,
        Change::Published(_) => {
            scorecard.published = Some(done);
            scorecard.state = State::Active;
        }
        Change::Replaced(body) => {
            scorecard.replaced_by = Some(body.by);
            scorecard.retired = scorecard.retired.or(Some(done));
            scorecard.state = State::Retired;
        }
        Change::Retired(_) => {
            scorecard.retired = Some(done);
            scorecard.state = State::Retired;
        }
        Change::Archived(_) => scorecard.archived = true,
        Change::Restored(_) => scorecard.archived = false,
    }
    Some(scorecard)
}
