//! Ids: UUIDs that the host chooses, each typed by the thing it names, so that none can stand for another.
//!
//! The one id that the core makes itself is a child's: a UUIDv5 whose namespace is the parent's id and
//! whose name is the canonical JSON array of the child's thing and its natural key, such as
//! `["training_item","<call>","<check>"]`. A replay therefore makes the same ids.
//!
//! Rules: KER-02.

use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha1::{Digest, Sha1};
use uuid::{Builder, Uuid};

use super::canonical;
use super::marks::PLAIN;

/// What an id can name.
pub trait Named {
    /// The thing's name on the wire.
    const THING: &'static str;
}

/// Marks the id of anything.
pub enum AnyThing {}

impl Named for AnyThing {
    const THING: &'static str = "thing";
}

/// The id of a `T`.
// Aligned, so that it is copied as words wherever it stands beside a tag.
#[repr(align(8))]
pub struct Id<T>(Uuid, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// Types a UUID.
    #[must_use]
    pub const fn new(uuid: Uuid) -> Self {
        Id(uuid, PhantomData)
    }

    /// The bare UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }

    /// The id of a child of this thing, by the child's natural key.
    #[must_use]
    pub fn child<C: Named>(self, key: &[&str]) -> Id<C> {
        Id::new(child(self.0, C::THING, key))
    }
}

/// The UUIDv5 of a parent's id and the child's natural key.
#[must_use]
pub fn child(parent: Uuid, thing: &str, key: &[&str]) -> Uuid {
    let mut name = String::with_capacity(128);
    for (place, part) in [thing].iter().chain(key).enumerate() {
        name.push(if place == 0 { '[' } else { ',' });
        canonical::append_text(&mut name, part);
    }
    name.push(']');
    let digest = Sha1::new_with_prefix(parent.as_bytes()).chain_update(&name).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    Builder::from_sha1_bytes(bytes).into_uuid()
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // All ids are equally long, so that the length, which a slice would tell the hasher first, tells nothing.
        state.write(self.0.as_bytes());
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(self.0.as_bytes());
        }
        let mut buffer = Uuid::encode_buffer();
        let text: &str = self.0.hyphenated().encode_lower(&mut buffer);
        serializer.serialize_newtype_struct(PLAIN, text)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Id::new)
    }
}

impl<T: Named> JsonSchema for Id<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}_id", T::THING).into()
    }

    /// What it names stands in its title, for the languages whose types can tell one id from another.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        if T::THING == AnyThing::THING {
            return json_schema!({ "type": "string", "format": "uuid" });
        }
        json_schema!({ "type": "string", "format": "uuid", "title": Self::schema_name() })
    }
}
