//! From an event to whoever is told of it, and from a message to what its recipient may see of it: the same for a
//! workspace and for a host that plans its messages itself.

use super::viewer::Viewer;
use super::{Change, Source, State};
use crate::access::{Gathered as _, Sight, Subject as _, see, see_team};
use crate::facts::{FactKey, Refusal};
use crate::ground::{ThingKind, ThingRef};
use crate::notify;
use crate::notify::{
    EmailMode, Message, MessageFacts, NOTICES, Notice, NotifyPolicy, Placeholder, Planned, Texts, To, When, plan_email,
};
use crate::policy::Policy;
use crate::things::escalation;
use crate::things::notification_settings;
use touchline_calculators::progress::ProgressState;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::time::{Instant, LocalDate, Zone};

/// An event that tells somebody, as it is before it is folded in.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    at: Instant,
    event: &'static str,
    thing: ThingRef,
}

impl Cause {
    /// The cause that an event is, if it is one.
    #[must_use]
    pub fn of(event: &Event<Change>) -> Option<Self> {
        let name = event.change.name();
        let tells = NOTICES.iter().any(|notice| notice.event == name);
        tells.then(|| Cause { at: event.at, event: name, thing: event.change.target() })
    }

    /// What it is about.
    #[must_use]
    pub fn thing(&self) -> ThingRef {
        self.thing
    }

    /// What it tells.
    pub fn notices(&self) -> impl Iterator<Item = &'static Notice> + use<> {
        let event = self.event;
        NOTICES.iter().filter(move |notice| notice.event == event)
    }

    /// The message that it causes by a line of the table, once the event is folded in. `caused_by` sent the command,
    /// and is told nothing.
    pub fn plan<S: Source>(
        &self,
        notice: &Notice,
        caused_by: Actor,
        policy: &Policy,
        source: &S,
    ) -> Result<Option<Planned>, Refusal> {
        let state = source.found(self.thing)?;
        let Some(recipient) = recipient(notice.to, state, source)? else { return Ok(None) };
        if caused_by == Actor::Person(recipient) {
            return Ok(None);
        }
        source
            .gather([recipient].into_iter().flat_map(|recipient| [FactKey::person(recipient), choices(recipient)]))?;
        let zone = policy.organisation.zone_of(recipient, source)?;
        let Some(at) = self.moment(notice, state, zone, &policy.notify) else { return Ok(None) };
        let chosen = source.choices(recipient).present()?;
        Ok(Some(Planned {
            at,
            by: caused_by,
            email: plan_email(notice.kind, at, chosen, zone, &policy.notify),
            recipient,
            template: notice.template,
            thing: self.thing,
            version: state.standing_for(Actor::Person(recipient)).1,
        }))
    }
}

impl Cause {
    /// When somebody in this zone is told; nothing where that would have been before it happened.
    fn moment(&self, notice: &Notice, state: State<'_>, zone: Zone, policy: &NotifyPolicy) -> Option<Instant> {
        let days = match notice.when {
            When::AtOnce => return Some(self.at),
            When::BeforeLastDay => i64::from(policy.due_soon_days).checked_neg()?,
            When::AfterLastDay => 1,
        };
        let day = last_day(state)?.checked_add_days(days)?;
        Some(zone.first_at(day, policy.digest_at)).filter(|moment| *moment > self.at)
    }
}

/// The last day on which what a thing asks for is in time.
fn last_day(state: State<'_>) -> Option<LocalDate> {
    match state {
        State::Goal(goal) => Some(goal.days.last),
        State::TeamGoal(goal) => Some(goal.days.last),
        _ => None,
    }
}

fn choices(person: PersonId) -> FactKey {
    FactKey::Thing(ThingRef::new(ThingKind::NotificationSettings, notification_settings::settings_of(person)))
}

