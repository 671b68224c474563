//! What a share link shows: coaching that was shown to whom it is for, or how somebody did.
//!
//! Rules: RPT-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, DaySpan, PersonId};

use crate::access::{AccessPolicy, visible_bundle, visible_person, visible_review};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::{BundleId, ReviewId, ThingRef};

/// A bundle, as it is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedBundle {
    /// The bundle.
    pub bundle: BundleId,
}

/// How somebody did on some days, as it is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedPerformance {
    /// The days, both of them included, where the person is.
    pub days: DaySpan,
    /// The person.
    pub person: PersonId,
}

/// A review with its scorecard, as it is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedReview {
    /// The review.
    pub review: ReviewId,
}

/// What a share link shows. Of plans and sessions nothing is shared: what is confidential stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Shared {
    /// A bundle that was released.
    Bundle(SharedBundle),
    /// How somebody did on some days: `report.performance`.
    Performance(SharedPerformance),
    /// A review that was delivered.
    Review(SharedReview),
}

/// How something that is shared stands to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// They do not see it.
    No,
    /// They see it, and whom it is about was not shown it yet.
    AheadOfThem,
    /// They see it.
    Yes,
}

impl Shared {
    /// The thing that it is.
    #[must_use]
    pub fn thing(&self) -> ThingRef {
        match self {
            Shared::Bundle(of) => ThingRef::of(of.bundle),
            Shared::Performance(of) => ThingRef::of(of.person),
            Shared::Review(of) => ThingRef::of(of.review),
        }
    }

    /// What has to be known of it before anything else is.
    pub(super) fn asks(&self) -> FactKey {
        match self {
            Shared::Performance(of) => FactKey::person(of.person),
            Shared::Bundle(_) | Shared::Review(_) => FactKey::Thing(self.thing()),
        }
    }

    /// What has to be known besides of somebody who would share it, and of whom it is about.
    pub(super) fn stands_to(&self, maker: PersonId, about: PersonId) -> impl Iterator<Item = FactKey> + use<> {
        let below = matches!(self, Shared::Performance(_)).then(|| FactKey::manages(about, maker));
        FactKey::towards(Actor::Person(maker), about).chain(below)
    }

    /// Whom it is about, where there is such a thing.
    pub(super) fn about<F: Facts>(&self, facts: &F) -> Result<Option<PersonId>, Refusal> {
        Ok(match self {
            Shared::Bundle(of) => facts.bundle(of.bundle).present()?.map(|bundle| bundle.agent),
            Shared::Performance(of) => Some(of.person),
            Shared::Review(of) => facts.review(of.review).present()?.map(|review| review.agent),
        })
    }

    /// How it stands to somebody who would share it.
    pub(super) fn seen_by<F: Facts>(&self, maker: PersonId, access: &AccessPolicy, facts: &F) -> Result<Seen, Refusal> {
        let actor = Actor::Person(maker);
        let about = self.about(facts)?;
        facts.gather(about.into_iter().flat_map(|about| self.stands_to(maker, about)))?;
        let was_shown = match self {
            Shared::Bundle(of) => visible_bundle(of.bundle, actor, access, facts)?.map(|bundle| bundle.was_shown),
            Shared::Performance(of) => visible_person(of.person, actor, access, facts)?.map(|_| true),
            Shared::Review(of) => visible_review(of.review, actor, access, facts)?.map(|review| review.was_shown),
        };
        Ok(match was_shown {
            None => Seen::No,
            Some(false) => Seen::AheadOfThem,
            Some(true) => Seen::Yes,
        })
    }
}
