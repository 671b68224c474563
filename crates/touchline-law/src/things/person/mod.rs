//! A person as a thing: a document that is recorded whole.

mod record;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::people::Person;

/// What can be done with a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "PersonAct")]
pub enum Act {
    /// Enter a person, or replace what is known of one.
    #[serde(rename = "person.record")]
    Record(Person),
}

/// What can happen to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "PersonChange")]
pub enum Change {
    /// The person was entered or replaced.
    #[serde(rename = "person.recorded")]
    Recorded(Person),
}
