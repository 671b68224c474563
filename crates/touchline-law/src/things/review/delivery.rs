//! When a draft is to be delivered: set ahead, reached by time alone, and carried out on the order of whoever set it.
//!
//! Rules: KER-18, REV-15.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Code, DetailKey, Done, Instant, PersonId, Reason, Rejection, WarningCode};

use super::{Act, DeliverAsSet, Review, SetDelivery};
use crate::access::{Action, Standing};
use crate::facts::{Facts, Refusal};
use crate::life::{Arranged, Case};

/// When a draft is to be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewDeliverySet")]
pub struct DeliverySet {
    /// The moment.
    pub at: Instant,
    /// When that was set, and by whom.
    pub done: Done,
}

/// When a draft is to be delivered, as its reviewer sees it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewDeliverySetView")]
pub struct DeliverySetView {
    /// The moment.
    pub at: Instant,
    /// When that was set, and by whom.
    pub done: Done,
    /// Whether it has come: as long as the draft is there then, it was not delivered, or could not be.
    pub reached: bool,
}

impl DeliverySet {
    /// As it is shown at a moment.
    pub(super) fn shown(self, at: Instant) -> DeliverySetView {
        DeliverySetView { at: self.at, done: self.done, reached: self.at <= at }
    }
}

impl Review {
    /// Who set the moment at which it is to be delivered, where one is set.
    pub(super) fn delivery_ordered_by(&self) -> Option<PersonId> {
        self.set_delivery.as_deref().and_then(|set| set.done.by.person())
    }
}

/// What is to be done with it at the moment that was set.
pub(super) fn arranged(review: &Review) -> Option<Arranged<Act>> {
    let DeliverySet { at, done } = *review.set_delivery.as_deref()?;
    let ordered_by = review.delivery_ordered_by()?;
    let act = Act::DeliverAsSet(DeliverAsSet { ordered_by, review: review.review });
    Some(Arranged { act, at, ordered_by, set_at: done.at })
}

/// Refuses a moment that has passed, or is too far ahead, by the days of whoever handled the call.
pub(super) fn can_be_set<F: Facts>(
    case: &Case<'_, Review, F>,
    review: &Review,
    body: &SetDelivery,
) -> Result<(), Refusal> {
    let refused = |reason: Reason| Err(Rejection::from(reason).at("/body/at").into());
    if body.at <= case.at {
        return refused(Code::DeliveryPast.into());
    }
    let zone = case.policy.organisation.zone_of(review.agent, case.facts)?;
    let ahead = zone.day_of(body.at).days_since(zone.day_of(case.at));
    let limit = case.policy.review.delivery_days_ahead;
    if ahead > i64::from(limit) {
        return refused(Reason::new(Code::DeliveryTooFar).with(DetailKey::Limit, u64::from(limit)));
    }
    Ok(())
}

/// Refuses an order that nobody gave. That no moment is set at all the cell says.
pub(super) fn is_ordered(review: &Review, body: &DeliverAsSet) -> Result<(), Refusal> {
    if review.delivery_ordered_by().is_some_and(|ordered_by| ordered_by != body.ordered_by) {
        return Err(Rejection::from(Code::DeliveryNotSet).at("/body/ordered_by").into());
    }
    Ok(())
}

/// The moment at which what a command delivers, or sets to be, is delivered.
pub(super) fn delivered_at<F: Facts>(case: &Case<'_, Review, F>) -> Instant {
    match case.act {
        Some(Act::SetDelivery(body)) => body.at.max(case.at),
        _ => case.at,
    }
}

/// Refuses to carry out the order of somebody who may not give it any more.
pub(super) fn orderer_may<F: Facts>(
    case: &Case<'_, Review, F>,
    review: &Review,
) -> Result<Option<WarningCode>, Refusal> {
    let Some(ordered_by) = review.delivery_ordered_by() else { return Ok(None) };
    let standing = Standing::of(Actor::Person(ordered_by), &case.whose, &case.policy.access, case.facts)?;
    Ok(standing.may(Action::DeliverReview).map(|()| None)?)
}
