//! What may be recorded of a person: roles that exist, days that do not overlap, and reporting lines that form a
//! forest.
//!
//! Rules: ORG-04.

use std::borrow::Cow;

use touchline_kernel::{Code, DetailKey, Instant, PersonId, PersonMark, Reason, Redaction, Rejection};

use super::view::{self, PersonSight};
use super::{Act, Change};
use crate::access::{Action, Shape, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::people::Person;
use crate::life::{Document, Found, FoundPerson, Recorded, Viewer};
use crate::policy::Policy;

impl Document for Person {
    type Mark = PersonMark;
    type Act = Act;
    type Change = Change;
    type View = PersonSight;

    const RECORD: Action = Action::RecordPerson;
    const SEE: Action = Action::SeePerson;
    const SHAPE: Shape = Shape::Profile;
    /// Each sees of a person what they need.
    const SEES: &'static [Action] = &[];
    const AUDIENCES: &'static [Action] = &[Action::SeeEmployment, Action::SeePersonAtWork, Action::SeePerson];
    const COMMAND: &'static str = "person.record";

    fn id(&self) -> PersonId {
        self.person
    }

    fn whose(&self) -> Whose {
        Whose::Profile { person: self.person }
    }

    fn describes(&self) -> PersonId {
        self.person
    }

    fn brought(Act::Record(person): &Act) -> Cow<'_, Self> {
        Cow::Borrowed(person)
    }

    fn recorded(self) -> Change {
        Change::Recorded(self)
    }

    fn of(Change::Recorded(person): Change) -> Self {
        person
    }

    fn rests_on(&self) -> Vec<FactKey> {
        let of = |manager| {
            let (person, lines) = (self.person, FactKey::reporting_line);
            let (above, below) = (lines(manager), lines(person));
            [FactKey::person(manager), FactKey::manages(person, manager), FactKey::person(person), above, below]
        };
        self.manager.into_iter().flat_map(of).collect()
    }

    fn check<F: Facts>(&self, policy: &Policy, facts: &F) -> Result<(), Refusal> {
        check_roles(self, policy)?;
        self.check_spans("/body")?;
        check_manager(self, facts)?;
        check_depth(self, policy, facts)
    }

    fn redact(&mut self, redaction: &Redaction) {
        Person::redact(self, redaction);
    }

    fn show<F: Facts>(known: &Recorded<Self>, viewer: &Viewer<'_, F>) -> Result<Option<PersonSight>, Refusal> {
        view::show(known, viewer)
    }

    fn found(&self, recorded_at: Instant) -> Found {
        let person = FoundPerson { active: self.active, has_account: self.has_account, manager: self.manager };
        Found { person: Some(person), ..Found::made(recorded_at) }
    }
}

fn check_roles(person: &Person, policy: &Policy) -> Result<(), Rejection> {
    let mut roles = person.roles.iter().enumerate();
    let Some((place, role)) = roles.find(|(_, role)| !policy.access.knows(role.as_str())) else { return Ok(()) };
    let reason = Reason::new(Code::UnknownRole).with(DetailKey::Actual, role.as_str());
    Err(Rejection::from(reason).at(format!("/body/roles/{place}")))
}

/// The manager must exist and may not stand below the person, since reporting lines form a forest. Who has left becomes
/// nobody's manager; whose manager they were already is recorded as before.
fn check_manager<F: Facts>(person: &Person, facts: &F) -> Result<(), Refusal> {
    let Some(manager) = person.manager else { return Ok(()) };
    if manager == person.person || facts.manages(person.person, manager).present()?.is_some() {
        return Err(Rejection::from(Code::ReportingCycle).at("/body/manager").into());
    }
    match facts.person(manager).present()? {
        None => Err(Rejection::from(Code::NotFound).at("/body/manager").into()),
        Some(known) if !known.active && !is_managed_by(manager, person.person, facts)? => {
            Err(Rejection::from(Code::PersonDeactivated).at("/body/manager").into())
        }
        Some(_) => Ok(()),
    }
}

/// No line becomes longer than the policy has it, whether somebody joins at its end or comes with everybody below them. Who
/// stands further down already stays there.
fn check_depth<F: Facts>(person: &Person, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    let Some(manager) = person.manager else { return Ok(()) };
    if is_managed_by(manager, person.person, facts)? {
        return Ok(());
    }
    let above = facts.steps_above(manager).present()?.unwrap_or_default();
    let below = facts.steps_below(person.person).present()?.unwrap_or_default();
    let (steps, limit) = (above.saturating_add(1).saturating_add(below), policy.organisation.longest_line);
    if steps <= limit {
        return Ok(());
    }
    let reason = Reason::new(Code::ReportingLineTooLong).with(DetailKey::Actual, steps.to_string());
    Err(Rejection::from(reason.with(DetailKey::Limit, limit)).at("/body/manager").into())
}

/// Whether this is their manager as they are known now.
fn is_managed_by<F: Facts>(manager: PersonId, person: PersonId, facts: &F) -> Result<bool, Refusal> {
    Ok(facts.person(person).present()?.is_some_and(|known| known.manager == Some(manager)))
}
