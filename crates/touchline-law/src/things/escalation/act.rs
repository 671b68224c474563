//! What can be done with an escalation, and what can happen to one.

use crate::ground::EscalationMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{About, EscalationId, Verb};
use touchline_kernel::{Note, PersonId};

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

crate::life::acts! {
    /// What can be done with an escalation.
    Act as "EscalationAct": EscalationMark, body => body.escalation, Verb;

    /// Ask an agent about a call of theirs, a check of one, or a bundle that was released to them.
    "escalation.raise": Raise(RaiseEscalation),
    /// Answer an open escalation, as its agent.
    "escalation.answer": Answer(AnswerEscalation),
    /// Close an escalation whose answer satisfies.
    "escalation.close": Close(EscalationNote),
    /// Send an answer back, with what is missing; the escalation awaits its agent again.
    "escalation.send_back": SendBack(EscalationReason),
    /// Take an escalation back that should not have been raised, or that has settled itself.
    "escalation.withdraw": Withdraw(EscalationReason),
    /// Put a closed or withdrawn escalation away: read-only, and out of the lists of what is worked on.
    "escalation.archive": Archive(EscalationRef),
    /// Bring an archived escalation back.
    "escalation.restore": Restore(EscalationRef),
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

crate::life::changes! {
    /// What can happen to an escalation.
    Change as "EscalationChange": EscalationMark of escalation;

    /// It was raised, and so shown to its agent.
    "escalation.raised": Raised(RaiseEscalation) coaches agent,
    /// Its agent answered.
    "escalation.answered": Answered(AnswerEscalation),
    /// It was closed.
    "escalation.closed": Closed(EscalationNote),
    /// Its answer was sent back.
    "escalation.sent_back": SentBack(EscalationReason),
    /// It was taken back.
    "escalation.withdrawn": Withdrawn(EscalationWithdrawn),
    /// It was put away.
    "escalation.archived": Archived(EscalationRef),
    /// It was brought back.
    "escalation.restored": Restored(EscalationRef),
    /// Somebody else keeps it from now on.
    "escalation.handed_over": HandedOver(EscalationHandedOver),
}
