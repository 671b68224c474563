//! What is allowed with a session, and what its commands change.
//!
//! Rules: ACC-08, ORG-03, ORG-05, SES-01, SES-06, SES-09.

use touchline_kernel::{Actor, Code, DetailKey, Key, LocalDate, PersonId, Reason, Rejection, WarningCode, Zone};

use super::case::{SessionCase, coaches, plan, speaker};
use super::lifecycle::{Condition, Verb};
use super::reply::{can_be_taken, replied};
use super::{
    Act, Change, HeldSession, MissedBy, RecordHeldSession, ScheduleSession, Session, SessionCoach, SessionRescheduled,
    SessionScheduled, SessionStart, SessionTime,
};
use crate::access::{Whose, visible_call};
use crate::facts::{AgreedActionItem, FactKey, Facts, PlanStage, PlanStanding, Refusal, refuse_if};
use crate::ground::{CallId, ThingRef};
use crate::life::{Asking, By, Life, by_table, each_once, is_there};
use crate::policy::Policy;

impl Life for Session {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::CalledOff(_) => Some(Verb::CallOff),
            Change::Dropped(_) => Some(Verb::Drop),
            Change::Rescheduled(body) if body.shifted_by.is_some() => Some(Verb::Shift),
            Change::Scheduled(body) if body.series.is_some() => Some(Verb::Occur),
            Change::TakenUp(_) => Some(Verb::TakeUp),
            Change::CoachJoined(_) => Some(Verb::Join),
            _ => None,
        }
    }

    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Schedule(body) = act else { return Ok(None) };
        by.whose_of_plan(body.plan)
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        let (plan, record) = match act {
            Act::Schedule(body) => (Some(FactKey::Thing(ThingRef::of(body.plan))), None),
            Act::Record(body) => (None, Some(body)),
            _ => (None, None),
        };
        plan.into_iter().chain(record.into_iter().flat_map(made_by))
    }

    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let facts = asking.by.facts;
        let participants = asking.known.into_iter().flat_map(|known| &known.coaches);
        let record = match asking.act {
            Some(Act::Record(body)) => Some(body),
            _ => None,
        };
        let calls =
            record.into_iter().flat_map(calls_in).map(move |(_, call)| facts.call(call).present().ok().flatten());
        let lines = calls.flatten().filter_map(|call| FactKey::line(asking.by.actor, call.handler));
        participants.map(|coach| FactKey::person(coach.writer)).chain(lines)
    }

    fn body<F: Facts>(case: &SessionCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        is_said_for_a_coach(case, act)?;
        match act {
            Act::Schedule(body) => {
                plan(case)?.participants(&body.coaches)?;
                time(case, body.starts, length(case, body)?).map(drop)
            }
            Act::Reschedule(body) => moved(case, body.starts, body.length_minutes).map(drop),
            Act::Record(body) => can_be_recorded(case, body),
            Act::Miss(body) => match &body.by {
                MissedBy::Coachee => Ok(()),
                MissedBy::Coach(coach) => {
                    let takes_part = coaches(case)?.iter().any(|one| one.coach == *coach);
                    refuse_if(!takes_part, Code::NotFound, "/body/by/body")
                }
            },
            Act::Reply(body) => can_be_taken(case, body),
            Act::AddTopic(_) | Act::Cancel(_) | Act::Archive(_) | Act::Restore(_) => Ok(()),
        }
    }

    fn check<F: Facts>(case: &SessionCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::PlanIsActive => {
                if plan(case)?.stage == PlanStage::Active {
                    Ok(None)
                } else {
                    Err(Code::PlanNotActive.into())
                }
            }
            Condition::EverybodyIsThere => {
                for writer in writers(case)? {
                    is_there(writer, case.facts)?;
                }
                is_there(case.coached()?, case.facts)
            }
            Condition::AgendaHasRoom => has_room(case, |known| known.agenda.len(), "/body/topic"),
            Condition::MovesHaveRoom => has_room(case, |known| known.moves.len(), "/body/starts"),
            Condition::ShiftHasRoom => has_room(case, |known| known.moves.len(), "/body/shift_sessions"),
            Condition::TakesPart => {
                let (coachee, coaches) = (case.coached()?, coaches(case)?);
                let writes = |person| person == coachee || coaches.iter().any(|one| one.writer == person);
                if case.actor.person().is_some_and(writes) { Ok(None) } else { Err(Code::TakesNoPart.into()) }
            }
            Condition::HasBegun => {
                let is_ahead = case.known.is_some_and(|known| case.at < known.time.starts_at);
                if is_ahead { Err(Code::SessionNotBegun.into()) } else { Ok(None) }
            }
        }
    }

    fn changes<F: Facts>(case: &SessionCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Schedule(body) => Change::Scheduled(SessionScheduled {
                agenda: body.agenda.clone(),
                coachee: case.coached()?,
                coaches: plan(case)?.participants(&body.coaches)?,
                of_all: body.coaches.is_empty(),
                on_behalf_of: body.on_behalf_of.clone(),
                plan: body.plan,
                scheduled_by: None,
                series: None,
                session: body.session,
                time: time(case, body.starts, length(case, body)?)?,
            }),
            Act::Reschedule(body) => {
                let time = moved(case, body.starts, body.length_minutes)?;
                if case.known.is_some_and(|known| known.time == time) {
                    return Ok(Vec::new());
                }
                let (on_behalf_of, session) = (body.on_behalf_of.clone(), body.session);
                Change::Rescheduled(SessionRescheduled { on_behalf_of, session, shifted_by: None, time })
            }
            Act::AddTopic(body) => Change::TopicAdded(body.clone()),
            Act::Record(body) => {
                let (on_behalf_of, session) = (body.on_behalf_of.clone(), body.session);
                Change::Held(HeldSession { coaches: who_coached(case, body)?, on_behalf_of, session })
            }
            Act::Cancel(body) => Change::Cancelled(body.clone()),
            Act::Miss(body) => Change::Missed(body.clone()),
            Act::Reply(body) => return Ok(replied(case, body)),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// The things that the record of a session makes, and the calls that it names.
fn made_by(body: &RecordHeldSession) -> impl Iterator<Item = FactKey> {
    let notes = body.notes.iter().map(|note| ThingRef::of(note.session_note));
    let reason = body.no_notes_because.iter().map(|reason| ThingRef::of(reason.session_note));
    let items = body.action_items.iter().map(|item| ThingRef::of(item.action_item));
    let made = notes.chain(reason).chain(items).map(FactKey::Thing);
    made.chain(calls_in(body).map(|(_, call)| FactKey::call(call)))
}

/// The calls that are to be listened to, each with the place of its item.
fn calls_in(body: &RecordHeldSession) -> impl Iterator<Item = (usize, CallId)> {
    body.action_items.iter().enumerate().filter_map(|(nth, item)| Some((nth, item.kind.call()?)))
}

/// Those who write for the coaches who take part, or are to.
fn writers<F: Facts>(case: &SessionCase<'_, F>) -> Result<Vec<PersonId>, Refusal> {
    let coaches = match (case.known, case.act) {
        (Some(known), _) => still_there(known, &plan(case)?),
        (None, Some(Act::Schedule(body))) => plan(case)?.participants(&body.coaches)?,
        _ => Vec::new(),
    };
    Ok(coaches.into_iter().map(|coach| coach.writer).collect())
}

/// The coaches of a session who still coach under its plan, and for whom the same one writes.
fn still_there(known: &Session, plan: &PlanStanding<'_>) -> Vec<SessionCoach> {
    known.coaches_of(plan).into_iter().filter(|one| known.coaches.contains(one)).collect()
}

/// Those who coached in a session that is recorded. Where none of those is left who were to, whose words its record is did.
fn who_coached<F: Facts>(case: &SessionCase<'_, F>, body: &RecordHeldSession) -> Result<Vec<SessionCoach>, Refusal> {
    let left = coaches(case)?;
    if !left.is_empty() {
        return Ok(left);
    }
    let own = speaker(case, body.on_behalf_of.as_ref()).zip(case.actor.person());
    Ok(own.map(|(coach, writer)| SessionCoach { coach, writer }).into_iter().collect())
}

/// The zone of whom it coaches.
fn own_zone<F: Facts>(case: &SessionCase<'_, F>) -> Result<Zone, Refusal> {
    case.policy.organisation.zone_of(case.coached()?, case.facts)
}

/// How long a session takes that is scheduled: as its plan says, where nothing else is said.
fn length<F: Facts>(case: &SessionCase<'_, F>, body: &ScheduleSession) -> Result<u32, Refusal> {
    let missing =
        || Rejection::from(Reason::new(Code::MissingField).with(DetailKey::Field, "length_minutes")).at("/body");
    let said = body.length_minutes.or(plan(case)?.session_minutes);
    said.ok_or_else(|| missing().into())
}

fn time<F: Facts>(case: &SessionCase<'_, F>, starts: SessionStart, length: u32) -> Result<SessionTime, Refusal> {
    time_from(starts, own_zone(case)?, length)
}

fn time_from(starts: SessionStart, own: Zone, length: u32) -> Result<SessionTime, Refusal> {
    let time = SessionTime::of(starts.resolve(own), length);
    time.ok_or_else(|| Rejection::from(Code::SessionBeyondCalendar).at("/body/starts").into())
}

/// When it takes place after it is moved: by the same clock and as long as before, where nothing else is said.
fn moved<F: Facts>(
    case: &SessionCase<'_, F>,
    starts: SessionStart,
    length: Option<u32>,
) -> Result<SessionTime, Refusal> {
    let known = case.known.ok_or(Code::NotFound)?;
    time_from(starts, known.time.zone, length.unwrap_or(known.time.length_minutes))
}

fn has_room<F: Facts>(
    case: &SessionCase<'_, F>,
    there: fn(&Session) -> usize,
    path: &str,
) -> Result<Option<WarningCode>, Refusal> {
    let room = case.has_room(case.known.map_or(0, there));
    room.map(|()| None).map_err(|refused| refused.at(path))
}

/// Whose words a command brings: nothing of one that brings none.
fn words_of(act: &Act) -> Option<Option<&Key>> {
    let said = match act {
        Act::Schedule(body) if body.agenda.is_empty() && body.on_behalf_of.is_none() => return None,
        Act::Schedule(body) => &body.on_behalf_of,
        Act::AddTopic(body) => &body.on_behalf_of,
        Act::Record(body) => &body.on_behalf_of,
        Act::Cancel(body) => &body.on_behalf_of,
        Act::Miss(body) => &body.on_behalf_of,
        Act::Reply(body) => &body.on_behalf_of,
        // A session is moved by whoever may, who says for whom only where it is not their own doing.
        Act::Reschedule(body) if body.on_behalf_of.is_none() => return None,
        Act::Reschedule(body) => &body.on_behalf_of,
        // It is put away by whoever does it, for nobody else.
        Act::Archive(_) | Act::Restore(_) => return None,
    };
    Some(said.as_ref())
}

/// Words are those of one of the plan's coaches, or of whom it coaches, who speaks for nobody else.
fn is_said_for_a_coach<F: Facts>(case: &SessionCase<'_, F>, act: &Act) -> Result<(), Refusal> {
    let (Some(said_for), Some(actor)) = (words_of(act), case.actor.person()) else { return Ok(()) };
    let spoken = match case.standing.is_coached() {
        true if said_for.is_none() => Ok(()),
        true => Err(Code::NotFound),
        false => plan(case)?.speaks_for(actor, said_for),
    };
    spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of").into())
}

fn can_be_recorded<F: Facts>(case: &SessionCase<'_, F>, body: &RecordHeldSession) -> Result<(), Refusal> {
    let (has_notes, has_reason) = (!body.notes.is_empty(), body.no_notes_because.is_some());
    refuse_if(!has_notes && !has_reason, Code::NotesMissing, "/body/notes")?;
    refuse_if(has_notes && has_reason, Code::NotesAndReason, "/body/no_notes_because")?;
    let notes = body.notes.iter().map(|note| note.session_note.to_string());
    each_once(notes, "/body/notes", "session_note")?;
    let items = body.action_items.iter().map(|item| item.action_item.to_string());
    each_once(items, "/body/action_items", "action_item")?;
    let milestones = body.milestones.iter().map(|progress| progress.milestone.as_str().to_owned());
    each_once(milestones, "/body/milestones", "milestone")?;
    let plan = plan(case)?;
    let takes_items = body.action_items.is_empty() || plan.takes_items_of(case.known.map(|known| known.time.ends_at));
    refuse_if(!takes_items, Code::PlanNotActive, "/body/action_items")?;
    let moves_none = body.milestones.is_empty() || plan.stage == PlanStage::Active;
    refuse_if(!moves_none, Code::PlanNotActive, "/body/milestones")?;
    for (nth, progress) in body.milestones.iter().enumerate() {
        let path = format!("/body/milestones/{nth}/milestone");
        refuse_if(!plan.course.has_milestone(&progress.milestone), Code::NotFound, &path)?;
    }
    let today = own_zone(case)?.day_of(case.at);
    for (nth, item) in body.action_items.iter().enumerate() {
        can_be_assigned(case, item, today, &format!("/body/action_items/{nth}"))?;
    }
    Ok(())
}

fn can_be_assigned<F: Facts>(
    case: &SessionCase<'_, F>,
    item: &AgreedActionItem,
    today: LocalDate,
    path: &str,
) -> Result<(), Refusal> {
    refuse_if(item.due_on.is_some_and(|due_on| due_on < today), Code::DueDatePast, &format!("{path}/due_on"))?;
    let Some(call) = item.kind.call() else { return Ok(()) };
    let is_hidden = visible_call(call, case.actor, &case.policy.access, case.facts)?.is_none();
    refuse_if(is_hidden, Code::NotFound, &format!("{path}/kind/body/call"))
}
