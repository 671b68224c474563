//! An event of a calendar file, as data: what is understood of it, and the lines that are not.
//!
//! Rules: SES-03, SES-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use touchline_kernel::rejection::Reason;
use touchline_kernel::time::{Instant, LocalDateTime, Zone};

use super::component::Component;
use super::content_line::{Line, unescaped};
use super::event_time::{Clocks, EventTime, ZonedTime};
use super::rule::RecurrenceRule;
use super::rule_text::{Stamp, duration, rule};
use super::series::Series;

/// What a file is sent for (RFC 5546).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "UPPERCASE")]
pub enum CalendarMethod {
    /// More occurrences are added.
    Add,
    /// What was planned does not take place.
    Cancel,
    /// Somebody who was invited proposes another time.
    Counter,
    /// A proposal is turned down.
    DeclineCounter,
    /// It is told, and nobody is asked.
    Publish,
    /// The latest of it is asked for.
    Refresh,
    /// Somebody who was invited says whether they come.
    Reply,
    /// Somebody is invited, or is told of a change.
    Request,
}

/// Whether somebody comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "SCREAMING-KEBAB-CASE")]
pub enum Participation {
    /// They come.
    Accepted,
    /// They do not come.
    Declined,
    /// They send somebody else.
    Delegated,
    /// They have not said.
    NeedsAction,
    /// They come perhaps.
    Tentative,
}

/// What somebody is to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "SCREAMING-KEBAB-CASE")]
pub enum AttendeeRole {
    /// They lead it.
    Chair,
    /// They may come.
    OptParticipant,
    /// They are told of it alone.
    NonParticipant,
    /// They are to come.
    ReqParticipant,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, EnumString, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "UPPERCASE")]
pub enum EventStatus {
    /// It does not.
    Cancelled,
    /// It does.
    Confirmed,
    /// It does perhaps.
    Tentative,
}

/// Whose event it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadParty {
    /// Their e-mail address; any other address of a calendar as it is written.
    pub address: String,
    /// Their name; null where none is given.
    pub name: Option<String>,
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadAttendee {
    /// Their e-mail address; any other address of a calendar as it is written.
    pub address: String,
    /// Their name; null where none is given.
    pub name: Option<String>,
    /// Whether they come; null where it is said in a word that is not known.
    pub participation: Option<Participation>,
    /// What they are to the event; null where it is said in a word that is not known.
    pub role: Option<AttendeeRole>,
    /// Whether they are asked to answer.
    pub wants_reply: bool,
}

/// An event of a calendar file: a session, a series, or an occurrence of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadEvent {
    /// Whether an occurrence stands for those behind it, too.
    pub and_following: bool,
    /// Who is invited.
    pub attendees: Vec<ReadAttendee>,
    /// What whoever sent it adds; null where there is nothing.
    pub comment: Option<String>,
    /// What it is about, at length; null where there is nothing.
    pub description: Option<String>,
    /// How long it takes, in seconds; null where it is not told.
    pub length_seconds: Option<u64>,
    /// Where it takes place; null where it is not told.
    pub location: Option<String>,
    /// What the file is sent for; null where it does not say.
    pub method: Option<CalendarMethod>,
    /// Whose event it is; null where it is not told.
    pub organizer: Option<ReadParty>,
    /// Of an occurrence, when it would have begun by the rule; null of a session or a series.
    pub recurrence_id: Option<EventTime>,
    /// Of a session or a series at a time of day in a zone, when it takes place; null of what else there is.
    pub series: Option<Series>,
    /// How often it was changed.
    pub sequence: u64,
    /// When the file was made; null where it is not told.
    pub stamped_at: Option<Instant>,
    /// When it begins; null where it is not told.
    pub starts: Option<EventTime>,
    /// Whether it takes place; null where it is not told.
    pub status: Option<EventStatus>,
    /// What it is called; null where it is not told.
    pub summary: Option<String>,
    /// By what it is known.
    pub uid: String,
    /// Where more of it stands; null where it is not told.
    pub url: Option<String>,
}

/// A line of a calendar file that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct NotUnderstood {
    /// Where it begins, from 1.
    pub line: u64,
    /// What it says, without folds.
    pub text: String,
}

/// The lines that were not understood, as they are met.
#[derive(Default)]
pub(super) struct Told(pub(super) Vec<NotUnderstood>);

impl Told {
    pub(super) fn tell(&mut self, line: &Line) {
        self.0.push(NotUnderstood { line: line.number, text: line.text() });
    }

