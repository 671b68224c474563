//! What is allowed with settings: everything to whose they are, and nothing to anybody else, for whom they do not
//! exist.

use super::{Act, Change, LIFECYCLE, NotificationSettings, SetNotifications, SettingsChanged, State};
use crate::access::{self, Action, Standing};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::{NotificationSettingsId, ThingKind, ThingRef};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::aggregate::Last;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::Code;
use touchline_kernel::time::Instant;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// The settings of a person: one for each.
#[must_use]
pub fn settings_of(person: PersonId) -> NotificationSettingsId {
    person.child(&[])
}

/// The thing that a command is about.
#[must_use]
pub fn target(act: &Act) -> ThingRef {
    let Act::Set(body) = act;
    ThingRef::new(ThingKind::NotificationSettings, settings_of(body.person))
}

/// What a command rests on, as far as it can be told without any fact.
pub fn asks(act: &Act, actor: Actor) -> impl Iterator<Item = FactKey> {
    let Act::Set(body) = act;
    FactKey::towards(actor, body.person)
}

/// Decides on a command about settings.
pub fn decide<F: Facts>(
    known: Option<&NotificationSettings>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let Act::Set(SetNotifications { choices, person }) = command.act;
    let standing = Standing::towards(command.actor, *person, None, &policy.access, facts)?;
    // Nobody else is told whether there are any.
    if standing.may(Action::SetNotifications).is_err() {
        return Err(Code::NotFound.into());
    }
    let (verb, moment) = (command.act.verb(), (command.expected_version, command.at));
    let at = access::judge(&LIFECYCLE, known.map(stood), verb, moment, (&standing, &policy.clock))?;
    if known.is_some_and(|known| known.choices == *choices) {
        return Ok(Decided { events: Vec::new(), warnings: Vec::new() });
    }
    let settings = settings_of(*person);
    let body = SettingsChanged { choices: choices.clone(), notification_settings: settings, person: *person };
    Ok(Decided::one(Event { at, by: command.actor, schema: SCHEMA, change: Change::Changed(body) }))
}

fn stood(settings: &NotificationSettings) -> (State, Last) {
    (settings.state, (settings.version, settings.changed_at))
}

/// Each command on these settings, open or closed to this actor whatever the body. One's own are there before
/// anything was chosen.
pub fn available<F: Facts>(
    settings: NotificationSettingsId,
    known: Option<&NotificationSettings>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    Standing::alone(actor, &policy.access, facts)?;
    let Some(person) = actor.person().filter(|person| settings_of(*person) == settings) else {
        return Err(Code::NotFound.into());
    };
    facts.gather(FactKey::towards(actor, person))?;
    let standing = Standing::towards(actor, person, None, &policy.access, facts)?;
    let listed = access::judge_all(&LIFECYCLE, known.map(stood), at, (&standing, &policy.clock));
    Ok(listed.into_iter().map(Availability::from).collect())
}
