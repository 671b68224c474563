//! What a metric observed of somebody, one by one: the records that it counts, and where it counts none by itself the
//! weeks or periods of which it is.
//!
//! An observation of a rate is a record that is a hit or none, of a mean what the record brings in. What is counted by the
//! week, or adds up to a sum, is observed week by week; what is held against a quota or a forecast, period by period. So
//! the mean of a rate's or a mean's observations is its figure, to the last bit.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use strum::IntoStaticStr;

use super::counting::Asked;
use super::figure::Figure;
use super::ledger::{Ledger, Wanted};
use super::measure::{Counts, Measure, Who};
use super::owners::Owner;
use super::rows::RowOf;
use super::table::{Metric, MetricEntry, Over, Reckoning};
use super::tallies::ByOwner;
use super::tally::Counted;
use super::window::{Window, WindowDays, WindowMoments};
use touchline_kernel::math::Sample;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, Instant};

/// What one observation of a metric is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MetricObservation {
    /// A record: of a rate 1 or 0, else what it brings in.
    Record,
    /// A whole week.
    Week,
    /// A period for which a target is recorded.
    Period,
}

/// From where whole weeks are counted, in days that are no whole number of weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeeksFrom {
    /// From the first day on.
    TheBeginning,
    /// From the last day backwards.
    TheEnd,
}

impl MetricEntry {
    /// What one observation of it is.
    #[must_use]
    pub const fn observation(&self) -> MetricObservation {
        match self.reckoning {
            Reckoning::Rate | Reckoning::Mean | Reckoning::OverDiscountTarget | Reckoning::OverDealSize => {
                MetricObservation::Record
            }
            Reckoning::PerWeek | Reckoning::Sum => MetricObservation::Week,
            Reckoning::OverQuota | Reckoning::AgainstForecast => MetricObservation::Period,
        }
    }
}

/// For which ends of somebody's records somebody answers: what lies between them is all there was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// For the first one.
    pub beginning: bool,
    /// For the last one.
    pub end: bool,
}

/// What was observed of somebody.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// The observations.
    pub sample: Sample,
    /// How many of them are weeks or periods before the first record of this kind that there is of the person, or after
    /// the last one: nobody says whether nothing happened then, or nothing was recorded.
    pub silent: u64,
}

/// The records of a metric, of a stage where it is one of stages, by whose they are and in order of time.
pub struct Dated<'a> {
    by_owner: BTreeMap<Owner<'a>, Vec<(Instant, Counted)>>,
    discount_target: Option<f64>,
    entry: &'static MetricEntry,
    /// When the first record of this kind was, and the last one, of what is observed by weeks or periods.
    extents: BTreeMap<Owner<'a>, (Instant, Instant)>,
    ledger: &'a Ledger<'a>,
    stage: Owner<'a>,
}

