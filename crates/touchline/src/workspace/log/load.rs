//! From stored bytes to a workspace: a snapshot or nothing, then records.
//!
//! Rules: WSP-02.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::Workspace;
use crate::workspace::log::load_error::LoadError;
use crate::workspace::log::snapshot::SnapshotReader;
use touchline_kernel::envelope::Tagged as _;
use touchline_kernel::lines::Lines;
use touchline_kernel::record::{Hash, RECORD_SCHEMA, RawEvent, StoredCommand, StoredRecord};
use touchline_kernel::{Code, DetailKey, Event, Names as _, PersonId, Reason, reader};
use touchline_law::ground::ThingRef;
use touchline_law::law::{Act, ActDigest, Change, Owners, notes_told};
use touchline_law::policy::Policy;

/// How far records were folded in.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Replayed {
    /// The hash of the last record.
    pub head: Option<Hash>,
    /// How many personal texts are gone, from these records and those before, that no redaction up to here takes. A log
    /// that is read to its end has none: where it has, texts were taken out of it by nobody who may.
    pub missing: u64,
    /// How many records this call folded in.
    pub records: u64,
    /// The place of the last record.
    pub seq: u64,
}

/// How far a workspace has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The hash of the last record; null where there is none.
    pub head: Option<Hash>,
    /// The place of the last record; 0 where there is none.
    pub seq: u64,
}

impl Workspace {
    /// How far it has come: what a host that follows a log reads on from.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { head: self.head, seq: self.seq }
    }

    /// Folds further records in: whole lines. Each follows the one before it, or loading stops there; what
    /// came before it stays folded in. A record that reads well and still cannot have happened here may be folded in
    /// by half when that shows: then nothing can be asked of this workspace any more. Hashes are not computed anew here: that is what verification does.
    pub fn replay(&mut self, lines: &[u8]) -> Result<Replayed, LoadError> {
        self.may_change().map_err(LoadError)?;
        let before = self.seq;
        let mut number = 0_u64;
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            number = number.saturating_add(1);
            self.fold(line, number)?;
        }
        let (head, missing, seq) = (self.head, self.missing.count(), self.seq);
        Ok(Replayed { head, missing, records: seq.saturating_sub(before), seq })
    }

    pub(in crate::workspace) fn fold(&mut self, line: &[u8], number: u64) -> Result<(), LoadError> {
        with_record(line, number, |record, line| self.fold_record(record, line, number))
    }

    pub(in crate::workspace) fn fold_record(
        &mut self,
        record: &StoredRecord<'_>,
        line: &str,
        number: u64,
    ) -> Result<(), LoadError> {
        self.check_follows(record, number)?;
        let events = events_of(record, number)?;
        let command = &record.command;
        let target = match events.first() {
            // What a command is about comes first, and what follows from it after that.
            Some(event) => event.change.target(),
            None => target_of(command).ok_or_else(|| unreadable(number))?,
        };
        let key = (command.actor, command.id);
        let digest = ActDigest::of_parts(&command.kind, command.body);
        let noted = notes_told(&events);
        self.account(record, &events, number)?;
        let folded = self.apply(events, command.actor).and_then(|()| self.remember(key, target, (digest, record.seq)));
        let folded = folded.and_then(|()| Ok(self.world.chain(line, &noted)?));
        if folded.is_err() {
            // Whoever asks later is not told whose thing it was.
            self.torn = Some(place(Code::WorkspaceTorn, number, record.seq).0);
            return Err(misfit(number, record.seq, (&command.kind, target)));
        }
        self.head = Some(record.hash);
        Ok(())
    }

    /// Holds the texts that are gone against the orders: an order accounts for what went before it.
    fn account(&mut self, record: &StoredRecord<'_>, events: &[Event<Change>], number: u64) -> Result<(), LoadError> {
        for order in events.iter().filter_map(|event| event.change.redaction()) {
            self.missing.order(&order);
        }
        if record.missing.is_empty() {
            return Ok(());
        }
        let mut told = BTreeMap::new();
        let coached = |thing, person: Option<PersonId>| {
            told.extend(person.map(|person| (thing, person)));
            told.get(&thing).copied().or_else(|| self.world.state_of(thing).coached())
        };
        let changes = events.iter().map(|event| &event.change);
        let owners = Owners::of(record, changes, coached).ok_or_else(|| unreadable(number))?;
        for pointer in &record.missing {
            let whose = owners.at(pointer).ok_or_else(|| unreadable(number))?;
            self.missing.miss(whose, (number, record.seq), pointer);
        }
        Ok(())
    }

    /// Refuses a log that is read to its end and from which a text is gone that no order takes.
    pub(in crate::workspace) fn check_missing(&self) -> Result<(), LoadError> {
        self.missing.check().map_err(LoadError)
    }

    /// Whether a record is the next one.
    pub(in crate::workspace) fn check_follows(&self, record: &StoredRecord<'_>, number: u64) -> Result<(), LoadError> {
        if record.schema > RECORD_SCHEMA {
            return Err(unreadable(number));
        }
        let next = self.seq.saturating_add(1);
        if record.seq == next && record.previous == self.head {
            return Ok(());
        }
        Err(match record.seq {
            seq if seq > next => place(Code::RecordDropped, number, next),
            seq if Some(record.hash) == self.head => place(Code::RecordDoubled, number, seq),
            seq => place(Code::RecordInserted, number, seq),
        })
    }
}

