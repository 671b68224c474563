//! What an event changes in a certification.

use super::{Certification, CertificationRecorded, CertificationWithdrawal, Change, State};
use touchline_kernel::{Done, Event, next_version};

/// The certification after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(certification: Option<Certification>, event: Event<Change>) -> Option<Certification> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = certification else {
        let Change::Recorded(body) = change else { return None };
        return Some(recorded(body, done));
    };
    let mut known = Certification { changed_at: done.at, version: next_version(known.version), ..known };
    match change {
        Change::Recorded(_) => return None,
        Change::Confirmed(body) => {
            known.confirmed = Some(done);
            known.parts = body.parts;
            known.result = body.result;
        }
        Change::Withdrawn(body) => {
            known.withdrawn = Some(Box::new(CertificationWithdrawal { done, reason: body.reason }));
            known.state = State::Withdrawn;
        }
        Change::Archived(_) => shelve(&mut known, true),
        Change::Restored(_) => shelve(&mut known, false),
    }
    Some(known)
}

/// What tells when it expires goes by the version in which its level was decided.
fn shelve(known: &mut Certification, archived: bool) {
    known.archived = archived;
    if known.confirmed.is_none() {
        known.shelved_before = next_version(known.shelved_before);
    }
}

fn recorded(body: CertificationRecorded, done: Done) -> Certification {
    Certification {
        archived: false,
        certification: body.certification,
        changed_at: done.at,
        confirmed: None,
        on: body.on,
        parts: body.parts,
        person: body.person,
        recorded: done,
        result: body.result,
        shelved_before: 0,
        skill: body.skill,
        state: State::Recorded,
        version: 1,
        withdrawn: None,
    }
}
