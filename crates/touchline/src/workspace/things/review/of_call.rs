//! `call.feedback`: a call with what was said about it.
//!
//! Rules: NTF-04, REV-08, WSP-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Code, Recorded};
use touchline_law::facts::Refusal;
use touchline_law::ground::calls::{Call, CallId};
use touchline_law::things::review::{Review, ReviewSight};
use touchline_law::things::self_review::SelfReviewSight;

/// Which call.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CallFeedback {
    /// The call.
    pub call: CallId,
}

/// A call with what was said about it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FeedbackOfCall {
    /// The call.
    pub call: Call,
    /// Whether it is flagged for the viewer, who handled it: there is a review of it that they have not marked reviewed.
    pub flagged: bool,
    /// The reviews of it that the viewer sees, in the order in which they were delivered; a draft by when it was begun.
    pub reviews: Vec<ReviewSight>,
    /// What whoever handled it made of it themselves, in the order in which they submitted it.
    pub self_reviews: Vec<SelfReviewSight>,
}

impl Question for CallFeedback {
    type View = FeedbackOfCall;

    fn answer(&self, asked: &Asked<'_>) -> Result<FeedbackOfCall, Refusal> {
        let known: Option<&Recorded<Call>> = asked.world.tables.calls.get(self.call);
        let call = known.map_or(Ok(None), |known| asked.show(known))?.ok_or(Code::NotFound)?;
        let reviews = asked.reviews_of(self.call)?;
        let flagged = asked.is_theirs(&call) && flags(&reviews);
        let self_reviews = asked.own_reviews(self.call, None)?;
        Ok(FeedbackOfCall { call, flagged, reviews, self_reviews })
    }
}

impl Asked<'_> {
    /// The reviews of a call that the viewer sees, in the order in which they were delivered; a draft by when it was begun.
    fn reviews_of(&self, call: CallId) -> Result<Vec<ReviewSight>, Refusal> {
        let of_call = self.world.review_index.of_call(call);
        let mut reviews: Vec<&Review> = of_call.filter_map(|id| self.world.tables.reviews.get(id)).collect();
        reviews.sort_by_key(|review| (review.delivered.unwrap_or(review.created).at, review.review));
        let shown = reviews.into_iter().map(|review| self.show(review)).collect::<Result<Vec<_>, Refusal>>()?;
        Ok(shown.into_iter().flatten().collect())
    }

    /// Whether a call is flagged for the viewer: for whoever handled it, and nobody else.
    pub(in crate::workspace) fn is_flagged(&self, call: &Call) -> Result<bool, Refusal> {
        Ok(self.is_theirs(call) && flags(&self.reviews_of(call.call)?))
    }

    fn is_theirs(&self, call: &Call) -> bool {
        call.handler == self.viewing.viewer
    }
}

/// Whether somebody handled what one of these is of and has not marked it reviewed.
fn flags(reviews: &[ReviewSight]) -> bool {
    reviews.iter().any(|seen| matches!(seen, ReviewSight::Agent(view) if view.is_new))
}
