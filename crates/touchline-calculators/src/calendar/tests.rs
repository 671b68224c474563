//! Recurrence over a gap, zones against the kernel, files against themselves.

use super::content_line::{escaped, fold, lines, unescaped};
use super::read_series::read_series;
use super::zone_text::write_zone;
use super::*;
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
        // Under another name, so that nothing but the rules in the file is read.
        let file = format!("{file}END:VCALENDAR\r\n").replace(&format!("TZID:{name}"), "TZID:Somewhere else");
        let (calendars, _) = component::calendars(file.as_bytes()).unwrap();
        let given = file_zone::FileZone::of("Somewhere else", calendars[0].parts.first(), &mut 1_000_000).unwrap();
        assert!(matches!(given, file_zone::FileZone::Given(_)));
        for wall in walls(zone) {
            assert_eq!(given.meant(wall), zone.meant(wall), "{name} {wall}\n{file}");
        }
    }
    assert!(longest < 6_000, "{longest}");
}
