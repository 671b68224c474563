//! Performs one case in Rust and writes down the instructions it came to, spelt out in full.

use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::case::{Act, Case, Given, Snapshot, Step, Then, World};
use super::compose::Composer;
use super::executor::{Executor, LINE_END};
use super::expectation::Answered;
use super::input::Input;
use super::instruction::Instruction;
use super::log::{Log, altered, ended};
use super::names::Names;
use super::numbers::number;
use super::snapshot;
use super::table::{Table, WrittenColumn};
use crate::repository;
use touchline::kernel::base64;

/// The workspace of a step that names none.
const MAIN: &str = "main";

/// The workspace that a log is loaded into where the step names none.
const LOADED: &str = "loaded";

/// One step that was performed.
pub(crate) struct Performed {
    pub(crate) instruction: Instruction,
    pub(crate) line: String,
    /// What is expected of it, spelt out.
    pub(crate) then: Then,
}

/// A case as it went.
pub(crate) struct Performance {
    pub(crate) title: String,
    pub(crate) names: Names,
    pub(crate) steps: Vec<Performed>,
    /// What is wrong with the case itself.
    pub(crate) fault: Option<String>,
}

/// Performs a case. It stops where a step before the last does not come out as expected, since all that
/// follows would say nothing.
pub(crate) fn perform(title: &str, world: Option<&World>, shared: &Given, case: &Case) -> Performance {
    let mut stage = Stage::new();
    let fault = stage.play(world, shared, case).err();
    Performance { title: title.to_owned(), names: stage.composer.names, steps: stage.steps, fault }
}

struct Stage {
    executor: Executor,
    composer: Composer,
    policy: Value,
    options: Value,
    effect: Value,
    workspaces: Vec<String>,
    logs: BTreeMap<String, Vec<String>>,
    kept: BTreeMap<String, Kept>,
    steps: Vec<Performed>,
}

/// A result under a name, and how many records its workspace had then.
struct Kept {
    line: String,
    records: usize,
}

impl Stage {
    fn new() -> Self {
        Stage {
            executor: Executor::default(),
            composer: Composer::new(),
            policy: Value::Null,
            options: Value::Null,
            effect: Value::Null,
            workspaces: Vec::new(),
            logs: BTreeMap::new(),
            kept: BTreeMap::new(),
            steps: Vec::new(),
        }
    }

    fn play(&mut self, world: Option<&World>, shared: &Given, case: &Case) -> Result<(), String> {
        let policies =
            [world.and_then(|world| world.policy.as_ref()), shared.policy.as_ref(), case.given.policy.as_ref()];
        self.policy = policies.into_iter().flatten().cloned().fold(Value::Null, merged);
        let options = [shared.options.as_ref(), case.given.options.as_ref()];
        self.options = options.into_iter().flatten().cloned().fold(Value::Null, merged);
        let effect = [shared.effect.as_ref(), case.given.effect.as_ref()];
        self.effect = effect.into_iter().flatten().cloned().fold(Value::Null, merged);
        let before = world.map_or(&[][..], |world| &world.steps);
        for step in before.iter().chain(&shared.steps).chain(&case.given.steps) {
            let then = step.then.clone().map_or_else(|| success(&step.act), Ok)?;
            if !self.step(step, &then)? {
                return Ok(());
            }
        }
        if case.when.then.is_some() {
            return Err("the expectation of `when` stands beside it, not in it".into());
        }
        self.step(&case.when, &case.then)?;
        Ok(())
    }

    /// Performs one step; false where it does not come out as expected.
    fn step(&mut self, step: &Step, then: &Then) -> Result<bool, String> {
        let default = if matches!(step.act, Act::Load { .. }) { LOADED } else { MAIN };
        let workspace = step.workspace.clone().unwrap_or_else(|| default.to_owned());
        if works_in_a_workspace(&step.act) && workspace == MAIN && !self.workspaces.contains(&workspace) {
            let slot = self.slot(MAIN);
            let policy = self.composer.document(&self.policy)?;
            if !self.perform(Instruction::Open { slot, policy }, anything())? {
                return Ok(false);
            }
        }
        let slot = self.slot(&workspace);
        if step.act_is_whole_snapshot() {
            self.perform(Instruction::SnapshotStart { slot }, anything())?;
        }
        let instruction = self.instruction(step, slot)?;
        let line = self.executor.perform(&instruction)?;
        self.remember(step, &workspace, &instruction, &line)?;
        let then = self.spelt_out(then)?;
        Ok(self.performed(instruction, line, then))
    }

    fn perform(&mut self, instruction: Instruction, then: Then) -> Result<bool, String> {
        let line = self.executor.perform(&instruction)?;
        Ok(self.performed(instruction, line, then))
    }

    fn performed(&mut self, instruction: Instruction, line: String, then: Then) -> bool {
        let met = then.judge(&line).is_ok();
        self.steps.push(Performed { instruction, line, then });
        met
    }

