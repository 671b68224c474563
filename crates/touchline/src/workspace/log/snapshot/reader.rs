//! A snapshot on its way into a workspace.
//!
//! Rules: KER-14, WSP-02.

use serde::Deserialize;

use crate::workspace::Workspace;
use crate::workspace::any_table::table_at;
use crate::workspace::log::load_error::{LoadError, damaged};
use crate::workspace::log::snapshot::frame::{self, Chain, Frames};
use crate::workspace::log::snapshot::{Damaged, FirstLine, Header, SNAPSHOT_SCHEMA};
use touchline_kernel::marks::MAX_INTEGER;
use touchline_kernel::packed::Reader;
use touchline_kernel::rejection::{Code, DetailKey, Reason};

/// Reads a snapshot's frames into a workspace.
#[derive(Debug)]
pub(in crate::workspace) struct SnapshotReader {
    frames: Frames,
    /// How many parts were read: the first line and whole frames.
    parts: u64,
    /// The kind of the last frame. They come in the order of their numbers.
    kind: u8,
    /// The place of the last command's record.
    seq: u64,
}

#[derive(Deserialize)]
struct AnySchema {
    schema: u32,
}

impl SnapshotReader {
    /// How a snapshot's first line begins, and no record's.
    pub(in crate::workspace) const BEGINNING: &'static [u8] = b"{\"body\":";

    /// Begins with the first line, which has lost its end.
    pub(in crate::workspace) fn begin(line: &[u8]) -> Result<(Self, Workspace), LoadError> {
        let any: FirstLine<AnySchema> = serde_json::from_slice(line).map_err(|_| damaged(1))?;
        if any.body.schema != SNAPSHOT_SCHEMA {
            return Err(LoadError(
                Reason::new(Code::SnapshotVersion)
                    .with(DetailKey::Actual, any.body.schema.to_string())
                    .with(DetailKey::Expected, SNAPSHOT_SCHEMA.to_string()),
            ));
        }
        let FirstLine { body, .. }: FirstLine<Header> = serde_json::from_slice(line).map_err(|_| damaged(1))?;
        // A workspace that could keep no further record is no workspace.
        if body.seq >= MAX_INTEGER {
            return Err(damaged(1));
        }
        let mut workspace = Workspace::to_load(body.policy);
        workspace.seq = body.seq;
        workspace.head = body.head;
        let mut chained = line.to_vec();
        chained.push(b'\n');
        let frames = Frames::after(Chain::of(&chained));
        Ok((SnapshotReader { frames, parts: 1, kind: frame::FIRST_TABLE, seq: 0 }, workspace))
    }

    /// Takes in the frames of a chunk, and moves past them; says whether the snapshot has come to its end.
    pub(in crate::workspace) fn feed(
        &mut self,
        workspace: &mut Workspace,
        chunk: &mut &[u8],
    ) -> Result<bool, LoadError> {
        loop {
            match self.next(workspace, chunk) {
                Ok(None) => return Ok(false),
                Ok(Some(frame::END)) => return Ok(true),
                Ok(Some(_)) => self.parts = self.parts.saturating_add(1),
                Err(Damaged) => return Err(self.ends_early()),
            }
        }
    }

    /// What stands behind what was read is damaged, or was cut off.
    pub(in crate::workspace) fn ends_early(&self) -> LoadError {
        damaged(self.parts.saturating_add(1))
    }

    /// Takes in a frame, if it is whole; gives its kind.
    fn next(&mut self, workspace: &mut Workspace, chunk: &mut &[u8]) -> Result<Option<u8>, Damaged> {
        let Some(whole) = self.frames.next(chunk)? else { return Ok(None) };
        let (kind, inside) = self.frames.open(&whole)?;
        if kind < self.kind {
            return Err(Damaged);
        }
        self.kind = kind;
        self.take(workspace, kind, inside)?;
        Ok(Some(kind))
    }

    fn take(&mut self, workspace: &mut Workspace, kind: u8, inside: &[u8]) -> Result<(), Damaged> {
        let Workspace { world, remembered, .. } = workspace;
        if kind == frame::COMMANDS {
            remembered.add_rows(inside, &mut self.seq)?;
            return if self.seq <= workspace.seq { Ok(()) } else { Err(Damaged) };
        }
        let mut reader = Reader::new(inside);
        while !reader.is_empty() {
            match kind {
                frame::PEOPLE => world.notices.add_person(reader.read()?)?,
                frame::MESSAGES => world.add_message(reader.read()?)?,
                frame::MOVED => world.notices.add_moved(reader.read()?)?,
                frame::ARRANGED => world.add_arrangement(reader.read()?)?,
                frame::TRACKS => world.add_link(reader.read()?)?,
                frame::ACTORS => remembered.add_actor(reader.read()?)?,
                kind => {
                    let table = kind.checked_sub(frame::FIRST_TABLE).and_then(|table| table_at(usize::from(table)));
                    (table.ok_or(Damaged)?.unpack)(world, &mut reader).map_err(|_| Damaged)?;
                }
            }
        }
        Ok(())
    }
}
