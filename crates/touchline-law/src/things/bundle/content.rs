//! What a bundle's content names: the calls, training items and goals that a command rests on, and what each must be.

use core::iter;

use touchline_calculators::progress::{Aim, Measure};
use touchline_kernel::{Actor, Code, PersonId, Rejection};

use super::{Act, Bundle, BundleId, Content, goal_of};
use crate::access::{visible_call, visible_item};
use crate::facts::{FactKey, Facts, NewGoal, Refusal};
use crate::life::{Case, Told as _};
use crate::policy::Policy;

/// What a command rests on by what it names, as far as it can be told without any fact.
pub(super) fn asked_of(act: &Act) -> impl Iterator<Item = FactKey> {
    named_in(act.content()).chain(iter::once_with(|| goals_of(act, None)).flatten())
}

/// The goals that a command sets or calls off: they are things of their own.
pub(super) fn goals_of(act: &Act, bundle: Option<&Bundle>) -> Vec<FactKey> {
    let goals = |content: &Content| content.goals.iter().map(|aim| FactKey::goal(goal_of(act.thing(), aim))).collect();
    match act {
        Act::CreateAndRelease(body) => goals(&body.content),
        Act::Release(_) | Act::Cancel(_) => bundle.map(|bundle| goals(&bundle.content)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The calls and training items that a content names.
pub(super) fn named_in(content: Option<&Content>) -> impl Iterator<Item = FactKey> {
    content.into_iter().flat_map(|content| {
        let calls = content.calls.iter().map(|entry| FactKey::call(entry.call));
        calls.chain(content.training_items.iter().copied().map(FactKey::training_item))
    })
}

/// Whether the actor manages those whose calls and training items a content names, as far as these are known.
pub(super) fn lines_to<F: Facts>(content: Option<&Content>, actor: Actor, facts: &F) -> Vec<FactKey> {
    let (Some(content), Actor::Person(actor)) = (content, actor) else { return Vec::new() };
    let calls = content.calls.iter().filter_map(|entry| facts.call(entry.call).present().ok().flatten());
    let items = content.training_items.iter().filter_map(|item| facts.training_item(*item).present().ok().flatten());
    let agents = calls.map(|call| call.handler).chain(items.map(|item| item.agent));
    agents.map(|agent| FactKey::manages(actor, agent)).collect()
}

/// What a body's content must be: of calls and items that the actor may see, and of goals that can be aimed at.
pub(super) fn check_content<F: Facts>(content: &Content, case: &Case<'_, Bundle, F>) -> Result<(), Refusal> {
    check_calls(content, case)?;
    check_items(content, case)?;
    check_goals(content, case.policy)
}

/// Every call of the content must be one that the actor may see, and stand there once.
fn check_calls<F: Facts>(content: &Content, case: &Case<'_, Bundle, F>) -> Result<(), Refusal> {
    for (place, entry) in content.calls.iter().enumerate() {
        let path = || format!("/body/content/calls/{place}/call");
        if visible_call(entry.call, case.actor, &case.policy.access, case.facts)?.is_none() {
            return Err(Rejection::from(Code::NotFound).at(path()).into());
        }
        if content.calls.iter().take(place).any(|earlier| earlier.call == entry.call) {
            return Err(Rejection::from(Code::CallTwice).at(path()).into());
        }
    }
    Ok(())
}

/// Every training item of the content must be one that the actor may see, and stand there once.
fn check_items<F: Facts>(content: &Content, case: &Case<'_, Bundle, F>) -> Result<(), Refusal> {
    for (place, item) in content.training_items.iter().enumerate() {
        let refuse = |code: Code| Rejection::from(code).at(format!("/body/content/training_items/{place}"));
        if visible_item(*item, case.actor, &case.policy.access, case.facts)?.is_none() {
            return Err(refuse(Code::NotFound).into());
        }
        if content.training_items.iter().take(place).any(|earlier| earlier == item) {
            return Err(refuse(Code::TrainingItemTwice).into());
        }
    }
    Ok(())
}

/// Every goal of the content must be one that can be aimed at, and stand there once.
fn check_goals(content: &Content, policy: &Policy) -> Result<(), Refusal> {
    for (place, aim) in content.goals.iter().enumerate() {
        let path = format!("/body/content/goals/{place}");
        aim.check(&policy.goal, &policy.metric, &path)?;
        if content.goals.iter().take(place).any(|earlier| earlier.is_the_same(aim, &policy.goal)) {
            return Err(Rejection::from(Code::GoalTwice).at(path).into());
        }
    }
    Ok(())
}

/// The goals that a bundle with this content sets when it is released.
pub(super) fn new_goals(
    bundle: BundleId,
    content: &Content,
    (agent, policy): (PersonId, &Policy),
) -> Result<Vec<NewGoal>, Rejection> {
    let new = |aim: &Aim| {
        let training = aim.measure == Measure::TrainingCompleted;
        Ok(NewGoal {
            aim: aim.clone(),
            days: aim.period.days(&policy.goal)?,
            goal: goal_of(bundle, aim),
            person: agent,
            training_items: training.then(|| content.training_items.clone()),
        })
    };
    content.goals.iter().map(new).collect()
}
