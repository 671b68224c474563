//! Whether a certification is the one by which somebody stands in its skill, and expires soon.
//!
//! Rules: CRT-03.

use crate::facts::TakenCertification;
use crate::ground::CertificationId;
use touchline_calculators::certification::{
    Certification, CertificationPolicy, CertificationStanding, CertificationState, standing,
};
use touchline_kernel::LocalDate;

/// How somebody stands in the skill of a certification, where that is the one in force and expires soon: by all of theirs that
/// were not withdrawn. Of several that reach the same level as long it is the one whose id comes last, so that it is told once.
#[must_use]
pub fn expiring(
    id: CertificationId,
    own: &Certification,
    all: &[TakenCertification],
    (on, policy): (LocalDate, &CertificationPolicy),
) -> Option<CertificationStanding> {
    let of_skill = || all.iter().filter(|one| one.taken.skill == own.skill);
    let taken: Vec<Certification> = of_skill().map(|one| one.taken.clone()).collect();
    let standings = standing(&taken, &[&own.skill], (on, policy), "").ok()?;
    let stands = standings.into_iter().next().filter(|standing| standing.state == CertificationState::Expiring)?;
    let carries = |one: &Certification| one.level == stands.level && one.expires_on(policy) == stands.expires_on;
    let last = of_skill().filter(|one| carries(&one.taken)).map(|one| one.certification).max();
    (last == Some(id)).then_some(stands)
}
