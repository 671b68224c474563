//! Redaction: a person's name and texts taken out of everything, on somebody's order. Which texts those are is said
//! in [`touchline_kernel::redaction`]; what was ordered, when and by whom stays on record.
//!
//! Rules: WSP-10.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::access::{Action, Standing};
use crate::facts::{Facts, Refusal};
use crate::ground::people::Person;
use crate::life::{Availability, Decided};
use crate::policy::{Policy, RedactionPolicy};
use touchline_kernel::aggregate::{self, Recorded, next_version};
use touchline_kernel::{Actor, Code, Command, Event, Instant, Key, PersonId, Redaction, Rejection, WarningCode};

/// How many milliseconds a day has.
const DAY: i64 = 86_400_000;

/// Whose texts are to go, and who ordered it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RedactPerson")]
pub struct Redact {
    /// The order, by the name that it has with the host, such as a file number. It stays on record.
    pub order: Key,
    /// Whose name and texts are to go.
    pub person: PersonId,
}

/// What can be done about what a person said and what was said about them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "person.", serialize_all = "snake_case")]
#[schemars(rename = "RedactionAct")]
pub enum Act {
    /// Take a person's name, what they wrote and what was written about what coaches them out of everything. The log
    /// that the host keeps is then to be rewritten too. What stays tells of a person without a name: it is
    /// pseudonymous, not anonymous.
    #[serde(rename = "person.redact")]
    Redact(Redact),
}

/// A redaction as it was ordered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonRedacted {
    /// Who was under a legal hold then: what they wrote, and what is about what coaches them, stays.
    #[serde(default)]
    pub held: Vec<PersonId>,
    /// On whose order.
    pub order: Key,
    /// Whose name and texts went.
    pub person: PersonId,
}

impl PersonRedacted {
    /// Which texts it takes away.
    #[must_use]
    pub fn redaction(&self) -> Redaction {
        Redaction { person: self.person, held: self.held.iter().copied().collect() }
    }
}

/// What can happen to what a person said and what was said about them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "person.", serialize_all = "snake_case")]
#[schemars(rename = "RedactionChange")]
pub enum Change {
    /// The person's name, what they wrote and what was written about what coaches them was taken out.
    #[serde(rename = "person.redacted")]
    Redacted(PersonRedacted),
}

/// Decides on a redaction.
pub fn decide<F: Facts>(
    person: Option<&Recorded<Person>>,
    command: &Command<&Redact>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let Redact { order, person: id } = command.act;
    Standing::alone(command.actor, &policy.access, facts)?.may(Action::Redact)?;
    let last = person.ok_or(Code::NotFound)?.last();
    let at = aggregate::follow(command.expected_version, command.at, Some(last), &policy.clock)?;
    let held = held(at, policy, facts)?;
    if held.contains(id) {
        return Err(Rejection::from(Code::LegalHold).at("/body/person").into());
    }
    let stay = (!held.is_empty()).then_some(WarningCode::HeldTextsStay);
    let held = held.into_iter().collect();
    let change = Change::Redacted(PersonRedacted { held, order: order.clone(), person: *id });
    let warnings = [WarningCode::Pseudonymous].into_iter().chain(stay).map(WarningCode::into).collect();
    Ok(Decided { events: vec![Event { at, by: command.actor, change }], warnings })
}

/// Who is under a legal hold at a moment: by the policy, and whom an improvement track coaches, or did not long ago.
fn held<F: Facts>(at: Instant, policy: &Policy, facts: &F) -> Result<BTreeSet<PersonId>, Refusal> {
    let RedactionPolicy { legal_hold, track_days } = &policy.redaction;
    let days = i64::from(*track_days).saturating_mul(DAY);
    // Before the calendar begins nothing has come to its end.
    let since = at.checked_add_millis(days.saturating_neg()).unwrap_or(Instant::MIN);
    let coached = facts.tracks_kept(since).present()?.unwrap_or_default();
    Ok(legal_hold.iter().copied().chain(coached).collect())
}

/// What is open to an actor on a person: besides what those may do who may record one (`others`, which are `commands`),
/// the redaction. Whoever may do neither sees no such thing.
pub fn available<F: Facts>(
    person: Option<&Recorded<Person>>,
    others: Result<Vec<Availability>, Refusal>,
    commands: &[&str],
    (actor, at): (Actor, Instant),
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let may = Standing::alone(actor, &policy.access, facts)?.may(Action::Redact).map_err(|reason| reason.code);
    let Some(person) = person else { return others };
    let closed = |command: &str, code| Availability { code: Some(code), command: command.to_owned(), open: false };
    let mut all = match (others, may) {
        (Err(_), Ok(())) => commands.iter().map(|command| closed(command, Code::NotPermitted)).collect(),
        (others, _) => others?,
    };
    let moment = || aggregate::effective_at(at, person.changed_at, &policy.clock).map_err(|reason| reason.code);
    let is_held = may.is_ok() && held(at, policy, facts)?.contains(&person.document.person);
    let hold = || if is_held { Err(Code::LegalHold) } else { Ok(()) };
    let code = may.and_then(|()| moment().map(|_| ())).and_then(|()| hold()).err();
    all.push(Availability { code, command: "person.redact".to_owned(), open: code.is_none() });
    Ok(all)
}

/// The person after it, as recorded before but for what went. Nothing where nobody of this id is known.
#[must_use]
pub fn evolve(person: Option<Recorded<Person>>, redaction: &Redaction, event: &Event<()>) -> Option<Recorded<Person>> {
    let mut person = person?;
    person.document.redact(redaction);
    Some(Recorded { changed_at: event.at, version: next_version(person.version), ..person })
}
