//! Recurrence beside the rrule crate: rules of every unit with the parts that they take, in several zones, each written as RFC 5545
//! does and read by both. Both have to find the same.
//!
//! The start may meet its rule or not; no time lies in a gap of the clocks, where the two are meant to differ, and none is looked at
//! for which the zones of that crate have no rule any more.

use rrule::RRuleSet;
use touchline_calculators::calendar::read_series;

/// As many occurrences of a rule are compared at most.
const OCCURRENCES: usize = 80;
/// The year 2090, in seconds.
const END: i64 = 3_786_912_000;
const ZONES: [&str; 4] = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu"];
const STARTS: [&str; 3] = ["20260302T090000", "20240229T173000", "20261231T120000"];
const INTERVALS: [u32; 4] = [1, 2, 3, 7];
const ENDS: [&str; 3] = ["", ";COUNT=17", ";UNTIL=20310615T000000Z"];

/// The parts that a unit of time is written with.
const PARTS: [(&str, &[&str]); 4] = [
    ("DAILY", &["", ";BYDAY=MO,WE,FR", ";BYMONTH=2,3,11", ";BYMONTHDAY=1,15,-1", ";BYHOUR=9,17"]),
    ("WEEKLY", &["", ";BYDAY=TU,TH", ";BYDAY=SU,MO;WKST=SU", ";BYDAY=MO,SU;WKST=MO", ";BYMONTH=3,10;BYDAY=SA"]),
    (
        "MONTHLY",
        &[
            "",
            ";BYDAY=2TU",
            ";BYDAY=-1FR",
            ";BYMONTHDAY=31",
            ";BYMONTHDAY=-2,13",
            ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            ";BYDAY=FR;BYMONTHDAY=13",
            ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-2",
        ],
    ),
    (
        "YEARLY",
        &[
            "",
            ";BYMONTH=2;BYMONTHDAY=29",
            ";BYMONTH=11;BYDAY=4TH",
            ";BYYEARDAY=1,100,-1",
            ";BYWEEKNO=20;BYDAY=MO",
            ";BYDAY=20MO",
            ";BYMONTH=1,7;BYDAY=SU,WE",
        ],
    ),
];

fn ours(text: &str) -> Vec<i64> {
    let series = read_series(text).unwrap_or_else(|reason| panic!("{text}: {}", reason.message()));
    series.rule_seconds().take_while(|moment| *moment < END).take(OCCURRENCES).collect()
}

fn theirs(text: &str) -> Vec<i64> {
    let set: RRuleSet = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    let moments = set.into_iter().map(|moment| moment.timestamp());
    moments.take_while(|moment| *moment < END).take(OCCURRENCES).collect()
}

#[test]
fn ses_02_the_rrule_crate_finds_the_same() {
    let (mut compared, mut found) = (0, 0);
    for (unit, all) in PARTS {
        for (parts, interval, end) in all.iter().flat_map(|parts| {
            INTERVALS.iter().flat_map(move |interval| ENDS.iter().map(move |end| (parts, interval, end)))
        }) {
            for (zone, start) in ZONES.iter().flat_map(|zone| STARTS.iter().map(move |start| (zone, start))) {
                let text = format!("DTSTART;TZID={zone}:{start}\nRRULE:FREQ={unit};INTERVAL={interval}{parts}{end}");
                let (ours, theirs) = (ours(&text), theirs(&text));
                assert_eq!(ours, theirs, "{text}");
                compared += 1;
                found += ours.len();
            }
        }
    }
    assert!(compared > 3_000 && found > 30 * compared, "{compared} rules, {found} occurrences");
}
