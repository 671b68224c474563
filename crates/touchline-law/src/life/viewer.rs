//! Who looks, when, under which policy, and what is known: what a thing's view is made from.

use touchline_kernel::{Actor, Instant, Name, PersonId, Zone};

use crate::access::{Sight, Standing, Subject, Whose, see};
use crate::facts::{Facts, Refusal};
use crate::notify::Placeholder;
use crate::policy::Policy;

/// Who looks, when, under which policy, and what is known.
pub struct Viewer<'a, F> {
    /// Who looks.
    pub person: PersonId,
    /// When: ages are counted up to here.
    pub at: Instant,
    /// The policy in force.
    pub policy: &'a Policy,
    /// What is known.
    pub facts: &'a F,
}

impl<'a, F: Facts> Viewer<'a, F> {
    /// The viewer towards nothing in particular. Who may ask nothing is told so by this.
    pub fn alone(&self) -> Result<Standing<'a>, Refusal> {
        Standing::alone(Actor::Person(self.person), &self.policy.access, self.facts)
    }

    /// The viewer towards what is somebody's.
    pub fn towards(&self, whose: &Whose) -> Result<Standing<'a>, Refusal> {
        Standing::of(Actor::Person(self.person), whose, &self.policy.access, self.facts)
    }

    /// The viewer towards what coaches `coached`.
    pub fn towards_person(&self, coached: PersonId) -> Result<Standing<'a>, Refusal> {
        self.towards(&Whose::person(coached))
    }

    /// The viewer towards a person, as the organisation knows them.
    pub fn towards_profile(&self, person: PersonId) -> Result<Standing<'a>, Refusal> {
        self.towards(&Whose::Profile { person })
    }

    /// How the viewer sees something.
    pub fn see<'t, T: Subject>(&self, thing: &'t T) -> Result<Option<Sight<'t, T>>, Refusal> {
        Ok(see(thing, &self.towards(&thing.whose())?))
    }

    /// What somebody is called, for words that name them.
    pub fn name_of(&self, person: PersonId, names: &[Placeholder]) -> Result<Option<Name>, Refusal> {
        if !names.contains(&Placeholder::Agent) {
            return Ok(None);
        }
        Ok(self.facts.person(person).present()?.map(|person| person.name.clone()))
    }

    /// The zone that a person's days are counted in.
    pub fn zone_of(&self, person: PersonId) -> Result<Zone, Refusal> {
        self.policy.organisation.zone_of(person, self.facts)
    }
}
