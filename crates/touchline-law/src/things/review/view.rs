//! What is shown of a review: one view for whoever handled the call, one for its reviewer and those who may see it.
//!
//! Rules: REV-14, REV-17.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::access::{Sight, visible_call};
use crate::facts::{Facts, Refusal};
use crate::ground::ReviewId;
use crate::ground::calls::CallId;
use crate::life::Viewer;

use super::comment::{CommentId, CommentKind, by_moment};
use super::thread::{EntryKind, is_unanswered, numbered, open_clarifications};
use super::{AppliedCall, Attestation, Remark, Review, State};
use touchline_kernel::{Actor, Done, Instant, Note, PersonId, Title, Zone};

/// A comment, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "InlineCommentView")]
pub struct CommentView {
    /// Its id.
    pub comment: CommentId,
    /// The moment, in milliseconds from the call's beginning; of a span its first.
    pub from_ms: u64,
    /// What sort of comment it is.
    pub kind: CommentKind,
    /// Whether it is a question that whoever handled the call has not answered.
    pub open: bool,
    /// What was said there, word for word.
    pub quote: Option<Note>,
    /// Who said it.
    pub speaker: Option<Title>,
    /// What the reviewer says about it.
    pub text: Note,
    /// The last moment of a span; null where it is about one moment.
    pub until_ms: Option<u64>,
}

/// Something to improve: a comment that asks for it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewImprovement")]
pub struct Improvement {
    /// The comment.
    pub comment: CommentId,
    /// What sort of comment it is.
    pub kind: CommentKind,
}

/// An entry of the thread, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewThreadEntryView")]
pub struct EntryView {
    /// The comment that it is about; null where it is about the review as a whole, or a reply.
    pub comment: Option<CommentId>,
    /// When and by whom.
    pub done: Done,
    /// Its number, from 1.
    pub entry: u32,
    /// What it is.
    pub kind: EntryKind,
    /// Whether it is a clarification that the reviewer has not answered.
    pub open: bool,
    /// What was written.
    pub text: Note,
    /// The entry that a reply is to; null of all else.
    pub to: Option<u32>,
}

/// That a review was acknowledged, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewAttestationView")]
pub struct AttestationView {
    /// When and by whom.
    pub done: Done,
    /// Which entry of the thread was written with it; null where none was.
    pub response: Option<u32>,
    /// The version that was acknowledged, as the viewer counts them.
    pub version: u64,
}

crate::life::view! {
    /// A review as whoever handled the call sees it. What comes first is the rating and the summary.
    AgentReview of review: Review for Coached, at: Instant, zone: Zone, call_name: Option<Title> {
        /// That one acknowledged it, if one did.
        acknowledged: Option<AttestationView> = attested(review, Actor::Person(review.agent)),
        /// What was added to it since it was delivered, in order.
        addenda: Vec<Remark>,
        /// Later calls in which one applied it, in the order in which one said so.
        applied: Vec<AppliedCall>,
        /// Whether it is put away.
        archived: bool,
        /// Whether one is still to acknowledge it.
        awaits_acknowledgement: bool = review.awaits_acknowledgement(),
        /// For how many days, in one's zone, it has awaited that, if it does.
        awaiting_days: Option<i64> = awaiting_days(review, at, zone),
        /// The call.
        call: CallId,
        /// What the call is called.
        call_name: Option<Title> = call_name,
        /// The comments, by the moments that they are about.
        comments: Vec<CommentView> = comments(review),
        /// When and by whom it was delivered.
        delivered: Option<Done>,
        /// What to improve, the most urgent first: warnings, then coaching, each by its moment.
        improvements: Vec<Improvement> = improvements(review),
        /// Whether the call is flagged for it: one has not said yet that one read it.
        is_new: bool = review.is_flagged(),
        /// How many stars it gives the call.
        rating: Option<u32>,
        /// Why it was taken back, if it was.
        retracted: Option<Remark>,
        /// Its id.
        review: ReviewId,
        /// When one marked it reviewed.
        reviewed_at: Option<Instant>,
        /// Who reviewed the call.
        reviewer: Actor = review.created.by,
        /// Where it stands.
        state: State,
        /// What it says about the call as a whole.
        summary: Option<Note>,
        /// What was written on it since it was delivered, in order.
        thread: Vec<EntryView> = entries(review),
        /// Its version, as one counts them.
        version: u64 = review.version_for(Actor::Person(review.agent)),
    }
}

