//! Pictures keep within their edges, in the room of a page and in that of a phone, and no words are written over others.

use super::canvas::width_of;
use super::coordinate::tenths;
use super::*;
use crate::locale::{Marks, Printer};
use crate::words::Words;
use touchline_calculators::skill::Interval;
use touchline_kernel::{DaySpan, Key, LocalDate, Title, Zone};

fn day(number: u32) -> LocalDate {
    let (month, number) = (number / 28 + 1, number % 28 + 1);
    format!("2026-{month:02}-{number:02}").parse().unwrap()
}

fn areas(count: usize) -> Vec<AreaFigure> {
    let area = |place: usize| AreaFigure {
        area: Key::new(&format!("a_rather_long_name_of_an_area_with_its_number_{place}")),
        score: (!place.is_multiple_of(3)).then_some(100.0),
        team: Some(0.0),
        top: Some(100.0),
    };
    (0..count).map(area).collect()
}

fn windows(count: u32) -> Vec<TrendPicturePoint> {
    let window = |place: u32| TrendPicturePoint {
        count: 3,
        first: day(place),
        interval: (!place.is_multiple_of(7)).then_some(Interval { high: 120.0, low: f64::from(place % 50) }),
        last: day(place),
        score: (!place.is_multiple_of(4)).then(|| f64::from(place % 101)),
    };
    (0..count).map(window).collect()
}

fn milestones(count: u32) -> Vec<MilestoneMark> {
    let states = [PictureMilestoneState::Reached, PictureMilestoneState::Overdue, PictureMilestoneState::Missed];
    let milestone = |place: u32| MilestoneMark {
        done_on: Some(day(place)),
        due_on: (!place.is_multiple_of(5)).then(|| day(place)),
        state: states[place as usize % states.len()],
        title: Title::new(&"Close a deal alone, and ".repeat(8)),
    };
    (0..count).map(milestone).collect()
}

fn rows(count: usize) -> Vec<SpreadRow> {
    let row = |place: usize| SpreadRow {
        label: Title::new(&"Did they ask whoever called what ".repeat(6)),
        reference: Some(50.0),
        scores: if place.is_multiple_of(3) { Vec::new() } else { vec![0.0, 40.0, 100.0] },
    };
    (0..count).map(row).collect()
}

fn calendar(count: u32) -> AdherenceCalendar {
    let states = [DayState::Held, DayState::Missed, DayState::Cancelled, DayState::Due, DayState::Unrecorded];
    let state = |place: u32| CalendarDay { on: day(place), state: states[place as usize % states.len()] };
    AdherenceCalendar { days: (0..count).map(state).collect(), window: DaySpan { first: day(0), last: day(count * 4) } }
}

fn talk(count: usize) -> TalkTimeline {
    let kinds = [MomentKind::Question, MomentKind::Good, MomentKind::Poor, MomentKind::Note];
    let speaker = |place: usize| TalkSpeaker {
        key: Key::new(&format!("s{place}")),
        label: Title::new(&"Somebody with a long name ".repeat(6)),
        own: place == 0,
    };
    let at = |place: usize| 3_600_000 * place as u64 / count.max(1) as u64;
    let segment = |place: usize| TalkSegment {
        end_ms: at(place + 1),
        speaker: Key::new(&format!("s{}", place % count.min(20))),
        start_ms: at(place),
    };
    let moment = |place: usize| TalkMoment {
        at_ms: at(place + 1),
        kind: kinds[place % kinds.len()],
        label: Title::new(&"What they said of it ".repeat(place % 9 + 1)),
    };
    TalkTimeline {
        duration_ms: 3_600_000,
        moments: (0..count).map(moment).collect(),
        segments: (0..count).map(segment).collect(),
        speakers: (0..count.min(20)).map(speaker).collect(),
    }
}

/// Pictures of every size that pages have, in either room.
fn drawn() -> Vec<Picture> {
    let printer = english();
    let mut drawn = Vec::new();
    for count in [0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 60] {
        drawn.push(AreaBars { areas: areas(count) }.draw(&printer));
        drawn.push(CalibrationSpread { rows: rows(count) }.draw(&printer));
        drawn.push(SkillRadar { areas: areas(count.min(24)) }.draw(&printer));
        drawn.push(talk(count).draw(&printer));
        let count = u32::try_from(count).unwrap();
        drawn.push(calendar(count).draw(&printer));
        drawn.push(ScoreTrendPicture { points: windows(count), target: Some(75.0) }.draw(&printer));
        drawn.push(MilestoneTimeline { milestones: milestones(count), today: Some(day(3)) }.draw(&printer));
    }
    let narrow: Vec<Picture> = drawn.iter().map(|picture| *picture.narrow.clone().unwrap()).collect();
    assert!(narrow.iter().all(|picture| picture.width < 400.0));
    drawn.into_iter().chain(narrow).collect()
}

fn english() -> Printer<'static> {
    Printer { marks: Marks::of("en"), words: Words::new(None), zone: Zone::default() }
}

