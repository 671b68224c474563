//! The schema document as the printers see it: named definitions over a small closed set of shapes.

mod calls;
mod document;
mod envelope;
mod format;
mod keyword;
mod reader;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Result;

pub(crate) use calls::Calls;
pub(crate) use document::{
    Cell, Code, Detail, DetailShape, Family, GoesOver, Lifecycle, Message, Notice, Operation, Preset, Reaction,
    RestsOn, Row, Rule,
};
pub(crate) use envelope::{Chosen, Envelope};
pub(crate) use format::{Format, named as named_format};
pub(crate) use shape::{Body, Choice, Definition, Field, Range, Shape, Union, Variant};

/// The document, read and checked.
#[derive(Debug)]
pub(crate) struct Model {
    /// Every named type, those lifted out of others too, by name.
    pub definitions: BTreeMap<String, Definition>,
    /// The lists of names.
    pub lists: document::Lists,
}

/// The types of refusals are printed from the list of codes, where each code has its details.
pub(crate) const REFUSALS: &[&str] = &["BadInput", "Code", "Fault", "Kind", "Position", "Reason", "Rejection"];

/// Whether a definition is the choice of all codes, the one type of refusals that other types refer to.
fn is_of_codes(definition: &Definition, codes: &[Code]) -> bool {
    let Body::Choice(choices) = &definition.body else { return false };
    choices.iter().map(|choice| &choice.value).eq(codes.iter().map(|code| &code.name))
}

impl Model {
    /// Reads the schema document; fails with the place of the first shape that the printers do not know.
    pub(crate) fn read(document: &Value) -> Result<Self> {
        let (schemas, lists) = document::read(document)?;
        let mut definitions = reader::definitions(&schemas).map_err(|unknown| unknown.to_string())?;
        for name in REFUSALS {
            if let Some(definition) = definitions.remove(*name)
                && !is_of_codes(&definition, &lists.codes)
            {
                return Err(format!("`{name}` is a type of refusals; give the other type of this name another one"));
            }
        }
        let is_plain = |format: &Format, definition: &Definition| match &definition.body {
            Body::Alias(Shape::Text { format: Some(of), .. }) => of == format.format,
            _ => false,
        };
        for format in format::FORMATS {
            if definitions.get(format.name).is_some_and(|definition| !is_plain(format, definition)) {
                return Err(format!(
                    "`{}` is a format of text; give the other type of this name another one",
                    format.name
                ));
            }
        }
        Ok(Model { definitions, lists })
    }

    /// The definition of this name.
    pub(crate) fn definition(&self, name: &str) -> Option<&Definition> {
        self.definitions.get(name)
    }

    /// The shapes of everything that has fields, and of what crosses as a whole.
    fn shapes(&self) -> impl Iterator<Item = &Shape> {
        let named = self.definitions.values().filter(|definition| !matches!(definition.body, Body::Alias(_)));
        let operations = self.lists.operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
        let queries = self.lists.queries.iter().flat_map(|query| [&query.body, &query.view]);
        named.flat_map(Definition::shapes).chain(operations).chain(queries)
    }

    /// The names of ids, each for the kind of thing that it names.
    pub(crate) fn ids(&self) -> BTreeSet<&str> {
        self.shapes().flat_map(Shape::ids).collect()
    }

    /// The formats with a type name of their own that some definition uses and none defines.
    pub(crate) fn formats(&self) -> Vec<&'static Format> {
        let used: BTreeSet<&str> = self.shapes().flat_map(Shape::formats).collect();
        let formats = used.into_iter().filter_map(named_format);
        formats.filter(|format| !self.definitions.contains_key(format.name)).collect()
    }

    /// The fields of a shape that is a closed object.
    pub(crate) fn fields_of(&self, shape: &Shape) -> Option<&[Field]> {
        let Shape::Named(name) = shape else { return None };
        match &self.definition(name)?.body {
            Body::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// The definitions of all that the library writes; any other is of what it only reads.
    pub(crate) fn written(&self) -> BTreeSet<&str> {
        let lists = &self.lists;
        let answers = lists.operations.iter().map(|operation| &operation.output);
        let views = lists.queries.iter().map(|query| &query.view);
        let events = lists.events.iter().map(|event| &event.body);
        let mut found = BTreeSet::new();
        let mut next: Vec<&str> =
            answers.chain(views).chain(events).chain(lists.outputs.values()).flat_map(Shape::names).collect();
        while let Some(name) = next.pop() {
            if found.insert(name) {
                next.extend(self.definition(name).into_iter().flat_map(Definition::names));
            }
        }
        found
    }

    /// What the library writes of which this is the twin that it reads: it may be handed back.
    pub(crate) fn twin<'a>(&self, written: &BTreeSet<&str>, name: &'a str) -> Option<&'a str> {
        name.strip_suffix("Input").filter(|twin| written.contains(twin) && !written.contains(name))
    }

    /// Whether an operation is called with nothing.
    pub(crate) fn takes_nothing(&self, operation: &Operation) -> bool {
        self.fields_of(&operation.input).is_some_and(<[Field]>::is_empty)
    }

    /// Whether an operation may wait for facts: only one that takes the list of those that are loaded can ask for more.
    pub(crate) fn may_need_facts(&self, operation: &Operation) -> bool {
        let is_of_loaded = |field: &Field| field.name == "facts" && matches!(field.shape, Shape::List(_));
        self.fields_of(&operation.input).is_some_and(|fields| fields.iter().any(is_of_loaded))
    }

    /// Operations by their area, which is what stands before the dot.
    pub(crate) fn areas(&self) -> BTreeMap<&str, Vec<&Operation>> {
        let mut areas: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
        for operation in &self.lists.operations {
            areas.entry(operation.area()).or_default().push(operation);
        }
        areas
    }
}
