//! A piece of coaching, whatever it was: for whom, by whom, and whether it took place.
//!
//! Rules: FBK-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Glance, PlanStage};
use crate::ground::{BundleId, PlanId, ReviewId, SessionId, ThingRef};
use touchline_kernel::{Actor, PersonId};

/// A bundle, as coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoachedBundle {
    /// The bundle.
    pub bundle: BundleId,
}

/// A plan, as coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoachedPlan {
    /// The plan.
    pub plan: PlanId,
}

/// A review, as coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoachedReview {
    /// The review.
    pub review: ReviewId,
}

/// A session, as coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoachedSession {
    /// The session.
    pub session: SessionId,
}

/// Which piece of coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CoachingRef {
    /// A bundle.
    Bundle(CoachedBundle),
    /// A plan.
    Plan(CoachedPlan),
    /// A review.
    Review(CoachedReview),
    /// A session of a plan.
    Session(CoachedSession),
}

impl CoachingRef {
    /// The thing that it is.
    #[must_use]
    pub fn thing(&self) -> ThingRef {
        match self {
            CoachingRef::Bundle(of) => ThingRef::of(of.bundle),
            CoachingRef::Plan(of) => ThingRef::of(of.plan),
            CoachingRef::Review(of) => ThingRef::of(of.review),
            CoachingRef::Session(of) => ThingRef::of(of.session),
        }
    }
}

/// What others may know of a piece of coaching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoachingStanding {
    /// Whom it was for.
    pub coached: PersonId,
    /// Those of the organisation who coached.
    pub coaches: Vec<PersonId>,
    /// Whether it took place: a review stands delivered, a bundle was concluded, a session was held, a plan has ended.
    pub took_place: bool,
}

impl CoachingStanding {
    /// What coaching a thing was, where it is such and whom it was for was shown it.
    #[must_use]
    pub fn of(glance: &Glance<'_>) -> Option<Self> {
        let (coached, coaches, took_place, was_shown) = match glance {
            Glance::Bundle(bundle) => {
                let coaches = bundle.concluded_by.and_then(Actor::person).into_iter().collect();
                (bundle.agent, coaches, bundle.concluded_by.is_some(), bundle.was_shown)
            }
            Glance::Plan(plan) => {
                (plan.coachee, plan.coaches_themselves().collect(), plan.stage == PlanStage::Ended, plan.was_shown)
            }
            Glance::Review(review) => {
                (review.agent, review.reviewer.into_iter().collect(), review.is_before_them, review.was_shown)
            }
            Glance::Session(session) => {
                let coaches = session.coaches.iter().filter_map(|one| one.coach.person()).collect();
                (session.coachee, coaches, session.was_held, true)
            }
            _ => return None,
        };
        was_shown.then_some(CoachingStanding { coached, coaches, took_place })
    }
}
