//! How things stood at a past moment, by the log alone, for those who may ask so now.
//!
//! The log's beginning is folded up to the first record that took effect later than the moment. What was recorded
//! after that one is left out too, whatever its own moment: it was decided on what had happened by then, and fits
//! nothing else. From the rest of the log comes what holds now: who may ask, and which texts have been redacted since.
//!
//! Rules: WSP-09.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::workspace::Workspace;
use crate::workspace::log::load::{events_of, misfit, with_record};
use crate::workspace::log::load_error::LoadError;
use touchline_kernel::lines::Lines;
use touchline_kernel::record::StoredRecord;
use touchline_kernel::{Actor, Code, Event, Instant, Rejection};
use touchline_law::access::{Action, Standing};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::Change;
use touchline_law::policy::Policy;

/// Which moment is asked about.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct AsOf {
    /// The moment: what took effect up to it counts.
    pub at: Instant,
}

/// Takes a log in, in chunks cut anywhere, and makes of it how things stood at a moment.
#[derive(Debug)]
pub struct PastLoader {
    at: Instant,
    failed: Option<LoadError>,
    lines: Lines,
    number: u64,
    past: Workspace,
    /// The people and the policy of now, and nothing else.
    present: Workspace,
    /// Whether the moment lies behind.
    over: bool,
}

impl PastLoader {
    /// Begins; the policy is what was in force before one was adopted.
    #[must_use]
    pub fn new(policy: Policy, as_of: AsOf) -> Self {
        PastLoader {
            at: as_of.at,
            failed: None,
            lines: Lines::default(),
            number: 0,
            past: Workspace::to_load(policy.clone()),
            present: Workspace::new(policy),
            over: false,
        }
    }

    /// Takes the next bytes in.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), LoadError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let mut lines = core::mem::take(&mut self.lines);
        let fed = lines.feed(chunk, |line| self.take(line));
        self.lines = lines;
        self.failed = fed.as_ref().err().cloned();
        fed
    }

    /// The workspace, once all bytes were fed.
    pub fn finish(mut self) -> Result<Workspace, LoadError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        if let Some(last) = self.lines.finish() {
            self.take(&last)?;
        }
        self.past.check_missing()?;
        self.past = self.past.loaded();
        self.past.present = Some(Box::new(Present { as_of: self.at, workspace: self.present }));
        Ok(self.past)
    }

    fn take(&mut self, line: &[u8]) -> Result<(), LoadError> {
        self.number = self.number.saturating_add(1);
        let number = self.number;
        if line.is_empty() {
            return Ok(());
        }
        with_record(line, number, |record, line| {
            self.over |= record.events.iter().any(|event| event.at > self.at);
            if !self.over {
                self.past.fold_record(record, line, number)?;
            }
            self.note_present(record, number)
        })
    }

    /// Takes note of what holds from a record on.
    fn note_present(&mut self, record: &StoredRecord<'_>, number: u64) -> Result<(), LoadError> {
        self.present.check_follows(record, number)?;
        let events = events_of(record, number)?;
        let about = events.first().map(|event| event.change.target());
        let misfit = |thing| misfit(number, record.seq, (&record.command.kind, about.unwrap_or(thing)));
        if self.over {
            for event in &events {
                let Some(redaction) = event.change.redaction() else { continue };
                self.past.missing.order(&redaction);
                self.past.world.redact(&redaction).map_err(|_| misfit(event.change.target()))?;
            }
        }
        let holds = |event: &Event<Change>| matches!(event.change.target().kind, ThingKind::Person | ThingKind::Policy);
        for event in events.into_iter().filter(holds) {
            let thing = event.change.target();
            self.present.world.apply(event).map_err(|_| misfit(thing))?;
        }
        self.present.seq = record.seq;
        self.present.head = Some(record.hash);
        Ok(())
    }
}

/// What holds now, beside how things stood at a moment.
#[derive(Debug)]
pub(in crate::workspace) struct Present {
    /// The moment.
    as_of: Instant,
    /// Who there is now, and the policy.
    workspace: Workspace,
}

/// That a question is about a past moment.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspace) struct Past {
    /// The moment: what happened since is not known there, whenever it is asked about.
    pub(in crate::workspace) as_of: Instant,
    /// Whether somebody else asks than the one to whom it would have been shown.
    pub(in crate::workspace) in_stead: bool,
}

impl Workspace {
    /// What a question is about where that is a past moment.
    pub(in crate::workspace) fn past(&self, asked_by: Option<Actor>, viewer: Actor) -> Option<Past> {
        let Present { as_of, .. } = self.present.as_deref()?;
        Some(Past { as_of: *as_of, in_stead: asked_by != Some(viewer) })
    }

    /// Refuses a question about a past moment from anybody who may not ask one now.
    pub(in crate::workspace) fn may_be_asked(&self, asked_by: Option<Actor>) -> Result<(), Refusal> {
        let Some(Present { workspace: present, .. }) = self.present.as_deref() else { return Ok(()) };
        let asker = asked_by.ok_or_else(|| Rejection::from(Code::AskerMissing).at("/asked_by"))?;
        Standing::alone(asker, &present.policy().access, &present.world)?.may(Action::AskAsOf)?;
        Ok(())
    }
}
