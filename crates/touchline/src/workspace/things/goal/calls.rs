//! Calls, as far as they count towards goals: with the stars that their reviews give, else those that were recorded with them.
//!
//! Rules: GOL-01, SCO-11.

use touchline_calculators::progress::{Observation, Observed};
use touchline_kernel::math::Millionths;
use touchline_kernel::{Instant, PersonId};
use touchline_law::ground::calls::{Call, CallId};
use touchline_law::policy::DisputedScores;
use touchline_law::things::review::stars_of_call;

use crate::workspace::World;

/// A call, as far as it may count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::workspace) struct CallCounted {
    pub(in crate::workspace) began: Instant,
    pub(in crate::workspace) handler: PersonId,
    score: Option<Millionths>,
    stars: Option<Millionths>,
}

impl CallCounted {
    /// As it was recorded.
    pub(in crate::workspace) fn of(call: &Call) -> Self {
        CallCounted {
            began: call.started_at,
            handler: call.handler,
            score: call.quality_score.map(Millionths::of),
            stars: call.stars.map(Millionths::of),
        }
    }

    pub(in crate::workspace) fn observation(self) -> Observation<'static> {
        Observation::Call { score: self.score, stars: self.stars }
    }
}

impl World {
    /// A call as it counts.
    pub(in crate::workspace) fn counted(&self, call: &Call) -> CallCounted {
        self.with_reviews(call.call, CallCounted::of(call))
    }

    /// A call was recorded, or corrected, and has counted as this until now.
    pub(in crate::workspace) fn call_recorded(
        &mut self,
        call: CallId,
        before: Option<CallCounted>,
        recorded: CallCounted,
    ) {
        let before = before.map(|before| self.with_reviews(call, before));
        self.take_stars(call, self.stars_by_reviews(call, recorded.handler));
        let after = self.with_reviews(call, recorded);
        self.goal_index.place_call(call, before, after);
        self.recount(before, after);
    }

    /// A review of a call was begun, or changed.
    pub(in crate::workspace) fn call_reviewed(&mut self, call: CallId) {
        let Some(recorded) = self.tables.calls.get(call).map(|known| CallCounted::of(&known.document)) else { return };
        let before = self.with_reviews(call, recorded);
        self.take_stars(call, self.stars_by_reviews(call, recorded.handler));
        self.recount(Some(before), self.with_reviews(call, recorded));
    }

    /// From now on reviews count so, or not at all.
    pub(in crate::workspace) fn count_reviews(&mut self, counted: Option<DisputedScores>) {
        if core::mem::replace(&mut self.counted_reviews, counted) == counted {
            return;
        }
        let calls: Vec<CallId> = self.review_index.every_call_reviewed().collect();
        for call in calls {
            self.call_reviewed(call);
        }
    }

    fn recount(&mut self, before: Option<CallCounted>, after: CallCounted) {
        if before == Some(after) {
            return;
        }
        before.into_iter().for_each(|before| self.count_call(before, Observed::take));
        self.count_call(after, Observed::add);
    }

    fn with_reviews(&self, call: CallId, counted: CallCounted) -> CallCounted {
        CallCounted { stars: self.goal_index.reviewed.get(&call).copied().or(counted.stars), ..counted }
    }

    fn take_stars(&mut self, call: CallId, stars: Option<Millionths>) {
        match stars {
            Some(stars) => drop(self.goal_index.reviewed.insert(call, stars)),
            None => drop(self.goal_index.reviewed.remove(&call)),
        }
    }

    /// What the reviews of a call give that tell of whoever is known to have handled it.
    fn stars_by_reviews(&self, call: CallId, handler: PersonId) -> Option<Millionths> {
        let disputed = self.counted_reviews?;
        let reviews = self.review_index.of_call(call).filter_map(|review| self.tables.reviews.get(review));
        stars_of_call(reviews.filter(|review| review.agent == handler), disputed).map(Millionths::of)
    }
}
