//! When something begins, as a calendar file says it.
//!
//! Rules: SES-08.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::time::{Instant, LocalDate, LocalDateTime, Zone};

use super::component::Component;
use super::content_line::Line;
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
    pub(super) fn wall_in(&self, zone: Zone) -> Option<LocalDateTime> {
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
    given: BTreeMap<&'a str, &'a Component>,
    known: BTreeMap<String, Option<FileZone>>,
    steps: u64,
}

impl<'a> Clocks<'a> {
    /// Of a calendar, found within so many steps.
    pub(super) fn of(calendar: &'a Component, steps: u64) -> Self {
        let zones = calendar.parts.iter().filter(|part| part.name == "VTIMEZONE").rev();
        let given = zones.filter_map(|zone| Some((zone.line("TZID")?.value.trim(), zone))).collect();
        Clocks { given, known: BTreeMap::new(), steps }
    }

    /// How many steps are left.
    pub(super) const fn steps_left(&self) -> u64 {
        self.steps
    }

    /// The times that a property lists; none where one of them cannot be read.
    pub(super) fn times(&mut self, line: &Line) -> Option<Vec<EventTime>> {
        let of_period =
            |text: &'_ str| text.split_once('/').map_or_else(|| text.to_owned(), |(start, _)| start.to_owned());
        let stamps = line.value.split(',').map(|one| Stamp::read(of_period(one.trim()).as_str()));
        let stamps: Vec<Stamp> = stamps.collect::<Option<_>>()?;
        Some(stamps.into_iter().map(|stamp| self.time(stamp, line.parameter("TZID"))).collect())
    }

    /// The one time that a property gives.
    pub(super) fn one(&mut self, line: &Line) -> Option<EventTime> {
        let mut times = self.times(line)?;
        if times.len() == 1 { times.pop() } else { None }
    }

    fn time(&mut self, stamp: Stamp, name: Option<&str>) -> EventTime {
        let local = match stamp {
            Stamp::Date(date) => return EventTime::Day(date),
            Stamp::Utc(at) => return EventTime::in_zone(at, Zone::default()),
            Stamp::Local(local) => local,
        };
        let Some(name) = name else { return EventTime::Floating(local) };
        let (given, steps) = (self.given.get(name).copied(), &mut self.steps);
        let zone = self.known.entry(name.to_owned()).or_insert_with(|| FileZone::of(name, given, steps));
        match zone {
            None => EventTime::Floating(local),
            Some(FileZone::Known(zone)) => EventTime::Zoned(ZonedTime { at: zone.meant(local), local, zone: *zone }),
            Some(given) => {
                EventTime::Elsewhere(ElsewhereTime { at: given.meant(local), local, zone_name: name.to_owned() })
            }
        }
    }
}
