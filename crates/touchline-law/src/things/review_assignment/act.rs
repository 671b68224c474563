//! What can be done with the assignment of a review, and what can happen to one.

use crate::ground::calls::CallId;
use crate::ground::{ReviewAssignmentId, ReviewAssignmentMark, ReviewId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verb;
use touchline_kernel::{LocalDate, Note, PersonId};

/// A review to be assigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssignReview {
    /// The call that is to be reviewed.
    pub call: CallId,
    /// The last day on which it is done in time, where its reviewer is.
    pub due_on: LocalDate,
    /// What there is to say to the reviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// The id that the host chose for it.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review the call.
    pub reviewer: PersonId,
}

/// Feedback that somebody asks for, on a call of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RequestReview {
    /// The call.
    pub call: CallId,
    /// What they would like to hear about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// The id that the host chose for it.
    pub review_assignment: ReviewAssignmentId,
    /// Whom they ask; the nearest manager of theirs who may review the call where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<PersonId>,
}

/// A request that somebody takes up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptReviewRequest {
    /// By when they will have done it, where they are, if they say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<LocalDate>,
    /// The request.
    pub review_assignment: ReviewAssignmentId,
}

/// A review that another is to do, or by another day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReassignReview {
    /// The last day on which it is done in time, where the reviewer is; the one in force where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<LocalDate>,
    /// Why.
    pub reason: Note,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review the call from now on.
    pub reviewer: PersonId,
}

/// An assignment, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignmentReason {
    /// Why.
    pub reason: Note,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
}

/// An assignment, with a note where there is something to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignmentNote {
    /// What there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
}

/// Which assignment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignmentRef {
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
}

crate::life::acts! {
    /// What can be done with the assignment of a review.
    Act as "ReviewAssignmentAct": ReviewAssignmentMark, body => body.review_assignment, Verb;

    /// Have somebody review a call, by a day. Whoever handled the call learns of it by the review alone.
    "review_assignment.assign": Assign(AssignReview),
    /// Ask for feedback on a call of one's own.
    "review_assignment.request": Request(RequestReview),
    /// Take a request up, as whoever was asked, or as another who may review the call.
    "review_assignment.accept": Accept(AcceptReviewRequest),
    /// Have another review the call, or by another day.
    "review_assignment.reassign": Reassign(ReassignReview),
    /// Take an assignment back.
    "review_assignment.recall": Recall(ReviewAssignmentReason),
    /// Decline a request, with a reason that whoever asked is told.
    "review_assignment.decline": Decline(ReviewAssignmentReason),
    /// Take one's request back.
    "review_assignment.withdraw": Withdraw(ReviewAssignmentNote),
    /// Put away an assignment or a request that has ended.
    "review_assignment.archive": Archive(ReviewAssignmentRef),
    /// Bring an archived assignment back.
    "review_assignment.restore": Restore(ReviewAssignmentRef),
}

/// A review that was assigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssigned {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// The last day on which it is done in time, where its reviewer is.
    pub due_on: LocalDate,
    /// What there was to say to the reviewer.
    #[serde(default)]
    pub note: Option<Note>,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review the call.
    pub reviewer: PersonId,
}

/// Feedback that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewRequested {
    /// Who handled the call, and asked.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// What they would like to hear about.
    #[serde(default)]
    pub note: Option<Note>,
    /// The request.
    pub review_assignment: ReviewAssignmentId,
    /// Whom they asked.
    pub reviewer: PersonId,
}

/// A request that was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewRequestAccepted {
    /// By when it will be done, where the reviewer is; null where they did not say.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// The request.
    pub review_assignment: ReviewAssignmentId,
    /// Who took it up.
    pub reviewer: PersonId,
}

/// A review that another is to do, or by another day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewReassigned {
    /// The last day on which it is done in time, where the reviewer is; null where any day will do.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// Why.
    pub reason: Note,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review the call from now on.
    pub reviewer: PersonId,
}

/// An assignment that was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewRecalled {
    /// Why.
    pub reason: Note,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Whose words that is, where it follows from something else that they did.
    #[serde(default)]
    pub said_by: Option<PersonId>,
}

/// An assignment that was done.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignmentFinished {
    /// The review that was delivered.
    pub review: ReviewId,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
}

/// An assignment that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignmentHandedOver {
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review the call from now on.
    pub to: PersonId,
}

crate::life::changes! {
    /// What can happen to the assignment of a review.
    Change as "ReviewAssignmentChange": ReviewAssignmentMark of review_assignment;

    /// Somebody was to review a call.
    "review_assignment.assigned": Assigned(ReviewAssigned) coaches agent,
    /// Feedback was asked for.
    "review_assignment.requested": Requested(ReviewRequested) coaches agent,
    /// The request was taken up.
    "review_assignment.accepted": Accepted(ReviewRequestAccepted),
    /// Another is to do it, or by another day.
    "review_assignment.reassigned": Reassigned(ReviewReassigned),
    /// It was taken back.
    "review_assignment.recalled": Recalled(ReviewRecalled),
    /// The request was declined.
    "review_assignment.declined": Declined(ReviewAssignmentReason),
    /// The request was taken back.
    "review_assignment.withdrawn": Withdrawn(ReviewAssignmentNote),
    /// A review of the call was delivered.
    "review_assignment.finished": Finished(ReviewAssignmentFinished),
    /// Somebody else is to do it from now on.
    "review_assignment.handed_over": HandedOver(ReviewAssignmentHandedOver),
    /// It was put away.
    "review_assignment.archived": Archived(ReviewAssignmentRef),
    /// It was brought back.
    "review_assignment.restored": Restored(ReviewAssignmentRef),
}
