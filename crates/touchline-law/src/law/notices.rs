//! From an event to whoever is told of it, and from a message to what its recipient may see of it: the same for a
//! workspace and for a host that plans its messages itself. Which events tell whom, and what, each thing says itself.
//!
//! Rules: JOB-01, JOB-03, NTF-01, NTF-02, NTF-03, REC-07, SKL-09.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::recommendation::FollowUp;
use touchline_kernel::{Actor, Event, Instant, LocalDate, PersonId, Zone};

use super::joined::{AnyThing, Change, telling};
use super::source::Source;
use crate::access::{Action, Standing};
use crate::facts::{FactKey, Office, Refusal};
use crate::ground::{ThingKind, ThingRef};
use crate::life::Viewer;
use crate::notify::{
    Choices, Email, EmailMode, FallsDue, Kind, Message, MessageFacts, Notice, Planned, Template, Texts, To, When,
    digest_hour, plan_email,
};
use crate::policy::Policy;
use crate::things::notification_settings::settings_of;

/// An event that tells somebody, as it is before it is folded in.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    at: Instant,
    notices: &'static [Notice],
    thing: ThingRef,
}

/// Who caused what is told of a record: whoever sent the command, or whose order it carried out.
#[must_use]
pub fn caused_by(events: &[Event<Change>], sent_by: Actor) -> Actor {
    let ordered_by = events.iter().find_map(|event| match &event.change {
        Change::Review(change) => change.ordered_by(),
        _ => None,
    });
    ordered_by.map_or(sent_by, Actor::Person)
}

impl Cause {
    /// The cause that an event is, if it is one.
    #[must_use]
    pub fn of(event: &Event<Change>) -> Option<Self> {
        let notices = event.change.notices();
        (!notices.is_empty()).then(|| Cause { at: event.at, notices, thing: event.change.target() })
    }

    /// What it is about.
    #[must_use]
    pub fn thing(&self) -> ThingRef {
        self.thing
    }

    /// What it tells.
    #[must_use]
    pub fn notices(&self) -> &'static [Notice] {
        self.notices
    }

    /// The messages that it causes by a line of the table, once the event is folded in. `caused_by` sent the command,
    /// and is told nothing but what comes due of it.
    pub fn plan<S: Source>(
        &self,
        notice: &Notice,
        caused_by: Actor,
        policy: &Policy,
        source: &S,
    ) -> Result<Vec<Planned>, Refusal> {
        let thing = source.found(self.thing)?;
        // What falls due of a thing's course does so in as many parts of it as it has; all else is about the whole.
        let is_of_a_course = notice.when.is_of_a_course();
        let due: Vec<Option<FallsDue>> = if is_of_a_course {
            thing.falls_due(notice.when, policy).into_iter().map(Some).collect()
        } else {
            vec![None]
        };
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let by = if notice.template.is_nobody_s_doing() { Actor::System } else { caused_by };
        let mut recipients = recipients(notice.to, thing, policy, source)?;
        // Of what they did themselves nobody is told; of what the days make due of it, they are.
        let is_news = notice.when == When::AtOnce;
        recipients.retain(|recipient| !is_news || by != Actor::Person(*recipient));
        let known = |recipient: &PersonId| [FactKey::person(*recipient), choices(*recipient)];
        let coached = thing.coached().filter(|_| notice.when.is_where_the_coached_is()).map(FactKey::person);
        source.gather(recipients.iter().flat_map(known).chain(coached))?;
        let each = recipients.iter().flat_map(|recipient| due.iter().map(|due| (*recipient, *due)));
        let planned = each.map(|told| self.plan_for(told, thing, (notice, by), (policy, source)));
        planned.filter_map(Result::transpose).collect()
    }

    /// The message to one of them about one part; nothing where its moment lies before what causes it.
    fn plan_for<S: Source>(
        &self,
        (recipient, due): (PersonId, Option<FallsDue>),
        thing: AnyThing<'_>,
        (notice, by): (&Notice, Actor),
        (policy, source): (&Policy, &S),
    ) -> Result<Option<Planned>, Refusal> {
        let way = Way::of(recipient, notice.template, policy, source)?;
        let reminder = match due {
            Some(due) => way.told_of(due, thing, source)?,
            None => way.reminder_of(notice.when, thing, source)?,
        };
        let at = match notice.when {
            When::AtOnce => Some(self.at),
            // Of what is nearer than that, and ahead, somebody is told as it is set; and so is who enters it too late.
            When::BeforeItBegins if thing.times().is_some_and(|(starts, _)| starts > self.at) => {
                reminder.map(|moment| moment.max(self.at))
            }
            When::AfterItEnded => reminder.map(|moment| moment.max(self.at)),
            _ => {
                let at_once = due.is_some_and(|due| due.at_once);
                reminder.filter(|moment| at_once || *moment > self.at).map(|moment| moment.max(self.at))
            }
        };
        Ok(at.map(|at| Planned {
            at,
            by,
            email: Some(way.email(at, self.at)).filter(|email| email.at > self.at || !way.is_off()),
            part: due.map_or(0, |due| due.part),
            recipient,
            template: notice.template,
            thing: self.thing,
            version: thing.last(Actor::Person(recipient)).map_or(0, |(version, _)| version),
        }))
    }
}

