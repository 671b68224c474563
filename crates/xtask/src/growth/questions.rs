//! Families of questions: each is asked of a collection in which things grow, then people with all that is theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use touchline::facts::Refusal;
use touchline::law::StoredThing;
use touchline::wire::WireQuery;
use touchline::workspace::{Collected, Collection};

use super::cases;
use super::family::{Act, Family};
use super::grown::fresh_id;
use crate::Result;
use crate::conformance::executor::Executor;
use crate::conformance::instruction::Instruction;
use crate::conformance::stage::Performed;
use crate::parallel;

/// A question asks of so many things at most: each is made anew for each size.
const MOST_THINGS: usize = 12_000;

/// A question of a case, and the steps before it.
struct Asked {
    of: String,
    query: Value,
    slot: usize,
    before: &'static [Performed],
    /// How much was answered.
    said: usize,
}

/// A question, and the things of which it is asked.
struct World {
    asked: Asked,
    policy: Value,
    messages: Vec<Value>,
    things: Vec<Value>,
}

/// Two families for each query: things grow, and people do.
pub(crate) fn all() -> Result<Vec<Family>> {
    let asked: Vec<(String, Asked)> = heaviest()?.into_iter().collect();
    let worlds = parallel::each(&asked, |(_, asked)| world(asked))?;
    Ok(worlds.into_iter().flat_map(|world| families(&Arc::new(world))).collect())
}

/// Of each query the question that told most.
fn heaviest() -> Result<BTreeMap<String, Asked>> {
    let mut heaviest: BTreeMap<String, Asked> = BTreeMap::new();
    for performance in cases::performed()? {
        for (nth, step) in performance.steps.iter().enumerate() {
            let Some(asked) = asked(step, &performance.steps[..nth]) else { continue };
            if heaviest.get(&asked.of).is_none_or(|known| known.said < asked.said) {
                heaviest.insert(asked.of.clone(), asked);
            }
        }
    }
    Ok(heaviest)
}

fn asked(step: &'static Performed, before: &'static [Performed]) -> Option<Asked> {
    let Instruction::Ask { slot, query } = &step.instruction else { return None };
    let said = step.line.strip_prefix("ok\t")?.len();
    let query: Value = serde_json::from_slice(&query.bytes()).ok()?;
    let of = query.get("type")?.as_str()?.to_owned();
    Some(Asked { of, query, slot: *slot, before, said })
}

fn world(asked: &Asked) -> Result<World> {
    let mut executor = Executor::default();
    let mut policy = Value::Null;
    for step in asked.before {
        executor.perform(&step.instruction)?;
        if let Instruction::Open { slot, policy: opened } = &step.instruction
            && *slot == asked.slot
        {
            policy = serde_json::from_slice(&opened.bytes()).unwrap_or_default();
        }
    }
    let printed = executor.printed(asked.slot)?;
    let lines = printed.lines().skip(1).map(serde_json::from_str);
    let lines: Vec<Value> = lines.collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    let (things, others): (Vec<Value>, Vec<Value>) = lines.into_iter().partition(|line| line.get("schema").is_some());
    let planned = others.into_iter().filter(|line| line["type"] == "planned");
    let messages = planned.map(|mut line| line["body"].take()).collect();
    let asked = Asked { of: asked.of.clone(), query: asked.query.clone(), ..*asked };
    Ok(World { asked, policy, messages, things })
}

fn families(world: &Arc<World>) -> [Family; 2] {
    let family = |grows: &str, ids: BTreeSet<String>| {
        let world = Arc::clone(world);
        let of = world.asked.of.clone();
        let most = (MOST_THINGS / world.things.len().max(1)).max(2);
        Family::new(of, grows, most, move |times| world.ask(&ids, times))
    };
    let (people, things) = (world.reports(), world.ids());
    [family("things in the tenant", things.clone()), family("people with what is theirs", &things | &people)]
}

