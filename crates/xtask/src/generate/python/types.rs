//! `_types.py`: every named type, each after those that it refers to.
//!
//! Rules: API-02.

use std::collections::{BTreeMap, BTreeSet};

use super::own::{OWN, Own, Twins, own};
use super::{NOTICE, docstring, literal, name, one_of, refusals, type_of};
use crate::Result;
use crate::generate::model::{Body, Choice, Definition, Field, Model, Shape, Union};

const HEAD: &str = r#""""The types of everything that crosses: plain dictionaries, lists, texts and numbers.

A command, a query and a refusal are told apart by one field, so that a type checker knows the rest once
that field is known.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict
from uuid import UUID

if TYPE_CHECKING:
    from typing_extensions import ReadOnly
else:

    class ReadOnly:
        """What Python has from 3.13 on, and type checkers everywhere: a field that only has to be as good."""

        def __class_getitem__(cls, item):
            return item


Json: TypeAlias = Any
"""Any JSON."""
"#;

/// The whole file.
pub(crate) fn print(model: &Model) -> Result<String> {
    let mut text = format!("{NOTICE}\n{HEAD}{}", refusals::names(model));
    for format in model.formats() {
        text += &format!("\n{}: TypeAlias = str\n{}", format.name, docstring(format.doc, ""));
    }
    for Own { name, class, doc, .. } in OWN {
        text += &format!("\n{name}: TypeAlias = str | {class}\n{}", docstring(doc, ""));
    }
    let mut page = Page { model, written: model.written(), twins: Twins::of(model), text, begun: BTreeMap::new() };
    for name in model.definitions.keys() {
        page.define(name)?;
    }
    Ok(page.text + &refusals::print(model))
}

struct Page<'a> {
    model: &'a Model,
    written: BTreeSet<&'a str>,
    twins: Twins<'a>,
    text: String,
    /// What is printed, and whether all of it is.
    begun: BTreeMap<&'a str, bool>,
}

impl<'a> Page<'a> {
    /// Prints what a type refers to, then the type.
    fn define(&mut self, name: &'a str) -> Result {
        match self.begun.get(name) {
            Some(true) => return Ok(()),
            Some(false) => return Err(format!("`{name}` refers to itself, which the printer of Python does not know")),
            None => self.begun.insert(name, false),
        };
        if let Some(definition) = self.model.definition(name) {
            for other in definition.names() {
                self.define(other)?;
            }
            let base = self.model.enveloping(name).map(|union| self.base(union)).transpose()?;
            let is_read = !self.written.contains(name);
            self.text += &self.declaration((name, is_read), definition, base)?;
            if self.twins.has(name) {
                self.text += &self.declaration((&self.twins.read(name), true), definition, None)?;
            }
        }
        self.begun.insert(name, true);
        Ok(())
    }

