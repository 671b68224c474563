//! What an actor may point at: calls, bundles, reviews, training items, plans, sessions and people that they may see.
//!
//! Rules: ACC-19, KER-07.

use super::{AccessPolicy, Action, OfCall, Standing, Whose};
use crate::facts::{
    BundleStanding, FactKey, Facts, ItemStanding, PlanStanding, Refusal, ReviewStanding, SessionStanding,
};
use crate::ground::calls::{Call, CallId};
use crate::ground::people::Person;
use crate::ground::{BundleId, PlanId, ReviewId, SessionId, ThingRef, TrainingItemId};
use touchline_kernel::command::{Actor, PersonId};

/// The call, if there is one that the actor may see.
pub fn visible_call<'f, F: Facts>(
    call: CallId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<&'f Call>, Refusal> {
    let Some(call) = facts.call(call).present()? else { return Ok(None) };
    let standing = Standing::of(actor, &Whose::person(call.handler), access, facts)?;
    let standing = standing.in_campaign(call.campaign.as_ref());
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
    let standing = Standing::of(actor, &Whose::person(item.agent), access, facts)?;
    Ok(standing.may(Action::SeeTrainingItem).is_ok().then_some(item))
}

/// Where the bundle stands, if there is one that the actor may see.
pub fn visible_bundle<'f, F: Facts>(
    bundle: BundleId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<BundleStanding<'f>>, Refusal> {
    let Some(bundle) = facts.bundle(bundle).present()? else { return Ok(None) };
    let whose = Whose::Person { coached: bundle.agent, author: bundle.author, keeper: bundle.keeper, of: OfCall::None };
    let standing = Standing::of(actor, &whose, access, facts)?;
    let seen = match standing.is_coached() {
        true => bundle.was_shown && standing.may(Action::SeeOwnBundle).is_ok(),
        false => standing.may(Action::SeeBundle).is_ok(),
    };
    Ok(seen.then_some(bundle))
}

/// Where the review stands, if there is one that the actor may see.
pub fn visible_review<'f, F: Facts>(
    review: ReviewId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<ReviewStanding<'f>>, Refusal> {
    let Some(known) = facts.review(review).present()? else { return Ok(None) };
    let ReviewStanding { agent: coached, keeper: reviewer, undecided, was_shown, .. } = known;
    // Of which campaign its call is matters to none of those who see reviews.
    let whose = Whose::Review { coached, reviewer, former: known.former(), undecided, of: OfCall::None };
    let standing = Standing::of(actor, &whose, access, facts)?;
    let needed = if was_shown { Action::SeeReview } else { Action::SeeDraftReview };
    let shown = was_shown || !standing.is_coached();
    Ok(Some(known).filter(|_| shown && standing.may(needed).is_ok()))
}

/// Where the plan stands, if there is one that the actor may see.
pub fn visible_plan<'f, F: Facts>(
    plan: PlanId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<PlanStanding<'f>>, Refusal> {
    visible_plan_with(plan, actor, access, facts, |_| None)
}

/// The same, where the plan names somebody of whom more is to be known: that is asked for in the same round.
pub fn visible_plan_with<'f, F: Facts>(
    plan: PlanId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
    named: impl FnOnce(&PlanStanding<'f>) -> Option<PersonId>,
) -> Result<Option<PlanStanding<'f>>, Refusal> {
    let Some(known) = facts.plan(plan).present()? else { return Ok(None) };
    let whose = Whose::OfPlan { among: None, author: None, coached: known.coachee, plan };
    facts.gather(whose.asks(actor, access).chain(named(&known).map(FactKey::person)))?;
    let standing = Standing::of(actor, &whose, access, facts)?;
    let shown = known.was_shown || !standing.is_coached();
    Ok(Some(known).filter(|_| shown && standing.may(Action::SeePlan).is_ok()))
}

/// Where the session stands, if there is one that the actor may see: whoever sees its plan does.
pub fn visible_session<'f, F: Facts>(
    session: SessionId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<SessionStanding<'f>>, Refusal> {
    let Some(known) = facts.session(session).present()? else { return Ok(None) };
    let plan = FactKey::Thing(ThingRef::of(known.plan));
    facts.gather(FactKey::towards(actor, known.coachee).chain([plan]))?;
    let seen = visible_plan(known.plan, actor, access, facts)?.is_some();
    Ok(Some(known).filter(|_| seen))
}

/// The person, if there is one that the actor may see.
pub fn visible_person<'f, F: Facts>(
    person: PersonId,
    actor: Actor,
    access: &AccessPolicy,
    facts: &'f F,
) -> Result<Option<&'f Person>, Refusal> {
    let Some(known) = facts.person(person).present()? else { return Ok(None) };
    let standing = Standing::of(actor, &Whose::Profile { person }, access, facts)?;
    Ok(standing.may(Action::SeePerson).is_ok().then_some(known))
}
