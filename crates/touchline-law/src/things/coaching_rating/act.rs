//! What can be done with a rating of coaching, and what can happen to one.
//!
//! Rules: FBK-04.

use super::{CoachingRatingId, Verb, rating_of};
use crate::facts::CoachingRef;
use crate::ground::CoachingRatingMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Instant, PersonId};

/// A rating to be given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RateCoaching {
    /// What is rated: coaching that was for oneself, and took place.
    pub of: CoachingRef,
    /// From 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub rating: u32,
}

crate::life::acts! {
    /// What can be done with a rating of coaching.
    Act as "CoachingRatingAct": CoachingRatingMark, body => rating_of(body.of), Verb;

    /// Rate coaching that one was given, once. Nobody else is ever shown it.
    "coaching_rating.give": Give(RateCoaching),
}

/// A rating that was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingRatingGiven {
    /// Those of the organisation who had coached.
    pub coaches: Vec<PersonId>,
    /// The rating.
    pub coaching_rating: CoachingRatingId,
    /// From when on it may count in what is shown of them: the first moment of the next month, where the organisation is.
    pub counts_from: Instant,
    /// How many people the policy wanted to stand together then.
    pub minimum: u32,
    /// What is rated.
    pub of: CoachingRef,
    /// Whose rating it is.
    pub person: PersonId,
    /// From 1 to 5.
    pub rating: u32,
}

crate::life::changes! {
    /// What can happen to a rating of coaching.
    Change as "CoachingRatingChange": CoachingRatingMark of coaching_rating;

    /// It was given.
    "coaching_rating.given": Given(CoachingRatingGiven) coaches person,
}
