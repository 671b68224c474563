//! The clocks that remember read as those that look everything up.

use super::super::{LocalDateTime, WallClock};
use super::{every_zone, instant, zone};

/// 1800 to the end of 2110, in seconds.
const FROM: i64 = -5_364_662_400;
const UNTIL: i64 = 4_449_513_600;
const DAY: i64 = 86_400;

fn looked_up(zone: super::Zone, wall: i64) -> i64 {
    let wall = LocalDateTime::from_seconds(wall).unwrap();
    let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(u32::try_from(wall.second_of_day()).unwrap(), 0);
    zone.resolve(wall.date(), time.unwrap()).meant().millis() / 1_000
}

/// Seconds on the wall to be tried: around each change, at its edges and within, and weeks between them.
fn walls(zone: super::Zone) -> Vec<i64> {
    let mut walls: Vec<i64> = (FROM..UNTIL).step_by(usize::try_from(DAY * 97 + 3_607).unwrap()).collect();
    let mut stretch = zone.offsets().stretch_at(FROM);
    while stretch.until < UNTIL {
        let next = zone.offsets().stretch_at(stretch.until);
        for shown in [stretch.until + stretch.east, stretch.until + next.east] {
            walls.extend([-DAY, -3_600, -1, 0, 1, 1_800, 3_600, DAY].map(|off| shown + off));
        }
        stretch = next;
    }
    walls
}

#[test]
fn ses_02_in_every_zone_a_remembered_offset_is_the_one_that_is_looked_up() {
    let mut read = 0_usize;
    for zone in every_zone() {
        let mut walls = walls(zone);
        walls.sort_unstable();
        let (mut onwards, mut backwards) = (WallClock::new(zone), WallClock::new(zone));
        let shown = |second: i64| LocalDateTime::from_seconds(second + zone.offsets().east_at(second));
        for wall in &walls {
            assert_eq!(onwards.meant(*wall), looked_up(zone, *wall), "{zone} {wall}");
            assert_eq!(onwards.shown(*wall), shown(*wall), "{zone} at {wall}");
        }
        for wall in walls.iter().rev() {
            assert_eq!(backwards.meant(*wall), looked_up(zone, *wall), "{zone} {wall} backwards");
            assert_eq!(backwards.shown(*wall), shown(*wall), "{zone} at {wall} backwards");
        }
        read += walls.len();
    }
    assert!(read > 300_000, "only {read}");
}

#[test]
fn ses_02_a_gap_is_told_from_what_the_clock_shows() {
    let mut clock = WallClock::new(zone("America/New_York"));
    let wall = |text: &str| text.parse::<LocalDateTime>().unwrap().seconds();
    for (text, is_skipped) in [
        ("2026-03-08T01:59:59", false),
        ("2026-03-08T02:00:00", true),
        ("2026-03-08T02:59:59", true),
        ("2026-03-08T03:00:00", false),
        ("2026-11-01T01:30:00", false),
    ] {
        clock.meant(wall(text));
        assert_eq!(clock.skips(wall(text)), is_skipped, "{text}");
    }
}

#[test]
fn ses_02_a_day_and_time_is_read_in_one_way() {
    for text in ["0001-01-01T00:00:00", "2026-03-02T09:00:00", "9999-12-31T23:59:59", "1969-12-31T23:59:59"] {
        assert_eq!(text.parse::<LocalDateTime>().unwrap().to_string(), text);
    }
    for text in [
        "2026-02-29T09:00:00",
        "2026-03-02T24:00:00",
        "2026-03-02T23:59:60",
        "2026-03-02T09:00",
        "2026-03-02 09:00:00",
        "２026-03-02T09:00:00",
        "",
    ] {
        assert!(text.parse::<LocalDateTime>().is_err(), "{text}");
    }
}

#[test]
fn ses_02_what_the_wall_shows_is_read_back() {
    let (berlin, at) = (zone("Europe/Berlin"), instant("2026-07-01T07:30:00.000Z"));
    assert_eq!(berlin.shown(at).to_string(), "2026-07-01T09:30:00");
    assert_eq!(berlin.meant(berlin.shown(at)), at);
}
