//! `review.averages`: what the reviews of one person's calls come to on average, of those that the viewer sees, of
//! calls that they see.
//!
//! Rules: ACC-01, REV-09, SCO-10, SCO-11, SCO-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::moments::Moments;
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{DaySpan, PersonId, Recorded, Rejection};
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::ground::ReviewId;
use touchline_law::ground::calls::{Call, CallId};
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
    for counted in asked.counted(agents, began)? {
        averaging.call(counted.reviews.into_iter(), asked.world, asked.policy.review.disputed_scores)?;
    }
    Ok(averaging.averages())
}

/// A call, and those of its reviews that count: none where the viewer does not see the call.
pub(in crate::workspace) struct Counted<'a> {
    /// Of whom it is asked: somebody else may handle the call by now.
    pub(in crate::workspace) agent: PersonId,
    pub(in crate::workspace) call: &'a Call,
    pub(in crate::workspace) reviews: Vec<&'a Review>,
}

impl<'a> Asked<'a> {
    /// The calls of people that began between two moments, each with the reviews of it that tell of this person, whom it may have been
    /// taken from since, and that the viewer sees. When a call began, and whose it is, shows in what counts: so it counts for those
    /// alone who see it.
    ///
    /// In a large tenant each look-up waits for memory. So all calls are looked up before any of their reviews is: what does not rest on
    /// one another is waited for together.
    pub(in crate::workspace) fn counted(
        &self,
        agents: &[PersonId],
        began: Moments,
    ) -> Result<Vec<Counted<'a>>, Refusal> {
        let world = self.world;
        let begun = |agent: PersonId| world.goal_index.calls_of(agent, began).map(move |call| (agent, call));
        let calls: Vec<(PersonId, CallId)> = agents.iter().copied().flat_map(begun).collect();
        let known = calls.iter().filter_map(|(agent, call)| Some((*agent, world.tables.calls.get(*call)?)));
        let known: Vec<(PersonId, &Recorded<Call>)> = known.collect();
        let mut sees = Vec::with_capacity(known.len());
        for (_, known) in &known {
            sees.push(self.sight().sees(*known)?);
        }
        let of_calls = known.iter().zip(sees).map(|((_, known), sees)| sees.then_some(known.document.call));
        let reviews_of = |call: Option<CallId>| call.into_iter().flat_map(|call| world.review_index.of_call(call));
        let ids: Vec<Vec<ReviewId>> = of_calls.map(|call| reviews_of(call).collect()).collect();
        let rows = |ids: &Vec<ReviewId>| ids.iter().filter_map(|id| world.tables.reviews.get(*id)).collect();
        let rows: Vec<Vec<&Review>> = ids.iter().map(rows).collect();
        let mut counted = Vec::with_capacity(known.len());
        for ((agent, known), rows) in known.into_iter().zip(rows) {
            let mut reviews = Vec::with_capacity(rows.len());
            for review in rows.into_iter().filter(|review| review.agent == agent) {
                if self.sight().sees(review)? {
                    reviews.push(review);
                }
            }
            counted.push(Counted { agent, call: &known.document, reviews });
        }
        Ok(counted)
    }

    /// Whether the viewer sees a review, and its call with it.
    pub(in crate::workspace) fn sees_counted(&self, review: &Review) -> Result<bool, Refusal> {
        Ok(self.sees_call(review.call)? && self.sight().sees(review)?)
    }

    fn sees_call(&self, call: CallId) -> Result<bool, Refusal> {
        self.world.tables.calls.get(call).map_or(Ok(false), |known| self.sight().sees(known))
    }
}
