//! Days that lack a midnight, have two, overlap the next one, or never were.

use super::super::{Instant, LocalDate, Moments};
use super::{date, instant, zone};
use chrono::NaiveTime;

/// The first and last moment of a day, each as the wall clock and its offset read.
#[track_caller]
fn spans(name: &str, day: &str, first: &str, last: &str) {
    let zone = zone(name);
    assert_eq!(zone.first_moment(date(day)), instant(first), "first moment of {day} in {name}");
    assert_eq!(zone.last_moment(date(day)), instant(last), "last moment of {day} in {name}");
}

#[test]
fn clocks_put_forward_at_midnight_leave_a_day_that_begins_at_one() {
    spans("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00", "2018-11-04T23:59:59.999-02:00");
    spans("America/Sao_Paulo", "2018-11-03", "2018-11-03T00:00:00-03:00", "2018-11-03T23:59:59.999-03:00");
    spans("Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00", "2022-03-27T23:59:59.999+03:00");
    spans("Africa/Cairo", "2023-04-28", "2023-04-28T01:00:00+03:00", "2023-04-28T23:59:59.999+03:00");
}

#[test]
fn clocks_put_back_at_midnight_prolong_the_day_before() {
    spans("Africa/Cairo", "2023-10-26", "2023-10-26T00:00:00+03:00", "2023-10-26T23:59:59.999+02:00");
    spans("Africa/Cairo", "2023-10-27", "2023-10-27T00:00:00+02:00", "2023-10-27T23:59:59.999+02:00");
    spans("America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00:00-02:00", "2018-02-17T23:59:59.999-03:00");
}

#[test]
fn of_two_midnights_the_first_begins_the_day() {
    spans("America/Havana", "2023-11-05", "2023-11-05T00:00:00-04:00", "2023-11-05T23:59:59.999-05:00");
    let midnight = zone("America/Havana").resolve(date("2023-11-05"), NaiveTime::MIN);
    let (earlier, later) = (instant("2023-11-05T00:00:00-04:00"), instant("2023-11-05T00:00:00-05:00"));
    assert_eq!(midnight, Moments::Fold { earlier, later });
}

#[test]
fn clocks_put_back_over_midnight_make_two_days_overlap() {
    // At 00:01 of the 7th, Newfoundland went back to 23:01 of the 6th.
    spans("America/St_Johns", "2010-11-06", "2010-11-06T00:00:00-02:30", "2010-11-06T23:59:59.999-03:30");
    spans("America/St_Johns", "2010-11-07", "2010-11-07T00:00:00-02:30", "2010-11-07T23:59:59.999-03:30");
    let st_johns = zone("America/St_Johns");
    assert_eq!(st_johns.day_of(instant("2010-11-07T00:00:59.999-02:30")), date("2010-11-07"));
    assert_eq!(st_johns.day_of(instant("2010-11-06T23:01:00-03:30")), date("2010-11-06"));
}

#[test]
fn a_day_that_never_was_is_empty_where_the_days_around_it_meet() {
    spans("Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", "2011-12-29T23:59:59.999-10:00");
    spans("Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00", "2011-12-29T23:59:59.999-10:00");
    spans("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00", "2011-12-31T23:59:59.999+14:00");
    spans("Pacific/Kwajalein", "1993-08-21", "1993-08-22T00:00:00+12:00", "1993-08-20T23:59:59.999-12:00");
    spans("Pacific/Kiritimati", "1994-12-31", "1995-01-01T00:00:00+14:00", "1994-12-30T23:59:59.999-10:00");
    let noon = zone("Pacific/Apia").resolve(date("2011-12-30"), NaiveTime::from_hms_opt(12, 0, 0).unwrap());
    let (earlier, later) = (instant("2011-12-30T12:00:00+14:00"), instant("2011-12-30T12:00:00-10:00"));
    assert_eq!(noon, Moments::Gap { earlier, later });
    assert_eq!(zone("Pacific/Apia").days_between(earlier, later), 2);
}

#[test]
fn a_day_lived_twice_lasts_from_its_first_to_its_last_moment() {
    // Kwajalein stepped over the date line to the east at the end of September 1969, and lived it again.
    spans("Pacific/Kwajalein", "1969-09-30", "1969-09-30T00:00:00+11:00", "1969-09-30T23:59:59.999-12:00");
}

#[test]
fn the_ends_of_the_calendar_hold_every_moment() {
    let (first, last) = (LocalDate::new(1, 1, 1).unwrap(), LocalDate::new(9999, 12, 31).unwrap());
    for name in ["America/New_York", "UTC", "Asia/Tokyo", "Pacific/Niue"] {
        let zone = zone(name);
        assert_eq!(zone.day_of(Instant::MIN), first, "{name}");
        assert_eq!(zone.day_of(Instant::MAX), last, "{name}");
        assert_eq!(zone.day_of(zone.first_moment(first)), first, "{name}");
        assert_eq!(zone.day_of(zone.last_moment(last)), last, "{name}");
    }
    assert_eq!(zone("America/New_York").last_moment(last), Instant::MAX);
    assert_eq!(zone("Asia/Tokyo").first_moment(first), Instant::MIN);
}

#[test]
fn a_day_that_a_zone_never_had_is_not_counted_there() {
    let days = |name: &str, first: &str, last: &str| {
        super::super::DaySpan { first: date(first), last: date(last) }.days_in(zone(name))
    };
    assert_eq!(days("Pacific/Apia", "2011-12-26", "2012-01-01"), 6, "Samoa went from the 29th to the 31st");
    assert_eq!(days("Pacific/Apia", "2011-12-30", "2011-12-30"), 0);
    assert_eq!(days("Pacific/Pago_Pago", "2011-12-26", "2012-01-01"), 7, "and its neighbour did not");
    assert_eq!(days("Pacific/Kwajalein", "1993-08-01", "1993-08-31"), 30);
    assert_eq!(days("Asia/Manila", "1844-12-01", "1844-12-31"), 30);
    assert_eq!(days("Europe/Berlin", "2026-03-23", "2026-03-29"), 7, "an hour is no day");
}

#[test]
fn the_days_that_are_not_counted_are_those_of_which_no_moment_is_shown() {
    let years = [("1844-12-01", "1845-01-31"), ("1993-08-01", "1995-01-31"), ("2011-12-01", "2012-01-31")];
    for (zone, (first, last)) in super::every_zone().flat_map(|zone| years.map(|span| (zone, span))) {
        let (first, last) = (date(first), date(last));
        let shown = |day: i64| LocalDate::from_days(day).is_some_and(|day| zone.day_of(zone.first_moment(day)) == day);
        let counted = (first.days()..=last.days()).filter(|day| shown(*day)).count();
        let days = super::super::DaySpan { first, last }.days_in(zone);
        assert_eq!(days, u64::try_from(counted).unwrap(), "{zone}");
    }
}
