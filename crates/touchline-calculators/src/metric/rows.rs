//! Facts that lie in columns: each row is shown as the record that it would be, and counted as one, but no record is kept.
//!
//! Rules: MET-05.

use std::ops::Range;

use super::facts::{CallFact, ContractFact, DealFact, EmailFact, MeetingFact};
use super::tally::Tally;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::money::Currency;
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;
use touchline_kernel::widen::widen;

/// Whose a row is, by the place among [`Rows::owners`]; none where it is nobody's.
pub type RowOwner = Option<usize>;

/// Whose a row is, and in which part of all rows it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOf {
    /// Whose it is.
    pub owner: RowOwner,
    /// The part, of those into which the facts fall; the first one where they are told apart by nothing.
    pub part: u32,
}

/// To whom a deal came, as [`DealHandover`](super::DealHandover) says it of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowHandover {
    /// From when on it was theirs.
    pub at: Instant,
    /// Whose it was from then on.
    pub owner: RowOwner,
}

/// A stage that a deal entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageAt {
    /// When.
    pub at: Instant,
    /// The place of the stage in the pipeline.
    pub stage: usize,
}

/// What a deal has many of, in the order of its rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct DealRows<'a> {
    /// To whom it came later.
    pub handovers: &'a [RowHandover],
    /// The stages that it entered.
    pub stages: &'a [StageAt],
}

/// When what may follow upon something happened to a deal, in order of time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Followers<'a> {
    /// Demos that were held.
    pub demos: &'a [Instant],
    /// Proposals that were made.
    pub proposals: &'a [Instant],
}

/// Facts that are counted where they lie. Rows are shown without their keys: whose each is, and what belongs to the deal that it
/// is or is about, is shown beside it.
///
/// Whoever shows rows vouches for them: that each is what a document could hold, that deals are told apart, none was closed
/// before it began, stages are those of the pipeline, and that all amounts can be put together. Where calls or meetings are
/// shown, nothing that may follow upon them is in records.
pub trait Rows: Sync {
    /// Whom rows are of. The same owner may be there twice.
    fn owners(&self) -> &[Key];
    /// What an amount is in; none where there is none.
    fn currency(&self) -> Option<Currency>;
    /// Shows each call, with what may follow upon it; with nothing where nobody says which deal it was about.
    fn calls(&self, show: &mut dyn FnMut(RowOf, Option<Followers<'_>>, &CallFact));
    /// Shows each contract.
    fn contracts(&self, show: &mut dyn FnMut(RowOf, &ContractFact));
    /// Shows each deal, with what it has many of.
    fn deals(&self, show: &mut dyn FnMut(RowOf, DealRows<'_>, &DealFact));
    /// Shows each e-mail.
    fn emails(&self, show: &mut dyn FnMut(RowOf, &EmailFact));
    /// Shows each meeting, as each call.
    fn meetings(&self, show: &mut dyn FnMut(RowOf, Option<Followers<'_>>, &MeetingFact));
}

/// How many places of tallies are laid out one behind the other, before they are looked up.
const MOST_LAID_OUT: usize = 1 << 22;

/// What some metrics count together of rows: a tally for each of them, by span and owner.
pub(super) struct Tallies {
    metrics: usize,
    owners: usize,
    /// Where the tallies of a span and an owner begin, counted from 1; 0 where there are none.
    laid_out: Vec<u32>,
    /// The same where there would be too many places.
    looked_up: LookUp<usize, u32>,
    tallies: Vec<Tally>,
    /// By the place where they begin: the span and the owner.
    of: Vec<(usize, RowOwner)>,
}

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
        let place = span.saturating_mul(self.owners).saturating_add(owner.map_or(0, |owner| owner.saturating_add(1)));
        let number = match self.laid_out.get_mut(place) {
            Some(number) => number,
            None => self.looked_up.entry(place).or_default(),
        };
        if *number == 0 {
            self.of.push((span, owner));
            *number = u32::try_from(self.of.len()).unwrap_or(u32::MAX);
            self.tallies.resize(self.of.len().saturating_mul(self.metrics), Tally::default());
        }
        let first = widen(*number).saturating_sub(1).saturating_mul(self.metrics);
        self.tallies.get_mut(first..first.saturating_add(self.metrics)).unwrap_or_default()
    }

    /// What one of the metrics counted: the span, the owner and the tally. What it is not about is left out.
    pub(super) fn counted(&self, metric: usize) -> impl Iterator<Item = (usize, RowOwner, &Tally)> {
        let of = self.tallies.iter().skip(metric).step_by(self.metrics.max(1));
        let all = self.of.iter().zip(of).map(|((span, owner), tally)| (*span, *owner, tally));
        all.filter(|(.., tally)| **tally != Tally::default())
    }

    /// The same of each of some windows, which are made of spans.
    pub(super) fn within(&self, metric: usize, windows: &[Range<usize>]) -> Vec<Vec<(RowOwner, &Tally)>> {
        let mut by_span: Vec<Vec<(RowOwner, &Tally)>> = Vec::new();
        for (span, owner, tally) in self.counted(metric) {
            if by_span.len() <= span {
                by_span.resize(span.saturating_add(1), Vec::new());
            }
            by_span.get_mut(span).into_iter().for_each(|of_span| of_span.push((owner, tally)));
        }
        let of = |window: &Range<usize>| {
            let end = window.end.min(by_span.len());
            by_span.get(window.start.min(end)..end).into_iter().flatten().flatten().copied().collect()
        };
        windows.iter().map(of).collect()
    }
}
