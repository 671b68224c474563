//! What can be done with a self-review, and what can happen to one.
//!
//! Rules: REV-21.

use crate::ground::SelfReviewMark;
use crate::ground::calls::CallId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Filled, Judged, SelfReviewId, Verb};
use touchline_kernel::PersonId;

/// A self-review to be made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CreateSelfReview {
    /// The call, which one handled oneself.
    pub call: CallId,
    /// The id that the host chose for it.
    pub self_review: SelfReviewId,
}

/// Which self-review.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfReviewRef {
    /// The self-review.
    pub self_review: SelfReviewId,
}

/// The scorecard of a self-review, as far as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FillSelfReview {
    /// What is filled in, whole.
    pub filled: Filled,
    /// The self-review.
    pub self_review: SelfReviewId,
}

crate::life::acts! {
    /// What can be done with a self-review.
    Act as "SelfReviewAct": SelfReviewMark, body => body.self_review, Verb;

    /// Begin to score a call of one's own.
    "self_review.create": Create(CreateSelfReview),
    /// Fill in its scorecard, as far as one has come.
    "self_review.fill": Fill(FillSelfReview),
    /// Show it to those who review the call: it stays as it is from then on.
    "self_review.submit": Submit(SelfReviewRef),
    /// Drop it, which nobody else ever saw.
    "self_review.discard": Discard(SelfReviewRef),
    /// Put away a self-review that was submitted, or dropped.
    "self_review.archive": Archive(SelfReviewRef),
    /// Bring an archived self-review back.
    "self_review.restore": Restore(SelfReviewRef),
}

/// A self-review that was begun.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfReviewCreated {
    /// Who handled the call.
    pub agent: PersonId,
    /// The call.
    pub call: CallId,
    /// The self-review.
    pub self_review: SelfReviewId,
}

/// A self-review that was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfReviewSubmitted {
    /// What came of its scorecard.
    pub judged: Option<Judged>,
    /// The self-review.
    pub self_review: SelfReviewId,
}

crate::life::changes! {
    /// What can happen to a self-review.
    Change as "SelfReviewChange": SelfReviewMark of self_review;

    /// It was begun.
    "self_review.created": Created(SelfReviewCreated) coaches agent,
    /// Its scorecard was filled in.
    "self_review.filled": Filled(FillSelfReview),
    /// It was submitted.
    "self_review.submitted": Submitted(SelfReviewSubmitted),
    /// It was dropped.
    "self_review.discarded": Discarded(SelfReviewRef),
    /// It was put away.
    "self_review.archived": Archived(SelfReviewRef),
    /// It was brought back.
    "self_review.restored": Restored(SelfReviewRef),
}
