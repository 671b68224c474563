//! An adjacently tagged enum from a tag and a raw body that were read apart, as replay does.

use serde::Deserialize;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;

/// Reads the enum whose tag is `kind` and whose content is `body`. The tag comes first, so that serde
/// reads the body straight into its variant.
///
/// # Errors
/// When the enum has no such variant, or the body is not its content.
pub fn from_raw<'de, E: Deserialize<'de>>(kind: &'de str, body: &'de RawValue) -> Result<E, serde_json::Error> {
    E::deserialize(Tagged { kind, body })
}

struct Tagged<'de> {
    kind: &'de str,
    body: &'de RawValue,
}

impl<'de> Deserializer<'de> for Tagged<'de> {
    type Error = serde_json::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(Parts { kind: Some(self.kind), body: Some(self.body), asked_for_kind: false })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Parts<'de> {
    kind: Option<&'de str>,
    body: Option<&'de RawValue>,
    asked_for_kind: bool,
}

impl<'de> MapAccess<'de> for Parts<'de> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        self.asked_for_kind = self.kind.is_some();
        let name = match (self.kind, self.body) {
            (Some(_), _) => "type",
            (None, Some(_)) => "body",
            (None, None) => return Ok(None),
        };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        if self.asked_for_kind {
            seed.deserialize(BorrowedStrDeserializer::new(self.kind.take().unwrap_or_default()))
        } else if let Some(body) = self.body.take() {
            seed.deserialize(body)
        } else {
            Err(de::Error::custom("a value was asked for before its name"))
        }
    }
}
