//! A log without what was redacted from it, read twice: first to learn what was ordered and that the chain holds, then
//! to give every line out anew. What it takes from the log it takes by the rule that the workspace goes by.
//!
//! Rules: WSP-10.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Act, Change};
use crate::ground::ThingRef;
use touchline_kernel::envelope::Tagged as _;
use touchline_kernel::lines::Lines;
use touchline_kernel::record::{
    Expectation, Hash, RawEvent, StoredRecord, Verified, Verifier, canonical_line, without_texts,
};
use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::{Code, DetailKey, PersonId, Reason, Rejection};

/// What is left of somebody who was redacted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Remains {
    /// Ids, moments and what was decided, which with other knowledge still lead to a person. It is not anonymous.
    Pseudonymous,
}

/// A log from which everything was taken that was ordered to go.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Rewritten {
    /// How many of its lines are others than before.
    pub changed: u64,
    /// The hash of its last record, which is what it was; null for an empty log.
    pub head: Option<Hash>,
    /// How many records it has.
    pub records: u64,
    /// How many personal texts are gone from it, those counted in that had gone before.
    pub redacted: u64,
    /// What is left of those who were redacted.
    pub remains: Remains,
}

/// A log on its way through a redaction. Whatever is given out before the end may replace nothing yet.
#[derive(Debug)]
pub struct Redactor {
    changed: u64,
    coached: Coached,
    fault: Option<Rejection>,
    line: u64,
    lines: Lines,
    /// What was ordered, by the place of the order.
    orders: Vec<(u64, Redaction)>,
    /// What the first reading came to, once it has ended.
    surveyed: Option<Verified>,
    verifier: Option<Verifier>,
}

impl Default for Redactor {
    fn default() -> Self {
        Redactor {
            changed: 0,
            coached: Coached::default(),
            fault: None,
            line: 0,
            lines: Lines::default(),
            orders: Vec::new(),
            surveyed: None,
            verifier: Some(Verifier::new(Expectation::default())),
        }
    }
}

impl Redactor {
    /// Takes the next bytes of the first reading in.
    pub fn survey(&mut self, chunk: &[u8]) {
        if self.surveyed.is_some() {
            return;
        }
        if let Some(verifier) = self.verifier.as_mut() {
            verifier.feed(chunk);
        }
        let mut lines = core::mem::take(&mut self.lines);
        // A line that is too long is told of by the verifier.
        let _ = lines.feed::<touchline_kernel::lines::LineTooLong>(chunk, |line| {
            self.note_order(line);
            Ok(())
        });
        self.lines = lines;
    }

    /// Takes the next bytes of the second reading in and gives out what stands in their place.
    pub fn rewrite(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Rejection> {
        self.end_survey()?;
        let mut out = Vec::with_capacity(chunk.len());
        let mut lines = core::mem::take(&mut self.lines);
        let fed = lines.feed::<Stopped>(chunk, |line| {
            self.rewrite_line(line, &mut out)?;
            out.push(b'\n');
            Ok(())
        });
        self.lines = lines;
        self.give(fed.map_err(|Stopped(rejection)| rejection), out)
    }

    /// What stands in place of the bytes after the last line's end, and what came of it all.
    pub fn finish(mut self) -> Result<(Vec<u8>, Rewritten), Rejection> {
        self.end_survey()?;
        let mut out = Vec::new();
        if let Some(last) = core::mem::take(&mut self.lines).finish() {
            let rewritten = self.rewrite_line(&last, &mut out).map_err(|Stopped(rejection)| rejection);
            out = self.give(rewritten, out)?;
        }
        let again = self.verifier.take().map(Verifier::finish).transpose()?;
        match (again, self.surveyed) {
            (Some(again), Some(before)) if again.head == before.head && again.records == before.records => {
                let Verified { head, records, redacted, .. } = again;
                let changed = self.changed;
                Ok((out, Rewritten { changed, head, records, redacted, remains: Remains::Pseudonymous }))
            }
            (Some(again), Some(before)) if again.records < before.records => {
                let cut = Reason::new(Code::LogCut).with(DetailKey::Seq, again.records);
                Err(cut.with(DetailKey::Expected, before.records.to_string()).into())
            }
            (Some(again), _) => Err(Reason::new(Code::LogHeadDiffers).with(DetailKey::Seq, again.records).into()),
            (None, _) => Err(Code::RecordUnreadable.into()),
        }
    }

    /// Ends the first reading, if it has not ended, and refuses a log whose chain does not hold.
    fn end_survey(&mut self) -> Result<(), Rejection> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        if self.surveyed.is_some() {
            return Ok(());
        }
        if let Some(last) = core::mem::take(&mut self.lines).finish() {
            self.note_order(&last);
        }
        let verified = self.verifier.replace(Verifier::new(Expectation::default())).map(Verifier::finish);
        match verified.transpose() {
            Ok(verified) => {
                self.surveyed = verified;
                self.coached = Coached::of_interest(&self.orders);
                Ok(())
            }
            Err(fault) => {
                self.fault = Some(fault.clone());
                Err(fault)
            }
        }
    }