/// A trend of windows of a score of 60, each with this interval.
fn with_intervals(intervals: &[Option<(f64, f64)>]) -> Picture {
    let window = |(place, interval): (u32, &Option<(f64, f64)>)| TrendPicturePoint {
        count: 3,
        first: day(place),
        interval: interval.map(|(low, high)| Interval { high, low }),
        last: day(place),
        score: Some(60.0),
    };
    let points = (0..).zip(intervals).map(window).collect();
    ScoreTrendPicture { points, target: None }.draw(&english())
}

/// The soft shapes of a picture, each by where its corners lie.
fn soft(picture: &Picture) -> Vec<Vec<(f64, f64)>> {
    let shape = |mark: &Mark| match mark {
        Mark::Shape { points, fill: Fill::Soft, .. } => Some(points.to_vec()),
        _ => None,
    };
    picture.marks.iter().filter_map(shape).collect()
}

fn in_tenths(points: &[(f64, f64)]) -> Vec<(i64, i64)> {
    points.iter().map(|(x, y)| (tenths(*x), tenths(*y))).collect()
}

/// On this picture 100 is at 34 from above and 0 at 216: 1.82 a point. Four windows lie from 54 to 602, 182⅔ apart.
#[test]
fn rpt_06_a_band_lies_over_windows_whose_interval_is_known_and_reaches_no_further() {
    let picture = with_intervals(&[Some((50.0, 70.0)), Some((40.0, 100.0)), None, Some((50.0, 90.0))]);
    let [_, band] = soft(&picture).try_into().unwrap();
    assert_eq!(in_tenths(&band), [(540, 886), (2_367, 340), (2_367, 1_432), (540, 1_250)]);
    let whisker = [(6_020, 522), (6_020, 1_250)];
    let is_whisker = |mark: &Mark| matches!(mark, Mark::Line { points, .. } if in_tenths(points) == whisker);
    assert!(picture.marks.iter().any(is_whisker), "{:?}", picture.marks);
}

#[test]
fn rpt_06_what_a_band_is_stands_on_the_picture_where_there_is_one() {
    let is_named = |picture: &Picture| {
        picture.marks.iter().any(|mark| matches!(mark, Mark::Text { text, .. } if text == "95 % interval"))
    };
    assert!(is_named(&with_intervals(&[None, Some((50.0, 70.0))])));
    assert!(!is_named(&with_intervals(&[None, None])) && soft(&with_intervals(&[None, None])).is_empty());
}

#[test]
fn rpt_06_a_month_that_the_next_has_no_room_beside_is_not_named_on_a_calendar() {
    let [first, last] = ["2026-01-28", "2026-04-30"].map(|day| day.parse().unwrap());
    let picture = AdherenceCalendar { days: Vec::new(), window: DaySpan { first, last } }.draw(&english());
    let says = |name: &str| picture.marks.iter().any(|mark| matches!(mark, Mark::Text { text, .. } if text == name));
    assert!(!says("Jan") && says("Feb") && says("Mar") && says("Apr"));
}

/// Where words begin and end, and on which line.
fn words(mark: &Mark) -> Option<(f64, f64, f64)> {
    let Mark::Text { at: (x, y), size, anchor, text, .. } = mark else { return None };
    let wide = width_of(text, *size);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - wide / 2.0,
        Anchor::End => x - wide,
    };
    Some((left, left + wide, *y))
}

#[test]
fn rpt_06_nothing_of_a_picture_lies_beyond_its_edges() {
    for picture in drawn() {
        for mark in &picture.marks {
            let points = match mark {
                Mark::Line { points, .. } | Mark::Shape { points, .. } => points.to_vec(),
                Mark::Dot { at: (x, y), reach, .. } => vec![(x - reach, y - reach), (x + reach, y + reach)],
                Mark::Text { .. } => words(mark).map(|(left, right, y)| vec![(left, y), (right, y)]).unwrap(),
            };
            let is_within =
                |(x, y): &(f64, f64)| (0.0..=picture.width).contains(x) && (0.0..=picture.height).contains(y);
            assert!(points.iter().all(is_within), "{} of {}: {mark:?}", picture.title, picture.width);
        }
    }
}

#[test]
fn rpt_06_no_words_of_a_picture_are_written_over_others() {
    // Around a middle there is room for the names of a few areas alone.
    for picture in drawn().into_iter().filter(|picture| picture.title != "Areas at a glance") {
        let words: Vec<(f64, f64, f64)> = picture.marks.iter().filter_map(words).collect();
        for (place, (left, right, y)) in words.iter().enumerate() {
            for (other_left, other_right, other_y) in &words[place + 1..] {
                let share_a_line = (y - other_y).abs() < 10.0;
                let overlap = left < other_right && other_left < right;
                assert!(!(share_a_line && overlap), "{} of {}, at {left}, {y}", picture.title, picture.width);
            }
        }
    }
}
