//! An event of a calendar file, as data: what is understood of it, and what is not.
//!
//! Rules: SES-03, SES-08.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

use touchline_kernel::time::{Instant, LocalDateTime, Zone};

use super::component::Component;
use super::content_line::{Line, Parameter, unescaped};
use super::event_time::{Clocks, EventTime, ZonedTime, stamps};
use super::properties::property;
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
    /// For whom they come, by address.
    pub delegated_from: Vec<String>,
    /// Who is to come for them, by address.
    pub delegated_to: Vec<String>,
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
    /// What whoever sent it adds, each remark on a line of its own; null where there is nothing.
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
    /// Of a session or a series at a time of day in a zone, when it takes place; of a session in a zone of the file's own the
    /// moment, in UTC. Null of what else there is, and where what makes it recur was not understood.
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

/// An event of a calendar file that asks for something, of which no act is made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct WithheldEvent {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// By what the event is known.
    pub uid: String,
    /// Why there is none.
    pub why: WithheldReason,
}

/// Why no act is made of an event. What could not be understood stands among the lines that were not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WithheldReason {
    /// A reply in which nobody says whether they come.
    AnswerNotUnderstood,
    /// A series by clocks that the file gives itself, of no zone that is known.
    ElsewhereSeries,
    /// How long it takes was not understood, or is longer than a year.
    LengthNotUnderstood,
    /// What the file is sent for was not understood.
    MethodNotUnderstood,
    /// Its series has no such occurrence, or several on the day that is named.
    NoSuchOccurrence,
    /// It takes place on days as a whole, or at a time of day in no zone.
    NoZone,
    /// Which occurrence is meant was not understood.
    OccurrenceNotUnderstood,
    /// What makes it recur was not understood: without that it would be something else.
    RecurrenceNotUnderstood,
    /// When it begins is not told, or was not understood.
    StartNotUnderstood,
    /// Something later stands in the file of the same event, or of the same occurrence.
    Superseded,
}

/// How many names are told of what is passed over.
const MOST_PASSED_OVER: usize = 100;

/// What was not understood and what was passed over, as it is met.
#[derive(Default)]
pub(super) struct Told {
    pub(super) not_understood: Vec<NotUnderstood>,
    pub(super) passed_over: BTreeSet<String>,
}

impl Told {
    pub(super) fn tell(&mut self, line: &Line) {
        self.not_understood.push(NotUnderstood { line: line.number, text: line.text() });
    }

    /// What a line gives, which is told where it gives nothing.
    fn or_tell<T>(&mut self, line: &Line, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.tell(line);
        }
        read
    }

    fn pass_over(&mut self, name: String) {
        if self.passed_over.len() < MOST_PASSED_OVER {
            self.passed_over.insert(name);
        }
    }
}

/// An event as it was found: what is told of it, and what its acts depend on.
pub(super) struct Found<'a> {
    pub(super) event: ReadEvent,
    /// Where it begins.
    pub(super) line: u64,
    /// What says which occurrence is meant.
    pub(super) occurrence: Option<&'a Line>,
    /// Whether its series has that occurrence; nothing where its series is not known.
    pub(super) occurs: Option<bool>,
    /// Why it may come to no act.
    pub(super) withheld: BTreeSet<WithheldReason>,
    /// The places of those who are invited and say nothing of whether they come.
    pub(super) silent: BTreeSet<usize>,
}

impl Found<'_> {
    /// Whether it stands for an occurrence, and not for a session or a series.
    pub(super) const fn is_occurrence(&self) -> bool {
        self.occurrence.is_some()
    }

    /// Whether something later counts in its place.
    pub(super) fn is_superseded(&self) -> bool {
        self.withheld.contains(&WithheldReason::Superseded)
    }
}

