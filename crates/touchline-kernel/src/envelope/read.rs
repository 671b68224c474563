//! Reading a tagged value, from its parts or from among other fields.

use core::marker::PhantomData;
use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, Visitor};

/// Reads an adjacently tagged `T` from its tag and its body.
pub fn read_parts<'de, T: Deserialize<'de>, D: Deserializer<'de>>(kind: &str, body: D) -> Result<T, D::Error> {
    T::deserialize(Parts { kind, body })
}

/// A value that is read from a tag and a body.
pub trait Tagged: Sized {
    /// Reads the value whose tag is `kind`.
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error>;

    /// Reads the value whose tag is `kind`, with a body that was written under this schema, where the envelope names one.
    fn read_of<'de, D: Deserializer<'de>>(kind: &str, _schema: Option<u32>, body: D) -> Result<Self, D::Error> {
        Self::read(kind, body)
    }
}

/// The other fields of an envelope.
pub trait Fields: Default {
    /// Their names with `type` and `body`, in the order in which a deserializer is asked for them: `type` first, and
    /// `schema` after it where the body is read by that.
    const NAMES: &'static [&'static str];

    /// Takes the value of a field, if it is one of these.
    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error>;

    /// The schema that the body was written under, once it has been taken, where the envelope names one.
    fn schema(&self) -> Option<u32> {
        None
    }
}

/// Reads an envelope: its other fields, and the tagged value. `type` must come before `body`, and so must a `schema` by
/// which that is read, as they do from the strict reader whatever the text's order; unknown fields are passed over.
pub fn read_among<'de, F: Fields, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<(F, T), D::Error> {
    deserializer.deserialize_struct("Envelope", F::NAMES, Among(PhantomData))
}

/// A name or a tag, borrowed where it stands. Serde would copy a bare `Cow`.
#[derive(Deserialize)]
#[serde(transparent)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

struct Among<F, T>(PhantomData<(F, T)>);

impl<'de, F: Fields, T: Tagged> Visitor<'de> for Among<F, T> {
    type Value = (F, T);

    fn expecting(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("an envelope with `type` before `body`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(F, T), A::Error> {
        let mut fields = F::default();
        let mut kind: Option<Word<'de>> = None;
        let mut tagged = None;
        while let Some(Word(field)) = map.next_key()? {
            match &*field {
                "type" => kind = Some(map.next_value()?),
                "body" => {
                    let kind = kind
                        .as_ref()
                        .map(|Word(kind)| &**kind)
                        .ok_or_else(|| A::Error::custom("`type` must stand before `body`"))?;
                    tagged = Some(map.next_value_seed(TaggedSeed(kind, fields.schema(), PhantomData))?);
                }
                field => {
                    if !fields.take(field, &mut map)? {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
            }
        }
        Ok((fields, tagged.ok_or_else(|| A::Error::missing_field("body"))?))
    }
}

struct TaggedSeed<'k, T>(&'k str, Option<u32>, PhantomData<T>);

impl<'de, T: Tagged> DeserializeSeed<'de> for TaggedSeed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, body: D) -> Result<T, D::Error> {
        T::read_of(self.0, self.1, body)
    }
}

/// A deserializer that shows `type` first and `body` after it.
struct Parts<'k, D> {
    kind: &'k str,
    body: D,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Parts<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_map(PartsMap { kind: Some(self.kind), body: Some(self.body), error: PhantomData })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct PartsMap<'k, D, E> {
    kind: Option<&'k str>,
    body: Option<D>,
    error: PhantomData<E>,
}

impl<'de, D: Deserializer<'de>> MapAccess<'de> for PartsMap<'_, D, D::Error> {
    type Error = D::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, D::Error> {
        let key = match (self.kind, &self.body) {
            (Some(_), _) => "type",
            (None, Some(_)) => "body",
            (None, None) => return Ok(None),
        };
        let key: StrDeserializer<'_, D::Error> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, D::Error> {
        if let Some(kind) = self.kind.take() {
            let kind: StrDeserializer<'_, D::Error> = kind.into_deserializer();
            return seed.deserialize(kind);
        }
        match self.body.take() {
            Some(body) => seed.deserialize(body),
            None => Err(serde::de::Error::custom("a tagged value has two fields")),
        }
    }
}
