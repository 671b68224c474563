//! `certification.held`: how somebody's certifications stand, for themselves and for those who see them.
//!
//! Rules: CRT-03, CRT-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::World;
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::certification::{self, CertificationPolicy, CertificationStanding};
use touchline_kernel::{Code, Key, LocalDate, PersonId};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::things::certification::Certification;

/// Whose certifications.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CertificationsHeldBy")]
pub struct CertificationHeld {
    /// Whose: of oneself, too.
    pub person: PersonId,
}

/// How somebody's certifications stand on a day.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CertificationsHeld {
    /// The day that it is where the person is.
    pub on: LocalDate,
    /// Whose.
    pub person: PersonId,
    /// How they stand, in the order of the skills' keys.
    pub standings: Vec<CertificationStanding>,
}

impl Question for CertificationHeld {
    type View = CertificationsHeld;

    fn answer(&self, asked: &Asked<'_>) -> Result<CertificationsHeld, Refusal> {
        let sight = asked.sight();
        if asked.world.tables.people.get(self.person).is_none() {
            return Err(Code::NotFound.into());
        }
        sight.towards_person(self.person)?.may(Action::SeeAssessedSkills).map_err(|_| Code::NotFound)?;
        let on = asked.world.zone_of(self.person).day_of(asked.viewing.at);
        let standings = asked.world.standings(self.person, on, &sight.policy.certification);
        Ok(CertificationsHeld { on, person: self.person, standings })
    }
}

impl World {
    /// The certifications of a person that were not withdrawn, whether they were put away or not.
    pub(in crate::workspace) fn certifications_of(&self, person: PersonId) -> impl Iterator<Item = &Certification> {
        self.certification_index.of(person).filter_map(|id| self.tables.certifications.get(id))
    }

    /// How a person's certifications stand on a day.
    pub(in crate::workspace) fn standings(
        &self,
        person: PersonId,
        on: LocalDate,
        policy: &CertificationPolicy,
    ) -> Vec<CertificationStanding> {
        let taken: Vec<certification::Certification> =
            self.certifications_of(person).filter_map(Certification::taken).collect();
        // Each is of a skill that was known when it was recorded.
        let skills: Vec<&Key> = taken.iter().map(|one| &one.skill).collect();
        certification::standing(&taken, &skills, (on, policy), "").unwrap_or_default()
    }
}
