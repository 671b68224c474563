//! Instants as text, and at the edges of their range.

use chrono::{DateTime, NaiveDate, Utc};

use super::super::{Instant, LocalDate};
use super::instant;
use crate::rejection::{Code, DetailKey, Reason};

#[track_caller]
fn reads(text: &str, printed: &str) {
    assert_eq!(text.parse::<Instant>().map(|instant| instant.to_string()), Ok(printed.to_owned()), "{text}");
}

#[test]
fn any_offset_is_read_and_utc_is_printed() {
    reads("2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00.000Z");
    reads("2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z");
    reads("2026-03-02t09:00:00z", "2026-03-02T09:00:00.000Z");
    reads("2026-03-02T09:00:00+00:00", "2026-03-02T09:00:00.000Z");
    reads("2026-03-02T09:00:00-00:00", "2026-03-02T09:00:00.000Z");
    reads("2026-03-02T14:45:00+05:45", "2026-03-02T09:00:00.000Z");
    reads("2026-03-01T23:30:00-09:30", "2026-03-02T09:00:00.000Z");
    reads("2026-01-01T00:00:00.5+23:59", "2025-12-31T00:01:00.500Z");
}

#[test]
fn what_is_finer_than_a_millisecond_is_floored_before_1970_too() {
    reads("2026-03-02T09:00:00.1Z", "2026-03-02T09:00:00.100Z");
    reads("2026-03-02T09:00:00.12+00:00", "2026-03-02T09:00:00.120Z");
    reads("2026-03-02T09:00:00.1239999Z", "2026-03-02T09:00:00.123Z");
    reads("2026-03-02T09:00:00.999999999Z", "2026-03-02T09:00:00.999Z");
    reads("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z");
    reads("1969-12-31T23:59:59.00000000000000000009Z", "1969-12-31T23:59:59.000Z");
}

#[test]
fn second_60_is_the_last_millisecond_of_a_month_and_stands_nowhere_else() {
    reads("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z");
    reads("2016-12-31T23:59:60.250Z", "2016-12-31T23:59:59.999Z");
    reads("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:59.999Z");
    reads("2015-07-01T05:29:60.7+05:30", "2015-06-30T23:59:59.999Z");
    reads("9999-12-31T23:59:60Z", "9999-12-31T23:59:59.999Z");
    assert!(instant("2016-12-31T23:59:60Z") < instant("2017-01-01T00:00:00Z"));
    assert!(instant("2016-12-31T23:59:60Z") >= instant("2016-12-31T23:59:59.999999Z"));
    for nowhere in ["2016-12-30T23:59:60Z", "2016-12-31T22:59:60Z", "2016-12-31T23:58:60Z", "2016-12-31T23:59:60+01:00"]
    {
        refuses(nowhere);
    }
}

#[track_caller]
fn refuses(text: &str) {
    let reason = Reason::new(Code::InvalidInstant).with(DetailKey::Actual, text);
    assert_eq!(text.parse::<Instant>(), Err(reason));
}

#[test]
fn everything_else_is_refused_with_what_was_given() {
    for text in [
        "",
        "2026-03-02",
        "2026-03-02T09:00Z",
        "2026-03-02T09:00:00",
        "2026-03-02 09:00:00Z",
        "2026-03-02T09:00:00.Z",
        "2026-03-02T09:00:00.12aZ",
        "2026-03-02T09:00:00,5Z",
        "2026-03-02T09:00:00.000Z ",
        " 2026-03-02T09:00:00.000Z",
        "2026-03-02T09:00:00.000ZZ",
        "2026-03-02T09:00:00+0100",
        "2026-03-02T09:00:00+01",
        "2026-03-02T09:00:00+24:00",
        "2026-03-02T09:00:00+01:60",
        "2026-03-02T24:00:00Z",
        "2026-03-02T09:60:00Z",
        "2026-03-02T09:00:61Z",
        "2026-02-29T09:00:00Z",
        "2026-13-02T09:00:00Z",
        "2026-00-02T09:00:00Z",
        "2026-03-00T09:00:00Z",
        "+2026-03-02T09:00:00Z",
        "-026-03-02T09:00:00Z",
        "20260302T090000Z",
        "٢٠٢٦-03-02T09:00:00Z",
        "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "10000-01-01T00:00:00Z",
    ] {
        refuses(text);
    }
}

#[test]
fn a_long_text_is_quoted_short() {
    let reason = "é".repeat(1_000_000).parse::<Instant>().expect_err("not a moment");
    assert!(reason.message().len() < 300, "{} bytes", reason.message().len());
    assert!(reason.message().contains("éé…"));
}