    fn slot(&mut self, workspace: &str) -> usize {
        self.workspaces.iter().position(|name| name == workspace).unwrap_or_else(|| {
            self.workspaces.push(workspace.to_owned());
            self.workspaces.len() - 1
        })
    }

    fn instruction(&mut self, step: &Step, slot: usize) -> Result<Instruction, String> {
        let composer = &mut self.composer;
        Ok(match &step.act {
            Act::Open { policy } => Instruction::Open { slot, policy: composer.edited(policy, step)? },
            Act::Execute(command) => Instruction::Execute { slot, command: composer.command(command, step)? },
            Act::ExecuteMany(commands) => Instruction::ExecuteMany { slot, lines: composer.commands(commands, step)? },
            Act::Ask(query) => Instruction::Ask { slot, query: composer.question(query, step)? },
            Act::Available(question) => Instruction::Available { slot, question: composer.question(question, step)? },
            Act::Call { operation, input, log: None } => {
                Instruction::Call { operation: operation.clone(), input: composer.edited(input, step)? }
            }
            Act::Call { operation, input, log: Some(log) } => {
                let mut input = input.clone();
                match String::from_utf8(self.lines(log)?.bytes()) {
                    Ok(records) => input["records"] = records.into(),
                    Err(broken) => input["records_base64"] = base64::encoded(broken.as_bytes()).into(),
                }
                Instruction::Call { operation: operation.clone(), input: self.composer.edited(&input, step)? }
            }
            Act::Replay(log) => Instruction::Replay { slot, lines: self.lines(log)? },
            Act::Load { log, policy, as_of, chunk } => {
                let policy = merged(self.policy.clone(), policy.clone());
                let (policy, chunk) = (self.composer.document(&policy)?, *chunk);
                match as_of {
                    None => Instruction::Load { slot, policy, chunk, bytes: self.lines(log)? },
                    Some(as_of) => {
                        let as_of = self.composer.document(as_of)?;
                        Instruction::LoadAsOf { slot, policy, as_of, chunk, bytes: self.lines(log)? }
                    }
                }
            }
            Act::Redact { log, chunk } => Instruction::Redact { chunk: *chunk, bytes: self.lines(log)? },
            Act::Try { log, tried, chunk } => {
                let tried = composer.edited(tried, step)?;
                Instruction::Try { tried, chunk: *chunk, bytes: self.lines(log)? }
            }
            Act::Verify { log, expect, chunk } => {
                let expect =
                    expect.as_ref().map_or_else(|| Ok(Input::default()), |expect| composer.document(expect))?;
                Instruction::Verify { expect, chunk: *chunk, bytes: self.lines(log)? }
            }
            Act::Snapshot(Snapshot::Start) => Instruction::SnapshotStart { slot },
            Act::Snapshot(Snapshot::Rest | Snapshot::Whole) => Instruction::SnapshotRest { slot },
            Act::LifecycleStep { thing, state, command } => {
                Instruction::Step { thing: number(thing)?, state: number(state)?, command: number(command)? }
            }
            Act::OpenCommands { thing, state } => {
                Instruction::OpenCommands { thing: number(thing)?, state: number(state)? }
            }
            Act::Permit { action, roles, relations } => {
                Instruction::Permit { action: number(action)?, roles: number(roles)?, relations: number(relations)? }
            }
            Act::Table { operation, options, stop, columns } => {
                let (operation, options) = (operation.clone(), composed(composer, &self.options, options.as_ref())?);
                Instruction::Table { operation, options, stop: *stop, table: Table::of(columns)? }
            }
            Act::Metrics { options, tables } => {
                let options = composed(composer, &self.options, options.as_ref())?;
                Instruction::Metrics { options, tables: all_of(tables)? }
            }
            Act::Effects { options, effect, tables } => {
                let options = composed(composer, &self.options, options.as_ref())?;
                let effect = composed(composer, &self.effect, effect.as_ref())?;
                Instruction::Effects { options, effect, tables: all_of(tables)? }
            }
            Act::Close => Instruction::Close { slot },
        })
    }

    /// The bytes of a log as a case describes it.
    fn lines(&self, log: &Log) -> Result<Input, String> {
        if let Some(pieces) = &log.bytes {
            return Input::from_pieces(pieces);
        }
        if let Some(name) = &log.redacted {
            let kept = self.kept.get(name).ok_or_else(|| format!("no log is kept as `{name}`"))?;
            let lines = Answered::from_line(&kept.line)?.record;
            let lines: Vec<String> = lines.split_terminator(LINE_END).map(str::to_owned).collect();
            return altered(ended(&lines), &log.alter);
        }
        let older = log.file.as_deref().map(older).transpose()?;
        let ours = || self.logs.get(log.of.as_deref().unwrap_or(MAIN)).map_or(&[][..], Vec::as_slice);
        let records = older.as_deref().unwrap_or_else(ours);
        let (mut parts, known) = match &log.snapshot {
            Some(name) => {
                let no_snapshot = || format!("no snapshot is kept as `{name}`");
                let kept = self.kept.get(name).ok_or_else(no_snapshot)?;
                let bytes = Answered::from_line(&kept.line)?.snapshot()?.ok_or_else(no_snapshot)?;
                (snapshot::parts(&bytes)?, kept.records)
            }
            None => (Vec::new(), log.after),
        };
        let later = records.get(known..).ok_or_else(|| format!("there are only {} records", records.len()))?;
        parts.extend(ended(later));
        altered(parts, &log.alter)
    }

