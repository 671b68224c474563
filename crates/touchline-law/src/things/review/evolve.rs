//! What an event changes in a review.

use super::dispute::{Closed, Dispute, Outcome, Ruled, Ruling, Superseded, amended};
use super::lifecycle::State;
use super::thread::AnswerKind;
use super::{
    AppliedCall, Attestation, Change, DeliverySet, DisputeDecided, Entry, EntryKind, Remark, ReplyToEntry,
    RespondToReview, Review, ReviewCreated, Successor,
};
use touchline_kernel::{Actor, Done, Event, Note, PersonId, next_version};

/// The review after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(review: Option<Review>, event: Event<Change>) -> Option<Review> {
    let done = Done { at: event.at, by: event.by };
    let Some(review) = review else {
        let Change::Created(body) = event.change else { return None };
        return Some(created(body, done));
    };
    let version = next_version(review.version);
    if let Change::HandedOver(body) = event.change {
        return Some(Review {
            version,
            versions_unseen: next_version(review.versions_unseen),
            successor: Some(Box::new(succeeded(review.successor.as_deref(), body.to, done))),
            ..review
        });
    }
    changed(Review { changed_at: done.at, version, ..review }, event.change, done)
}

/// Who stands in the reviewer's place from now on, after whoever did.
fn succeeded(before: Option<&Successor>, keeper: PersonId, done: Done) -> Successor {
    let earlier = before.into_iter().flat_map(|of| of.before.iter().copied().chain([of.keeper]));
    Successor { at: done.at, before: earlier.collect(), keeper }
}

fn created(body: ReviewCreated, done: Done) -> Review {
    Review {
        acknowledged: None,
        addenda: Vec::new(),
        agent: body.agent,
        applied: Vec::new(),
        archived: false,
        acknowledge_again: false,
        asks_acknowledgement: false,
        call: body.call,
        changed_at: done.at,
        comments: Vec::new(),
        created: done,
        delivered: None,
        dispute_answers: false,
        disputes: Vec::new(),
        drafts_unseen: 0,
        filled: None,
        items: Vec::new(),
        judged: None,
        practice: None,
        rating: None,
        retracted: None,
        review: body.review,
        reviewed_at: None,
        set_delivery: None,
        state: State::Draft,
        successor: None,
        summary: None,
        superseded: Vec::new(),
        thread: Vec::new(),
        version: 1,
        versions_unseen: 1,
    }
}

