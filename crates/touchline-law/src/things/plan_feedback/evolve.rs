//! What an event makes of feedback between a coach and whom a plan coaches: it is there, and nothing happens to it any more.
//!
//! Rules: FBK-01.

use super::{Addressee, Change, PlanFeedback, State};
use touchline_kernel::{Done, Event};

/// The feedback after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<PlanFeedback>, event: Event<Change>) -> Option<PlanFeedback> {
    if known.is_some() {
        return None;
    }
    let (change, event) = event.split();
    let given = Done { at: event.at, by: event.by };
    Some(match change {
        Change::Given(body) => PlanFeedback {
            coachee: body.coachee,
            content: body.content,
            given,
            on_behalf_of: body.on_behalf_of,
            plan: body.plan,
            plan_feedback: body.plan_feedback,
            state: State::Given,
            to: None,
        },
        Change::GivenToCoach(body) => PlanFeedback {
            coachee: body.coachee,
            content: body.content,
            given,
            on_behalf_of: None,
            plan: body.plan,
            plan_feedback: body.plan_feedback,
            state: State::Given,
            to: Some(Addressee { coach: body.to, told: body.told }),
        },
    })
}
