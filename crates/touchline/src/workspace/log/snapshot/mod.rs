//! A workspace as bytes: a line that says what it is, then frames of things, planned messages and remembered commands,
//! packed as they are read back soonest.
//!
//! A snapshot saves a replay; the log stays the truth. It is written in chunks from a cursor that owns
//! nothing, and is refused once the workspace has moved on.
//!
//! Rules: WSP-02.

mod frame;
mod reader;

use serde::{Deserialize, Serialize};

use crate::workspace::Workspace;
use crate::workspace::any_table::table_at;
use crate::workspace::arrangements::Row as Arranged;
use crate::workspace::log::remembered::Row;
use crate::workspace::track_chains::Row as Linked;
use touchline_kernel::canonical;
use touchline_kernel::lines::MAX_LINE;
use touchline_kernel::packed::{self, Misfit};
use touchline_kernel::record::Hash;
use touchline_kernel::rejection::{Code, Reason};
use touchline_law::policy::Policy;

pub(in crate::workspace) use reader::SnapshotReader;

/// The schema of a snapshot. Since packed things do not say what they are, it goes up whenever one of them changes.
pub const SNAPSHOT_SCHEMA: u32 = 6;
/// How many bytes a chunk has, a frame more or less.
const CHUNK: usize = 1024 * 1024;

/// What a snapshot begins with: its first line, as JSON that every version of this library can read.
#[derive(Serialize, Deserialize)]
struct FirstLine<Body> {
    body: Body,
    #[serde(rename = "type")]
    kind: Kind,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Snapshot,
}

#[derive(Serialize, Deserialize)]
struct Header {
    head: Option<Hash>,
    policy: Policy,
    schema: u32,
    seq: u64,
}

/// Something is not as it was written.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspace) struct Damaged;

impl From<Misfit> for Damaged {
    fn from(_: Misfit) -> Self {
        Damaged
    }
}

/// How far a snapshot has been written.
#[derive(Debug)]
pub struct SnapshotCursor {
    /// The workspace's place and head when the snapshot began: another workspace has another head.
    at: (u64, Option<Hash>),
    /// Nothing before the first line was written, and once something could not be.
    chain: Option<frame::Chain>,
    next: Next,
    commands: Option<std::vec::IntoIter<Row>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    FirstLine,
    /// The thing at a place of the table at a place.
    Thing(usize, usize),
    People(usize),
    /// The planned message at a place.
    Message(usize),
    /// The one that was planned anew, at a place of theirs.
    Moved(usize),
    /// What is to be done at a moment that was set, after this one.
    Arranged(Option<Arranged>),
    /// What was noted down of an improvement track, after this one.
    Tracks(Option<Linked>),
    Actors(usize),
    Commands,
    End,
    Nothing,
}

impl Workspace {
    /// Begins a snapshot of the workspace as it is now.
    #[must_use]
    pub fn snapshot(&self) -> SnapshotCursor {
        SnapshotCursor { at: (self.seq, self.head), chain: None, next: Next::FirstLine, commands: None }
    }

    /// The next chunk, of about 1 MiB, or nothing once all were given out.
    pub fn snapshot_chunk(&self, cursor: &mut SnapshotCursor) -> Result<Option<Vec<u8>>, Reason> {
        self.may_change()?;
        // A snapshot keeps nothing of texts that are gone: whoever loads it would take them for redacted ones.
        self.missing.check()?;
        if cursor.at != (self.seq, self.head) {
            return Err(Code::SnapshotOvertaken.into());
        }
        let mut chunk = Vec::new();
        // Every thing is of types that can be packed, so what cannot be is longer than a frame may be.
        self.fill(&mut chunk, cursor).map_err(|_| Reason::too_large(chunk.len(), MAX_LINE))?;
        Ok((!chunk.is_empty()).then_some(chunk))
    }

    /// Where a frame cannot be taken, the chunk is left with that alone.
    fn fill(&self, chunk: &mut Vec<u8>, cursor: &mut SnapshotCursor) -> Result<(), Misfit> {
        if cursor.next == Next::FirstLine {
            let line = canonical::to_string(&self.first_line()).map_err(|_| Misfit)?;
            chunk.extend_from_slice(line.as_bytes());
            chunk.push(b'\n');
            cursor.chain = Some(frame::Chain::of(chunk));
            cursor.next = Next::Thing(0, 0);
        }
        let mut chain = cursor.chain.take().ok_or(Misfit)?;
        while chunk.len() < CHUNK && cursor.next != Next::Nothing {
            let Some(kind) = self.next_kind(cursor)? else { continue };
            let begin = chunk.len();
            frame::append(chunk, &mut chain, kind, |out| self.pack(out, cursor)).inspect_err(|_| {
                chunk.drain(..begin);
            })?;
        }
        cursor.chain = Some(chain);
        Ok(())
    }

    pub(in crate::workspace) fn first_line(&self) -> impl Serialize + use<> {
        let policy = self.first_policy.clone();
        let body = Header { head: self.head, policy, schema: SNAPSHOT_SCHEMA, seq: self.seq };
        FirstLine { body, kind: Kind::Snapshot }
    }

