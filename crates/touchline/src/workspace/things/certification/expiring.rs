//! `certification.expiring`: what expires soon of those whom the viewer manages, or of everybody for who sees that.
//!
//! Rules: CRT-03, WSP-05.

use std::collections::hash_map::Entry;

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::LookUp;
use crate::workspace::index::moments::first_at;
use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_calculators::certification::{CertificationLevel, CertificationPolicy, CertificationStanding};
use touchline_kernel::{Instant, Key, LocalDate, PersonId, Zone};
use touchline_law::access::Action;
use touchline_law::facts::{Facts as _, Refusal};
use touchline_law::ground::CertificationId;
use touchline_law::life::among_moments;
use touchline_law::things::certification::{Certification, CertificationSight, State, expiring};

paged! {
    /// Which part of what expires soon.
    #[schemars(rename = "CertificationsExpiring")]
    CertificationExpiring {}
}

/// A certification that is in force, and expires soon.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ExpiringCertification {
    /// The certification.
    pub certification: CertificationId,
    /// For how many days, the one that it is among them, the level is still valid.
    pub days_left: i64,
    /// The first day on which the level is valid no more.
    pub expires_on: LocalDate,
    /// The level.
    pub level: CertificationLevel,
    /// Whose it is.
    pub person: PersonId,
    /// The skill.
    pub skill: Key,
}

impl Question for CertificationExpiring {
    type View = Page<ExpiringCertification>;

    /// What was taken first expires first.
    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ExpiringCertification>, Refusal> {
        let reach = asked.reach_of(Action::SeeAssessedSkills)?;
        let keys = asked.world.certification_index.listed.within(reach, State::Recorded);
        let policy = &asked.sight().policy.certification;
        let (first, last) = span(asked.viewing.at, policy);
        let keys = keys.into_iter().collect();
        let listing = Listing::new(Self::NAME.to_owned(), asked, keys, self.paging(Order::OldestFirst))?;
        let listing = listing.beginning(first_at(first));
        let mut stand = Stand { asked, known: LookUp::default(), policy };
        listing.page_while(|(on, _)| *on <= last, |id| stand.expiring(id))
    }
}

/// The moments of the days on which an examination can have been that expires soon, wherever its person is. Three months have
/// from 89 to 92 days.
fn span(at: Instant, policy: &CertificationPolicy) -> (Instant, Instant) {
    let today = Zone::default().day_of(at);
    let quarters = i64::from(policy.valid_quarters);
    let moment = |days: i64| today.checked_add_days(days).map_or(Instant::MIN, among_moments);
    let longest = quarters.saturating_mul(92).saturating_add(2);
    let shortest = quarters.saturating_mul(89);
    let ahead = i64::from(policy.expiring_days).saturating_add(2);
    (moment(0_i64.saturating_sub(longest)), moment(ahead.saturating_sub(shortest)))
}

/// How people stand in their skills. Each is reckoned once, however many certifications of one skill somebody has.
struct Stand<'a> {
    asked: &'a Asked<'a>,
    known: LookUp<(PersonId, Key), Option<(CertificationId, CertificationStanding)>>,
    policy: &'a CertificationPolicy,
}

impl Stand<'_> {
    /// A certification of somebody else that the viewer sees, where it is the one in force and expires soon.
    fn expiring(&mut self, id: CertificationId) -> Result<Option<ExpiringCertification>, Refusal> {
        let Some(CertificationSight::Staff(seen)) = self.asked.shown::<Certification>(id)? else { return Ok(None) };
        let taken = self.asked.world.tables.certifications.get(id).and_then(Certification::taken);
        let Some(own) = taken else { return Ok(None) };
        let stands = match self.known.entry((seen.person, own.skill)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let (person, skill) = free.key();
                let today = self.asked.world.zone_of(*person).day_of(self.asked.viewing.at);
                let all = self.asked.world.certifications(*person).present()?.unwrap_or_default();
                let stands = expiring(skill, &all, (today, self.policy));
                free.insert(stands)
            }
        };
        let standing = stands.as_ref().filter(|(in_force, _)| *in_force == id).map(|(_, standing)| standing);
        Ok(standing.and_then(|standing| {
            Some(ExpiringCertification {
                certification: id,
                days_left: standing.days_left?,
                expires_on: standing.expires_on?,
                level: standing.level?,
                person: seen.person,
                skill: standing.skill.clone(),
            })
        }))
    }
}
