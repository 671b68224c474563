//! What an event changes in a bundle.

use super::lifecycle::State;
use super::{Bundle, Change, Done, Response};
use crate::kernel::event::Event;

/// The bundle after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub fn evolve(bundle: Option<Bundle>, event: Event<Change>) -> Option<Bundle> {
    let done = Done { at: event.at, by: event.by };
    let Some(bundle) = bundle else {
        let Change::Created(body) = event.change else { return None };
        return Some(Bundle {
            agent: body.agent,
            bundle: body.bundle,
            changed_at: event.at,
            content: body.content,
            created: done,
            released: None,
            response: None,
            state: State::Draft,
            version: 1,
            versions_unseen: 1,
        });
    };
    let mut bundle = Bundle { changed_at: event.at, version: bundle.version.saturating_add(1), ..bundle };
    match event.change {
        Change::Created(_) => return None,
        Change::Released(_) => {
            bundle.state = State::Released;
            bundle.versions_unseen = bundle.version.saturating_sub(1);
            bundle.released = Some(done);
        }
        Change::Responded(body) => {
            bundle.state = State::AgentReviewed;
            bundle.response = Some(Response { at: event.at, kind: body.kind, text: body.text });
        }
    }
    Some(bundle)
}
