//! What an event changes in a bundle.

use super::lifecycle::State;
use super::{Bundle, Change, Remark, Response, Session, Succession};
use touchline_kernel::{Done, Event, Instant, PersonId, next_version};

/// The bundle after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(bundle: Option<Bundle>, event: Event<Change>) -> Option<Bundle> {
    let done = Done { at: event.at, by: event.by };
    let Some(bundle) = bundle else {
        let Change::Created(body) = event.change else { return None };
        return Some(Bundle {
            acknowledged: None,
            agent: body.agent,
            archived: false,
            bundle: body.bundle,
            called_off_by: None,
            cancelled: None,
            changed_at: event.at,
            concluded: None,
            content: body.content,
            created: done,
            denied: None,
            edited_by: None,
            released: None,
            response: None,
            session: None,
            state: State::Draft,
            succession: None,
            version: 1,
            versions_unseen: 1,
        });
    };
    let version = next_version(bundle.version);
    if let Change::HandedOver(body) = event.change {
        return Some(handed_over(Bundle { version, ..bundle }, body.to, event.at));
    }
    let mut bundle = Bundle { changed_at: event.at, version, ..bundle };
    match event.change {
        Change::Created(_) | Change::HandedOver(_) => return None,
        Change::Released(_) => {
            bundle.state = State::Released;
            bundle.versions_unseen = bundle.version.saturating_sub(1);
            bundle.released = Some(done);
            if let Some(succession) = bundle.succession.as_deref_mut() {
                succession.keeper = None;
            }
        }
        Change::Responded(body) => {
            bundle.state = State::AgentReviewed;
            bundle.response = Some(Box::new(Response { at: event.at, kind: body.kind, text: body.text }));
        }
        Change::Edited(body) => {
            bundle.content = body.content;
            bundle.edited_by = (event.by != bundle.created.by).then(|| Box::new(event.by));
        }
        Change::SessionRecorded(body) => {
            bundle.state = State::CompletedInPerson;
            bundle.session = Some(Box::new(Session { held_on: body.held_on, note: body.note, recorded: done }));
        }
        Change::Acknowledged(body) => {
            bundle.state = State::AgentAcknowledged;
            bundle.acknowledged = Some(Box::new(Remark { done, text: body.note }));
        }
        Change::SessionDenied(body) => {
            bundle.state = State::Released;
            bundle.session = None;
            bundle.denied = Some(Box::new(Remark { done, text: Some(body.reason) }));
        }
        Change::Concluded(body) => {
            bundle.state = State::Concluded;
            bundle.concluded = Some(Box::new(Remark { done, text: body.note }));
        }
        Change::Cancelled(body) => {
            bundle.state = State::Cancelled;
            bundle.called_off_by = body.said_by.map(Box::new);
            bundle.cancelled = Some(Box::new(Remark { done, text: Some(body.reason) }));
        }
        Change::Archived(_) => bundle.archived = true,
        Change::Restored(_) => bundle.archived = false,
    }
    Some(bundle)
}

/// The bundle with another keeper, who takes the author's place too where it was the author who kept it. Its agent
/// is shown nothing of that, and so counts no change.
fn handed_over(bundle: Bundle, to: PersonId, at: Instant) -> Bundle {
    let before = bundle.succession.as_deref().and_then(|succession| succession.author);
    let author = if bundle.author() == bundle.keeper() { Some(to) } else { before };
    Bundle {
        succession: Some(Box::new(Succession { at, author, keeper: Some(to) })),
        versions_unseen: next_version(bundle.versions_unseen),
        ..bundle
    }
}
