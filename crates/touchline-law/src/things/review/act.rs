//! What can be done with a review, and what can happen to one.
//!
//! Rules: REV-01, REV-15, REV-23.

use crate::ground::calls::CallId;
use crate::ground::{ReviewId, ReviewMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::comment::{Comment, CommentId};
use super::dispute::{DisputedPoint, Outcome, Ruled};
use super::practice::Practice;
use super::{AnswerKind, Verb};
use super::{Filled, Judged};
use crate::facts::NewActionItem;
use crate::ground::ActionItemId;
use touchline_kernel::{Instant, Note, PersonId};

/// A review to be made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreateReview {
    /// The call, which whoever handled it is told about.
    pub call: CallId,
    /// The id that the host chose for it.
    pub review: ReviewId,
}

/// Which review.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewRef {
    /// The review.
    pub review: ReviewId,
}

/// How many stars a review gives.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewRating {
    /// Whole stars; null for none.
    #[schemars(range(min = 1, max = 5))]
    pub rating: Option<u32>,
    /// The review.
    pub review: ReviewId,
}

/// What a review says about the call as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewSummary {
    /// The review.
    pub review: ReviewId,
    /// What it says; null for nothing.
    pub summary: Option<Note>,
}

/// The scorecard of a review, as far as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FillReview {
    /// What is filled in, whole; null for no scorecard.
    pub filled: Option<Filled>,
    /// The review.
    pub review: ReviewId,
}

/// Something to do that a review is to give whoever handled the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewItem {
    /// What there is to do, whole.
    pub item: NewActionItem,
    /// The review.
    pub review: ReviewId,
}

/// Something to do to be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemoveItem {
    /// The action item.
    pub action_item: ActionItemId,
    /// The review.
    pub review: ReviewId,
}

/// A comment of a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewComment {
    /// The comment, whole.
    pub comment: Comment,
    /// The review.
    pub review: ReviewId,
}

/// A comment to be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RemoveComment {
    /// The comment.
    pub comment: CommentId,
    /// The review.
    pub review: ReviewId,
}

/// A review, and what is said about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewText {
    /// The review.
    pub review: ReviewId,
    /// What is said.
    pub text: Note,
}

/// That a review is acknowledged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcknowledgeReview {
    /// What there is to say to it.
    #[serde(default)]
    pub response: Option<Note>,
    /// The review.
    pub review: ReviewId,
}

/// What whoever handled the call writes on a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RespondToReview {
    /// The comment that it is about; null where it is about the review as a whole.
    #[serde(default)]
    pub comment: Option<CommentId>,
    /// What it is.
    pub kind: AnswerKind,
    /// The review.
    pub review: ReviewId,
    /// What they write.
    pub text: Note,
}

/// What the reviewer says to an entry of the thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReplyToEntry {
    /// The review.
    pub review: ReviewId,
    /// What the reviewer says.
    pub text: Note,
    /// The entry, counted from 1: one that whoever handled the call wrote.
    #[schemars(range(min = 1))]
    pub to: u32,
}

/// A later call, in which a review was applied.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LinkCall {
    /// The call: another one of one's own, begun after the review was delivered.
    pub call: CallId,
    /// The review.
    pub review: ReviewId,
}

/// What whoever handled the call holds against a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisputeReview {
    /// The points, none about the same twice; that the call was not theirs stands alone.
    pub points: Vec<DisputedPoint>,
    /// The review.
    pub review: ReviewId,
}

/// How a dispute is decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DecideDispute {
    /// What there is to say to it as a whole.
    pub note: Note,
    /// The review.
    pub review: ReviewId,
    /// How each point is decided, in the order of the points.
    pub rulings: Vec<Ruled>,
}

/// A review that is void, since the call was not theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VoidReview {
    /// What there is to say to it.
    pub note: Note,
    /// The review.
    pub review: ReviewId,
}

/// When a draft is to be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SetDelivery {
    /// The moment: yet to come, and no more days ahead than the policy's `delivery_days_ahead`, where whoever handled the call is.
    pub at: Instant,
    /// The review.
    pub review: ReviewId,
}

/// A review whose moment to be delivered has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeliverAsSet {
    /// Whose order it carries out: who set the moment.
    pub ordered_by: PersonId,
    /// The review.
    pub review: ReviewId,
}

