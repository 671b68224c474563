//! Recurrence over a gap, zones against the kernel, files against themselves.

use super::content_line::{escaped, fold, lines, unescaped};
use super::read_series::read_series;
use super::zone_text::write_zone;
use super::*;
use proptest::prelude::*;
use touchline_kernel::time::{LocalDateTime, Zone};

fn expanded(text: &str, limit: usize) -> Vec<Occurrence> {
    let series = read_series(text).unwrap_or_else(|reason| panic!("{text}: {}", reason.message()));
    let page =
        page(&[&series], Window { since: None, until: None, limit }).unwrap_or_else(|reason| panic!("{reason:?}"));
    page.occurrences.into_iter().map(|(occurrence, _)| occurrence).collect()
}

fn starts(text: &str, limit: usize) -> Vec<String> {
    expanded(text, limit).iter().map(|occurrence| occurrence.starts.to_string()).collect()
}

#[test]
fn ses_02_a_skipped_hour_is_put_in_order() {
    // New York, 8 March 2026: 02:00 becomes 03:00. What is skipped is read with the offset before.
    assert_eq!(
        starts("DTSTART;TZID=America/New_York:20260308T010500\nRRULE:FREQ=MINUTELY;INTERVAL=25;COUNT=8", 9),
        ["01:05", "01:30", "01:55", "03:10", "03:20", "03:35", "03:45", "04:00"]
            .map(|time| format!("2026-03-08T{time}:00"))
    );
}

#[test]
fn ses_03_lines_are_folded_between_characters_and_read_back() {
    for text in ["ä".repeat(200), "漢字".repeat(99), "👩🏽‍💻".repeat(40), "a b\tc;,\\\n\"".repeat(30)] {
        let mut file = String::new();
        fold(&mut file, &format!("SUMMARY:{}", escaped(&text)));
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        let read = lines(file.as_bytes()).pop().unwrap().unwrap();
        assert_eq!(unescaped(&read.value), text);
    }
}

/// Walls from 2026 to 2110: every few weeks, and around each change of the clocks.
fn walls(zone: Zone) -> Vec<LocalDateTime> {
    let (from, until) = (1_767_225_600_i64, 4_417_800_000);
    let around = |change: touchline_kernel::time::ClockChange| {
        let (before, after) = (change.second + change.before, change.second + change.after);
        [before - 1, before, after - 1, after]
    };
    let walls =
        (from..until).step_by(86_400 * 83 + 3_600 * 5 + 1_260).chain(zone.changes_within(from, until).flat_map(around));
    walls.map(|wall| LocalDateTime::from_seconds(wall).unwrap()).collect()
}

#[test]
fn ses_03_every_zone_that_is_written_reads_as_the_clocks_do() {
    let mut longest = 0;
    for name in Zone::names() {
        let zone = Zone::named(name).unwrap();
        let mut file = String::from("BEGIN:VCALENDAR\r\n");
        write_zone(&mut file, zone, 1_767_225_600 - 86_400, None);
        longest = longest.max(file.len());
        let mut first = None;
        for line in file.lines() {
            first = line.strip_prefix("DTSTART:").or(first);
            // There are readers that take no other change than those of the list, and of a line the first one alone.
            if let Some(listed) = line.strip_prefix("RDATE:") {
                assert_eq!(listed, first.take().unwrap_or(listed), "{name}\n{file}");
                assert!(!listed.contains(','), "{name}\n{file}");
            }
        }
        // Under another name, so that nothing but the rules in the file is read.
        let file = format!("{file}END:VCALENDAR\r\n").replace(&format!("TZID:{name}"), "TZID:Somewhere else");
        let (calendars, _) = component::calendars(file.as_bytes()).unwrap();
        let given = file_zone::FileZone::of("Somewhere else", calendars[0].parts.first(), &mut 1_000_000).unwrap();
        assert!(matches!(given, file_zone::FileZone::Given(_)));
        for wall in walls(zone) {
            assert_eq!(given.meant(wall), Some(zone.meant(wall)), "{name} {wall}\n{file}");
        }
    }
    assert!(longest < 6_000, "{longest}");
}

