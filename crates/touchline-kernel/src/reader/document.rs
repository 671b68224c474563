//! Any JSON as a value that can be printed again: what is canonicalised without a type.

use serde::{Serialize, Serializer};

use super::parse;
use super::tree::{Kind, Tree, Value};
use crate::rejection::BadInput;

/// Any JSON, read with the same strictness but against no shape, ready to be printed again.
#[derive(Debug)]
pub struct Document<'input>(pub(super) Tree<'input>);

impl<'input> Document<'input> {
    /// Reads one document.
    ///
    /// # Errors
    /// Every fault of the input, in the order of the text.
    pub fn parse(input: &'input [u8]) -> Result<Self, BadInput> {
        let parsed = parse::parse(input)?;
        if parsed.faults.is_empty() { Ok(Document(parsed.tree)) } else { Err(parsed.faults.into_bad_input(input)) }
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.root().serialize(serializer)
    }
}

impl Serialize for Value<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.kind() {
            Kind::Null => serializer.serialize_unit(),
            Kind::False => serializer.serialize_bool(false),
            Kind::True => serializer.serialize_bool(true),
            Kind::Integer => serializer.serialize_i64(self.integer()),
            Kind::Number | Kind::Unreadable => serializer.serialize_f64(self.number()),
            Kind::Plain | Kind::Escaped => serializer.serialize_str(&self.text().unwrap_or_default()),
            Kind::List => serializer.collect_seq(self.entries()),
            Kind::Object => serializer.collect_map(self.members()),
        }
    }
}
