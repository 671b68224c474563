//! What the events of a file say of one another: which of two counts, which occurrence a day names, and what occurrences say
//! of the series that they are of.
//!
//! Rules: SES-08.

use std::collections::{BTreeMap, BTreeSet};

use touchline_kernel::time::{Instant, LocalDate, LocalDateTime};

use super::acts::Known;
use super::event::{CalendarMethod, EventStatus, Found, ReadEvent, Told, WithheldReason};
use super::event_time::EventTime;
use super::series::{MovedOccurrence, Series};

/// An event, and the place of the calendar that it stands in.
pub(super) type Placed<'a> = (usize, Found<'a>);

/// The events of a name in a calendar: the series, where it stands there, and the places of its occurrences.
#[derive(Default)]
struct Family {
    series: Option<usize>,
    occurrences: Vec<usize>,
}

/// Makes one of what belongs together: what is superseded counts no more, a day names the occurrence on it, and occurrences
/// are joined with the series of their calendar.
pub(super) fn join(found: &mut [Placed<'_>], known: &BTreeMap<&str, Known<'_>>, steps: &mut u64, told: &mut Told) {
    supersede(found, |found| (!found.is_occurrence()).then_some(Which::Whole));
    for family in families(found) {
        let own = family.series.and_then(|place| found.get(place));
        let uid = family.occurrences.first().and_then(|place| found.get(*place)).map(|(_, one)| one.event.uid.as_str());
        let series = match own {
            Some((_, own)) => own.event.series.as_ref(),
            None => uid.and_then(|uid| known.get(uid)).map(|known| known.series),
        };
        let Some(series) = series.cloned() else { continue };
        name(found, &family.occurrences, &series, steps, told);
    }
    supersede(found, |found| Which::of(&found.event).filter(|_| found.is_occurrence()));
    for family in families(found) {
        let Some(series) = family.series else { continue };
        let single = family.occurrences.iter().filter_map(|place| found.get(*place)).map(|(_, one)| one);
        let single: Vec<ReadEvent> = single.filter(|one| is_joined(one)).map(|one| one.event.clone()).collect();
        if let Some(series) = found.get_mut(series).and_then(|(_, one)| one.event.series.as_mut()) {
            join_series(series, &single);
        }
    }
}

/// Whether an occurrence is told with its series.
fn is_joined(one: &Found<'_>) -> bool {
    use WithheldReason::{LengthNotUnderstood, OccurrenceNotUnderstood, StartNotUnderstood, Superseded};
    let is_free = |reasons: &[WithheldReason]| reasons.iter().all(|reason| !one.withheld.contains(reason));
    let is_off = one.event.status == Some(EventStatus::Cancelled);
    let takes_place = is_free(&[LengthNotUnderstood, StartNotUnderstood]) && one.occurs != Some(false);
    let is_meant = is_free(&[OccurrenceNotUnderstood, Superseded]) && !one.event.and_following;
    is_meant && (is_off || takes_place)
}

/// The events that belong together. What is superseded is of none, and what says no time is no series of others.
fn families(found: &[Placed<'_>]) -> Vec<Family> {
    let mut families: BTreeMap<(usize, &str), Family> = BTreeMap::new();
    for (place, (calendar, one)) in found.iter().enumerate() {
        if one.withheld.contains(&WithheldReason::Superseded) {
            continue;
        }
        let family = families.entry((*calendar, &one.event.uid)).or_default();
        if one.is_occurrence() {
            family.occurrences.push(place);
        } else if one.event.starts.is_some() {
            family.series = Some(place);
        }
    }
    families.into_values().collect()
}

/// What an event stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Which {
    Whole,
    At(Instant, bool),
    On(LocalDate, bool),
    Wall(LocalDateTime, bool),
}

impl Which {
    fn of(event: &ReadEvent) -> Option<Self> {
        Some(match event.recurrence_id.as_ref()? {
            EventTime::Day(date) => Which::On(*date, event.and_following),
            EventTime::Floating(wall) => Which::Wall(*wall, event.and_following),
            EventTime::Zoned(zoned) => Which::At(zoned.at, event.and_following),
            EventTime::Elsewhere(elsewhere) => Which::At(elsewhere.at, event.and_following),
        })
    }
}

/// Of several that stand for the same the greatest number counts, then the latest stamp, then what stands last. What somebody
/// says of an event, or proposes, supersedes nothing.
fn supersede(found: &mut [Placed<'_>], which: impl Fn(&Found<'_>) -> Option<Which>) {
    use CalendarMethod::{Cancel, Publish, Request};
    let is_said = |one: &Found<'_>| {
        let is_told = matches!(one.event.method, None | Some(Cancel | Publish | Request));
        is_told && !one.withheld.contains(&WithheldReason::MethodNotUnderstood)
    };
    let mut latest: BTreeMap<(&str, Which), usize> = BTreeMap::new();
    let mut superseded = Vec::new();
    for (place, (_, one)) in found.iter().enumerate().filter(|(_, (_, one))| is_said(one)) {
        let Some(which) = which(one) else { continue };
        let age = |one: &Found<'_>| (one.event.sequence, one.event.stamped_at);
        let standing = latest.get(&(one.event.uid.as_str(), which)).copied();
        let is_older = |standing: &usize| found.get(*standing).is_some_and(|(_, standing)| age(standing) > age(one));
        match standing.filter(is_older) {
            Some(_) => superseded.push(place),
            None => superseded.extend(latest.insert((&one.event.uid, which), place)),
        }
    }
    for place in superseded {
        if let Some((_, one)) = found.get_mut(place) {
            one.withheld.insert(WithheldReason::Superseded);
        }
    }
}

