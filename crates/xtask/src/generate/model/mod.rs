//! The schema document as the printers see it: named definitions over a small closed set of shapes.

mod document;
mod format;
mod keyword;
mod reader;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Result;

pub(crate) use document::{Cell, Code, Detail, DetailShape, Family, Lifecycle, Message, Operation, Rule};
pub(crate) use format::{Format, named as named_format};
pub(crate) use shape::{Body, Choice, Definition, Field, Range, Shape, Union};

/// The document, read and checked.
#[derive(Debug)]
pub(crate) struct Model {
    /// Every named type, those lifted out of others too, by name.
    pub definitions: BTreeMap<String, Definition>,
    /// The lists of names.
    pub lists: document::Lists,
}

/// The types of refusals are printed from the list of codes, where each code has its details.
pub(crate) const REFUSALS: &[&str] = &["BadInput", "Code", "Fault", "Kind", "Position", "Rejection"];

/// What stands around every command, every event or every query.
#[derive(Debug)]
pub(crate) struct Envelope<'a> {
    /// Which of the three it is around, in the singular.
    pub around: &'static str,
    /// The fields beside `type` and `body`.
    pub fields: Vec<&'a Field>,
}

impl Model {
    /// Reads the schema document; fails with the place of the first shape that the printers do not know.
    pub(crate) fn read(document: &Value) -> Result<Self> {
        let (schemas, lists) = document::read(document)?;
        let definitions = reader::definitions(&schemas).map_err(|unknown| unknown.to_string())?;
        let definitions = definitions.into_iter().filter(|(name, _)| !REFUSALS.contains(&name.as_str())).collect();
        Ok(Model { definitions, lists })
    }

    /// The definition of this name.
    pub(crate) fn definition(&self, name: &str) -> Option<&Definition> {
        self.definitions.get(name)
    }

    /// The formats with a type name of their own that some definition uses and none defines.
    pub(crate) fn formats(&self) -> Vec<&'static Format> {
        let used = self.definitions.values().flat_map(Definition::shapes).flat_map(Shape::formats);
        let used: BTreeSet<&str> = used.collect();
        let formats = used.into_iter().filter_map(named_format);
        formats.filter(|format| !self.definitions.contains_key(format.name)).collect()
    }

    /// The envelope of a union whose members are those of a list, and differ in `type` and `body` alone.
    pub(crate) fn envelope(&self, name: &str) -> Option<Envelope<'_>> {
        let Body::Union(union) = &self.definition(name)?.body else { return None };
        let around = self.listed().into_iter().find(|(_, list)| {
            let member = |(name, body): &(&str, &Shape)| {
                let variant = union.variants.iter().find(|variant| variant.value == *name);
                variant.is_some_and(|variant| self.body_of(&variant.name) == Some(*body))
            };
            list.len() == union.variants.len() && list.iter().all(member)
        });
        let mut others = union.variants.iter().map(|variant| self.around_the_body(&variant.name));
        let fields = others.next()?;
        others.all(|other| other == fields).then_some(Envelope { around: around?.0, fields })
    }

    /// The three lists of what crosses as `type` and `body`: their names in the singular, each entry with its body.
    fn listed(&self) -> [(&'static str, Vec<(&str, &Shape)>); 3] {
        let queries = self.lists.queries.iter().map(|query| (query.name.as_str(), &query.body));
        [
            ("Command", self.lists.commands.iter().map(Message::name_and_body).collect()),
            ("Event", self.lists.events.iter().map(Message::name_and_body).collect()),
            ("Query", queries.collect()),
        ]
    }

    fn fields(&self, name: &str) -> &[Field] {
        match self.definition(name).map(|definition| &definition.body) {
            Some(Body::Object(fields)) => fields,
            _ => &[],
        }
    }

    fn body_of(&self, name: &str) -> Option<&Shape> {
        self.fields(name).iter().find(|field| field.name == "body").map(|field| &field.shape)
    }

    fn around_the_body(&self, name: &str) -> Vec<&Field> {
        self.fields(name).iter().filter(|field| field.name != "type" && field.name != "body").collect()
    }

    /// Whether a type is a member of an enveloped union, so that its envelope and its body say all of it.
    pub(crate) fn stands_in_an_envelope(&self, name: &str) -> bool {
        self.definitions.iter().any(|(union, definition)| {
            definition.names().contains(&name)
                && matches!(definition.body, Body::Union(_))
                && self.envelope(union).is_some()
        })
    }

    /// The fields of a shape that is a closed object.
    pub(crate) fn fields_of(&self, shape: &Shape) -> Option<&[Field]> {
        let Shape::Named(name) = shape else { return None };
        match &self.definition(name)?.body {
            Body::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// Whether an operation is called with nothing.
    pub(crate) fn takes_nothing(&self, operation: &Operation) -> bool {
        self.fields_of(&operation.input).is_some_and(<[Field]>::is_empty)
    }

    /// Whether an operation may wait for facts: only one that takes facts can ask for more.
    pub(crate) fn may_need_facts(&self, operation: &Operation) -> bool {
        self.fields_of(&operation.input).is_some_and(|fields| fields.iter().any(|field| field.name == "facts"))
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
