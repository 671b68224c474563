//! `_types.py`: every named type, each after those that it refers to.

use std::collections::BTreeSet;

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
    let mut text = format!("{NOTICE}\n{HEAD}");
    for format in model.formats() {
        text += &format!("\n{}: TypeAlias = str\n{}", format.name, docstring(format.doc, ""));
    }
    let mut page = Page { model, text, begun: BTreeSet::new() };
    for name in model.definitions.keys() {
        page.define(name)?;
    }
    Ok(page.text + &refusals::print(model))
}

struct Page<'a> {
    model: &'a Model,
    text: String,
    begun: BTreeSet<&'a str>,
}

impl<'a> Page<'a> {
    /// Prints what a type refers to, then the type.
    fn define(&mut self, name: &'a str) -> Result {
        let Some(definition) = self.model.definition(name).filter(|_| self.begun.insert(name)) else { return Ok(()) };
        for other in definition.names() {
            self.define(other)?;
        }
        let declaration = declaration(name, definition)?;
        self.text += &declaration;
        Ok(())
    }
}

fn declaration(name: &str, definition: &Definition) -> Result<String> {
    let below = docstring(&definition.doc, "");
    Ok(match &definition.body {
        Body::Object(fields) => class(name, &definition.doc, fields)?,
        Body::Union(union) => format!("\n{name}: TypeAlias = {}\n{below}", one_of(&members(union))),
        Body::Choice(choices) => format!("\n{name}: TypeAlias = Literal[\n{}]\n{below}", texts(choices)),
        Body::Alias(Shape::Text { .. }) => format!("\n{name}: TypeAlias = str\n{below}"),
        Body::Alias(shape) => format!("\n{name}: TypeAlias = {}\n{below}", type_of(shape)),
    })
}

fn class(class: &str, doc: &str, fields: &[Field]) -> Result<String> {
    let mut body = docstring(doc, "    ");
    for field in fields {
        let shape = type_of(&field.shape);
        let shape = if field.required { shape } else { format!("NotRequired[{shape}]") };
        body += &format!("\n    {}: {shape}\n{}", name(&field.name)?, docstring(&field.doc_with_default(), "    "));
    }
    let body = if body.is_empty() { "    pass\n" } else { body.trim_start_matches('\n') };
    Ok(format!("\n\nclass {class}(TypedDict):\n{body}\n"))
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
