//! Persons as the organisation knows them: a fact that the host records whole.

mod role;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kernel::command::PersonId;
use crate::kernel::text::{Key, Name};
use crate::kernel::time::{LocalDate, Zone};

pub use role::Role;

/// A person, whether or not they have a user account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Whether the person is still there. A person who leaves is deactivated, never removed.
    #[serde(default = "yes")]
    pub active: bool,
    /// The campaigns that the person is assigned to; null where that is not known.
    #[serde(default)]
    pub campaigns: Option<Vec<Key>>,
    /// Whether the person is linked to a user account.
    #[serde(default = "yes")]
    pub has_account: bool,
    /// The first day of work.
    #[serde(default)]
    pub hire_date: Option<LocalDate>,
    /// The direct manager.
    #[serde(default)]
    pub manager: Option<PersonId>,
    /// What the person is called.
    pub name: Name,
    /// The person's id.
    pub person: PersonId,
    /// The roles that the person holds: built-in ones, or the policy's own.
    #[serde(default)]
    pub roles: Vec<Key>,
    /// The segment, such as a market or a language.
    #[serde(default)]
    pub segment: Option<Key>,
    /// The team.
    #[serde(default)]
    pub team: Option<Key>,
    /// The person's time zone; the organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

const fn yes() -> bool {
    true
}

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