pub(in crate::workspace) fn unreadable(line: u64) -> LoadError {
    LoadError(Reason::new(Code::RecordUnreadable).with(DetailKey::Line, line))
}

pub(in crate::workspace) fn place(code: Code, line: u64, seq: u64) -> LoadError {
    LoadError(Reason::new(code).with(DetailKey::Line, line).with(DetailKey::Seq, seq))
}

/// How much is quoted of a command's name, which in a log may be any text.
const LONGEST_QUOTED: usize = 64;

/// What a record says cannot have happened: whoever holds the log is told of its command and what that is about.
pub(in crate::workspace) fn misfit(line: u64, seq: u64, (command, about): (&str, ThingRef)) -> LoadError {
    let LoadError(reason) = place(Code::RecordDoesNotFit, line, seq);
    let command: String = command.chars().take(LONGEST_QUOTED).collect();
    LoadError(reason.with(DetailKey::Actual, format!("{command} of {} {}", about.kind.name(), about.id)))
}

/// Does something with the record that a line holds, and with the line in its canonical form.
pub(in crate::workspace) fn with_record<R>(
    line: &[u8],
    number: u64,
    act: impl FnOnce(&StoredRecord<'_>, &str) -> Result<R, LoadError>,
) -> Result<R, LoadError> {
    let text = core::str::from_utf8(line).map_err(|_| unreadable(number))?;
    if let Some(record) = StoredRecord::of_canonical(text) {
        return act(&record, text);
    }
    // A store may have formatted it otherwise, and a later version may have written more.
    let canonical = reader::canonicalise(line).map_err(|_| unreadable(number))?;
    act(&serde_json::from_str(&canonical).map_err(|_| unreadable(number))?, &canonical)
}

/// What happened, as a record tells it.
pub(in crate::workspace) fn events_of(record: &StoredRecord<'_>, line: u64) -> Result<Vec<Event<Change>>, LoadError> {
    let read = |event: &RawEvent<'_>| {
        let mut body = serde_json::Deserializer::from_str(event.body);
        let change = Change::of_schema(&event.kind, event.schema, &mut body).map_err(|_| unreadable(line))?;
        Ok(Event { at: event.at, by: event.by, change })
    };
    record.events.iter().map(read).collect()
}

/// What a command was about of which nothing came.
fn target_of(command: &StoredCommand<'_>) -> Option<ThingRef> {
    let mut body = serde_json::Deserializer::from_str(command.body);
    Act::read(&command.kind, &mut body).ok().map(|act| act.target())
}

/// Takes a snapshot and records in, in chunks cut anywhere.
#[derive(Debug)]
pub struct Loader {
    /// Once a line was refused, all is: a workspace that lacks a record must not come out of this.
    failed: Option<LoadError>,
    /// Whether a line has come: a snapshot stands before all others.
    is_begun: bool,
    lines: Lines,
    /// How many lines of the log were taken; those of a snapshot are none.
    number: u64,
    snapshot: Option<SnapshotReader>,
    workspace: Workspace,
}

impl Loader {
    /// Begins an empty workspace under a policy. A snapshot brings its own.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Loader {
            failed: None,
            is_begun: false,
            lines: Lines::default(),
            number: 0,
            snapshot: None,
            workspace: Workspace::to_load(policy),
        }
    }

    /// Takes the next bytes in.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), LoadError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let fed = self.feed_parts(chunk);
        self.failed = fed.as_ref().err().cloned();
        fed
    }

    fn feed_parts(&mut self, mut chunk: &[u8]) -> Result<(), LoadError> {
        while !chunk.is_empty() {
            if let Some(snapshot) = self.snapshot.as_mut() {
                if snapshot.feed(&mut self.workspace, &mut chunk)? {
                    self.snapshot = None;
                }
            } else if let Some(line) = self.lines.next(&mut chunk)? {
                self.take(&line)?;
            }
        }
        Ok(())
    }

    /// The workspace, once all bytes were fed.
    pub fn finish(mut self) -> Result<Workspace, LoadError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        if let Some(last) = self.lines.finish() {
            self.take(&last)?;
        }
        if let Some(snapshot) = self.snapshot {
            return Err(snapshot.ends_early());
        }
        self.workspace.check_missing()?;
        Ok(self.workspace.loaded())
    }

    fn take(&mut self, line: &[u8]) -> Result<(), LoadError> {
        if self.is_begun || !line.starts_with(SnapshotReader::BEGINNING) {
            self.is_begun = true;
            self.number = self.number.saturating_add(1);
            return if line.is_empty() { Ok(()) } else { self.workspace.fold(line, self.number) };
        }
        self.is_begun = true;
        let (reader, workspace) = SnapshotReader::begin(line)?;
        self.workspace = workspace;
        self.snapshot = Some(reader);
        Ok(())
    }
}
