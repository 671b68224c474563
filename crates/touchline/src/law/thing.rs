//! Every thing there is, by kind and id.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::bundle::{Bundle, BundleId};
use crate::calls::{Call, CallId};
use crate::kernel::aggregate::Recorded;
use crate::kernel::command::PersonId;
use crate::people::Person;

/// A kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ThingKind {
    /// A person.
    Person,
    /// A call.
    Call,
    /// A coaching bundle.
    Bundle,
}

/// One thing, by its id. Prints as `{"id","type"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "id", rename_all = "snake_case")]
pub enum ThingRef {
    /// A bundle.
    Bundle(BundleId),
    /// A call.
    Call(CallId),
    /// A person.
    Person(PersonId),
}

impl ThingRef {
    /// What kind of thing it is.
    #[must_use]
    pub fn kind(self) -> ThingKind {
        match self {
            ThingRef::Bundle(_) => ThingKind::Bundle,
            ThingRef::Call(_) => ThingKind::Call,
            ThingRef::Person(_) => ThingKind::Person,
        }
    }

    /// The bare id.
    #[must_use]
    pub fn uuid(self) -> Uuid {
        match self {
            ThingRef::Bundle(id) => id.uuid(),
            ThingRef::Call(id) => id.uuid(),
            ThingRef::Person(id) => id.uuid(),
        }
    }
}

/// A thing's state, as a host with its own database keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Thing {
    /// A bundle.
    Bundle(Bundle),
    /// A call.
    Call(Recorded<Call>),
    /// A person.
    Person(Recorded<Person>),
}

impl Thing {
    /// The thing's kind and id.
    #[must_use]
    pub fn reference(&self) -> ThingRef {
        match self {
            Thing::Bundle(bundle) => ThingRef::Bundle(bundle.bundle),
            Thing::Call(call) => ThingRef::Call(call.document.call),
            Thing::Person(person) => ThingRef::Person(person.document.person),
        }
    }

    /// Where it stands in its lifecycle, if it has one.
    #[must_use]
    pub fn state(&self) -> Option<&'static str> {
        match self {
            Thing::Bundle(bundle) => Some(bundle.state.into()),
            Thing::Call(_) | Thing::Person(_) => None,
        }
    }
}
