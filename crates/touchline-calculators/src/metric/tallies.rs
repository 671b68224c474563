//! What metrics that are about the same facts count together, by span and owner.
//!
//! Rules: MET-05.

use std::ops::Range;

use super::rows::RowOwner;
use super::tally::Tally;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::widen::widen;

/// How many places of tallies are laid out one behind the other, before they are looked up.
const MOST_LAID_OUT: usize = 1 << 22;

/// What some metrics count together: a tally for each of them, by span and owner.
pub(super) struct Tallies {
    metrics: usize,
    owners: usize,
    /// Where the tallies of a span and an owner end; 0 where there are none.
    laid_out: Vec<u32>,
    /// The same where there would be too many places.
    looked_up: LookUp<usize, u32>,
    tallies: Vec<Tally>,
    /// By the place where they begin: the span and the owner.
    of: Vec<(usize, RowOwner)>,
}

/// What was counted, by whose it is, in the order of their places.
#[derive(Clone, Debug, Default)]
pub(super) struct ByOwner(Vec<(RowOwner, Tally)>);

impl Tallies {
    /// Nothing yet of so many metrics, spans and owners.
    pub(super) fn new(metrics: usize, spans: usize, owners: usize) -> Self {
        let owners = owners.saturating_add(1);
        let places = spans.saturating_mul(owners);
        Tallies {
            metrics,
            owners,
            laid_out: vec![0; if places <= MOST_LAID_OUT { places } else { 0 }],
            looked_up: LookUp::default(),
            tallies: Vec::new(),
            of: Vec::new(),
        }
    }

    /// The tallies of a span and an owner, in the order of the metrics.
    #[inline]
    pub(super) fn of(&mut self, span: usize, owner: RowOwner) -> &mut [Tally] {
        let place = span.saturating_mul(self.owners).saturating_add(order(owner));
        let end = match self.laid_out.get_mut(place) {
            Some(end) => end,
            None => self.looked_up.entry(place).or_default(),
        };
        if *end == 0 {
            self.of.push((span, owner));
            self.tallies.resize(self.tallies.len().saturating_add(self.metrics), Tally::default());
            *end = u32::try_from(self.tallies.len()).unwrap_or(u32::MAX);
        }
        let end = widen(*end);
        self.tallies.get_mut(end.saturating_sub(self.metrics)..end).unwrap_or_default()
    }

    /// What one of the metrics counted in each of some windows, which are made of spans. What it is not about leaves no trace of
    /// its owner, who is somebody of a place of theirs.
    pub(super) fn within(
        &self,
        metric: usize,
        windows: &[Range<usize>],
        place: impl Fn(RowOwner) -> RowOwner,
    ) -> Vec<ByOwner> {
        let mut by_span: Vec<Vec<(RowOwner, &Tally)>> = Vec::new();
        for (span, owner, tally) in self.counted(metric) {
            if by_span.len() <= span {
                by_span.resize(span.saturating_add(1), Vec::new());
            }
            by_span.get_mut(span).into_iter().for_each(|of_span| of_span.push((place(owner), tally)));
        }
        let of = |window: &Range<usize>| {
            let end = window.end.min(by_span.len());
            ByOwner::of(by_span.get(window.start.min(end)..end).into_iter().flatten().flatten().copied().collect())
        };
        windows.iter().map(of).collect()
    }

    fn counted(&self, metric: usize) -> impl Iterator<Item = (usize, RowOwner, &Tally)> {
        let of = self.tallies.iter().skip(metric).step_by(self.metrics.max(1));
        let all = self.of.iter().zip(of).map(|((span, owner), tally)| (*span, *owner, tally));
        all.filter(|(.., tally)| **tally != Tally::default())
    }
}

/// Nobody stands before everybody. One number is sooner compared than whether there is one, too.
fn order(owner: RowOwner) -> usize {
    owner.map_or(0, |owner| owner.saturating_add(1))
}

impl ByOwner {
    /// What was counted in any order, of the same owner as often as it comes.
    pub(super) fn of(mut all: Vec<(RowOwner, &Tally)>) -> Self {
        all.sort_by_key(|(owner, _)| order(*owner));
        let same = all.chunk_by(|(owner, _), (next, _)| owner == next);
        let merged = |same: &[(RowOwner, &Tally)]| {
            let (owner, _) = same.first()?;
            Some((*owner, same.iter().map(|(_, tally)| *tally).sum()))
        };
        ByOwner(same.filter_map(merged).collect())
    }

    /// What was counted of one of them.
    pub(super) fn get(&self, owner: RowOwner) -> Option<&Tally> {
        let place = self.0.binary_search_by_key(&order(owner), |(owner, _)| order(*owner)).ok()?;
        self.0.get(place).map(|(_, tally)| tally)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (RowOwner, &Tally)> {
        self.0.iter().map(|(owner, tally)| (*owner, tally))
    }

    /// Adds what was counted elsewhere.
    pub(super) fn merge(&mut self, other: ByOwner) {
        if self.0.is_empty() || other.0.is_empty() {
            self.0.extend(other.0);
        } else {
            *self = ByOwner::of(self.iter().chain(other.iter()).collect());
        }
    }
}