    /// What was given out up to a fault is of no use, nor is anything after it.
    fn give(&mut self, rewritten: Result<(), Rejection>, out: Vec<u8>) -> Result<Vec<u8>, Rejection> {
        match rewritten {
            Ok(()) => {
                if let Some(verifier) = self.verifier.as_mut() {
                    verifier.feed(&out);
                }
                Ok(out)
            }
            Err(fault) => {
                self.fault = Some(fault.clone());
                Err(fault)
            }
        }
    }

    fn note_order(&mut self, line: &[u8]) {
        // What cannot be read is told of by the verifier, or by the second reading.
        let Some(line) = canonical_line(line) else { return };
        let Some(record) = read(&line) else { return };
        let orders = record.events.iter().filter_map(|event| change_of(event)?.redaction());
        self.orders.extend(orders.map(|order| (record.seq, order)));
    }

    fn rewrite_line(&mut self, line: &[u8], out: &mut Vec<u8>) -> Result<(), Stopped> {
        self.line = self.line.saturating_add(1);
        if line.is_empty() {
            return Ok(());
        }
        let unreadable = || Stopped(Reason::new(Code::RecordUnreadable).with(DetailKey::Line, self.line).into());
        let canonical = canonical_line(line).ok_or_else(unreadable)?;
        let record = read(&canonical).ok_or_else(unreadable)?;
        let owners = self.coached.owners(&record).ok_or_else(unreadable)?;
        let later = self.orders.partition_point(|(seq, _)| *seq <= record.seq);
        let goes = |pointer: &str| {
            let whose = owners.of(pointer);
            self.orders.iter().skip(later).any(|(_, order)| whose.is_some_and(|whose| order.takes(whose)))
        };
        match without_texts(&canonical, goes) {
            Some(left) => {
                self.changed = self.changed.saturating_add(1);
                out.extend_from_slice(left.as_bytes());
            }
            None => out.extend_from_slice(line),
        }
        Ok(())
    }
}

/// Why a line cannot be rewritten.
struct Stopped(Rejection);

impl From<touchline_kernel::lines::LineTooLong> for Stopped {
    fn from(line: touchline_kernel::lines::LineTooLong) -> Self {
        Stopped(Reason::from(line).into())
    }
}

fn read(line: &str) -> Option<StoredRecord<'_>> {
    StoredRecord::of_canonical(line).or_else(|| serde_json::from_str(line).ok())
}

fn change_of(event: &RawEvent<'_>) -> Option<Change> {
    Change::of_schema(&event.kind, event.schema, &mut serde_json::Deserializer::from_str(event.body)).ok()
}

/// Whom things coach, as far as the log has told it. Of whom no order asks is not kept.
#[derive(Debug, Default)]
struct Coached {
    asked: BTreeSet<PersonId>,
    things: BTreeMap<ThingRef, PersonId>,
}

impl Coached {
    fn of_interest(orders: &[(u64, Redaction)]) -> Self {
        let asked = orders.iter().flat_map(|(_, order)| order.held.iter().chain([&order.person]).copied());
        Coached { asked: asked.collect(), things: BTreeMap::new() }
    }

    /// Whose the texts of a record are; nothing where it cannot be read.
    fn owners(&mut self, record: &StoredRecord<'_>) -> Option<Owners> {
        let command = &record.command;
        let mut events = Vec::with_capacity(record.events.len());
        let mut target = None;
        for event in &record.events {
            let change = change_of(event)?;
            let thing = change.target();
            self.note(thing, change.coached());
            target.get_or_insert(thing);
            events.push(change.whose(command.actor, self.things.get(&thing).copied()));
        }
        let act = Act::read(&command.kind, &mut serde_json::Deserializer::from_str(command.body)).ok()?;
        let thing = target.unwrap_or_else(|| act.target());
        Some(Owners { command: act.whose(command.actor, self.things.get(&thing).copied()), events })
    }

    fn note(&mut self, thing: ThingRef, coached: Option<PersonId>) {
        match coached {
            Some(person) if self.asked.contains(&person) => {
                self.things.insert(thing, person);
            }
            Some(_) => {
                self.things.remove(&thing);
            }
            None => {}
        }
    }
}

/// Whose the texts of a record are: of its command, and of each of its events.
struct Owners {
    command: Whose,
    events: Vec<Whose>,
}

impl Owners {
    fn of(&self, pointer: &str) -> Option<Whose> {
        match pointer.strip_prefix("/events/") {
            Some(rest) => self.events.get(rest.split('/').next()?.parse::<usize>().ok()?).copied(),
            None => Some(self.command),
        }
    }
}
