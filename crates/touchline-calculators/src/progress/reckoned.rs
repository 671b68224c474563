//! What a figure so far is reckoned with, and whether going on like this is enough.
//!
//! Rules: GOL-05, GOL-06.

use super::Reckoning;
use super::figure::{Figures, Fraction};
use touchline_kernel::time::{DaySpan, LocalDate, Zone};

/// How the days of a goal are divided by today.
#[derive(Clone, Copy)]
pub(super) struct Elapsed {
    /// How many days there are.
    pub(super) days: i128,
    /// How many of them are over.
    pub(super) whole: i128,
    /// How many are not: today and what comes.
    pub(super) left: i128,
}

impl Elapsed {
    pub(super) fn of(span: DaySpan, today: LocalDate, zone: Zone) -> Self {
        let yesterday = today.checked_add_days(-1).filter(|yesterday| *yesterday >= span.first);
        let over = yesterday.map(|yesterday| DaySpan { first: span.first, last: yesterday.min(span.last) });
        let (days, whole) = (span.days_in(zone), over.map_or(0, |over| over.days_in(zone)));
        Elapsed { days: days.into(), whole: whole.into(), left: days.saturating_sub(whole).into() }
    }
}

/// What is reckoned with: whole numbers alone.
#[derive(Clone, Copy)]
pub(super) struct Reckoned {
    pub(super) count: i128,
    pub(super) elapsed: Elapsed,
    pub(super) figures: Figures,
    pub(super) sum: i128,
}

impl Reckoned {
    /// The figure so far.
    pub(super) fn now(&self) -> Fraction {
        self.figures.now(self.sum, self.count)
    }

    /// The figure at which a straight line ends.
    pub(super) fn at_end(&self) -> Fraction {
        self.figures.at_end(self.sum, (self.elapsed.days, self.elapsed.whole))
    }

    /// Where going on like this leads is short of the target. Before a first whole day has passed nobody can say.
    pub(super) fn is_behind(&self) -> bool {
        let on_the_way = match self.figures.reckoning {
            Reckoning::Count | Reckoning::Accuracy => self.at_end(),
            Reckoning::Average | Reckoning::Rate => self.now(),
        };
        self.elapsed.whole > 0 && !self.figures.reach(on_the_way).unwrap_or(false)
    }
}
