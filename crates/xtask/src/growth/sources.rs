//! Inputs that grow: of all that cases hand in and that is accepted, for each operation, command and document the one that
//! makes the most work.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use touchline::waist;

use super::cases::{self, MOST_BYTES};
use super::grown::{self, Place};
use crate::Result;
use crate::conformance::executor::Executor;
use crate::conformance::input::Input;
use crate::conformance::instruction::Instruction;
use crate::conformance::stage::Performed;

/// What a document is handed to.
#[derive(Clone)]
pub(crate) enum Door {
    /// A stateless operation.
    Call,
    /// A workspace that is opened with it.
    Open,
    /// A workspace in which all this has happened.
    Execute { slot: usize, before: &'static [Performed] },
    /// A call over these tables, of which it is the options.
    Options(&'static Instruction),
}

/// An accepted input.
pub(crate) struct Source {
    pub(crate) of: String,
    pub(crate) document: Value,
    pub(crate) door: Door,
    weight: usize,
}

/// By what they are of and by the place that grows, the source to grow it in.
pub(crate) type Sources = BTreeMap<String, BTreeMap<String, (Place, Arc<Source>)>>;

/// Reads the suite.
pub(crate) fn all() -> Result<Sources> {
    let mut sources = Sources::new();
    for performance in cases::performed()? {
        for (nth, step) in performance.steps.iter().enumerate() {
            if let Some(source) = source(step, &performance.steps[..nth]) {
                add(&mut sources, Arc::new(source));
            }
        }
    }
    Ok(sources)
}

fn add(sources: &mut Sources, source: Arc<Source>) {
    let known = sources.entry(source.of.clone()).or_default();
    for place in grown::places(&source.document) {
        if !grows(&source, &place) {
            continue;
        }
        let better = known.get(&place.shape).is_none_or(|(_, known)| known.weight < source.weight);
        if better {
            known.insert(place.shape.clone(), (place, Arc::clone(&source)));
        }
    }
}

/// A policy grows where it is what is read, and of a command its body.
fn grows(source: &Source, place: &Place) -> bool {
    let of_policy = matches!(source.door, Door::Open) || source.of.starts_with("policy.");
    let in_policy = place.at.starts_with("/policy");
    let in_body = place.at.starts_with("/body");
    (of_policy || !in_policy) && (in_body || !matches!(source.door, Door::Execute { .. }))
}

fn source(step: &'static Performed, before: &'static [Performed]) -> Option<Source> {
    let (input, door) = match &step.instruction {
        Instruction::Call { input, .. } => (input, Door::Call),
        Instruction::Open { policy, .. } => (policy, Door::Open),
        Instruction::Execute { slot, command } => (command, Door::Execute { slot: *slot, before }),
        instruction @ (Instruction::Table { options, .. }
        | Instruction::Metrics { options, .. }
        | Instruction::Effects { options, .. }) => (options, Door::Options(instruction)),
        _ => return None,
    };
    let (status, said) = step.line.split_once('\t')?;
    let bytes = input.bytes();
    if status != "ok" {
        return None;
    }
    let document: Value = serde_json::from_slice(&bytes).ok()?;
    let of = match &step.instruction {
        Instruction::Call { operation, .. } => operation.clone(),
        Instruction::Execute { .. } => document.get("type")?.as_str()?.to_owned(),
        Instruction::Open { .. } => "open".to_owned(),
        instruction => instruction.door().trim().to_owned(),
    };
    // Of a command the world that it needs is made anew each time.
    let weight = match door {
        Door::Execute { before, .. } => usize::MAX - before.len(),
        _ if bytes.len() > MOST_BYTES => 0,
        _ => said.len() + 1,
    };
    Some(Source { of, document, door, weight })
}

impl Source {
    /// How much work it makes, beside others of the same.
    pub(crate) fn weight(&self) -> usize {
        self.weight
    }

    /// Whether it is handed to a stateless operation.
    pub(crate) fn is_call(&self) -> bool {
        matches!(self.door, Door::Call)
    }

    /// Whether it changes what it is handed to.
    pub(crate) fn is_command(&self) -> bool {
        matches!(self.door, Door::Execute { .. })
    }

    /// What comes of another document in its place.
    pub(crate) fn handed(&self, document: &Value) -> Result<super::family::Act> {
        let bytes = document.to_string().into_bytes();
        let of = self.of.clone();
        Ok(match &self.door {
            Door::Call => Box::new(move || told(&waist::call(&of, &bytes))),
            Door::Open => Box::new(move || match waist::Workspace::open(&bytes) {
                Ok(_) => "ok".to_owned(),
                Err(answer) => told(&answer),
            }),
            Door::Execute { slot, before } => {
                let mut executor = Executor::default();
                for step in before.iter().filter(|step| makes(&step.instruction, *slot)) {
                    executor.perform(&step.instruction)?;
                }
                let instruction = Instruction::Execute { slot: *slot, command: Input::of(bytes) };
                performed(executor, instruction)
            }
            Door::Options(instruction) => performed(Executor::default(), with_options(instruction, Input::of(bytes))),
        })
    }
}

/// An instruction as an act.
pub(crate) fn performed(mut executor: Executor, instruction: Instruction) -> super::family::Act {
    Box::new(move || executor.perform(&instruction).unwrap_or_else(|fault| fault))
}

/// What an answer says, with its status where that is none of the expected ones.
pub(crate) fn told(answer: &waist::Answer) -> String {
    let start = answer.json.get(..answer.json.floor_char_boundary(2_000)).unwrap_or_default();
    if answer.status == waist::Status::Defect { format!("defect {start}") } else { start.to_owned() }
}

/// Whether an instruction made a part of what a workspace holds.
fn makes(instruction: &Instruction, of: usize) -> bool {
    match instruction {
        Instruction::Open { slot, .. }
        | Instruction::Execute { slot, .. }
        | Instruction::ExecuteMany { slot, .. }
        | Instruction::Replay { slot, .. }
        | Instruction::Load { slot, .. }
        | Instruction::LoadAsOf { slot, .. }
        | Instruction::Close { slot } => *slot == of,
        _ => false,
    }
}

fn with_options(instruction: &Instruction, other: Input) -> Instruction {
    let mut instruction = instruction.clone();
    if let Instruction::Table { options, .. }
    | Instruction::Metrics { options, .. }
    | Instruction::Effects { options, .. } = &mut instruction
    {
        *options = other;
    }
    instruction
}
