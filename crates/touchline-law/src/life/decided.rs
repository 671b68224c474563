//! What comes of a decision.

use schemars::JsonSchema;
use serde::Serialize;
use touchline_kernel::{Code, Event, Warning};

/// An accepted command's events, and what its sender should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided<C> {
    /// What happened, in order.
    pub events: Vec<Event<C>>,
    /// What the sender should know.
    pub warnings: Vec<Warning>,
}

impl<C> Decided<C> {
    /// One event and nothing to add.
    #[must_use]
    pub fn one(event: Event<C>) -> Self {
        Decided { events: vec![event], warnings: Vec::new() }
    }

    /// The same with the changes wrapped.
    pub fn map<Other>(self, other: impl Fn(C) -> Other) -> Decided<Other> {
        let events = self.events.into_iter().map(|event| event.map(&other)).collect();
        Decided { events, warnings: self.warnings }
    }
}

/// Whether one command is open to an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Availability {
    /// The code with which it would be refused whatever its body; null where it is open.
    pub code: Option<Code>,
    /// The command.
    pub command: String,
    /// Whether nothing outside the body forbids it.
    pub open: bool,
}

impl Availability {
    /// The same for another command, which the same is needed for.
    #[must_use]
    pub fn of(self, command: &str) -> Self {
        Availability { command: command.to_owned(), ..self }
    }
}

impl From<(String, Option<Code>)> for Availability {
    fn from((command, code): (String, Option<Code>)) -> Self {
        Availability { code, command, open: code.is_none() }
    }
}