/// A review to be taken back, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RetractReview {
    /// Why.
    pub reason: Note,
    /// The review.
    pub review: ReviewId,
}

crate::life::acts! {
    /// What can be done with a review.
    Act as "ReviewAct": ReviewMark, body => body.review, Verb;

    /// Begin a review of a call, as a draft that its reviewer alone sees.
    "review.create": Create(CreateReview),
    /// Give a draft a rating in stars, or take it away.
    "review.set_rating": SetRating(ReviewRating),
    /// Give a draft a summary, or take it away.
    "review.set_summary": SetSummary(ReviewSummary),
    /// Add a comment on a moment of the call to a draft.
    "review.add_comment": AddComment(ReviewComment),
    /// Put another comment in the place of one of a draft.
    "review.change_comment": ChangeComment(ReviewComment),
    /// Take a comment out of a draft.
    "review.remove_comment": RemoveComment(RemoveComment),
    /// Deliver a draft to whoever handled the call: all that it says is locked from then on, and what it gives to do is
    /// assigned.
    "review.deliver": Deliver(ReviewRef),
    /// Drop a draft, which nobody else ever saw.
    "review.discard": Discard(ReviewRef),
    /// Add something to a review that was delivered.
    "review.add_addendum": AddAddendum(ReviewText),
    /// Say that one has read a review of a call of one's own.
    "review.mark_reviewed": MarkReviewed(ReviewRef),
    /// Acknowledge a review of a call of one's own, with a response where there is something to say; it is marked
    /// reviewed by that, too.
    "review.acknowledge": Acknowledge(AcknowledgeReview),
    /// Write on a review of a call of one's own: on the whole, or on one of its comments.
    "review.respond": Respond(RespondToReview),
    /// Reply to what whoever handled the call has written; of a clarification that is the answer.
    "review.reply": Reply(ReplyToEntry),
    /// Name a later call of one's own in which one applied a review.
    "review.link_call": LinkCall(LinkCall),
    /// Take a review back that was delivered and has not been marked reviewed.
    "review.retract": Retract(RetractReview),
    /// Put a review away: read-only, and out of the lists of what is worked on.
    "review.archive": Archive(ReviewRef),
    /// Bring an archived review back.
    "review.restore": Restore(ReviewRef),
    /// Fill in the scorecard of a draft, as far as one has come, or take it out.
    "review.fill": Fill(FillReview),
    /// Add something to do to a draft, which whoever handled the call is given when it is delivered.
    "review.add_item": AddItem(ReviewItem),
    /// Put something else to do in the place of one of a draft.
    "review.change_item": ChangeItem(ReviewItem),
    /// Take something to do out of a draft.
    "review.remove_item": RemoveItem(RemoveItem),
    /// Dispute a review of a call of one's own: its rating, single answers, or that the call was one's own.
    "review.dispute": Dispute(DisputeReview),
    /// Take one's dispute back.
    "review.withdraw_dispute": WithdrawDispute(ReviewRef),
    /// Decide a dispute point by point, as another than who wrote the review.
    "review.decide_dispute": DecideDispute(DecideDispute),
    /// Accept that the call was not theirs: the review counts no more, and what it gave to do is called off.
    "review.void": Void(VoidReview),
    /// Acknowledge what a review of a call of one's own was amended to.
    "review.acknowledge_amendment": AcknowledgeAmendment(ReviewRef),
    /// Set when a draft is to be delivered. Until then it stays a draft, which can be changed; `jobs.due` hands over the
    /// command that delivers it.
    "review.set_delivery": SetDelivery(SetDelivery),
    /// Take back when a draft is to be delivered.
    "review.unset_delivery": UnsetDelivery(ReviewRef),
    /// Deliver a draft whose moment has come: for the host alone, on the order of whoever set the moment.
    "review.deliver_as_set": DeliverAsSet(DeliverAsSet),
}

/// A review that was begun.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewCreated {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// The review.
    pub review: ReviewId,
}

/// A review that was delivered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewDelivered {
    /// Whether its acknowledgement is asked for, by the policy in force then.
    pub asks_acknowledgement: bool,
    /// Whether a dispute does for an acknowledgement, by the policy in force then.
    #[serde(default)]
    pub dispute_answers: bool,
    /// What came of its scorecard; null where it has none.
    #[serde(default)]
    pub judged: Option<Judged>,
    /// Who had set the moment, where it was delivered at one that was set.
    #[serde(default)]
    pub ordered_by: Option<PersonId>,
    /// How it stood to the five habits.
    #[serde(default)]
    pub practice: Option<Practice>,
    /// The review.
    pub review: ReviewId,
}

