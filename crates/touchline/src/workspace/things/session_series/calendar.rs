//! `session_series.calendar`: the calendar file of a series of sessions, for whoever sees it: its rule, without what was called off,
//! and by itself what was moved or was answered otherwise than the rest. Nothing that is said in its sessions, nor any topic or
//! remark, has a place in the file.
//!
//! Rules: KER-17, SES-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::course::Course;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::session::CalendarAddress;
use crate::workspace::things::session::invited::{
    CalendarFileView, Invited, answer_of, invited, is_off, length_seconds,
};
use touchline_calculators::calendar::{Apart, Attendee, FileTold, Invitation, Organizer, SentMethod};
use touchline_kernel::time::LocalDateTime;
use touchline_kernel::{Code, DetailKey, Key, Reason, Rejection, Title};
use touchline_law::facts::Refusal;
use touchline_law::ground::SessionSeriesId;
use touchline_law::things::session::Session;
use touchline_law::things::session_series::SessionSeries;

/// Of which series a file is made, and for whom.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SessionSeriesCalendarOf")]
pub struct SessionSeriesCalendar {
    /// Who of those who take part is invited by it, in its order, and by which address: one at least. Where one of them takes part in
    /// some of its sessions alone, each session stands by itself, with those who take part in it. Of `former` who takes part no
    /// more.
    pub addresses: Vec<CalendarAddress>,
    /// Whether what is ahead is called off for them, who were to take part in it and do no more, while it takes place for others.
    #[serde(default)]
    pub former: bool,
    /// Where it takes place; null where that is not told.
    #[serde(default)]
    pub location: Option<Title>,
    /// The one session that is sent, by its `recurrence_id`; null for all of the series.
    #[serde(default)]
    pub only: Option<LocalDateTime>,
    /// Whose event it is: the address to which answers are sent.
    pub organizer: Organizer,
    /// The series.
    pub session_series: SessionSeriesId,
    /// What it is called; null where that is not told. Whoever sees a calendar of theirs sees it.
    #[serde(default)]
    pub summary: Option<Title>,
}

impl Question for SessionSeriesCalendar {
    type View = CalendarFileView;

    fn answer(&self, asked: &Asked<'_>) -> Result<CalendarFileView, Refusal> {
        asked.shown::<SessionSeries>(self.session_series)?.ok_or(Code::NotFound)?;
        let series = asked.world.tables.session_series.get(self.session_series).ok_or(Code::NotFound)?;
        let course = Course::of(asked.world, series);
        let only = self.only.map(|planned| one_of(&course, planned)).transpose()?;
        let meant: Vec<&Session> =
            only.map_or_else(|| course.sessions.iter().map(|(_, one)| *one).collect(), |only| vec![only]);
        let people = invited(asked, &self.addresses, series.plan, |of, plan| match only {
            _ if self.former => meant.iter().any(|session| course.has_left(session, of)),
            Some(session) => session.takes_part(of, plan),
            None => course.takes_part(of, plan),
        })?;
        let invitation = self.invitation(asked, &course, (&people, only));
        let is_whole = self.is_whole(&course, &people);
        let apart = match invitation.method {
            _ if !is_whole => self.each(&course, &people, &invitation),
            SentMethod::Request => apart(&course, &people, &invitation),
            SentMethod::Cancel => Vec::new(),
        };
        let told = FileTold { apart: &apart, is_uninvited: self.former, is_whole };
        CalendarFileView::of(&invitation, told, "/body/session_series")
    }
}

impl SessionSeriesCalendar {
    fn invitation(
        &self,
        asked: &Asked<'_>,
        course: &Course<'_>,
        (people, only): (&[Invited<'_>], Option<&Session>),
    ) -> Invitation {
        let is_cancelled = self.former || only.map_or_else(|| course.is_off(), is_off);
        let method = if is_cancelled { SentMethod::Cancel } else { SentMethod::Request };
        let answer = |one: &Invited<'_>| match only {
            Some(session) => answer_of(session, one.of),
            None => course.answer_of(one.of),
        };
        Invitation {
            attendees: people.iter().map(|one| one.attends(answer(one), method)).collect(),
            location: self.location.clone(),
            method,
            only: self.only,
            organizer: self.organizer.clone(),
            sequence: course.sequence(),
            series: course.unmoved(),
            stamped_at: asked.viewing.at,
            summary: self.summary.clone(),
            uid: Key::new(&self.session_series.to_string()),
        }
    }

    /// Whether the file is about one session, or about all that take place, for each whom it names: then its rule says when that is.
    fn is_whole(&self, course: &Course<'_>, people: &[Invited<'_>]) -> bool {
        let is_about = |session: &Session| people.iter().all(|one| self.is_about(course, session, one));
        self.only.is_some() || course.is_off() || course.taking_place().all(|(_, session)| is_about(session))
    }

    /// Whether the file tells somebody of a session.
    fn is_about(&self, course: &Course<'_>, session: &Session, one: &Invited<'_>) -> bool {
        if self.former { course.has_left(session, one.of) } else { course.invites(session, one.of) }
    }

    /// Each session by itself that the file tells somebody of.
    fn each(&self, course: &Course<'_>, people: &[Invited<'_>], invitation: &Invitation) -> Vec<Apart> {
        let mut each = Vec::new();
        for (planned, session) in course.taking_place() {
            let about = people.iter().filter(|one| self.is_about(course, session, one));
            let attends = |one: &Invited<'_>| one.attends(answer_of(session, one.of), invitation.method);
            let attendees: Vec<Attendee> = about.map(attends).collect();
            if !attendees.is_empty() {
                each.push(alone(course, (planned, session), attendees));
            }
        }
        each
    }
}

/// A session that stands by itself.
fn alone(course: &Course<'_>, (recurrence_id, session): (LocalDateTime, &Session), attendees: Vec<Attendee>) -> Apart {
    let (starts, zone) = course.starts(session);
    Apart { attendees, length_seconds: length_seconds(session.time), recurrence_id, starts, zone }
}

/// The session of a series that is known by this time.
fn one_of<'a>(course: &Course<'a>, planned: LocalDateTime) -> Result<&'a Session, Refusal> {
    let reason = || Reason::new(Code::NoSuchOccurrence).with(DetailKey::Actual, planned.to_string());
    course.at(planned).ok_or_else(|| Rejection::from(reason()).at("/body/only").into())
}

/// The sessions that stand by themselves: those that were moved, and those of which somebody answered otherwise than of the rest.
fn apart(course: &Course<'_>, people: &[Invited<'_>], invitation: &Invitation) -> Vec<Apart> {
    let mut apart = Vec::new();
    for (planned, session) in course.taking_place() {
        let attends = |one: &Invited<'_>| one.attends(answer_of(session, one.of), invitation.method);
        let attendees: Vec<Attendee> = people.iter().map(attends).collect();
        if course.is_moved(planned, session) || attendees != invitation.attendees {
            apart.push(alone(course, (planned, session), attendees));
        }
    }
    apart
}