impl World {
    /// The ids of everything but people and policies.
    fn ids(&self) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        let others = self.things.iter().filter(|thing| thing["type"] != "person" && thing["type"] != "policy");
        others.for_each(|thing| collect_ids(thing, &mut ids));
        &ids - &self.people().map(id_of).collect()
    }

    /// Those who ask nothing and manage nobody.
    fn reports(&self) -> BTreeSet<String> {
        let managers: BTreeSet<String> =
            self.people().filter_map(|person| Some(person["manager"].as_str()?.to_owned())).collect();
        let viewer = self.asked.query["viewer"].as_str().unwrap_or_default();
        let people = self.people().map(id_of);
        people.filter(|person| !managers.contains(person) && person != viewer).collect()
    }

    fn people(&self) -> impl Iterator<Item = &Value> {
        self.things.iter().filter(|thing| thing["type"] == "person").map(|thing| &thing["body"]["document"])
    }

    /// Asks of so many copies of what bears one of these ids. What may be there once for what it is about is not copied.
    fn ask(&self, ids: &BTreeSet<String>, times: usize) -> Result<Act> {
        let mut alone: BTreeSet<&str> = BTreeSet::from(["policy"]);
        loop {
            let mut things: Vec<(&str, Value)> = self.things.iter().map(|thing| (kind(thing), thing.clone())).collect();
            for copy in 1..times {
                let copies = self.things.iter().filter(|thing| !alone.contains(kind(thing)));
                let copies = copies.map(|thing| (thing, renamed(thing, ids, copy)));
                things.extend(copies.filter(|(thing, copy)| copy != *thing).map(|(thing, copy)| (kind(thing), copy)));
            }
            match self.collection(&things)? {
                Ok(collection) => return self.asked_of(collection),
                Err(place) => {
                    let refused = things.get(place).map(|(kind, _)| *kind).unwrap_or_default();
                    if !alone.insert(refused) {
                        return Err(format!("{}: a {refused} is not taken in", self.asked.of));
                    }
                }
            }
        }
    }

    fn asked_of(&self, collection: Collection) -> Result<Act> {
        let query: WireQuery = read(&self.asked.query)?;
        Ok(Box::new(move || match collection.ask(query.asking, &query.query) {
            Ok(answered) => serde_json::to_string(&answered).unwrap_or_default(),
            Err(refusal) => format!("{refusal:?}"),
        }))
    }

    /// The things, ready to be asked; or the place of one that cannot stand beside the others.
    fn collection(&self, things: &[(&str, Value)]) -> Result<Result<Collection, usize>> {
        let policy = if self.policy.is_null() { json!({}) } else { self.policy.clone() };
        let collected = Collected {
            things: things.iter().map(|(_, thing)| read::<StoredThing>(thing)).collect::<Result<_>>()?,
            messages: self.messages.iter().map(read).collect::<Result<_>>()?,
            policy: read(&policy)?,
            whole: true,
            ..Collected::default()
        };
        match Collection::of(collected) {
            Ok(collection) => Ok(Ok(collection)),
            Err(Refusal::Rejected(rejection)) => {
                let path = rejection.path.as_deref().and_then(|path| path.strip_prefix("/things/"));
                let place = path.and_then(|place| place.parse().ok());
                Ok(Err(place.ok_or_else(|| format!("{}: {rejection:?}", self.asked.of))?))
            }
            Err(refusal) => Err(format!("{}: {refusal:?}", self.asked.of)),
        }
    }
}

fn kind(thing: &Value) -> &str {
    thing["type"].as_str().unwrap_or_default()
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T> {
    serde_json::from_str(&with_types_first(value)).map_err(|error| error.to_string())
}

fn id_of(person: &Value) -> String {
    person["person"].as_str().unwrap_or_default().to_owned()
}

fn collect_ids(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() == 36 && uuid::Uuid::try_parse(text).is_ok() => {
            ids.insert(text.clone());
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect_ids(entry, ids)),
        Value::Object(members) => members.values().for_each(|member| collect_ids(member, ids)),
        _ => {}
    }
}

/// The value with these ids replaced by those of a copy.
fn renamed(value: &Value, ids: &BTreeSet<String>, copy: usize) -> Value {
    match value {
        Value::String(text) if ids.contains(text) => fresh_id(text, copy).unwrap_or_else(|| text.clone()).into(),
        Value::Array(entries) => entries.iter().map(|entry| renamed(entry, ids, copy)).collect(),
        Value::Object(members) => {
            let renamed = |(key, member): (&String, &Value)| {
                let key = if ids.contains(key) { fresh_id(key, copy).unwrap_or_default() } else { key.clone() };
                (key, renamed(member, ids, copy))
            };
            members.iter().map(renamed).collect()
        }
        other => other.clone(),
    }
}

/// The value as text, in which the type of something stands before its body.
fn with_types_first(value: &Value) -> String {
    match value {
        Value::Array(entries) => {
            format!("[{}]", entries.iter().map(with_types_first).collect::<Vec<_>>().join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by_key(|(key, _)| !matches!(key.as_str(), "type" | "schema"));
            let member = |(key, member): (&String, &Value)| format!("{}:{}", json!(key), with_types_first(member));
            format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}
