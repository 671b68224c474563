//! What must hold outside a command's body before a review may be moved.
//!
//! Rules: ACC-17, REV-03, REV-09, REV-11, REV-12, REV-14, REV-15.

use touchline_kernel::{Code, DetailKey, Reason, Rejection, WarningCode};

use super::comment::CommentKind;
use super::delivery::{delivered_at, orderer_may};
use super::lifecycle::Condition;
use super::{Change, Review};
use crate::access::Action;
use crate::facts::{Facts, Refusal};
use crate::ground::ThingRef;
use crate::life::{Case, is_there, of_own_case, successor_may};
use crate::policy::ReviewPolicy;

/// One condition of a cell.
pub(super) fn check<F: Facts>(
    case: &Case<'_, Review, F>,
    condition: Condition,
) -> Result<Option<WarningCode>, Refusal> {
    let Some(review) = case.known else { return of_a_new_one(case, condition) };
    match condition {
        // Nothing new is given to somebody who has left; who has no account only will not see it.
        Condition::AgentIsActive => is_there(review.agent, case.facts),
        Condition::IsJudged => refuse_if(review.rating.is_none() && review.filled.is_none(), Code::RatingMissing),
        Condition::ScorecardIsWhole => is_whole(case, review),
        Condition::SaysSomething => {
            refuse_if(review.summary.is_none() && review.comments.is_empty(), Code::FeedbackMissing)
        }
        Condition::RecognisesToo => Ok(recognises_nothing(review).then_some(WarningCode::NoRecognition)),
        Condition::HasComment => refuse_if(review.comments.is_empty(), Code::CommentMissing),
        Condition::HasItem => refuse_if(review.items.is_empty(), Code::ItemMissing),
        Condition::HasEntry => refuse_if(review.thread.is_empty(), Code::NothingToAnswer),
        Condition::AcknowledgementIsAsked => refuse_if(!review.asks_acknowledgement, Code::AcknowledgementNotAsked),
        Condition::ItemsHaveRoom => case.has_room(review.items.len()).map(|()| None),
        Condition::CommentsHaveRoom => case.has_room(review.comments.len()).map(|()| None),
        Condition::AddendaHaveRoom => case.has_room(review.addenda.len()).map(|()| None),
        Condition::ThreadHasRoom => case.has_room(review.thread.len()).map(|()| None),
        Condition::AppliedHasRoom => case.has_room(review.applied.len()).map(|()| None),
        Condition::CallIsTheAgents => {
            let call = case.facts.call(review.call).present()?;
            refuse_if(call.is_none_or(|call| call.handler != review.agent), Code::CallOfAnother)
        }
        Condition::CallIsAnothers => {
            if is_own_case(case, review)? {
                Err(of_own_case().into())
            } else {
                Ok(None)
            }
        }
        Condition::DueDatesAreNotPast => {
            let zone = case.policy.organisation.zone_of(review.agent, case.facts)?;
            let today = zone.day_of(delivered_at(case));
            let past = review.items.iter().position(|item| item.due_on < today);
            refuse_item(past, Code::DueDatePast, "due_on")
        }
        Condition::MomentsAreInCall => {
            let length = case.facts.call(review.call).present()?.map_or(0, |call| call.length_ms);
            first_outside(review, length).map_or(Ok(None), |outside| Err(outside.into()))
        }
        Condition::NothingIsAwaited => {
            let could = case.facts.person(review.agent).present()?.is_some_and(|agent| agent.active);
            refuse_if(could && review.awaits_acknowledgement(), Code::AcknowledgementAwaited)?;
            refuse_if(could && review.is_flagged(), Code::ReviewUnread)?;
            refuse_if(could && review.awaits_clarification(), Code::ClarificationOwed)?;
            refuse_if(review.open_dispute().is_some(), Code::DisputeOpen)
        }
        Condition::ItemIdsAreFree => {
            for (place, item) in review.items.iter().enumerate() {
                let taken = case.facts.glance(ThingRef::of(item.action_item)).present()?.is_some();
                refuse_item(taken.then_some(place), Code::IdTaken, "action_item")?;
            }
            Ok(None)
        }
        Condition::MayBeDisputed => may_be_disputed(case, review),
        Condition::NothingIsDisputed => refuse_if(review.open_dispute().is_some(), Code::DisputeOpen),
        Condition::IsDisputed => refuse_if(review.open_dispute().is_none(), Code::NoDispute),
        Condition::DisputesWhose => refuse_if(!review.disputes_whose(), Code::WhoseUndisputed),
        Condition::DeciderIsAnother => {
            let own = case.actor.person().is_some_and(|actor| review.keepers().any(|keeper| keeper == actor));
            refuse_if(own || review.created.by == case.actor, Code::OwnReview)
        }
        Condition::AmendmentAwaits => refuse_if(!review.acknowledge_again, Code::NothingAmended),
        Condition::DeliveryIsSet => refuse_if(review.set_delivery.is_none(), Code::DeliveryNotSet),
        Condition::DeliveryIsReached => {
            refuse_if(review.set_delivery.as_deref().is_some_and(|set| case.at < set.at), Code::DeliveryNotReached)
        }
        Condition::OrdererMayDeliver => orderer_may(case, review),
        Condition::SuccessorMayReview => match case.change {
            Some(Change::HandedOver(body)) => successor_may(case, (body.to, &case.whose), Action::CreateReview),
            _ => Ok(None),
        },
    }
}