/// How somebody is told of something by what they have chosen, where they are, and the policy.
struct Way<'a> {
    choices: Cow<'a, Choices>,
    kind: Kind,
    policy: &'a Policy,
    zone: Zone,
}

impl<'a> Way<'a> {
    fn of<S: Source>(
        recipient: PersonId,
        template: Template,
        policy: &'a Policy,
        source: &'a S,
    ) -> Result<Self, Refusal> {
        let choices = source.choices(recipient).present()?.map_or_else(Cow::default, Cow::Borrowed);
        let zone = policy.organisation.zone_of(recipient, source)?;
        Ok(Way { choices, kind: template.kind(), policy, zone })
    }

    fn is_off(&self) -> bool {
        self.choices.mode(self.kind, &self.policy.notify) == EmailMode::Off
    }

    /// When it goes out by e-mail from a moment on, by what is known at another one.
    fn email(&self, from: Instant, now: Instant) -> Email {
        plan_email(self.kind, (from, now), &self.choices, self.zone, &self.policy.notify)
    }

    /// The moment at which somebody is reminded on a day.
    fn hour_of(&self, day: LocalDate) -> Instant {
        self.zone.first_at(day, digest_hour(&self.choices, &self.policy.notify))
    }

    /// Whether it told that days are over that go on by now, since the zone has changed.
    fn came_early(&self, when: When, planned: &Planned, thing: AnyThing<'_>, at: Instant) -> bool {
        let over = thing.last_day().filter(|_| when == When::AfterLastDay && planned.at <= at);
        let begins = over.and_then(|last| planned.begins_since(last.checked_add_days(1)?, self.zone));
        begins.is_some_and(|begins| begins > at)
    }

    /// The moment at which a thing's days, or its times, remind somebody of it.
    fn reminder<S: Source>(
        &self,
        when: When,
        (thing, part): (AnyThing<'_>, u32),
        source: &S,
    ) -> Result<Option<Instant>, Refusal> {
        if !when.is_of_a_course() {
            return self.reminder_of(when, thing, source);
        }
        let due = thing.falls_due(when, self.policy).into_iter().find(|due| due.part == part);
        due.map_or(Ok(None), |due| self.told_of(due, thing, source))
    }

    /// The moment at which somebody is told of what falls due.
    fn told_of<S: Source>(&self, due: FallsDue, thing: AnyThing<'_>, source: &S) -> Result<Option<Instant>, Refusal> {
        let Some(coached) = thing.coached() else { return Ok(None) };
        Ok(Some(self.told_on(due.on, self.policy.organisation.zone_of(coached, source)?)))
    }

    /// The moment at which they are told of a day. Nobody is before it has come where the one coached is.
    fn told_on(&self, day: LocalDate, there: Zone) -> Instant {
        self.hour_of(day).max(there.first_moment(day))
    }

    /// The same, of a thing that is due as a whole.
    fn reminder_of<S: Source>(&self, when: When, thing: AnyThing<'_>, source: &S) -> Result<Option<Instant>, Refusal> {
        if when == When::ToFollowUp { self.follow_up(thing, source) } else { Ok(self.reminder_by_itself(when, thing)) }
    }

    /// The day on which a report is followed up is the one that the operation tells: counted where it was sent to.
    fn follow_up<S: Source>(&self, thing: AnyThing<'_>, source: &S) -> Result<Option<Instant>, Refusal> {
        let Some((coached, sent)) = thing.coached().zip(thing.followed_up_since()) else { return Ok(None) };
        let there = self.policy.organisation.zone_of(coached, source)?;
        let sent = there.day_of(sent);
        let follow_up = FollowUp::of(sent, sent, &self.policy.recommendation).ok();
        Ok(follow_up.map(|follow_up| self.told_on(follow_up.due_on, there)))
    }

    /// The same, of a thing that says all of it.
    fn reminder_by_itself(&self, when: When, thing: AnyThing<'_>) -> Option<Instant> {
        let Policy { notify, session, .. } = self.policy;
        let day = match when {
            When::AtOnce
            | When::AtMidpoint
            | When::OnceBehind
            | When::AfterTarget
            | When::OnceExpiring
            | When::ToFollowUp => return None,
            When::BeforeItBegins => return thing.times().map(|(starts, _)| session.soon_from(starts)),
            When::AfterItEnded => {
                return thing.times().and_then(|(_, ends)| session.first_overdue(ends));
            }
            When::BeforeLastDay => {
                thing.last_day()?.checked_add_days(i64::from(notify.due_soon_days).checked_neg()?)?
            }
            When::AfterLastDay => thing.last_day()?.checked_add_days(1)?,
        };
        Some(self.hour_of(day))
    }
}

/// Whose waiting messages an event moves: it changes how, where or by which policy they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retold {
    /// Everybody's.
    Everybody,
    /// This person's.
    One(PersonId),
    /// This person's, and what anybody is told of a course of theirs, which follows their days.
    OneAndTheirCourses(PersonId),
}

