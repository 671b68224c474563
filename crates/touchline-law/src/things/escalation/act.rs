//! What can be done with an escalation, and what can happen to one.

use super::redact::coached_in;
use crate::ground::EscalationMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;
use strum::IntoStaticStr;

use super::{About, EscalationId, Verb};
use touchline_kernel::command::PersonId;
use touchline_kernel::text::Note;

/// An escalation to be raised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RaiseEscalation {
    /// What it is about.
    pub about: About,
    /// Who is to answer.
    pub agent: PersonId,
    /// The id that the host chose for it.
    pub escalation: EscalationId,
    /// What is asked.
    pub question: Note,
}

/// Which escalation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EscalationRef {
    /// The escalation.
    pub escalation: EscalationId,
}

/// The agent's answer to an escalation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerEscalation {
    /// The escalation.
    pub escalation: EscalationId,
    /// What the agent writes.
    pub text: Note,
}

/// An escalation, with a note where there is something to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EscalationNote {
    /// The escalation.
    pub escalation: EscalationId,
    /// What there is to say.
    #[serde(default)]
    pub note: Option<Note>,
}

/// An escalation, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EscalationReason {
    /// The escalation.
    pub escalation: EscalationId,
    /// Why.
    pub reason: Note,
}

/// What can be done with an escalation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "escalation.", serialize_all = "snake_case")]
#[schemars(rename = "EscalationAct")]
pub enum Act {
    /// Ask an agent about a call of theirs, a check of one, or a bundle that was released to them.
    #[serde(rename = "escalation.raise")]
    Raise(RaiseEscalation),
    /// Answer an open escalation, as its agent.
    #[serde(rename = "escalation.answer")]
    Answer(AnswerEscalation),
    /// Close an escalation whose answer satisfies.
    #[serde(rename = "escalation.close")]
    Close(EscalationNote),
    /// Send an answer back, with what is missing; the escalation awaits its agent again.
    #[serde(rename = "escalation.send_back")]
    SendBack(EscalationReason),
    /// Take an escalation back that should not have been raised, or that has settled itself.
    #[serde(rename = "escalation.withdraw")]
    Withdraw(EscalationReason),
    /// Put a closed or withdrawn escalation away: read-only, and out of the lists of what is worked on.
    #[serde(rename = "escalation.archive")]
    Archive(EscalationRef),
    /// Bring an archived escalation back.
    #[serde(rename = "escalation.restore")]
    Restore(EscalationRef),
}

impl Act {
    /// Its row in the lifecycle's table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Act::Raise(_) => Verb::Raise,
            Act::Answer(_) => Verb::Answer,
            Act::Close(_) => Verb::Close,
            Act::SendBack(_) => Verb::SendBack,
            Act::Withdraw(_) => Verb::Withdraw,
            Act::Archive(_) => Verb::Archive,
            Act::Restore(_) => Verb::Restore,
        }
    }
}

impl Told for Act {
    type Mark = EscalationMark;

    fn thing(&self) -> EscalationId {
        match self {
            Act::Raise(body) => body.escalation,
            Act::Answer(body) => body.escalation,
            Act::Close(body) => body.escalation,
            Act::SendBack(body) | Act::Withdraw(body) => body.escalation,
            Act::Archive(body) | Act::Restore(body) => body.escalation,
        }
    }
}

/// An escalation that was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EscalationWithdrawn {
    /// The escalation.
    pub escalation: EscalationId,
    /// Why.
    pub reason: Note,
    /// Who says so, where it follows from something else that they did; null where whoever withdrew it does.
    #[serde(default)]
    pub said_by: Option<PersonId>,
}

/// An escalation that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EscalationHandedOver {
    /// The escalation.
    pub escalation: EscalationId,
    /// Who keeps it from now on.
    pub to: PersonId,
}

/// What can happen to an escalation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "escalation.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "EscalationChange")]
pub enum Change {
    /// It was raised, and so shown to its agent.
    #[serde(rename = "escalation.raised")]
    Raised(RaiseEscalation),
    /// Its agent answered.
    #[serde(rename = "escalation.answered")]
    Answered(AnswerEscalation),
    /// It was closed.
    #[serde(rename = "escalation.closed")]
    Closed(EscalationNote),
    /// Its answer was sent back.
    #[serde(rename = "escalation.sent_back")]
    SentBack(EscalationReason),
    /// It was taken back.
    #[serde(rename = "escalation.withdrawn")]
    Withdrawn(EscalationWithdrawn),
    /// It was put away.
    #[serde(rename = "escalation.archived")]
    Archived(EscalationRef),
    /// It was brought back.
    #[serde(rename = "escalation.restored")]
    Restored(EscalationRef),
    /// Somebody else keeps it from now on.
    #[serde(rename = "escalation.handed_over")]
    HandedOver(EscalationHandedOver),
}

impl Told for Change {
    type Mark = EscalationMark;

    fn thing(&self) -> EscalationId {
        match self {
            Change::Raised(body) => body.escalation,
            Change::Answered(body) => body.escalation,
            Change::Closed(body) => body.escalation,
            Change::SentBack(body) => body.escalation,
            Change::Withdrawn(body) => body.escalation,
            Change::Archived(body) | Change::Restored(body) => body.escalation,
            Change::HandedOver(body) => body.escalation,
        }
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        coached_in(self)
    }
}
