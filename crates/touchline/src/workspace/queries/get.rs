//! One thing, by its id: asked of each kind of thing alike. Whoever does not see it is told what they would be told if
//! there were none.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::workspace::queries::{Asked, Listed, Question};
use crate::workspace::tables::Tabled;
use touchline_kernel::id::{Id, Named};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::life::Thing;

/// Which one: its only field on the wire is called as the thing is.
pub struct Get<T: Thing> {
    /// Its id.
    pub id: Id<T::Mark>,
}

impl<T: Thing> Clone for Get<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Thing> Copy for Get<T> {}

impl<T: Thing> fmt::Debug for Get<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Get").field(Self::THING, &self.id).finish()
    }
}

impl<T: Thing> Get<T> {
    /// What the thing is called, and the field that names it.
    const THING: &'static str = <T::Mark as Named>::THING;
}

impl<T: Tabled> Question for Get<T>
where
    Self: Listed,
{
    type View = T::View;

    fn answer(&self, asked: &Asked<'_>) -> Result<T::View, Refusal> {
        let thing = T::table(&asked.world.tables).get(self.id).ok_or(Code::NotFound)?;
        asked.show(thing)?.ok_or_else(|| Code::NotFound.into())
    }
}

impl<T: Thing> Serialize for Get<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Get", 1)?;
        fields.serialize_field(Self::THING, &self.id)?;
        fields.end()
    }
}

impl<'de, T: Thing> Deserialize<'de> for Get<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Thing> Visitor<'de> for Fields<T> {
    type Value = Get<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object with the field `{}`", Get::<T>::THING)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Get<T>, A::Error> {
        let mut id = None;
        while let Some(field) = fields.next_key::<Cow<'de, str>>()? {
            if field != Get::<T>::THING {
                fields.next_value::<IgnoredAny>()?;
            } else if id.replace(fields.next_value()?).is_some() {
                return Err(Error::duplicate_field(Get::<T>::THING));
            }
        }
        id.map(|id| Get { id }).ok_or_else(|| Error::missing_field(Get::<T>::THING))
    }
}

impl<T: Thing> JsonSchema for Get<T> {
    fn schema_name() -> Cow<'static, str> {
        let words = Self::THING.split('_').map(|word| {
            let (first, rest) = word.split_at_checked(1).unwrap_or_default();
            first.to_uppercase() + rest
        });
        words.chain(["Get".to_owned()]).collect::<String>().into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let called = Self::THING.replace('_', " ");
        let mut id = generator.subschema_for::<Id<T::Mark>>();
        id.insert("description".to_owned(), format!("The {called}.").into());
        json_schema!({
            "type": "object",
            "description": format!("Which {called}."),
            "properties": { Self::THING: id },
            "required": [Self::THING],
        })
    }
}