/// An address without `mailto:`, in whatever case that is written.
fn address(value: &str) -> String {
    let value = value.trim();
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

/// The addresses that a parameter lists.
fn addresses(line: &Line, parameter: &str) -> Vec<String> {
    let listed = line.parameters.iter().filter(|one| one.name == parameter).flat_map(|one| &one.values);
    listed.map(|value| address(value)).collect()
}

fn attendee(line: &Line) -> ReadAttendee {
    ReadAttendee {
        address: address(&line.value),
        delegated_from: addresses(line, "DELEGATED-FROM"),
        delegated_to: addresses(line, "DELEGATED-TO"),
        name: name(line),
        participation: word(line, "PARTSTAT", Participation::NeedsAction),
        role: word(line, "ROLE", AttendeeRole::ReqParticipant),
        wants_reply: line.parameter("RSVP").is_some_and(|rsvp| rsvp.eq_ignore_ascii_case("TRUE")),
    }
}

/// Reads an event; nothing where it does not say by what it is known.
pub(super) fn event<'a>(
    part: &'a Component,
    method: Option<CalendarMethod>,
    clocks: &mut Clocks<'_>,
    told: &mut Told,
) -> Option<Found<'a>> {
    tell_strange(part, told);
    let mut withheld = BTreeSet::new();
    let text = |name: &str| part.line(name).map(|line| unescaped(&line.value)).filter(|text| !text.is_empty());
    let starts = part.line("DTSTART").and_then(|line| one_time(line, clocks, told));
    let occurrence = part.line("RECURRENCE-ID");
    let recurrence_id = occurrence.and_then(|line| one_time(line, clocks, told));
    let range = occurrence.and_then(|line| range(line, told));
    if occurrence.is_some_and(|line| is_guessed(line, recurrence_id.as_ref()) || range.is_none()) {
        withheld.insert(WithheldReason::OccurrenceNotUnderstood);
    }
    if occurrence.is_some() && part.line("DTSTART").is_some_and(|line| is_guessed(line, starts.as_ref())) {
        withheld.insert(WithheldReason::StartNotUnderstood);
    }
    let length = length(part, starts.as_ref(), clocks, told);
    if length.is_none() && ["DURATION", "DTEND"].iter().any(|name| part.line(name).is_some()) {
        withheld.insert(WithheldReason::LengthNotUnderstood);
    }
    let (series, why) = when(part, starts.as_ref(), length.unwrap_or_default(), clocks, told);
    withheld.extend(why);
    let organizer = part.line("ORGANIZER").map(|line| ReadParty { address: address(&line.value), name: name(line) });
    let stamped = part.line("DTSTAMP").and_then(|line| told.or_tell(line, Stamp::read(line.value.trim())));
    let sequence: Option<u64> =
        part.line("SEQUENCE").and_then(|line| told.or_tell(line, line.value.trim().parse().ok()));
    let status = part
        .line("STATUS")
        .and_then(|line| told.or_tell(line, line.value.trim().to_ascii_uppercase().parse::<EventStatus>().ok()));
    let silent = if method == Some(CalendarMethod::Reply) { silent(part, told) } else { BTreeSet::new() };
    let comments = part.all("COMMENT").map(|line| unescaped(&line.value)).filter(|comment| !comment.is_empty());
    let comments: Vec<String> = comments.collect();
    let event = ReadEvent {
        and_following: range.unwrap_or_default(),
        attendees: part.all("ATTENDEE").map(attendee).collect(),
        comment: Some(comments.join("\n")).filter(|comment| !comment.is_empty()),
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
    };
    Some(Found { event, line: part.line, occurrence, occurs: None, withheld, silent })
}

/// Whether those behind an occurrence are meant with it; nothing where that is said in a word that is not known.
fn range(line: &Line, told: &mut Told) -> Option<bool> {
    match line.parameter("RANGE") {
        None => Some(false),
        Some(range) => told.or_tell(line, range.eq_ignore_ascii_case("THISANDFUTURE").then_some(true)),
    }
}

/// The places of those who say nothing of whether they come, or say it in a word that is not known; their lines are told.
/// Only the first are no answer.
fn silent(part: &Component, told: &mut Told) -> BTreeSet<usize> {
    let mut silent = BTreeSet::new();
    for (nth, line) in part.all("ATTENDEE").enumerate() {
        let is_silent = line.parameter("PARTSTAT").is_none();
        if is_silent {
            silent.insert(nth);
        }
        if is_silent || word(line, "PARTSTAT", Participation::NeedsAction).is_none() {
            told.tell(line);
        }
    }
    silent
}

/// What makes a series of an event.
const RECURRING: [&str; 3] = ["EXDATE", "RDATE", "RRULE"];

/// When a session or a series takes place, and why that may not be known.
fn when(
    part: &Component,
    starts: Option<&EventTime>,
    length_seconds: u64,
    clocks: &mut Clocks<'_>,
    told: &mut Told,
) -> (Option<Series>, Option<WithheldReason>) {
    let is_occurrence = part.line("RECURRENCE-ID").is_some();
    if let (Some(EventTime::Zoned(start)), false) = (starts, is_occurrence) {
        let series = series(part, start, length_seconds, clocks, told);
        let why = series.is_none().then_some(WithheldReason::RecurrenceNotUnderstood);
        return (series, why);
    }
    let recurring: Vec<&Line> = part.lines.iter().filter(|line| RECURRING.contains(&line.name.as_str())).collect();
    recurring.iter().for_each(|line| told.tell(line));
    match starts {
        _ if is_occurrence => (None, None),
        None => (None, Some(WithheldReason::StartNotUnderstood)),
        Some(EventTime::Elsewhere(elsewhere)) if recurring.is_empty() => {
            let zone = Zone::default();
            let start = ZonedTime { at: elsewhere.at, local: zone.shown(elsewhere.at), zone };
            (Some(once(&start, length_seconds)), None)
        }
        Some(EventTime::Elsewhere(_)) => (None, Some(WithheldReason::ElsewhereSeries)),
        Some(_) => (None, Some(WithheldReason::NoZone)),
    }
}

