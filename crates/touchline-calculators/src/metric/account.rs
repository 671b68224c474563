//! Facts made ready once, to be measured in any windows and of whomever: by records and by columns alike.

use std::collections::BTreeSet;

use super::counting::{Amounts, Asked, join};
use super::dated::Dated;
use super::ledger::Ledger;
use super::measure::{Counts, Measure, Who};
use super::parts::FactParts;
use super::rows::RowOwner;
use super::spans::Spans;
use super::table::{MetricEntry, Reckoning};
use super::tallies::ByOwner;
use super::{Facts, Figure, Metric, MetricPolicy, Rows, Terms, Window};
use touchline_kernel::operation::Failure;
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, Zone};

/// Facts as they were known at a moment, ready to be counted.
pub struct Account<'a> {
    discount_target: Option<f64>,
    ledger: Ledger<'a>,
}

/// What is counted beyond what figures of all facts together need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counting {
    /// Into how many parts the facts fall; into one where they are told apart by nothing.
    pub parts: Option<usize>,
    /// Whether it is kept what each record of a mean brings in, so that it can be told where the mean may well lie.
    pub spreads: bool,
}

impl Counting {
    /// What figures of all facts together need.
    pub const PLAIN: Self = Counting { parts: None, spreads: false };
}

impl<'a> Account<'a> {
    /// Makes facts ready, as they were known at a moment and told in a zone.
    ///
    /// # Errors
    /// All that is wrong with them, or currencies that nobody put together.
    pub fn new(
        facts: &'a Facts,
        terms: &'a Terms,
        (at, zone): (Instant, Zone),
        policy: &MetricPolicy,
    ) -> Result<Self, Failure> {
        Account::with_rows((facts, None), terms, (at, zone), policy)
    }

    /// The same of records, and of what is counted where it lies. [`Account::dated`] tells of records alone.
    ///
    /// # Errors
    /// All that is wrong with the records, or currencies that nobody put together.
    pub fn with_rows(
        (facts, rows): (&'a Facts, Option<&'a dyn Rows>),
        terms: &'a Terms,
        (at, zone): (Instant, Zone),
        policy: &MetricPolicy,
    ) -> Result<Self, Failure> {
        let ledger = Ledger::new((facts, rows), terms, (at, zone), policy)?;
        Ok(Account { discount_target: terms.discount_target, ledger })
    }

    /// Says in which part each record is.
    #[must_use]
    pub fn in_parts(mut self, parts: FactParts<'a>) -> Self {
        self.ledger.parts = parts;
        self
    }

