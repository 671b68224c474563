//! What an event changes in a plan that is proposed.
//!
//! Rules: PLN-13.

use super::{Change, PlanProposal, PlanProposalOutcome, PlanProposed, State};
use crate::ground::PlanId;
use touchline_kernel::{Done, Event, Note, next_version};

/// The proposal after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<PlanProposal>, event: Event<Change>) -> Option<PlanProposal> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = known else {
        let Change::Proposed(body) = change else { return None };
        return Some(proposed(*body, done));
    };
    let known = PlanProposal { changed_at: done.at, version: next_version(known.version), ..known };
    Some(match change {
        Change::Proposed(_) => return None,
        Change::Accepted(body) => ended(known, State::Accepted, done, (Some(body.plan), None)),
        Change::Declined(body) => ended(known, State::Declined, done, (None, Some(body.reason))),
        Change::Withdrawn(_) => ended(known, State::Withdrawn, done, (None, None)),
        Change::Archived(_) => PlanProposal { archived: true, ..known },
        Change::Restored(_) => PlanProposal { archived: false, ..known },
    })
}

fn ended(
    known: PlanProposal,
    state: State,
    done: Done,
    (plan, reason): (Option<PlanId>, Option<Note>),
) -> PlanProposal {
    PlanProposal { outcome: Some(Box::new(PlanProposalOutcome { done, plan, reason })), state, ..known }
}

fn proposed(body: PlanProposed, proposed: Done) -> PlanProposal {
    let PlanProposed { coachee, content, milestones, note, plan_proposal } = body;
    PlanProposal {
        archived: false,
        changed_at: proposed.at,
        coachee,
        content,
        milestones,
        note,
        outcome: None,
        plan_proposal,
        proposed,
        state: State::Proposed,
        version: 1,
    }
}
