//! `cargo xtask bench calendar`: a weekly rule on some weekdays in New York, expanded by this library, by the rrule crate
//! and by the loop over days that a program would write for itself. All take turns, and have to find the same. The library takes
//! part twice: by when occurrences begin alone, and by the occurrences as a host is told them.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::America::New_York;
use rrule::RRuleSet;
use touchline_calculators::calendar::{Frequency, RecurrenceRule, RuleDay, Series, Window, page};
use touchline_kernel::time::Weekday as RuleWeekday;

const OCCURRENCES: usize = 10_000;
const ROUNDS: usize = 301;

const TEXT: &str = "DTSTART;TZID=America/New_York:20260302T090000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR";

/// Who takes part: what it finds is the sum of all moments, in seconds.
type Contender = (&'static str, fn() -> i64);

const CONTENDERS: [Contender; 4] =
    [("touchline, when alone", ours), ("touchline, occurrences", told), ("rrule", rrule), ("a loop over days", looped)];

/// How many times as quick as the others this library has to be, in either way.
const OURS: usize = 2;
const BARS: [(&str, f64); 2] = [("rrule", 2.0), ("a loop over days", 0.5)];

fn series() -> Series {
    let days = [RuleWeekday::Monday, RuleWeekday::Wednesday, RuleWeekday::Friday];
    let mut rule = RecurrenceRule::every(Frequency::Weekly);
    rule.by_day = days.map(|weekday| RuleDay { nth: None, weekday }).to_vec();
    Series {
        added: Vec::new(),
        length_seconds: 1_800,
        moved: Vec::new(),
        rule: Some(rule),
        skipped: Vec::new(),
        start: "2026-03-02T09:00:00".parse().unwrap_or_else(|reason| panic!("{reason:?}")),
        zone: "America/New_York".parse().unwrap_or_else(|reason| panic!("{reason:?}")),
    }
}

fn ours() -> i64 {
    black_box(series()).rule_seconds().take(OCCURRENCES).sum()
}

fn told() -> i64 {
    let window = Window { since: None, until: None, limit: OCCURRENCES };
    let page = page(&[&black_box(series())], window).unwrap_or_else(|reason| panic!("{reason:?}"));
    black_box(page.occurrences).iter().map(|(occurrence, _)| occurrence.starts_at.millis() / 1_000).sum()
}

fn rrule() -> i64 {
    let set: RRuleSet = black_box(TEXT).parse().unwrap_or_else(|error| panic!("{error}"));
    set.into_iter().take(OCCURRENCES).map(|moment| moment.timestamp()).sum()
}

fn looped() -> i64 {
    let first = NaiveDate::from_ymd_opt(2026, 3, 2).and_then(|day| day.and_hms_opt(9, 0, 0));
    let mut wall: NaiveDateTime = black_box(first).unwrap_or_default();
    let (mut found, mut sum) = (0, 0);
    while found < OCCURRENCES {
        if matches!(wall.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Fri) {
            sum += New_York.from_local_datetime(&wall).earliest().map_or(0, |moment| moment.timestamp());
            found += 1;
        }
        wall = wall.checked_add_days(Days::new(1)).unwrap_or_default();
    }
    sum
}

fn main() -> ExitCode {
    let mut times = CONTENDERS.map(|_| Vec::new());
    let mut sums = CONTENDERS.map(|_| 0);
    for _ in 0..ROUNDS {
        for (nth, (_, find)) in CONTENDERS.iter().enumerate() {
            let begun = Instant::now();
            sums[nth] = black_box(find());
            times[nth].push(begun.elapsed().as_secs_f64());
        }
    }
    let rates = times.map(|mut times| {
        times.sort_unstable_by(f64::total_cmp);
        OCCURRENCES as f64 / times[ROUNDS / 2]
    });
    println!("{OCCURRENCES} occurrences; median of {ROUNDS} rounds");
    for ((name, _), rate) in CONTENDERS.iter().zip(rates) {
        println!("{name:<24} {:>8.1} million a second", rate / 1e6);
    }
    let mut is_missed = false;
    for (name, bar) in BARS {
        let theirs = CONTENDERS.iter().position(|(other, _)| *other == name).map_or(f64::NAN, |nth| rates[nth]);
        for ((own, _), rate) in CONTENDERS.iter().zip(rates).take(OURS) {
            let times = rate / theirs;
            let holds = times >= bar;
            is_missed |= !holds;
            let held = if holds { "holds" } else { "MISSED" };
            println!("{own}: {times:.2} times as quick as {name}, at least {bar} wanted: {held}");
        }
    }
    // rrule's zones are of an older release, and say the same of New York.
    if sums.iter().any(|sum| *sum != sums[0]) {
        println!("they do not find the same: {sums:?}");
        is_missed = true;
    }
    if is_missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
