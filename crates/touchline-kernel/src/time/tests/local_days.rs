//! Zones by name, and days as people keep them.

use chrono::NaiveTime;

use super::super::{Instant, LocalDate, LocalDay, Moments, Zone, tzdb_version};
use super::{date, instant, zone};
use crate::rejection::{Code, DetailKey, Reason};

#[test]
fn a_zone_is_known_by_its_exact_name_and_by_its_links() {
    for name in ["Europe/Berlin", "Asia/Calcutta", "Asia/Kolkata", "US/Eastern", "UTC", "Etc/GMT+5", "Pacific/Apia"] {
        assert_eq!(name.parse::<Zone>().map(Zone::name), Ok(name));
    }
    for name in ["", "europe/berlin", "Europe/Berlin ", "Europe", "Mars/Olympus", "+01:00", "EST5EDT,M3.2.0,M11.1.0"] {
        let reason = Reason::new(Code::UnknownZone).with(DetailKey::Actual, name);
        assert_eq!(name.parse::<Zone>(), Err(reason));
    }
    assert_ne!(zone("Asia/Calcutta"), zone("Asia/Kolkata"));
    assert_eq!(zone("Asia/Calcutta"), zone("Asia/Calcutta"));
}

#[test]
fn the_bundled_release_can_be_asked_for() {
    let (year, letter) = tzdb_version().split_at(4);
    assert!(year.parse::<u32>().is_ok_and(|year| year >= 2026), "{year}");
    assert!(letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase()), "{letter}");
}

#[test]
fn a_local_day_is_kept_with_its_zone() {
    let due = LocalDay { date: date("2026-03-02"), zone: zone("America/New_York") };
    let printed = r#"{"date":"2026-03-02","zone":"America/New_York"}"#;
    assert_eq!(serde_json::to_string(&due).unwrap(), printed);
    assert_eq!(serde_json::from_str::<LocalDay>(printed).unwrap(), due);
    assert!(serde_json::from_str::<LocalDay>(r#"{"date":"2026-03-02","zone":"America/Gotham"}"#).is_err());
}

#[test]
fn a_schema_names_the_format_by_which_a_reader_knows_what_to_check() {
    let formats = [
        (schemars::schema_for!(Instant), "instant"),
        (schemars::schema_for!(LocalDate), "local-date"),
        (schemars::schema_for!(Zone), "time-zone"),
    ];
    for (schema, format) in formats {
        assert_eq!(schema.get("format").and_then(|format| format.as_str()), Some(format));
        assert_eq!(schema.get("type").and_then(|kind| kind.as_str()), Some("string"));
    }
}

#[test]
fn a_due_date_ends_with_the_last_moment_of_that_local_day() {
    let due = LocalDay { date: date("2026-03-02"), zone: zone("America/New_York") };
    assert_eq!(due.first_moment(), instant("2026-03-02T00:00:00-05:00"));
    assert_eq!(due.last_moment(), instant("2026-03-02T23:59:59.999-05:00"));
    assert!(!due.is_over(due.last_moment()));
    assert!(due.is_over(instant("2026-03-03T00:00:00-05:00")));
    assert_eq!(LocalDay::of(due.last_moment(), due.zone), due);
    assert_eq!(LocalDay::of(instant("2026-03-03T04:59:59.999Z"), due.zone), due);
}

#[test]
fn days_are_counted_as_the_wall_calendar_turns() {
    let (late, early) = (instant("2026-03-02T23:59:00+01:00"), instant("2026-03-03T00:01:00+01:00"));
    assert_eq!(zone("Europe/Berlin").days_between(late, early), 1);
    assert_eq!(zone("Europe/London").days_between(late, early), 0);
    assert_eq!(zone("Europe/Berlin").days_between(early, late), -1);
}

#[test]
fn a_local_time_is_one_moment_or_in_a_gap_or_in_a_fold() {
    let new_york = zone("America/New_York");
    let at = |hour, minute| NaiveTime::from_hms_milli_opt(hour, minute, 30, 250).unwrap();
    let noon = new_york.resolve(date("2026-07-04"), at(12, 0));
    assert_eq!(noon, Moments::One(instant("2026-07-04T12:00:30.250-04:00")));

    let gap = new_york.resolve(date("2026-03-08"), at(2, 30));
    let earlier = instant("2026-03-08T02:30:30.250-04:00");
    let later = instant("2026-03-08T02:30:30.250-05:00");
    assert_eq!(gap, Moments::Gap { earlier, later });
    assert_eq!(gap.meant(), later);

    let fold = new_york.resolve(date("2026-11-01"), at(1, 30));
    let earlier = instant("2026-11-01T01:30:30.250-04:00");
    let later = instant("2026-11-01T01:30:30.250-05:00");
    assert_eq!(fold, Moments::Fold { earlier, later });
    assert_eq!(fold.meant(), earlier);
}

#[test]
fn gaps_and_folds_end_to_the_second() {
    let new_york = zone("America/New_York");
    let at =
        |day, hour, minute, second| new_york.resolve(date(day), NaiveTime::from_hms_opt(hour, minute, second).unwrap());
    assert!(matches!(at("2026-03-08", 1, 59, 59), Moments::One(_)));
    assert!(matches!(at("2026-03-08", 2, 0, 0), Moments::Gap { .. }));
    assert!(matches!(at("2026-03-08", 2, 59, 59), Moments::Gap { .. }));
    assert!(matches!(at("2026-03-08", 3, 0, 0), Moments::One(_)));
    assert!(matches!(at("2026-11-01", 0, 59, 59), Moments::One(_)));
    assert!(matches!(at("2026-11-01", 1, 0, 0), Moments::Fold { .. }));
    assert!(matches!(at("2026-11-01", 1, 59, 59), Moments::Fold { .. }));
    assert!(matches!(at("2026-11-01", 2, 0, 0), Moments::One(_)));
}

#[test]
fn the_rule_goes_on_behind_the_last_explicit_change() {
    let new_york = zone("America/New_York");
    // The calendar of 2026 returns after 400 years, so the rule's second Sunday in March is the 8th again.
    for year in ["2026", "2426", "2826", "8026", "9626"] {
        let change = instant(&format!("{year}-03-08T07:00:00Z"));
        let before = change.checked_add_millis(-1).unwrap();
        let offset = |at| new_york.offsets().east_at(Instant::millis(at).div_euclid(1_000));
        assert_eq!((offset(before), offset(change)), (-18_000, -14_400), "{year}");
    }
}

#[test]
fn the_default_zone_is_the_one_named_utc() {
    assert_eq!(Zone::default(), zone("UTC"));
}
