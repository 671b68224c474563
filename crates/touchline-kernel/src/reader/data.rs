//! A document to be looked at: any JSON, without a type, and without a copy of anything but texts that have escapes.

use serde::{Deserialize, Serialize, Serializer};

use super::document::Document;
use super::tree::{Kind, Tree, Value};

/// A document, and what its texts with escapes say.
#[derive(Debug)]
pub struct Unescaped<'input> {
    tree: Tree<'input>,
    /// By the place of their nodes, the first first.
    unescaped: Vec<(usize, String)>,
}

impl<'input> Unescaped<'input> {
    pub(super) fn of(tree: Tree<'input>) -> Self {
        let escaped = tree.nodes.iter().enumerate().filter(|(_, node)| node.kind == Kind::Escaped);
        let unescaped =
            escaped.filter_map(|(place, _)| Some((place, tree.value(place).text()?.into_owned()))).collect();
        Unescaped { tree, unescaped }
    }

    /// The whole of it.
    #[must_use]
    pub fn root(&self) -> Data<'_> {
        Data { value: self.tree.root(), unescaped: &self.unescaped }
    }
}

impl Serialize for Unescaped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.tree.root().serialize(serializer)
    }
}

/// A value of a document.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    unescaped: &'a [(usize, String)],
    value: Value<'a, 'a>,
}

impl<'a> Data<'a> {
    /// What an object has under a name.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Data<'a>> {
        Some(Data { value: member(self.value, name)?, ..self })
    }

    /// What stands at a JSON Pointer.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Data<'a>> {
        let (mut value, mut rest) = (self.value, pointer.strip_prefix('/'));
        while let Some(steps) = rest {
            // Steps are short: a loop finds where they end before a search by several bytes has begun.
            let end = steps.bytes().position(|byte| byte == b'/').unwrap_or(steps.len());
            let (step, behind) = steps.split_at_checked(end)?;
            value = stepped(value, step)?;
            rest = behind.strip_prefix('/');
        }
        Some(Data { value, ..self })
    }

    /// What sort of value it is, in a word.
    #[must_use]
    pub fn sort(self) -> &'static str {
        match self.value.kind() {
            Kind::Null => "null",
            Kind::False | Kind::True => "boolean",
            Kind::Integer | Kind::Number | Kind::Unreadable => "number",
            Kind::Plain | Kind::Escaped => "string",
            Kind::List => "list",
            Kind::Object => "object",
        }
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.value.kind() == Kind::Null
    }

    /// True or false.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.value.kind() {
            Kind::False => Some(false),
            Kind::True => Some(true),
            _ => None,
        }
    }

    /// A number.
    #[must_use]
    pub fn as_f64(self) -> Option<f64> {
        matches!(self.value.kind(), Kind::Integer | Kind::Number).then(|| self.value.number())
    }

    /// A text.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self.value.kind() {
            Kind::Plain => Some(self.value.quoted()),
            Kind::Escaped => {
                let found = self.unescaped.binary_search_by_key(&self.value.place(), |(place, _)| *place).ok()?;
                self.unescaped.get(found).map(|(_, text)| text.as_str())
            }
            _ => None,
        }
    }

    /// Whether it is a list of nothing.
    #[must_use]
    pub fn is_empty_list(self) -> bool {
        self.value.kind() == Kind::List && self.value.entries().next().is_none()
    }

    /// The entries of a list.
    #[must_use]
    pub fn as_list(self) -> Option<Vec<Data<'a>>> {
        let entries = || self.value.entries().map(|value| Data { value, ..self }).collect();
        (self.value.kind() == Kind::List).then(entries)
    }

    /// What it is as a type, where it is of that type.
    #[must_use]
    pub fn typed<T: Deserialize<'a>>(self) -> Option<T> {
        T::deserialize(self.value).ok()
    }
}

fn stepped<'tree, 'source>(value: Value<'tree, 'source>, step: &str) -> Option<Value<'tree, 'source>> {
    match value.kind() {
        Kind::List => value.entries().nth(step.parse().ok()?),
        _ if step.bytes().any(|byte| byte == b'~') => member(value, &step.replace("~1", "/").replace("~0", "~")),
        _ => member(value, step),
    }
}

fn member<'tree, 'source>(value: Value<'tree, 'source>, name: &str) -> Option<Value<'tree, 'source>> {
    if value.kind() == Kind::Object { value.of_member(name) } else { None }
}

impl<'input> Document<'input> {
    /// The document, with what its texts with escapes say.
    #[must_use]
    pub fn unescaped(self) -> Unescaped<'input> {
        Unescaped::of(self.0)
    }
}
