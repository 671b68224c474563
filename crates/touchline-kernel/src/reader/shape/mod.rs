//! What an input may look like: a small, closed set of forms, compiled once from a JSON Schema.
//!
//! The schema that is published is the one that is checked. A schema that says anything these forms do
//! not know is an error when it is compiled, so nothing in it is ever silently ignored.

mod close;
mod compile;
mod keywords;
mod scalar;
mod unknown;

use crate::format::Format;

pub use close::Closed;
pub use unknown::UnknownShape;

/// A compiled schema.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Forms refer to one another by number, since schemas may be recursive.
    forms: Vec<Form>,
    root: FormId,
}

pub(super) type FormId = usize;

/// One form.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Any JSON.
    Any,
    /// Null alone.
    Null,
    /// Null or the other form.
    Nullable(FormId),
    /// The same as another form.
    Same(FormId),
    Boolean,
    Integer {
        minimum: i64,
        maximum: i64,
    },
    Number {
        minimum: f64,
        maximum: f64,
    },
    /// Any text, or one that a format checks.
    Text {
        format: Option<Format>,
    },
    /// One of some words.
    Word(Vec<String>),
    List {
        entry: FormId,
        longest: Option<usize>,
        /// Whether they are names that somebody chose, one at least and each once.
        chosen: bool,
    },
    /// An object with names of the input's choice, which a format may check.
    Map {
        names: Option<Format>,
        entry: FormId,
    },
    Object(Fields),
    /// One of some objects, told apart by the word at `type`.
    Union(Vec<(String, FormId)>),
    /// A text; or an object, one of some by the word at `type`, and of another form where there is no `type`.
    Several {
        text: FormId,
        cases: Vec<(String, FormId)>,
        untold: FormId,
    },
}

/// An object's fields, sorted by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(pub(super) Vec<Field>);

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) form: FormId,
    pub(super) required: bool,
}

impl Fields {
    /// The field of this name, and its place. Documents are mostly in order, so `guess`, the place after the
    /// field before, is looked at first.
    pub(super) fn find(&self, name: &str, guess: usize) -> Option<(usize, &Field)> {
        if let Some(field) = self.0.get(guess).filter(|field| field.name == name) {
            return Some((guess, field));
        }
        let place = self.0.binary_search_by(|field| field.name.as_str().cmp(name)).ok()?;
        Some((place, self.0.get(place)?))
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.0.iter().map(|field| field.name.as_str()).collect()
    }
}

impl Shape {
    pub(super) fn root(&self) -> FormId {
        self.root
    }

    /// The form of this number; the compiler hands out no number without one.
    pub(super) fn form(&self, id: FormId) -> &Form {
        self.forms.get(id).unwrap_or(&Form::Any)
    }
}
