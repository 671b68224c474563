//! What cannot be done: the commands of a thing that nobody moves by hand.

use core::convert::Infallible;
use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use touchline_kernel::id::Id;

use super::Told;
use crate::ground::Mark;

/// No command at all, with things marked `M`. There is no such value.
pub struct Never<M>(Infallible, PhantomData<M>);

impl<M> Never<M> {
    /// Whatever is asked for: there is nobody to ask.
    #[must_use]
    pub fn never<T>(&self) -> T {
        match self.0 {}
    }
}

impl<M> Clone for Never<M> {
    fn clone(&self) -> Self {
        self.never()
    }
}

impl<M> fmt::Debug for Never<M> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {}
    }
}

impl<M> PartialEq for Never<M> {
    fn eq(&self, _: &Self) -> bool {
        match self.0 {}
    }
}

impl<M> Serialize for Never<M> {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match self.0 {}
    }
}

impl<'de, M: Mark> Deserialize<'de> for Never<M> {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom(format_args!("there is no command on a {}", M::THING)))
    }
}

impl<M> JsonSchema for Never<M> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Never".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "oneOf": [] })
    }
}

impl<M> From<&Never<M>> for &'static str {
    fn from(never: &Never<M>) -> Self {
        never.never()
    }
}

impl<M: Mark> Told for Never<M> {
    type Mark = M;

    fn thing(&self) -> Id<M> {
        match self.0 {}
    }
}
