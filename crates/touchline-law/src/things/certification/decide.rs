//! What is allowed with a certification, and what its commands change.
//!
//! Rules: ACC-17, AIX-04, CRT-02, CRT-04, KER-09.

use touchline_calculators::certification::{CertificationParts, Certified, check_skill};
use touchline_kernel::{Code, LocalDate, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Certification, CertificationConfirmed, CertificationRecorded, Change};
use crate::access::Whose;
use crate::facts::{Facts, Refusal, refuse_first};
use crate::life::{Case, Life, by_table, is_there};
use crate::policy::Policy;

impl Life for Certification {
    by_table!(archived);

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Record(body) => Some(Whose::person(body.person)),
            Act::Confirm(_) | Act::Withdraw(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
    }

    /// A skill that can be certified, and parts of its kind; the first thing that is wrong with them is told.
    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        let Act::Record(body) = act else { return Ok(()) };
        let skills = case.policy.certification.certified_skills();
        refuse_first(check_skill(&body.skill, &body.parts, &skills), |path| format!("/body{path}"))
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::PersonIsActive => {
                is_there(case.coached()?, case.facts).map_err(|refused| refused.at("/body/person"))
            }
            Condition::DayHasCome => {
                let today = today(case)?;
                match case.act {
                    Some(Act::Record(body)) if body.on > today => {
                        Err(Rejection::from(Code::CertificationAhead).at("/body/on").into())
                    }
                    _ => Ok(None),
                }
            }
            Condition::HasExpired => {
                let today = today(case)?;
                match case.known {
                    Some(known) if !known.has_expired(today, &case.policy.certification) => {
                        Err(Code::CertificationInForce.into())
                    }
                    _ => Ok(None),
                }
            }
            Condition::IsUnconfirmed => match case.known {
                Some(known) if !known.parts.is_unconfirmed() => Err(Code::CertificationConfirmed.into()),
                _ => Ok(None),
            },
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let change = match act {
            Act::Record(body) => Change::Recorded(CertificationRecorded {
                certification: body.certification,
                on: body.on,
                parts: body.parts,
                person: body.person,
                result: result(&body.parts, case.policy)?,
                skill: body.skill.clone(),
            }),
            Act::Confirm(body) => {
                let parts = case.known.ok_or(Code::NotFound)?.parts.confirmed();
                let (certification, result) = (body.certification, result(&parts, case.policy)?);
                Change::Confirmed(CertificationConfirmed { certification, parts, result })
            }
            Act::Withdraw(body) => Change::Withdrawn(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        };
        Ok(vec![change])
    }
}

/// The day that it is where the person is.
fn today<F: Facts>(case: &Case<'_, Certification, F>) -> Result<LocalDate, Refusal> {
    Ok(case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at))
}

/// What the parts come to under the policy in force; of what is wrong with the parts, where they stand in the command, and of what is
/// wrong with the policy nothing that stands there.
fn result(parts: &CertificationParts, policy: &Policy) -> Result<Certified, Refusal> {
    let refused = |refused: Rejection| {
        let path = refused.path.filter(|path| path.starts_with("/parts"));
        Rejection { path, ..refused }.within("/body").into()
    };
    Certified::of(parts, &policy.certification).map_err(refused)
}
