//! What Python has for texts: moments, days and ids may be its own objects wherever the library reads them, and are texts in all that
//! it writes. A type that is both read and written has a twin for what is read.
//!
//! Rules: API-02.

use std::collections::BTreeSet;

use crate::generate::model::{Body, Definition, Model, Shape};

/// A text of a format that may be an object of Python's own where it is read: how such a one is printed is in `_json.py`.
pub(super) struct Own {
    format: &'static str,
    pub name: &'static str,
    pub class: &'static str,
    pub doc: &'static str,
}

pub(super) const OWN: &[Own] = &[
    Own {
        format: "actor",
        name: "ActorInput",
        class: "UUID",
        doc: "Who acts, where it goes in: the id of a person, or `system`.",
    },
    Own {
        format: "instant",
        name: "InstantInput",
        class: "datetime",
        doc: "A moment, where it goes in. A `datetime` without a zone is refused, and so is a mere `date`.",
    },
    Own { format: "local-date", name: "LocalDateInput", class: "date", doc: "A calendar day, where it goes in." },
    Own { format: "uuid", name: "UuidInput", class: "UUID", doc: "A UUID, where it goes in." },
];

/// What Python has for a text, by whatever name that goes.
pub(super) fn own(model: &Model, shape: &Shape) -> Option<&'static Own> {
    match shape {
        Shape::Text { format: Some(format), .. } => OWN.iter().find(|own| own.format == format),
        Shape::Named(name) => match &model.definition(name)?.body {
            Body::Alias(text @ Shape::Text { .. }) => own(model, text),
            _ => None,
        },
        _ => None,
    }
}

/// What the types are called by which things are read.
pub(super) struct Twins<'a> {
    model: &'a Model,
    written: BTreeSet<&'a str>,
    /// The types that are read as they are written, and hold what may be Python's own where they are read.
    names: BTreeSet<&'a str>,
}

impl<'a> Twins<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        let mut twins = Twins { model, written: model.written(), names: BTreeSet::new() };
        let read = twins.all_read();
        loop {
            let is_new = |name: &&str| twins.written.contains(name) && !twins.has(name) && twins.differs(name);
            let more: Vec<&str> = read.iter().copied().filter(is_new).collect();
            if more.is_empty() {
                return twins;
            }
            twins.names.extend(more);
        }
    }

    /// Whether Python has a twin of its own for what is read.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// What a type is called where it is read.
    pub(super) fn read(&self, name: &str) -> String {
        let twin = format!("{name}Input");
        match self.has(name) {
            false => name.to_owned(),
            // What the wire reads of this name is another type: of a command it may be what nobody has redacted yet.
            true if self.model.definition(&twin).is_some() => format!("Given{twin}"),
            true => twin,
        }
    }

    /// The same of what an operation reads.
    pub(super) fn shape_read(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Named(name) => Shape::Named(self.read(name)),
            other => other.clone(),
        }
    }

    /// Whether a type holds what is Python's own, or a type that has a twin.
    fn differs(&self, name: &str) -> bool {
        let Some(definition) = self.model.definition(name) else { return false };
        let holds_own = |shape: &Shape| holds(shape, &|shape| own(self.model, shape).is_some());
        let is_text = matches!(definition.body, Body::Alias(Shape::Text { .. }));
        let holds_twin = definition.names().into_iter().any(|name| self.has(name));
        !is_text && (holds_twin || definition.shapes().into_iter().any(holds_own))
    }

    /// All that goes in, and whatever that holds.
    fn all_read(&self) -> BTreeSet<&'a str> {
        let only_read = self.model.definitions.keys().map(String::as_str).filter(|name| !self.written.contains(name));
        let inputs = self.model.lists.operations.iter().flat_map(|operation| operation.input.names());
        let mut next: Vec<&str> = only_read.chain(inputs).collect();
        let mut found = BTreeSet::new();
        while let Some(name) = next.pop() {
            if found.insert(name) {
                next.extend(self.model.definition(name).into_iter().flat_map(Definition::names));
            }
        }
        found
    }
}

fn holds(shape: &Shape, is_it: &impl Fn(&Shape) -> bool) -> bool {
    is_it(shape)
        || match shape {
            Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => holds(inner, is_it),
            Shape::OneOf(shapes) => shapes.iter().any(|shape| holds(shape, is_it)),
            _ => false,
        }
}