/// Says of occurrences which of their series' they are, and whether it has them.
fn name(found: &mut [Placed<'_>], places: &[usize], series: &Series, steps: &mut u64, told: &mut Told) {
    let times = |place: &usize| found.get(*place).and_then(|(_, one)| one.event.recurrence_id.clone());
    let (mut days, mut walls) = (BTreeSet::new(), BTreeSet::new());
    for time in places.iter().filter_map(times) {
        match time {
            EventTime::Day(date) => drop(days.insert(date)),
            other => walls.extend(other.wall_in(series.zone)),
        }
    }
    let days = series.planned_on(&days, steps);
    let planned = series.planned(&walls.into_iter().collect::<Vec<_>>(), steps).unwrap_or_default();
    for place in places {
        let Some((_, one)) = found.get_mut(*place) else { continue };
        match &one.event.recurrence_id {
            None => {}
            Some(EventTime::Day(date)) => match days.as_ref().and_then(|days| days.get(date)).map(Vec::as_slice) {
                Some([only]) => {
                    one.event.recurrence_id = Some(EventTime::in_zone(series.zone.meant(*only), series.zone));
                    one.occurs = Some(true);
                }
                _ => {
                    one.withheld.insert(WithheldReason::NoSuchOccurrence);
                    one.occurrence.into_iter().for_each(|line| told.tell(line));
                }
            },
            Some(other) => {
                let wall = other.wall_in(series.zone);
                one.occurs = wall.map(|wall| planned.contains(&series.zone.meant(wall)));
            }
        }
    }
}

/// Joins the occurrences of a series with it.
fn join_series(series: &mut Series, single: &[ReadEvent]) {
    let zone = series.zone;
    let joined: BTreeMap<Instant, (LocalDateTime, Joined)> = single
        .iter()
        .filter_map(|one| joined(series, one))
        .map(|(recurrence_id, joined)| (zone.meant(recurrence_id), (recurrence_id, joined)))
        .collect();
    series.skipped.retain(|skipped| !joined.contains_key(&zone.meant(*skipped)));
    for (recurrence_id, one) in joined.into_values() {
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
