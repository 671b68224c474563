//! A workspace as lines: a header, a line for each thing and each remembered command, a trailer that
//! counts and digests them.
//!
//! A snapshot saves a replay; the log stays the truth. It is written in chunks from a cursor that owns
//! nothing, and is refused once the workspace has moved on.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Workspace;
use super::kept::TABLES;
use super::load::{LoadError, damaged};
use super::remembered::Place;
use super::remembered_command::{COMMANDS, RememberedCommand};
use crate::kernel::canonical::{self, MAX_INTEGER};
use crate::kernel::command::{Actor, CommandId};
use crate::kernel::envelope::read_parts;
use crate::kernel::record::Hash;
use crate::kernel::rejection::{Code, DetailKey, Reason};
use crate::law::{StoredThing, Thing};
use crate::notify::Planned;
use crate::policy::Policy;

/// The schema of the snapshot's lines.
pub const SNAPSHOT_SCHEMA: u32 = 3;
/// What stands between a thing's body and its type, and in no other line.
const SCHEMA_OF_A_THING: &str = ",\"schema\":1";
/// How many bytes a chunk has, a line more or less.
const CHUNK: usize = 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Header {
    head: Option<Hash>,
    policy: Policy,
    schema: u32,
    seq: u64,
}

#[derive(Deserialize)]
struct AnySchema {
    schema: u32,
}

/// A line, its body still as it was written.
struct RawLine<'a> {
    body: &'a str,
    /// Whether it is a thing's; the other lines are of the snapshot's own.
    is_thing: bool,
    kind: &'a str,
}

#[derive(Serialize, Deserialize)]
struct Trailer {
    lines: u64,
    sha256: Hash,
}

