//! Functions for stateless operations, a module an area, and `ask` with the view that each query gets.
//!
//! They only carry: `call` is the face's own, and the names are the wire's.

use std::collections::BTreeSet;

use super::own::Twins;
use super::{FOLDER, NOTICE, docstring, literal, name, quoted, type_of};
use crate::Result;
use crate::generate::model::{Field, Model, Operation, Shape, named_format};
use crate::generate::output::Output;
use crate::generate::prose;

/// A module for each area, and one that joins them.
pub(crate) fn print(model: &Model) -> Result<Vec<Output>> {
    let mut outputs = Vec::new();
    let mut names = vec!["numbers"];
    let twins = Twins::of(model);
    for (area, operations) in model.areas() {
        let operations: Vec<(&Operation, Shape)> =
            operations.into_iter().map(|operation| (operation, twins.shape_read(&operation.input))).collect();
        outputs.push(Output::new(format!("{FOLDER}/{}.py", name(area)?), &module(model, area, &operations)?));
        names.push(area);
    }
    names.sort_unstable();
    let listed: String = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    let joined = format!(
        "{NOTICE}\n\"\"\"The areas of stateless operations, each a module.\"\"\"\n\nfrom touchline import {}\n\n__all__ = [\n{listed}]\n",
        names.join(", ")
    );
    outputs.push(Output::new(format!("{FOLDER}/_areas.py"), &joined));
    Ok(outputs)
}

/// The operations of an area, each with what goes in.
fn module(model: &Model, area: &str, operations: &[(&Operation, Shape)]) -> Result<String> {
    let waits = operations.iter().any(|(operation, _)| model.may_need_facts(operation));
    let called = if waits { "NeedsFacts, call" } else { "call" };
    let shapes = operations.iter().flat_map(|(operation, input)| {
        let input = Some(input).filter(|_| !model.takes_nothing(operation));
        input.into_iter().chain([&operation.output])
    });
    let types: BTreeSet<&str> = shapes.flat_map(names).collect();
    let listed: String = operations.iter().map(|(operation, _)| format!("    \"{}\",\n", operation.verb())).collect();
    let mut text = format!(
        "{NOTICE}\n\"\"\"{} operations: pure functions, the same input always gives the same output.\"\"\"\n\n\
         from __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\n\
         from touchline._call import {called}\n{}\n__all__ = [\n{listed}]\n",
        prose::title(area),
        imported(&types),
    );
    for (operation, input) in operations {
        text += &function(model, operation, input)?;
    }
    Ok(text)
}

fn function(model: &Model, operation: &Operation, read: &Shape) -> Result<String> {
    let nothing = model.takes_nothing(operation);
    let parameter = if nothing { String::new() } else { format!("input: {}", type_of(read)) };
    let input = if nothing { "{}" } else { "input" };
    let output = type_of(&operation.output);
    let output = if model.may_need_facts(operation) { format!("{output} | NeedsFacts") } else { output };
    let mut doc = prose::wrapped(&operation.doc, 96);
    doc.extend(fields(model, "input", &operation.input));
    doc.extend(fields(model, "the answer", &operation.output));
    Ok(format!(
        "\n\ndef {}({parameter}) -> {output}:\n{}    output: {output} = call({}, {input})\n    return output\n",
        name(operation.verb())?,
        quoted(&doc, "    "),
        literal(&operation.name),
    ))
}

/// The fields of a type in lines, for `help()`.
fn fields(model: &Model, title: &str, shape: &Shape) -> Vec<String> {
    let Some(fields) = model.fields_of(shape).filter(|fields| !fields.is_empty()) else { return Vec::new() };
    let line = |field: &Field| {
        let optional = if field.required { "" } else { ", may be left out" };
        let line = format!("  {} ({}{optional}): {}", field.name, type_of(&field.shape), prose::line(&field.doc));
        line.trim_end_matches([':', ' ']).to_owned()
    };
    [String::new(), format!("Fields of {title} ({}):", type_of(shape))]
        .into_iter()
        .chain(fields.iter().map(line))
        .collect()
}

/// A class whose `ask` knows the view of each query; the workspace derives from it.
pub(crate) fn asking(model: &Model) -> String {
    let queries = &model.lists.queries;
    let variant = |query: &str| format!("{}Query", prose::pascal(query));
    let mut types: BTreeSet<String> = queries.iter().flat_map(|query| names(&query.view)).map(str::to_owned).collect();
    types.extend(queries.iter().map(|query| variant(&query.name)));
    let overloads: String = queries
        .iter()
        .map(|query| {
            let doc = docstring(&query.doc, "        ");
            let body = if doc.is_empty() { "        ...\n".into() } else { doc };
            format!(
                "    @overload\n    def ask(self, query: {}) -> {}:\n{body}\n",
                variant(&query.name),
                type_of(&query.view)
            )
        })
        .collect();
    let types: BTreeSet<&str> = types.iter().map(String::as_str).chain(["Query"]).collect();
    format!(
        "{NOTICE}\n\"\"\"What a workspace can be asked, each query with its view.\"\"\"\n\n\
         from __future__ import annotations\n\nfrom typing import TYPE_CHECKING, Any, overload\n\n\
         from touchline._json import Text\n{}\n\nclass Asking:\n    \"\"\"Answers queries; the type of a query decides the type of its view.\"\"\"\n\n    \
         __slots__ = ()\n\n{overloads}    @overload\n    def ask(self, query: Text) -> Any: ...\n\n    def ask(self, query: Query | Text) -> Any:\n        \
         \"\"\"Answers a query: what its viewer may see, at the moment it names.\"\"\"\n        return self._ask(query)\n\n    \
         def _ask(self, query: Query | Text) -> Any:\n        raise NotImplementedError\n",
        imported(&types),
    )
}

/// The names that a shape needs to be written.
fn names(shape: &Shape) -> Vec<&str> {
    let formats = shape.formats().into_iter().filter_map(named_format).map(|format| format.name);
    shape.names().into_iter().chain(formats).collect()
}

/// The import of types, which a type checker alone needs: hundreds of classes would slow every start.
pub(super) fn imported(names: &BTreeSet<&str>) -> String {
    let lines: String = names.iter().map(|name| format!("        {name},\n")).collect();
    format!("\nif TYPE_CHECKING:\n    from touchline._types import (\n{lines}    )\n")
}
