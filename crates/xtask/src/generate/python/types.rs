//! `_types.py`: every named type, each after those that it refers to.

use std::collections::BTreeMap;

use super::{NOTICE, docstring, literal, name, refusals, type_of};
use crate::Result;
use crate::generate::model::{Body, Choice, Definition, Field, Model, Shape, Union};

const HEAD: &str = r#""""The types of everything that crosses: plain dictionaries, lists, texts and numbers.

A command, a query and a refusal are told apart by one field, so that a type checker knows the rest once
that field is known.
"""

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

Json: TypeAlias = Any
"""Any JSON."""
"#;

/// The whole file.
pub(crate) fn print(model: &Model) -> Result<String> {
    let mut text = format!("{NOTICE}\n{HEAD}{}", refusals::names(model));
    for format in model.formats() {
        text += &format!("\n{}: TypeAlias = str\n{}", format.name, docstring(format.doc, ""));
    }
    let mut page = Page { model, text, begun: BTreeMap::new() };
    for name in model.definitions.keys() {
        page.define(name)?;
    }
    Ok(page.text + &refusals::print(model))
}

struct Page<'a> {
    model: &'a Model,
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
            self.text += &declaration(name, definition, base)?;
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
            self.text += &class(&name, "TypedDict", &doc, &fields)?;
        }
        Ok(Base { name, fields })
    }
}

/// A class that holds some of another's fields.
struct Base<'a> {
    name: String,
    fields: Vec<&'a Field>,
}

fn declaration(name: &str, definition: &Definition, base: Option<Base>) -> Result<String> {
    let below = docstring(&definition.doc, "");
    Ok(match &definition.body {
        Body::Object(fields) => {
            let base = base.unwrap_or(Base { name: "TypedDict".into(), fields: Vec::new() });
            let own: Vec<&Field> = fields.iter().filter(|field| !base.fields.contains(field)).collect();
            class(name, &base.name, &definition.doc, &own)?
        }
        Body::Union(union) => format!("\n{name}: TypeAlias = {}\n{below}", one_of(&members(union))),
        Body::Choice(choices) => format!("\n{name}: TypeAlias = Literal[\n{}]\n{below}", texts(choices)),
        Body::Alias(Shape::Text { .. }) => format!("\n{name}: TypeAlias = str\n{below}"),
        Body::Alias(shape) => format!("\n{name}: TypeAlias = {}\n{below}", type_of(shape)),
    })
}

fn class(class: &str, base: &str, doc: &str, fields: &[&Field]) -> Result<String> {
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

/// A union, over several lines where it has many members.
pub(crate) fn one_of(members: &[&str]) -> String {
    match members.len() {
        0..=3 => members.join(" | "),
        _ => format!("(\n    {}\n)", members.join("\n    | ")),
    }
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
