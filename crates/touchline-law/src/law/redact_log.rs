//! A log without what was redacted from it, read twice: first to learn what was ordered and that the chain holds, then
//! to give every line out anew. What it takes from the log it takes by the rule that the workspace goes by.
//!
//! Rules: WSP-10.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::record_texts::{Coached, change_of, read};
use super::verify_log::{LogVerified, LogVerifier};
use touchline_kernel::lines::Lines;
use touchline_kernel::record::{Expectation, Hash, canonical_line, without_texts};
use touchline_kernel::redaction::Redaction;
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
    /// What was ordered of each person, in order and with the place of the order: so a text is held against the orders of those
    /// whose it is, however many others there are.
    orders: BTreeMap<PersonId, Vec<(u64, Redaction)>>,
    /// What the first reading came to, once it has ended.
    surveyed: Option<LogVerified>,
    verifier: Option<LogVerifier>,
}

impl Default for Redactor {
    fn default() -> Self {
        Redactor {
            changed: 0,
            coached: Coached::default(),
            fault: None,
            line: 0,
            lines: Lines::default(),
            orders: BTreeMap::new(),
            surveyed: None,
            verifier: Some(LogVerifier::new(Expectation::default())),
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
        let again = self.verifier.take().map(LogVerifier::finish).transpose()?;
        match (again, self.surveyed) {
            (Some(again), Some(before)) if again.head == before.head && again.records == before.records => {
                let LogVerified { head, records, redacted, .. } = again;
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
        let verified = self.verifier.replace(LogVerifier::new(Expectation::default())).map(LogVerifier::finish);
        match verified.transpose() {
            Ok(verified) => {
                self.surveyed = verified;
                let orders = self.orders.values().flatten().map(|(_, order)| order);
                let asked = orders.flat_map(|order| order.held.iter().chain([&order.person]).copied());
                self.coached = Coached::among(asked.collect());
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
        for order in orders {
            self.orders.entry(order.person).or_default().push((record.seq, order));
        }
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
        let later = |person: PersonId| {
            let orders = self.orders.get(&person).map(Vec::as_slice).unwrap_or_default();
            let earlier = orders.partition_point(|(seq, _)| *seq <= record.seq);
            orders.iter().skip(earlier).map(|(_, order)| order)
        };
        let goes = |pointer: &str| {
            owners.at(pointer).is_some_and(|whose| whose.people().flat_map(later).any(|order| order.takes(whose)))
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
