//! Where windows of the calendar begin and end, so that a row is put into one by two comparisons and not by the calendar.

use touchline_kernel::time::{LocalDate, Zone};

use crate::moment::Mark;

/// The windows that have come up, by what begins them.
#[derive(Debug, Default)]
pub(super) struct Boundaries {
    days: Ordered,
    moments: Ordered,
}

/// Spans that do not overlap, in order, and the one that was found last.
#[derive(Debug, Default)]
struct Ordered {
    spans: Vec<Span>,
    last: usize,
}

/// From the first that is in a window up to the first that is not any more.
#[derive(Clone, Copy, Debug)]
struct Span {
    since: i64,
    until: i64,
    window: u32,
}

impl Boundaries {
    /// The number of the window of a mark, where it has come up.
    #[inline]
    pub(super) fn find(&mut self, mark: Mark) -> Option<u32> {
        match mark {
            Mark::Day(day) => self.days.find(day),
            Mark::Moment(millis) => self.moments.find(millis),
        }
    }

    /// A window that has come up, from its first day to its last.
    ///
    /// Where clocks are put back over midnight, a day is shown again after the next one has begun: moments around there are
    /// of no span, and are asked for one by one.
    pub(super) fn add(&mut self, mark: Mark, (first, last): (i64, i64), zone: Zone, window: u32) {
        match mark {
            Mark::Day(_) => self.days.add(Span { since: first, until: last.saturating_add(1), window }),
            Mark::Moment(millis) => {
                let day = |days: i64| LocalDate::from_days(days);
                let (Some(before), Some(after)) = (day(first.saturating_sub(1)), day(last.saturating_add(1))) else {
                    return;
                };
                let since = zone.last_moment(before).millis().saturating_add(1);
                let until = zone.first_moment(after).millis();
                if (since..until).contains(&millis) {
                    self.moments.add(Span { since, until, window });
                }
            }
        }
    }
}

impl Ordered {
    #[inline]
    fn find(&mut self, mark: i64) -> Option<u32> {
        let holds = |span: &Span| span.since <= mark && mark < span.until;
        if let Some(span) = self.spans.get(self.last).filter(|span| holds(span)) {
            return Some(span.window);
        }
        let place = self.spans.partition_point(|span| span.since <= mark).checked_sub(1)?;
        let span = self.spans.get(place).filter(|span| holds(span))?;
        self.last = place;
        Some(span.window)
    }

    fn add(&mut self, span: Span) {
        let place = self.spans.partition_point(|other| other.since < span.since);
        self.spans.insert(place, span);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use touchline_calculators::insight::Every;
    use touchline_kernel::time::Instant;

    use super::*;

    proptest! {
        #[test]
        fn bat_03_a_moment_between_boundaries_has_the_window_of_its_day(
            moments in prop::collection::vec(-4_000_000_000_000_i64..4_000_000_000_000, 1..300),
            every in prop::sample::select(vec![Every::Day, Every::Week, Every::Month, Every::Quarter]),
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "Pacific/Apia", "America/Juneau", "America/Sao_Paulo"]),
        ) {
            let zone = Zone::named(zone).unwrap();
            let mut boundaries = Boundaries::default();
            for millis in moments {
                let number = every.number(zone.day_of(Instant::from_millis(millis).unwrap()));
                let window = u32::try_from(number + 1_000_000).unwrap();
                let mark = Mark::Moment(millis);
                match boundaries.find(mark) {
                    Some(found) => prop_assert_eq!(found, window),
                    None => boundaries.add(mark, every.days(number), zone, window),
                }
            }
        }
    }
}