/// A file with one event of these lines, in whose zone `Office` the clocks are changed on so many days of a list.
fn read(changes: i64, lines: &str) -> CalendarFile {
    let day = |nth: i64| LocalDateTime::from_seconds(86_400 * nth).unwrap().to_string().replace(['-', ':'], "");
    let days: Vec<String> = (1..=changes).map(day).collect();
    let file = format!(
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n\
         TZOFFSETTO:+0100\nRDATE:{}\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n",
        days.join(",")
    );
    read_calendar(file.as_bytes(), |_| None).unwrap()
}

#[test]
fn ses_08_a_zone_with_more_changes_than_are_read_is_not_understood() {
    let start = "DTSTART;TZID=Office:20260302T090000";
    let file = read(512, start);
    assert!(matches!(file.events[0].starts, Some(EventTime::Elsewhere(_))), "{file:?}");
    let file = read(513, start);
    assert!(matches!(file.events[0].starts, Some(EventTime::Floating(_))), "{file:?}");
    assert_eq!(file.not_understood[0].text, start);
}

#[test]
fn ses_08_a_long_name_of_a_zone_is_not_held_once_for_each_time() {
    // A copy of the name for each of the times would be thirty gigabytes.
    let (name, times) = ("x".repeat(1_000_000), vec!["20260302T090000"; 30_000].join(","));
    let zone = format!("BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n");
    let zone = format!("{zone}TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE");
    let event = format!("BEGIN:VEVENT\nUID:1\nDTSTART:20260302T080000Z\nEXDATE;TZID={name}:{times}\nEND:VEVENT");
    let file = read_calendar(format!("BEGIN:VCALENDAR\n{zone}\n{event}\nEND:VCALENDAR").as_bytes(), |_| None).unwrap();
    let series = file.events[0].series.as_ref().unwrap();
    assert_eq!(series.skipped, [LocalDateTime::from_seconds(1_772_438_400).unwrap()]);
}

/// A series of some weeks, of which some are moved and some skipped.
fn some_series() -> impl Strategy<Value = Series> {
    let zone = proptest::sample::select(Zone::names().collect::<Vec<_>>());
    let places =
        proptest::collection::btree_map(0_i64..20, (any::<bool>(), -500_000_i64..500_000, 0_u64..90_000), 0..9);
    (zone, 1_500_000_000_i64..4_000_000_000, places, 0_u64..90_000).prop_map(|(zone, start, places, length_seconds)| {
        let wall = |seconds: i64| LocalDateTime::from_seconds(seconds).unwrap();
        let rule = RecurrenceRule { count: Some(20), ..RecurrenceRule::every(Frequency::Weekly) };
        let mut series = Series {
            added: vec![wall(start - 1)],
            length_seconds,
            moved: Vec::new(),
            rule: Some(rule),
            skipped: Vec::new(),
            start: wall(start),
            zone: Zone::named(zone).unwrap(),
        };
        for (week, (is_moved, by, length)) in places {
            let recurrence_id = wall(start + week * 604_800);
            if is_moved {
                let length_seconds = (length % 2 == 0).then_some(length);
                series.moved.push(MovedOccurrence {
                    length_seconds,
                    recurrence_id,
                    starts: wall(recurrence_id.seconds() + by),
                });
            } else {
                series.skipped.push(recurrence_id);
            }
        }
        series
    })
}

proptest! {
    #[test]
    fn ses_02_a_series_kept_as_text_comes_back(series in some_series()) {
        let text = series.all_lines().join("\n");
        prop_assert_eq!(read_series(&text).unwrap(), series);
    }

    #[test]
    fn ses_03_a_name_in_a_parameter_comes_back(name in "[a-zé\\\\^\"\n,;:= N]{1,20}") {
        let line = format!("ORGANIZER;CN={}:mailto:a@b.c", content_line::parameter_value(&name));
        let read = lines(line.as_bytes()).pop().unwrap().unwrap();
        prop_assert_eq!((read.parameter("CN"), read.value.as_str()), (Some(name.as_str()), "mailto:a@b.c"));
    }
}
