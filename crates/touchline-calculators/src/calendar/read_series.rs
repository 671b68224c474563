//! A recurrence as calendar files write it, read strictly: nothing is passed over, and nothing is guessed.
//!
//! Rules: SES-02.

use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::LocalDateTime;

use super::component::Component;
use super::content_line::{Line, lines};
use super::event_time::{Clocks, EventTime, ZonedTime};
use super::rule_text::{Stamp, duration, rule};
use super::series::Series;

fn expected(actual: &str, expected: &str) -> Reason {
    Reason::new(Code::InvalidRecurrence).with(DetailKey::Actual, actual).with(DetailKey::Expected, expected)
}

/// The series that lines say. What RFC 5545 gives no meaning in its rule is not told here.
pub fn read_series(text: &str) -> Result<Series, Reason> {
    let odd = |odd: super::content_line::Odd| expected(&odd.text, "a line such as RRULE:FREQ=DAILY");
    let lines: Vec<Line> = lines(text.as_bytes()).into_iter().collect::<Result<_, _>>().map_err(odd)?;
    let nothing = Component::default();
    let mut clocks = Clocks::of(&nothing, 0);
    let start = start(&lines, &mut clocks)?;
    let mut series = Series {
        added: Vec::new(),
        length_seconds: 0,
        moved: Vec::new(),
        rule: None,
        skipped: Vec::new(),
        start: start.local,
        zone: start.zone,
    };
    let mut met: Vec<&str> = Vec::new();
    for line in &lines {
        let is_list = matches!(line.name.as_str(), "RDATE" | "EXDATE");
        if !is_list && met.contains(&line.name.as_str()) {
            return Err(expected(&line.text(), "each line once"));
        }
        met.push(&line.name);
        add(&mut series, line, &start, &mut clocks)?;
    }
    Ok(series)
}

/// The start, in a zone that is known.
fn start(lines: &[Line], clocks: &mut Clocks<'_>) -> Result<ZonedTime, Reason> {
    let line = lines.iter().find(|line| line.name == "DTSTART").ok_or_else(|| expected("", "DTSTART"))?;
    if let Some(name) = line.parameter("TZID").filter(|name| touchline_kernel::time::Zone::named(name).is_none()) {
        return Err(Reason::new(Code::UnknownZone).with(DetailKey::Actual, name));
    }
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
        "DURATION" => {
            let length = duration(value).and_then(|seconds| u64::try_from(seconds).ok());
            series.length_seconds = length.ok_or_else(|| expected(value, "a length such as PT30M"))?;
        }
        "DTEND" => {
            let end = clocks.one(line).and_then(|end| end.at());
            let length = end.map(|end| end.millis_since(start.at).div_euclid(1_000));
            let length = length.and_then(|seconds| u64::try_from(seconds).ok());
            series.length_seconds = length.ok_or_else(|| expected(value, "an end that is not before the start"))?;
        }
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
        _ => return Err(expected(&line.text(), "DTSTART, DTEND, DURATION, RRULE, RDATE or EXDATE")),
    }
    Ok(())
}

/// The occurrences that a line lists, as the clocks of the series' zone show them.
fn listed(line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>) -> Result<Vec<LocalDateTime>, Reason> {
    let refused = || expected(&line.text(), "times in a zone that is known");
    let wall = |time: EventTime| match time {
        EventTime::Zoned(_) => time.wall_in(start.zone).ok_or_else(refused),
        _ => Err(refused()),
    };
    clocks.times(line).ok_or_else(refused)?.into_iter().map(wall).collect()
}
