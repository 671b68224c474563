//! When: whole days of the calendar in a zone, or from one moment up to another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MetricPolicy;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};
use touchline_kernel::time::{DaySpan, Instant, LocalDate, Zone};

/// When something has to have happened to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MetricWindow")]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Window {
    /// On these days, from the first moment of the first one up to the first moment after the last one.
    Days(WindowDays),
    /// From one moment up to another.
    Moments(WindowMoments),
}

/// Days of the calendar somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WindowDays {
    /// The first day.
    pub first: LocalDate,
    /// The last day, which is one of them.
    pub last: LocalDate,
    /// Where they begin and end.
    pub zone: Zone,
}

/// From one moment up to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WindowMoments {
    /// The first moment.
    pub since: Instant,
    /// The moment that ends it, and is not in it any more.
    pub until: Instant,
}

const DAY_MILLIS: i128 = 86_400_000;

impl Window {
    /// So many days, the last of which is the day before a moment's.
    #[must_use]
    pub fn days_before(at: Instant, days: u32, zone: Zone) -> Option<Self> {
        let today = zone.day_of(at);
        let first = today.checked_add_days(i64::from(days).saturating_neg())?;
        Some(Window::Days(WindowDays { first, last: today.checked_add_days(-1)?, zone }))
    }

    /// The window that is meant: the one that is named, or the policy's number of whole days before the day of the
    /// question, in a zone.
    pub fn meant(window: Option<Window>, at: Instant, zone: Zone, policy: &MetricPolicy) -> Result<Self, Rejection> {
        let default = || Window::days_before(at, policy.window_days, zone);
        let too_early =
            || Rejection::from(Reason::new(Code::InvalidDate).with(DetailKey::Actual, at.to_string())).at("/at");
        let window = window.or_else(default).ok_or_else(too_early)?;
        window.check("/window").map(|()| window)
    }

    /// Refuses a window in which there is no time. It stands at `path`.
    pub fn check(self, path: &str) -> Result<(), Rejection> {
        let reversed = match self {
            Window::Days(days) => days.first > days.last,
            Window::Moments(moments) => moments.since >= moments.until,
        };
        if reversed { Err(Rejection::from(Code::SpanReversed).at(format!("{path}/body"))) } else { Ok(()) }
    }

    /// Where its days begin and end; nothing of a window of moments.
    #[must_use]
    pub fn zone(self) -> Option<Zone> {
        match self {
            Window::Days(days) => Some(days.zone),
            Window::Moments(_) => None,
        }
    }

    /// Its first moment, and the one that ends it.
    #[must_use]
    pub fn moments(self) -> WindowMoments {
        match self {
            Window::Moments(moments) => moments,
            Window::Days(days) => {
                let next = days.last.checked_add_days(1).map(|next| days.zone.first_moment(next));
                WindowMoments { since: days.zone.first_moment(days.first), until: next.unwrap_or(Instant::MAX) }
            }
        }
    }

    /// Those within it of what is in order of time.
    pub(crate) fn among<T>(self, all: &[T], at: impl Fn(&T) -> Instant) -> &[T] {
        let WindowMoments { since, until } = self.moments();
        let (first, next) = (all.partition_point(|one| at(one) < since), all.partition_point(|one| at(one) < until));
        all.get(first..next).unwrap_or_default()
    }

    /// Its days, where it has whole ones.
    #[must_use]
    pub fn span(self) -> Option<DaySpan> {
        match self {
            Window::Days(days) => Some(DaySpan { first: days.first, last: days.last }),
            Window::Moments(_) => None,
        }
    }

    /// How long it is, in milliseconds: a day of the calendar counts as one, even with 23 hours.
    pub(super) fn millis(self) -> i128 {
        match self.span() {
            Some(span) => i128::from(span.days()).saturating_mul(DAY_MILLIS),
            None => {
                let WindowMoments { since, until } = self.moments();
                i128::from(until.millis()).saturating_sub(since.millis().into())
            }
        }
    }

    /// How long it is up to a moment, in milliseconds, as its whole length is counted: of the moment's own day the part of it
    /// that is over, and nothing where the moment lies before the window.
    pub(crate) fn millis_until(self, at: Instant) -> i128 {
        let WindowMoments { since, until } = self.moments();
        match self {
            _ if at <= since => 0,
            _ if at >= until => self.millis(),
            Window::Moments(_) => i128::from(at.millis()).saturating_sub(since.millis().into()),
            Window::Days(WindowDays { first, zone, .. }) => {
                let today = zone.day_of(at);
                let over = i128::from(today.days_since(first)).saturating_mul(DAY_MILLIS);
                over.saturating_add(millis_of_day(at, today, zone))
            }
        }
    }

    /// The window before it, of equal length.
    pub fn previous(self) -> Result<Self, Rejection> {
        let too_early = |day: String| Rejection::from(Reason::new(Code::InvalidDate).with(DetailKey::Actual, day));
        match self {
            Window::Days(days) => {
                let length = days.last.days_since(days.first).saturating_add(1);
                let first = days.first.checked_add_days(length.saturating_neg());
                let last = days.first.checked_add_days(-1);
                match (first, last) {
                    (Some(first), Some(last)) => Ok(Window::Days(WindowDays { first, last, ..days })),
                    _ => Err(too_early(days.first.to_string())),
                }
            }
            Window::Moments(WindowMoments { since, until }) => {
                let length = until.millis().saturating_sub(since.millis());
                let before = since.checked_add_millis(length.saturating_neg());
                let before = before.ok_or_else(|| too_early(since.to_string()))?;
                Ok(Window::Moments(WindowMoments { since: before, until: since }))
            }
        }
    }
}

/// How much of a moment's day is over, as a part of a day of 24 hours.
fn millis_of_day(at: Instant, today: LocalDate, zone: Zone) -> i128 {
    let since = |moment: Instant| i128::from(at.millis()).saturating_sub(moment.millis().into());
    let begun = zone.first_moment(today);
    let next = today.checked_add_days(1).map(|next| zone.first_moment(next));
    let length = next.map_or(DAY_MILLIS, |next| since(begun).saturating_sub(since(next)));
    since(begun).saturating_mul(DAY_MILLIS).checked_div(length).unwrap_or_default()
}

/// So many days in milliseconds.
pub(super) fn days_in_millis(days: u32) -> i128 {
    i128::from(days).saturating_mul(DAY_MILLIS)
}