/// Whether the call is known by now as one of whoever reviews it.
pub(super) fn is_own_case<F: Facts>(case: &Case<'_, Review, F>, review: &Review) -> Result<bool, Refusal> {
    let handler = case.facts.call(review.call).present()?.map(|call| call.handler);
    Ok(handler.is_some() && handler == review.keeper())
}

/// Refuses a dispute after the last day on which there may be one, where whoever handled the call is, and one too many.
fn may_be_disputed<F: Facts>(case: &Case<'_, Review, F>, review: &Review) -> Result<Option<WarningCode>, Refusal> {
    let ReviewPolicy { dispute_days, dispute_rounds, .. } = case.policy.review;
    let too_much = |code: Code, limit: u32| Err(Reason::new(code).with(DetailKey::Limit, u64::from(limit)).into());
    if review.disputes.len() >= usize::try_from(dispute_rounds).unwrap_or(usize::MAX) {
        return too_much(Code::DisputeRoundsUsed, dispute_rounds);
    }
    let zone = case.policy.organisation.zone_of(review.agent, case.facts)?;
    match review.disputable_until(zone, dispute_days) {
        Some(last) if zone.day_of(case.at) <= last => Ok(None),
        _ => too_much(Code::DisputeTooLate, dispute_days),
    }
}

fn is_whole<F: Facts>(case: &Case<'_, Review, F>, review: &Review) -> Result<Option<WarningCode>, Refusal> {
    review.filled.as_deref().map_or(Ok(()), |filled| filled.check_known_whole(case.facts)).map(|()| None)
}

/// The same of a review that is being begun: that nobody has an account who would see it matters when it is delivered.
fn of_a_new_one<F: Facts>(case: &Case<'_, Review, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
    match condition {
        Condition::AgentIsActive => is_there(case.coached()?, case.facts).map(|_| None),
        _ => Ok(None),
    }
}

fn refuse_if(is: bool, code: Code) -> Result<Option<WarningCode>, Refusal> {
    if is { Err(code.into()) } else { Ok(None) }
}

/// Refuses what is wrong with a field of one of the things that it gives to do, by where that stands in the review.
fn refuse_item(place: Option<usize>, code: Code, field: &str) -> Result<Option<WarningCode>, Refusal> {
    let Some(place) = place else { return Ok(None) };
    Err(Rejection::from(code).at(format!("/body/review/items/{place}/{field}")).into())
}

/// The first moment that lies outside a call of this length: of a comment, else of an answer.
fn first_outside(review: &Review, length_ms: u64) -> Option<Rejection> {
    let comments = review.comments.iter().enumerate();
    let mut comments = comments
        .filter_map(|(place, comment)| comment.check(length_ms, &format!("/body/review/comments/{place}")).err());
    let answer = || review.filled.as_deref()?.form.first_outside(length_ms);
    comments.next().or_else(|| {
        let (place, reason) = answer()?;
        Some(Rejection::from(reason).at(format!("/body/review/filled/form/answers/{place}/moment_ms")))
    })
}

/// Whether it names what to improve, and nothing that went well.
fn recognises_nothing(review: &Review) -> bool {
    let has = |of: CommentKind| review.comments.iter().any(|comment| comment.kind == of);
    (has(CommentKind::Warning) || has(CommentKind::Coaching)) && !has(CommentKind::Praise)
}
