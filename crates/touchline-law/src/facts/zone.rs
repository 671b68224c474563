//! The zone that a person's days are counted in: their own as a fact, else the organisation's.
//!
//! Rules: KER-03.

use super::{Facts, Refusal};
use crate::ground::people::OrganisationPolicy;
use touchline_kernel::{PersonId, Zone};

impl OrganisationPolicy {
    /// The zone that a person's days are counted in.
    pub fn zone_of<F: Facts>(&self, person: PersonId, facts: &F) -> Result<Zone, Refusal> {
        let own = facts.person(person).present()?.and_then(|person| person.zone);
        Ok(own.unwrap_or(self.zone))
    }
}
