//! A calendar file read: its events, what they ask to be done, and the lines that were not understood.
//!
//! Rules: SES-08.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::rejection::Reason;
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, LocalDateTime};

use super::component::{Component, calendars};
use super::event::{CalendarMethod, EventStatus, NotUnderstood, Participation, ReadEvent, Told, event, tell_all};
use super::event_time::{Clocks, EventTime};
use super::series::{MovedOccurrence, Series};
use super::walls::MOST_STEPS;

/// What is read of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CalendarFile {
    /// What the file asks to be done, in its order.
    pub acts: Vec<CalendarAct>,
    /// Its events, in its order.
    pub events: Vec<ReadEvent>,
    /// The lines that were not understood, in its order.
    pub not_understood: Vec<NotUnderstood>,
}

/// An event that the host knows already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownEvent {
    /// How often it was changed.
    pub sequence: u64,
    /// When it takes place.
    pub series: Series,
    /// By what it is known.
    pub uid: Key,
}

/// Something that a file asks to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CalendarAct {
    /// An event, or an occurrence of it, does not take place.
    Cancelled(CancelledEvent),
    /// An occurrence takes place at another time.
    Moved(MovedEvent),
    /// Somebody says whether they come.
    Replied(EventReply),
    /// An event takes place so: nothing is known of it, or something else.
    Scheduled(Box<ScheduledEvent>),
}

/// An event that does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CancelledEvent {
    /// Whether the occurrences behind this one do not take place either.
    pub and_following: bool,
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// The occurrence, by when it would have begun; null for the event as a whole.
    pub recurrence_id: Option<EventTime>,
    /// How often the event was changed.
    pub sequence: u64,
    /// By what the event is known.
    pub uid: String,
}

/// An occurrence that takes place at another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MovedEvent {
    /// Whether the occurrences behind this one are moved as far.
    pub and_following: bool,
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// Whether somebody who is invited proposes it, and nothing is decided.
    pub is_proposal: bool,
    /// How long it takes now, in seconds; null where it is not told.
    pub length_seconds: Option<u64>,
    /// The occurrence, by when it would have begun.
    pub recurrence_id: EventTime,
    /// How often the event was changed.
    pub sequence: u64,
    /// When it begins now.
    pub starts: EventTime,
    /// By what the event is known.
    pub uid: String,
}

/// What somebody says who is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventReply {
    /// Their e-mail address; any other address of a calendar as it is written.
    pub address: String,
    /// What they add; null where there is nothing.
    pub comment: Option<String>,
    /// Whether a later change of the event is known, of which they say nothing.
    pub is_outdated: bool,
    /// Whether they come; null where it is said in a word that is not known.
    pub participation: Option<Participation>,
    /// The occurrence, by when it would have begun; null for the event as a whole.
    pub recurrence_id: Option<EventTime>,
    /// On which change of the event they answer.
    pub sequence: u64,
    /// When they said so; null where it is not told. The latest counts.
    pub stamped_at: Option<Instant>,
    /// By what the event is known.
    pub uid: String,
}

/// An event that takes place so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScheduledEvent {
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// Whether somebody who is invited proposes it, and nothing is decided.
    pub is_proposal: bool,
    /// How often the event was changed.
    pub sequence: u64,
    /// When it takes place.
    pub series: Series,
    /// By what the event is known.
    pub uid: String,
}

/// Reads a file, beside the events that are known already.
pub fn read_calendar(bytes: &[u8], known: &[KnownEvent]) -> Result<CalendarFile, Reason> {
    let (calendars, odd) = calendars(bytes)?;
    let mut told = Told(odd.into_iter().map(|odd| NotUnderstood { line: odd.number, text: odd.text }).collect());
    let known: BTreeMap<&str, &KnownEvent> = known.iter().map(|known| (known.uid.as_str(), known)).collect();
    let (mut events, mut acts, mut steps) = (Vec::new(), Vec::new(), MOST_STEPS);
    for calendar in &calendars {
        let mut found = events_of(calendar, &mut told, &mut steps);
        join(&mut found);
        let series = found.iter().filter(|event| event.series.is_some()).map(|event| event.uid.as_str());
        let series: BTreeSet<&str> = series.collect();
        let known = |event: &ReadEvent| known.get(event.uid.as_str()).copied();
        acts.extend(found.iter().flat_map(|event| acts_of(event, &series, known(event))));
        events.extend(found);
    }
    let mut not_understood = told.0;
    not_understood.sort();
    not_understood.dedup();
    Ok(CalendarFile { acts, events, not_understood })
}

/// What every calendar may say of itself.
const OF_CALENDARS: [&str; 4] = ["CALSCALE", "METHOD", "PRODID", "VERSION"];

