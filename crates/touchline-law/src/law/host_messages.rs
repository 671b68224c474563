//! Messages for a host with its own database: planned from a record's events, shown when they are told or sent.
//!
//! Rules: WSP-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::notices::{Cause, asks_of, asks_to_replan, asks_towards, caused_by, is_wanted, message, replan};
use super::{Change, Fact, Loaded};
use crate::facts::{FactKey, Facts as _, Refusal};
use crate::notify::{Message, MessageId, Planned, Texts, default_texts};
use crate::policy::Policy;
use touchline_kernel::{Code, Event, Failure, Instant, Rejection};

/// What happened, and what was known before.
#[derive(Deserialize, JsonSchema)]
pub struct PlanInput {
    /// All events of one record, in their order.
    pub events: Vec<Event<Change>>,
    /// The facts that are loaded, of the moment before the record.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

/// A message that is to be told, by its id.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlannedById {
    /// Its id: the same whenever the same is planned, so that doubles can be dropped.
    pub id: MessageId,
    /// Whom it tells what, and when.
    pub plan: Planned,
}

/// The messages that a record causes.
#[derive(Serialize, JsonSchema)]
pub struct PlannedMessages {
    /// In the order of the events that cause them.
    pub messages: Vec<PlannedById>,
}

pub(super) fn notify_plan(input: PlanInput) -> Result<PlannedMessages, Failure> {
    let mut facts = Loaded::new(input.facts)?;
    let causes = input.events.iter().filter_map(Cause::of);
    facts.gather(causes.map(|cause| FactKey::Thing(cause.thing())))?;
    let Some(sent_by) = input.events.first().map(|event| event.by) else {
        return Ok(PlannedMessages { messages: Vec::new() });
    };
    let caused_by = caused_by(&input.events, sent_by);
    let (mut messages, mut missing) = (Vec::new(), Vec::new());
    for (place, event) in input.events.into_iter().enumerate() {
        let cause = Cause::of(&event);
        let fits = facts.fold(event);
        fits.map_err(|()| Rejection::from(Code::EventDoesNotFit).at(format!("/events/{place}")))?;
        let Some(cause) = cause else { continue };
        for notice in cause.notices() {
            match cause.plan(notice, caused_by, &input.policy, &facts) {
                Ok(plans) => messages.extend(plans.into_iter().map(|plan| PlannedById { id: plan.id(), plan })),
                Err(Refusal::NeedsFacts(keys)) => missing.extend(keys),
                Err(refusal) => return Err(refusal.into()),
            }
        }
    }
    facts.gather(missing)?;
    Ok(PlannedMessages { messages })
}

/// What waits, and what is in force from now on.
#[derive(Deserialize, JsonSchema)]
pub struct ReplanInput {
    /// From when on: when the settings, the zone or the policy changed.
    pub at: Instant,
    /// The facts that are loaded, of the moment after the change; none at first.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The messages, as they are planned, in any order: those of whoever is told in another way, and where a person's zone
    /// changed what anybody is told of their plans and certifications. What has been told by then stays as it is, but for this:
    /// that days are over is told again where it was told in the last 26 hours and they are not over by the zone of now.
    #[schemars(length(max = 100_000))]
    pub messages: Vec<Planned>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

/// What waits, as it is told from now on.
#[derive(Serialize, JsonSchema)]
pub struct Replanned {
    /// Each message, in the same order.
    pub messages: Vec<Planned>,
}

pub(super) fn notify_replan(input: ReplanInput) -> Result<Replanned, Failure> {
    let facts = Loaded::new(input.facts)?;
    facts.gather(input.messages.iter().flat_map(|planned| asks_of(planned, true)))?;
    let besides = input.messages.iter().map(|planned| asks_to_replan(planned, &facts));
    facts.gather(besides.collect::<Result<Vec<_>, _>>()?.into_iter().flatten())?;
    let messages = input.messages.iter().map(|planned| replan(planned, input.at, &input.policy, &facts));
    Ok(Replanned { messages: messages.collect::<Result<_, Refusal>>()? })
}

/// What is to be shown.
#[derive(Deserialize, JsonSchema)]
pub struct ShowMessages {
    /// The facts that are loaded; none at first.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The messages, as they were planned, in any order.
    #[schemars(length(max = 100_000))]
    pub messages: Vec<Planned>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Whether they are about to be sent by e-mail.
    #[serde(default)]
    pub sending: bool,
    /// The words; those that ship where they are left out.
    #[serde(default)]
    pub texts: Option<Texts>,
}

/// What recipients are shown.
#[derive(Serialize, JsonSchema)]
pub struct ShownMessages {
    /// For each message, in the same order, what its recipient sees of it, or null.
    pub messages: Vec<Option<Message>>,
}

pub(super) fn notify_show(input: ShowMessages) -> Result<ShownMessages, Failure> {
    let texts = input.texts.as_ref().unwrap_or(default_texts());
    texts.check("/texts")?;
    let facts = Loaded::new(input.facts)?;
    facts.gather(input.messages.iter().flat_map(|planned| asks_of(planned, input.sending)))?;
    let towards = input.messages.iter().map(|planned| asks_towards(planned, &input.policy, &facts));
    facts.gather(towards.collect::<Result<Vec<_>, _>>()?.into_iter().flatten())?;
    let messages = input.messages.iter().map(|planned| {
        if input.sending && !is_wanted(planned, &input.policy, &facts)? {
            return Ok(None);
        }
        message(planned, &input.policy, &facts, texts)
    });
    Ok(ShownMessages { messages: messages.collect::<Result<_, Refusal>>()? })
}
