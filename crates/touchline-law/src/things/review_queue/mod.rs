//! The review queue: calls that somebody should look at, and why. It holds nothing of its own: a call stands in it by
//! what is known of the call, what was drawn and what was assigned, and leaves it with its first disposition.
//!
//! Rules: TRN-09.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use crate::access::{self, Action, Seen, Shape, Staff, Subject, Whose};
use crate::facts::SampledIn;
use crate::ground::ReviewAssignmentId;
use crate::ground::calls::{Call, CallId};
use touchline_kernel::{Instant, Key, LocalDate, PersonId, Title, tally};

/// What the host flagged a call for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FlaggedFor {
    /// Why, in the host's word for it.
    pub flag: Key,
}

/// The assignment by which somebody is to review a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AssignedTo {
    /// The last day on which it is done in time, where the reviewer is; null where any day will do.
    pub due_on: Option<LocalDate>,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to review it.
    pub reviewer: PersonId,
}

/// Why a call stands in the review queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ReviewReason {
    /// Somebody is to review it.
    Assigned(AssignedTo),
    /// The host flagged it.
    Flagged(FlaggedFor),
    /// It was drawn.
    Sampled(SampledIn),
}

/// A call that waits for review, before access has released it.
pub struct WaitingCall<'a> {
    /// The assignments by which somebody is to review it, by id.
    pub assigned: &'a [AssignedTo],
    /// The call.
    pub call: &'a Call,
    /// The draws that it came out of, by when they were made, then by id.
    pub drawn: &'a [SampledIn],
}

impl Subject for WaitingCall<'_> {
    const SEE: Action = Action::GiveDisposition;
    const SHAPE: Shape = Shape::Person;

    fn whose(&self) -> Whose {
        Whose::call(self.call.handler, self.call.call)
    }

    /// What waits for review is the reviewers' alone.
    fn was_shown(&self) -> bool {
        false
    }
}

/// A call in the review queue, for those who may review it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReviewEntry {
    /// The call.
    pub call: CallId,
    /// The campaign that it belongs to; null where that is not known.
    pub campaign: Option<Key>,
    /// Who handled it.
    pub handler: PersonId,
    /// How long it took, in milliseconds.
    pub length_ms: u64,
    /// What it is called.
    pub name: Option<Title>,
    /// Why it stands here: flagged first, then by draw, then by assignment.
    pub reasons: Vec<ReviewReason>,
    /// When it began.
    pub started_at: Instant,
}

impl ReviewEntry {
    /// The entry of a call that access released to those who review.
    #[must_use]
    pub fn of(seen: &Seen<'_, WaitingCall<'_>, Staff>) -> Self {
        let WaitingCall { assigned, call, drawn } = seen.thing();
        let flagged = call.flag.clone().map(|flag| ReviewReason::Flagged(FlaggedFor { flag }));
        let sampled = drawn.iter().copied().map(ReviewReason::Sampled);
        let assigned = assigned.iter().copied().map(ReviewReason::Assigned);
        ReviewEntry {
            call: call.call,
            campaign: call.campaign.clone(),
            handler: call.handler,
            length_ms: call.length_ms,
            name: call.name.clone(),
            reasons: flagged.into_iter().chain(sampled).chain(assigned).collect(),
            started_at: call.started_at,
        }
    }
}

/// What a call waits for review for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum WaitsFor {
    /// Anything at all: each call once.
    Any,
    /// It was flagged.
    Flag,
    /// It was drawn.
    Draw,
    /// Somebody is to review it.
    Assignment,
}

const KINDS: usize = WaitsFor::VARIANTS.len();

/// How many calls wait for review.
pub type Tally = tally::Tally<WaitsFor, KINDS>;

/// What an audience may see of the counts.
pub type SeenTally<A> = access::SeenTally<WaitsFor, KINDS, A>;

/// How many calls wait for review, of those that the viewer may review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewFigures {
    /// Those that somebody is to review.
    pub assigned: u64,
    /// Those that were flagged.
    pub flagged: u64,
    /// Those that were drawn for the viewer, or that the viewer is to review.
    pub mine: u64,
    /// Those that were drawn.
    pub sampled: u64,
    /// All of them: the number beside the queue's name.
    pub waiting: u64,
}

impl ReviewFigures {
    /// Reads the figures off what waits, and off what waits for the viewer.
    #[must_use]
    pub fn of(waiting: &SeenTally<Staff>, mine: &SeenTally<Staff>) -> Self {
        ReviewFigures {
            assigned: waiting.of(|kind| kind == WaitsFor::Assignment),
            flagged: waiting.of(|kind| kind == WaitsFor::Flag),
            mine: mine.of(|kind| kind == WaitsFor::Any),
            sampled: waiting.of(|kind| kind == WaitsFor::Draw),
            waiting: waiting.of(|kind| kind == WaitsFor::Any),
        }
    }
}
