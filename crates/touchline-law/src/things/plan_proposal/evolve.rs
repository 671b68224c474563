//! What an event changes in a plan that is proposed.
//!
//! Rules: PLN-13.

use super::{Change, PlanProposal, PlanProposalOutcome, PlanProposed, State};
use touchline_kernel::{Done, Event, next_version};

/// The proposal after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<PlanProposal>, event: Event<Change>) -> Option<PlanProposal> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let (state, plan, reason) = match (&known, change) {
        (None, Change::Proposed(body)) => return Some(proposed(*body, done)),
        (None, _) | (Some(_), Change::Proposed(_)) => return None,
        (Some(_), Change::Accepted(body)) => (State::Accepted, Some(body.plan), None),
        (Some(_), Change::Declined(body)) => (State::Declined, None, Some(body.reason)),
        (Some(_), Change::Withdrawn(_)) => (State::Withdrawn, None, None),
    };
    let outcome = Some(Box::new(PlanProposalOutcome { done, plan, reason }));
    known.map(|known| {
        let version = next_version(known.version);
        PlanProposal { changed_at: done.at, outcome, state, version, ..known }
    })
}

fn proposed(body: PlanProposed, proposed: Done) -> PlanProposal {
    let PlanProposed { coachee, content, milestones, note, plan_proposal } = body;
    PlanProposal {
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