/// Who is told, by what they are to the thing as it is now.
fn recipient<S: Source>(to: To, state: State<'_>, source: &S) -> Result<Option<PersonId>, Refusal> {
    let keeper = |state: State<'_>| match state {
        State::Bundle(bundle) => bundle.keeper(),
        State::Escalation(escalation) => escalation.keeper(),
        _ => None,
    };
    Ok(match to {
        To::Coached | To::Leader => state.coached(),
        To::Manager => match state.coached() {
            Some(coached) => source.person(coached).present()?.and_then(|person| person.manager),
            None => None,
        },
        To::Keeper => keeper(state),
        To::KeeperOfItsBundle => match state.training_item().and_then(|item| item.bundle) {
            Some(bundle) => keeper(source.found(ThingRef::new(ThingKind::Bundle, bundle))?),
            None => None,
        },
    })
}

/// Whether there still is need for an e-mail, and its recipient has not come to want none.
pub fn is_wanted<S: Source>(planned: &Planned, policy: &Policy, source: &S) -> Result<bool, Refusal> {
    let Some(notice) = planned.template.notice() else { return Ok(false) };
    let state = source.found(planned.thing)?;
    let stands = state.standing_for(Actor::System).0;
    let archived = match state {
        State::Bundle(bundle) => bundle.archived,
        State::Escalation(escalation) => escalation.archived,
        State::Goal(goal) => goal.archived,
        State::TeamGoal(goal) => goal.archived,
        _ => false,
    };
    if archived || !notice.needed.iter().any(|needed| stands == Some(*needed)) {
        return Ok(false);
    }
    let none = notify::Choices::default();
    let chosen = source.choices(planned.recipient).present()?.unwrap_or(&none);
    Ok(chosen.mode(notice.kind, &policy.notify) != EmailMode::Off)
}

/// What must be known before messages can be shown, as far as it can be told without any fact.
pub(super) fn asks_of(planned: &Planned, sending: bool) -> impl Iterator<Item = FactKey> {
    let wish = sending.then(|| choices(planned.recipient));
    [FactKey::person(planned.recipient), FactKey::Thing(planned.thing)].into_iter().chain(wish)
}

/// What must be known besides, once the things are.
pub(super) fn asks_towards<S: Source>(planned: &Planned, policy: &Policy, source: &S) -> Result<Vec<FactKey>, Refusal> {
    let state = source.found(planned.thing)?;
    let viewer = Viewer { person: planned.recipient, at: planned.at, policy, facts: source };
    let towards = |coached| FactKey::towards(Actor::Person(planned.recipient), coached);
    let observed = matches!(state, State::Goal(_) | State::TeamGoal(_)).then(|| viewer.asks_of_named(state));
    Ok(state.coached().into_iter().flat_map(towards).chain(observed.into_iter().flatten()).collect())
}

/// A message as its recipient may see it now; nothing where they no longer do.
pub fn message<S: Source>(
    planned: &Planned,
    policy: &Policy,
    source: &S,
    texts: &Texts,
) -> Result<Option<Message>, Refusal> {
    let facts = match facts_of(planned, policy, source) {
        Ok(Some(facts)) => facts,
        // Who has left, or has no account, sees nothing.
        Ok(None) | Err(Refusal::Rejected(_)) => return Ok(None),
        Err(needs) => return Err(needs),
    };
    let Some(notice) = planned.template.notice() else { return Ok(None) };
    let words = texts.render(planned.template, &facts);
    Ok(Some(Message {
        at: planned.at,
        body: words.body,
        facts,
        id: planned.id(),
        kind: notice.kind,
        subject: words.subject,
        template: planned.template,
        thing: planned.thing,
    }))
}

