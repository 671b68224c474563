//! Ratings of coaching: what somebody makes of a review, a bundle, a session or a plan that was for them, from 1 to 5. A rating is its
//! author's own, and nobody else ever sees it or learns that there is one: of many of them a mean is shown, over whole classes of
//! people ([`touchline_calculators::feedback`]).
//!
//! Who coached is fixed when it is given, so that nobody moves it into another's mean afterwards; and so are the moment from which it
//! counts and how many have to stand together, so that no later policy parts them otherwise.
//!
//! Rules: ACC-19, FBK-04, KER-17.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::CoachingRef;
use crate::ground::CoachingRatingMark;
use crate::life::{Found, Thing, by_files};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::feedback::CoachingAnswer;
use touchline_kernel::{Actor, Instant, Last, PersonId};

pub use crate::ground::CoachingRatingId;
pub use act::{Act, Change, CoachingRatingGiven, Happening, RateCoaching};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::OwnCoachingRating;

/// The rating of a piece of coaching: one for each, which was for one person.
#[must_use]
pub fn rating_of(of: CoachingRef) -> CoachingRatingId {
    match of {
        CoachingRef::Bundle(of) => of.bundle.child(&[]),
        CoachingRef::Plan(of) => of.plan.child(&[]),
        CoachingRef::Review(of) => of.review.child(&[]),
        CoachingRef::Session(of) => of.session.child(&[]),
    }
}

/// A rating of coaching, as its event makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingRating {
    /// Those of the organisation who had coached when it was given.
    pub coaches: Vec<PersonId>,
    /// Its id: a child of what is rated.
    pub coaching_rating: CoachingRatingId,
    /// From when on it may count in what is shown of them.
    pub counts_from: Instant,
    /// When it was given.
    pub given_at: Instant,
    /// How many people the policy wanted to stand together then.
    pub minimum: u32,
    /// What is rated.
    pub of: CoachingRef,
    /// Whose rating it is.
    pub person: PersonId,
    /// From 1 to 5.
    pub rating: u32,
    /// Where it stands.
    pub state: State,
}

impl CoachingRating {
    /// It, as far as the mean looks at it.
    #[must_use]
    pub fn taken(&self) -> CoachingAnswer {
        let (counts_from, minimum, person) = (self.counts_from, self.minimum, self.person);
        let coaches = self.coaches.iter().copied().collect();
        CoachingAnswer { coaches, counts_from, minimum, person, rating: self.rating }
    }
}

impl Subject for CoachingRating {
    const SEE: Action = Action::RateCoaching;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::person(self.person)
    }

    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for CoachingRating {
    by_files!(CoachingRatingMark, coaching_rating, OwnCoachingRating);

    fn last(&self, _: Actor) -> Last {
        (1, self.given_at)
    }

    fn is_private_to(&self, _: PersonId) -> bool {
        true
    }

    fn found(&self) -> Found {
        Found::made(self.given_at).stands(self.state, true).names_any([self.of.thing()])
    }
}
