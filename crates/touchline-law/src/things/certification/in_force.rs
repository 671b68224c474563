//! By which certification somebody stands in a skill, where that expires soon.
//!
//! Rules: CRT-03.

use crate::facts::TakenCertification;
use crate::ground::CertificationId;
use touchline_calculators::certification::{
    Certification, CertificationPolicy, CertificationStanding, CertificationState, standing,
};
use touchline_kernel::{Key, LocalDate};

/// How somebody stands in a skill, and by which certification, where that expires soon: by all of theirs that were not
/// withdrawn. Of several that reach the same level as long it is the one whose id comes last, so that it is told once.
#[must_use]
pub fn expiring(
    skill: &Key,
    all: &[TakenCertification],
    (on, policy): (LocalDate, &CertificationPolicy),
) -> Option<(CertificationId, CertificationStanding)> {
    let of_skill = || all.iter().filter(|one| one.taken.skill == *skill);
    let taken: Vec<Certification> = of_skill().map(|one| one.taken.clone()).collect();
    let standings = standing(&taken, &[skill], (on, policy), "").ok()?;
    let stands = standings.into_iter().next().filter(|standing| standing.state == CertificationState::Expiring)?;
    let carries = |one: &Certification| one.level == stands.level && one.expires_on(policy) == stands.expires_on;
    let last = of_skill().filter(|one| carries(&one.taken)).map(|one| one.certification).max()?;
    Some((last, stands))
}
