//! What is allowed with a review, and what its commands change. The conditions stand in `conditions.rs`.
//!
//! Rules: ACC-17, ACC-21, REV-08, REV-12, REV-15, REV-16, REV-19.

use touchline_kernel::{Actor, Code, DetailKey, Done, PersonId, Reason, Rejection, WarningCode};

use super::Judged;
use super::comment::{Comment, CommentId};
use super::conditions::{check, is_own_case};
use super::delivery::{can_be_set, is_ordered};
use super::disputable::{can_be_disputed, decided, decides};
use super::lifecycle::{Condition, Verb};
use super::practice::{Practice, practice};
use super::thread::{self, AnswerKind, EntryKind};
use super::{
    AcknowledgeReview, Act, Change, Entry, FillReview, LinkCall, ReplyToEntry, RespondToReview, Review,
    ReviewAcknowledged, ReviewCreated, ReviewDelivered, ReviewText, State,
};
use crate::access::{OfCall, Standing, Subject as _, Whose, visible_call};
use crate::facts::{FactKey, Facts, NewActionItem, Refusal, ReviewsGivenKey};
use crate::ground::calls::CallId;
use crate::ground::{ActionItemId, ReviewId, ScorecardId, ThingRef};
use crate::life::{Asking, By, Case, Life, by_table};
use crate::policy::{Acknowledgement, Policy};