    /// Keeps what later steps may need: records, and results under their names.
    fn remember(&mut self, step: &Step, workspace: &str, instruction: &Instruction, line: &str) -> Result<(), String> {
        let answered = Answered::from_line(line)?;
        if matches!(step.act, Act::Table { .. } | Act::Metrics { .. }) {
            return match &step.keep {
                Some(_) => Err("nothing refers to what came of a table".to_owned()),
                None => Ok(()),
            };
        }
        let succeeded = answered.status == "ok";
        let log = self.logs.entry(workspace.to_owned()).or_default();
        match (&step.act, instruction) {
            (Act::Execute(_) | Act::ExecuteMany(_), _) if succeeded => {
                log.extend(answered.record.split_terminator(LINE_END).map(str::to_owned));
                if !answered.record.is_empty() && matches!(step.act, Act::Execute(_)) {
                    self.composer.names.keep("last", answered.kept()?);
                }
            }
            (_, Instruction::Replay { lines: bytes, .. } | Instruction::Load { bytes, .. }) if succeeded => {
                let text = String::from_utf8_lossy(&bytes.bytes()).into_owned();
                let is_record = |line: &&str| line.contains("\"events\":") && line.contains("\"previous\":");
                // The last frame of a snapshot has no line end before the first record.
                let record = |line: &str| line[line.find("{\"command\"").unwrap_or(0)..].to_owned();
                log.extend(text.lines().filter(is_record).map(record));
            }
            _ => {}
        }
        if let Some(name) = &step.keep {
            self.composer.names.keep(name, answered.kept()?);
            let records = self.logs.get(workspace).map_or(0, Vec::len);
            self.kept.insert(name.clone(), Kept { line: line.to_owned(), records });
        }
        Ok(())
    }

    fn spelt_out(&mut self, then: &Then) -> Result<Then, String> {
        Ok(match then {
            Then::SameAs(name) => {
                let kept = self.kept.get(name).ok_or_else(|| format!("no result is kept as `{name}`"))?;
                Then::SameAs(kept.line.clone())
            }
            Then::Numbers(high, low) => Then::Numbers(number_or_matcher(high)?, number_or_matcher(low)?),
            other => other.spelt_out(&mut self.composer.names)?,
        })
    }
}

impl Step {
    fn act_is_whole_snapshot(&self) -> bool {
        matches!(self.act, Act::Snapshot(Snapshot::Whole))
    }
}

/// What a step over tables says beside them: what the case says with what the step writes instead. What it writes in
/// bytes, or as null, stands for itself.
fn composed(composer: &mut Composer, of_the_case: &Value, written: Option<&Value>) -> Result<Input, String> {
    let document = match written {
        Some(written) if written.is_null() || written.get("bytes").is_some() => written.clone(),
        Some(written) => merged(of_the_case.clone(), written.clone()),
        None => of_the_case.clone(),
    };
    composer.document(&document)
}

/// Tables of facts, each with its name.
fn all_of(tables: &BTreeMap<String, Vec<WrittenColumn>>) -> Result<Vec<(String, Table)>, String> {
    tables.iter().map(|(name, columns)| Ok((name.clone(), Table::of(columns)?))).collect()
}

/// A number by its name; a matcher stays what it is.
fn number_or_matcher(value: &Value) -> Result<Value, String> {
    if value == "$anything" { Ok(value.clone()) } else { Ok(number(value)?.into()) }
}

fn works_in_a_workspace(act: &Act) -> bool {
    matches!(
        act,
        Act::Execute(_) | Act::ExecuteMany(_) | Act::Ask(_) | Act::Available(_) | Act::Replay(_) | Act::Snapshot(_)
    )
}

/// What a step before the last is to come to where it does not say.
fn success(act: &Act) -> Result<Then, String> {
    Ok(match act {
        Act::Execute(_) => Then::Accepted(json!({})),
        Act::ExecuteMany(commands) => Then::Batch(vec![Then::Accepted(json!({})); commands.len()]),
        _ => anything(),
    })
}

fn anything() -> Then {
    Then::Ok("$anything".into())
}

/// The first document with what the second says instead, object by object.
fn merged(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            for (key, member) in second {
                let before = first.remove(&key).unwrap_or_default();
                first.insert(key, merged(before, member));
            }
            Value::Object(first)
        }
        (first, Value::Null) => first,
        (_, second) => second,
    }
}

/// The records of a log that an older release wrote.
fn older(file: &str) -> Result<Vec<String>, String> {
    let text = repository::read(&repository::at("tests/conformance").join(file)).map_err(|error| error.to_string())?;
    Ok(text.lines().map(str::to_owned).collect())
}
