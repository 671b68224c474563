//! Whose the personal texts of a record are. A log asks it of each record in its order, since whom a thing coaches is said
//! once, where it begins, and may be said anew.
//!
//! Rules: WSP-10.

use std::collections::{BTreeMap, BTreeSet};

use super::{Act, Change};
use crate::ground::ThingRef;
use touchline_kernel::PersonId;
use touchline_kernel::envelope::Tagged as _;
use touchline_kernel::record::{RawEvent, StoredRecord};
use touchline_kernel::redaction::Whose;

/// The record of a line in its canonical form.
pub(super) fn read(line: &str) -> Option<StoredRecord<'_>> {
    StoredRecord::of_canonical(line).or_else(|| serde_json::from_str(line).ok())
}

/// What happened, where this version knows such an event.
pub(super) fn change_of(event: &RawEvent<'_>) -> Option<Change> {
    Change::of_schema(&event.kind, event.schema, &mut serde_json::Deserializer::from_str(event.body)).ok()
}

/// Whom things coach, as far as a log has told it.
#[derive(Debug, Default)]
pub(super) struct Coached {
    /// Of whom it is asked; nothing where it is asked of everybody. Of nobody else it is kept.
    asked: Option<BTreeSet<PersonId>>,
    /// What was told and not yet sorted in: most logs are never asked.
    told: Vec<(ThingRef, Option<PersonId>)>,
    things: BTreeMap<ThingRef, PersonId>,
}

impl Coached {
    /// Keeps it of these alone.
    pub(super) fn among(asked: BTreeSet<PersonId>) -> Self {
        Coached { asked: Some(asked), ..Coached::default() }
    }

    /// Takes note of whom a thing coaches.
    pub(super) fn note(&mut self, thing: ThingRef, coached: PersonId) {
        let is_asked = self.asked.as_ref().is_none_or(|asked| asked.contains(&coached));
        self.told.push((thing, is_asked.then_some(coached)));
    }

    fn of(&mut self, thing: ThingRef) -> Option<PersonId> {
        for (thing, coached) in self.told.drain(..) {
            match coached {
                Some(person) => self.things.insert(thing, person),
                None => self.things.remove(&thing),
            };
        }
        self.things.get(&thing).copied()
    }

    /// Whose the texts of a record are; nothing where it cannot be read.
    pub(super) fn owners(&mut self, record: &StoredRecord<'_>) -> Option<Owners> {
        let events: Vec<Change> = record.events.iter().map(change_of).collect::<Option<_>>()?;
        Owners::of(record, events.iter(), |thing, told| {
            if let Some(person) = told {
                self.note(thing, person);
            }
            self.of(thing)
        })
    }
}

/// Whose the texts of a record are: of its command, and of each of its events.
#[derive(Debug)]
pub struct Owners {
    command: Whose,
    events: Vec<Whose>,
}

impl Owners {
    /// Of a record whose events are these; nothing where its command cannot be read. What is known of whom a thing coaches
    /// is asked with what an event says of it.
    pub fn of<'a>(
        record: &StoredRecord<'_>,
        changes: impl Iterator<Item = &'a Change>,
        mut coached: impl FnMut(ThingRef, Option<PersonId>) -> Option<PersonId>,
    ) -> Option<Self> {
        let command = &record.command;
        let mut events = Vec::with_capacity(record.events.len());
        let mut target = None;
        for change in changes {
            let thing = change.target();
            target.get_or_insert(thing);
            events.push(change.whose(command.actor, coached(thing, change.coached())));
        }
        let act = Act::read(&command.kind, &mut serde_json::Deserializer::from_str(command.body)).ok()?;
        let thing = target.unwrap_or_else(|| act.target());
        Some(Owners { command: act.whose(command.actor, coached(thing, None)), events })
    }

    /// Whose the text is to which a JSON Pointer leads from the record.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Whose> {
        match pointer.strip_prefix("/events/") {
            Some(rest) => self.events.get(rest.split('/').next()?.parse::<usize>().ok()?).copied(),
            None => Some(self.command),
        }
    }
}
