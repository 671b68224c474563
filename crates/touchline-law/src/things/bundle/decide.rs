//! What is allowed with a bundle, and what its commands change. The conditions stand in `conditions.rs`, what a content
//! may name in `content.rs`.
//!
//! Rules: BUN-01, BUN-08.

use core::iter;

use touchline_kernel::{Actor, Code, Rejection, WarningCode};

use super::conditions::{NOTHING, check};
use super::content::{asked_of, check_content, goals_of, lines_to, named_in, new_goals};
use super::follow::{goals_held_by, held_by};
use super::lifecycle::{Condition, State, Verb};
use super::{Act, Bundle, BundleCancelled, BundleConcluded, BundleReleased, Change};
use crate::access::Whose;
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::{Asking, Case, Life, by_table, is_there};
use crate::policy::Policy;

impl Life for Bundle {
    by_table!(archived);

    /// What is awaited before a bundle can be concluded.
    fn awaited(state: State) -> Option<&'static str> {
        match state {
            State::Draft => Some("release"),
            State::Released => Some("response"),
            State::CompletedInPerson => Some("acknowledgement"),
            State::AgentReviewed | State::AgentAcknowledged | State::Concluded | State::Cancelled => None,
        }
    }

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::HandedOver(_) => Some(Verb::HandOver),
            Change::Cancelled(_) => Some(Verb::CallOff),
            _ => None,
        }
    }

    fn makes(act: &Act) -> Option<Whose> {
        act.birth().map(|body| Whose::person(body.agent))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        asked_of(act)
    }

    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let Asking { act, by, known } = *asking;
        let (brought, held) = (act.and_then(Act::content), known.map(|bundle| &bundle.content));
        // Who has everything loaded does not look at these, and a goal's id costs a digest.
        let goals = iter::once_with(move || act.map(|act| goals_of(act, known)).unwrap_or_default());
        // Only of what a body brings must it be known whether the actor may see it.
        let lines = iter::once_with(move || lines_to(brought, by.actor, by.facts));
        named_in(brought).chain(named_in(held)).chain(goals.chain(lines).flatten())
    }

    /// An agent who is there, calls and items that the actor may see, a day that has come.
    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        let agent = case.coached()?;
        if act.birth().is_some() {
            is_there(agent, case.facts).map_err(|refused| refused.at("/body/agent"))?;
        }
        if let Act::RecordSession(body) = act {
            let today = case.policy.organisation.zone_of(agent, case.facts)?.day_of(case.at);
            if body.held_on > today {
                return Err(Rejection::from(Code::DayAhead).at("/body/held_on").into());
            }
        }
        act.content().map_or(Ok(()), |content| check_content(content, case))
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        check(case, condition)
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let whose = (case.coached()?, case.policy);
        let released = |bundle, content: &super::Content| {
            let goals = new_goals(bundle, content, whose)?;
            Ok::<_, Refusal>(Change::Released(BundleReleased {
                bundle,
                goals,
                training_items: content.training_items.clone(),
            }))
        };
        Ok(match act {
            Act::Create(body) => vec![Change::Created(body.clone())],
            Act::CreateAndRelease(body) => {
                vec![Change::Created(body.clone()), released(body.bundle, &body.content)?]
            }
            Act::Release(body) => {
                vec![released(body.bundle, case.known.map_or(NOTHING, |bundle| &bundle.content))?]
            }
            Act::Respond(body) => vec![Change::Responded(body.clone())],
            Act::Edit(body) => vec![Change::Edited(body.clone())],
            Act::RecordSession(body) => vec![Change::SessionRecorded(body.clone())],
            Act::Acknowledge(body) => vec![Change::Acknowledged(body.clone())],
            Act::Deny(body) => vec![Change::SessionDenied(body.clone())],
            Act::Conclude(body) => vec![Change::Concluded(BundleConcluded {
                bundle: body.bundle,
                note: body.note.clone(),
                training_items: held_by(case.known),
            })],
            Act::Cancel(body) => vec![Change::Cancelled(BundleCancelled {
                bundle: body.bundle,
                goals: goals_held_by(case.known),
                reason: body.reason.clone(),
                said_by: None,
                training_items: held_by(case.known),
            })],
            Act::Archive(body) => vec![Change::Archived(*body)],
            Act::Restore(body) => vec![Change::Restored(*body)],
        })
    }
}
