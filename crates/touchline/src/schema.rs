//! What crosses the faces, as schemas: the shapes by which input is read, and the one document from which
//! types, stubs and reference pages are printed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, OnceLock};

use schemars::generate::{Contract, SchemaSettings};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::numbers::{FAMILIES, number};
use crate::operations::{self, Entry};
use crate::wire::WireQuery;
use crate::workspace::{self, AsOf, Outcome, Question, Replayed, TrialInput, Tried};
use touchline_calculators::skill::SkillScorerInput;
use touchline_kernel::envelope::{self, STORED};
use touchline_kernel::reader::{Closed, Shape};
use touchline_kernel::record::Expectation;
use touchline_kernel::rejection::{CODES, DetailShape};
use touchline_kernel::{Command, Event, Names as _};
use touchline_law::access::RULES;
use touchline_law::facts::NeedsFacts;
use touchline_law::law::{self, Act, Change, LogVerified, StoredThing, WireCommand};
use touchline_law::policy::{Policy, presets};

/// A shape that is compiled when it is first read by, so that whoever calls one operation waits for no other's; nothing
/// where a type has a schema that the reader does not know, which a test shows not to be.
pub(crate) type LazyShape = LazyLock<Option<Shape>>;

/// The shapes of everything that is read.
pub(crate) struct Shapes {
    pub(crate) as_of: LazyShape,
    pub(crate) command: LazyShape,
    pub(crate) expectation: LazyShape,
    pub(crate) policy: LazyShape,
    pub(crate) query: LazyShape,
    pub(crate) question: LazyShape,
    pub(crate) scorer: LazyShape,
    pub(crate) trial: LazyShape,
}

pub(crate) static SHAPES: Shapes = Shapes {
    as_of: LazyLock::new(|| Shape::of::<AsOf>().ok()),
    command: LazyLock::new(|| Shape::of::<WireCommand>().ok()),
    expectation: LazyLock::new(|| Shape::of::<Expectation>().ok()),
    policy: LazyLock::new(|| Shape::of::<Policy>().ok()),
    query: LazyLock::new(|| Shape::of::<WireQuery>().ok()),
    question: LazyLock::new(|| Shape::of::<Question>().ok()),
    scorer: LazyLock::new(|| Shape::of::<SkillScorerInput>().ok()),
    trial: LazyLock::new(|| Shape::of::<TrialInput>().ok()),
};

/// Compiles every shape now.
pub(crate) fn warm_up() {
    let Shapes { as_of, command, expectation, policy, query, question, scorer, trial } = &SHAPES;
    for shape in [as_of, command, expectation, policy, query, question, scorer, trial] {
        LazyLock::force(shape);
    }
    for entry in operations::all() {
        input_of(entry);
    }
}

