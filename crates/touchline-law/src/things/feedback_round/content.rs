//! What a feedback round says, and what those who were asked made of it.
//!
//! Rules: FBK-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use touchline_calculators::feedback::{AsksFor, FeedbackAnswer, FeedbackQuestion, FeedbackRelation};
use touchline_kernel::{Done, Instant, Key, Note, PersonId};

/// Somebody who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRoundPerson")]
pub struct PersonAsked {
    /// Who.
    pub person: PersonId,
    /// What they are to whom the plan coaches: who reports to that person directly is a direct report, who has the same manager
    /// is a peer, and everybody else is a stakeholder.
    pub relation: FeedbackRelation,
}

/// A question of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRoundQuestion")]
pub struct RoundQuestion {
    /// What it asks for.
    pub asks_for: AsksFor,
    /// What tells it from the others. A question that asks the same in another round has the same key there.
    pub question: Key,
    /// The question, in words.
    pub text: Note,
}

impl RoundQuestion {
    /// It, as far as the release of answers looks at it.
    pub(super) fn taken(&self) -> FeedbackQuestion {
        FeedbackQuestion { asks_for: self.asks_for, question: self.question.clone() }
    }
}

/// What came of somebody who was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRoundResponse")]
pub struct Response {
    /// Their answers; null where they answer nothing.
    pub answers: Option<Vec<FeedbackAnswer>>,
    /// When.
    pub at: Instant,
}

/// Where somebody stands who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FeedbackStanding {
    /// They have neither answered nor declined.
    Asked,
    /// They answered.
    Submitted,
    /// They answer nothing.
    Declined,
    /// They did neither, and no answer is taken any more.
    Expired,
}

/// Why a feedback round was called off, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackRoundRemark {
    /// When and by whom.
    pub done: Done,
    /// Why.
    pub text: Note,
}
