//! The Rust executor: performs instructions through the waist and prints each result's line.

use std::panic::{AssertUnwindSafe, catch_unwind};
use touchline::waist::{self, Answer, Loader, Redactor, Snapshot, Status, Trial, Verifier, Workspace};
use touchline_tables::Gathering;

use super::columns::{self, Told};
use super::input::{Input, to_hex};
use super::instruction::Instruction;

/// Stands for a line end inside a result; canonical JSON never holds it.
pub(crate) const LINE_END: &str = "\u{1e}";

const SLOTS: usize = 8;

/// Workspaces by slot.
#[derive(Default)]
pub(crate) struct Executor {
    slots: [Option<Slot>; SLOTS],
}

struct Slot {
    workspace: Workspace,
    snapshot: Option<Snapshot>,
}

impl Executor {
    /// Performs one instruction. An error is a fault of the case; a panic is a defect of the library.
    pub(crate) fn perform(&mut self, instruction: &Instruction) -> Result<String, String> {
        let line = catch_unwind(AssertUnwindSafe(|| self.result(instruction)));
        line.unwrap_or_else(|_| Ok("defect\t{\"message\":\"the library panicked\"}\t".into()))
    }

    fn result(&mut self, instruction: &Instruction) -> Result<String, String> {
        Ok(match instruction {
            Instruction::Open { slot, policy } => {
                self.must_be_empty(*slot)?;
                let opened = Workspace::open(&policy.bytes());
                self.keep(*slot, opened)
            }
            Instruction::Load { slot, policy, chunk, bytes } => {
                self.must_be_empty(*slot)?;
                let loaded = load(policy, *chunk, bytes);
                self.keep(*slot, loaded)
            }
            Instruction::Execute { slot, command } => line(&self.workspace(*slot)?.execute(&command.bytes())),
            Instruction::ExecuteMany { slot, lines } => {
                let batch = self.workspace(*slot)?.execute_many(&lines.bytes());
                format!("ok\t{}\t{}\t{}", one_line(&batch.answers), one_line(&batch.records), batch.accepted)
            }
            Instruction::Ask { slot, query } => line(&self.workspace(*slot)?.ask(&query.bytes())),
            Instruction::Available { slot, question } => line(&self.workspace(*slot)?.available(&question.bytes())),
            Instruction::Replay { slot, lines } => line(&self.workspace(*slot)?.replay(&lines.bytes())),
            Instruction::LoadAsOf { slot, policy, as_of, chunk, bytes } => {
                self.must_be_empty(*slot)?;
                let loader = Loader::as_of(&policy.bytes(), &as_of.bytes());
                let loaded = loader.and_then(|loader| fed(loader, *chunk, bytes));
                self.keep(*slot, loaded)
            }
            Instruction::Redact { chunk, bytes } => match redact(*chunk, bytes) {
                Ok((answer, rewritten)) => line(&Answer { record: Some(rewritten), ..answer }),
                Err(answer) => line(&answer),
            },
            Instruction::Try { tried, chunk, bytes } => line(&attempt(tried, *chunk, bytes)),
            Instruction::Verify { expect, chunk, bytes } => line(&verify(expect, *chunk, bytes)),
            Instruction::SnapshotStart { slot } => {
                let slot = self.slot(*slot)?;
                slot.snapshot = Some(slot.workspace.snapshot());
                done()
            }
            Instruction::SnapshotRest { slot } => match drain(self.slot(*slot)?)? {
                Ok(bytes) => format!("ok\tnull\t{}", to_hex(&bytes)),
                Err(answer) => line(&answer),
            },
            Instruction::Call { operation, input } => line(&waist::call(operation, &input.bytes())),
            Instruction::Step { thing, state, command } => numbers(waist::lifecycle_step(*thing, *state, *command)),
            Instruction::OpenCommands { thing, state } => numbers(waist::lifecycle_open(*thing, *state)),
            Instruction::Permit { action, roles, relations } => numbers(waist::permit(*action, *roles, *relations)),
            Instruction::Table { operation, options, stop, table } => match operation.as_str() {
                "score" => told(columns::score(options, table)?),
                "stream" => told(columns::stream(options, *stop, table)?),
                "groups" => told(columns::whole(Gathering::Groups, options, *stop, table)?),
                "explain" => told(columns::whole(Gathering::Explain, options, *stop, table)?),
                "what_if" => told(columns::whole(Gathering::WhatIf, options, *stop, table)?),
                "agreement" => told(columns::whole(Gathering::Agreement, options, *stop, table)?),
                "conversations" => told(columns::whole(Gathering::Conversations, options, *stop, table)?),
                "practice" => told(columns::whole(Gathering::Practice, options, *stop, table)?),
                "ranking" => told(columns::whole(Gathering::Ranking, options, *stop, table)?),
                "scorecards" => told(columns::whole(Gathering::Scorecards, options, *stop, table)?),
                "severity" => told(columns::whole(Gathering::Severity, options, *stop, table)?),
                "time_to_proficiency" => told(columns::whole(Gathering::TimeToProficiency, options, *stop, table)?),
                "trends" => told(columns::whole(Gathering::Trends, options, *stop, table)?),
                "value_effects" => told(columns::whole(Gathering::ValueEffects, options, *stop, table)?),
                other => return Err(format!("there is no operation `{other}` over tables")),
            },
            Instruction::Metrics { options, tables } => told(columns::metrics(options, tables)?),
            Instruction::Effects { options, effect, tables } => line(&columns::effects(options, effect, tables)?),
            Instruction::Close { slot } => {
                self.slot(*slot)?;
                self.slots[*slot] = None;
                done()
            }
        })
    }

