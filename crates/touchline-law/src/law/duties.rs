//! Duties, whatever the things are that they consist of: handed over with `person.hand_over`, told of with the
//! deactivation of whoever has them, shown to those who may see them.
//!
//! Rules: ORG-08.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::following::decide_follow_up;
use super::joined::{AnyThing, View, after_hand_over};
use super::source::Source;
use crate::access::{Action, Standing};
use crate::facts::{Duties, FactKey, Kept, Refusal};
use crate::ground::people::Person;
use crate::ground::{ThingKind, ThingRef};
use crate::life::{Decided, Viewer};
use crate::policy::Policy;
use crate::things::duties::{Change, DutiesHandedOver, HandOver};
use touchline_kernel::aggregate::{self, Recorded};
use touchline_kernel::{Actor, Code, Command, Event, Instant, Names as _, PersonId, Reason, Rejection, WarningCount};

/// What a hand-over rests on, as far as it can be told without any fact.
pub(super) fn asks(act: &HandOver) -> [FactKey; 2] {
    [FactKey::duties(act.person), FactKey::person(act.to)]
}

/// What the deactivation of a person rests on besides, as far as it can be told without any fact.
pub(super) fn asks_when_deactivated(person: &Person, actor: Actor) -> Vec<FactKey> {
    if person.active {
        return Vec::new();
    }
    [FactKey::duties(person.person)].into_iter().chain(FactKey::line(actor, person.person)).collect()
}

/// Decides on handing a person's duties over.
pub(super) fn decide<S: Source>(
    person: Option<&Recorded<Person>>,
    command: &Command<&HandOver>,
    policy: &Policy,
    source: &S,
) -> Result<Decided<Change>, Refusal> {
    let HandOver { cancel_own, person: id, to } = command.act;
    Standing::alone(command.actor, &policy.access, source)?.may(Action::RecordPerson)?;
    let person = person.ok_or(Code::NotFound)?;
    let last = Some((person.version, person.changed_at));
    let at = aggregate::follow(command.expected_version, command.at, last, &policy.clock)?;
    check_successor(*id, *to, source)?;
    if cancel_own.is_some() && person.document.active {
        return Err(Rejection::from(Code::PersonActive).at("/body/cancel_own").into());
    }
    let mut duties = source.duties(*id).present()?.unwrap_or_default();
    if cancel_own.is_none() {
        duties.own.clear();
    }
    duties.to_decide.clear();
    let teller = Teller { actor: command.actor, at, policy, source };
    teller.load(&duties, Some(*to))?;
    let change = Change::DutiesHandedOver(DutiesHandedOver {
        cancelled: duties.own.iter().map(|own| own.thing).collect(),
        handed_over: teller.handed_over(&duties.kept, (*id, *to))?,
        person: *id,
        reason: cancel_own.clone(),
        to: *to,
    });
    Ok(Decided::one(Event { at, by: command.actor, change }))
}

/// Whoever takes duties over is another, who is there and can do something.
fn check_successor<S: Source>(person: PersonId, to: PersonId, source: &S) -> Result<(), Refusal> {
    let refuse = |code: Code| Err(Rejection::from(code).at("/body/to").into());
    if person == to {
        return refuse(Code::SuccessorIsTheSame);
    }
    match source.person(to).present()? {
        None => refuse(Code::NotFound),
        Some(to) if !to.active => refuse(Code::PersonDeactivated),
        Some(to) if !to.has_account => refuse(Code::SuccessorWithoutAccount),
        Some(_) => Ok(()),
    }
}

/// The open duties of a person who is being deactivated, of which the actor may know: how many of each kind.
pub fn open_duties<S: Source>(
    person: PersonId,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    source: &S,
) -> Result<Vec<WarningCount>, Refusal> {
    let duties = source.duties(person).present()?.unwrap_or_default();
    let teller = Teller { actor, at, policy, source };
    if actor.person().is_some() {
        teller.load(&duties, None)?;
    }
    let mut counts: BTreeMap<ThingKind, WarningCount> = BTreeMap::new();
    let kept = duties.kept.iter().chain(&duties.to_decide).map(|kept| (kept.thing, true));
    let own = duties.own.iter().map(|own| (own.thing, false));
    for (thing, keeps) in kept.chain(own) {
        if !teller.tells(thing, keeps)? {
            continue;
        }
        let none = WarningCount { kept: 0, kind: thing.kind.name(), own: 0 };
        let count = counts.entry(thing.kind).or_insert(none);
        let count = if keeps { &mut count.kept } else { &mut count.own };
        *count = count.saturating_add(1);
    }
    Ok(counts.into_values().collect())
}

/// Who is told of duties: nobody of more than they may see, but the host of all.
struct Teller<'a, S> {
    actor: Actor,
    at: Instant,
    policy: &'a Policy,
    source: &'a S,
}

