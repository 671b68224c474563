//! A series with its sessions, as they stand: what its calendar says of it.
//!
//! Rules: SES-02, SES-03, SES-08.

use crate::workspace::World;
use crate::workspace::things::session::invited::{answer_of, clock_of, is_off, length_seconds};
use touchline_calculators::calendar::{MovedOccurrence, Series};
use touchline_kernel::Instant;
use touchline_kernel::time::{LocalDateTime, Zone};
use touchline_law::facts::{Facts as _, PlanCoachRef, PlanStanding};
use touchline_law::things::session::{Session, SessionAnswer, State};
use touchline_law::things::session_series::SessionSeries;

/// A series with its sessions, as they stand.
pub(in crate::workspace) struct Course<'a> {
    /// The series.
    pub(in crate::workspace) series: &'a SessionSeries,
    /// Its plan, which says who coaches still.
    pub(in crate::workspace) plan: Option<PlanStanding<'a>>,
    /// Its sessions, each with when it would take place by the rule.
    pub(in crate::workspace) sessions: Vec<(LocalDateTime, &'a Session)>,
}

impl<'a> Course<'a> {
    pub(in crate::workspace) fn of(world: &'a World, series: &'a SessionSeries) -> Self {
        let session = |id| world.tables.sessions.get(id);
        let sessions = series.sessions.iter();
        let sessions = sessions.filter_map(|one| Some((one.recurrence_id, session(one.session)?))).collect();
        let plan = world.plan(series.plan).present().ok().flatten();
        Course { plan, series, sessions }
    }

    /// How often what its calendar file says was changed since it was started: each time that one of its sessions was moved or called
    /// off, or called off for somebody who takes part no more.
    pub(in crate::workspace) fn sequence(&self) -> u64 {
        u64::try_from(self.changes().count()).unwrap_or(u64::MAX)
    }

    /// The earliest number of a file that has this session as it stands: what was changed since was another.
    pub(in crate::workspace) fn in_force_since(&self, session: &Session) -> u64 {
        self.number_at(session.changes().max())
    }

    /// The earliest number of a file that has all of its sessions as they stand.
    pub(in crate::workspace) fn in_force(&self) -> u64 {
        self.number_at(self.sessions.iter().flat_map(|(_, session)| session.changes()).max())
    }

    fn number_at(&self, last: Option<Instant>) -> u64 {
        let Some(last) = last else { return 0 };
        u64::try_from(self.changes().filter(|at| *at <= last).count()).unwrap_or(u64::MAX)
    }

    /// When what its file says was changed.
    fn changes(&self) -> impl Iterator<Item = Instant> {
        let left = |session: &Session| self.plan.as_ref().map(|plan| session.left_at(plan)).unwrap_or_default();
        self.sessions.iter().flat_map(move |(_, session)| session.changes().chain(left(session)))
    }

    /// Whether somebody is invited to a session: who takes part in it, and who was to, though others coached in it as it was held.
    pub(in crate::workspace) fn invites(&self, session: &Session, who: &PlanCoachRef) -> bool {
        let named = self.series.coaches.iter().any(|coach| coach.coach == *who);
        self.plan.as_ref().is_some_and(|plan| session.was_to_take_part(who, named, plan))
    }

    /// The sessions that take place, each with when it would by the rule.
    pub(in crate::workspace) fn taking_place(&self) -> impl Iterator<Item = (LocalDateTime, &'a Session)> {
        self.sessions.iter().copied().filter(|(_, session)| !is_off(session))
    }

    /// Whether somebody was to take part in a session of it, and does no more.
    pub(in crate::workspace) fn has_left(&self, session: &Session, who: &PlanCoachRef) -> bool {
        self.plan.as_ref().is_some_and(|plan| session.has_left(who, plan))
    }

    /// Whether nothing of it takes place.
    pub(in crate::workspace) fn is_off(&self) -> bool {
        self.sessions.iter().all(|(_, session)| is_off(session))
    }

    /// The session that is known by this time.
    pub(in crate::workspace) fn at(&self, planned: LocalDateTime) -> Option<&'a Session> {
        self.place(planned).map(|(_, session)| session)
    }

    /// The session that is known by this time, with that time as its series has it.
    pub(in crate::workspace) fn place(&self, planned: LocalDateTime) -> Option<(LocalDateTime, &'a Session)> {
        let zone = self.series.series.zone;
        let is_it = |recurrence_id: LocalDateTime| zone.meant(recurrence_id) == zone.meant(planned);
        self.sessions.iter().copied().find(|(recurrence_id, _)| is_it(*recurrence_id))
    }

    /// Whether somebody takes part in what is still to take place; where nothing is, in what was to.
    pub(in crate::workspace) fn takes_part(&self, who: &PlanCoachRef, plan: &PlanStanding<'_>) -> bool {
        let is_ahead = |session: &Session| session.state == State::Scheduled;
        let some_are = self.sessions.iter().any(|(_, session)| is_ahead(session));
        let meant = self.sessions.iter().filter(|(_, session)| !some_are || is_ahead(session));
        meant.into_iter().any(|(_, session)| session.takes_part(who, plan))
    }

    /// What somebody answered to all sessions that take place as the rule has them; nothing where they answered to them differently.
    pub(in crate::workspace) fn answer_of(&self, who: &PlanCoachRef) -> Option<SessionAnswer> {
        let plain =
            self.sessions.iter().filter(|(planned, session)| !is_off(session) && !self.is_moved(*planned, session));
        let mut answers = plain.map(|(_, session)| answer_of(session, who));
        let first = answers.next()??;
        answers.all(|other| other == Some(first)).then_some(first)
    }

    /// Whether a session takes place at another time than by the rule, or for another time.
    pub(in crate::workspace) fn is_moved(&self, planned: LocalDateTime, session: &Session) -> bool {
        let second = |at: Instant| at.millis().div_euclid(1_000);
        let is_elsewhere = second(self.series.series.zone.meant(planned)) != second(session.time.starts_at);
        is_elsewhere || length_seconds(session.time) != self.series.series.length_seconds
    }

    /// When it takes place, as its file has it, without what was moved. What was called off is left out, unless all of it was.
    pub(in crate::workspace) fn unmoved(&self) -> Series {
        let mut series = Series { moved: Vec::new(), ..self.series.series.clone() };
        series.start = series.first().unwrap_or(series.start);
        if !self.is_off() {
            let off = self.sessions.iter().filter(|(_, session)| is_off(session));
            series.skipped.extend(off.map(|(planned, _)| *planned));
            series.skipped.sort_unstable();
            series.skipped.dedup();
        }
        series
    }

    /// When it takes place, with what was moved: by the clock that its zone shows.
    pub(in crate::workspace) fn as_it_stands(&self) -> Series {
        let zone = self.series.series.zone;
        let takes_place = self.sessions.iter().filter(|(_, session)| !is_off(session));
        let moved = takes_place.filter(|(planned, session)| self.is_moved(*planned, session));
        let moved = moved.map(|(recurrence_id, session)| MovedOccurrence {
            length_seconds: Some(length_seconds(session.time)).filter(|own| *own != self.series.series.length_seconds),
            recurrence_id: *recurrence_id,
            starts: zone.shown(session.time.starts_at),
        });
        Series { moved: moved.collect(), ..self.unmoved() }
    }

    /// When a session begins, as a clock shows it, and whose clock that is.
    pub(in crate::workspace) fn starts(&self, session: &Session) -> (LocalDateTime, Zone) {
        let zone = clock_of(self.series.series.zone, session.time.starts_at);
        (zone.shown(session.time.starts_at), zone)
    }
}