fn events_of(calendar: &Component, told: &mut Told, steps: &mut u64) -> Vec<ReadEvent> {
    let strange = calendar.lines.iter().filter(|line| !OF_CALENDARS.contains(&line.name.as_str()));
    strange.for_each(|line| told.tell(line));
    let method = calendar.line("METHOD").and_then(|line| {
        let read: Option<CalendarMethod> = line.value.trim().to_ascii_uppercase().parse().ok();
        if read.is_none() {
            told.tell(line);
        }
        read
    });
    let mut clocks = Clocks::of(calendar, *steps);
    let mut events = Vec::new();
    for part in calendar.parts.iter().filter(|part| part.name != "VTIMEZONE") {
        let read = if part.name == "VEVENT" { event(part, method, &mut clocks, told) } else { None };
        if read.is_none() {
            tell_all(part, told);
        }
        events.extend(read);
    }
    *steps = clocks.steps_left();
    events
}

/// Joins occurrences that stand by themselves with the series that they are of: the first of its name.
fn join(events: &mut [ReadEvent]) {
    let is_single = |event: &&ReadEvent| event.recurrence_id.is_some() && !event.and_following;
    let mut single: Vec<ReadEvent> = events.iter().filter(is_single).cloned().collect();
    // The latest of one occurrence counts.
    single.sort_by_key(|event| (event.sequence, event.stamped_at));
    let mut by_uid: BTreeMap<&str, Vec<&ReadEvent>> = BTreeMap::new();
    for one in &single {
        by_uid.entry(&one.uid).or_default().push(one);
    }
    for event in events.iter_mut() {
        let Some(series) = &mut event.series else { continue };
        join_series(series, &by_uid.remove(event.uid.as_str()).unwrap_or_default());
    }
}

/// Joins the occurrences of a series with it, each as it was told last.
fn join_series(series: &mut Series, single: &[&ReadEvent]) {
    let joined = single.iter().filter_map(|one| joined(series, one));
    let joined: BTreeMap<LocalDateTime, Joined> = joined.collect();
    series.skipped.retain(|skipped| !joined.contains_key(skipped));
    for (recurrence_id, one) in joined {
        match one {
            Joined::Skipped => series.skipped.push(recurrence_id),
            Joined::Moved(moved) => series.moved.push(moved),
            Joined::Plain => {}
        }
    }
    series.skipped.sort_unstable();
}

/// What an occurrence by itself says of its series.
enum Joined {
    Skipped,
    Moved(MovedOccurrence),
    Plain,
}

/// What an occurrence says of the series that it is of, and which occurrence it is.
fn joined(series: &Series, one: &ReadEvent) -> Option<(LocalDateTime, Joined)> {
    let zone = series.zone;
    let recurrence_id = one.recurrence_id.as_ref()?.wall_in(zone)?;
    let starts = one.starts.as_ref().and_then(|time| time.wall_in(zone)).unwrap_or(recurrence_id);
    let length_seconds = one.length_seconds.filter(|length| *length != series.length_seconds);
    let joined = if one.status == Some(EventStatus::Cancelled) {
        Joined::Skipped
    } else if zone.meant(starts) != zone.meant(recurrence_id) || length_seconds.is_some() {
        Joined::Moved(MovedOccurrence { length_seconds, recurrence_id, starts })
    } else {
        Joined::Plain
    };
    Some((recurrence_id, joined))
}

/// What an event asks to be done, where these series stand in its calendar.
fn acts_of(event: &ReadEvent, series_there: &BTreeSet<&str>, known: Option<&KnownEvent>) -> Vec<CalendarAct> {
    let is_outdated = known.is_some_and(|known| event.sequence < known.sequence);
    let method = event.method.unwrap_or(CalendarMethod::Publish);
    match method {
        CalendarMethod::Reply => replies(event, is_outdated),
        CalendarMethod::Refresh | CalendarMethod::DeclineCounter => Vec::new(),
        CalendarMethod::Cancel => vec![cancelled(event, is_outdated)],
        _ if event.status == Some(EventStatus::Cancelled) && event.recurrence_id.is_none() => {
            vec![cancelled(event, is_outdated)]
        }
        CalendarMethod::Add | CalendarMethod::Counter | CalendarMethod::Publish | CalendarMethod::Request => {
            let is_proposal = method == CalendarMethod::Counter;
            match (&event.series, &event.recurrence_id) {
                (Some(series), None) => scheduled(event, series, known, (is_outdated, is_proposal)),
                (None, Some(planned)) => {
                    let stands_alone = event.and_following || !series_there.contains(event.uid.as_str());
                    if stands_alone { alone(event, planned, known, (is_outdated, is_proposal)) } else { Vec::new() }
                }
                _ => Vec::new(),
            }
        }
    }
}

