//! Quiet hours and the hour of a digest, on the clock of the wall, across the days on which it is changed.
//!
//! A time in a skipped hour is the first moment after it, a time in a doubled hour the first of the two. So quiet
//! hours are spans of moments, each with one end, whatever the clock does within them.
//!
//! Rules: NTF-02, NTF-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::time::{Instant, LocalDate, LocalTime, Zone};

/// From when until when, each day, no e-mail is wanted, by the clock where the person is. They may go over
/// midnight. Where both are the same the whole day is quiet: what is to be told at once then waits for the digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuietHours {
    /// When they begin.
    pub begin: LocalTime,
    /// When they end; e-mail is wanted again from this moment on.
    pub end: LocalTime,
}

impl QuietHours {
    /// Whether they have no end.
    #[must_use]
    pub fn are_the_whole_day(self) -> bool {
        self.begin == self.end
    }

    /// When they end, where they hold at this moment and do end: those of a whole day leave nothing between beginning and end.
    #[must_use]
    pub fn end_after(self, at: Instant, zone: Zone) -> Option<Instant> {
        let over_midnight = self.end < self.begin;
        days_around(at, zone).find_map(|date| {
            let last = if over_midnight { date.checked_add_days(1)? } else { date };
            let end = zone.first_at(last, self.end);
            (zone.first_at(date, self.begin) <= at && at < end).then_some(end)
        })
    }
}

/// The first moment after this one at which a digest goes out: at its hour, or at the end of the quiet hours in
/// which that lies. None goes out on a day that the zone never had.
#[must_use]
pub(super) fn next_digest(at: Instant, hour: LocalTime, quiet: Option<QuietHours>, zone: Zone) -> Instant {
    let of_day = |date: LocalDate| {
        let is_empty = zone.last_moment(date) < zone.first_moment(date);
        let moment = zone.first_at(date, hour);
        let end = quiet.and_then(|quiet| quiet.end_after(moment, zone));
        (!is_empty).then(|| end.unwrap_or(moment))
    };
    // At the edge of the years there is no day after, and nothing to wait for.
    days_around(at, zone).filter_map(of_day).find(|moment| *moment > at).unwrap_or(at)
}

