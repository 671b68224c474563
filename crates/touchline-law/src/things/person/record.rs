//! What may be recorded of a person: roles that exist, days that do not overlap, and reporting lines that form a
//! forest.

use crate::access::Action;
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::people::Person;
use crate::life::recorded::Document;
use crate::policy::Policy;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};

impl Document for Person {
    const RECORD: Action = Action::RecordPerson;

    fn rests_on(&self) -> Vec<FactKey> {
        self.manager
            .into_iter()
            .flat_map(|manager| [FactKey::person(manager), FactKey::manages(self.person, manager)])
            .collect()
    }

    fn check<F: Facts>(&self, policy: &Policy, facts: &F) -> Result<(), Refusal> {
        check_roles(self, policy)?;
        self.check_spans("/body")?;
        check_manager(self, facts)
    }
}

fn check_roles(person: &Person, policy: &Policy) -> Result<(), Rejection> {
    let mut roles = person.roles.iter().enumerate();
    let Some((place, role)) = roles.find(|(_, role)| !policy.access.knows(role.as_str())) else { return Ok(()) };
    let reason = Reason::new(Code::UnknownRole).with(DetailKey::Actual, role.as_str());
    Err(Rejection::from(reason).at(format!("/body/roles/{place}")))
}

/// The manager must exist and may not stand below the person, since reporting lines form a forest.
fn check_manager<F: Facts>(person: &Person, facts: &F) -> Result<(), Refusal> {
    let Some(manager) = person.manager else { return Ok(()) };
    if manager == person.person || facts.manages(person.person, manager).present()?.is_some() {
        return Err(Rejection::from(Code::ReportingCycle).at("/body/manager").into());
    }
    match facts.person(manager).present()? {
        Some(_) => Ok(()),
        None => Err(Rejection::from(Code::NotFound).at("/body/manager").into()),
    }
}
