//! Who may see a call, and so point at it.

use super::{AccessPolicy, Action, Standing};
use crate::calls::{Call, CallId};
use crate::facts::{Facts, Refusal};
use crate::kernel::command::Actor;

/// The call, if there is one that the actor may see.
pub fn visible_call<'f, F: Facts>(
    call: CallId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<&'f Call>, Refusal> {
    let Some(call) = facts.call(call).present()? else { return Ok(None) };
    let standing = Standing::towards(actor, call.handler, None, access, facts)?;
    Ok(standing.may(Action::SeeCall).is_ok().then_some(call))
}