    /// What the members of a union with an envelope derive from, printed with the first of them.
    fn base(&mut self, union: &'a str) -> Result<Base<'a>> {
        let name = format!("{union}Envelope");
        let fields = self.model.envelope(union).map(|envelope| envelope.fields).unwrap_or_default();
        if !self.text.contains(&format!("\nclass {name}(")) {
            let doc = format!("What stands around every `{union}`.");
            let is_read = !self.written.contains(union);
            self.text += &class(&name, "TypedDict", &doc, &fields, |shape| self.type_in(is_read, shape))?;
        }
        Ok(Base { name, fields })
    }

    /// A type by its name: as it is read, or as it is written.
    fn declaration(
        &self,
        (name, is_read): (&str, bool),
        definition: &Definition,
        base: Option<Base>,
    ) -> Result<String> {
        let below = docstring(&definition.doc, "");
        Ok(match &definition.body {
            Body::Object(fields) => {
                let base = base.unwrap_or(Base { name: "TypedDict".into(), fields: Vec::new() });
                let own: Vec<&Field> = fields.iter().filter(|field| !base.fields.contains(field)).collect();
                class(name, &base.name, &definition.doc, &own, |shape| self.field_of((name, is_read), shape))?
            }
            Body::Union(union) => {
                let members: Vec<String> = members(union)
                    .into_iter()
                    .map(|member| if is_read { self.twins.read(member) } else { member.into() })
                    .collect();
                let members: Vec<&str> = members.iter().map(String::as_str).collect();
                format!("\n{name}: TypeAlias = {}\n{below}", one_of(&members))
            }
            Body::Choice(choices) => format!("\n{name}: TypeAlias = Literal[\n{}]\n{below}", texts(choices)),
            Body::Alias(Shape::Text { .. }) => format!("\n{name}: TypeAlias = str\n{below}"),
            Body::Alias(shape) => format!("\n{name}: TypeAlias = {}\n{below}", self.type_in(is_read, shape)),
        })
    }

    /// A shape in a type that is read, or is written.
    fn type_in(&self, is_read: bool, shape: &Shape) -> String {
        if is_read { self.input_of(shape) } else { type_of(shape) }
    }

    /// A field in a type of this name. What the library writes can be handed back to it: therefore its twin, of which
    /// less is required or more is taken, promises to change nothing.
    fn field_of(&self, (name, is_read): (&str, bool), shape: &Shape) -> String {
        let shape = self.type_in(is_read, shape);
        let is_twin = self.model.twin(&self.written, name).is_some() || self.model.definition(name).is_none();
        if is_twin { format!("ReadOnly[{shape}]") } else { shape }
    }

    /// A shape that is only read: a map or a list of what a caller may have as a narrower type need not be the caller's
    /// to change. Other lists stay what can be added to.
    fn input_of(&self, shape: &Shape) -> String {
        if let Some(own) = own(self.model, shape) {
            return own.name.into();
        }
        match shape {
            Shape::Named(name) => self.twins.read(name),
            Shape::List(entry) if !self.varies(entry) => format!("list[{}]", self.input_of(entry)),
            Shape::List(entry) => format!("Sequence[{}]", self.input_of(entry)),
            Shape::Map(value) => format!("Mapping[str, {}]", self.input_of(value)),
            Shape::Nullable(inner) => format!("{} | None", self.input_of(inner)),
            Shape::OneOf(shapes) => shapes.iter().map(|shape| self.input_of(shape)).collect::<Vec<_>>().join(" | "),
            _ => type_of(shape),
        }
    }

    /// Whether a caller may have such a thing as a narrower type: a map, what the library wrote, or a text alone.
    fn varies(&self, shape: &Shape) -> bool {
        match shape {
            _ if own(self.model, shape).is_some() => true,
            Shape::Map(_) => true,
            Shape::Named(name) => self.twins.has(name) || self.model.twin(&self.written, name).is_some(),
            Shape::List(inner) | Shape::Nullable(inner) => self.varies(inner),
            Shape::OneOf(shapes) => shapes.iter().any(|shape| self.varies(shape)),
            _ => false,
        }
    }
}

/// A class that holds some of another's fields.
struct Base<'a> {
    name: String,
    fields: Vec<&'a Field>,
}

fn class(class: &str, base: &str, doc: &str, fields: &[&Field], type_of: impl Fn(&Shape) -> String) -> Result<String> {
    let mut body = docstring(doc, "    ");
    for field in fields {
        let shape = type_of(&field.shape);
        let shape = if field.required { shape } else { format!("NotRequired[{shape}]") };
        body += &format!("\n    {}: {shape}\n{}", name(&field.name)?, docstring(&field.doc_with_default(), "    "));
    }
    let body = if body.is_empty() { "    pass\n" } else { body.trim_start_matches('\n') };
    Ok(format!("\n\nclass {class}({base}):\n{body}\n"))
}

fn members(union: &Union) -> Vec<&str> {
    union.variants.iter().map(|variant| variant.name.as_str()).collect()
}

fn texts(choices: &[Choice]) -> String {
    choices
        .iter()
        .map(|choice| {
            let comment = match crate::generate::prose::line(&choice.doc) {
                doc if doc.is_empty() => doc,
                doc => format!("  # {doc}"),
            };
            format!("    {},{comment}\n", literal(&choice.value))
        })
        .collect()
}
