//! Self-reviews: what somebody makes of a call that they handled themselves, by the scorecards by which others judge it. It is
//! shown beside what a reviewer says, and counts for nothing: nothing that is counted knows of it.
//!
//! Rules: KER-09, REV-21.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::FactKey;
use crate::ground::SelfReviewMark;
use crate::ground::calls::CallId;
use crate::life::{Found, Thing, by_files};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, Last, PersonId, next_version};

pub use crate::facts::{Filled, Judged};
pub use crate::ground::SelfReviewId;
pub use act::{
    Act, Change, CreateSelfReview, FillSelfReview, Happening, SelfReviewCreated, SelfReviewRef, SelfReviewSubmitted,
};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentSelfReview, SelfReviewSight, StaffSelfReview};

/// A self-review, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfReview {
    /// Who handled the call, and scores it.
    pub agent: PersonId,
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// The call.
    pub call: CallId,
    /// When it last changed.
    pub changed_at: Instant,
    /// When and by whom it was begun.
    pub created: Done,
    /// Its scorecard, as far as it is filled in.
    pub filled: Option<Box<Filled>>,
    /// What came of its scorecard when it was submitted.
    pub judged: Option<Judged>,
    /// Its id.
    pub self_review: SelfReviewId,
    /// How many times it was put away or brought back.
    #[serde(default)]
    pub shelved: u64,
    /// Where it stands.
    pub state: State,
    /// When and by whom it was submitted, if it was.
    pub submitted: Option<Done>,
    /// How many changes it has seen.
    pub version: u64,
}

impl Subject for SelfReview {
    const SEE: Action = Action::SeeSelfReview;
    const SEE_OWN: Action = Action::ScoreOwnCall;
    const SHAPE: Shape = Shape::Person;
    const SEES: &'static [Action] = &[Self::SEE, Self::SEE_OWN];

    /// Until it is submitted it is its author's alone.
    fn see(&self) -> Action {
        if self.submitted.is_some() { Self::SEE } else { Self::SEE_OWN }
    }

    fn whose(&self) -> Whose {
        Whose::call(self.agent, self.call)
    }

    /// Whom it is about has written it.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for SelfReview {
    by_files!(SelfReviewMark, self_review, SelfReviewSight);

    /// Nobody but its author is shown what was done before it was submitted.
    fn last(&self, counted_by: Actor) -> Last {
        let is_author_s = counted_by == Actor::Person(self.agent) || counted_by == Actor::System;
        let version = if is_author_s { self.version } else { next_version(self.shelved) };
        (version, self.changed_at)
    }

    fn is_its_makers(&self) -> bool {
        self.submitted.is_none()
    }

    fn is_private_to(&self, viewer: PersonId) -> bool {
        self.submitted.is_none() && self.agent == viewer
    }

    fn asks_to_show(&self, _: PersonId, keys: &mut Vec<FactKey>) {
        keys.push(FactKey::call(self.call));
        keys.extend(self.filled.as_deref().map(|filled| FactKey::scorecard(filled.scorecard)));
    }

    fn found(&self) -> Found {
        Found::made(self.created.at)
            .stands(self.state, self.state != State::Draft)
            .archived(self.archived)
            .awaits([self.agent])
            .names([self.call])
            .names(self.filled.as_deref().map(|filled| filled.scorecard))
    }

    /// Lists of drafts go by when they were begun, of others by when they were handed in.
    fn listed_at(&self) -> Instant {
        self.submitted.unwrap_or(self.created).at
    }
}
