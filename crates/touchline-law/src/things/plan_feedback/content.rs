//! What feedback between a coach and whom a plan coaches says.
//!
//! Rules: FBK-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::PlanCoachRef;
use touchline_kernel::{Key, Note, PersonId};

/// How far somebody has come in a focus area of the plan, or how good they are as a coach in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanFeedbackRating")]
pub struct AreaRating {
    /// The focus area.
    pub area: Key,
    /// From 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub rating: u32,
}

/// What feedback says. Each part may be left out, and not all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFeedbackContent {
    /// What is to be better.
    #[serde(default)]
    pub improvements: Vec<Note>,
    /// Ratings of focus areas that the plan has, each once.
    #[serde(default)]
    pub ratings: Vec<AreaRating>,
    /// What is good.
    #[serde(default)]
    pub strengths: Vec<Note>,
    /// What there is to say besides.
    #[serde(default)]
    pub text: Option<Note>,
}

impl PlanFeedbackContent {
    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        let says_nothing = self.improvements.is_empty() && self.strengths.is_empty() && self.text.is_none();
        says_nothing && self.ratings.is_empty()
    }

    /// The texts in it.
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Note> {
        self.improvements.iter_mut().chain(&mut self.strengths)
    }
}

/// The coach whom feedback is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanFeedbackAddressee")]
pub struct Addressee {
    /// Which coach.
    pub coach: PlanCoachRef,
    /// Who reads it for that coach: they themselves, or whoever entered what an external one says when it was given.
    pub told: PersonId,
}
