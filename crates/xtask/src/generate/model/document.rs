//! The document's lists: operations, queries, commands, events, codes, rules of access, lifecycles, numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::shape::Shape;
use crate::Result;

/// Every list of the document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists {
    pub access: Vec<Rule>,
    /// What hosts write, by what it is for.
    pub inputs: BTreeMap<String, Shape>,
    pub operations: Vec<Operation>,
    /// What the library writes, by what it is.
    pub outputs: BTreeMap<String, Shape>,
    /// The default policy.
    pub policy: Value,
    /// The policies that ship.
    pub presets: Vec<Preset>,
    pub queries: Vec<Query>,
    pub commands: Vec<Message>,
    pub events: Vec<Message>,
    pub codes: Vec<Code>,
    /// What facts are reckoned from.
    pub facts: Vec<RestsOn>,
    /// Over which kinds of things questions go.
    pub goes_over: Vec<GoesOver>,
    pub lifecycles: Vec<Lifecycle>,
    pub reactions: Vec<Reaction>,
    pub notifications: Vec<Notice>,
    pub numbers: Vec<Family>,
}

impl Lists {
    fn undocumented(&self) -> Option<&str> {
        let operations = self.operations.iter().map(|operation| (&operation.name, &operation.doc));
        let queries = self.queries.iter().map(|query| (&query.name, &query.doc));
        let messages = self.commands.iter().chain(&self.events).map(|message| (&message.name, &message.doc));
        let mut all = operations.chain(queries).chain(messages);
        all.find(|(_, doc)| doc.trim().is_empty()).map(|(name, _)| name.as_str())
    }
}

/// A policy that ships.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preset {
    pub name: String,
    pub policy: Value,
}

/// A rule of access.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub rule: String,
    pub action: String,
    pub capability: Option<String>,
    pub relations: Vec<String>,
}

/// A kind of fact, and the kinds of things that it is reckoned from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestsOn {
    pub fact: String,
    pub things: Vec<String>,
}

/// A question, and the kinds of things that it goes over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoesOver {
    pub messages: Option<String>,
    pub question: String,
    pub things: Vec<String>,
    pub tracks: bool,
    pub unseen: bool,
}

/// What one thing's event causes in another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reaction {
    pub event: String,
    pub causes: Vec<String>,
    pub rule: String,
    pub because: String,
}

/// What tells whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    pub template: String,
    pub kind: String,
    pub event: String,
    pub thing: String,
    pub to: String,
    pub when: String,
    pub needed: Vec<String>,
    pub rule: String,
}

/// A stateless operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub name: String,
    #[serde(deserialize_with = "doc")]
    pub doc: String,
    pub input: Shape,
    pub output: Shape,
}

impl Operation {
    /// `time` of `time.local_day`.
    pub(crate) fn area(&self) -> &str {
        self.name.split_once('.').map_or("", |(area, _)| area)
    }

    /// `local_day` of `time.local_day`.
    pub(crate) fn verb(&self) -> &str {
        self.name.split_once('.').map_or(self.name.as_str(), |(_, verb)| verb)
    }
}

/// A question to a workspace.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Query {
    pub name: String,
    #[serde(deserialize_with = "doc")]
    pub doc: String,
    pub body: Shape,
    pub view: Shape,
}

/// A command or an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    pub name: String,
    #[serde(deserialize_with = "doc")]
    pub doc: String,
    pub body: Shape,
    #[serde(default)]
    pub schema: Option<u32>,
}

impl Message {
    /// Its name on the wire and its body's type.
    pub(crate) fn name_and_body(&self) -> (&str, &Shape) {
        (&self.name, &self.body)
    }
}

/// A rejection code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    pub name: String,
    pub number: u32,
    pub kind: String,
    pub message: String,
    pub details: Vec<Detail>,
}

/// A detail that comes with a code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Detail {
    pub name: String,
    pub shape: DetailShape,
}

/// What a detail's value looks like.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DetailShape {
    Text,
    Integer,
    Texts,
}

/// A thing's total table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lifecycle {
    pub thing: String,
    pub states: Vec<String>,
    pub rows: Vec<Row>,
}

impl Lifecycle {
    /// The heads of a row's cells: absence, then the states.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        ["absent"].into_iter().chain(self.states.iter().map(String::as_str))
    }

    /// The command's name on the wire.
    pub(crate) fn wire_name(&self, row: &Row) -> String {
        format!("{}.{}", self.thing, row.command)
    }
}

/// One command of a table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub command: String,
    pub action: String,
    /// Whether it is for archived things, and refused to those in use; else it is the other way round.
    pub archived: bool,
    /// Whether an actor can send it; what nobody can send follows from what happens elsewhere.
    pub sent: bool,
    /// A cell for absence, then one for each state.
    pub cells: Vec<Cell>,
}

/// One cell of a table: `to` or `code` is null.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cell {
    pub code: Option<String>,
    pub conditions: Vec<String>,
    pub to: Option<String>,
}

/// Names that share one space of numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Family {
    pub name: String,
    pub doc: String,
    pub members: Vec<(String, u32)>,
}

/// Absent documentation is found, and refused, by [`read`].
fn doc<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<String, D::Error> {
    Option::<String>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Parts the document into its schemas and its lists.
pub(crate) fn read(document: &Value) -> Result<(Map<String, Value>, Lists)> {
    let mut rest = document.as_object().ok_or("the schema document is not an object")?.clone();
    let schemas = match rest.remove("$defs") {
        Some(Value::Object(schemas)) => schemas,
        _ => return Err("the schema document has no `$defs`".into()),
    };
    let lists = Lists::deserialize(Value::Object(rest)).map_err(|error| format!("the schema document: {error}"))?;
    match lists.undocumented() {
        Some(name) => Err(format!("`{name}` has no doc comment, and so nothing to be printed")),
        None => Ok((schemas, lists)),
    }
}