/// A line that is no thing's; a thing's line is the thing as it prints.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Frame {
    Commands(Vec<RememberedCommand>),
    End(Trailer),
    Planned(Planned),
    Snapshot(Box<Header>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Line {
    Frame(Frame),
    Thing(Box<StoredThing>),
}

/// How far a snapshot has been written.
#[derive(Debug)]
pub struct SnapshotCursor {
    /// The workspace's place and head when the snapshot began: another workspace has another head.
    at: (u64, Option<Hash>),
    hasher: Option<Sha256>,
    lines: u64,
    next: Next,
    commands: Option<std::vec::IntoIter<(Actor, CommandId, Place)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Header,
    Policy,
    /// The thing at a place of the table at a place.
    Thing(usize, usize),
    /// The planned message at a place.
    Planned(usize),
    Commands,
    Trailer,
    Nothing,
}

impl Workspace {
    /// Begins a snapshot of the workspace as it is now.
    #[must_use]
    pub fn snapshot(&self) -> SnapshotCursor {
        SnapshotCursor {
            at: (self.seq, self.head),
            hasher: Some(Sha256::new()),
            lines: 0,
            next: Next::Header,
            commands: None,
        }
    }

    /// The next chunk, of about 1 MiB, or nothing once all were given out.
    pub fn snapshot_chunk(&self, cursor: &mut SnapshotCursor) -> Result<Option<Vec<u8>>, Reason> {
        self.may_change()?;
        if cursor.at != (self.seq, self.head) {
            return Err(Code::SnapshotOvertaken.into());
        }
        let mut chunk = String::new();
        while chunk.len() < CHUNK {
            let Some(line) = self.snapshot_line(cursor) else { break };
            let before = chunk.len();
            // Every line is of types that have a canonical form; a test prints one of each.
            if canonical::append(&mut chunk, &line).is_err() {
                return Err(damaged(cursor.lines).0);
            }
            chunk.push('\n');
            if let Some(hasher) = cursor.hasher.as_mut() {
                hasher.update(chunk.get(before..).unwrap_or_default());
            }
            cursor.lines = cursor.lines.saturating_add(1);
        }
        Ok((!chunk.is_empty()).then(|| chunk.into_bytes()))
    }

    fn snapshot_line(&self, cursor: &mut SnapshotCursor) -> Option<Line> {
        loop {
            let (line, next) = match cursor.next {
                Next::Header => {
                    let policy = self.first_policy.clone();
                    let header = Header { head: self.head, policy, schema: SNAPSHOT_SCHEMA, seq: self.seq };
                    (Some(Line::Frame(Frame::Snapshot(header.into()))), Next::Policy)
                }
                Next::Policy => {
                    let adopted = self.world.policy.as_ref();
                    (adopted.map(|policy| Thing::Policy(policy.clone()).into()), Next::Thing(0, 0))
                }
                Next::Thing(table, place) => match TABLES.get(table).map(|table| (table.row)(&self.world, place)) {
                    Some(Some(thing)) => (Some(thing.into()), Next::Thing(table, place.saturating_add(1))),
                    Some(None) => (None, Next::Thing(table.saturating_add(1), 0)),
                    None => (None, Next::Planned(0)),
                },
                Next::Planned(place) => match self.world.notices.planned(place) {
                    Some(planned) => {
                        (Some(Line::Frame(Frame::Planned(planned))), Next::Planned(place.saturating_add(1)))
                    }
                    None => (None, Next::Commands),
                },
                Next::Commands => {
                    let commands = cursor.commands.get_or_insert_with(|| self.remembered.in_order().into_iter());
                    let line: Vec<RememberedCommand> = commands.take(COMMANDS).map(Into::into).collect();
                    match line.is_empty() {
                        false => (Some(Line::Frame(Frame::Commands(line))), Next::Commands),
                        true => (None, Next::Trailer),
                    }
                }
                Next::Trailer => {
                    let sha256 = Hash::finish(cursor.hasher.take()?);
                    (Some(Line::Frame(Frame::End(Trailer { lines: cursor.lines, sha256 }))), Next::Nothing)
                }
                Next::Nothing => return None,
            };
            cursor.next = next;
            if line.is_some() {
                return line;
            }
        }
    }
}

impl From<Thing> for Line {
    fn from(thing: Thing) -> Self {
        Line::Thing(Box::new(StoredThing(thing)))
    }
}

/// Reads a snapshot's lines into a workspace.
#[derive(Debug)]
pub(super) struct SnapshotReader {
    hasher: Sha256,
    lines: u64,
}

/// What is wrong with a line of a snapshot.
pub(super) enum BadLine {
    Damaged,
    Version(u32),
}

impl BadLine {
    pub(super) fn at_line(self, line: u64) -> LoadError {
        match self {
            BadLine::Damaged => damaged(line),
            BadLine::Version(schema) => LoadError(
                Reason::new(Code::SnapshotVersion)
                    .with(DetailKey::Actual, schema.to_string())
                    .with(DetailKey::Expected, SNAPSHOT_SCHEMA.to_string()),
            ),
        }
    }
}

impl SnapshotReader {
    /// How a snapshot's first line begins, and no record's.
    pub(super) const BEGINNING: &'static [u8] = b"{\"body\":";

    pub(super) fn begin(line: &[u8]) -> Result<(Self, Workspace), BadLine> {
        let raw = RawLine::of(line)?;
        let any: AnySchema = serde_json::from_str(raw.body).map_err(|_| BadLine::Damaged)?;
        if any.schema != SNAPSHOT_SCHEMA {
            return Err(BadLine::Version(any.schema));
        }
        let Frame::Snapshot(header) = raw.read()? else { return Err(BadLine::Damaged) };
        // A workspace that could keep no further record is no workspace.
        if header.seq >= MAX_INTEGER {
            return Err(BadLine::Damaged);
        }
        let mut workspace = Workspace::new(header.policy);
        workspace.seq = header.seq;
        workspace.head = header.head;
        let mut reader = SnapshotReader { hasher: Sha256::new(), lines: 0 };
        reader.count(line);
        Ok((reader, workspace))
    }

    /// Takes a line in; says whether it was the last.
    pub(super) fn take(&mut self, workspace: &mut Workspace, line: &[u8]) -> Result<bool, BadLine> {
        let raw = RawLine::of(line)?;
        if raw.is_thing {
            workspace.world.put(raw.read()?).map_err(|_| BadLine::Damaged)?;
            self.count(line);
            return Ok(false);
        }
        match raw.read()? {
            Frame::Snapshot(_) => return Err(BadLine::Damaged),
            Frame::Planned(planned) => {
                // A message's thing follows from its template, and is not kept beside it.
                let fits = planned.template.notice().is_some_and(|notice| notice.thing == planned.thing.kind);
                if !fits || workspace.world.notices.add(&planned).is_err() {
                    return Err(BadLine::Damaged);
                }
            }
            Frame::Commands(commands) => {
                for (actor, id, place) in commands.into_iter().map(Into::into) {
                    workspace.remembered.insert(actor, id, place);
                }
            }
            Frame::End(trailer) => {
                let digest = Hash::finish(core::mem::take(&mut self.hasher));
                let whole = trailer.lines == self.lines && trailer.sha256 == digest;
                return if whole { Ok(true) } else { Err(BadLine::Damaged) };
            }
        }
        self.count(line);
        Ok(false)
    }

    fn count(&mut self, line: &[u8]) {
        self.hasher.update(line);
        self.hasher.update(b"\n");
        self.lines = self.lines.saturating_add(1);
    }
}

impl<'a> RawLine<'a> {
    /// A line taken apart where its canonical form has its parts: a snapshot is read as it was written, or not at all.
    fn of(line: &'a [u8]) -> Result<Self, BadLine> {
        let parts = |line: &'a str| {
            let inner = line.strip_prefix("{\"body\":")?.strip_suffix("\"}")?;
            let (before, kind) = inner.split_at_checked(inner.rfind('"')?.checked_add(1)?)?;
            let before = before.strip_suffix(",\"type\":\"")?;
            let body = before.strip_suffix(SCHEMA_OF_A_THING);
            Some(RawLine { body: body.unwrap_or(before), is_thing: body.is_some(), kind })
        };
        core::str::from_utf8(line).ok().and_then(parts).ok_or(BadLine::Damaged)
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, BadLine> {
        let mut body = serde_json::Deserializer::from_str(self.body);
        let read = read_parts(self.kind, &mut body).map_err(|_| BadLine::Damaged)?;
        body.end().map_err(|_| BadLine::Damaged)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::THING_SCHEMA;

    #[test]
    fn a_thing_is_known_by_the_schema_of_things() {
        assert_eq!(SCHEMA_OF_A_THING, format!(",\"schema\":{THING_SCHEMA}"));
    }
}
