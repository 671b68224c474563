//! A tenant to begin with, and what is done to it by choices.

use std::sync::LazyLock;

use serde_json::json;
use touchline::waist::{Answer, Loader, Status, Verifier, Workspace};

use crate::choices::Choices;
use crate::grown::{self, LOG};
use crate::{check, verify};

/// As many turns as one input takes at most.
const TURNS: usize = 40;

/// The tenant of that log, as bytes that load sooner than the log does.
pub(crate) static SNAPSHOT: LazyLock<Vec<u8>> = LazyLock::new(|| snapshot(&loaded(LOG.as_bytes())));

/// A tenant, and all of its records.
pub(crate) struct World {
    pub(crate) workspace: Workspace,
    pub(crate) log: String,
    /// Milliseconds since the last record of the log.
    pub(crate) since: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        World { workspace: loaded(&SNAPSHOT), log: LOG.to_owned(), since: 0 }
    }

    /// Commands, queries and questions, for as long as there are choices.
    pub(crate) fn act(&mut self, choices: &mut Choices<'_>) {
        for _ in 0..TURNS {
            if choices.is_over() {
                break;
            }
            match choices.below(8) {
                0 => self.ask(choices),
                1 => check(&self.workspace.available(grown::input("question", choices).to_string().as_bytes())),
                2 => drop(self.execute("person.redact", &redaction(choices), choices)),
                _ => {
                    let (name, body) = grown::named("commands", choices);
                    let command = self.execute(name, &body, choices);
                    if choices.one_in(8) {
                        check(&self.workspace.execute(command.as_bytes()));
                    }
                }
            }
        }
    }

    fn execute(&mut self, name: &str, body: &serde_json::Value, choices: &mut Choices<'_>) -> String {
        let command = self.command(name, body, choices);
        let answer = self.workspace.execute(command.as_bytes());
        check(&answer);
        assert!(answer.record.is_none() || answer.status == Status::Ok, "what is refused leaves no record");
        if let Some(record) = answer.record {
            self.log.push_str(&record);
            self.log.push('\n');
        }
        command
    }

    fn ask(&self, choices: &mut Choices<'_>) {
        let (name, body) = grown::named("queries", choices);
        let (viewer, at) = (grown::seen("actor", choices), self.now(choices));
        let query = json!({"type": name, "body": body, "viewer": viewer, "at": at}).to_string();
        check(&self.workspace.ask(query.as_bytes()));
    }

    /// A command in its envelope: of somebody of the log, soon after the one before.
    fn command(&mut self, name: &str, body: &serde_json::Value, choices: &mut Choices<'_>) -> String {
        self.since += [1_000, 60_000, 3_600_000, 86_400_000, 604_800_000][choices.below(5)];
        let at = self.now(choices);
        enveloped(name, body, &at, self.log.len() as u64, choices)
    }

    /// A moment some time after the last record, in the notation of those.
    fn now(&self, choices: &mut Choices<'_>) -> String {
        if choices.one_in(30) {
            return grown::moment(choices).to_owned();
        }
        let (days, rest) = (self.since / 86_400_000, self.since % 86_400_000);
        let (year, month, day) = (2026 + days / 336, 3 + days % 336 / 28, 1 + days % 28);
        let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
        let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000Z")
    }

    /// What must hold however it has come to be: the log is sound, and gives the same tenant; and so does its snapshot.
    pub(crate) fn holds(&self) {
        let verified = verify(self.log.as_bytes(), self.log.len());
        assert_eq!(verified.status, Status::Ok, "what was written is sound: {}", verified.json);
        self.is_given_by(self.log.as_bytes());
        self.is_given_by(&snapshot(&self.workspace));
    }

    /// Whether a log or a snapshot gives this tenant, to the byte.
    pub(crate) fn is_given_by(&self, bytes: &[u8]) {
        let given = loaded(bytes);
        if snapshot(&given) == snapshot(&self.workspace) {
            return;
        }
        let printed = |workspace: &Workspace| workspace.printed().unwrap_or_default();
        let (given, live) = (printed(&given), printed(&self.workspace));
        let differing = given.lines().zip(live.lines()).find(|(given, live)| given != live);
        panic!("what was kept gives another tenant: {differing:#?}");
    }
}

/// A command by somebody of the log, or by the host; its id is its number's, or that of one before.
pub(crate) fn enveloped(
    name: &str,
    body: &serde_json::Value,
    at: &str,
    number: u64,
    choices: &mut Choices<'_>,
) -> String {
    let actor = if choices.one_in(3) { "system" } else { grown::seen("actor", choices) };
    let id = format!("00000000-0000-4000-9000-{:012x}", number.saturating_sub(u64::from(choices.one_in(16))));
    let entropy = format!("{:064x}", number + 1);
    json!({"type": name, "body": body, "actor": actor, "at": at, "entropy": entropy, "id": id}).to_string()
}

fn redaction(choices: &mut Choices<'_>) -> serde_json::Value {
    json!({"order": "file 8", "person": grown::seen("person", choices)})
}

pub(crate) fn loaded(bytes: &[u8]) -> Workspace {
    try_loaded(bytes, bytes.len()).unwrap_or_else(|answer| panic!("it loads: {}", answer.json))
}

pub(crate) fn try_loaded(bytes: &[u8], chunk: usize) -> Result<Workspace, Answer> {
    let mut loader = Loader::new(b"")?;
    for chunk in bytes.chunks(chunk.max(1)) {
        loader.feed(chunk)?;
    }
    loader.finish()
}

pub(crate) fn snapshot(workspace: &Workspace) -> Vec<u8> {
    try_snapshot(workspace).unwrap_or_else(|answer| panic!("it is written: {}", answer.json))
}

pub(crate) fn try_snapshot(workspace: &Workspace) -> Result<Vec<u8>, Answer> {
    let (mut cursor, mut bytes) = (workspace.snapshot(), Vec::new());
    while let Some(chunk) = workspace.snapshot_chunk(&mut cursor)? {
        bytes.extend(chunk);
    }
    Ok(bytes)
}

/// Verification of a whole log in pieces.
pub(crate) fn verified(log: &[u8], chunk: usize) -> Answer {
    let mut verifier = Verifier::new(b"").unwrap_or_else(|answer| panic!("nothing is expected: {answer:?}"));
    log.chunks(chunk.max(1)).for_each(|chunk| verifier.feed(chunk));
    verifier.finish()
}
