//! A zone written into a calendar file (VTIMEZONE): the changes of its clocks for as long as the file speaks of, and by two
//! yearly rules from when they follow such to the end of the table.
//!
//! Rules: SES-03.

use std::collections::BTreeMap;

use touchline_kernel::time::{ClockChange, LocalDate, LocalDateTime, Weekday, Zone};

use super::content_line::fold;
use super::rule::{Frequency, RecurrenceRule, RuleDay};
use super::rule_text::local;

/// For how many years a zone is looked at, and up to which year at least: what follows yearly rules then goes on for ever.
const YEARS: u32 = 84;
const HORIZON: u32 = 2110;

/// How many years clocks must have followed the same rules to be told by these.
const SETTLED: usize = 40;

/// When clocks show a first time that nobody remembers, as others write it.
const SINCE_EVER: &str = "16010101T000000";

/// A change that comes every year: on a weekday of a week of a month, at a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Yearly {
    before: i64,
    after: i64,
    month: u32,
    weekday: Weekday,
    second_of_day: i64,
}

/// What the clocks show when they are changed, before they are.
fn shown(change: &ClockChange) -> Option<LocalDateTime> {
    LocalDateTime::from_seconds(change.second.saturating_add(change.before))
}

fn yearly(change: &ClockChange) -> Option<(Yearly, LocalDateTime)> {
    let wall = shown(change)?;
    let yearly = Yearly {
        before: change.before,
        after: change.after,
        month: wall.date().year_and_month().1,
        weekday: wall.date().weekday(),
        second_of_day: wall.second_of_day(),
    };
    Some((yearly, wall))
}

/// Changes that come every year, with the days of the month that they fell on.
struct Settled {
    yearly: Yearly,
    /// The first and the last day of the month.
    days: (u32, u32),
    first: LocalDateTime,
}

/// The changes that follow two yearly rules up to the horizon, and how many of those before do not.
fn settled(changes: &[ClockChange]) -> Option<(usize, Vec<Settled>)> {
    let told: Vec<(Yearly, LocalDateTime)> = changes.iter().map(yearly).collect::<Option<_>>()?;
    let mut rules: Vec<Settled> = Vec::new();
    let mut taken = 0_usize;
    for pair in told.rchunks(2) {
        let [one, other] = pair else { break };
        let year = |wall: &LocalDateTime| wall.date().year_and_month().0;
        let goes_on = rules.first().is_none_or(|rule| year(&rule.first) == year(&one.1).saturating_add(1));
        if year(&one.1) != year(&other.1) || !goes_on || !joins(&mut rules, pair) {
            break;
        }
        taken = taken.saturating_add(1);
    }
    (taken >= SETTLED).then(|| (changes.len().saturating_sub(taken.saturating_mul(2)), rules))
}

/// Takes the two changes of a year earlier among the rules, where they follow them: on days of one week of the month.
fn joins(rules: &mut Vec<Settled>, pair: &[(Yearly, LocalDateTime)]) -> bool {
    if rules.is_empty() {
        let begun = pair.iter().map(|(yearly, wall)| {
            let day = wall.date().day_of_month();
            Settled { yearly: *yearly, days: (day, day), first: *wall }
        });
        rules.extend(begun);
        return true;
    }
    let widened = |(rule, (_, wall)): (&Settled, &(Yearly, LocalDateTime))| {
        let day = wall.date().day_of_month();
        (rule.days.0.min(day), rule.days.1.max(day))
    };
    let days: Vec<(u32, u32)> = rules.iter().zip(pair).map(widened).collect();
    let same = rules.iter().zip(pair).all(|(rule, (yearly, _))| rule.yearly == *yearly);
    if !same || days.iter().any(|(first, last)| last.saturating_sub(*first) > 6) {
        return false;
    }
    for ((rule, days), (_, wall)) in rules.iter_mut().zip(days).zip(pair) {
        (rule.days, rule.first) = (days, *wall);
    }
    true
}

