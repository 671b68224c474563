//! Which facts are asked for: every command, question, view and message of every case once more, as a host with its own
//! database has them, with a note of each kind of fact that the law named on the way.
//!
//! What is written down is `docs/needs.json`, which the reference is printed from, with the few cases that show all of it:
//! those are looked at wherever the suite is judged, and every case where that is asked for. A case that has a command ask
//! for another kind of fact than its row lists, and a row that lists what no case has asked for, are failures.
//!
//! Rules: WSP-07, WSP-14.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};
use touchline::facts::RESTS_ON;
use touchline::kernel::Names as _;
use touchline::waist::{self, Status};

use super::executor::Executor;
use super::instruction::Instruction;
use super::stage::Performance;
use super::suite::Suite;
use crate::{Result, parallel, repository};

/// Where they are written down.
pub(crate) const PATH: &str = "docs/needs.json";

/// How often a question over things is put anew: each thing that is loaded may name others.
const ROUNDS: usize = 40;

/// Kinds of facts; of states of things each kind of thing by itself.
type Kinds = BTreeSet<String>;

/// Kinds of facts by what asks for them.
pub(crate) type Rows = BTreeMap<String, Kinds>;

/// What was asked for, and by what.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Needs {
    /// Cases that together show all the rest.
    #[serde(default)]
    pub(crate) cases: BTreeSet<String>,
    /// `law.decide`, by command.
    pub(crate) commands: Rows,
    /// `notify.show`, by template.
    pub(crate) messages: Rows,
    /// `notify.plan`, by the command whose events are planned for.
    pub(crate) planned: Rows,
    /// `law.ask`, by query.
    pub(crate) queries: Rows,
    /// `law.show`, by kind of thing.
    pub(crate) views: Rows,
}