fn changed(mut review: Review, change: Change, done: Done) -> Option<Review> {
    match change {
        Change::Created(_) | Change::HandedOver(_) => return None,
        Change::RatingSet(body) => review.rating = body.rating,
        Change::SummarySet(body) => review.summary = body.summary,
        Change::CommentAdded(body) => review.comments.push(body.comment),
        Change::CommentChanged(body) => {
            let id = body.comment.comment;
            *review.comments.iter_mut().find(|comment| comment.comment == id)? = body.comment;
        }
        Change::CommentRemoved(body) => review.comments.retain(|comment| comment.comment != body.comment),
        Change::Filled(body) => review.filled = body.filled.map(Box::new),
        Change::ItemAdded(body) => review.items.push(body.item),
        Change::ItemChanged(body) => {
            let id = body.item.action_item;
            *review.items.iter_mut().find(|item| item.action_item == id)? = body.item;
        }
        Change::ItemRemoved(body) => review.items.retain(|item| item.action_item != body.action_item),
        Change::Delivered(body) => {
            review.dispute_answers = body.dispute_answers;
            review.judged = body.judged;
            review.practice = body.practice.map(Box::new);
            review.asks_acknowledgement = body.asks_acknowledgement;
            let by = body.ordered_by.map_or(done.by, Actor::Person);
            review.delivered = Some(Done { at: done.at, by });
            review.set_delivery = None;
            review.state = State::Delivered;
            review.drafts_unseen = review.version.saturating_sub(1);
            review.versions_unseen = review.drafts_unseen;
        }
        Change::DeliverySet(body) => review.set_delivery = Some(Box::new(DeliverySet { at: body.at, done })),
        Change::DeliveryUnset(_) => review.set_delivery = None,
        Change::Discarded(_) => {
            review.set_delivery = None;
            review.state = State::Discarded;
        }
        Change::AddendumAdded(body) => review.addenda.push(Remark { done, text: body.text }),
        Change::MarkedReviewed(_) => {
            review.reviewed_at = Some(done.at);
            review.state = State::Reviewed;
        }
        Change::ResponseAdded(body) => {
            let (comment, kind) = (None, AnswerKind::Response);
            review.thread.push(answer(RespondToReview { comment, kind, review: body.review, text: body.text }, done));
        }
        Change::Acknowledged(body) => return Some(acknowledged(review, body.response, done)),
        Change::Responded(body) | Change::ClarificationAsked(body) => review.thread.push(answer(body, done)),
        Change::ClarificationAnswered(body) | Change::Replied(body) => review.thread.push(reply(body, done)),
        Change::CallLinked(body) => review.applied.push(AppliedCall { at: done.at, call: body.call }),
        Change::Retracted(body) => {
            review.retracted = Some(Box::new(Remark { done, text: body.reason }));
            review.state = State::Retracted;
        }
        Change::Disputed(body) => {
            review.disputes.push(Dispute { closed: None, points: body.points, raised: done });
            // Who disputes it has read it, and works with it again where it was put away.
            review.archived = false;
            review.reviewed_at = review.reviewed_at.or(Some(done.at));
            review.state = if review.state == State::Delivered { State::Reviewed } else { review.state };
        }
        Change::DisputeWithdrawn(_) => close(&mut review, Outcome::Withdrawn, None, Vec::new(), done)?,
        Change::DisputeDecided(body) => return decided(review, body, done),
        Change::Voided(body) => {
            let accepted = vec![Ruled::alone(Ruling::Accept)];
            close(&mut review, Outcome::Accepted, Some(body.note), accepted, done)?;
            review.state = State::Voided;
        }
        Change::AmendmentAcknowledged(_) => return Some(acknowledged(review, None, done)),
        Change::Archived(_) => review.archived = true,
        Change::Restored(_) => review.archived = false,
    }
    Some(review)
}

/// A dispute comes to its end.
fn close(review: &mut Review, outcome: Outcome, note: Option<Note>, rulings: Vec<Ruled>, done: Done) -> Option<()> {
    let open = review.disputes.last_mut().filter(|dispute| dispute.closed.is_none())?;
    open.closed = Some(Closed { done, note, outcome, rulings });
    Some(())
}

/// What a dispute changes stands from then on, and what stood before is kept.
fn decided(mut review: Review, body: DisputeDecided, done: Done) -> Option<Review> {
    let points = review.open_dispute()?.points.clone();
    let (rating, filled) = amended(&review, &points, &body.rulings);
    close(&mut review, body.outcome, Some(body.note), body.rulings, done)?;
    if rating != review.rating || filled != review.filled {
        review.superseded.push(Superseded {
            acknowledged: review.acknowledged_since_amended(),
            at: done.at,
            filled: review.filled.map(|filled| *filled),
            judged: review.judged,
            rating: review.rating,
        });
    }
    let acknowledge_again = review.acknowledge_again || body.acknowledge_again;
    Some(Review { acknowledge_again, filled, judged: body.judged, rating, ..review })
}

/// What was acknowledged is what stood before: the acknowledgement itself, and what was written with it, came after.
fn acknowledged(review: Review, response: Option<u32>, done: Done) -> Review {
    let own = if response.is_some() { 2 } else { 1 };
    Review {
        acknowledge_again: false,
        acknowledged: Some(Box::new(Attestation {
            done,
            response,
            version: review.version.saturating_sub(own),
            versions_unseen: review.versions_unseen,
        })),
        reviewed_at: review.reviewed_at.or(Some(done.at)),
        state: State::Acknowledged,
        ..review
    }
}

fn answer(body: RespondToReview, done: Done) -> Entry {
    Entry { comment: body.comment, done, kind: body.kind.into(), text: body.text, to: None }
}

fn reply(body: ReplyToEntry, done: Done) -> Entry {
    Entry { comment: None, done, kind: EntryKind::Reply, text: body.text, to: Some(body.to) }
}