/// Whose messages that wait are planned anew once a thing changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhoseReplanned {
    /// Everybody's.
    Everybody,
    /// Those of whom it is about.
    Own,
    /// The same, and what anybody is told of a course of theirs, which follows their days.
    OwnAndOfCourses,
}

/// A kind of thing, and whose messages that wait are planned anew once one changes.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct ReplannedBy {
    /// The kind.
    pub thing: ThingKind,
    /// Whose.
    pub whose: WhoseReplanned,
}

/// All such kinds.
pub const REPLANNED: &[ReplannedBy] = &[
    ReplannedBy { thing: ThingKind::NotificationSettings, whose: WhoseReplanned::Own },
    ReplannedBy { thing: ThingKind::Person, whose: WhoseReplanned::OwnAndOfCourses },
    ReplannedBy { thing: ThingKind::Policy, whose: WhoseReplanned::Everybody },
];

impl Retold {
    /// Whose an event moves, if it moves any, by the thing that it is about.
    #[must_use]
    pub fn by(target: ThingRef, thing: AnyThing<'_>) -> Option<Self> {
        match REPLANNED.iter().find(|row| row.thing == target.kind)?.whose {
            WhoseReplanned::Everybody => Some(Retold::Everybody),
            WhoseReplanned::Own => thing.coached().map(Retold::One),
            WhoseReplanned::OwnAndOfCourses => thing.coached().map(Retold::OneAndTheirCourses),
        }
    }
}

/// A message that waits at a moment, as what is in force from then on tells it; as it was where none of it waits. What is
/// told by every way as it happens never does. That days are over waits again where they are not by the zone of now.
pub fn replan<S: Source>(planned: &Planned, at: Instant, policy: &Policy, source: &S) -> Result<Planned, Refusal> {
    let Some((_, notice, _)) = telling(planned.template) else { return Ok(*planned) };
    if notice.when == When::AtOnce && planned.last() == planned.at {
        return Ok(*planned);
    }
    let way = Way::of(planned.recipient, planned.template, policy, source)?;
    let thing = source.found(planned.thing)?;
    let waits = planned.at > at || way.came_early(notice.when, planned, thing, at);
    let reminder = if waits { way.reminder(notice.when, (thing, planned.part), source)? } else { None };
    let told = reminder.map_or(planned.at, |to| to.max(at));
    let email = match planned.email {
        Some(_) if told > at => Some(way.email(told, at)),
        Some(email) if email.at > at && !way.is_off() => Some(way.email(at, at)),
        email => email,
    };
    Ok(Planned { at: told, email, ..*planned })
}

/// Whether what a message tells falls due by the days of whom its thing coaches.
#[must_use]
pub fn tells_of_a_course(template: Template) -> bool {
    telling(template).is_some_and(|(_, notice, _)| notice.when.is_where_the_coached_is())
}

