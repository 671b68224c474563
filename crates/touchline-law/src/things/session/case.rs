//! A session before somebody who does something with it: the plan that it is of, and who coaches in it.
//!
//! Rules: ORG-03, SES-01.

use touchline_kernel::{Code, Key};

use super::{Act, Session, SessionCoach};
use crate::facts::{ExternalCoachRef, Facts, InternalCoach, PlanCoachRef, PlanStanding, Refusal};
use crate::ground::PlanId;
use crate::life::Case;

pub(super) type SessionCase<'a, F> = Case<'a, Session, F>;

/// The plan that it is of, or is to be.
pub(super) fn plan<'a, F: Facts>(case: &SessionCase<'a, F>) -> Result<PlanStanding<'a>, Refusal> {
    let named: Option<PlanId> = match (case.known, case.act) {
        (Some(known), _) => Some(known.plan),
        (None, Some(Act::Schedule(body))) => Some(body.plan),
        _ => None,
    };
    let plan = named.ok_or(Code::NotFound)?;
    case.facts.plan(plan).present()?.ok_or_else(|| Code::NotFound.into())
}

/// The coaches who are to take part, and coach still.
pub(super) fn coaches<F: Facts>(case: &SessionCase<'_, F>) -> Result<Vec<SessionCoach>, Refusal> {
    let Some(known) = case.known else { return Ok(Vec::new()) };
    Ok(known.coaches_of(&plan(case)?))
}

/// The coach whose words something is: the actor, or the external one for whom it is said.
pub(super) fn speaker<F>(case: &SessionCase<'_, F>, on_behalf_of: Option<&Key>) -> Option<PlanCoachRef> {
    let external = |contact: &Key| PlanCoachRef::External(ExternalCoachRef { contact: contact.clone() });
    let own = case.actor.person().map(|person| PlanCoachRef::Person(InternalCoach { person }));
    on_behalf_of.map(external).or(own)
}
