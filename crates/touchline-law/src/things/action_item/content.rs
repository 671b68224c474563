//! Where an action item comes from, what was said of it in turn, and what became of the requests for a later due date.
//!
//! Rules: ACT-01, ACT-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::{BundleId, ReviewId, SessionId, ThingRef};
use touchline_kernel::{Done, Key, LocalDate, Note};

/// A bundle out of which something is to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ActionItemOfBundle")]
pub struct OfBundle {
    /// The bundle.
    pub bundle: BundleId,
}

/// A gap for which a course is recommended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ActionItemOfCourseRecommendation")]
pub struct OfCourseRecommendation {
    /// The area of skill with the gap, by its key.
    pub area: Key,
}

/// A review that assigned it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ActionItemOfReview")]
pub struct OfReview {
    /// The review.
    pub review: ReviewId,
}

/// A session in which it was agreed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ActionItemOfSession")]
pub struct OfSession {
    /// The session.
    pub session: SessionId,
}

/// Where an action item comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "ActionItemSource")]
pub enum Source {
    /// A bundle that was released to its assignee.
    Bundle(OfBundle),
    /// A course that was recommended for a gap; the item is that course.
    CourseRecommendation(OfCourseRecommendation),
    /// A review whose delivery assigned it.
    Review(OfReview),
    /// A session of a plan.
    Session(OfSession),
}

impl Source {
    /// The thing that it is, where it is one.
    #[must_use]
    pub fn thing(&self) -> Option<ThingRef> {
        match self {
            Source::Bundle(of) => Some(ThingRef::of(of.bundle)),
            Source::CourseRecommendation(_) => None,
            Source::Review(of) => Some(ThingRef::of(of.review)),
            Source::Session(of) => Some(ThingRef::of(of.session)),
        }
    }
}

/// What was done with an action item at one turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ActionItemTurnKind")]
pub enum TurnKind {
    /// It was cancelled.
    Cancellation,
    /// It was completed.
    Completion,
    /// Progress was noted.
    Progress,
    /// A revision was asked for.
    Revision,
    /// It was started.
    Start,
    /// It was verified.
    Verification,
}

/// One turn of an action item, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ActionItemTurn")]
pub struct Turn {
    /// When and by whom.
    pub done: Done,
    /// What was done.
    pub kind: TurnKind,
    /// The words; null where there were none.
    pub text: Option<Note>,
}

/// What became of a request for a later due date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionOutcome {
    /// It was declined.
    Declined,
    /// A later date was granted.
    Granted,
    /// The item was completed or cancelled first.
    Lapsed,
}

/// How a request for a later due date was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExtensionAnswer {
    /// When and by whom; where it lapsed, when and by whom the item was completed or cancelled.
    pub done: Done,
    /// The due date that was granted.
    pub due_on: Option<LocalDate>,
    /// What became of it.
    pub outcome: ExtensionOutcome,
    /// What was said of it.
    pub text: Option<Note>,
}

/// A request for a later due date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ExtensionRequest")]
pub struct Extension {
    /// How it was answered; null while it is open.
    pub answer: Option<ExtensionAnswer>,
    /// When and by whom it was asked.
    pub asked: Done,
    /// The due date that is asked for.
    pub due_on: LocalDate,
    /// The due date that was in force.
    pub instead_of: LocalDate,
    /// Why.
    pub reason: Note,
}