    /// Everything that a workspace holds, as lines.
    pub(crate) fn printed(&self, slot: usize) -> Result<String, String> {
        let slot = self.slots[slot].as_ref().ok_or("there is no such workspace")?;
        slot.workspace.printed().map_err(|answer| answer.json)
    }

    fn slot(&mut self, slot: usize) -> Result<&mut Slot, String> {
        self.slots[slot].as_mut().ok_or_else(|| "there is no such workspace".to_owned())
    }

    fn workspace(&mut self, slot: usize) -> Result<&mut Workspace, String> {
        Ok(&mut self.slot(slot)?.workspace)
    }

    fn must_be_empty(&self, slot: usize) -> Result<(), String> {
        if self.slots[slot].is_none() { Ok(()) } else { Err("this workspace is there already".into()) }
    }

    fn keep(&mut self, slot: usize, workspace: Result<Workspace, Answer>) -> String {
        match workspace {
            Ok(workspace) => {
                self.slots[slot] = Some(Slot { workspace, snapshot: None });
                done()
            }
            Err(answer) => line(&answer),
        }
    }
}

fn load(policy: &Input, chunk: u32, bytes: &Input) -> Result<Workspace, Answer> {
    fed(Loader::new(&policy.bytes())?, chunk, bytes)
}

fn fed(mut loader: Loader, chunk: u32, bytes: &Input) -> Result<Workspace, Answer> {
    for chunk in chunks(&bytes.bytes(), chunk) {
        loader.feed(chunk)?;
    }
    loader.finish()
}

fn redact(chunk: u32, bytes: &Input) -> Result<(Answer, String), Answer> {
    let (bytes, mut redactor, mut rewritten) = (bytes.bytes(), Redactor::new(), Vec::new());
    for chunk in chunks(&bytes, chunk) {
        redactor.survey(chunk);
    }
    for chunk in chunks(&bytes, chunk) {
        rewritten.extend(redactor.rewrite(chunk)?);
    }
    let (rest, answer) = redactor.finish();
    rewritten.extend(rest);
    if answer.status == Status::Ok {
        Ok((answer, String::from_utf8_lossy(&rewritten).into_owned()))
    } else {
        Err(answer)
    }
}

fn attempt(tried: &Input, chunk: u32, bytes: &Input) -> Answer {
    let told = || {
        let mut trial = Trial::new(&tried.bytes())?;
        for chunk in chunks(&bytes.bytes(), chunk) {
            trial.feed(chunk)?;
        }
        Ok(trial.finish())
    };
    told().unwrap_or_else(|answer: Answer| answer)
}

fn verify(expect: &Input, chunk: u32, bytes: &Input) -> Answer {
    let mut verifier = match Verifier::new(&expect.bytes()) {
        Ok(verifier) => verifier,
        Err(answer) => return answer,
    };
    for chunk in chunks(&bytes.bytes(), chunk) {
        verifier.feed(chunk);
    }
    verifier.finish()
}

fn chunks(bytes: &[u8], chunk: u32) -> impl Iterator<Item = &[u8]> {
    bytes.chunks(if chunk == 0 { bytes.len().max(1) } else { chunk as usize })
}

fn drain(slot: &mut Slot) -> Result<Result<Vec<u8>, Answer>, String> {
    let mut snapshot = slot.snapshot.take().ok_or("no snapshot was started")?;
    let mut bytes = Vec::new();
    loop {
        match slot.workspace.snapshot_chunk(&mut snapshot) {
            Ok(Some(chunk)) => bytes.extend(chunk),
            Ok(None) => return Ok(Ok(bytes)),
            Err(answer) => return Ok(Err(answer)),
        }
    }
}

fn done() -> String {
    "ok\tnull\t".into()
}

fn numbers(packed: u64) -> String {
    format!("ok\t[{},{}]\t", packed >> 32, packed & u64::from(u32::MAX))
}

fn line(answer: &Answer) -> String {
    let record = answer.record.as_deref().unwrap_or_default();
    format!("{}\t{}\t{}", status_name(answer.status), one_line(&answer.json), one_line(record))
}

fn told(told: Told) -> String {
    match told {
        Told::Done(columns, batches, told) => format!("ok\t{columns}\t{batches}\t{told}"),
        Told::Refused(answer) => line(&answer),
        Told::Stopped(told) => format!("stopped\t\t\t{told}"),
        Told::Failed(why, told) => format!("failed\t{}\t\t{told}", one_line(&why)),
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', LINE_END)
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Ok => "ok",
        Status::Rejected => "rejected",
        Status::NeedsFacts => "needs_facts",
        Status::BadInput => "bad_input",
        Status::Busy => "busy",
        Status::Poisoned => "poisoned",
        Status::Defect => "defect",
    }
}
