//! A person as a thing: a document that is recorded whole.

mod record;

use crate::ground::PersonMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, IntoStaticStr};
use touchline_kernel::command::PersonId;

use crate::ground::people::Person;

/// What can be done with a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "person.", serialize_all = "snake_case")]
#[schemars(rename = "PersonAct")]
pub enum Act {
    /// Enter a person, or replace what is known of one.
    #[serde(rename = "person.record")]
    Record(Person),
}

/// What can happen to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "person.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "PersonChange")]
pub enum Change {
    /// The person was entered or replaced.
    #[serde(rename = "person.recorded")]
    Recorded(Person),
}

impl Told for Act {
    type Mark = PersonMark;

    fn thing(&self) -> PersonId {
        let Act::Record(person) = self;
        person.person
    }
}

impl Told for Change {
    type Mark = PersonMark;

    fn thing(&self) -> PersonId {
        let Change::Recorded(person) = self;
        person.person
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        let Change::Recorded(person) = self;
        Some(person.person)
    }
}