/// The shape of what an operation reads; nothing as above.
pub(crate) fn input_of(entry: &'static Entry) -> Option<&'static Shape> {
    type Inputs = BTreeMap<&'static str, OnceLock<Option<Shape>>>;
    static INPUTS: LazyLock<Inputs> =
        LazyLock::new(|| operations::all().map(|entry| (entry.name, OnceLock::new())).collect());
    INPUTS.get(entry.name)?.get_or_init(|| compile(entry)).as_ref()
}

fn compile(entry: &Entry) -> Option<Shape> {
    let mut generator = SchemaSettings::draft2020_12().with_transform(Closed).into_generator();
    let mut document = (entry.input)(&mut generator).to_value();
    let definitions = generator.take_definitions(true);
    document.as_object_mut()?.insert("$defs".to_owned(), Value::Object(definitions));
    Shape::compile(&document).ok()
}

/// A name that would stand for two shapes, of which whoever reads the document would know one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("two types with different shapes are both called `{0}`; rename one of them")]
pub struct NameTaken(
    /// The name.
    pub String,
);

/// Everything that generators print from.
///
/// # Errors
/// The name that two different shapes have.
pub fn document() -> Result<Value, NameTaken> {
    let mut read = Direction::new(Contract::Deserialize);
    let mut written = Direction::new(Contract::Serialize);
    for (name, schema) in [
        ("command", read.of::<WireCommand>()),
        ("policy", read.of::<Policy>()),
        ("query", read.of::<WireQuery>()),
        ("question", read.of::<Question>()),
        ("expectation", read.of::<Expectation>()),
        ("as_of", read.of::<AsOf>()),
        ("trial", read.of::<TrialInput>()),
        ("scorer", read.of::<SkillScorerInput>()),
    ] {
        read.roots.push((name, schema));
    }
    for (name, schema) in [
        ("outcome", written.of::<Outcome>()),
        ("record", written.of::<law::RecordDocument<Command<Act>, Event<Change>>>()),
        ("thing", written.of::<StoredThing>()),
        ("needs_facts", written.of::<NeedsFacts>()),
        ("replayed", written.of::<Replayed>()),
        ("rewritten", written.of::<law::Rewritten>()),
        ("tried", written.of::<Tried>()),
        ("verified", written.of::<LogVerified>()),
    ] {
        written.roots.push((name, schema));
    }
    let mut operations: Vec<Value> = operations::all()
        .map(|entry| {
            json!({
                "name": entry.name,
                "doc": (entry.about)(&mut written.generator).get("description"),
                "input": (entry.input)(&mut read.generator),
                "output": (entry.output)(&mut written.generator),
            })
        })
        .collect();
    let views = workspace::views(&mut written.generator);
    let mut queries: Vec<Value> = variants(workspace::Query::json_schema(&mut read.generator))
        .into_iter()
        .map(|mut query| {
            let view = views.iter().find(|(name, _)| query.get("name").is_some_and(|found| found == name));
            if let (Some((_, view)), Some(fields)) = (view, query.as_object_mut()) {
                fields.insert("view".to_owned(), view.clone().to_value());
            }
            query
        })
        .collect();
    let mut commands: Vec<Value> = law::acts(&mut read.generator).into_iter().filter_map(variant).collect();
    let mut events: Vec<Value> = law::changes(&mut written.generator).into_iter().filter_map(variant).collect();
    let mut inputs = Value::Object(
        read.roots.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone().to_value())).collect(),
    );
    let outputs: Map<String, Value> =
        written.roots.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone().to_value())).collect();
    let mut read_definitions = read.definitions();
    let written_definitions = written.definitions();
    let renamed = diverging(&read_definitions, &written_definitions);
    for value in [&mut inputs]
        .into_iter()
        .chain(operations.iter_mut().filter_map(|operation| operation.get_mut("input")))
        .chain(queries.iter_mut().filter_map(|query| query.get_mut("body")))
        .chain(commands.iter_mut())
        .chain(read_definitions.values_mut())
    {
        rename(value, &renamed);
    }
    let definitions = joined(written_definitions, read_definitions, &renamed)?;
    for event in &mut events {
        let schema = event.get("name").and_then(Value::as_str).map(law::schema_of);
        if let Some(fields) = event.as_object_mut() {
            fields.insert("schema".to_owned(), schema.into());
        }
    }
    let lists = json!([commands, events, inputs, operations, outputs, queries]);
    let definitions = reachable(definitions, &lists);
    Ok(json!({
        "$defs": definitions,
        "access": access(),
        "codes": codes(),
        "commands": commands,
        "events": events,
        "facts": touchline_law::facts::RESTS_ON,
        "goes_over": workspace::goes_over(),
        "inputs": inputs,
        "lifecycles": law::lifecycles(),
        "numbers": numbers(),
        "notifications": law::tellings(),
        "operations": operations,
        "outputs": outputs,
        "policy": Policy::default(),
        "presets": presets().unwrap_or_default(),
        "queries": queries,
        "reactions": law::reactions(),
    }))
}

/// One direction over the wire: what is read may leave out what has a default, what is written never does.
struct Direction {
    generator: SchemaGenerator,
    roots: Vec<(&'static str, Schema)>,
}

impl Direction {
    fn new(contract: Contract) -> Self {
        let mut settings = SchemaSettings::draft2020_12().with_transform(Closed);
        settings.contract = contract;
        Direction { generator: settings.into_generator(), roots: Vec::new() }
    }

    fn of<T: JsonSchema>(&mut self) -> Schema {
        self.generator.subschema_for::<T>()
    }

    fn definitions(&mut self) -> BTreeMap<String, Value> {
        self.generator.take_definitions(true).into_iter().collect()
    }
}

/// The names whose definitions differ between the directions, and whatever refers to one of them. What was
/// stored is read by its type alone, so that there is one definition of it: the written one.
fn diverging(read: &BTreeMap<String, Value>, written: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let common = || read.iter().filter(|(name, schema)| written.contains_key(*name) && !is_stored(schema));
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, schema) in common() {
        for used in references(schema) {
            users.entry(used).or_default().push(name);
        }
    }
    let differing = common().filter(|(name, schema)| written.get(*name) != Some(schema)).map(|(name, _)| name.as_str());
    closure(differing.collect(), |name| users.get(name).cloned().unwrap_or_default())
}

/// The definitions of both directions, those that differ between them under a name each.
fn joined(
    written: BTreeMap<String, Value>,
    read: BTreeMap<String, Value>,
    renamed: &BTreeSet<String>,
) -> Result<BTreeMap<String, Value>, NameTaken> {
    for all in [&written, &read] {
        // Of two types of one name in one direction, schemars puts a number behind the second.
        let plain = |name: &String| name.trim_end_matches(|last: char| last.is_ascii_digit()).to_owned();
        let twice = |name: &String| Some(plain(name)).filter(|plain| plain != name && all.contains_key(plain));
        if let Some(name) = all.keys().find_map(twice) {
            return Err(NameTaken(name));
        }
    }
    let mut all = written;
    for (name, schema) in read {
        let name = if renamed.contains(&name) { format!("{name}Input") } else { name };
        match all.get(&name) {
            Some(same) if *same == schema || is_stored(&schema) => {}
            Some(_) => return Err(NameTaken(name)),
            None => {
                all.insert(name, schema);
            }
        }
    }
    Ok(all)
}

