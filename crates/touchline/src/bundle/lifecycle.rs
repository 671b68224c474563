//! The bundle's lifecycle: every state, every command, one cell each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Action;
use crate::kernel::lifecycle::{Cell, Lifecycle, Row};
use crate::kernel::rejection::Code;

/// Where a bundle stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, EnumString, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "BundleState")]
pub enum State {
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

/// The commands, by their names without the thing's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the acts of the same names carry the documentation")]
pub enum Verb {
    Create,
    CreateAndRelease,
    Release,
    Respond,
}

/// What must hold outside a command's body before a cell may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Condition {
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
}

const COLUMNS: usize = 8;
const VERBS: usize = 4;
type BundleRow = Row<State, Verb, Condition, Action, COLUMNS>;
type C = Cell<State, Condition>;

const fn row(verb: Verb, action: Action, cells: [C; COLUMNS]) -> BundleRow {
    Row { verb, action, cells }
}

const fn to(state: State) -> C {
    Cell::To(state, &[])
}

const fn no(code: Code) -> C {
    Cell::No(code)
}

/// A draft without a title or a call stays a draft; what was fit to be released may have changed since.
const RELEASE: C = Cell::To(
    State::Released,
    &[
        Condition::AgentIsActive,
        Condition::HasTitle,
        Condition::HasCall,
        Condition::CallsAreTheAgents,
        Condition::CallsAreInCampaigns,
    ],
);
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const UNSENT: C = no(Code::BundleNotReleased);
const SENT: C = no(Code::BundleAlreadyReleased);
const ANSWERED: C = no(Code::BundleAlreadyAnswered);
const FINAL: C = no(Code::BundleFinal);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Lifecycle<State, Verb, Condition, Action, COLUMNS, VERBS> = Lifecycle {
    thing: "bundle",
    rows: {
        use {Action as A, State as S, Verb as V};
        //                                              absent            draft    released                agent_reviewed  completed_in_person  agent_acknowledged  concluded  cancelled
        [
            row(V::Create,           A::CreateBundle,  [to(S::Draft),     TAKEN,   TAKEN,                  TAKEN,          TAKEN,               TAKEN,              TAKEN,     TAKEN]),
            row(V::CreateAndRelease, A::ReleaseBundle, [RELEASE,          TAKEN,   TAKEN,                  TAKEN,          TAKEN,               TAKEN,              TAKEN,     TAKEN]),
            row(V::Release,          A::ReleaseBundle, [NONE,             RELEASE, SENT,                   SENT,           SENT,                SENT,               FINAL,     FINAL]),
            row(V::Respond,          A::AnswerBundle,  [NONE,             UNSENT,  to(S::AgentReviewed),   ANSWERED,       no(Code::BundleCompletedInPerson), ANSWERED, FINAL,   FINAL]),
        ]
    },
};
