//! What a calendar file asks of the sessions of a series that is to take place otherwise, as a whole or from one occurrence on:
//! for each session that is ahead when it begins instead, or that it does not. No session is added, and none that has begun is
//! touched. Where it is not told which session becomes which, nothing is asked of any.
//!
//! Rules: SES-02, SES-03, SES-08.

use std::collections::{BTreeMap, BTreeSet};

use super::course::Course;
use crate::workspace::things::session::WhyNoCommand;
use touchline_calculators::calendar::{
    CalendarAct, CancelledEvent, EventTime, MovedEvent, MovedOccurrence, RecurrenceRule, ScheduledEvent, Series,
    ZonedTime,
};
use touchline_kernel::Instant;
use touchline_kernel::time::{LocalDateTime, Zone};
use touchline_law::things::session::{Session, State};

/// A session, with when it would take place by the rule of its series.
pub(in crate::workspace) type Planned<'a> = (LocalDateTime, &'a Session);

/// What is asked of one session, as an act about it alone.
pub(in crate::workspace) type OfEach<'a> = Vec<(&'a Session, CalendarAct)>;

/// What is asked from one occurrence on (RFC 5545, 3.2.13): those behind it are moved as far on the wall, and take as long. A
/// session that was moved by itself, otherwise than the one that is named, is an exception and stays where it is.
pub(in crate::workspace) fn asked_from_one_on<'a>(
    course: &Course<'a>,
    event: &MovedEvent,
    ahead: &[Planned<'a>],
) -> Result<OfEach<'a>, WhyNoCommand> {
    let own = course.series.series.zone;
    let planned = event.recurrence_id.wall_in(own).and_then(|wall| course.place(wall));
    let named = planned.ok_or(WhyNoCommand::UnknownEvent)?;
    let (wall, zone) = match &event.starts {
        EventTime::Day(_) => return Err(WhyNoCommand::OnDay),
        EventTime::Zoned(time) if time.zone != Zone::default() => (time.local, time.zone),
        other => (other.wall_in(own).ok_or(WhyNoCommand::OnDay)?, own),
    };
    let shift = wall.seconds().saturating_sub(named.0.seconds());
    let goes_along = |one: &&Planned<'a>| !course.is_moved(one.0, one.1) || stands(one) == stands(&named);
    let mut asked = Vec::new();
    for (planned, session) in ahead.iter().filter(goes_along) {
        let local = LocalDateTime::from_seconds(planned.seconds().saturating_add(shift));
        let local = local.ok_or(WhyNoCommand::OtherSessions)?;
        let starts = EventTime::Zoned(ZonedTime { at: zone.meant(local), local, zone });
        let recurrence_id = at_wall(*planned, own);
        let moved = MovedEvent { and_following: false, recurrence_id, starts, ..event.clone() };
        asked.push((*session, CalendarAct::Moved(moved)));
    }
    Ok(asked)
}

/// How far from its planned time a session stands on the wall, and by whose clock.
fn stands((planned, session): &Planned<'_>) -> (i64, Zone) {
    let zone = session.time.zone;
    (zone.shown(session.time.starts_at).seconds().saturating_sub(planned.seconds()), zone)
}

fn at_wall(wall: LocalDateTime, zone: Zone) -> EventTime {
    EventTime::Zoned(ZonedTime { at: zone.meant(wall), local: wall, zone })
}

/// What is asked by a file of all of a series: that it takes place so.
pub(in crate::workspace) fn asked_of_whole<'a>(
    course: &Course<'a>,
    event: &ScheduledEvent,
    now: Instant,
) -> Result<OfEach<'a>, WhyNoCommand> {
    if event.is_proposal {
        return Err(WhyNoCommand::Proposal);
    }
    // It is held against all that was changed in the series.
    if event.sequence < course.in_force() {
        return Err(WhyNoCommand::Outdated);
    }
    let own = course.series.series.zone;
    let known = planned(&course.series.series, usize::MAX)?;
    let told = planned(&event.series, known.len())?;
    let pairs = Both { own, known: &known, now, told: &told, zone: event.series.zone }.pairs()?;
    let exceptions = Exceptions::of(&event.series);
    let mut asked = Vec::new();
    for (wall, becomes) in pairs {
        let takes_place = becomes.and_then(|becomes| exceptions.takes_place(becomes));
        let session = course.at(wall);
        // What was never scheduled would be added.
        if session.is_none() && takes_place.as_ref().is_some_and(|(starts, _)| now < starts.at) {
            return Err(WhyNoCommand::OtherSessions);
        }
        let Some(session) = session.filter(|session| is_ahead(session, now)) else { continue };
        let recurrence_id = at_wall(wall, own);
        asked.push((
            session,
            match takes_place {
                Some((starts, length)) => moved(event, recurrence_id, starts, length),
                None => cancelled(event, recurrence_id),
            },
        ));
    }
    Ok(asked)
}

/// When a series takes place by its rule, and what was added to it.
fn planned(series: &Series, most: usize) -> Result<Vec<LocalDateTime>, WhyNoCommand> {
    let plain = Series { moved: Vec::new(), skipped: Vec::new(), ..series.clone() };
    let refused = |_| {
        let is_endless = plain.rule.as_ref().is_some_and(RecurrenceRule::is_endless);
        if is_endless { WhyNoCommand::NeverEnds } else { WhyNoCommand::OtherSessions }
    };
    Ok(plain.whole(most, "").map_err(refused)?.iter().map(|one| one.recurrence_id).collect())
}

