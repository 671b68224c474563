//! Where the days of somebody are counted, for whoever may not know where they are.
//!
//! Rules: ACC-19, KER-03.

use super::Asked;
use touchline_kernel::{Actor, PersonId, Zone};
use touchline_law::access::visible_person;
use touchline_law::facts::Refusal;

/// Where somebody's days are counted: those of whom the viewer does not see where the organisation's are, so that nothing tells
/// where that is, nor whether there is anybody.
pub(super) fn zone_seen(asked: &Asked<'_>, person: PersonId) -> Result<Zone, Refusal> {
    let (viewer, access) = (Actor::Person(asked.viewing.viewer), &asked.policy.access);
    Ok(match visible_person(person, viewer, access, asked.world)? {
        Some(_) => asked.world.zone_of(person),
        None => asked.policy.organisation.zone,
    })
}
