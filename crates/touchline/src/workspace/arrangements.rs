//! What is to be done with things at moments that were set: by when, and by the record that set it.
//!
//! Rules: JOB-04, KER-18.

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Deserialize, Serialize};
use touchline_kernel::Instant;
use touchline_kernel::packed::Misfit;
use touchline_law::ground::ThingRef;

use crate::workspace::notices::Asked;
use crate::workspace::{Follows, Moved, Ordered, World};

/// That something is to be done with a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Row {
    at: Instant,
    thing: ThingRef,
    /// The record that set it.
    seq: u64,
}

/// What is to be done with things, one thing with each at the most.
#[derive(Debug, Default)]
pub(super) struct Arrangements {
    /// "What is due?", by when.
    agenda: Ordered<Row>,
    /// "What was set since?", by the record.
    by_record: Ordered<(u64, Row)>,
    of: BTreeMap<ThingRef, Row>,
}

impl Arrangements {
    /// Takes in what is to be done with a thing after the record of this number.
    pub(super) fn follow(&mut self, thing: ThingRef, at: Option<Instant>, seq: u64) {
        let known = self.of.get(&thing).copied();
        if known.map(|row| row.at) == at {
            return;
        }
        if let Some(row) = known {
            self.agenda.remove(&row);
            self.by_record.remove(&(row.seq, row));
            self.of.remove(&thing);
        }
        if let Some(at) = at {
            self.put(Row { at, thing, seq });
        }
    }

    fn put(&mut self, row: Row) {
        self.agenda.insert(row);
        self.by_record.insert((row.seq, row));
        self.of.insert(row.thing, row);
    }

    /// What is due after one question and up to a moment and a record, in the order of moments: what was set too late for
    /// the question before comes first, since its moments do.
    pub(super) fn due(&self, last: Asked, now: Instant, seq: u64) -> impl Iterator<Item = (Instant, ThingRef)> {
        let since = self.by_record.iter().rev().take_while(|(set, _)| *set > last.seq).map(|(_, row)| *row);
        let mut late: Vec<Row> = since.filter(|row| row.seq <= seq && row.at <= last.at).collect();
        late.sort_unstable();
        // What is over was done, or could not be: there is little of that.
        let on_time = self.agenda.iter().skip_while(move |row| row.at <= last.at).take_while(move |row| row.at <= now);
        late.into_iter().chain(on_time.copied().filter(move |row| row.seq <= seq)).map(|row| (row.at, row.thing))
    }

    /// What is due next after one, as it is kept; the first after none.
    pub(super) fn after(&self, last: Option<Row>) -> Option<&Row> {
        let from = last.map_or(Bound::Unbounded, Bound::Excluded);
        self.agenda.range((from, Bound::Unbounded)).next()
    }

    /// Takes in what was kept of a thing with which that is to be done.
    pub(super) fn add(&mut self, row: Row, arranged: Option<Instant>) -> Result<(), Misfit> {
        if arranged != Some(row.at) || self.of.contains_key(&row.thing) {
            return Err(Misfit);
        }
        self.put(row);
        Ok(())
    }
}

impl Row {
    pub(super) fn thing(&self) -> ThingRef {
        self.thing
    }
}

impl Follows<World> for Arrangements {
    /// Whose order it is stays the same, and whether they may give it still is asked when it is carried out.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
