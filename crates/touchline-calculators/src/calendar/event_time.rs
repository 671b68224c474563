//! When something begins, as a calendar file says it.
//!
//! Rules: SES-08.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::time::{Instant, LocalDate, LocalDateTime, Zone};

use super::component::Component;
use super::content_line::{Line, unescaped};
use super::file_zone::FileZone;
use super::rule_text::Stamp;

/// A day and time in a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ZonedTime {
    /// The moment.
    pub at: Instant,
    /// What clocks there show.
    pub local: LocalDateTime,
    /// The zone.
    pub zone: Zone,
}

/// A day and time by clocks that the file gives itself, of no zone that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ElsewhereTime {
    /// The moment.
    pub at: Instant,
    /// What clocks there show.
    pub local: LocalDateTime,
    /// What the file calls the zone.
    pub zone_name: String,
}

/// When something begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum EventTime {
    /// On a day as a whole, wherever one is.
    Day(LocalDate),
    /// By clocks that the file gives itself, of no zone that is known.
    Elsewhere(ElsewhereTime),
    /// At a time of day, wherever one is.
    Floating(LocalDateTime),
    /// At a time of day in a zone.
    Zoned(ZonedTime),
}

impl EventTime {
    /// A moment as clocks in a zone show it.
    pub(super) fn in_zone(at: Instant, zone: Zone) -> Self {
        EventTime::Zoned(ZonedTime { at, local: zone.shown(at), zone })
    }

    /// The moment, where it is one.
    #[must_use]
    pub const fn at(&self) -> Option<Instant> {
        match self {
            EventTime::Zoned(ZonedTime { at, .. }) | EventTime::Elsewhere(ElsewhereTime { at, .. }) => Some(*at),
            EventTime::Day(_) | EventTime::Floating(_) => None,
        }
    }

    /// What clocks in a zone show then; nothing on a day as a whole.
    #[must_use]
    pub fn wall_in(&self, zone: Zone) -> Option<LocalDateTime> {
        match self {
            EventTime::Zoned(zoned) if zoned.zone == zone => Some(zoned.local),
            EventTime::Floating(local) => Some(*local),
            other => other.at().map(|at| zone.shown(at)),
        }
    }

    /// Seconds from one to another; nothing where they are not of a kind.
    pub(super) fn seconds_until(&self, end: &EventTime) -> Option<i64> {
        match (self, end) {
            (EventTime::Day(from), EventTime::Day(to)) => Some(to.days_since(*from).saturating_mul(86_400)),
            (EventTime::Floating(from), EventTime::Floating(to)) => Some(to.seconds().saturating_sub(from.seconds())),
            _ => Some(end.at()?.millis_since(self.at()?).div_euclid(1_000)),
        }
    }
}

/// The clocks of a calendar's zones, each looked up once.
pub(super) struct Clocks<'a> {
    /// The rules that the calendar gives itself, by their names.
    given: BTreeMap<String, &'a Component>,
    known: BTreeMap<String, Option<FileZone>>,
    steps: u64,
}

impl<'a> Clocks<'a> {
    /// Of a calendar, found within so many steps.
    pub(super) fn of(calendar: &'a Component, steps: u64) -> Self {
        let zones = calendar.parts.iter().filter(|part| part.name == "VTIMEZONE").rev();
        let given = zones.filter_map(|zone| Some((unescaped(zone.line("TZID")?.value.trim()), zone))).collect();
        Clocks { given, known: BTreeMap::new(), steps }
    }

    /// How many steps are left.
    pub(super) const fn steps_left(&self) -> u64 {
        self.steps
    }

    /// The clocks by which a property is written. They are looked up once for all the times that it lists.
    pub(super) fn of_line<'line>(&mut self, line: &'line Line) -> LineClocks<'line, '_> {
        let Some(name) = line.parameter("TZID") else { return LineClocks { name: None, zone: None } };
        if !self.known.contains_key(name) {
            let zone = FileZone::of(name, self.given.get(name).copied(), &mut self.steps);
            self.known.insert(name.to_owned(), zone);
        }
        LineClocks { name: Some(name), zone: self.known.get(name).and_then(Option::as_ref) }
    }

    /// The one time that a property gives.
    pub(super) fn one(&mut self, line: &Line) -> Option<EventTime> {
        let clocks = self.of_line(line);
        clocks.time(Stamp::read(start_of(&line.value))?)
    }
}

/// A time of a list, or the start of a period.
fn start_of(text: &str) -> &str {
    text.split_once('/').map_or(text, |(start, _)| start).trim()
}

/// The days and times that a property lists; none where one of them cannot be read.
pub(super) fn stamps(line: &Line) -> Option<Vec<Stamp>> {
    line.value.split(',').map(|one| Stamp::read(start_of(one))).collect()
}

/// The clocks by which a property is written.
pub(super) struct LineClocks<'line, 'zone> {
    /// What the property calls the zone.
    name: Option<&'line str>,
    /// The zone; none where it is called nothing, or is not known.
    zone: Option<&'zone FileZone>,
}

impl LineClocks<'_, '_> {
    /// Whether a zone is named that nobody knows.
    pub(super) const fn is_unknown(&self) -> bool {
        self.name.is_some() && self.zone.is_none()
    }

    /// Whether a time is one of a zone of the database.
    pub(super) const fn is_of_known_zone(&self, stamp: Stamp) -> bool {
        match stamp {
            Stamp::Utc(_) => true,
            Stamp::Local(_) => matches!(self.zone, Some(FileZone::Known(_))),
            Stamp::Date(_) => false,
        }
    }

    /// The time; nothing where it lies outside the calendar.
    fn time(&self, stamp: Stamp) -> Option<EventTime> {
        let local = match stamp {
            Stamp::Date(date) => return Some(EventTime::Day(date)),
            Stamp::Utc(at) => return Some(EventTime::in_zone(at, Zone::default())),
            Stamp::Local(local) => local,
        };
        let (Some(zone), Some(name)) = (self.zone, self.name) else { return Some(EventTime::Floating(local)) };
        let at = zone.meant(local)?;
        Some(match zone {
            FileZone::Known(zone) => EventTime::Zoned(ZonedTime { at, local, zone: *zone }),
            FileZone::Given(_) => EventTime::Elsewhere(ElsewhereTime { at, local, zone_name: name.to_owned() }),
        })
    }

    /// What clocks in a zone show then, on a day at this time; nothing where it lies outside the calendar.
    pub(super) fn wall_in(&self, zone: Zone, stamp: Stamp, second_of_day: i64) -> Option<LocalDateTime> {
        match (stamp, self.zone) {
            (Stamp::Date(date), _) => LocalDateTime::new(date, second_of_day),
            (Stamp::Utc(at), _) => Some(zone.shown(at)),
            (Stamp::Local(local), None) => Some(local),
            (Stamp::Local(local), Some(FileZone::Known(own))) if *own == zone => Some(local),
            (Stamp::Local(local), Some(own)) => own.meant(local).map(|at| zone.shown(at)),
        }
    }
}
