//! `session.read_calendar`: what a calendar file asks to be done with the sessions that the viewer sees, by themselves or as those of
//! a series, as commands for the host to execute. Nothing is executed here: anybody can write any address into a file, and whether
//! it is believed is the host's to say. Of a session that the viewer does not see is told what is told where there is none.
//!
//! Rules: SES-08, WSP-05.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::address::{CalendarAddress, by_address, compared};
use super::asked_of::{AskedOf, Numbers, WhyNoCommand};
use super::calendar::series_of;
use super::invited::numbers_of;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::session_series::course::Course;
use crate::workspace::things::session_series::shifted::{OfEach, Planned, asked_from_one_on, asked_of_whole, is_ahead};
use touchline_calculators::calendar::{
    CalendarAct, CalendarFile, CalendarMethod, FileBytes, KnownEvent, NotUnderstood, ReadEvent, WithheldEvent,
    read_calendar,
};
use touchline_kernel::text;
use touchline_kernel::{Id, Key, Note, PersonId, Rejection};
use touchline_law::facts::{Facts as _, PlanCoach, PlanCoachRef, PlanStanding, Refusal};
use touchline_law::ground::{SessionId, SessionSeriesId};
use touchline_law::things::session::{Act, Session};
use touchline_law::things::session_series::SessionSeries;

/// A calendar file, and whose the addresses in it are.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SessionCalendarToRead")]
pub struct SessionReadCalendar {
    /// Whose the addresses are that may stand in it. Somebody may have several.
    #[serde(default)]
    pub addresses: Vec<CalendarAddress>,
    /// Why a session is called off where the file does not say; where this is null, too, no command is made of that.
    #[serde(default)]
    pub cancelled_because: Option<Note>,
    /// The file.
    pub file: FileBytes,
}

/// A command that a calendar file asks for.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalendarCommand {
    /// Who would execute it: whoever is said to ask for it, or who writes for them. Null where they are not known.
    pub actor: Option<PersonId>,
    /// The address of whoever is said to ask for it; null where the file names none.
    pub address: Option<String>,
    /// The command.
    pub command: Act,
    /// Whether what they add is left out, since it is no note that the policy admits.
    pub comment_left_out: bool,
    /// Whose address it is; null where it is none of those that were handed in.
    pub of: Option<PlanCoachRef>,
}

/// What a calendar file asks for, of which no command is made.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalendarLeft {
    /// What it asks for; null where that changes nothing.
    pub act: Option<CalendarAct>,
    /// By what the event is known: the id of a session or of a series, or whatever else stands there.
    pub uid: String,
    /// Why there is none.
    pub why: WhyNoCommand,
}

/// What a calendar file asks to be done with sessions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SessionCalendarRead")]
pub struct CalendarRead {
    /// The commands, in the order of the file, but for answers to one session of a series: these stand behind those to all of it.
    pub commands: Vec<CalendarCommand>,
    /// What else it asks for, in its order, and then what changes nothing.
    pub left: Vec<CalendarLeft>,
    /// The lines that were not understood, in their order.
    pub not_understood: Vec<NotUnderstood>,
    /// The events that could not be carried out as they are meant, in their order.
    pub withheld: Vec<WithheldEvent>,
}

impl Question for SessionReadCalendar {
    type View = CalendarRead;

    fn answer(&self, asked: &Asked<'_>) -> Result<CalendarRead, Refusal> {
        let of = by_address(&self.addresses)?;
        let refused = |reason| Rejection::from(reason).at("/body/file/body");
        let bytes = self.file.bytes().map_err(refused)?;
        let sight = Sessions { asked };
        let file = read_calendar(&bytes, |uid| sight.event(uid)).map_err(refused)?;
        let reader =
            Reader { cancelled_because: self.cancelled_because.as_ref(), of, sight, limit: asked.policy.limits.note };
        Ok(reader.read(file))
    }
}