/// The day before, the day itself, and those after that it takes to come past one which a zone never had.
fn days_around(at: Instant, zone: Zone) -> impl Iterator<Item = LocalDate> {
    let today = zone.day_of(at);
    (-1..=3).filter_map(move |days| today.checked_add_days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet(begin: &str, end: &str) -> QuietHours {
        QuietHours { begin: begin.parse().unwrap(), end: end.parse().unwrap() }
    }

    fn end(zone: &str, hours: QuietHours, at: &str) -> Option<String> {
        let end = hours.end_after(at.parse().unwrap(), Zone::named(zone).unwrap());
        end.map(|end| end.to_string())
    }

    fn digest(zone: &str, hour: &str, at: &str) -> String {
        next_digest(at.parse().unwrap(), hour.parse().unwrap(), None, Zone::named(zone).unwrap()).to_string()
    }

    #[test]
    fn ntf_02_quiet_hours_go_over_midnight_and_end_at_a_moment_that_is_no_longer_quiet() {
        let night = quiet("22:00", "07:00");
        // Berlin is an hour ahead of UTC in March.
        for (at, expected) in [
            ("2026-03-02T20:59:59.999Z", None),
            ("2026-03-02T21:00:00.000Z", Some("2026-03-03T06:00:00.000Z")),
            ("2026-03-03T05:59:59.999Z", Some("2026-03-03T06:00:00.000Z")),
            ("2026-03-03T06:00:00.000Z", None),
        ] {
            assert_eq!(end("Europe/Berlin", night, at).as_deref(), expected, "{at}");
        }
        assert_eq!(end("Europe/Berlin", quiet("07:00", "07:00"), "2026-03-02T21:00:00Z"), None, "they have no end");
    }

    #[test]
    fn ntf_03_quiet_hours_end_where_the_clock_says_so_on_days_on_which_it_is_changed() {
        for (zone, hours, at, expected) in [
            // The night on which an hour is skipped is shorter, and the one with a doubled hour longer.
            ("Europe/Berlin", quiet("22:00", "07:00"), "2026-03-28T23:00:00Z", "2026-03-29T05:00:00.000Z"),
            ("Europe/Berlin", quiet("22:00", "07:00"), "2026-10-24T23:00:00Z", "2026-10-25T06:00:00.000Z"),
            // They end in the hour that is skipped, and in the one that is doubled.
            ("Europe/Berlin", quiet("22:00", "02:30"), "2026-03-28T23:00:00Z", "2026-03-29T01:00:00.000Z"),
            ("Europe/Berlin", quiet("22:00", "02:30"), "2026-10-24T23:00:00Z", "2026-10-25T00:30:00.000Z"),
            ("America/New_York", quiet("21:00", "02:15"), "2026-03-08T05:00:00Z", "2026-03-08T07:00:00.000Z"),
            ("America/New_York", quiet("21:00", "01:15"), "2026-11-01T04:00:00Z", "2026-11-01T05:15:00.000Z"),
            ("Australia/Lord_Howe", quiet("23:00", "02:15"), "2026-10-03T14:00:00Z", "2026-10-03T15:30:00.000Z"),
            ("Australia/Lord_Howe", quiet("23:00", "01:45"), "2026-04-04T13:00:00Z", "2026-04-04T14:45:00.000Z"),
            ("Africa/Casablanca", quiet("23:00", "02:30"), "2026-03-22T00:00:00Z", "2026-03-22T02:00:00.000Z"),
            // What is left of the day lies in the hour that is skipped: they end where that one does.
            ("Europe/Berlin", quiet("02:30", "02:00"), "2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z"),
        ] {
            assert_eq!(end(zone, hours, at).as_deref(), Some(expected), "{zone} {hours:?} {at}");
        }
        // The second time that the clock shows an hour in which they ended, they have ended.
        assert_eq!(end("Europe/Berlin", quiet("22:00", "02:30"), "2026-10-25T01:15:00Z"), None);
    }

    #[test]
    fn ntf_03_a_digest_goes_out_once_a_day_at_its_hour() {
        for (zone, hour, at, expected) in [
            ("Europe/Berlin", "08:00", "2026-03-02T06:59:59.999Z", "2026-03-02T07:00:00.000Z"),
            ("Europe/Berlin", "08:00", "2026-03-02T07:00:00.000Z", "2026-03-03T07:00:00.000Z"),
            ("Europe/Berlin", "02:30", "2026-03-29T00:59:59.999Z", "2026-03-29T01:00:00.000Z"),
            ("Europe/Berlin", "02:30", "2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"),
            ("Europe/Berlin", "02:30", "2026-10-25T00:00:00.000Z", "2026-10-25T00:30:00.000Z"),
            ("Europe/Berlin", "02:30", "2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"),
            ("Australia/Lord_Howe", "02:15", "2026-10-03T15:00:00Z", "2026-10-03T15:30:00.000Z"),
            ("Africa/Casablanca", "02:30", "2026-03-22T01:00:00Z", "2026-03-22T02:00:00.000Z"),
            // Samoa had no 30 December 2011, and so no digest of that day.
            ("Pacific/Apia", "08:00", "2011-12-29T19:00:00Z", "2011-12-30T18:00:00.000Z"),
        ] {
            assert_eq!(digest(zone, hour, at), expected, "{zone} {hour} {at}");
        }
    }

    #[test]
    fn ntf_03_a_digest_whose_hour_is_quiet_waits_for_the_end_unless_there_is_none() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let eight = LocalTime::EIGHT;
        let next = |hours, at: &str| next_digest(at.parse().unwrap(), eight, Some(hours), zone).to_string();
        assert_eq!(next(quiet("22:00", "09:00"), "2026-03-02T06:00:00Z"), "2026-03-02T08:00:00.000Z");
        assert_eq!(next(quiet("22:00", "09:00"), "2026-03-02T07:30:00Z"), "2026-03-02T08:00:00.000Z");
        assert_eq!(next(quiet("00:00", "00:00"), "2026-03-02T06:00:00Z"), "2026-03-02T07:00:00.000Z");
    }
}