crate::life::view! {
    /// A review as its reviewer sees it, and those who may see what others review.
    StaffReview of review: Review for Staff, viewer: Actor, at: Instant, zone: Zone, call_name: Option<Title> {
        /// That it was acknowledged, if it was.
        acknowledged: Option<AttestationView> = attested(review, viewer),
        /// What was added to it since it was delivered, in order.
        addenda: Vec<Remark>,
        /// Who handled the call.
        agent: PersonId,
        /// Later calls in which they applied it, in the order in which they said so.
        applied: Vec<AppliedCall>,
        /// Whether it is put away.
        archived: bool,
        /// Whether they are still to acknowledge it.
        awaits_acknowledgement: bool = review.awaits_acknowledgement(),
        /// For how many days, in their zone, it has awaited that, if it does.
        awaiting_days: Option<i64> = awaiting_days(review, at, zone),
        /// The call.
        call: CallId,
        /// What the call is called, if the viewer may see it.
        call_name: Option<Title> = call_name,
        /// The comments, by the moments that they are about.
        comments: Vec<CommentView> = comments(review),
        /// When and by whom it was made.
        created: Done,
        /// When and by whom it was delivered; null of a draft.
        delivered: Option<Done>,
        /// What to improve, the most urgent first: warnings, then coaching, each by its moment.
        improvements: Vec<Improvement> = improvements(review),
        /// Who answers for it: its reviewer, or whoever took it over.
        keeper: Option<PersonId> = review.keeper(),
        /// How many stars it gives the call.
        rating: Option<u32>,
        /// Why it was taken back, if it was.
        retracted: Option<Remark>,
        /// Its id.
        review: ReviewId,
        /// When it was marked reviewed.
        reviewed_at: Option<Instant>,
        /// Where it stands.
        state: State,
        /// What it says about the call as a whole.
        summary: Option<Note>,
        /// What was written on it since it was delivered, in order.
        thread: Vec<EntryView> = entries(review),
        /// How many changes it has seen, as the viewer counts them: those of its draft are its author's alone.
        version: u64 = review.version_for(viewer),
    }
}

crate::life::audiences! {
    /// A review, by the audience that the viewer belongs to.
    ReviewSight {
        /// For whoever handled the call.
        Agent(AgentReview),
        /// For its reviewer, and those who may see what others review.
        Staff(StaffReview),
    }
}

impl Review {
    /// Whether its call is flagged for whoever handled it.
    #[must_use]
    pub fn is_flagged(&self) -> bool {
        self.state == State::Delivered && !self.archived
    }
}

/// A review as the viewer sees it.
pub(super) fn show<F: Facts>(review: &Review, viewer: &Viewer<'_, F>) -> Result<Option<ReviewSight>, Refusal> {
    let Some(sight) = viewer.see(review)? else { return Ok(None) };
    let call = visible_call(review.call, Actor::Person(viewer.person), &viewer.policy.access, viewer.facts)?;
    let call_name = call.and_then(|call| call.name.clone());
    let (at, zone) = (viewer.at, viewer.zone_of(review.agent)?);
    Ok(Some(match sight {
        Sight::Coached(seen) => ReviewSight::Agent(AgentReview::of(&seen, at, zone, call_name)),
        Sight::Staff(seen) => {
            ReviewSight::Staff(StaffReview::of(&seen, Actor::Person(viewer.person), at, zone, call_name))
        }
    }))
}

fn awaiting_days(review: &Review, at: Instant, zone: Zone) -> Option<i64> {
    let since = review.delivered.filter(|_| review.awaits_acknowledgement())?;
    Some(zone.days_between(since.at, at))
}

fn attested(review: &Review, viewer: Actor) -> Option<AttestationView> {
    let Attestation { done, response, version, versions_unseen } = **review.acknowledged.as_ref()?;
    let unseen = review.unseen_by(viewer, versions_unseen);
    Some(AttestationView { done, response, version: version.saturating_sub(unseen) })
}

/// Whether something can still be answered on it.
fn is_live(review: &Review) -> bool {
    !review.archived && !matches!(review.state, State::Discarded | State::Retracted)
}

fn comments(review: &Review) -> Vec<CommentView> {
    let sorted = by_moment(&review.comments).into_iter();
    let shown = sorted.map(|comment| CommentView {
        comment: comment.comment,
        from_ms: comment.from_ms,
        kind: comment.kind,
        open: is_live(review) && is_unanswered(&review.thread, comment),
        quote: comment.quote.clone(),
        speaker: comment.speaker.clone(),
        text: comment.text.clone(),
        until_ms: comment.until_ms,
    });
    shown.collect()
}

fn improvements(review: &Review) -> Vec<Improvement> {
    let mut asked = by_moment(&review.comments);
    asked.retain(|comment| comment.kind.urgency().is_some());
    asked.sort_by_key(|comment| comment.kind.urgency());
    asked.into_iter().map(|comment| Improvement { comment: comment.comment, kind: comment.kind }).collect()
}

fn entries(review: &Review) -> Vec<EntryView> {
    let open = if is_live(review) { open_clarifications(&review.thread) } else { BTreeSet::new() };
    let shown = numbered(&review.thread).map(|(number, entry)| EntryView {
        comment: entry.comment,
        done: entry.done,
        entry: number,
        kind: entry.kind,
        open: open.contains(&number),
        text: entry.text.clone(),
        to: entry.to,
    });
    shown.collect()
}
