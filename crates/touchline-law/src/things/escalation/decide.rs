//! What is allowed with an escalation, and what its commands change.
//!
//! Rules: ESC-01.

use touchline_kernel::{Actor, Code, PersonId, Rejection, WarningCode};

use super::lifecycle::{Condition, State, Verb};
use super::{About, Act, Change, Escalation, EscalationReason, EscalationWithdrawn};
use crate::access::{Action, OfCall, Standing, Whose};
use crate::facts::{BundleStanding, FactKey, Facts, Refusal};
use crate::life::{Asking, Case, Life, by_table, is_there, successor_may};
use crate::policy::Policy;

impl Life for Escalation {
    by_table!(archived);

    fn awaited(state: State) -> Option<&'static str> {
        (state == State::Open).then_some("answer")
    }

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::HandedOver(_) => Some(Verb::HandOver),
            Change::Withdrawn(_) => Some(Verb::CallOff),
            _ => None,
        }
    }

    fn makes(act: &Act) -> Option<Whose> {
        raised(act).map(|(agent, about)| {
            // Whether it may be of this call is asked where that was found to be in sight.
            let of = about.call().map_or(OfCall::None, |_| OfCall::Any);
            Whose::Person { coached: agent, author: None, keeper: None, of }
        })
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        raised(act).map(|(_, about)| about.asks()).into_iter()
    }

    /// Once it is raised, what it is about is looked at no more.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let about = asking.act.filter(|_| asking.known.is_none()).and_then(raised).map(|(_, about)| about);
        let line = about.and_then(|about| FactKey::line(asking.by.actor, about.whose(asking.by.facts)?));
        about.map(About::asks).into_iter().chain(line)
    }

    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        let Some((agent, about)) = raised(act) else { return Ok(()) };
        let (access, facts) = (&case.policy.access, case.facts);
        if about.seen_by(case.actor, access, facts)?.is_none() {
            return Err(Rejection::from(Code::NotFound).at(about.path()).into());
        }
        let Some(call) = about.call().filter(|_| access.narrows()) else { return Ok(()) };
        let of_call = |whose: &Whose| Standing::of(case.actor, whose, access, facts);
        if facts.call(call).present()?.is_some_and(|known| known.handler == agent) {
            return Ok(of_call(&Whose::call(agent, call))?.may(Action::RaiseEscalation)?);
        }
        // Whom a call says nothing of is in nobody's sight by its campaign: neither whether they are there nor whether they left is told.
        let unseen = |_| Rejection::from(Code::NotFound).at("/body/agent");
        Ok(of_call(&Whose::person(agent))?.may(Action::RaiseEscalation).map_err(unseen)?)
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let agent = case.coached()?;
        match condition {
            // Nothing new is asked of somebody who has left; who has no account only will not see it.
            Condition::AgentIsActive => is_there(agent, case.facts).map_err(|refused| match case.known {
                Some(_) => refused,
                None => refused.at("/body/agent"),
            }),
            Condition::CallIsTheAgents => {
                let call = about(case).and_then(About::call).map(|call| case.facts.call(call).present()).transpose()?;
                refuse_if(case, call.flatten().is_some_and(|call| call.handler != agent), Code::CallOfAnother)
            }
            Condition::BundleIsTheAgents => {
                refuse_if(case, bundle(case)?.is_some_and(|bundle| bundle.agent != agent), Code::BundleOfAnother)
            }
            Condition::BundleWasReleased => {
                refuse_if(case, bundle(case)?.is_some_and(|bundle| !bundle.was_shown), Code::BundleNeverReleased)
            }
            Condition::SuccessorMayClose => match case.change {
                Some(Change::HandedOver(body)) => successor_may(case, (body.to, &case.whose), Action::CloseEscalation),
                _ => Ok(None),
            },
        }
    }

    fn changes<F: Facts>(_: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Raise(body) => Change::Raised(body.clone()),
            Act::Answer(body) => Change::Answered(body.clone()),
            Act::Close(body) => Change::Closed(body.clone()),
            Act::SendBack(body) => Change::SentBack(body.clone()),
            Act::Withdraw(EscalationReason { escalation, reason }) => Change::Withdrawn(EscalationWithdrawn {
                escalation: *escalation,
                reason: reason.clone(),
                said_by: None,
            }),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// Whom a command asks about what, where it raises an escalation.
fn raised(act: &Act) -> Option<(PersonId, &About)> {
    match act {
        Act::Raise(body) => Some((body.agent, &body.about)),
        _ => None,
    }
}

/// What the escalation is about, or is to be.
fn about<'a, F>(case: &Case<'a, Escalation, F>) -> Option<&'a About> {
    let raised = case.act.and_then(raised).map(|(_, about)| about);
    raised.or_else(|| case.known.map(|known| &known.about))
}

/// The bundle that it is about, as far as others may know of it.
fn bundle<'a, F: Facts>(case: &Case<'a, Escalation, F>) -> Result<Option<BundleStanding<'a>>, Refusal> {
    match about(case).and_then(About::bundle) {
        Some(bundle) => case.facts.bundle(bundle).present(),
        None => Ok(None),
    }
}

fn refuse_if<F>(case: &Case<'_, Escalation, F>, is: bool, code: Code) -> Result<Option<WarningCode>, Refusal> {
    match about(case).filter(|_| is) {
        Some(about) => Err(Rejection::from(code).at(about.path()).into()),
        None => Ok(None),
    }
}