fn is_stored(schema: &Value) -> bool {
    schema.get(STORED).is_some()
}

/// Leaves out the definitions that nothing refers to, not even through others.
fn reachable(mut definitions: BTreeMap<String, Value>, root: &Value) -> BTreeMap<String, Value> {
    let kept = closure(references(root), |name| definitions.get(name).map(references).unwrap_or_default());
    definitions.retain(|name, _| kept.contains(name));
    definitions
}

/// All that is reached from where one begins, by what each leads to.
fn closure<'a>(mut ahead: Vec<&'a str>, leads_to: impl Fn(&str) -> Vec<&'a str>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    while let Some(name) = ahead.pop() {
        if reached.insert(name.to_owned()) {
            ahead.extend(leads_to(name));
        }
    }
    reached
}

const DEFINITIONS: &str = "#/$defs/";

/// The names of the definitions that a schema refers to by itself.
fn references(schema: &Value) -> Vec<&str> {
    match schema {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix(DEFINITIONS));
            own.into_iter().chain(fields.values().flat_map(references)).collect()
        }
        Value::Array(entries) => entries.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn rename(schema: &mut Value, renamed: &BTreeSet<String>) {
    match schema {
        Value::Object(fields) if fields.contains_key(STORED) => {}
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get_mut("$ref")
                && target.strip_prefix(DEFINITIONS).is_some_and(|name| renamed.contains(name))
            {
                target.push_str("Input");
            }
            fields.values_mut().for_each(|value| rename(value, renamed));
        }
        Value::Array(entries) => entries.iter_mut().for_each(|value| rename(value, renamed)),
        _ => {}
    }
}

/// The variants of an adjacently tagged enum: name, documentation, body.
fn variants(schema: Schema) -> Vec<Value> {
    envelope::variants([schema]).into_iter().filter_map(variant).collect()
}

fn variant(schema: Value) -> Option<Value> {
    let properties = schema.get("properties")?;
    Some(json!({
        "name": properties.get("type")?.get("const")?,
        "doc": schema.get("description"),
        "body": properties.get("body")?,
    }))
}

fn codes() -> Vec<Value> {
    CODES
        .iter()
        .map(|entry| {
            let details = entry.details.iter().map(|key| {
                let shape = match key.shape() {
                    DetailShape::Text => "text",
                    DetailShape::Integer => "integer",
                    DetailShape::Texts => "texts",
                };
                json!({"name": key.name(), "shape": shape})
            });
            json!({
                "name": entry.code.name(),
                "number": number(entry.code),
                "kind": entry.kind,
                "message": entry.message,
                "details": details.collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn numbers() -> Vec<Value> {
    FAMILIES.iter().map(|family| json!({"name": family.name, "doc": family.doc, "members": family.members})).collect()
}

fn access() -> Vec<Value> {
    RULES
        .iter()
        .map(|rule| {
            json!({
                "rule": rule.id.name(),
                "action": rule.action.name(),
                "capability": rule.capability.map(|capability| capability.name()),
                "relations": rule.relations.iter().map(|relation| relation.name()).collect::<Vec<_>>(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions(all: Value) -> BTreeMap<String, Value> {
        all.as_object().unwrap().clone().into_iter().collect()
    }

    /// A goal's `Measure`, which is read otherwise than it is written, and a type that is only read.
    fn beside_a_measure(name: &str, shape: Value) -> Result<BTreeMap<String, Value>, NameTaken> {
        let written = definitions(json!({"Measure": {"required": ["by"]}}));
        let mut read = definitions(json!({"Measure": {"required": []}}));
        read.insert(name.to_owned(), shape);
        let renamed = diverging(&read, &written);
        joined(written, read, &renamed)
    }

    #[test]
    fn api_02_whatever_is_read_has_a_shape() {
        let Shapes { as_of, command, expectation, policy, query, question, scorer, trial } = &SHAPES;
        for (name, shape) in [
            ("as_of", as_of),
            ("command", command),
            ("expectation", expectation),
            ("policy", policy),
            ("query", query),
            ("question", question),
            ("scorer", scorer),
            ("trial", trial),
        ] {
            assert!(shape.is_some(), "{name}");
        }
        for entry in operations::all() {
            assert!(input_of(entry).is_some(), "{}", entry.name);
        }
    }

    #[test]
    fn api_02_two_shapes_under_one_name_are_refused() {
        let facts = json!({"required": ["facts"]});
        let kept = beside_a_measure("MeasureFacts", facts.clone()).unwrap();
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["Measure", "MeasureFacts", "MeasureInput"]);
        assert_eq!(kept["MeasureInput"], json!({"required": []}));
        assert_eq!(beside_a_measure("MeasureInput", facts.clone()), Err(NameTaken("MeasureInput".to_owned())));
        assert_eq!(beside_a_measure("Measure2", facts), Err(NameTaken("Measure".to_owned())));
    }
}
