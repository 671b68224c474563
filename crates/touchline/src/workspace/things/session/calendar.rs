//! `session.calendar`: the calendar file of a session, for whoever sees it. It says when the session is, who comes and whether it
//! takes place; nothing that is said in it, nor any topic or remark, has a place in the file.
//!
//! Rules: KER-17, SES-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::address::CalendarAddress;
use super::invited::{CalendarFileView, answer_of, clock_of, invited, is_off, length_seconds, numbers_of};
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::calendar::{FileTold, Invitation, Organizer, SentMethod, Series};
use touchline_kernel::{Code, Key, Title};
use touchline_law::facts::{Facts as _, Refusal};
use touchline_law::ground::SessionId;
use touchline_law::things::session::{Session, SessionTime};

/// Of which session a file is made, and for whom.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SessionCalendarOf")]
pub struct SessionCalendar {
    /// Who of those who take part is invited by it, in its order, and by which address: one at least. Of `former` who takes part no
    /// more.
    pub addresses: Vec<CalendarAddress>,
    /// Whether it is called off for them, who were to take part and do no more, while it takes place for others. Whoever takes part
    /// is no such.
    #[serde(default)]
    pub former: bool,
    /// Where it takes place; null where that is not told.
    #[serde(default)]
    pub location: Option<Title>,
    /// Whose event it is: the address to which answers are sent.
    pub organizer: Organizer,
    /// The session.
    pub session: SessionId,
    /// What it is called; null where that is not told. Whoever sees a calendar of theirs sees it.
    #[serde(default)]
    pub summary: Option<Title>,
}

impl Question for SessionCalendar {
    type View = CalendarFileView;

    fn answer(&self, asked: &Asked<'_>) -> Result<CalendarFileView, Refusal> {
        asked.shown::<Session>(self.session)?.ok_or(Code::NotFound)?;
        let session = asked.world.tables.sessions.get(self.session).ok_or(Code::NotFound)?;
        let invitation = self.invitation(asked, session)?;
        CalendarFileView::of(
            &invitation,
            FileTold { apart: &[], is_uninvited: self.former, is_whole: true },
            "/body/session",
        )
    }
}

impl SessionCalendar {
    fn invitation(&self, asked: &Asked<'_>, session: &Session) -> Result<Invitation, Refusal> {
        let method = if self.former || is_off(session) { SentMethod::Cancel } else { SentMethod::Request };
        let people = invited(asked, &self.addresses, session.plan, |of, plan| {
            if self.former { session.has_left(of, plan) } else { session.takes_part(of, plan) }
        })?;
        let plan = asked.world.plan(session.plan).present()?;
        Ok(Invitation {
            attendees: people.iter().map(|one| one.attends(answer_of(session, one.of), method)).collect(),
            location: self.location.clone(),
            method,
            only: None,
            organizer: self.organizer.clone(),
            sequence: numbers_of(session, plan.as_ref()).1,
            series: series_of(session.time),
            stamped_at: asked.viewing.at,
            summary: self.summary.clone(),
            uid: Key::new(&session.session.to_string()),
        })
    }
}

/// When a session takes place, as a series of one.
pub(super) fn series_of(time: SessionTime) -> Series {
    let zone = clock_of(time.zone, time.starts_at);
    Series {
        added: Vec::new(),
        length_seconds: length_seconds(time),
        moved: Vec::new(),
        rule: None,
        skipped: Vec::new(),
        start: zone.shown(time.starts_at),
        zone,
    }
}