impl<'a> Dated<'a> {
    pub(super) fn new(
        ledger: &'a Ledger<'a>,
        discount_target: Option<f64>,
        metric: Metric,
        (place, stage): (Option<usize>, Owner<'a>),
    ) -> Self {
        let entry = metric.entry();
        let mut by_owner: BTreeMap<Owner<'a>, Vec<(Instant, Counted)>> = BTreeMap::new();
        let mut extents: BTreeMap<Owner<'a>, (Instant, Instant)> = BTreeMap::new();
        let asked = Asked { entry, stage: place };
        ledger.every(asked, &mut |of: RowOf, at: Instant, count: &dyn Fn(Over) -> Counted| {
            let (owner, counted) = (ledger.owners.key(of.owner), count(entry.over));
            if counted != Counted::Out {
                by_owner.entry(owner).or_default().push((at, counted));
            }
            if entry.observation() != MetricObservation::Record {
                let (first, last) = extents.entry(owner).or_insert((at, at));
                (*first, *last) = (at.min(*first), at.max(*last));
            }
        });
        by_owner.values_mut().for_each(|records| records.sort_by_key(|(at, _)| *at));
        Dated { by_owner, discount_target, entry, extents, ledger, stage }
    }

    /// The metric.
    #[must_use]
    pub const fn metric(&self) -> Metric {
        self.entry.metric
    }

    /// The stage, where the metric is one of stages.
    #[must_use]
    pub const fn stage(&self) -> Option<&Key> {
        self.stage
    }

    fn within<'s>(&'s self, owner: &'s Key, window: Window) -> &'s [(Instant, Counted)] {
        let all = self.by_owner.get(&Some(owner)).map(Vec::as_slice).unwrap_or_default();
        window.among(all, |(at, _)| *at)
    }

    /// The figure of one owner in a window.
    #[must_use]
    pub fn figure(&self, owner: &Key, window: Window) -> Figure {
        let tally = self.within(owner, window).iter().map(|(_, counted)| *counted).collect();
        let place = self.ledger.owners.place(Some(owner));
        let by_owner = ByOwner::of(place.map(|place| (place, &tally)).into_iter().collect());
        let counts = Counts { amounts: None, by_owner, entry: self.entry, stage: self.stage };
        let measure = Measure { discount_target: self.discount_target, is_of_part: false, ledger: self.ledger, window };
        measure.figure(&counts, Who::One(Some(owner)))
    }

    /// What was observed of one owner in a window. Weeks and periods that are not over, or lie only partly in it, are no
    /// observation; a window of moments has neither.
    #[must_use]
    pub fn observations(&self, owner: &Key, window: Window, from: WeeksFrom, vouched: Vouched) -> Observed {
        let periods = |wanted| window.span().map(|span| self.ledger.periods(owner, wanted, span)).unwrap_or_default();
        match self.entry.reckoning {
            Reckoning::OverQuota => self.of_spans(owner, window, periods(Wanted::Quota), vouched),
            Reckoning::AgainstForecast => self.of_spans(owner, window, periods(Wanted::Forecast), vouched),
            Reckoning::PerWeek | Reckoning::Sum => self.of_spans(owner, window, weeks(window, from), vouched),
            _ => Observed { sample: self.of_records(owner, window), silent: 0 },
        }
    }

    /// Each record that counts, in the grain in which the figure is divided. Without a figure there is none.
    fn of_records(&self, owner: &Key, window: Window) -> Sample {
        let figure = self.figure(owner, window);
        let one = figure.grain();
        let amounts = self.within(owner, window).iter().filter_map(|(_, counted)| match counted {
            Counted::In(amount) => Some(*amount),
            _ => None,
        });
        one.map(|one| Sample::new(amounts.collect(), one)).unwrap_or_default()
    }

    /// The figure of each of these spans that is over.
    fn of_spans(&self, owner: &Key, window: Window, spans: Vec<DaySpan>, vouched: Vouched) -> Observed {
        let Window::Days(WindowDays { zone, .. }) = window else { return Observed::default() };
        let windows = spans.into_iter().map(|DaySpan { first, last }| Window::Days(WindowDays { first, last, zone }));
        let over = windows.filter(|window| window.moments().until <= self.ledger.at);
        let (mut values, mut silent) = (Vec::new(), 0_u64);
        for window in over {
            if let Some(value) = self.figure(owner, window).value {
                values.push(value);
                silent = silent.saturating_add(u64::from(self.is_silent(owner, window, vouched)));
            }
        }
        Observed { sample: Sample::of_numbers(values), silent }
    }

    /// Whether a window lies before the first record of somebody's, or after the last one, and nobody answers for that.
    fn is_silent(&self, owner: &Key, window: Window, vouched: Vouched) -> bool {
        let (extent, WindowMoments { since, until }) = (self.extents.get(&Some(owner)), window.moments());
        let before = extent.is_none_or(|(first, _)| until <= *first);
        let after = extent.is_none_or(|(_, last)| *last < since);
        before && !vouched.beginning || after && !vouched.end
    }
}

const DAYS_A_WEEK: i64 = 7;

/// The whole weeks of a window; what is left over at its other end is none.
fn weeks(window: Window, from: WeeksFrom) -> Vec<DaySpan> {
    let Some(DaySpan { first, last }) = window.span() else { return Vec::new() };
    let count = last.days_since(first).saturating_add(1).checked_div(DAYS_A_WEEK).unwrap_or_default();
    let week = |place: i64| {
        let away = place.saturating_mul(DAYS_A_WEEK);
        let first = match from {
            WeeksFrom::TheBeginning => first.checked_add_days(away)?,
            WeeksFrom::TheEnd => last.checked_add_days(away.saturating_add(DAYS_A_WEEK - 1).saturating_neg())?,
        };
        Some(DaySpan { first, last: first.checked_add_days(DAYS_A_WEEK - 1)? })
    };
    (0..count).filter_map(week).collect()
}