/// What must be known besides before a message can be planned anew, once its thing is.
pub(super) fn asks_to_replan<S: Source>(planned: &Planned, source: &S) -> Result<Option<FactKey>, Refusal> {
    let thing = if tells_of_a_course(planned.template) { source.found(planned.thing)? } else { AnyThing::Absent };
    Ok(thing.coached().map(FactKey::person))
}

fn choices(person: PersonId) -> FactKey {
    FactKey::Thing(ThingRef::of(settings_of(person)))
}

/// Who is told, by what they are to the thing as it is now.
fn recipients<S: Source>(to: To, thing: AnyThing<'_>, policy: &Policy, source: &S) -> Result<Vec<PersonId>, Refusal> {
    let one = match to {
        To::Coached | To::Leader => thing.coached(),
        To::Manager => return thing.coached().map_or(Ok(Vec::new()), |coached| managers(coached, source)),
        To::Hearer => return hearers(thing, policy, source),
        To::Approver => return approvers(thing, source),
        To::Planner => return planners(thing, policy, source),
        To::Assigner => return decider(thing, source).map(|decider| decider.into_iter().collect()),
        To::Circle => return Ok(thing.circle()),
        To::Newcomer => thing.newcomer(),
        To::Requester => thing.requester(),
        To::Signer => thing.signer(),
        To::Keeper => thing.keeper(),
        To::KeeperOfItsBundle => match thing.held_in() {
            Some(bundle) => source.found(bundle)?.keeper(),
            None => None,
        },
    };
    Ok(one.into_iter().collect())
}

/// Who decides on what somebody is to do: who assigned it, and where that one has left, the assignee's own manager
/// (ACC-02).
fn decider<S: Source>(thing: AnyThing<'_>, source: &S) -> Result<Option<PersonId>, Refusal> {
    let (Some(assigner), Some(assignee)) = (thing.keeper(), thing.coached()) else { return Ok(None) };
    source.gather([assigner, assignee].map(FactKey::person))?;
    if source.person(assigner).present()?.is_some_and(|assigner| assigner.active) {
        return Ok(Some(assigner));
    }
    Ok(source.person(assignee).present()?.and_then(|assignee| assignee.manager))
}

/// Who answers for somebody: the nearest manager who can act; where there is none every owner, else human resources.
fn managers<S: Source>(person: PersonId, source: &S) -> Result<Vec<PersonId>, Refusal> {
    let offices = [Office::Owner, Office::HumanResources];
    source.gather([FactKey::acting_manager(person)].into_iter().chain(offices.map(FactKey::in_office)))?;
    if let Some(manager) = source.acting_manager(person).present()? {
        return Ok(vec![manager]);
    }
    for office in offices {
        let mut holders = source.in_office(office).present()?.unwrap_or_default();
        holders.retain(|holder| *holder != person);
        if !holders.is_empty() {
            return Ok(holders);
        }
    }
    Ok(Vec::new())
}

/// Who decides on a dispute: the nearest manager of whoever it is about who may; where there is none, every owner who may.
fn hearers<S: Source>(thing: AnyThing<'_>, policy: &Policy, source: &S) -> Result<Vec<PersonId>, Refusal> {
    let Some(coached) = thing.coached() else { return Ok(Vec::new()) };
    source.gather([FactKey::acting_managers(coached), FactKey::in_office(Office::Owner)])?;
    let above = source.acting_managers(coached).present()?.unwrap_or_default();
    let owners = source.in_office(Office::Owner).present()?.unwrap_or_default();
    let (whose, barred) = (thing.whose(), thing.barred());
    // All of whom it may be are asked for at once, with how they want to be told, so that a host loads twice at the most.
    let each = above.iter().chain(&owners).flat_map(|person| {
        let towards = whose.asks(Actor::Person(*person), &policy.access);
        towards.chain([FactKey::person(*person), choices(*person)])
    });
    source.gather(each)?;
    let may_hear = |person: &PersonId| -> Result<bool, Refusal> {
        let standing = Standing::of(Actor::Person(*person), &whose, &policy.access, source)?;
        Ok(!barred.contains(person) && standing.may(Action::DecideDispute).is_ok())
    };
    for manager in above {
        if may_hear(&manager)? {
            return Ok(vec![manager]);
        }
    }
    let mut hearing = Vec::new();
    for owner in owners {
        if may_hear(&owner)? {
            hearing.push(owner);
        }
    }
    Ok(hearing)
}

