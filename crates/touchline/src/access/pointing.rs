//! What an actor may point at: calls and training items that they may see.

use super::{AccessPolicy, Action, Standing};
use crate::calls::{Call, CallId};
use crate::facts::{Facts, ItemStanding, Refusal, TrainingItemId};
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

/// Where the training item stands, if there is one that the actor may see.
pub fn visible_item<'f, F: Facts>(
    item: TrainingItemId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<ItemStanding<'f>>, Refusal> {
    let Some(item) = facts.training_item(item).present()? else { return Ok(None) };
    let standing = Standing::towards(actor, item.agent, None, access, facts)?;
    Ok(standing.may(Action::SeeTrainingItem).is_ok().then_some(item))
}