/// A dispute that was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisputeDecided {
    /// Whether the review is to be acknowledged again, by the policy in force then.
    pub acknowledge_again: bool,
    /// What comes of its scorecard now; null where it has none.
    pub judged: Option<Judged>,
    /// What there was to say to it as a whole.
    pub note: Note,
    /// What came of it.
    pub outcome: Outcome,
    /// The review.
    pub review: ReviewId,
    /// How each point was decided, in the order of the points.
    pub rulings: Vec<Ruled>,
}

/// A review that was acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAcknowledged {
    /// Which entry of the thread was written with it, counted from 1; null where none was.
    pub response: Option<u32>,
    /// The review.
    pub review: ReviewId,
}

/// A review that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewHandedOver {
    /// The review.
    pub review: ReviewId,
    /// Who answers for it from now on.
    pub to: PersonId,
}

crate::life::changes! {
    /// What can happen to a review.
    Change as "ReviewChange": ReviewMark of review;

    /// It was begun.
    "review.created": Created(ReviewCreated) coaches agent,
    /// Its rating was set, or taken away.
    "review.rating_set": RatingSet(ReviewRating),
    /// Its summary was set, or taken away.
    "review.summary_set": SummarySet(ReviewSummary),
    /// A comment was added.
    "review.comment_added": CommentAdded(ReviewComment),
    /// A comment was changed.
    "review.comment_changed": CommentChanged(ReviewComment),
    /// A comment was taken out.
    "review.comment_removed": CommentRemoved(RemoveComment),
    /// Its scorecard was filled in, or taken out.
    "review.filled": Filled(FillReview),
    /// Something to do was added.
    "review.item_added": ItemAdded(ReviewItem),
    /// Something to do was changed.
    "review.item_changed": ItemChanged(ReviewItem),
    /// Something to do was taken out.
    "review.item_removed": ItemRemoved(RemoveItem),
    /// Whoever handled the call disputed it.
    "review.disputed": Disputed(DisputeReview),
    /// They took their dispute back.
    "review.dispute_withdrawn": DisputeWithdrawn(ReviewRef),
    /// Their dispute was decided.
    "review.dispute_decided": DisputeDecided(DisputeDecided),
    /// It was accepted that the call was not theirs.
    "review.voided": Voided(VoidReview),
    /// They acknowledged what it was amended to.
    "review.amendment_acknowledged": AmendmentAcknowledged(ReviewRef),
    /// It was delivered to whoever handled the call.
    "review.delivered": Delivered(ReviewDelivered),
    /// The draft was dropped.
    "review.discarded": Discarded(ReviewRef),
    /// Something was added to it.
    "review.addendum_added": AddendumAdded(ReviewText),
    /// Whoever handled the call has read it.
    "review.marked_reviewed": MarkedReviewed(ReviewRef),
    /// Whoever handled the call wrote what there was to say with their acknowledgement.
    "review.response_added": ResponseAdded(ReviewText),
    /// Whoever handled the call acknowledged it.
    "review.acknowledged": Acknowledged(ReviewAcknowledged),
    /// Whoever handled the call wrote on it.
    "review.responded": Responded(RespondToReview),
    /// Whoever handled the call asked for a clarification.
    "review.clarification_asked": ClarificationAsked(RespondToReview),
    /// The reviewer answered a clarification.
    "review.clarification_answered": ClarificationAnswered(ReplyToEntry),
    /// The reviewer replied to something else.
    "review.replied": Replied(ReplyToEntry),
    /// A later call was named in which it was applied.
    "review.call_linked": CallLinked(LinkCall),
    /// It was taken back.
    "review.retracted": Retracted(RetractReview),
    /// It was put away.
    "review.archived": Archived(ReviewRef),
    /// It was brought back.
    "review.restored": Restored(ReviewRef),
    /// Somebody else answers for it from now on.
    "review.handed_over": HandedOver(ReviewHandedOver),
    /// A moment was set at which it is to be delivered.
    "review.delivery_set": DeliverySet(SetDelivery),
    /// That moment was taken back.
    "review.delivery_unset": DeliveryUnset(ReviewRef),
}
