//! When insight into coaching is asked for, and over which window.
//!
//! Rules: INS-03, INS-04, INS-06.

use super::record::CoachingItem;
use crate::metric::Window;
use touchline_kernel::math::quotient;
use touchline_kernel::time::{Instant, Zone};

const WEEK_MILLIS: i128 = 604_800_000;

/// When, and where days begin and end.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The moment of the question.
    pub at: Instant,
    /// The window.
    pub window: Window,
    /// Where days begin and end.
    pub zone: Zone,
}

impl Asked {
    /// How long the window is up to the moment of the question, in milliseconds.
    fn millis(&self) -> i128 {
        self.window.millis_until(self.at)
    }

    /// How many weeks that is.
    pub(super) fn weeks(&self) -> f64 {
        quotient(self.millis(), WEEK_MILLIS).unwrap_or_default()
    }

    /// So often, a week; nothing where there is no time.
    #[must_use]
    pub fn per_week(&self, times: u64, people: u64) -> Option<f64> {
        quotient(i128::from(times).saturating_mul(WEEK_MILLIS), self.millis().saturating_mul(people.into()))
    }

    /// Whether something happened in the window and up to the moment.
    #[must_use]
    pub fn holds(&self, at: Instant) -> bool {
        let bounds = self.window.moments();
        bounds.since <= at && at < bounds.until && at <= self.at
    }

    /// Whether an item's last day lies in the window: it is one of its days, wherever those are counted; or it begins between
    /// its moments, where whose it is is.
    pub(super) fn holds_due_day(&self, item: &CoachingItem) -> bool {
        item.due_on.is_some_and(|due| match self.window {
            Window::Days(days) => (days.first..=days.last).contains(&due),
            Window::Moments(bounds) => {
                (bounds.since..bounds.until).contains(&item.zone.unwrap_or(self.zone).first_moment(due))
            }
        })
    }
}