impl Settled {
    /// The rule by which the change comes every year.
    fn rule(&self) -> RecurrenceRule {
        let (first, last) = self.days;
        let month = self.yearly.month;
        let length = if month == 2 {
            28
        } else if matches!(month, 4 | 6 | 9 | 11) {
            30
        } else {
            31
        };
        let nth = match (first, last) {
            (1, 7) => Some(1),
            (8, 14) => Some(2),
            (15, 21) => Some(3),
            (22, 28) if length > 28 => Some(4),
            (_, last) if last == length => Some(-1),
            _ => None,
        };
        let mut rule = RecurrenceRule::every(Frequency::Yearly);
        rule.by_month = vec![month.into()];
        rule.by_day = vec![RuleDay { nth, weekday: self.yearly.weekday }];
        if nth.is_none() {
            rule.by_month_day = (i64::from(first)..=i64::from(last)).collect();
        }
        rule
    }
}

/// `+0130`, and with seconds where there are such.
fn offset(east: i64) -> String {
    let size = east.saturating_abs();
    let sign = if east < 0 { '-' } else { '+' };
    let seconds = if size % 60 == 0 { String::new() } else { format!("{:02}", size % 60) };
    format!("{sign}{:02}{:02}{seconds}", size.div_euclid(3_600), size.div_euclid(60) % 60)
}

/// Writes a rule of the zone: what clocks show when they are first changed, and when again.
fn write(file: &mut String, (before, after): (i64, i64), start: &str, again: &[String]) {
    let name = if after > before { "DAYLIGHT" } else { "STANDARD" };
    fold(file, &format!("BEGIN:{name}"));
    fold(file, &format!("DTSTART:{start}"));
    fold(file, &format!("TZOFFSETFROM:{}", offset(before)));
    fold(file, &format!("TZOFFSETTO:{}", offset(after)));
    again.iter().for_each(|line| fold(file, line));
    fold(file, &format!("END:{name}"));
}

/// Writes a zone as it is from a second of UTC on, up to another where the file speaks of no later time.
pub(super) fn write_zone(file: &mut String, zone: Zone, from: i64, last: Option<i64>) {
    fold(file, "BEGIN:VTIMEZONE");
    fold(file, &format!("TZID:{}", zone.name()));
    let all: Vec<ClockChange> = zone.changes_within(from, horizon(from)).collect();
    let (single, rules) = settled(&all).unwrap_or((all.len(), Vec::new()));
    let is_told = |change: &&ClockChange| last.is_none_or(|last| change.second <= last);
    let single: Vec<&ClockChange> = all.iter().take(single).filter(is_told).collect();

    let begun = zone.change_before(from);
    let east = begun.map_or_else(|| east_at(zone, from), |change| change.after);
    let (before, start) = match begun.as_ref().and_then(|change| Some((change.before, local(shown(change)?)))) {
        Some(begun) => begun,
        None => (east, SINCE_EVER.to_owned()),
    };
    write(file, (before, east), &start, &[]);

    let mut alike: BTreeMap<(i64, i64), Vec<String>> = BTreeMap::new();
    for change in single {
        alike.entry((change.before, change.after)).or_default().extend(shown(change).map(local));
    }
    for (offsets, walls) in &alike {
        let Some(first) = walls.first() else { continue };
        // The first is among them by itself, and is listed all the same: ical.js, and what is built on it, forgets it else. It reads one of
        // a line, too, so that each has its own.
        let listed = if walls.len() > 1 { walls.as_slice() } else { &[] };
        let again: Vec<String> = listed.iter().map(|wall| format!("RDATE:{wall}")).collect();
        write(file, *offsets, first, &again);
    }
    for rule in rules {
        let again = format!("RRULE:{}", rule.rule().text());
        write(file, (rule.yearly.before, rule.yearly.after), &local(rule.first), &[again]);
    }
    fold(file, "END:VTIMEZONE");
}

/// The last second of the years that are looked at.
fn horizon(from: i64) -> i64 {
    let year = LocalDateTime::from_seconds(from).map_or(HORIZON, |wall| wall.date().year_and_month().0);
    let behind = LocalDate::new(year.saturating_add(YEARS).clamp(HORIZON, 9999), 1, 1);
    behind.map_or(i64::MAX, |day| day.days().saturating_mul(86_400).saturating_sub(1))
}

/// How far east the clocks stand at a second.
fn east_at(zone: Zone, second: i64) -> i64 {
    let moment = touchline_kernel::time::Instant::from_millis(second.saturating_mul(1_000));
    moment.map_or(0, |moment| zone.shown(moment).seconds().saturating_sub(second))
}
