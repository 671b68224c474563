//! What an event changes in a note of a session.
//!
//! Rules: SES-05.

use super::{Change, Confidence, Insider, SessionNote, SessionNoteWritten, State};
use crate::facts::PlanRemark;
use crate::life::{Happens as _, Thing as _};
use touchline_kernel::{Done, Event, Instant, PersonId, next_version};

/// The note after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(note: Option<SessionNote>, event: Event<Change>) -> Option<SessionNote> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = note else {
        let Change::Written(body) = change else { return None };
        return Some(written(body, done.at));
    };
    let changed_at = known.changed_at.max(done.at);
    let before = known.seen_at.unwrap_or(known.changed_at);
    let is_unseen = SessionNote::UNTOLD.contains(&change.happening());
    let seen = if is_unseen { before } else { done.at };
    let seen_at = (seen < changed_at).then_some(seen);
    let unseen = known.unseen.saturating_add(u64::from(is_unseen));
    changed(SessionNote { changed_at, seen_at, unseen, version: next_version(known.version), ..known }, change, done)
}

fn written(body: SessionNoteWritten, at: Instant) -> SessionNote {
    let written = Done { at, by: body.written_by };
    let insider = |coach: &PersonId| Insider { coach: *coach, unseen: 0 };
    let insiders = body.coaches.iter().filter(|_| body.confidential).map(insider).collect();
    SessionNote {
        addenda: Vec::new(),
        changed_at: at,
        coachee: body.coachee,
        confidence: body.confidential.then_some(Confidence { coaches: body.coaches, since: written }),
        insiders,
        on_behalf_of: body.on_behalf_of,
        place: body.place,
        plan: body.plan,
        proposed: None,
        proposed_on_behalf_of: None,
        seen_at: None,
        session: body.session,
        session_note: body.session_note,
        state: if body.confidential { State::Confidential } else { State::Open },
        text: body.text,
        unseen: 0,
        version: 1,
        why_none: body.why_none,
        written,
    }
}

fn changed(known: SessionNote, change: Change, done: Done) -> Option<SessionNote> {
    match change {
        Change::Written(_) => None,
        Change::MadeConfidential(body) => {
            let new = body.coaches.iter().filter(|coach| known.insider(Some(**coach)).is_none());
            let new = new.map(|coach| Insider { coach: *coach, unseen: known.unseen });
            let insiders = known.insiders.iter().cloned().chain(new).collect();
            let confidence = Some(Confidence { coaches: body.coaches, since: done });
            Some(SessionNote { confidence, insiders, state: State::Confidential, ..known })
        }
        Change::DisclosureProposed(body) => Some(SessionNote {
            proposed: Some(done),
            proposed_on_behalf_of: body.on_behalf_of,
            state: State::Proposed,
            ..known
        }),
        Change::Disclosed(_) => {
            let known = SessionNote { confidence: None, proposed: None, proposed_on_behalf_of: None, ..known };
            Some(SessionNote { state: State::Open, ..known })
        }
        Change::AddendumAdded(body) => {
            let added = PlanRemark { done, on_behalf_of: body.on_behalf_of, text: body.text };
            let addenda = known.addenda.into_iter().chain([added]).collect();
            Some(SessionNote { addenda, ..known })
        }
        Change::DisclosureDropped(_) => {
            let known = SessionNote { proposed: None, proposed_on_behalf_of: None, ..known };
            Some(SessionNote { state: State::Confidential, ..known })
        }
    }
}
