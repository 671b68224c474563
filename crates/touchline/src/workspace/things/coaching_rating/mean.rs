//! `coaching_rating.mean`: what those make of somebody's coaching who were given it, for that one, those above them in line, and human
//! resources, held against the target that the policy sets.
//!
//! Rules: ACC-14, FBK-04, REC-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_calculators::feedback::{rounded_mean, shown_ratings};
use touchline_calculators::recommendation::{Rated, TargetState, satisfaction};
use touchline_kernel::{Code, PersonId};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::things::coaching_rating::CoachingRating;

/// Whose coaching.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingRatingMeanOf")]
pub struct CoachingRatingMean {
    /// Who coaches.
    pub coach: PersonId,
}

/// The mean of ratings of somebody's coaching, as far as it is shown: over whole classes of people who rated it in the same months.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CoachingMean {
    /// Above what, from 1 to 5, it is to lie.
    pub bound: u32,
    /// Who coaches.
    pub coach: PersonId,
    /// The mean, to a hundredth; null as long as too few have rated, or nobody has.
    pub mean: Option<f64>,
    /// Whether it lies above the bound, before it is rounded.
    pub state: TargetState,
}

impl Question for CoachingRatingMean {
    type View = CoachingMean;

    fn answer(&self, asked: &Asked<'_>) -> Result<CoachingMean, Refusal> {
        let sight = asked.sight();
        if asked.world.tables.people.get(self.coach).is_none() {
            return Err(Code::NotFound.into());
        }
        sight.towards_person(self.coach)?.may(Action::SeeCoachingMean).map_err(|_| Code::NotFound)?;
        let keys = asked.world.coaching_rating_index.by_coach.of(self.coach, ()).into_iter().flatten();
        let ratings = keys.filter_map(|(_, rating)| asked.world.tables.coaching_ratings.get(*rating));
        let shown = shown_ratings(ratings.map(CoachingRating::taken).collect(), asked.known_until());
        let rated: Vec<Rated> = shown.iter().map(|rating| Rated { rating: *rating }).collect();
        let target = satisfaction(&rated, sight.policy.recommendation.targets.satisfaction_over);
        Ok(CoachingMean { bound: target.bound, coach: self.coach, mean: rounded_mean(&shown), state: target.state })
    }
}