#[test]
fn the_range_ends_where_the_years_have_four_digits() {
    assert_eq!(Instant::MIN.to_string(), "0001-01-01T00:00:00.000Z");
    assert_eq!(Instant::MAX.to_string(), "9999-12-31T23:59:59.999Z");
    assert_eq!(Instant::from_millis(0).map(|epoch| epoch.to_string()).as_deref(), Some("1970-01-01T00:00:00.000Z"));
    assert_eq!(Instant::MIN.checked_add_millis(-1), None);
    assert_eq!(Instant::MAX.checked_add_millis(1), None);
    assert_eq!(Instant::MAX.checked_add_millis(i64::MAX), None);
    assert_eq!(Instant::MAX.checked_add_days(i64::MAX), None);
    assert_eq!(Instant::MIN.checked_add_days(3_652_059), None);
    assert_eq!(Instant::MIN.checked_add_days(3_652_058), Some(instant("9999-12-31T00:00:00Z")));
    assert_eq!(Instant::MAX.millis_since(Instant::MIN), 3_652_059 * 86_400_000 - 1);
}

#[test]
fn the_serialised_form_is_the_printed_one() {
    let moment = instant("2026-03-02T09:00:00.000Z");
    assert_eq!(serde_json::to_string(&moment).unwrap(), r#""2026-03-02T09:00:00.000Z""#);
    assert_eq!(serde_json::from_str::<Instant>(r#""2026-03-02T10:00:00+01:00""#).unwrap(), moment);
    assert!(serde_json::from_str::<Instant>("1772442000000").is_err());
    assert_eq!(moment.text().as_bytes(), b"2026-03-02T09:00:00.000Z");
}

#[test]
fn chrono_converts_both_ways() {
    let moment = instant("1969-12-31T23:59:59.001Z");
    assert_eq!(DateTime::<Utc>::from(moment).timestamp_millis(), -999);
    assert_eq!(Instant::try_from(DateTime::<Utc>::from(moment)), Ok(moment));
    let finer = DateTime::from_timestamp(-1, 1_999_999).unwrap();
    assert_eq!(Instant::try_from(finer), Ok(moment));
    assert_eq!(Instant::try_from(DateTime::<Utc>::MAX_UTC).map_err(|reason| reason.code), Err(Code::InvalidInstant));
    let leap = NaiveDate::from_ymd_opt(2016, 12, 31).and_then(|day| day.and_hms_milli_opt(23, 59, 59, 1_500)).unwrap();
    assert_eq!(Instant::try_from(leap.and_utc()), Ok(instant("2016-12-31T23:59:60.5Z")));
}

#[test]
fn a_date_is_ten_characters_and_exists() {
    for text in ["0001-01-01", "1970-01-01", "2024-02-29", "2000-02-29", "9999-12-31"] {
        assert_eq!(serde_json::to_string(&text.parse::<LocalDate>().unwrap()).unwrap(), format!("{text:?}"));
        assert_eq!(text.parse::<LocalDate>().map(|date| date.to_string()), Ok(text.to_owned()));
    }
    for text in [
        "",
        "2026-02-29",
        "1900-02-29",
        "2026-3-2",
        "2026-03-02 ",
        "20260302",
        "0000-12-31",
        "2026-04-31",
        "12026-03-02",
    ] {
        let reason = Reason::new(Code::InvalidDate).with(DetailKey::Actual, text);
        assert_eq!(text.parse::<LocalDate>(), Err(reason));
    }
    assert_eq!(NaiveDate::MAX.try_into().map_err(|reason: Reason| reason.code), Err::<LocalDate, _>(Code::InvalidDate));
}

#[test]
fn dates_count_on_within_their_range() {
    let first = LocalDate::new(1, 1, 1).unwrap();
    let last = LocalDate::new(9999, 12, 31).unwrap();
    assert_eq!(last.days_since(first), 3_652_058);
    assert_eq!(first.checked_add_days(3_652_058), Some(last));
    assert_eq!(first.checked_add_days(-1), None);
    assert_eq!(last.checked_add_days(1), None);
    assert_eq!(last.checked_add_days(i64::MAX), None);
    assert_eq!(LocalDate::new(1970, 1, 1).map(LocalDate::days), Some(0));
    assert_eq!(NaiveDate::from(last), NaiveDate::from_ymd_opt(9999, 12, 31).unwrap());
}