/// What a message says, of what its recipient sees of the thing, and nothing that its text does not name.
fn facts_of<S: Source>(planned: &Planned, policy: &Policy, source: &S) -> Result<Option<MessageFacts>, Refusal> {
    let viewer = Viewer { person: planned.recipient, at: planned.at, policy, facts: source };
    let names = planned.template.notice().map_or(&[][..], |notice| notice.names);
    let says = |placeholder| names.contains(&placeholder);
    let blank = |agent| MessageFacts {
        agent,
        agent_name: None,
        by: planned.by,
        call: None,
        check: None,
        check_name: None,
        due_on: None,
        held_on: None,
        title: None,
    };
    let name = |agent| -> Result<_, Refusal> {
        let person = source.person(agent).present()?.filter(|_| says(Placeholder::Agent));
        Ok(person.map(|person| person.name.clone()))
    };
    match source.found(planned.thing)? {
        State::Bundle(bundle) => {
            let seen = see(bundle, &viewer.towards(bundle.agent, bundle.author())?);
            let (bundle, agent_name) = match &seen {
                None => return Ok(None),
                Some(Sight::Coached(seen)) => (seen.thing(), None),
                Some(Sight::Staff(seen)) => (seen.thing(), name(bundle.agent)?),
            };
            let session = bundle.session.as_deref().filter(|_| says(Placeholder::Date));
            Ok(Some(MessageFacts {
                agent_name,
                held_on: session.map(|session| session.held_on),
                title: bundle.content.title.clone().filter(|_| says(Placeholder::Title)),
                ..blank(bundle.agent)
            }))
        }
        State::Escalation(escalation) => {
            let (escalation, agent_name) =
                match &see(escalation, &viewer.towards(escalation.agent, escalation.author())?) {
                    None => return Ok(None),
                    Some(Sight::Coached(seen)) => (seen.thing(), None),
                    Some(Sight::Staff(seen)) => (seen.thing(), name(escalation.agent)?),
                };
            let check = match &escalation.about {
                escalation::About::Check(about) => Some(about.clone()),
                escalation::About::Bundle(_) | escalation::About::Call(_) => None,
            };
            Ok(Some(MessageFacts {
                agent_name,
                call: escalation.about.call(),
                check: check.as_ref().map(|about| about.check.clone()),
                check_name: check.and_then(|about| about.check_name),
                ..blank(escalation.agent)
            }))
        }
        State::Goal(goal) => {
            let Some(Sight::Coached(seen)) = see(goal, &viewer.towards(goal.person, goal.author())?) else {
                return Ok(None);
            };
            let goal = seen.thing();
            let progress = viewer.progress(&goal.aim, (goal.goal, goal.standing()), goal.person)?;
            let is_due = !goal.archived && is_due(progress.state);
            Ok(is_due.then(|| MessageFacts { due_on: Some(goal.days.last), ..blank(goal.person) }))
        }
        State::SkillReport(report) => match see(report, &viewer.towards(report.person, report.author())?) {
            Some(Sight::Staff(seen)) => {
                let report = seen.thing();
                Ok(Some(MessageFacts { agent_name: name(report.person)?, ..blank(report.person) }))
            }
            Some(Sight::Coached(_)) | None => Ok(None),
        },
        State::TeamGoal(goal) => {
            let Some(seen) = see_team(goal, &viewer.of_team(goal.manager, goal.author())?) else { return Ok(None) };
            let goal = seen.thing();
            let is_due = !goal.archived && is_due(viewer.team_progress(goal)?.state);
            Ok(is_due.then(|| MessageFacts { due_on: Some(goal.days.last), ..blank(goal.manager) }))
        }
        State::TrainingItem(item) => match see(item, &viewer.towards(item.agent, None)?) {
            Some(Sight::Staff(seen)) => {
                let item = seen.thing();
                Ok(Some(MessageFacts {
                    agent_name: name(item.agent)?,
                    call: Some(item.call),
                    check: item.check.clone(),
                    check_name: item.check_name.clone(),
                    ..blank(item.agent)
                }))
            }
            Some(Sight::Coached(_)) | None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// What was met or called off is due no more.
fn is_due(state: ProgressState) -> bool {
    !matches!(state, ProgressState::Met | ProgressState::Cancelled)
}

#[cfg(test)]
mod tests {
    use crate::law::lifecycles;
    use crate::notify::NOTICES;

    #[test]
    fn ntf_03_need_is_told_in_states_that_the_thing_has() {
        for notice in NOTICES {
            let thing: &str = notice.thing.into();
            let tables = lifecycles();
            let table = tables.iter().find(|table| table.thing == thing).unwrap();
            assert!(!notice.needed.is_empty(), "{notice:?} could never be sent");
            assert!(notice.needed.iter().all(|state| table.states.contains(state)), "{notice:?}");
        }
    }
}