/// A series as it was started, and as a file has it, each without its exceptions.
struct Both<'a> {
    known: &'a [LocalDateTime],
    now: Instant,
    own: Zone,
    told: &'a [LocalDateTime],
    zone: Zone,
}

/// What is planned by the rule of a series, and as what the file has it; nothing where it has it no more.
type Pairs = Vec<(LocalDateTime, Option<LocalDateTime>)>;

impl Both<'_> {
    /// Which becomes which. What has the time that it had stays what it was; where the times are others, as many of them are those
    /// that there were in their order, or those that are still to come are.
    fn pairs(&self) -> Result<Pairs, WhyNoCommand> {
        let at: BTreeMap<Instant, LocalDateTime> =
            self.told.iter().map(|wall| (self.zone.meant(*wall), *wall)).collect();
        let known_at: BTreeSet<Instant> = self.known.iter().map(|wall| self.own.meant(*wall)).collect();
        if at.keys().all(|moment| known_at.contains(moment)) {
            let pairs = self.known.iter().map(|wall| (*wall, at.get(&self.own.meant(*wall)).copied()));
            return Ok(pairs.filter(|(wall, told)| told.is_some() || self.is_to_come(*wall)).collect());
        }
        if self.known.len() == self.told.len() && self.none_that_began_is_another() {
            return Ok(self.known.iter().copied().zip(self.told.iter().copied().map(Some)).collect());
        }
        let known: Vec<LocalDateTime> = self.known.iter().copied().filter(|wall| self.is_to_come(*wall)).collect();
        let told = self.told.iter().copied().filter(|wall| self.now < self.zone.meant(*wall));
        let told: Vec<LocalDateTime> = told.collect();
        if known.len() != told.len() {
            return Err(WhyNoCommand::OtherSessions);
        }
        Ok(known.into_iter().zip(told.into_iter().map(Some)).collect())
    }

    fn is_to_come(&self, wall: LocalDateTime) -> bool {
        self.now < self.own.meant(wall)
    }

    /// Whether what began already is told to have been at another time, and not to be one of those that come.
    fn none_that_began_is_another(&self) -> bool {
        let next = self.known.iter().skip(1).map(|wall| self.own.meant(*wall)).chain([Instant::MAX]);
        let each = self.known.iter().zip(self.told).zip(next);
        each.into_iter().all(|((known, told), next)| {
            let told = self.zone.meant(*told);
            self.is_to_come(*known) || told <= self.now || told < next
        })
    }
}

/// What a file says of single occurrences.
struct Exceptions<'a> {
    moved: BTreeMap<Instant, &'a MovedOccurrence>,
    series: &'a Series,
    skipped: BTreeSet<Instant>,
}

impl<'a> Exceptions<'a> {
    fn of(series: &'a Series) -> Self {
        let zone = series.zone;
        Exceptions {
            moved: series.moved.iter().map(|moved| (zone.meant(moved.recurrence_id), moved)).collect(),
            series,
            skipped: series.skipped.iter().map(|wall| zone.meant(*wall)).collect(),
        }
    }

    /// When an occurrence begins, and how long it takes; nothing where it is skipped.
    fn takes_place(&self, planned: LocalDateTime) -> Option<(ZonedTime, u64)> {
        let zone = self.series.zone;
        let at = zone.meant(planned);
        if self.skipped.contains(&at) {
            return None;
        }
        let moved = self.moved.get(&at);
        let local = moved.map_or(planned, |moved| moved.starts);
        let length = moved.and_then(|moved| moved.length_seconds).unwrap_or(self.series.length_seconds);
        Some((ZonedTime { at: zone.meant(local), local, zone }, length))
    }
}

/// Whether a session is still to begin.
pub(in crate::workspace) fn is_ahead(session: &Session, now: Instant) -> bool {
    session.state == State::Scheduled && now < session.time.starts_at
}

fn moved(event: &ScheduledEvent, recurrence_id: EventTime, starts: ZonedTime, length_seconds: u64) -> CalendarAct {
    CalendarAct::Moved(MovedEvent {
        and_following: false,
        is_outdated: event.is_outdated,
        is_proposal: event.is_proposal,
        // A file that says no length is read as one that takes none.
        length_seconds: Some(length_seconds).filter(|told| *told > 0),
        organizer: event.organizer.clone(),
        proposal: event.proposal.clone(),
        recurrence_id,
        sequence: event.sequence,
        starts: EventTime::Zoned(starts),
        uid: event.uid.clone(),
    })
}

fn cancelled(event: &ScheduledEvent, recurrence_id: EventTime) -> CalendarAct {
    CalendarAct::Cancelled(CancelledEvent {
        and_following: false,
        comment: None,
        is_outdated: event.is_outdated,
        is_proposal: event.is_proposal,
        organizer: event.organizer.clone(),
        proposal: event.proposal.clone(),
        recurrence_id: Some(recurrence_id),
        sequence: event.sequence,
        uid: event.uid.clone(),
    })
}
