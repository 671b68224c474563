//! What may be recorded of a call, and who may see one.

use super::{Call, CallId};
use crate::access::{Action, Standing};
use crate::facts::{FactKey, Facts, Refusal};
use crate::kernel::command::Actor;
use crate::kernel::rejection::{Code, Rejection};
use crate::policy::Policy;
use crate::recorded::Document;

impl Document for Call {
    const RECORD: Action = Action::RecordCall;

    fn rests_on(&self) -> Vec<FactKey> {
        vec![FactKey::person(self.handler)]
    }

    fn check<F: Facts>(&self, _: &Policy, facts: &F) -> Result<(), Refusal> {
        match facts.person(self.handler).present()? {
            Some(_) => Ok(()),
            None => Err(Rejection::from(Code::NotFound).at("/body/handler").into()),
        }
    }
}

/// The call, if there is one that the actor may see.
pub fn seen<'f, F: Facts>(
    call: CallId,
    actor: Actor,
    policy: &Policy,
    facts: &'f F,
) -> Result<Option<&'f Call>, Refusal> {
    let Some(call) = facts.call(call).present()? else { return Ok(None) };
    let standing = Standing::towards(actor, call.handler, None, &policy.access, facts)?;
    Ok(standing.may(Action::SeeCall).is_ok().then_some(call))
}
