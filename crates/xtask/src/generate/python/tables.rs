//! `tables.py`: the calls on tables, with each option of their documents as a parameter of its own.
//!
//! How an option crosses follows from its shape: a list is no text, names by name are a dictionary, and an object that
//! stands in no other document is spread out into options that go together.

use std::collections::BTreeSet;

use serde_json::Value;
use touchline_tables::{CALLS, Call, Gives, Reads};

use super::operations::imported;
use super::{NOTICE, literal, name, quoted, type_of};
use crate::Result;
use crate::generate::model::{Body, Calls, Field, Shape};
use crate::generate::prose;

/// The option that may stand behind the table without its name.
const SECOND: &str = "framework";

/// The whole file.
pub(crate) fn print(document: &Value) -> Result<String> {
    let mut tables = Tables::of(document)?;
    let functions: Vec<String> = CALLS.iter().map(|call| tables.function(call)).collect::<Result<_>>()?;
    let mut names: Vec<String> = CALLS.iter().map(|call| format!("    \"{}\",\n", call.name)).collect();
    names.sort_unstable();
    let used: BTreeSet<&str> = tables.used.iter().map(String::as_str).collect();
    let head = HEAD.replace("{NAMES}", &names.concat()).replace("{USED}", &imported(&used));
    Ok(format!("{NOTICE}\n{head}{}", functions.concat()))
}

const HEAD: &str = r#""""Skill scores of whole tables, and success metrics over tables of facts: Arrow in, Arrow out.

Anything with `__arrow_c_stream__` or `__arrow_c_array__` goes in (DataFrames of pandas and polars, tables of pyarrow,
relations of DuckDB), and what comes out goes into any of them; nothing is copied on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from touchline import _native
from touchline._native import ScoreReader, Scores
from touchline._reply import answer_in, made_in
from touchline._tables import ArrowArray, ArrowStream, Names, Stopped, Table
from touchline._tables import by_table, facts_of, given, listed, renamed, together, watched
{USED}
__all__ = [
    "ArrowArray",
    "ArrowStream",
    "Names",
    "ScoreReader",
    "Scores",
    "Stopped",
    "Table",
{NAMES}]

# A traceback names a class by where a caller finds it.
Stopped.__module__ = __name__
"#;

/// The calls, and what their signatures speak of.
struct Tables {
    calls: Calls,
    /// Types of the library's that some signature names.
    used: BTreeSet<String>,
}

/// A parameter.
struct Parameter {
    name: String,
    annotation: String,
    required: bool,
    doc: String,
}

impl Parameter {
    fn optional(name: &str, annotation: &str, doc: &str) -> Self {
        Parameter { name: name.into(), annotation: annotation.into(), required: false, doc: doc.into() }
    }

    fn declared(&self) -> String {
        let Parameter { name, annotation, .. } = self;
        if self.required {
            format!("    {name}: {annotation},\n")
        } else {
            format!("    {name}: {annotation} | None = None,\n")
        }
    }
}

impl Tables {
    fn of(document: &Value) -> Result<Self> {
        Ok(Tables { calls: Calls::of(document)?, used: BTreeSet::new() })
    }

    fn function(&mut self, call: &Call) -> Result<String> {
        let documents = self.documents(call)?;
        let mut options: Vec<Parameter> = Vec::new();
        let mut crossing = String::new();
        for fields in &documents {
            let mut lines = String::new();
            for field in fields {
                let spread = self.spread(field);
                for part in spread.as_deref().unwrap_or(std::slice::from_ref(field)) {
                    options.push(self.parameter(part)?);
                }
                lines +=
                    &format!("            {}: {},\n", literal(&field.name), self.crossed(field, spread.as_deref()));
            }
            crossing += &format!("        given({{\n{lines}        }}),\n");
        }
        options.sort_by_key(|option| (!option.required, option.name != SECOND));
        let (first, second, read) = match call.reads {
            Reads::Rows => {
                ("    table: Table,\n", options.iter().position(|option| option.name == SECOND), "table".into())
            }
            Reads::Facts => ("", None, self.facts(&mut options)),
        };
        let told = match call.gives {
            Gives::WatchedTable => Some(PROGRESS),
            Gives::Stream => Some(PROGRESS_OF_STREAM),
            Gives::Document(_) => None,
        };
        options.extend(told.map(|doc| Parameter::optional("progress", "Callable[[int, int], object]", doc)));
        let second = second.map(|place| options.remove(place));
        let (answer, taken, progress) = match call.gives {
            Gives::WatchedTable => ("Scores".into(), "watched", "        progress,\n"),
            Gives::Stream => ("ScoreReader".into(), "made_in", "        progress,\n"),
            Gives::Document(of) => (self.document(&of())?, "answer_in", ""),
        };
        Ok(format!(
            "\n\ndef {function}(\n{first}{}    *,\n{}) -> {answer}:\n{}    answer: {answer} = {taken}(_native.tables_{function}(\n\
             {crossing}        {read},\n{progress}    ))\n    return answer\n",
            second.iter().map(Parameter::declared).collect::<String>(),
            options.iter().map(Parameter::declared).collect::<String>(),
            quoted(&help(call, second.iter().chain(&options)), "    "),
            function = call.name,
        ))
    }

    /// The fields of a call's documents, but for those that are no question of its.
    fn documents(&self, call: &Call) -> Result<Vec<Vec<Field>>> {
        let mut documents = self.calls.documents(call)?;
        for option in call.without {
            let before: usize = documents.iter().map(Vec::len).sum();
            documents.iter_mut().for_each(|fields| fields.retain(|field| field.name != *option));
            if documents.iter().map(Vec::len).sum::<usize>() == before {
                return Err(format!("`{}` is without `{option}`, which is no option of its", call.name));
            }
        }
        Ok(documents)
    }

