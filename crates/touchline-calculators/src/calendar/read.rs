//! A calendar file read: its events, what they ask to be done, and all that comes to no act.
//!
//! Rules: SES-08.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::rejection::Reason;

use super::acts::{Beside, CalendarAct, Known, acts_of};
use super::component::{Component, calendars};
use super::event::{
    CalendarMethod, Found, NotUnderstood, ReadEvent, Told, WithheldEvent, WithheldReason, event, tell_all,
};
use super::event_time::Clocks;
use super::join::{Placed, join};
use super::known::KnownEvent;
use super::walls::MOST_STEPS;
use touchline_kernel::base64;

/// What is read of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CalendarFile {
    /// What the file asks to be done, in its order.
    pub acts: Vec<CalendarAct>,
    /// Its events, in its order.
    pub events: Vec<ReadEvent>,
    /// The lines that were not understood, in its order.
    pub not_understood: Vec<NotUnderstood>,
    /// What of its events is understood and told nowhere: the names of properties, and of parameters behind those of theirs,
    /// such as `CLASS` or `ATTENDEE;CUTYPE`. Each once, in their order, and no more than a hundred.
    pub passed_over: Vec<String>,
    /// The events that ask for something of which no act is made, in its order, and why.
    pub withheld: Vec<WithheldEvent>,
}

/// The bytes of a calendar file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum FileBytes {
    /// In Base64, as they came: some producers fold lines within a character, so that they are no text.
    Base64(String),
    /// As text.
    Text(String),
}

impl FileBytes {
    /// The bytes.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Reason> {
        match self {
            FileBytes::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            FileBytes::Base64(text) => base64::read(text).map(Cow::Owned),
        }
    }
}

/// Reads a file, beside the events that are known already: what is known of one is asked for once for each name in it.
pub fn read_calendar(bytes: &[u8], know: impl Fn(&str) -> Option<KnownEvent>) -> Result<CalendarFile, Reason> {
    let (calendars, odd) = calendars(bytes)?;
    let mut told = Told::default();
    told.not_understood.extend(odd.into_iter().map(|odd| NotUnderstood { line: odd.number, text: odd.text }));
    let (mut found, mut steps) = (Vec::new(), MOST_STEPS);
    for (nth, calendar) in calendars.iter().enumerate() {
        found.extend(events_of(calendar, &mut told, &mut steps).into_iter().map(|event| (nth, event)));
    }
    let named: BTreeSet<String> = found.iter().map(|(_, one)| one.event.uid.clone()).collect();
    let known: Vec<KnownEvent> = named.iter().filter_map(|uid| know(uid)).collect();
    let known: BTreeMap<&str, Known<'_>> = known.iter().map(|one| (one.uid.as_str(), Known::of(one))).collect();
    join(&mut found, &known, &mut steps, &mut told);
    let (acts, withheld) = acts_and_withheld(&found, &known);
    let mut not_understood = told.not_understood;
    not_understood.sort();
    not_understood.dedup();
    Ok(CalendarFile {
        acts,
        events: found.into_iter().map(|(_, found)| found.event).collect(),
        not_understood,
        passed_over: told.passed_over.into_iter().collect(),
        withheld,
    })
}

/// What the events ask to be done, and of which no act is made.
fn acts_and_withheld(
    found: &[Placed<'_>],
    known: &BTreeMap<&str, Known<'_>>,
) -> (Vec<CalendarAct>, Vec<WithheldEvent>) {
    let series = found.iter().filter(|(_, one)| one.event.series.is_some() && !one.is_superseded());
    let series: BTreeSet<(usize, &str)> = series.map(|(nth, one)| (*nth, one.event.uid.as_str())).collect();
    let (mut acts, mut withheld) = (Vec::new(), Vec::new());
    for (nth, one) in found {
        let uid = one.event.uid.as_str();
        let beside = Beside { known: known.get(uid), is_joined: series.contains(&(*nth, uid)) };
        match acts_of(one, beside) {
            Ok(asked) => acts.extend(asked),
            Err(why) => withheld.push(WithheldEvent { line: one.line, uid: uid.to_owned(), why }),
        }
    }
    (acts, withheld)
}

/// What every calendar may say of itself.
const OF_CALENDARS: [&str; 4] = ["CALSCALE", "METHOD", "PRODID", "VERSION"];

fn events_of<'a>(calendar: &'a Component, told: &mut Told, steps: &mut u64) -> Vec<Found<'a>> {
    let strange = calendar.lines.iter().filter(|line| !OF_CALENDARS.contains(&line.name.as_str()));
    strange.for_each(|line| told.tell(line));
    let said = calendar.line("METHOD");
    let method: Option<CalendarMethod> = said.and_then(|line| line.value.trim().to_ascii_uppercase().parse().ok());
    let is_unknown = said.filter(|_| method.is_none());
    is_unknown.into_iter().for_each(|line| told.tell(line));
    let mut clocks = Clocks::of(calendar, *steps);
    let mut events = Vec::new();
    for part in calendar.parts.iter().filter(|part| part.name != "VTIMEZONE") {
        let read = if part.name == "VEVENT" { event(part, method, &mut clocks, told) } else { None };
        match read {
            None => tell_all(part, told),
            Some(mut read) => {
                read.withheld.extend(is_unknown.map(|_| WithheldReason::MethodNotUnderstood));
                events.push(read);
            }
        }
    }
    *steps = clocks.steps_left();
    events
}