/// The sessions that the viewer sees.
struct Sessions<'a> {
    asked: &'a Asked<'a>,
}

impl<'a> Sessions<'a> {
    /// The session that an event stands for.
    fn named(&self, uid: &str) -> Option<&'a Session> {
        let id: SessionId = written(uid)?;
        let is_seen = self.asked.shown::<Session>(id).is_ok_and(|seen| seen.is_some());
        self.asked.world.tables.sessions.get(id).filter(|_| is_seen)
    }

    /// The series that an event stands for.
    fn course(&self, uid: &str) -> Option<Course<'a>> {
        let id: SessionSeriesId = written(uid)?;
        let is_seen = self.asked.shown::<SessionSeries>(id).is_ok_and(|seen| seen.is_some());
        let series = self.asked.world.tables.session_series.get(id).filter(|_| is_seen)?;
        Some(Course::of(self.asked.world, series))
    }

    /// The sessions of a series that an act is about: one of them, those from one on that have not begun, or all of these.
    fn meant(&self, course: &Course<'a>, act: &CalendarAct) -> Result<Vec<Planned<'a>>, WhyNoCommand> {
        let zone = course.series.series.zone;
        let from = match act.occurrence() {
            None => None,
            Some((time, and_following)) => {
                let planned = time.wall_in(zone).ok_or(WhyNoCommand::UnknownEvent)?;
                let one = course.place(planned).ok_or(WhyNoCommand::UnknownEvent)?;
                if !and_following {
                    return Ok(vec![one]);
                }
                Some(zone.meant(planned))
            }
        };
        let meant = course.sessions.iter().filter(|(planned, _)| from.is_none_or(|from| from <= zone.meant(*planned)));
        let now = self.asked.viewing.at;
        Ok(meant.copied().filter(|(_, session)| is_ahead(session, now)).collect())
    }

    /// What an act that says how a series takes place otherwise asks of each of its sessions; nothing where it is no such act.
    fn of_each(&self, course: &Course<'a>, act: &CalendarAct) -> Option<Result<OfEach<'a>, WhyNoCommand>> {
        match act {
            CalendarAct::Scheduled(event) => Some(asked_of_whole(course, event, self.asked.viewing.at)),
            CalendarAct::Moved(event) if event.and_following => {
                Some(self.meant(course, act).and_then(|ahead| asked_from_one_on(course, event, &ahead)))
            }
            _ => None,
        }
    }

    /// Who writes for somebody: they themselves, or whoever enters by now what an external coach says.
    fn writer(&self, session: &Session, who: &PlanCoachRef) -> Option<PersonId> {
        who.person().or_else(|| self.plan(session)?.coach(who).map(PlanCoach::writer))
    }

    /// The plan of a session.
    fn plan(&self, session: &Session) -> Option<PlanStanding<'a>> {
        self.asked.world.plan(session.plan).present().ok().flatten()
    }

    /// What is known of an event.
    fn event(&self, uid: &str) -> Option<KnownEvent> {
        let uid_of = || Key::new(uid);
        if let Some(session) = self.named(uid) {
            let (_, sequence) = numbers_of(session, self.plan(session).as_ref());
            return Some(KnownEvent { sequence, series: series_of(session.time), uid: uid_of() });
        }
        let course = self.course(uid)?;
        Some(KnownEvent { sequence: course.sequence(), series: course.as_it_stands(), uid: uid_of() })
    }
}

/// The id that this is, where it is written as ids are.
fn written<T>(uid: &str) -> Option<Id<T>> {
    uid.parse().ok().map(Id::new).filter(|id| id.to_string() == uid)
}

struct Reader<'a> {
    cancelled_because: Option<&'a Note>,
    of: BTreeMap<String, &'a PlanCoachRef>,
    sight: Sessions<'a>,
    limit: usize,
}

