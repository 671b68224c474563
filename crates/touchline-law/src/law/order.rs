//! What can be ordered about a person, and what can come of it: it makes no thing of its own, but moves many.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserializer, Serialize};
use strum::IntoStaticStr;
use touchline_kernel::envelope::read_parts;
use touchline_kernel::{Event, PersonId, Redaction};

use crate::ground::people::Person;
use crate::life::Recorded;
use crate::things::{duties, redaction};

/// What can be ordered about a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Order {
    /// Their duties, for another to take over.
    Duties(duties::Act),
    /// What they said and what was said about them, to be taken out.
    Redaction(redaction::Act),
}

/// What can come of an order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Ordered {
    /// Duties went over.
    Duties(duties::Change),
    /// Texts went.
    Redaction(redaction::Change),
}

/// What came of an order, without what it was given with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(prefix = "person.", serialize_all = "snake_case")]
pub enum Happening {
    /// Duties went over.
    DutiesHandedOver,
    /// Texts went.
    Redacted,
}

impl Order {
    /// Whether a command of this name is one.
    pub(super) fn is(name: &str) -> bool {
        matches!(name, "person.hand_over" | "person.redact")
    }

    pub(super) fn read<'de, D: Deserializer<'de>>(name: &str, body: D) -> Result<Self, D::Error> {
        match name {
            "person.hand_over" => read_parts(name, body).map(Order::Duties),
            _ => read_parts(name, body).map(Order::Redaction),
        }
    }

    pub(super) fn schemas(generator: &mut SchemaGenerator) -> [Schema; 2] {
        [duties::Act::json_schema(generator), redaction::Act::json_schema(generator)]
    }

    /// Whom it is about.
    pub(super) fn person(&self) -> PersonId {
        match self {
            Order::Duties(duties::Act::HandOver(body)) => body.person,
            Order::Redaction(redaction::Act::Redact(body)) => body.person,
        }
    }

    /// Its name.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Order::Duties(act) => act.into(),
            Order::Redaction(act) => act.into(),
        }
    }
}

impl Ordered {
    /// Whether an event of this name is one.
    pub(super) fn is(name: &str) -> bool {
        matches!(name, "person.duties_handed_over" | "person.redacted")
    }

    pub(super) fn read<'de, D: Deserializer<'de>>(name: &str, body: D) -> Result<Self, D::Error> {
        match name {
            "person.duties_handed_over" => read_parts(name, body).map(Ordered::Duties),
            _ => read_parts(name, body).map(Ordered::Redaction),
        }
    }

    pub(super) fn schemas(generator: &mut SchemaGenerator) -> [Schema; 2] {
        [duties::Change::json_schema(generator), redaction::Change::json_schema(generator)]
    }

    /// Whom it is about.
    #[must_use]
    pub fn person(&self) -> PersonId {
        match self {
            Ordered::Duties(duties::Change::DutiesHandedOver(body)) => body.person,
            Ordered::Redaction(redaction::Change::Redacted(body)) => body.person,
        }
    }

    /// What came of it.
    pub(super) fn happening(&self) -> Happening {
        match self {
            Ordered::Duties(duties::Change::DutiesHandedOver(_)) => Happening::DutiesHandedOver,
            Ordered::Redaction(redaction::Change::Redacted(_)) => Happening::Redacted,
        }
    }

    /// The redaction that it is, if it is one.
    #[must_use]
    pub fn redaction(&self) -> Option<Redaction> {
        match self {
            Ordered::Duties(_) => None,
            Ordered::Redaction(redaction::Change::Redacted(body)) => Some(body.redaction()),
        }
    }

    /// The person after it. Nothing where nobody of this id is known.
    pub fn evolve(&self, person: Option<Recorded<Person>>, event: &Event<()>) -> Option<Recorded<Person>> {
        match self {
            Ordered::Duties(_) => duties::evolve(person, event),
            Ordered::Redaction(redaction::Change::Redacted(body)) => {
                redaction::evolve(person, &body.redaction(), event)
            }
        }
    }
}