impl Needs {
    fn rows(&self) -> [(&'static str, &Rows); 5] {
        let Needs { cases: _, commands, messages, planned, queries, views } = self;
        [("command", commands), ("message", messages), ("events of", planned), ("query", queries), ("view of", views)]
    }

    /// How many kinds of facts there are in all rows; a row counts by itself, since what asks for nothing has one too.
    fn size(&self) -> usize {
        self.rows().iter().flat_map(|(_, rows)| rows.values()).map(|kinds| 1 + kinds.len()).sum()
    }

    fn add(&mut self, other: Needs) {
        let Needs { cases, commands, messages, planned, queries, views } = other;
        self.cases.extend(cases);
        let all = [
            (&mut self.commands, commands),
            (&mut self.messages, messages),
            (&mut self.planned, planned),
            (&mut self.queries, queries),
            (&mut self.views, views),
        ];
        for (rows, more) in all {
            more.into_iter().for_each(|(name, kinds)| rows.entry(name).or_default().extend(kinds));
        }
    }

    /// What is here and not there.
    fn beyond(&self, other: &Needs) -> Vec<String> {
        let mut beyond = Vec::new();
        for ((what, here), (_, there)) in self.rows().into_iter().zip(other.rows()) {
            for (name, kinds) in here {
                let listed = there.get(name);
                let none = listed.is_none().then(|| format!("{what} `{name}`"));
                let kinds = kinds.iter().filter(|kind| listed.is_none_or(|listed| !listed.contains(*kind)));
                beyond.extend(none.into_iter().chain(kinds.map(|kind| format!("{what} `{name}`: {kind}"))));
            }
        }
        beyond
    }
}

/// `needs`: writes down what all cases ask for.
pub(crate) fn run(arguments: &[String]) -> Result {
    if let Some(argument) = arguments.first() {
        return Err(format!("`needs` takes no `{argument}`"));
    }
    let kept = written(&repository::root()).unwrap_or_default();
    let text = serde_json::to_string_pretty(&recorded(&kept.cases)?).map_err(|error| error.to_string())?;
    repository::write(&repository::at(PATH), format!("{text}\n").as_bytes())
}

/// Whether every case asks for what is written down, and all cases together for all of it.
pub(crate) fn check() -> Result {
    let written = written(&repository::root())?;
    let failures = compared(&recorded(&written.cases)?, &written);
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// What the cases that are to show all of it do not show, and what is asked for in them without being written down. Of a part
/// of the suite each case is looked at, for the latter alone.
pub(crate) fn judge(performances: &[Performance], is_whole: bool) -> Result<Vec<String>> {
    let written = written(&repository::root())?;
    let is_shown = |performance: &&Performance| !is_whole || written.cases.contains(&performance.title);
    let shown: Vec<&Performance> = performances.iter().filter(is_shown).collect();
    let mut recorded = Needs::default();
    of_all(shown)?.into_iter().for_each(|of_one| recorded.add(of_one));
    Ok(if is_whole { compared(&recorded, &written) } else { more(&recorded, &written) })
}

fn compared(recorded: &Needs, written: &Needs) -> Vec<String> {
    let unshown = written.beyond(recorded).into_iter().map(|what| format!("{PATH}: no case asks for it: {what}"));
    more(recorded, written).into_iter().chain(unshown).collect()
}

fn more(recorded: &Needs, written: &Needs) -> Vec<String> {
    let beyond = recorded.beyond(written).into_iter();
    beyond.map(|what| format!("asked for and not in {PATH}: {what} (`cargo xtask needs` writes it down)")).collect()
}

/// What is written down in a repository.
pub(crate) fn written(root: &Path) -> Result<Needs> {
    serde_json::from_str(&repository::read(&root.join(PATH))?).map_err(|error| format!("{PATH}: {error}"))
}

/// What all cases ask for, and the cases that show it: those that were kept before others, and then whichever shows most.
fn recorded(kept: &BTreeSet<String>) -> Result<Needs> {
    let mut of_cases = of_all(Suite::performed()?.iter().collect())?;
    of_cases.sort_by_key(|of_one| (of_one.cases.is_disjoint(kept), Reverse(of_one.size())));
    let mut needs = Needs::default();
    for of_one in of_cases {
        if !of_one.beyond(&needs).is_empty() {
            needs.add(of_one);
        }
    }
    Ok(needs)
}

/// What each case asks for that no other has asked for in the same place.
fn of_all(performances: Vec<&Performance>) -> Result<Vec<Needs>> {
    let seen = Mutex::default();
    parallel::each(&performances, |performance| of(performance, &seen))
}

/// Plays a case again, and has what is done in a workspace decided beside it, out of what the workspace held by then. Cases
/// begin alike: what another one began with is not looked at a second time.
fn of(performance: &Performance, seen: &Mutex<BTreeSet<u64>>) -> Result<Needs> {
    let (mut executor, mut opened, mut needs) = (Executor::default(), BTreeMap::new(), Needs::default());
    let mut hasher = DefaultHasher::new();
    for instruction in performance.steps.iter().map(|step| &step.instruction) {
        let Some(slot) = slot_of(instruction) else { continue };
        instruction.line().hash(&mut hasher);
        let is_new = seen.lock().unwrap_or_else(PoisonError::into_inner).insert(hasher.finish());
        if let Instruction::Open { policy, .. } | Instruction::Load { policy, .. } = instruction {
            opened.insert(slot, parsed(&policy.bytes()));
        }
        // As of a past moment, and where a policy is broken, nothing is decided.
        let world = opened.get(&slot).filter(|policy| is_new && policy.is_object());
        let world = world.and_then(|policy| World::of(&executor, slot, policy));
        let line = executor.perform(instruction)?;
        if let Some(world) = world {
            let after = || World::of(&executor, slot, &world.policy);
            world.note(instruction, &line, after, &mut needs);
        }
    }
    needs.cases.insert(performance.title.clone());
    Ok(needs)
}

/// The workspace that is worked in.
fn slot_of(instruction: &Instruction) -> Option<usize> {
    match instruction {
        Instruction::Open { slot, .. }
        | Instruction::Execute { slot, .. }
        | Instruction::ExecuteMany { slot, .. }
        | Instruction::Ask { slot, .. }
        | Instruction::Available { slot, .. }
        | Instruction::Replay { slot, .. }
        | Instruction::Load { slot, .. }
        | Instruction::LoadAsOf { slot, .. }
        | Instruction::Close { slot } => Some(*slot),
        _ => None,
    }
}

/// JSON, or null where it is none.
fn parsed(bytes: &[u8]) -> Value {
    let is_blank = bytes.iter().all(u8::is_ascii_whitespace);
    if is_blank { json!({}) } else { serde_json::from_slice(bytes).unwrap_or_default() }
}

/// A host's tables: the states that a workspace holds.
struct World {
    policy: Value,
    things: BTreeMap<(String, String), Value>,
}

impl World {
    fn of(executor: &Executor, slot: usize, opened: &Value) -> Option<Self> {
        let printed = executor.printed(slot).ok()?;
        let lines = printed.lines().skip(1).map(|line| parsed(line.as_bytes()));
        let things = lines.filter(|line| line.get("schema").is_some()).map(|thing| (id_of(&thing), thing)).collect();
        let mut world = World { policy: opened.clone(), things };
        let adopted = world.things.iter().find(|((kind, _), _)| kind == "policy");
        if let Some(settings) = adopted.map(|(_, thing)| thing["body"]["settings"].clone()) {
            world.policy = settings;
        }
        Some(world)
    }

    /// Notes what an instruction asks for.
    fn note(&self, instruction: &Instruction, line: &str, after: impl Fn() -> Option<World>, needs: &mut Needs) {
        match instruction {
            Instruction::Execute { command, .. } => self.note_command(&parsed(&command.bytes()), line, after, needs),
            Instruction::Ask { query, .. } => self.note_query(&parsed(&query.bytes()), needs),
            _ => {}
        }
    }

    fn note_command(&self, command: &Value, line: &str, after: impl Fn() -> Option<World>, needs: &mut Needs) {
        let Some(name) = command["type"].as_str() else { return };
        let input = json!({"command": command, "policy": self.policy});
        let Some((kinds, _)) = self.asked("law.decide", input) else { return };
        needs.commands.entry(name.to_owned()).or_default().extend(kinds);
        let record = line.split('\t').nth(2).map(|record| parsed(record.as_bytes())).unwrap_or_default();
        if !record["events"].is_array() {
            return;
        }
        let input = json!({"events": record["events"], "policy": self.policy});
        let Some((kinds, planned)) = self.asked("notify.plan", input) else { return };
        needs.planned.entry(name.to_owned()).or_default().extend(kinds);
        let messages = planned["messages"].as_array().cloned().unwrap_or_default();
        if let Some(after) = (!messages.is_empty()).then(after).flatten() {
            messages.iter().for_each(|message| after.note_message(&message["plan"], needs));
        }
    }

    fn note_message(&self, plan: &Value, needs: &mut Needs) {
        let Some(template) = plan["template"].as_str() else { return };
        for sending in [false, true] {
            let input = json!({"messages": [plan], "policy": self.policy, "sending": sending});
            let kinds = self.asked("notify.show", input).map(|(kinds, _)| kinds);
            needs.messages.entry(template.to_owned()).or_default().extend(kinds.into_iter().flatten());
        }
    }

    /// A question over nothing, and over all but people and calls; and what is shown of each kind of thing to whoever asks.
    fn note_query(&self, query: &Value, needs: &mut Needs) {
        let Some(name) = query["type"].as_str() else { return };
        let rest = self.things_of(|kind| !["person", "call"].contains(&kind));
        for things in [Vec::new(), rest] {
            let input = json!({"policy": self.policy, "query": query, "things": things});
            if let Some((kinds, _)) = self.asked("law.ask", input) {
                needs.queries.entry(name.to_owned()).or_default().extend(kinds);
            }
        }
        let kinds: BTreeSet<&String> = self.things.keys().map(|(kind, _)| kind).collect();
        for kind in kinds {
            let things = self.things_of(|other| other == kind);
            let input = json!({"at": query["at"], "policy": self.policy, "things": things, "viewer": query["viewer"]});
            if let Some((asked, _)) = self.asked("law.show", input) {
                needs.views.entry(kind.clone()).or_default().extend(asked);
            }
        }
    }

    fn things_of(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<&Value> {
        self.things.iter().filter(|((kind, _), _)| is_wanted(kind)).map(|(_, thing)| thing).collect()
    }

    /// The kinds of facts that an operation asks for until it answers or refuses, and its answer; nothing where the input is
    /// broken.
    fn asked(&self, operation: &str, mut input: Value) -> Option<(Kinds, Value)> {
        let mut kinds = Kinds::new();
        for _ in 0..ROUNDS {
            let answer = waist::call(operation, input.to_string().as_bytes());
            let said = parsed(answer.json.as_bytes());
            match answer.status {
                Status::NeedsFacts => {
                    let keys = said["keys"].as_array()?;
                    kinds.extend(keys.iter().map(kind_of));
                    let mut facts = input["facts"].as_array().cloned().unwrap_or_default();
                    facts.extend(self.facts(keys)?);
                    input["facts"] = facts.into();
                }
                Status::Ok | Status::Rejected => return Some((kinds, said)),
                _ => return None,
            }
        }
        None
    }

    /// What keys come to, over the things that their facts rest on and nothing else.
    fn facts(&self, keys: &[Value]) -> Option<Vec<Value>> {
        let rests_on: BTreeSet<String> = keys.iter().flat_map(rests_on).collect();
        let things = self.things_of(|kind| rests_on.contains(kind));
        let mut input = json!({"keys": keys, "policy": self.policy, "things": things});
        for _ in 0..ROUNDS {
            let answer = waist::call("law.facts", input.to_string().as_bytes());
            let mut said = parsed(answer.json.as_bytes());
            match answer.status {
                Status::Ok => return said["facts"].as_array().cloned(),
                Status::NeedsFacts => {
                    let more = said["keys"].as_array_mut()?.iter().map(|key| self.state(key));
                    let mut facts = input["facts"].as_array().cloned().unwrap_or_default();
                    facts.extend(more);
                    input["facts"] = facts.into();
                }
                _ => return None,
            }
        }
        None
    }

    /// A person, a call or a state, which is all that things rest on.
    fn state(&self, key: &Value) -> Value {
        let (fact, body) = (key["type"].as_str().unwrap_or_default(), &key["body"]);
        let of =
            |kind: &str, id: &Value| self.things.get(&(kind.to_owned(), id.as_str().unwrap_or_default().to_owned()));
        if fact == "thing" {
            let value = of(body["type"].as_str().unwrap_or_default(), &body["id"]);
            return json!({"type": fact, "body": {"thing": body, "value": value}});
        }
        let value = of(fact, &body[fact]).map(|thing| &thing["body"]["document"]);
        json!({"type": fact, "body": {fact: body[fact], "value": value}})
    }
}

/// A thing's kind and id: the id stands in its state under the name of its kind.
fn id_of(thing: &Value) -> (String, String) {
    let kind = thing["type"].as_str().unwrap_or_default();
    let state = thing["body"].get("document").unwrap_or(&thing["body"]);
    (kind.to_owned(), state[kind].as_str().unwrap_or_default().to_owned())
}

/// What a key asks for: of a state, of which kind of thing.
fn kind_of(key: &Value) -> String {
    let kind = key["type"].as_str().unwrap_or_default();
    match key["body"]["type"].as_str() {
        Some(of) if kind == "thing" => format!("{kind}: {of}"),
        _ => kind.to_owned(),
    }
}

/// The kinds of things that what a key asks for rests on.
fn rests_on(key: &Value) -> Vec<String> {
    let row = RESTS_ON.iter().find(|row| key["type"] == row.fact);
    let mut kinds: Vec<String> = row.iter().flat_map(|row| row.things).map(|kind| kind.name().to_owned()).collect();
    kinds.extend(key["body"]["type"].as_str().map(str::to_owned));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(command: &str, kinds: &[&str]) -> Needs {
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        Needs { commands: Rows::from([(command.to_owned(), kinds)]), ..Needs::default() }
    }

    #[test]
    fn what_is_asked_for_and_not_listed_is_told_and_so_is_what_is_listed_and_not_asked_for() {
        let written = needs("call.register", &["call", "person"]);
        assert_eq!(compared(&written, &written), [""; 0]);
        let told = compared(&needs("call.register", &["call", "manages"]), &written);
        assert!(told[0].contains("not in docs/needs.json: command `call.register`: manages"), "{told:?}");
        assert!(told[1].contains("no case asks for it: command `call.register`: person"), "{told:?}");
        assert_eq!(told.len(), 2);
        assert_eq!(compared(&needs("call.retire", &[]), &written).len(), 4);
        assert_eq!(more(&needs("call.retire", &[]), &written).len(), 1);
    }
}