impl Reader<'_> {
    fn read(&self, file: CalendarFile) -> CalendarRead {
        let CalendarFile { mut acts, events, not_understood, withheld, .. } = file;
        // In whatever order they stand, an answer to one occurrence is an exception from that to all.
        acts.sort_by_key(|act| matches!(act, CalendarAct::Replied(reply) if reply.recurrence_id.is_some()));
        let uids = acts.iter().map(CalendarAct::uid).chain(withheld.iter().map(|one| one.uid.as_str()));
        let told: BTreeSet<String> = uids.map(str::to_owned).collect();
        let (mut commands, mut left) = (Vec::new(), Vec::new());
        for act in acts {
            match self.commands(&act) {
                Ok(made) => commands.extend(made),
                Err(why) => left.push(CalendarLeft { uid: act.uid().to_owned(), act: Some(act), why }),
            }
        }
        let silent = events.into_iter().filter(|event| !told.contains(&event.uid));
        for one in silent.map(|event| self.changes_nothing(event)) {
            // The occurrences of a series stand behind it, and are told with it.
            if left.last() != Some(&one) {
                left.push(one);
            }
        }
        CalendarRead { commands, left, not_understood, withheld }
    }

    /// An event that asks for nothing to be done.
    fn changes_nothing(&self, event: ReadEvent) -> CalendarLeft {
        let why = match (self.sight.event(&event.uid), event.method) {
            (None, _) => WhyNoCommand::UnknownEvent,
            (Some(_), Some(CalendarMethod::Refresh)) => WhyNoCommand::RefreshAsked,
            (Some(_), _) => WhyNoCommand::Unchanged,
        };
        CalendarLeft { act: None, uid: event.uid, why }
    }

    /// What an act asks for: of a session one command, of a series one for each of the sessions that it is about. Of several those
    /// are left out of which nothing is made, as long as there are others.
    fn commands(&self, act: &CalendarAct) -> Result<Vec<CalendarCommand>, WhyNoCommand> {
        if let Some(session) = self.sight.named(act.uid()) {
            return Ok(vec![self.command(
                (act, act),
                session,
                Numbers::of_session(session, self.sight.plan(session).as_ref()),
            )?]);
        }
        let course = self.sight.course(act.uid()).ok_or(WhyNoCommand::UnknownEvent)?;
        let each = self.sight.of_each(&course, act).transpose()?;
        let is_of_all = each.is_some();
        let each = match each {
            Some(each) => each,
            None => self.sight.meant(&course, act)?.into_iter().map(|(_, session)| (session, act.clone())).collect(),
        };
        let mut why = WhyNoCommand::SessionOver;
        let mut commands = Vec::new();
        for (session, own) in each {
            match self.command((act, &own), session, Numbers::of_series(&course, session)) {
                Ok(command) => commands.push(command),
                // A series that takes place otherwise does so as a whole, or not at all.
                Err(other) if is_of_all && !other.stands_so() => return Err(other),
                Err(other) => why = other,
            }
        }
        if commands.is_empty() { Err(why) } else { Ok(commands) }
    }

    /// The command for one session: what is asked of it, and by which act of the file.
    fn command(
        &self,
        (act, asked): (&CalendarAct, &CalendarAct),
        session: &Session,
        numbers: Numbers,
    ) -> Result<CalendarCommand, WhyNoCommand> {
        let address = act.sender();
        let of = address.and_then(|address| self.of.get(&compared(address)).copied());
        let comment = act.comment();
        let note = comment.filter(|comment| text::check(comment, self.limit).is_ok()).map(Note::new);
        let comment_left_out = comment.is_some() && note.is_none();
        let because = self.cancelled_because;
        let of_session = AskedOf { because, note, numbers, of, plan: self.sight.plan(session), session };
        Ok(CalendarCommand {
            actor: of.and_then(|of| self.sight.writer(session, of)),
            address: address.map(str::to_owned),
            command: of_session.command(asked)?,
            comment_left_out,
            of: of.cloned(),
        })
    }
}