/// Who may approve what an improvement track says.
fn approvers<S: Source>(thing: AnyThing<'_>, source: &S) -> Result<Vec<PersonId>, Refusal> {
    source.gather([FactKey::in_office(Office::TrackApprover)])?;
    let mut approvers = source.in_office(Office::TrackApprover).present()?.unwrap_or_default();
    let barred = thing.barred();
    approvers.retain(|approver| !barred.contains(approver));
    Ok(approvers)
}

/// Who may create a plan for whom something is about: who answers for them, or else human resources.
fn planners<S: Source>(thing: AnyThing<'_>, policy: &Policy, source: &S) -> Result<Vec<PersonId>, Refusal> {
    let Some(coached) = thing.coached() else { return Ok(Vec::new()) };
    source.gather([FactKey::acting_manager(coached), FactKey::in_office(Office::HumanResources)])?;
    let mut holders = source.in_office(Office::HumanResources).present()?.unwrap_or_default();
    holders.retain(|holder| *holder != coached);
    let Some(manager) = source.acting_manager(coached).present()? else { return Ok(holders) };
    let (whose, actor) = (thing.whose(), Actor::Person(manager));
    // How any of them wants to be told is asked for with that, so that a host loads twice at the most.
    let told = holders.iter().chain([&manager]).flat_map(|person| [FactKey::person(*person), choices(*person)]);
    source.gather(whose.asks(actor, &policy.access).chain(told))?;
    let may = Standing::of(actor, &whose, &policy.access, source)?.may(Action::CreatePlan);
    Ok(if may.is_ok() { vec![manager] } else { holders })
}

/// Whether there still is need for an e-mail, and its recipient has not come to want none.
pub fn is_wanted<S: Source>(planned: &Planned, policy: &Policy, source: &S) -> Result<bool, Refusal> {
    let Some((_, _, needed)) = telling(planned.template) else { return Ok(false) };
    let thing = source.found(planned.thing)?;
    let stands = thing.stands();
    let is_in_time = needed.iter().any(|needed| stands == Some(*needed)) && thing.is_needed(planned);
    if thing.is_archived() || !is_in_time {
        return Ok(false);
    }
    Ok(!Way::of(planned.recipient, planned.template, policy, source)?.is_off())
}

/// What must be known before messages can be shown, as far as it can be told without any fact.
pub(super) fn asks_of(planned: &Planned, sending: bool) -> impl Iterator<Item = FactKey> {
    let wish = sending.then(|| choices(planned.recipient));
    [FactKey::person(planned.recipient), FactKey::Thing(planned.thing)].into_iter().chain(wish)
}

/// What must be known besides, once the things are.
pub(super) fn asks_towards<S: Source>(planned: &Planned, policy: &Policy, source: &S) -> Result<Vec<FactKey>, Refusal> {
    let thing = source.found(planned.thing)?;
    let viewer = Viewer { person: planned.recipient, at: planned.at, policy, facts: source };
    let mut keys: Vec<FactKey> = thing.whose().asks(Actor::Person(planned.recipient), &policy.access).collect();
    // Whether what has a last day is met is told by what was observed.
    if thing.last_day().is_some() {
        thing.asks_of_named(&viewer, &mut keys);
    }
    if tells_of_a_course(planned.template) {
        thing.asks_to_tell(&mut keys);
    }
    Ok(keys)
}

/// A message as its recipient may see it now; nothing where they no longer do.
pub fn message<S: Source>(
    planned: &Planned,
    policy: &Policy,
    source: &S,
    texts: &Texts,
) -> Result<Option<Message>, Refusal> {
    let viewer = Viewer { person: planned.recipient, at: planned.at, policy, facts: source };
    let thing = source.found(planned.thing)?;
    let told = match thing.still_tells(&viewer, planned) {
        Ok(true) => thing.says(&viewer, planned),
        Ok(false) => return Ok(None),
        Err(refused) => Err(refused),
    };
    let facts = match told {
        Ok(Some(facts)) => MessageFacts { by: planned.by, ..facts },
        // Who has left, or has no account, sees nothing.
        Ok(None) | Err(Refusal::Rejected(_)) => return Ok(None),
        Err(needs) => return Err(needs),
    };
    let words = texts.render(planned.template, &facts);
    Ok(Some(Message {
        at: planned.at,
        body: words.body,
        facts,
        id: planned.id(),
        kind: planned.template.kind(),
        subject: words.subject,
        template: planned.template,
        thing: planned.thing,
    }))
}
