//! Serde's view of a tree: a checked document becomes a value of its type.
//!
//! Texts are borrowed from the input where they have no escapes. A type that declares `type` as its first
//! field, as an adjacently tagged enum does, is given it first whatever the order in the text, and `schema` after it
//! where it declares that next: so nothing is ever buffered, though the canonical order puts `body` before both.

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;

use super::tree::{Content, Kind, Members, Value};
use crate::pointer::{push_index, push_name};

/// Why a checked document does not become a value of its type: something in what was stored, which is not checked, or a
/// defect of the type's schema.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub(super) struct Misfit {
    why: String,
    /// The way to what does not fit, from there up.
    way: Vec<Step>,
    /// Its first byte, once it is known to be within something.
    offset: Option<usize>,
}

#[derive(Debug)]
enum Step {
    Entry(usize),
    Member(String),
}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Misfit { why: why.to_string(), way: Vec::new(), offset: None }
    }
}

impl Misfit {
    fn within(mut self, step: Step, value: Value<'_, '_>) -> Self {
        self.way.push(step);
        self.offset.get_or_insert(value.offset());
        self
    }

    /// The JSON Pointer of what does not fit, and its first byte.
    pub(super) fn place(&self) -> (String, usize) {
        let mut pointer = String::new();
        for step in self.way.iter().rev() {
            match step {
                Step::Entry(index) => push_index(&mut pointer, *index),
                Step::Member(name) => push_name(&mut pointer, name),
            }
        }
        (pointer, self.offset.unwrap_or_default())
    }
}

/// How serde_json asks for a value's own text.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.kind() {
            Kind::Null => visitor.visit_unit(),
            Kind::False => visitor.visit_bool(false),
            Kind::True => visitor.visit_bool(true),
            Kind::Integer => match u64::try_from(self.integer()) {
                Ok(natural) => visitor.visit_u64(natural),
                Err(_) => visitor.visit_i64(self.integer()),
            },
            Kind::Number | Kind::Unreadable => visitor.visit_f64(self.number()),
            Kind::Plain | Kind::Escaped => match self.text().unwrap_or_default() {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_string(text),
            },
            Kind::List => visitor.visit_seq(ListAccess { entries: self.entries(), next: 0 }),
            Kind::Object => visitor.visit_map(ObjectAccess::new(self, [None, None])),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.kind() == Kind::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        if name == RAW_VALUE {
            visitor.visit_map(RawAccess(Some(self.source())))
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        if self.kind() != Kind::Object {
            return self.deserialize_any(visitor);
        }
        let lead = match fields {
            ["type", "schema", ..] => [self.member("type"), self.member("schema")],
            ["type", ..] => [self.member("type"), None],
            _ => [None, None],
        };
        visitor.visit_map(ObjectAccess::new(self, lead))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.text() {
            Some(Cow::Borrowed(word)) => BorrowedStrDeserializer::new(word).deserialize_enum(name, variants, visitor),
            Some(Cow::Owned(word)) => word.into_deserializer().deserialize_enum(name, variants, visitor),
            None => Err(de::Error::custom("an enum is neither a word nor adjacently tagged")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier
    }
}

struct ListAccess<'tree, 'de> {
    entries: Content<'tree, 'de>,
    next: usize,
}

impl<'de> SeqAccess<'de> for ListAccess<'_, 'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some(value) = self.entries.next() else { return Ok(None) };
        let index = self.next;
        self.next = index.saturating_add(1);
        seed.deserialize(value).map(Some).map_err(|misfit| misfit.within(Step::Entry(index), value))
    }

    /// How many are left: counting them costs a fraction of moving what was read while a list grows.
    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.clone().count())
    }
}

/// A member: its name and its value.
type Member<'tree, 'de> = (Value<'tree, 'de>, Value<'tree, 'de>);

struct ObjectAccess<'tree, 'de> {
    /// Members to give before the others, in this order.
    lead: [Option<Member<'tree, 'de>>; 2],
    /// Where the members that are given first stand.
    leading: [Option<usize>; 2],
    members: Members<'tree, 'de>,
    /// The member whose value is to come.
    member: Option<Member<'tree, 'de>>,
}

impl<'tree, 'de> ObjectAccess<'tree, 'de> {
    fn new(object: Value<'tree, 'de>, lead: [Option<Member<'tree, 'de>>; 2]) -> Self {
        let leading = lead.map(|member| member.map(|(name, _)| name.offset()));
        ObjectAccess { lead, leading, members: object.members(), member: None }
    }

    fn next_behind_lead(&mut self) -> Option<Member<'tree, 'de>> {
        let leading = self.leading;
        let lead = self.lead.iter_mut().find_map(Option::take);
        lead.or_else(|| self.members.find(|(name, _)| !leading.contains(&Some(name.offset()))))
    }
}

impl<'de> MapAccess<'de> for ObjectAccess<'_, 'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let next = if self.leading == [None, None] { self.members.next() } else { self.next_behind_lead() };
        self.member = next;
        next.map(|(name, _)| seed.deserialize(name)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        match self.member.take() {
            Some((name, value)) => seed.deserialize(value).map_err(|misfit| {
                let name = name.text().unwrap_or_default().into_owned();
                misfit.within(Step::Member(name), value)
            }),
            None => Err(de::Error::custom("a value was asked for before its name")),
        }
    }
}

/// Gives a value's own text in the form that serde_json's raw value asks for.
struct RawAccess<'de>(Option<&'de str>);

impl<'de> MapAccess<'de> for RawAccess<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        self.0.map(|_| seed.deserialize(StrDeserializer::new(RAW_VALUE))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        seed.deserialize(BorrowedStrDeserializer::new(self.0.take().unwrap_or_default()))
    }
}
