//! Suggested coaching: whom a manager might want to coach, though nobody asked for training. It is advice, told apart
//! from the attention pool, which holds what reviewers asked for.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ground::calls::CallId;
use touchline_kernel::{Instant, Key, Name, PersonId};

/// A call that scored too low.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoredUnder {
    /// The call: the newest such one.
    pub call: CallId,
    /// How good it was, in percent.
    pub score: f64,
    /// What the policy asks for.
    pub threshold: u32,
}

/// A call that was flagged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CallFlagged {
    /// The call: the newest such one.
    pub call: CallId,
    /// What it was flagged for.
    pub flag: Key,
}

/// A check that failed again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckFailing {
    /// The call in which it failed last.
    pub call: CallId,
    /// The check.
    pub check: Key,
    /// How many failures the policy asks for, all of them there.
    pub count: u32,
    /// In how many days.
    pub days: u32,
}

/// A long time without coaching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotCoached {
    /// For how many days, in the agent's zone.
    pub days: i64,
    /// When the agent was coached last; null where never, and then the days count from the agent's first call.
    pub last: Option<Instant>,
}

/// Why coaching is suggested.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ProposalReason {
    /// A call scored too low.
    ScoreUnder(ScoredUnder),
    /// A call was flagged.
    Flagged(CallFlagged),
    /// A check failed again and again.
    Failures(CheckFailing),
    /// There was no coaching for long.
    NoCoaching(NotCoached),
}

impl ProposalReason {
    fn text(&self) -> String {
        match self {
            ProposalReason::ScoreUnder(of) => format!("a call scored under {} percent", of.threshold),
            ProposalReason::Flagged(of) => format!("a call was flagged {}", of.flag.as_str()),
            ProposalReason::Failures(of) => {
                format!("{} failed {} times in {} days", of.check.as_str(), of.count, of.days)
            }
            ProposalReason::NoCoaching(of) => format!("no coaching for {} days", of.days),
        }
    }
}

/// An agent whom one might want to coach.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Proposal {
    /// The agent.
    pub agent: PersonId,
    /// When the newest of the reasons was there: a call by when it began, failures by when the last of them was ruled; for want of
    /// coaching, when it had lasted too long.
    pub at: Instant,
    /// What the agent is called.
    pub name: Name,
    /// Why, each rule once: with the newest of what it rests on.
    pub reasons: Vec<ProposalReason>,
    /// The same in English.
    pub text: String,
}

impl Proposal {
    /// A proposal, unless there is no reason for it.
    #[must_use]
    pub fn of(agent: PersonId, at: Instant, name: Name, reasons: Vec<ProposalReason>) -> Option<Self> {
        let text = reasons.iter().map(ProposalReason::text).collect::<Vec<_>>().join("; ");
        (!reasons.is_empty()).then_some(Proposal { agent, at, name, reasons, text })
    }
}
