//! Whom a certification tells what: whoever is certified, and who answers for them, that it expires soon, where no later one
//! carries it on.
//!
//! Rules: CRT-03, NTF-01, NTF-05.

use super::act::Happening;
use super::{Certification, expiring};
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{FallsDue, MessageFacts, Notice, Planned, Template, To, When};
use crate::policy::Policy;

const fn told(template: Template, to: To) -> Notice {
    Notice { template, to, when: When::OnceExpiring, rule: "CRT-03" }
}

const EXPIRING: &[Notice] =
    &[told(Template::CertificationExpiring, To::Coached), told(Template::CertificationExpiringToManager, To::Manager)];

/// Each time that its level is decided.
pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Recorded, needed: &["recorded"], notices: EXPIRING },
    Telling { on: Happening::Confirmed, needed: &["recorded"], notices: EXPIRING },
];

/// The first day on which it expires soon, where there is a level to expire.
pub(super) fn falls_due(known: &Certification, when: When, policy: &Policy) -> Vec<FallsDue> {
    let policy = &policy.certification;
    let taken = known.taken().filter(|taken| when == When::OnceExpiring && taken.level.is_some());
    let expires = taken.and_then(|taken| taken.expires_on(policy));
    let ahead = i64::from(policy.expiring_days);
    let on = expires.and_then(|expires| expires.checked_add_days(ahead.checked_neg()?));
    on.map(|on| FallsDue { on, part: 0, at_once: true }).into_iter().collect()
}

/// What a message says, to whoever sees the certification.
pub(super) fn says<F: Facts>(
    known: &Certification,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<Option<MessageFacts>, Refusal> {
    if viewer.see(known)?.is_none() {
        return Ok(None);
    }
    let due_on = known.taken().and_then(|taken| taken.expires_on(&viewer.policy.certification));
    let agent_name = viewer.name_of(known.person, told.template.names())?;
    Ok(Some(MessageFacts { agent_name, due_on, ..MessageFacts::about(known.person) }))
}

/// Whether a message still is one: it is of the level that was decided last, and on its day that is the one in force and
/// expires soon, by all that is known now.
pub(super) fn still_tells<F: Facts>(
    known: &Certification,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<bool, Refusal> {
    let Some(own) = known.taken().filter(|_| !known.archived && told.version == known.decided_at_version()) else {
        return Ok(false);
    };
    let zone = viewer.zone_of(known.person)?;
    // What was told on that day stays, where they have moved since to where it came later.
    let due = falls_due(known, When::OnceExpiring, viewer.policy).pop();
    let on = zone.day_of(due.and_then(|due| told.begins_since(due.on, zone)).unwrap_or(told.at));
    let all = viewer.facts.certifications(known.person).present()?.unwrap_or_default();
    let in_force = expiring(&own.skill, &all, (on, &viewer.policy.certification));
    Ok(in_force.is_some_and(|(certification, _)| certification == known.certification))
}
