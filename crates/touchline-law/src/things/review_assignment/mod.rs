//! Assignments of reviews: a call that somebody is to review, by a day, since it was assigned to them or since whoever
//! handled it asks for feedback. Whether one is overdue follows from the day, and is never kept.
//!
//! Rules: KER-09, KER-17, REV-20, REV-22.

mod act;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, OfCall, Shape, Subject, Whose};
use crate::facts::{AskedReview, FactKey, Facts, Refusal};
use crate::ground::calls::CallId;
use crate::ground::{ReviewAssignmentId, ReviewAssignmentMark, ReviewId};
use crate::life::{Found, Telling, Thing, Viewer, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Instant, LocalDate, Note, PersonId, Zone};

pub use act::{
    AcceptReviewRequest, Act, AssignReview, Change, Happening, ReassignReview, RequestReview, ReviewAssigned,
    ReviewAssignmentFinished, ReviewAssignmentHandedOver, ReviewAssignmentNote, ReviewAssignmentReason,
    ReviewAssignmentRef, ReviewReassigned, ReviewRecalled, ReviewRequestAccepted, ReviewRequested,
};
pub use follow::finished;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentReviewAssignment, ReviewAssignmentSight, StaffReviewAssignment};

/// How an assignment came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ReviewAssignmentOrigin")]
pub enum Origin {
    /// Somebody who may review the call assigned it.
    Assigned,
    /// Whoever handled the call asked for it.
    Requested,
}

/// What was done with an assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ReviewAssignmentTurnKind")]
pub enum TurnKind {
    /// The request was taken up.
    Acceptance,
    /// It was assigned.
    Assignment,
    /// A review of the call was delivered.
    Completion,
    /// It was handed over.
    HandOver,
    /// It was assigned to another, or put off.
    Reassignment,
    /// It was taken back.
    Recall,
    /// The request was declined.
    Refusal,
    /// Feedback was asked for.
    Request,
    /// The request was taken back.
    Withdrawal,
}

/// One turn of an assignment, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewAssignmentTurn")]
pub struct Turn {
    /// When and by whom.
    pub done: Done,
    /// The due date from then on; null where there was none.
    pub due_on: Option<LocalDate>,
    /// What was done.
    pub kind: TurnKind,
    /// Who was to review the call from then on.
    pub reviewer: PersonId,
    /// The words; null where there were none.
    pub text: Option<Note>,
}

/// The assignment of a review, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewAssignment {
    /// Who handled the call.
    pub agent: PersonId,
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// When and by whom it was assigned, or asked for.
    pub asked: Done,
    /// Who assigned it, the last time; null where nobody did.
    pub assigner: Option<PersonId>,
    /// The call.
    pub call: CallId,
    /// When it last changed.
    pub changed_at: Instant,
    /// The last day on which it is done in time, where its reviewer is; null where any day will do.
    pub due_on: Option<LocalDate>,
    /// The version that reviewer and due date in force came with.
    pub due_since: u64,
    /// What was done with it, in order.
    pub history: Vec<Turn>,
    /// What there was to say when it was assigned, or asked for.
    pub note: Option<Note>,
    /// How it came about.
    pub origin: Origin,
    /// The review that was delivered, once it is done.
    pub review: Option<ReviewId>,
    /// Its id.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review the call, or was.
    pub reviewer: PersonId,
    /// Where it stands, but for what follows from the day that it is.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl ReviewAssignment {
    /// What others may know of it, while it is to be done.
    #[must_use]
    pub fn asked_review(&self) -> Option<AskedReview> {
        let is_requested = self.origin == Origin::Requested;
        let (agent, review_assignment, reviewer) = (self.agent, self.review_assignment, self.reviewer);
        self.state.is_live().then_some(AskedReview { agent, is_requested, review_assignment, reviewer })
    }

    /// Whether the delivery of a review of this call, to this person and by this one, is what was wanted: feedback that
    /// somebody asks for is that, whoever gives it.
    #[must_use]
    pub fn is_met_by(&self, call: CallId, agent: PersonId, reviewer: Option<PersonId>) -> bool {
        let is_by_them = self.origin == Origin::Requested || reviewer == Some(self.reviewer);
        self.state.is_live() && self.call == call && self.agent == agent && is_by_them
    }

    /// When it came to its end, where it did.
    #[must_use]
    pub fn ended_at(&self) -> Option<Instant> {
        self.history.last().filter(|_| !self.state.is_live()).map(|turn| turn.done.at)
    }

    /// For how many days it has waited, in this zone; nothing where it does not.
    #[must_use]
    pub fn waiting_days(&self, zone: Zone, at: Instant) -> Option<i64> {
        self.state.is_live().then(|| zone.days_waited(self.asked.at, at))
    }

    /// For how many days it has been overdue, in its reviewer's zone; nothing where it is not.
    #[must_use]
    pub fn days_overdue(&self, zone: Zone, at: Instant) -> Option<i64> {
        let due_on = self.due_on.filter(|_| self.state.is_live())?;
        Some(zone.day_of(at).days_since(due_on)).filter(|days| *days > 0)
    }
}

impl Subject for ReviewAssignment {
    const SEE: Action = Action::SeeReviewAssignment;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::Person {
            coached: self.agent,
            author: self.assigner,
            keeper: Some(self.reviewer).filter(|_| self.state.is_live()),
            of: OfCall::Call(self.call),
        }
    }

    /// Whoever handled the call sees what they asked for themselves, and of what was assigned the review alone.
    fn was_shown(&self) -> bool {
        self.origin == Origin::Requested
    }
}

impl Thing for ReviewAssignment {
    by_files!(ReviewAssignmentMark, review_assignment, ReviewAssignmentSight);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn in_line(&self) -> Option<(bool, Instant)> {
        Some((false, self.asked.at))
    }

    fn asks_to_show(&self, _: PersonId, keys: &mut Vec<FactKey>) {
        keys.push(FactKey::person(self.reviewer));
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn still_tells<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
        notices::still_tells(self, viewer, told)
    }

    fn keeper(&self) -> Option<PersonId> {
        Some(self.reviewer)
    }

    fn last_day(&self) -> Option<LocalDate> {
        self.due_on
    }

    fn handed_over(thing: ReviewAssignmentId, (_, to): (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(thing, to))
    }

    fn called_off(thing: ReviewAssignmentId, _: Option<&Self>, said: (&Note, Actor)) -> Option<Change> {
        Some(follow::called_off(thing, said))
    }

    fn found(&self) -> Found {
        Found::made(self.asked.at)
            .stands(self.state, !self.state.is_live())
            .archived(self.archived)
            .awaits([self.reviewer])
            .names([self.call])
            .names(self.review)
    }

    /// Lists of what is open go by when it was asked for, of others by when it ended.
    fn listed_at(&self) -> Instant {
        self.ended_at().unwrap_or(self.asked.at)
    }
}
