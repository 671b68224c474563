//! The types of the options of the calls on tables: an interface a call.
//!
//! What a call gives stays with its overloads, which follow from what goes in: the list of calls says nothing of that.

use std::collections::BTreeSet;

use serde_json::Value;
use touchline_tables::{CALLS, Call};

use super::{FOLDER, NOTICE, comment, literal, type_of};
use crate::Result;
use crate::generate::model::{Body, Calls, Field, Shape};
use crate::generate::output::Output;
use crate::generate::prose;

/// The whole file.
pub(crate) fn print(document: &Value) -> Result<Output> {
    let mut tables = Tables { calls: Calls::of(document)?, used: BTreeSet::new() };
    let interfaces: Vec<String> = CALLS.iter().map(|call| tables.interface(call)).collect::<Result<_>>()?;
    let facts = tables.facts();
    let used = tables.used.into_iter().collect::<Vec<_>>().join(", ");
    let text = format!("{NOTICE}\nimport type {{ {used} }} from './types.js';\n{facts}{}", interfaces.concat());
    Ok(Output::new(format!("{FOLDER}/tables.d.ts"), &text))
}

/// The calls, and the types of the library's that some option has.
struct Tables {
    calls: Calls,
    used: BTreeSet<String>,
}

impl Tables {
    fn interface(&mut self, call: &Call) -> Result<String> {
        let fields: Vec<Field> = self.calls.documents(call)?.into_iter().flatten().collect();
        let is_asked = |field: &&Field| !call.without.contains(&field.name.as_str());
        let lines: String = fields.iter().filter(is_asked).map(|field| self.option(field)).collect();
        let name = prose::pascal(&format!("{}_options", call.name));
        Ok(format!("\n/** The options of `{}`. */\nexport interface {name} {{\n{lines}}}\n", prose::camel(call.name)))
    }

    fn option(&mut self, field: &Field) -> String {
        let optional = if field.required { "" } else { "?" };
        let declared = format!("  {}{optional}: {};\n", prose::camel(&field.name), self.annotation(&field.shape));
        comment(&field.doc_with_default(), "  ") + &declared
    }

    /// How an option is given: what is null may be left out, and lists are only read.
    fn annotation(&mut self, shape: &Shape) -> String {
        match shape {
            Shape::Nullable(inner) => self.annotation(inner),
            Shape::List(entry) => match self.annotation(entry) {
                several if several.contains(" | ") => format!("readonly ({several})[]"),
                one => format!("readonly {one}[]"),
            },
            Shape::Map(value) if matches!(**value, Shape::Map(_)) => {
                format!("{{ readonly [Name in FactTable]?: {} }}", self.annotation(value))
            }
            Shape::Map(value) => {
                let or_null = if matches!(**value, Shape::Nullable(_)) { " | null" } else { "" };
                format!("{{ readonly [name: string]: {}{or_null} }}", self.annotation(value))
            }
            Shape::Text { format, .. } if format.as_deref() == Some("instant") => "string | Date".into(),
            Shape::Text { .. } => "string".into(),
            Shape::Named(name) => self.named(name),
            other => type_of(other),
        }
    }

    /// A type that options alone have is written out; one of the library's is called by its name.
    fn named(&mut self, name: &str) -> String {
        let is_own = self.calls.own.contains(name);
        match self.calls.model.definition(name).map(|definition| definition.body.clone()) {
            Some(Body::Alias(text @ Shape::Text { .. })) => self.annotation(&text),
            Some(Body::Choice(choices)) if is_own => {
                choices.iter().map(|choice| literal(&choice.value)).collect::<Vec<_>>().join(" | ")
            }
            Some(Body::Object(fields)) if is_own => {
                let fields = fields.iter().map(|field| format!("{}: {}", field.name, self.annotation(&field.shape)));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join("; "))
            }
            _ => {
                self.used.insert(name.to_owned());
                name.to_owned()
            }
        }
    }

    /// The tables of facts.
    fn facts(&mut self) -> String {
        let tables = self.named("FactTable").replace(" | ", "\n  | ");
        format!("\n/** A table of facts. */\nexport type FactTable =\n  | {tables};\n")
    }
}
