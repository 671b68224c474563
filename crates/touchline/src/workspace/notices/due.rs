//! What is due between two questions, by what was planned at the log's place of each.
//!
//! A plan can be moved, by a change of settings, of a zone or of the policy. What was told by one way under an earlier plan
//! is not told again under a later one: so what is due is what the plans of now say up to now, without what those of each
//! earlier question said up to its moment.
//!
//! Rules: JOB-04.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::times::{Times, Way};
use super::{Moved, Notices};
use touchline_kernel::Instant;
use touchline_kernel::widen::widen;
use touchline_law::notify::Planned;

/// Up to where all was handed out: a moment, and a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workspace) struct Asked {
    pub(in crate::workspace) at: Instant,
    pub(in crate::workspace) seq: u64,
}

/// A message that is told at a moment.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspace) struct Told {
    pub(in crate::workspace) at: Instant,
    pub(in crate::workspace) place: u32,
    pub(in crate::workspace) planned: Planned,
}

impl Notices {
    /// Each moment after the first and up to the second one, with all that is told at it, in the order of moments; by
    /// the plans as a record left them.
    pub(in crate::workspace) fn between(&self, since: Instant, now: Instant, seq: u64) -> impl Iterator<Item = Told> {
        let from = Bound::Excluded((since, u32::MAX, u32::MAX));
        // A range that ends before it begins would be a fault of ours.
        let until = Bound::Included((now.max(since), u32::MAX, u32::MAX));
        let moments = if now > since { Some(self.agenda.range((from, until))) } else { None };
        moments.into_iter().flatten().filter_map(move |(at, _, place)| self.told_at(*at, *place, seq))
    }

    /// What the records after one and up to another planned, or moved, to a moment up to this one, in the order of moments.
    pub(in crate::workspace) fn late(&self, asked: Asked, seq: u64) -> Vec<Told> {
        let planned =
            (self.first_after(asked.seq)..self.first_after(seq)).filter_map(|place| u32::try_from(place).ok());
        let moved = self.moved_between(asked.seq, seq).map(|moved| moved.place);
        let places: BTreeSet<u32> = planned.chain(moved).collect();
        let told = places.into_iter().flat_map(|place| {
            let moments = self.times_at(place, seq).into_iter().flat_map(Times::moments);
            moments.filter(|at| *at <= asked.at).filter_map(move |at| self.told_at(at, place, seq))
        });
        let mut late: Vec<Told> = told.collect();
        late.sort_by_key(|told| (told.at, told.planned.recipient));
        late
    }

    /// Whether a message was handed out by this way to one of these questions, under whatever plan there was then.
    pub(in crate::workspace) fn was_handed(&self, place: u32, way: Way, asked: &[Asked], seq: u64) -> bool {
        let until = |asked: &Asked| Asked { seq: asked.seq.min(seq), ..*asked };
        self.moved_of.contains_key(&place) && asked.iter().map(until).any(|asked| self.was_due(place, way, asked))
    }

    /// Of these questions those that are still to be remembered after one more: something was handed out to them that has
    /// been moved since, and is to be told later than it.
    pub(in crate::workspace) fn to_remember(&self, asked: &[Asked], now: Asked) -> Vec<Asked> {
        let would_be_doubled = |asked: Asked, place: u32, way: Way| {
            let later = self.times_at(place, now.seq).and_then(|times| times.by(way)).is_some_and(|at| at > now.at);
            later && self.was_due(place, way, asked)
        };
        let is_needed = |asked: &&Asked| {
            let mut places = self.moved_between(asked.seq, now.seq).map(|moved| moved.place);
            places.any(|place| [Way::InApp, Way::Email].iter().any(|way| would_be_doubled(**asked, place, *way)))
        };
        asked.iter().filter(is_needed).copied().collect()
    }

    /// Whether a message was planned up to the question's moment at its place in the log.
    fn was_due(&self, place: u32, way: Way, asked: Asked) -> bool {
        self.times_at(place, asked.seq).and_then(|times| times.by(way)).is_some_and(|at| at <= asked.at)
    }

    /// A message that is told at this moment by the plan that a record left; nothing where the plan has another.
    fn told_at(&self, at: Instant, place: u32, seq: u64) -> Option<Told> {
        let times = self.times_at(place, seq)?;
        let planned = self.plan_of(widen(place), times)?;
        times.moments().any(|moment| moment == at).then_some(Told { at, place, planned })
    }

    /// When a message was to be told by the plan that a record left; nothing where it was planned later.
    fn times_at(&self, place: u32, seq: u64) -> Option<Times> {
        let row = self.rows.get(widen(place)).filter(|row| row.seq <= seq)?;
        let moves = self.moved_of.get(&place).into_iter().flatten();
        let mut later = moves.filter_map(|number| self.moved.get(widen(*number))).filter(|moved| moved.seq > seq);
        Some(later.next().map_or(row.times, |moved| moved.before))
    }

    /// What the records after one and up to another moved.
    fn moved_between(&self, after: u64, seq: u64) -> impl Iterator<Item = &Moved> {
        let first = self.moved.partition_point(|moved| moved.seq <= after);
        self.moved.get(first..).unwrap_or_default().iter().take_while(move |moved| moved.seq <= seq)
    }

    /// The place of the first message that a record after this one planned.
    fn first_after(&self, seq: u64) -> usize {
        self.rows.partition_point(|row| row.seq <= seq)
    }
}
