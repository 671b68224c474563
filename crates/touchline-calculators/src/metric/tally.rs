//! What is added up behind a figure: whole numbers alone, so that records and columns, in any order and in any parts,
//! come to the same bits.
//!
//! A caller with columns makes a [`Counted`] of each row and collects them; parts are merged.
//!
//! ```
//! use touchline_calculators::metric::{Against, Counted, Figure, Metric, Tally};
//!
//! let answered = [Some(true), None, Some(false), Some(true)];
//! let (left, right) = answered.split_at(1);
//! let mut tally: Tally = right.iter().copied().map(Counted::yes).collect();
//! tally.merge(&left.iter().copied().map(Counted::yes).collect());
//! let figure = Figure::of(Metric::ResponseRate, None, &tally, &Against::default(), None);
//! assert_eq!((figure.value, figure.observations, figure.unknown), (Some(2.0 / 3.0), 3, 1));
//! ```
//!
//! Rules: MET-05.

pub(super) use touchline_kernel::math::TRILLION as ONE;
use touchline_kernel::math::trillionths;
use touchline_kernel::time::{Instant, Zone};

/// What one record is to a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Nothing: the metric is not about it.
    Out,
    /// It would count, if somebody had recorded what matters.
    Unknown,
    /// It will count: it is too young to say.
    Pending,
    /// It counts, with so much in the metric's grain.
    In(i128),
}

impl Counted {
    /// Of a rate: whether it is one of those that are counted.
    #[must_use]
    pub fn yes(hit: Option<bool>) -> Self {
        hit.map_or(Counted::Unknown, |hit| Counted::In(hit.into()))
    }

    /// Whole things, or minor units of the one currency in which all is counted.
    #[must_use]
    pub fn whole(number: Option<i128>) -> Self {
        number.map_or(Counted::Unknown, Counted::In)
    }

    /// A number with a part after the point, to a trillionth.
    #[must_use]
    pub fn number(number: Option<f64>) -> Self {
        Self::whole(number.map(trillionths))
    }

    /// How long it took, to the millisecond; between two dates of a zone whole days.
    #[must_use]
    pub fn time(from: Option<Instant>, to: Instant, zone: Zone) -> Self {
        Self::whole(from.map(|from| zone.millis_between(from, to).into()))
    }

    /// By which share something was sold under its list price, to a trillionth and rounded half away from zero; unknown
    /// without a list price.
    #[must_use]
    pub fn discount(list: Option<i128>, sold: Option<i128>) -> Self {
        let share = |list: i128, sold: i128| {
            let off = list.saturating_sub(sold).saturating_mul(ONE);
            let twice = off.saturating_mul(2).saturating_add(list.saturating_mul(off.signum()));
            twice.checked_div(list.saturating_mul(2))
        };
        match (list.filter(|list| list.is_positive()), sold) {
            (Some(list), Some(sold)) => Self::whole(share(list, sold)),
            _ => Counted::Unknown,
        }
    }
}

/// What has been counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many records count.
    pub observations: u64,
    /// How many are too young to say.
    pub pending: u64,
    /// What those that count add up to, in the metric's grain: of a rate, how many are hits.
    pub sum: i128,
    /// How many would count, if somebody had recorded what matters.
    pub unknown: u64,
}

impl Tally {
    /// Counts one record.
    #[inline]
    pub fn add(&mut self, counted: Counted) {
        // What a row is to a metric follows no pattern that a processor could learn: nothing branches on it.
        let once = |count: &mut u64, is_so: bool| *count = count.saturating_add(is_so.into());
        let amount = if let Counted::In(amount) = counted { amount } else { 0 };
        once(&mut self.observations, matches!(counted, Counted::In(_)));
        once(&mut self.pending, counted == Counted::Pending);
        once(&mut self.unknown, counted == Counted::Unknown);
        self.sum = self.sum.saturating_add(amount);
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: &Tally) {
        self.observations = self.observations.saturating_add(other.observations);
        self.pending = self.pending.saturating_add(other.pending);
        self.sum = self.sum.saturating_add(other.sum);
        self.unknown = self.unknown.saturating_add(other.unknown);
    }
}

impl FromIterator<Counted> for Tally {
    fn from_iter<I: IntoIterator<Item = Counted>>(counted: I) -> Self {
        let mut tally = Tally::default();
        tally.extend(counted);
        tally
    }
}

impl Extend<Counted> for Tally {
    fn extend<I: IntoIterator<Item = Counted>>(&mut self, counted: I) {
        counted.into_iter().for_each(|counted| self.add(counted));
    }
}

impl<'a> std::iter::Sum<&'a Tally> for Tally {
    fn sum<I: Iterator<Item = &'a Tally>>(tallies: I) -> Self {
        tallies.fold(Tally::default(), |mut sum, tally| {
            sum.merge(tally);
            sum
        })
    }
}