impl<'a, S: Source> Teller<'a, S> {
    fn viewer(&self) -> Option<Viewer<'a, S>> {
        let Teller { at, policy, source, .. } = *self;
        self.actor.person().map(|person| Viewer { person, at, policy, facts: source })
    }

    /// Whether the actor may know of a duty: of what the person keeps whoever follows it, of what is for them whoever sees it.
    fn tells(&self, thing: ThingRef, keeps: bool) -> Result<bool, Refusal> {
        let Some(viewer) = self.viewer() else { return Ok(true) };
        let thing = self.source.found(thing)?;
        if keeps { thing.is_followed_by(&viewer) } else { thing.is_seen_by(&viewer) }
    }

    /// Asks, in one round, for all that a decision on these duties rests on.
    fn load(&self, duties: &Duties, to: Option<PersonId>) -> Result<(), Refusal> {
        let kept = duties.kept.iter().chain(&duties.to_decide).flat_map(|kept| {
            let lines = [self.actor.person(), to].into_iter().flatten();
            let lines = lines.map(|person| FactKey::manages(person, kept.coached));
            // Of what somebody is to do it matters who their own manager is.
            let coached = Some(kept.coached).filter(|_| kept.thing.kind == ThingKind::ActionItem);
            let moves = kept.moves.iter().copied().filter(|_| to.is_some()).map(FactKey::Thing);
            let sessions = Some(kept.thing).filter(|thing| to.is_some() && thing.kind == ThingKind::Plan);
            let sessions = sessions.map(|plan| FactKey::sessions_scheduled(plan.typed()));
            let thing = [FactKey::Thing(kept.thing)].into_iter().chain(moves).chain(sessions);
            thing.chain(lines).chain(coached.map(FactKey::person))
        });
        let own = duties.own.iter().flat_map(|own| {
            let moves = own.moves.iter().copied().filter(|_| to.is_some());
            [own.thing].into_iter().chain(moves).map(FactKey::Thing)
        });
        self.source.gather(kept.chain(own))
    }

    /// What goes over. Where one of the things cannot, nothing does; but a thing that the actor may not see stays
    /// as it is then, since refusing it would tell of it.
    fn handed_over(&self, kept: &[Kept], whom: (PersonId, PersonId)) -> Result<Vec<ThingRef>, Refusal> {
        let mut handed_over = Vec::with_capacity(kept.len());
        for Kept { thing, .. } in kept {
            let follows = after_hand_over(*thing, whom).ok_or_else(|| Reason::new(Code::EventDoesNotFit).into());
            match follows.and_then(|change| decide_follow_up(change, self.at, self.policy, self.source)) {
                Ok(_) => handed_over.push(*thing),
                Err(Refusal::Rejected(rejection)) => {
                    if self.tells(*thing, true)? {
                        return Err(Refusal::Rejected(rejection.at("/body/to")));
                    }
                }
                Err(needs) => return Err(needs),
            }
        }
        Ok(handed_over)
    }
}

/// A person's open duties, as the viewer sees them. What the viewer may not see is not among them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonDuties {
    /// What the person keeps: first bundles, by release and drafts by creation; then escalations, those that were answered
    /// last, each by when it was asked last.
    pub kept: Vec<View>,
    /// What is for the person and was shown to them, in the same order.
    pub own: Vec<View>,
    /// Improvement tracks on whose approval they may decide, which others may, too: nobody takes these over.
    pub to_decide: Vec<View>,
}

impl PersonDuties {
    /// What a viewer is shown of these duties.
    pub fn of<S: Source>(duties: &Duties, viewer: &Viewer<'_, S>) -> Result<Self, Refusal> {
        let mut own = Vec::new();
        for thing in in_line(duties.own.iter().map(|duty| duty.thing), viewer)? {
            own.extend(thing.show(viewer)?);
        }
        let [kept, to_decide] = [&duties.kept, &duties.to_decide].map(|kept| followed(kept, viewer));
        Ok(PersonDuties { kept: kept?, own, to_decide: to_decide? })
    }
}

/// Of what somebody keeps, or is to decide on, what the viewer follows: whom it coaches is not told who does.
fn followed<S: Source>(duties: &[Kept], viewer: &Viewer<'_, S>) -> Result<Vec<View>, Refusal> {
    let mut followed = Vec::new();
    for thing in in_line(duties.iter().map(|duty| duty.thing), viewer)? {
        if thing.is_followed_by(viewer)? {
            followed.extend(thing.show(viewer)?);
        }
    }
    Ok(followed)
}

/// Things kind by kind, each in the order of what their ages are counted from, then by id.
fn in_line<'a, S: Source>(
    duties: impl Iterator<Item = ThingRef>,
    viewer: &Viewer<'a, S>,
) -> Result<Vec<AnyThing<'a>>, Refusal> {
    let known = duties.map(|duty| Ok((duty, viewer.facts.found(duty)?)));
    let mut things = known.collect::<Result<Vec<_>, Refusal>>()?;
    things.sort_by_key(|(duty, thing)| (duty.kind, thing.in_line(), duty.id));
    Ok(things.into_iter().map(|(_, thing)| thing).collect())
}