    /// The kind of the next frame; nothing, and a step further, where there is nothing to be put into one.
    fn next_kind(&self, cursor: &mut SnapshotCursor) -> Result<Option<u8>, Misfit> {
        let (notices, arrangements) = (&self.world.notices, &self.world.arrangements);
        let (kind, is_there, after) = match cursor.next {
            Next::Thing(table, place) => {
                let Some(any) = table_at(table) else {
                    cursor.next = Next::People(0);
                    return Ok(None);
                };
                let number = u8::try_from(table).ok().and_then(|table| frame::FIRST_TABLE.checked_add(table));
                let is_there = (any.row_at)(&self.world, place);
                (number.ok_or(Misfit)?, is_there, Next::Thing(table.saturating_add(1), 0))
            }
            Next::People(place) => (frame::PEOPLE, place < notices.people().len(), Next::Message(0)),
            Next::Message(place) => (frame::MESSAGES, notices.row(place).is_some(), Next::Moved(0)),
            Next::Moved(place) => (frame::MOVED, notices.moved_at(place).is_some(), Next::Arranged(None)),
            Next::Arranged(last) => (frame::ARRANGED, arrangements.after(last).is_some(), Next::Tracks(None)),
            Next::Tracks(last) => (frame::TRACKS, self.world.track_chains.after(last).is_some(), Next::Actors(0)),
            Next::Actors(place) => (frame::ACTORS, place < self.remembered.actors().len(), Next::Commands),
            Next::Commands => {
                let rows = cursor.commands.get_or_insert_with(|| self.remembered.in_order().into_iter());
                (frame::COMMANDS, rows.len() > 0, Next::End)
            }
            Next::End => (frame::END, true, Next::Nothing),
            Next::FirstLine | Next::Nothing => return Ok(None),
        };
        if is_there {
            return Ok(Some(kind));
        }
        cursor.next = after;
        Ok(None)
    }

    /// Fills a frame with what is next.
    fn pack(&self, out: &mut Vec<u8>, cursor: &mut SnapshotCursor) -> Result<(), Misfit> {
        let full = out.len().saturating_add(frame::FULL);
        let (notices, arrangements) = (&self.world.notices, &self.world.arrangements);
        match cursor.next {
            Next::Thing(table, place) => {
                let any = table_at(table).ok_or(Misfit)?;
                let next = pack_from(place, out, full, |place, out| (any.pack)(&self.world, place, out))?;
                cursor.next = Next::Thing(table, next);
                Ok(())
            }
            Next::People(place) => {
                let packed = |place, out: &mut Vec<u8>| packed::append(out, notices.people().get(place));
                cursor.next = Next::People(pack_from(place, out, full, packed)?);
                Ok(())
            }
            Next::Message(place) => {
                let packed = |place, out: &mut Vec<u8>| packed::append(out, notices.row(place));
                cursor.next = Next::Message(pack_from(place, out, full, packed)?);
                Ok(())
            }
            Next::Moved(place) => {
                let packed = |place, out: &mut Vec<u8>| packed::append(out, notices.moved_at(place));
                cursor.next = Next::Moved(pack_from(place, out, full, packed)?);
                Ok(())
            }
            Next::Arranged(mut last) => {
                while out.len() < full
                    && let Some(row) = arrangements.after(last)
                {
                    packed::append(out, Some(row))?;
                    last = Some(*row);
                }
                cursor.next = Next::Arranged(last);
                Ok(())
            }
            Next::Tracks(mut last) => {
                while out.len() < full
                    && let Some(row) = self.world.track_chains.after(last)
                {
                    packed::append(out, Some(&row))?;
                    last = Some(row);
                }
                cursor.next = Next::Tracks(last);
                Ok(())
            }
            Next::Actors(place) => {
                let actors = self.remembered.actors();
                let packed = |place, out: &mut Vec<u8>| packed::append(out, actors.get(place));
                cursor.next = Next::Actors(pack_from(place, out, full, packed)?);
                Ok(())
            }
            Next::Commands => {
                let mut rows = cursor.commands.iter_mut().flatten();
                while out.len() < full
                    && let Some(row) = rows.next()
                {
                    row.append(out);
                }
                Ok(())
            }
            Next::FirstLine | Next::End | Next::Nothing => {
                cursor.next = Next::Nothing;
                Ok(())
            }
        }
    }
}

/// Packs from a place on until there is enough; says which place is next.
fn pack_from(
    mut place: usize,
    out: &mut Vec<u8>,
    full: usize,
    pack: impl Fn(usize, &mut Vec<u8>) -> Result<bool, Misfit>,
) -> Result<usize, Misfit> {
    while out.len() < full && pack(place, out)? {
        place = place.saturating_add(1);
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;
    use serde_json::Value;
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;
    use touchline_law::law::Thing;

    /// Takes away what changes nothing of how a value is packed.
    fn strip(schema: &mut Value) {
        match schema {
            Value::Object(members) => {
                const SAYS: [&str; 6] = ["description", "default", "title", "minimum", "maximum", "propertyNames"];
                members.retain(|name, _| !SAYS.contains(&&**name));
                members.values_mut().for_each(strip);
            }
            Value::Array(entries) => entries.iter_mut().for_each(strip),
            _ => {}
        }
    }

    /// What is kept of a thing, field by field and variant by variant, in the order in which they are packed.
    #[test]
    fn wsp_02_a_thing_that_is_packed_otherwise_is_of_another_schema() {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let mut schema = settings.into_generator().into_root_schema_for::<Thing>().to_value();
        strip(&mut schema);
        let of = (SNAPSHOT_SCHEMA, xxh3_64(schema.to_string().as_bytes()));
        assert_eq!(
            of,
            (6, 2_253_575_411_952_281_511),
            "raise SNAPSHOT_SCHEMA where schema 6 has been released, and put what comes of it here"
        );
    }

    #[test]
    fn every_table_has_a_number_of_its_own() {
        assert!(crate::workspace::any_table::TABLES.len() < usize::from(frame::PEOPLE - frame::FIRST_TABLE));
    }
}
