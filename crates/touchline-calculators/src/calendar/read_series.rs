//! A recurrence as calendar files write it, read strictly: nothing is passed over, and nothing is guessed.
//!
//! Rules: SES-02.

use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::{LocalDateTime, Zone};

use super::component::Component;
use super::content_line::{Line, lines};
use super::event_time::{Clocks, EventTime, ZonedTime, stamps};
use super::rule_text::{Stamp, duration, rule};
use super::series::{MovedOccurrence, Series};

fn expected(actual: &str, expected: &str) -> Reason {
    Reason::new(Code::InvalidRecurrence).with(DetailKey::Actual, actual).with(DetailKey::Expected, expected)
}

/// The series that lines say. What RFC 5545 gives no meaning in its rule is not told here.
pub fn read_series(text: &str) -> Result<Series, Reason> {
    let odd = |odd: super::content_line::Odd| expected(&odd.text, "a line such as RRULE:FREQ=DAILY");
    let lines: Vec<Line> = lines(text.as_bytes()).into_iter().collect::<Result<_, _>>().map_err(odd)?;
    let of_moved = lines.iter().position(|line| line.name == "RECURRENCE-ID").unwrap_or(lines.len());
    let (of_series, of_moved) = lines.split_at_checked(of_moved).unwrap_or((&lines, &[]));
    let nothing = Component::default();
    let mut clocks = Clocks::of(&nothing, 0);
    let start = start(of_series, &mut clocks)?;
    let mut series = Series {
        added: Vec::new(),
        length_seconds: 0,
        moved: Vec::new(),
        rule: None,
        skipped: Vec::new(),
        start: start.local,
        zone: start.zone,
    };
    each_once(of_series)?;
    for line in of_series {
        add(&mut series, line, &start, &mut clocks)?;
    }
    for lines in of_moved.chunk_by(|_, next| next.name != "RECURRENCE-ID") {
        series.moved.push(moved(lines, start.zone, &mut clocks)?);
    }
    Ok(series)
}

/// Refuses a line that stands there a second time, where it lists nothing.
fn each_once(lines: &[Line]) -> Result<(), Reason> {
    let mut met: Vec<&str> = Vec::new();
    for line in lines.iter().filter(|line| !matches!(line.name.as_str(), "RDATE" | "EXDATE")) {
        if met.contains(&line.name.as_str()) {
            return Err(expected(&line.text(), "each line once"));
        }
        met.push(&line.name);
    }
    Ok(())
}

/// An occurrence that was moved, of which these are the lines.
fn moved(lines: &[Line], zone: Zone, clocks: &mut Clocks<'_>) -> Result<MovedOccurrence, Reason> {
    each_once(lines)?;
    let mut starts = start(lines, clocks)?;
    starts.local = in_zone(&EventTime::Zoned(starts.clone()), zone, lines.first())?;
    let (mut recurrence_id, mut length_seconds) = (starts.local, None);
    for line in lines {
        match line.name.as_str() {
            "DTSTART" => {}
            "RECURRENCE-ID" => {
                known_zone(line)?;
                let time = clocks.one(line).ok_or_else(|| expected(&line.text(), "a time in a zone that is known"))?;
                recurrence_id = in_zone(&time, zone, Some(line))?;
            }
            "DURATION" | "DTEND" => length_seconds = Some(length(line, &starts, clocks)?),
            _ => return Err(expected(&line.text(), "RECURRENCE-ID, DTSTART, DTEND or DURATION")),
        }
    }
    Ok(MovedOccurrence { length_seconds, recurrence_id, starts: starts.local })
}

/// What clocks in the zone of the series show at a time in a zone.
fn in_zone(time: &EventTime, zone: Zone, line: Option<&Line>) -> Result<LocalDateTime, Reason> {
    let wall = if let EventTime::Zoned(_) = time { time.wall_in(zone) } else { None };
    let text = || line.map(Line::text).unwrap_or_default();
    wall.ok_or_else(|| expected(&text(), "a time in a zone that is known"))
}

/// Refuses a line that names a zone that nobody knows.
fn known_zone(line: &Line) -> Result<(), Reason> {
    match line.parameter("TZID").filter(|name| Zone::named(name).is_none()) {
        Some(name) => Err(Reason::new(Code::UnknownZone).with(DetailKey::Actual, name)),
        None => Ok(()),
    }
}

/// How long something takes, by its length or its end.
fn length(line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>) -> Result<u64, Reason> {
    let value = line.value.trim();
    if line.name == "DURATION" {
        let length = duration(value).and_then(|seconds| u64::try_from(seconds).ok());
        return length.ok_or_else(|| expected(value, "a length such as PT30M"));
    }
    let end = clocks.one(line).and_then(|end| end.at());
    let length = end.map(|end| end.millis_since(start.at).div_euclid(1_000));
    let length = length.and_then(|seconds| u64::try_from(seconds).ok());
    length.ok_or_else(|| expected(value, "an end that is not before the start"))
}

/// The start, in a zone that is known.
fn start(lines: &[Line], clocks: &mut Clocks<'_>) -> Result<ZonedTime, Reason> {
    // Of what was moved the line is told by which it is known.
    let missing = || expected(&lines.first().map(Line::text).unwrap_or_default(), "DTSTART");
    let line = lines.iter().find(|line| line.name == "DTSTART").ok_or_else(missing)?;
    known_zone(line)?;
    match clocks.one(line) {
        Some(EventTime::Zoned(start)) => Ok(start),
        _ => Err(expected(&line.text(), "a start such as DTSTART;TZID=Europe/Berlin:20260302T090000")),
    }
}

/// Adds what a line says.
fn add(series: &mut Series, line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>) -> Result<(), Reason> {
    let value = line.value.trim();
    match line.name.as_str() {
        "DTSTART" => {}
        "DURATION" | "DTEND" => series.length_seconds = length(line, start, clocks)?,
        "RRULE" => {
            let (rule, until) = rule(value)?;
            let until = match until {
                None => None,
                Some(Stamp::Utc(at)) => Some(at),
                // RFC 5545, 3.3.10: with a start in a zone the end is a moment of UTC.
                Some(_) => {
                    return Err(expected(
                        value,
                        "UNTIL as a moment of UTC such as 20260302T090000Z, as the start is one",
                    ));
                }
            };
            series.rule = Some(super::RecurrenceRule { until, ..rule });
        }
        "RDATE" => series.added.extend(listed(line, start, clocks)?),
        "EXDATE" => series.skipped.extend(listed(line, start, clocks)?),
        _ => return Err(expected(&line.text(), "DTSTART, DTEND, DURATION, RRULE, RDATE, EXDATE or RECURRENCE-ID")),
    }
    Ok(())
}

/// The occurrences that a line lists, as the clocks of the series' zone show them.
fn listed(line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>) -> Result<Vec<LocalDateTime>, Reason> {
    let refused = || expected(&line.text(), "times in a zone that is known");
    let clocks = clocks.of_line(line);
    let wall = |stamp: Stamp| {
        let wall = clocks.wall_in(start.zone, stamp, start.local.second_of_day());
        wall.filter(|_| clocks.is_of_known_zone(stamp)).ok_or_else(refused)
    };
    stamps(line).ok_or_else(refused)?.into_iter().map(wall).collect()
}