fn replies(event: &ReadEvent, is_outdated: bool) -> Vec<CalendarAct> {
    let reply = |attendee: &super::event::ReadAttendee| {
        CalendarAct::Replied(EventReply {
            address: attendee.address.clone(),
            comment: event.comment.clone(),
            is_outdated,
            participation: attendee.participation,
            recurrence_id: event.recurrence_id.clone(),
            sequence: event.sequence,
            stamped_at: event.stamped_at,
            uid: event.uid.clone(),
        })
    };
    event.attendees.iter().map(reply).collect()
}

fn cancelled(event: &ReadEvent, is_outdated: bool) -> CalendarAct {
    CalendarAct::Cancelled(CancelledEvent {
        and_following: event.and_following,
        is_outdated,
        recurrence_id: event.recurrence_id.clone(),
        sequence: event.sequence,
        uid: event.uid.clone(),
    })
}

/// Whether it is outdated, and whether it is a proposal.
type Standing = (bool, bool);

/// An occurrence that stands by itself in a file.
fn alone(event: &ReadEvent, planned: &EventTime, known: Option<&KnownEvent>, standing: Standing) -> Vec<CalendarAct> {
    if event.status == Some(EventStatus::Cancelled) {
        return vec![cancelled(event, standing.0)];
    }
    let Some(starts) = &event.starts else { return Vec::new() };
    let is_known = |known: &KnownEvent| {
        let (Some(planned), Some(starts)) = (planned.at(), starts.at()) else { return false };
        let zone = known.series.zone;
        let moved = known.series.moved.iter().find(|moved| zone.meant(moved.recurrence_id) == planned);
        let stands = moved.map_or(planned, |moved| zone.meant(moved.starts));
        let length = moved.and_then(|moved| moved.length_seconds).unwrap_or(known.series.length_seconds);
        stands == starts && event.length_seconds.is_none_or(|told| told == length) && !event.and_following
    };
    if known.is_some_and(is_known) {
        return Vec::new();
    }
    vec![CalendarAct::Moved(MovedEvent {
        and_following: event.and_following,
        is_outdated: standing.0,
        is_proposal: standing.1,
        length_seconds: event.length_seconds,
        recurrence_id: planned.clone(),
        sequence: event.sequence,
        starts: starts.clone(),
        uid: event.uid.clone(),
    })]
}

/// A series beside the one that is known: what of it differs, occurrence by occurrence where nothing else does.
fn scheduled(event: &ReadEvent, series: &Series, known: Option<&KnownEvent>, standing: Standing) -> Vec<CalendarAct> {
    let whole = || {
        vec![CalendarAct::Scheduled(Box::new(ScheduledEvent {
            is_outdated: standing.0,
            is_proposal: standing.1,
            sequence: event.sequence,
            series: series.clone(),
            uid: event.uid.clone(),
        }))]
    };
    let Some(known) = known.map(|known| &known.series) else { return whole() };
    let is_kept = |moved: &MovedOccurrence| {
        let id = moved.recurrence_id;
        series.skipped.contains(&id) || series.moved.iter().any(|other| other.recurrence_id == id)
    };
    let takes_back = known.skipped.iter().any(|one| !series.skipped.contains(one)) || !known.moved.iter().all(is_kept);
    // What was skipped or moved and is so no more is told by the whole, and so is whatever else there is.
    if takes_back || without_exceptions(series) != without_exceptions(known) {
        return whole();
    }
    let time = |wall| EventTime::in_zone(series.zone.meant(wall), series.zone);
    let moved = series.moved.iter().filter(|moved| !known.moved.contains(moved)).map(|moved| {
        CalendarAct::Moved(MovedEvent {
            and_following: false,
            is_outdated: standing.0,
            is_proposal: standing.1,
            length_seconds: Some(moved.length_seconds.unwrap_or(series.length_seconds)),
            recurrence_id: time(moved.recurrence_id),
            sequence: event.sequence,
            starts: time(moved.starts),
            uid: event.uid.clone(),
        })
    });
    let skipped = series.skipped.iter().filter(|skipped| !known.skipped.contains(skipped)).map(|skipped| {
        CalendarAct::Cancelled(CancelledEvent {
            and_following: false,
            is_outdated: standing.0,
            recurrence_id: Some(time(*skipped)),
            sequence: event.sequence,
            uid: event.uid.clone(),
        })
    });
    moved.chain(skipped).collect()
}

/// The series as it would be if nothing had been skipped or moved, and as a file can say it: to the second.
fn without_exceptions(series: &Series) -> Series {
    let mut plain = Series { moved: Vec::new(), skipped: Vec::new(), ..series.clone() };
    plain.added.sort_unstable();
    if let Some(rule) = &mut plain.rule {
        let whole =
            |until: Instant| Instant::from_millis(until.millis().saturating_sub(until.millis().rem_euclid(1_000)));
        rule.until = rule.until.and_then(whole);
    }
    plain
}