/// Tells of properties that nobody knows, of those that stand there more than once, and of parts within the event; and names
/// what is passed over.
fn tell_strange(part: &Component, told: &mut Told) {
    let mut met: Vec<&str> = Vec::new();
    for line in &part.lines {
        let Some(property) = property(&line.name) else {
            told.tell(line);
            continue;
        };
        if property.is_single && met.contains(&property.name) {
            told.tell(line);
        }
        if property.is_single && !met.contains(&property.name) {
            met.push(property.name);
        }
        let Some(read) = property.read else {
            told.pass_over(line.name.clone());
            continue;
        };
        let is_read = |parameter: &&Parameter| read.contains(&parameter.name.as_str());
        for parameter in line.parameters.iter().filter(|parameter| !is_read(parameter)) {
            told.pass_over(format!("{};{}", line.name, parameter.name));
        }
    }
    part.parts.iter().for_each(|part| tell_all(part, told));
}

/// Tells of a part as a whole.
pub(super) fn tell_all(part: &Component, told: &mut Told) {
    told.not_understood.push(NotUnderstood { line: part.line, text: format!("BEGIN:{}", part.name) });
    part.lines.iter().for_each(|line| told.tell(line));
    part.parts.iter().for_each(|part| tell_all(part, told));
}

/// The time that a line gives. It is told where it gives none, or names a zone that nobody knows.
fn one_time(line: &Line, clocks: &mut Clocks<'_>, told: &mut Told) -> Option<EventTime> {
    let time = clocks.one(line);
    if is_guessed(line, time.as_ref()) {
        told.tell(line);
    }
    time
}

/// Whether the time of a line is none, or is known by the clock alone though a zone is named.
fn is_guessed(line: &Line, time: Option<&EventTime>) -> bool {
    match time {
        None => true,
        Some(time) => matches!(time, EventTime::Floating(_)) && line.parameter("TZID").is_some(),
    }
}

/// How long an event takes: by its length, or by its end. One of a day takes a day where nothing is said.
fn length(part: &Component, starts: Option<&EventTime>, clocks: &mut Clocks<'_>, told: &mut Told) -> Option<u64> {
    if let Some(line) = part.line("DURATION") {
        // An end beside a length says the same, or something else: RFC 5545 has one of them.
        part.line("DTEND").into_iter().for_each(|line| told.tell(line));
        return told.or_tell(line, duration(line.value.trim()).and_then(|seconds| u64::try_from(seconds).ok()));
    }
    let Some(line) = part.line("DTEND") else {
        return matches!(starts, Some(EventTime::Day(_))).then_some(86_400);
    };
    let end = one_time(line, clocks, told)?;
    told.or_tell(line, u64::try_from(starts?.seconds_until(&end)?).ok())
}

/// A session at a time.
const fn once(start: &ZonedTime, length_seconds: u64) -> Series {
    Series {
        added: Vec::new(),
        length_seconds,
        moved: Vec::new(),
        rule: None,
        skipped: Vec::new(),
        start: start.local,
        zone: start.zone,
    }
}

/// The series that begins at a time in a zone; nothing where something of its recurrence is not understood, which is told.
fn series(
    part: &Component,
    start: &ZonedTime,
    length_seconds: u64,
    clocks: &mut Clocks<'_>,
    told: &mut Told,
) -> Option<Series> {
    let mut series = once(start, length_seconds);
    let mut is_understood = true;
    for line in part.lines.iter().filter(|line| RECURRING.contains(&line.name.as_str())) {
        is_understood &= told.or_tell(line, add(&mut series, line, start, clocks)).is_some();
    }
    for list in [&mut series.added, &mut series.skipped] {
        list.sort_unstable();
        list.dedup();
    }
    is_understood.then_some(series)
}

/// Adds what a line says to a series; nothing where it is not understood.
fn add(series: &mut Series, line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>) -> Option<()> {
    match line.name.as_str() {
        // A second rule was allowed once (RFC 2445), and is not now.
        "RRULE" if series.rule.is_some() => return None,
        "RRULE" => series.rule = Some(rule_of(line, start.zone)?),
        "RDATE" => series.added.extend(listed(line, start, clocks)?),
        _ => series.skipped.extend(listed(line, start, clocks)?),
    }
    Some(())
}

/// The rule of a line. One that ends with a day ends with the day's last second where it takes place, and one that ends by
/// the clock with that of the zone.
fn rule_of(line: &Line, zone: Zone) -> Option<RecurrenceRule> {
    let (mut rule, until) = rule(line.value.trim()).ok()?;
    rule.until = until.map(|until| match until {
        Stamp::Utc(at) => at,
        Stamp::Local(wall) => zone.meant(wall),
        Stamp::Date(date) => zone.last_moment(date),
    });
    rule.is_sound().then_some(rule)
}

/// The occurrences that a line lists, as the clocks of the series' zone show them: those of another zone by their moment, those
/// of no zone by the clock, and a day as the occurrence on it. Nothing where the line, or its zone, is not understood.
fn listed(line: &Line, start: &ZonedTime, clocks: &mut Clocks<'_>) -> Option<Vec<LocalDateTime>> {
    let clocks = clocks.of_line(line);
    if clocks.is_unknown() {
        return None;
    }
    let second = start.local.second_of_day();
    stamps(line)?.into_iter().map(|stamp| clocks.wall_in(start.zone, stamp, second)).collect()
}