    /// What a metric is about, one by one and in order of time; one of stages for each stage.
    #[must_use]
    pub fn dated(&self, metric: Metric) -> Vec<Dated<'_>> {
        let stages = self.ledger.stages_of(metric.entry()).into_iter();
        stages.map(|stage| Dated::new(&self.ledger, self.discount_target, metric, stage)).collect()
    }

    /// What these metrics count in a window.
    #[must_use]
    pub fn within<'w>(&'w self, window: Window, metrics: &[Metric]) -> WindowFigures<'w> {
        let mut all = self.within_each(&[window], metrics, Counting::PLAIN);
        all.pop().unwrap_or_else(|| self.none_in(window, false))
    }

    /// What these metrics count in each of some windows, part by part where there are several. The facts are gone through
    /// once, however many windows there are.
    #[must_use]
    pub fn within_each<'w>(
        &'w self,
        windows: &[Window],
        metrics: &[Metric],
        counting: Counting,
    ) -> Vec<WindowFigures<'w>> {
        let count = |asked: &[Asked], spans: &Spans| self.ledger.count(asked, spans);
        self.counted((windows, metrics), counting, count, |asked, spans| self.ledger.amounts(None, asked, spans))
    }

    /// What these metrics count of some rows alone in each of some windows: to be added to what others of the same facts
    /// come to. So each may be counted by a thread of its own. Their owners are among those of the account's own rows.
    #[must_use]
    pub fn of_rows<'w>(
        &'w self,
        rows: &'w dyn Rows,
        windows: &[Window],
        metrics: &[Metric],
        counting: Counting,
    ) -> Vec<WindowFigures<'w>> {
        let count = |asked: &[Asked], spans: &Spans| self.ledger.count_of(Some(rows), asked, spans);
        self.counted((windows, metrics), counting, count, |asked, spans| self.ledger.amounts(Some(rows), asked, spans))
    }

    /// How many figures these metrics have in a window of whomever: one of stages has one for each.
    #[must_use]
    pub fn figures_of(&self, metrics: &[Metric]) -> usize {
        metrics.iter().map(|metric| self.ledger.stages_of(metric.entry()).len()).sum()
    }

    fn none_in(&self, window: Window, is_of_part: bool) -> WindowFigures<'_> {
        let measure = Measure { discount_target: self.discount_target, is_of_part, ledger: &self.ledger, window };
        WindowFigures { counts: Vec::new(), measure }
    }

    fn counted<'w>(
        &'w self,
        (windows, metrics): (&[Window], &[Metric]),
        counting: Counting,
        count: impl FnOnce(&[Asked], &Spans) -> Vec<Vec<ByOwner>>,
        amounts: impl Fn(Asked, &Spans) -> Vec<Amounts>,
    ) -> Vec<WindowFigures<'w>> {
        let parts = counting.parts.unwrap_or(1);
        let of_part = || windows.iter().map(|window| self.none_in(*window, counting.parts.is_some()));
        let mut figures: Vec<WindowFigures<'w>> = (0..parts).flat_map(|_| of_part()).collect();
        let spans = Spans::of(windows.iter().map(|window| window.moments())).of_parts(parts);
        let of_stages = |metric: &Metric| {
            let entry = metric.entry();
            let stages = self.ledger.stages_of(entry).into_iter();
            stages.map(move |(stage, key)| (Asked { entry, stage }, key))
        };
        let (asked, stages): (Vec<Asked>, Vec<_>) = metrics.iter().flat_map(of_stages).unzip();
        let counted = count(&asked, &spans);
        for ((asked, stage), counted) in asked.into_iter().zip(stages).zip(counted) {
            let entry = asked.entry;
            let kept = if counting.spreads && is_mean(entry) { amounts(asked, &spans) } else { Vec::new() };
            let kept = kept.into_iter().map(Some).chain(std::iter::repeat_with(|| None));
            for ((figures, by_owner), amounts) in figures.iter_mut().zip(counted).zip(kept) {
                figures.counts.push(Counts { amounts, by_owner, entry, stage });
            }
        }
        figures
    }
}

/// Whether a metric is a mean of what its records bring in, and not of hits.
fn is_mean(entry: &MetricEntry) -> bool {
    matches!(entry.reckoning, Reckoning::Mean | Reckoning::OverDealSize | Reckoning::OverDiscountTarget)
}

/// What metrics counted in a window, of whom figures can be asked.
pub struct WindowFigures<'a> {
    pub(super) counts: Vec<Counts<'a>>,
    pub(super) measure: Measure<'a>,
}

impl<'a> WindowFigures<'a> {
    /// Adds what the same metrics counted of others of the same facts, in the same window.
    pub fn add(&mut self, others: WindowFigures<'a>) {
        for (counts, other) in self.counts.iter_mut().zip(others.counts) {
            counts.by_owner.merge(other.by_owner);
            if let (Some(amounts), Some(other)) = (&mut counts.amounts, other.amounts) {
                join(amounts, other);
            }
        }
    }

    /// Every owner with a fact that counts: nobody first, then in the order of their keys.
    #[must_use]
    pub fn owners(&self) -> Vec<Option<&'a Key>> {
        let counted = self.counts.iter().flat_map(|counts| counts.by_owner.iter());
        let mut places: Vec<RowOwner> = counted.map(|(owner, _)| owner).collect();
        // Each metric's are in order already, which this sorting finds.
        places.sort();
        places.dedup();
        places.into_iter().map(|place| self.measure.ledger.owners.key(place)).collect()
    }

    /// The figures of everybody, and of what belongs to nobody.
    #[must_use]
    pub fn of_everybody(&self) -> Vec<Figure> {
        self.of(Who::Everybody)
    }

    /// The figures of one owner, or of what belongs to nobody.
    #[must_use]
    pub fn of_one(&self, owner: Option<&Key>) -> Vec<Figure> {
        self.of(Who::One(owner))
    }

    /// The figures of some owners together.
    #[must_use]
    pub fn of_these(&self, owners: &BTreeSet<&Key>) -> Vec<Figure> {
        self.of(Who::These(owners))
    }

    fn of(&self, who: Who<'_>) -> Vec<Figure> {
        self.counts.iter().map(|counts| self.measure.figure(counts, who)).collect()
    }
}