    /// The fields of an option that is an object of its own, as options that are given together or not at all.
    fn spread(&self, field: &Field) -> Option<Vec<Field>> {
        let Shape::Nullable(inner) = &field.shape else { return None };
        let mut parts = self.own_body(inner.names().first()?).and(self.calls.model.fields_of(inner))?.to_vec();
        let names: Vec<String> = parts.iter().map(|part| format!("`{}`", part.name)).collect();
        for (place, part) in parts.iter_mut().enumerate() {
            let mut others = names.clone();
            others.remove(place);
            let of_all = if place == 0 { format!("{} ", field.doc) } else { String::new() };
            part.doc = format!("{of_all}{} Goes together with {}.", part.doc, others.join(" and "));
            part.required = false;
        }
        Some(parts)
    }

    fn parameter(&mut self, field: &Field) -> Result<Parameter> {
        let default = field.default.as_ref().and_then(default_of);
        let default = default.map(|default| format!(" Default: {default}.")).unwrap_or_default();
        Ok(Parameter {
            name: name(&field.name)?.into(),
            annotation: self.annotation(&field.shape),
            required: field.required,
            doc: prose::line(&field.doc) + &default,
        })
    }

    /// How an option is given: more loosely than it crosses.
    fn annotation(&mut self, shape: &Shape) -> String {
        match shape {
            Shape::Nullable(inner) => self.annotation(inner),
            Shape::List(entry) if matches!(**entry, Shape::Text { .. }) => "Names".into(),
            Shape::List(entry) => format!("Iterable[{}]", self.annotation(entry)),
            Shape::Map(value) => {
                let or_none = if matches!(**value, Shape::Nullable(_)) { " | None" } else { "" };
                format!("Mapping[str, {}{or_none}]", self.annotation(value))
            }
            Shape::Text { format, .. } => match format.as_deref() {
                Some("instant") => "str | datetime".into(),
                Some("local-date") => "str | date".into(),
                _ => "str".into(),
            },
            Shape::Named(name) => {
                if let Some(Body::Choice(choices)) = self.own_body(name) {
                    let choices: Vec<String> = choices.iter().map(|choice| literal(&choice.value)).collect();
                    return format!("Literal[{}]", choices.join(", "));
                }
                match self.calls.model.definition(name).map(|definition| definition.body.clone()) {
                    Some(Body::Alias(text @ Shape::Text { .. })) => self.annotation(&text),
                    _ => {
                        self.used.insert(name.clone());
                        name.clone()
                    }
                }
            }
            other => type_of(other),
        }
    }

    fn own_body(&self, name: &str) -> Option<&Body> {
        self.calls
            .own
            .contains(name)
            .then(|| self.calls.model.definition(name).map(|definition| &definition.body))
            .flatten()
    }

    /// What crosses of an option.
    fn crossed(&self, field: &Field, spread: Option<&[Field]>) -> String {
        let name = &field.name;
        if let Some(parts) = spread {
            let parts: Vec<String> = parts.iter().map(|part| format!("{0}={0}", part.name)).collect();
            return format!("together({})", parts.join(", "));
        }
        let shape = if let Shape::Nullable(inner) = &field.shape { inner } else { &field.shape };
        match shape {
            Shape::List(_) => format!("listed({}, {name})", literal(name)),
            Shape::Map(value) if matches!(**value, Shape::Map(_)) => format!("by_table({}, {name})", literal(name)),
            Shape::Map(_) => format!("renamed({}, {name})", literal(name)),
            _ => name.clone(),
        }
    }

    /// Adds a parameter for each table of facts; gives how they cross.
    fn facts(&self, options: &mut Vec<Parameter>) -> String {
        let Some(Body::Choice(tables)) = self.own_body("FactTable") else { return String::new() };
        let required = options.iter().take_while(|option| option.required).count();
        let tables = tables.iter().map(|table| Parameter::optional(&table.value, "Table", &prose::line(&table.doc)));
        let tables: Vec<Parameter> = tables.collect();
        let names: Vec<String> = tables.iter().map(|table| format!("            {0}={0},\n", table.name)).collect();
        options.splice(required..required, tables);
        format!("facts_of(\n{}        )", names.concat())
    }

    fn document(&mut self, name: &str) -> Result<String> {
        self.calls.model.definition(name).ok_or_else(|| format!("there is no type `{name}`"))?;
        self.used.insert(name.to_owned());
        Ok(name.to_owned())
    }
}

const PROGRESS: &str = "Is told the batches and rows so far after each batch, and within long ones; where it returns False, `Stopped` is raised.";

/// The same of a stream, to whose reader nothing can be raised.
const PROGRESS_OF_STREAM: &str = "Is told the batches and rows so far after each batch, and within long ones, by whoever reads; \
    where it returns False, the reader is told that the stream was stopped.";

/// What `help` says of a call.
fn help<'a>(call: &Call, parameters: impl Iterator<Item = &'a Parameter>) -> Vec<String> {
    let faults = match call.reads {
        Reads::Rows => "Raises `InvalidInput`, whose faults name columns and rows.",
        Reads::Facts => "Raises `InvalidInput`, whose faults name table, column and row.",
    };
    let mut lines = prose::wrapped(&format!("{}\n\n{faults}", call.doc), 110);
    lines.extend([String::new(), "Options:".into()]);
    lines.extend(parameters.map(|parameter| format!("  {}: {}", parameter.name, parameter.doc)));
    lines
}

/// What an option is where it is left out, in Python's words.
fn default_of(default: &Value) -> Option<String> {
    match default {
        Value::String(text) => Some(literal(text)),
        Value::Bool(true) => Some("True".into()),
        Value::Bool(false) => Some("False".into()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