impl Life for Review {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        matches!(change, Change::HandedOver(_)).then_some(Verb::HandOver)
    }

    /// Whose it is follows from the call, which the actor must see.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Create(body) = act else { return Ok(None) };
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        let known = by.facts.call(body.call).present()?;
        by.facts.gather(known.into_iter().flat_map(|call| FactKey::towards(by.actor, call.handler)))?;
        match visible_call(body.call, by.actor, &by.policy.access, by.facts)? {
            Some(call) => Ok(Some(Whose::Review {
                coached: call.handler,
                reviewer: by.actor.person(),
                former: Vec::new(),
                undecided: false,
                of: OfCall::Call(call.call),
            })),
            None => Err(Rejection::from(Code::NotFound).at("/body/call").into()),
        }
    }

    fn asks(act: &Act, actor: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let given = reviewed_by(act, actor).map(FactKey::ReviewsGiven);
        let answered = delivered_in(act).map(FactKey::reviews_answered);
        named_in(act)
            .map(FactKey::call)
            .into_iter()
            .chain(filled_in(act).map(FactKey::scorecard))
            .chain(answered)
            .chain(given)
    }

    /// The call, as long as what is said of it may change; and the line to whoever handled a call that a body brings.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let begins = matches!(asking.act, Some(Act::Create(_)));
        let draft = asking.known.filter(|review| !begins && review.state == State::Draft);
        let linked = asking.act.and_then(named_in).and_then(|call| asking.by.facts.call(call).present().ok().flatten());
        let line = linked.and_then(|call| FactKey::line(asking.by.actor, call.handler));
        let judges = matches!(asking.act, Some(Act::Dispute(_) | Act::DecideDispute(_)));
        let judged = draft.or(asking.known.filter(|_| judges)).and_then(|review| review.filled.as_deref());
        let filled = judged.map(|filled| FactKey::scorecard(filled.scorecard));
        let called_off = matches!(asking.act, Some(Act::Retract(_) | Act::Void(_)));
        let items = draft.or(asking.known.filter(|_| called_off)).into_iter().flat_map(|review| &review.items);
        let items = items.map(|item| FactKey::Thing(ThingRef::of(item.action_item)));
        let delivered = asking.act.and_then(delivered_in);
        let answered = delivered.and_then(|review| asking.by.facts.reviews_answered(review).present().ok().flatten());
        let answered = answered.into_iter().flatten().map(|assignment| FactKey::Thing(ThingRef::of(assignment)));
        let past = draft.filter(|_| delivered.is_some()).and_then(Review::follow_up_key).map(FactKey::FollowUp);
        let carried_out = draft.filter(|_| asking.by.actor == Actor::System);
        let ordered_by = carried_out.and_then(|review| Some((review.whose(), review.delivery_ordered_by()?)));
        let orderer = ordered_by.into_iter().flat_map(|(whose, person)| {
            let towards = whose.asks(Actor::Person(person), &asking.by.policy.access);
            towards.chain([FactKey::person(person)])
        });
        draft
            .map(|review| FactKey::call(review.call))
            .into_iter()
            .chain(line)
            .chain(filled)
            .chain(items)
            .chain(answered)
            .chain(past)
            .chain(orderer)
    }

    /// Comments inside the call, and none twice; entries and calls that are there.
    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        let Some(review) = case.known else { return is_first_of_its_reviewer(case, act) };
        // What may not be done at all is to blame before what the body says, and the cell says so.
        if review.state == State::Draft && is_own_case(case, review)? {
            return Ok(());
        }
        match act {
            Act::AddComment(body) if has_comment(review, body.comment.comment) => {
                Err(Rejection::from(Code::IdTaken).at("/body/comment/comment").into())
            }
            Act::AddComment(body) => is_in_call(case, review, &body.comment),
            Act::ChangeComment(body) => {
                is_of(review, body.comment.comment, "/body/comment/comment")?;
                is_in_call(case, review, &body.comment)
            }
            Act::RemoveComment(body) => is_of(review, body.comment, "/body/comment"),
            Act::Fill(body) => is_fit(case, review, body),
            Act::AddItem(body) if has_item(review, body.item.action_item) => {
                Err(Rejection::from(Code::IdTaken).at("/body/item/action_item").into())
            }
            Act::AddItem(body) => can_be_heard(case, &body.item),
            Act::ChangeItem(body) => {
                is_given(review, body.item.action_item, "/body/item/action_item")?;
                can_be_heard(case, &body.item)
            }
            Act::RemoveItem(body) => is_given(review, body.action_item, "/body/action_item"),
            Act::Dispute(body) => can_be_disputed(case, review, body),
            Act::DecideDispute(body) => decides(case, review, body),
            Act::Respond(RespondToReview { comment: Some(comment), .. }) => is_of(review, *comment, "/body/comment"),
            Act::Reply(body) => is_answerable(review, body),
            Act::LinkCall(body) => is_later(case, review, body),
            Act::SetDelivery(body) => can_be_set(case, review, body),
            Act::DeliverAsSet(body) => is_ordered(review, body),
            _ => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        check(case, condition)
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let agent = case.coached()?;
        if case.known.is_some_and(|review| says_what_stands(review, act)) {
            return Ok(Vec::new());
        }
        let thread = case.known.map_or(&[][..], |review| &review.thread);
        Ok(vec![match act {
            Act::Create(body) => Change::Created(ReviewCreated { agent, call: body.call, review: body.review }),
            Act::SetRating(body) => Change::RatingSet(*body),
            Act::SetSummary(body) => Change::SummarySet(body.clone()),
            Act::AddComment(body) => Change::CommentAdded(body.clone()),
            Act::ChangeComment(body) => Change::CommentChanged(body.clone()),
            Act::RemoveComment(body) => Change::CommentRemoved(*body),
            Act::Fill(body) => Change::Filled(filled(case.known, body)),
            Act::AddItem(body) => Change::ItemAdded(body.clone()),
            Act::ChangeItem(body) => Change::ItemChanged(body.clone()),
            Act::RemoveItem(body) => Change::ItemRemoved(*body),
            Act::Deliver(body) => Change::Delivered(delivered(case, body.review, None)?),
            Act::DeliverAsSet(body) => Change::Delivered(delivered(case, body.review, Some(body.ordered_by))?),
            Act::SetDelivery(body) => Change::DeliverySet(*body),
            Act::UnsetDelivery(body) => Change::DeliveryUnset(*body),
            Act::Dispute(body) => Change::Disputed(body.clone()),
            Act::WithdrawDispute(body) => Change::DisputeWithdrawn(*body),
            Act::DecideDispute(body) => Change::DisputeDecided(decided(case, body)?),
            Act::Void(body) => Change::Voided(body.clone()),
            Act::AcknowledgeAmendment(body) => Change::AmendmentAcknowledged(*body),
            Act::Discard(body) => Change::Discarded(*body),
            Act::AddAddendum(body) => Change::AddendumAdded(body.clone()),
            Act::MarkReviewed(body) => Change::MarkedReviewed(*body),
            Act::Acknowledge(body) => {
                if body.response.is_some() {
                    case.has_room(thread.len())?;
                }
                return Ok(acknowledged(body, thread));
            }
            Act::Respond(body) if body.kind == AnswerKind::Clarification => Change::ClarificationAsked(body.clone()),
            Act::Respond(body) => Change::Responded(body.clone()),
            Act::Reply(body) if thread::open_clarifications(thread).contains(&body.to) => {
                Change::ClarificationAnswered(body.clone())
            }
            Act::Reply(body) => Change::Replied(body.clone()),
            Act::LinkCall(body) => Change::CallLinked(*body),
            Act::Retract(body) => Change::Retracted(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// The acknowledgement, after what is written with it.
fn acknowledged(body: &AcknowledgeReview, thread: &[Entry]) -> Vec<Change> {
    let AcknowledgeReview { response, review } = body.clone();
    let number = response.as_ref().map(|_| thread::next_number(thread));
    let written = response.map(|text| Change::ResponseAdded(ReviewText { review, text }));
    let acknowledged = Change::Acknowledged(ReviewAcknowledged { response: number, review });
    written.into_iter().chain([acknowledged]).collect()
}

/// Who begins a review of which call by a command.
fn reviewed_by(act: &Act, actor: Actor) -> Option<ReviewsGivenKey> {
    match act {
        Act::Create(body) => Some(ReviewsGivenKey { call: body.call, reviewer: actor.person()? }),
        _ => None,
    }
}

/// Several reviews of what somebody handled are by different reviewers.
fn is_first_of_its_reviewer<F: Facts>(case: &Case<'_, Review, F>, act: &Act) -> Result<(), Refusal> {
    let Some(key) = reviewed_by(act, case.actor) else { return Ok(()) };
    let agent = case.coached()?;
    let given = case.facts.reviews_given(key).present()?.unwrap_or_default();
    let Some(before) = given.into_iter().find(|given| given.agent == agent) else { return Ok(()) };
    let reason = Reason::new(Code::CallReviewedAlready).with(DetailKey::Actual, before.review.to_string());
    Err(Rejection::from(reason).at("/body/call").into())
}

/// The call that a command's body brings.
fn named_in(act: &Act) -> Option<CallId> {
    match act {
        Act::Create(body) => Some(body.call),
        Act::LinkCall(body) => Some(body.call),
        Act::AddItem(body) | Act::ChangeItem(body) => body.item.kind.call(),
        _ => None,
    }
}

/// The delivery, on somebody's order where it was set ahead.
fn delivered<F: Facts>(
    case: &Case<'_, Review, F>,
    review: ReviewId,
    ordered_by: Option<PersonId>,
) -> Result<ReviewDelivered, Refusal> {
    let acknowledgement = case.policy.review.acknowledgement;
    Ok(ReviewDelivered {
        asks_acknowledgement: acknowledgement != Acknowledgement::None,
        dispute_answers: acknowledgement == Acknowledgement::AcknowledgeOrDispute,
        judged: judged(case)?,
        ordered_by,
        practice: practised(case)?,
        review,
    })
}

/// The review that a command delivers.
fn delivered_in(act: &Act) -> Option<ReviewId> {
    match act {
        Act::Deliver(body) => Some(body.review),
        Act::DeliverAsSet(body) => Some(body.review),
        _ => None,
    }
}

/// The version of a scorecard that a command's body brings.
fn filled_in(act: &Act) -> Option<ScorecardId> {
    match act {
        Act::Fill(body) => body.filled.as_ref().map(|filled| filled.scorecard),
        _ => None,
    }
}

/// What fills in a review, in the place of what did before.
fn filled(review: Option<&Review>, body: &FillReview) -> FillReview {
    let kept = review.and_then(|review| review.filled.as_deref());
    FillReview { filled: body.filled.as_ref().map(|filled| filled.in_place_of(kept)), review: body.review }
}

/// Whether a command would change nothing.
fn says_what_stands(review: &Review, act: &Act) -> bool {
    match act {
        Act::SetRating(body) => review.rating == body.rating,
        Act::SetSummary(body) => review.summary == body.summary,
        Act::ChangeComment(body) => review.comments.contains(&body.comment),
        Act::Fill(body) => review.filled.as_deref() == filled(Some(review), body).filled.as_ref(),
        Act::ChangeItem(body) => review.items.contains(&body.item),
        Act::LinkCall(body) => review.applied.iter().any(|applied| applied.call == body.call),
        Act::SetDelivery(body) => review.set_delivery.as_deref().is_some_and(|set| set.at == body.at),
        _ => false,
    }
}

fn has_comment(review: &Review, id: CommentId) -> bool {
    review.comments.iter().any(|comment| comment.comment == id)
}

fn is_of(review: &Review, id: CommentId, path: &str) -> Result<(), Refusal> {
    // Without any comment that is what is to blame, and the cell says so.
    if has_comment(review, id) || (review.comments.is_empty() && review.state == State::Draft) {
        return Ok(());
    }
    Err(Rejection::from(Code::NotFound).at(path).into())
}

fn has_item(review: &Review, id: ActionItemId) -> bool {
    review.items.iter().any(|item| item.action_item == id)
}

fn is_given(review: &Review, id: ActionItemId, path: &str) -> Result<(), Refusal> {
    // Without anything to do that is what is to blame, and the cell says so.
    if has_item(review, id) || (review.items.is_empty() && review.state == State::Draft) {
        return Ok(());
    }
    Err(Rejection::from(Code::NotFound).at(path).into())
}

/// A call that somebody is to listen to is one that the reviewer may see.
fn can_be_heard<F: Facts>(case: &Case<'_, Review, F>, item: &NewActionItem) -> Result<(), Refusal> {
    let Some(call) = item.kind.call() else { return Ok(()) };
    match visible_call(call, case.actor, &case.policy.access, case.facts)? {
        Some(_) => Ok(()),
        None => Err(Rejection::from(Code::NotFound).at("/body/item/kind/body/call").into()),
    }
}

fn is_fit<F: Facts>(case: &Case<'_, Review, F>, review: &Review, body: &FillReview) -> Result<(), Refusal> {
    body.filled.as_ref().map_or(Ok(()), |filled| filled.check_fit(review.filled.as_deref(), review.call, case.facts))
}

/// What comes of the scorecard, if the review has one.
fn judged<F: Facts>(case: &Case<'_, Review, F>) -> Result<Option<Judged>, Refusal> {
    let filled = case.known.and_then(|review| review.filled.as_deref());
    filled.map_or(Ok(None), |filled| filled.judged_by_version(case.facts))
}

/// How it stands to the five habits as it is delivered: at the moment that goes on record, which is no earlier than the last.
fn practised<F: Facts>(case: &Case<'_, Review, F>) -> Result<Option<Practice>, Refusal> {
    let practised = |review: &Review| practice(review, case.policy, case.facts, case.at.max(review.changed_at));
    case.known.map(practised).transpose()
}

/// It is about a moment of the call, and quotes it only where that may be.
fn is_in_call<F: Facts>(case: &Case<'_, Review, F>, review: &Review, comment: &Comment) -> Result<(), Refusal> {
    let call = case.facts.call(review.call).present()?;
    let consent = call.as_ref().and_then(|call| call.recording_consent);
    if comment.quote.is_some() && !case.policy.review.lets_quote(consent) {
        return Err(Rejection::from(Code::ConsentMissing).at("/body/comment/quote").into());
    }
    Ok(comment.check(call.map_or(0, |call| call.length_ms), "/body/comment")?)
}

/// A reply is to something that whoever handled the call wrote.
fn is_answerable(review: &Review, reply: &ReplyToEntry) -> Result<(), Refusal> {
    let entry = thread::entry(&review.thread, reply.to).filter(|entry| entry.kind != EntryKind::Reply);
    if entry.is_some() || review.thread.is_empty() {
        return Ok(());
    }
    Err(Rejection::from(Code::NotFound).at("/body/to").into())
}

/// A call in which a review was applied is another of one's own, and began after one had it and not after now.
fn is_later<F: Facts>(case: &Case<'_, Review, F>, review: &Review, link: &LinkCall) -> Result<(), Refusal> {
    let refuse = |code: Code| Err(Rejection::from(code).at("/body/call").into());
    let Some(call) = visible_call(link.call, case.actor, &case.policy.access, case.facts)? else {
        return refuse(Code::NotFound);
    };
    if call.handler != review.agent {
        return refuse(Code::CallOfAnother);
    }
    let is_since = |delivered: Done| delivered.at < call.started_at && call.started_at <= case.at;
    if link.call == review.call || !review.delivered.is_some_and(is_since) {
        return refuse(Code::CallNotLater);
    }
    Ok(())
}
