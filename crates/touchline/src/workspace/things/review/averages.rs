//! `review.averages`: what the reviews of one person's calls come to on average, of those that the viewer sees, of
//! calls that they see.
//!
//! Rules: ACC-01, REV-09, SCO-10, SCO-11, SCO-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::moments::Moments;
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{DaySpan, PersonId, Rejection};
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::ground::calls::CallId;
use touchline_law::things::review::{Averaging, Review, ReviewAverages};

/// Whose calls, and on which days they began.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewsAveraged")]
pub struct AveragesOf {
    /// Who handled the calls.
    pub agent: PersonId,
    /// The days on which they began, where that person is.
    pub days: DaySpan,
}

impl Question for AveragesOf {
    type View = ReviewAverages;

    fn answer(&self, asked: &Asked<'_>) -> Result<ReviewAverages, Refusal> {
        self.days.check().map_err(|reason| Rejection::from(reason).at("/body/days"))?;
        let (since, until) = moments_of(self.days, asked.world.zone_of(self.agent));
        averaged(asked, &[self.agent], Moments { since, until })
    }
}

/// What the reviews of people's calls come to that began between two moments, of those that the viewer sees.
pub(in crate::workspace) fn averaged(
    asked: &Asked<'_>,
    agents: &[PersonId],
    began: Moments,
) -> Result<ReviewAverages, Refusal> {
    let mut averaging = Averaging::default();
    for agent in agents {
        for call in asked.world.goal_index.calls_of(*agent, began) {
            let reviews = asked.reviews_counted(*agent, call)?;
            averaging.call(reviews.into_iter(), asked.world, asked.policy.review.disputed_scores)?;
        }
    }
    Ok(averaging.averages())
}

impl Asked<'_> {
    /// The reviews of a call that tell of this person, whom it may have been taken from since, and that the viewer sees. When
    /// a call began, and whose it is, shows in what counts: so it counts for those alone who see it.
    pub(in crate::workspace) fn reviews_counted(&self, agent: PersonId, call: CallId) -> Result<Vec<&Review>, Refusal> {
        let mut seen = Vec::new();
        if !self.sees_call(call)? {
            return Ok(seen);
        }
        for id in self.world.review_index.of_call(call) {
            let review = self.world.tables.reviews.get(id).filter(|review| review.agent == agent);
            match review {
                Some(review) if self.sight().sees(review)? => seen.push(review),
                _ => {}
            }
        }
        Ok(seen)
    }

    /// Whether the viewer sees a review, and its call with it.
    pub(in crate::workspace) fn sees_counted(&self, review: &Review) -> Result<bool, Refusal> {
        Ok(self.sees_call(review.call)? && self.sight().sees(review)?)
    }

    fn sees_call(&self, call: CallId) -> Result<bool, Refusal> {
        self.world.tables.calls.get(call).map_or(Ok(false), |known| self.sight().sees(known))
    }
}