    /// What a line gives, which is told where it gives nothing.
    fn or_tell<T>(&mut self, line: &Line, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.tell(line);
        }
        read
    }
}

/// An address without `mailto:`, in whatever case that is written.
pub(super) fn address(line: &Line) -> String {
    let value = line.value.trim();
    match value.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => decoded(rest),
        _ => value.to_owned(),
    }
}

/// An address with what percent signs stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let hex = behind.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| *byte == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*byte);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn name(line: &Line) -> Option<String> {
    line.parameter("CN").filter(|name| !name.is_empty()).map(str::to_owned)
}

/// A word of a parameter: what holds where it is left out, nothing where it is not known.
fn word<T: std::str::FromStr>(line: &Line, parameter: &str, or: T) -> Option<T> {
    line.parameter(parameter).map_or(Some(or), |word| word.to_ascii_uppercase().parse().ok())
}

fn attendee(line: &Line) -> ReadAttendee {
    ReadAttendee {
        address: address(line),
        name: name(line),
        participation: word(line, "PARTSTAT", Participation::NeedsAction),
        role: word(line, "ROLE", AttendeeRole::ReqParticipant),
        wants_reply: line.parameter("RSVP").is_some_and(|rsvp| rsvp.eq_ignore_ascii_case("TRUE")),
    }
}

/// The properties that are read here, and those that say nothing that a session needs to know.
const KNOWN: [&str; 28] = [
    "ATTENDEE",
    "CLASS",
    "COMMENT",
    "CREATED",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "LAST-MODIFIED",
    "LOCATION",
    "ORGANIZER",
    "PRIORITY",
    "RDATE",
    "RECURRENCE-ID",
    "REQUEST-STATUS",
    "RRULE",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "UID",
    "URL",
    "CATEGORIES",
    "COLOR",
    "GEO",
    "RESOURCES",
];

/// Of these an event has one at most.
const SINGLE: [&str; 13] = [
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "LOCATION",
    "ORGANIZER",
    "RECURRENCE-ID",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "UID",
    "URL",
];

/// Reads an event; nothing where it does not say by what it is known.
pub(super) fn event(
    part: &Component,
    method: Option<CalendarMethod>,
    clocks: &mut Clocks<'_>,
    told: &mut Told,
) -> Option<ReadEvent> {
    tell_strange(part, told);
    let text = |name: &str| part.line(name).map(|line| unescaped(&line.value)).filter(|text| !text.is_empty());
    let starts = part.line("DTSTART").and_then(|line| one_time(line, clocks, told));
    let recurrence = part.line("RECURRENCE-ID");
    let recurrence_id = recurrence.and_then(|line| one_time(line, clocks, told));
    let length = length(part, starts.as_ref(), clocks, told);
    let series = match (&starts, recurrence) {
        (Some(EventTime::Zoned(start)), None) => Some(series(part, start, length.unwrap_or_default(), clocks, told)),
        _ => {
            part.lines.iter().filter(|line| RECURRING.contains(&line.name.as_str())).for_each(|line| told.tell(line));
            None
        }
    };
    let organizer = part.line("ORGANIZER").map(|line| ReadParty { address: address(line), name: name(line) });
    let stamped = part.line("DTSTAMP").and_then(|line| told.or_tell(line, Stamp::read(line.value.trim())));
    let sequence: Option<u64> =
        part.line("SEQUENCE").and_then(|line| told.or_tell(line, line.value.trim().parse().ok()));
    let status = part
        .line("STATUS")
        .and_then(|line| told.or_tell(line, line.value.trim().to_ascii_uppercase().parse::<EventStatus>().ok()));
    let range = recurrence.and_then(|line| line.parameter("RANGE"));
    Some(ReadEvent {
        and_following: range.is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE")),
        attendees: part.all("ATTENDEE").map(attendee).collect(),
        comment: text("COMMENT"),
        description: text("DESCRIPTION"),
        length_seconds: length,
        location: text("LOCATION"),
        method,
        organizer,
        recurrence_id,
        series,
        // Beyond what is read back exactly everywhere nobody counts.
        sequence: sequence.unwrap_or_default().min(touchline_kernel::marks::MAX_INTEGER),
        stamped_at: stamped.and_then(|stamp| if let Stamp::Utc(at) = stamp { Some(at) } else { None }),
        starts,
        status,
        summary: text("SUMMARY"),
        uid: text("UID")?,
        url: part.line("URL").map(|line| line.value.trim().to_owned()),
    })
}

