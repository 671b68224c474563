//! The bundle's lifecycle: every state, every command, one cell each.
//!
//! Rules: BUN-02, BUN-06, BUN-07, BUN-08, BUN-09, BUN-11.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a bundle stands.
    State as "BundleState" {
        /// Made, and not yet shown to its agent.
        Draft,
        /// Sent to its agent, who is to answer.
        Released,
        /// Its agent has responded in writing.
        AgentReviewed,
        /// It was gone through in person, which its agent is to acknowledge.
        CompletedInPerson,
        /// Its agent has acknowledged the session in person.
        AgentAcknowledged,
        /// Closed by a manager. Final.
        Concluded,
        /// Called off. Final.
        Cancelled,
    }
    Verb {
        Create,
        CreateAndRelease,
        Release,
        Respond,
        Edit,
        RecordSession,
        Acknowledge,
        Deny,
        Conclude,
        Cancel,
        Archive,
        Restore,
        /// Its keeper hands it over: the library's own, in the record of the hand-over.
        HandOver,
        /// Its agent has left: the library's own, in the record of the hand-over.
        CallOff,
    }
    Condition {
        /// The agent has not left.
        AgentIsActive,
        /// The bundle has a title.
        HasTitle,
        /// The bundle has a call at least.
        HasCall,
        /// Every call is the agent's own, or marked as an example.
        CallsAreTheAgents,
        /// Every call comes from a campaign that the agent is assigned to.
        CallsAreInCampaigns,
        /// Every training item is the agent's, and of a call that is in the bundle.
        ItemsAreTheAgents,
        /// Every training item waits for a bundle.
        ItemsArePending,
        /// There are few goals.
        GoalsAreFew,
        /// Whoever is to keep the bundle may conclude it.
        SuccessorMayConclude,
    }
}

impl State {
    /// Whether the agent has answered and a manager's turn has come.
    #[must_use]
    pub fn is_answered(self) -> bool {
        matches!(self, State::AgentReviewed | State::AgentAcknowledged)
    }

    /// Whether its agent is to do something.
    #[must_use]
    pub fn needs_agent(self) -> bool {
        matches!(self, State::Released | State::CompletedInPerson)
    }

    /// Whether nothing comes after it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, State::Concluded | State::Cancelled)
    }
}

type C = Cell<State, Condition>;

/// A draft without a title or a call stays a draft; what was fit to be released may have changed since.
const RELEASE: C = Cell::To(
    State::Released,
    &[
        Condition::AgentIsActive,
        Condition::HasTitle,
        Condition::HasCall,
        Condition::CallsAreTheAgents,
        Condition::CallsAreInCampaigns,
        Condition::ItemsAreTheAgents,
        Condition::ItemsArePending,
        Condition::GoalsAreFew,
    ],
);

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const LOCKED: C = no(Code::BundleLocked);
const UNSENT: C = no(Code::BundleNotReleased);
const SENT: C = no(Code::BundleAlreadyReleased);
const ANSWERED: C = no(Code::BundleAlreadyAnswered);
const IN_PERSON: C = no(Code::BundleCompletedInPerson);
const NO_SESSION: C = no(Code::BundleSessionNotRecorded);
const WAITING: C = no(Code::AgentHasNotAnswered);
const LIVE: C = no(Code::BundleLive);
const FINAL: C = no(Code::BundleFinal);
/// No hand-over leads here: a draft was never its agent's.
const NEVER: C = no(Code::EventDoesNotFit);

const DRAFT: C = to(State::Draft);
const RELEASED: C = to(State::Released);
const REVIEWED: C = to(State::AgentReviewed);
/// Who has left could not acknowledge it.
const COMPLETED: C = Cell::To(State::CompletedInPerson, &[Condition::AgentIsActive]);
const ACKNOWLEDGED: C = to(State::AgentAcknowledged);
const CONCLUDED: C = to(State::Concluded);
const CANCELLED: C = to(State::Cancelled);

/// Another keeper, and nothing else.
const fn kept(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayConclude])
}
const D_KEPT: C = kept(State::Draft);
const R_KEPT: C = kept(State::Released);
const V_KEPT: C = kept(State::AgentReviewed);
const P_KEPT: C = kept(State::CompletedInPerson);
const A_KEPT: C = kept(State::AgentAcknowledged);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "bundle",
    {
        use {Action as A, Verb as V};
        //                                                    absent   draft      released    reviewed    in_person   acknowledged  concluded  cancelled
        &[
            row(V::Create,           A::CreateBundle,        &[DRAFT,   TAKEN,     TAKEN,      TAKEN,      TAKEN,      TAKEN,        TAKEN,     TAKEN]),
            row(V::CreateAndRelease, A::ReleaseBundle,       &[RELEASE, TAKEN,     TAKEN,      TAKEN,      TAKEN,      TAKEN,        TAKEN,     TAKEN]),
            row(V::Release,          A::ReleaseBundle,       &[NONE,    RELEASE,   SENT,       SENT,       SENT,       SENT,         FINAL,     FINAL]),
            row(V::Respond,          A::AnswerBundle,        &[NONE,    UNSENT,    REVIEWED,   ANSWERED,   IN_PERSON,  ANSWERED,     FINAL,     FINAL]),
            row(V::Edit,             A::EditBundle,          &[NONE,    DRAFT,     LOCKED,     LOCKED,     LOCKED,     LOCKED,       LOCKED,    LOCKED]),
            row(V::RecordSession,    A::RecordBundleSession, &[NONE,    UNSENT,    COMPLETED,  COMPLETED,  IN_PERSON,  ANSWERED,     FINAL,     FINAL]),
            row(V::Acknowledge,      A::AnswerBundle,        &[NONE,    UNSENT,    NO_SESSION, NO_SESSION, ACKNOWLEDGED, ANSWERED,   FINAL,     FINAL]),
            row(V::Deny,             A::AnswerBundle,        &[NONE,    UNSENT,    NO_SESSION, NO_SESSION, RELEASED,   ANSWERED,     FINAL,     FINAL]),
            row(V::Conclude,         A::ConcludeBundle,      &[NONE,    WAITING,   WAITING,    CONCLUDED,  WAITING,    CONCLUDED,    FINAL,     FINAL]),
            row(V::Cancel,           A::CancelBundle,        &[NONE,    CANCELLED, CANCELLED,  CANCELLED,  CANCELLED,  CANCELLED,    FINAL,     FINAL]),
            row(V::Archive,          A::ArchiveBundle,       &[NONE,    DRAFT,     LIVE,       LIVE,       LIVE,       LIVE,         CONCLUDED, CANCELLED]),
            row(V::Restore,          A::ArchiveBundle,       &[NONE,    DRAFT,     LIVE,       LIVE,       LIVE,       LIVE,         CONCLUDED, CANCELLED]).on(Shelf::Archived),
            follows(V::HandOver,         A::MoveBundle,          &[NONE,    D_KEPT,    R_KEPT,     V_KEPT,     P_KEPT,     A_KEPT,       FINAL,     FINAL]),
            follows(V::CallOff,          A::MoveBundle,          &[NONE,    NEVER,     CANCELLED,  CANCELLED,  CANCELLED,  CANCELLED,    FINAL,     FINAL]),
        ]
    },
);