/// What makes a series of an event.
const RECURRING: [&str; 3] = ["EXDATE", "RDATE", "RRULE"];

/// Tells of properties that nobody knows, of those that stand there more than once, and of parts within the event.
fn tell_strange(part: &Component, told: &mut Told) {
    let mut met: Vec<&str> = Vec::new();
    for line in &part.lines {
        let is_single = SINGLE.contains(&line.name.as_str());
        let is_twice = is_single && met.contains(&line.name.as_str());
        if is_single && !is_twice {
            met.push(&line.name);
        }
        if is_twice || !KNOWN.contains(&line.name.as_str()) {
            told.tell(line);
        }
    }
    part.parts.iter().for_each(|part| tell_all(part, told));
}

/// Tells of a part as a whole.
pub(super) fn tell_all(part: &Component, told: &mut Told) {
    told.0.push(NotUnderstood { line: part.line, text: format!("BEGIN:{}", part.name) });
    part.lines.iter().for_each(|line| told.tell(line));
    part.parts.iter().for_each(|part| tell_all(part, told));
}

/// The time that a line gives. It is told where it gives none, or names a zone that nobody knows.
fn one_time(line: &Line, clocks: &mut Clocks<'_>, told: &mut Told) -> Option<EventTime> {
    let time = clocks.one(line);
    if time.is_none() || (matches!(time, Some(EventTime::Floating(_))) && line.parameter("TZID").is_some()) {
        told.tell(line);
    }
    time
}

/// How long an event takes: by its length, or by its end. One of a day takes a day where nothing is said.
fn length(part: &Component, starts: Option<&EventTime>, clocks: &mut Clocks<'_>, told: &mut Told) -> Option<u64> {
    if let Some(line) = part.line("DURATION") {
        return told.or_tell(line, duration(line.value.trim()).and_then(|seconds| u64::try_from(seconds).ok()));
    }
    let Some(line) = part.line("DTEND") else {
        return matches!(starts, Some(EventTime::Day(_))).then_some(86_400);
    };
    let end = one_time(line, clocks, told)?;
    told.or_tell(line, u64::try_from(starts?.seconds_until(&end)?).ok())
}

/// The series that begins at a time in a zone.
fn series(
    part: &Component,
    start: &ZonedTime,
    length_seconds: u64,
    clocks: &mut Clocks<'_>,
    told: &mut Told,
) -> Series {
    let mut series = Series {
        added: Vec::new(),
        length_seconds,
        moved: Vec::new(),
        rule: None,
        skipped: Vec::new(),
        start: start.local,
        zone: start.zone,
    };
    for line in &part.lines {
        match line.name.as_str() {
            // A second rule was allowed once (RFC 2445), and is not now.
            "RRULE" if series.rule.is_some() => told.tell(line),
            "RRULE" => series.rule = told.or_tell(line, rule_of(line, start.zone).ok()),
            "RDATE" => series.added.extend(listed(line, start, clocks, told)),
            "EXDATE" => series.skipped.extend(listed(line, start, clocks, told)),
            _ => {}
        }
    }
    for list in [&mut series.added, &mut series.skipped] {
        list.sort_unstable();
        list.dedup();
    }
    series
}

/// The rule of a line. One that ends with a day ends with the day's last second where it takes place, and one that ends by
/// the clock with that of the zone.
fn rule_of(line: &Line, zone: Zone) -> Result<RecurrenceRule, Reason> {
    let (mut rule, until) = rule(line.value.trim())?;
    rule.until = until.map(|until| match until {
        Stamp::Utc(at) => at,
        Stamp::Local(wall) => zone.meant(wall),
        Stamp::Date(date) => zone.last_moment(date),
    });
    let mut faults = touchline_kernel::rejection::Faults::default();
    rule.check("", &mut faults);
    match faults.told() {
        Ok(()) => Ok(rule),
        Err(_) => Err(touchline_kernel::rejection::Code::InvalidRecurrence.into()),
    }
}

/// The occurrences that a line lists, as the clocks of the series' zone show them: those of another zone by their moment, those
/// of no zone by the clock, and a day as the occurrence on it.
fn listed(line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>, told: &mut Told) -> Vec<LocalDateTime> {
    let Some(times) = told.or_tell(line, clocks.times(line)) else { return Vec::new() };
    let wall = |time: EventTime| match time {
        EventTime::Day(date) => LocalDateTime::new(date, start.local.second_of_day()),
        other => other.wall_in(start.zone),
    };
    times.into_iter().filter_map(wall).collect()
}
