//! What is allowed with an assessment, and what its commands change.
//!
//! Rules: ACC-17, CRT-01.

use touchline_calculators::certification::SkillRating;
use touchline_kernel::{Code, DetailKey, Key, LocalDate, Reason, Rejection, WarningCode};

use super::lifecycle::{Condition, Verb};
use super::{Act, Assessment, AssessmentOpened, Change, OpenAssessment, RateSkills, SkillsRated};
use crate::access::Whose;
use crate::facts::{AssessedKey, Facts, Refusal};
use crate::life::{Case, Life, by_table, each_once, is_there};

impl Life for Assessment {
    by_table!(archived);

    fn follows(change: &Change) -> Option<Verb> {
        matches!(change, Change::Completed(_)).then_some(Verb::Complete)
    }

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Open(body) => Some(Whose::person(body.person)),
            Act::RateOwn(_) | Act::Rate(_) | Act::Cancel(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
    }

    /// Ratings of the skills that are assessed, each once.
    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        match (act, case.known) {
            (Act::RateOwn(body) | Act::Rate(body), Some(known)) => fits(&body.ratings, &known.skills),
            _ => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let refused = match condition {
            Condition::PersonIsActive => {
                return is_there(case.coached()?, case.facts).map_err(|refused| match case.act {
                    Some(Act::Open(_)) => refused.at("/body/person"),
                    _ => refused,
                });
            }
            Condition::MonthIsNotOver => match case.act {
                Some(Act::Open(body)) if body.month.year_and_month() < today(case)?.year_and_month() => {
                    return Err(Rejection::from(Code::AssessmentOtherMonth).at("/body/month").into());
                }
                _ => None,
            },
            Condition::IsItsMonth => {
                let today = today(case)?.year_and_month();
                let is_another = case.known.is_some_and(|known| known.month.year_and_month() != today);
                is_another.then_some(Code::AssessmentOtherMonth)
            }
            Condition::SkillsAreFree => match case.act {
                Some(Act::Open(body)) => return are_free(body, case.facts).map(|()| None),
                _ => None,
            },
            Condition::SideIsFree => {
                let side = case.known.and_then(|known| known.manager.as_deref());
                side.filter(|side| case.actor.person() != Some(side.by)).map(|_| Code::AssessmentSideTaken)
            }
        };
        refused.map_or(Ok(None), |code| Err(code.into()))
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        let own = case.known.and_then(|known| known.own.as_deref());
        let manager = case.known.and_then(|known| known.manager.as_deref());
        let change = match act {
            Act::Open(body) => Change::Opened(AssessmentOpened {
                assessment: body.assessment,
                month: body.month.first_of_month(),
                person: body.person,
                skills: body.skills.clone(),
            }),
            // Who gives the same again changes nothing.
            Act::RateOwn(body) if own.is_some_and(|side| side.ratings == body.ratings) => return Ok(Vec::new()),
            Act::Rate(body) if manager.is_some_and(|side| side.ratings == body.ratings) => return Ok(Vec::new()),
            Act::RateOwn(body) => Change::OwnRated(rated(body, today(case)?)),
            Act::Rate(body) => Change::Rated(rated(body, today(case)?)),
            Act::Cancel(body) => Change::Cancelled(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        };
        Ok(vec![change])
    }
}

fn rated(body: &RateSkills, on: LocalDate) -> SkillsRated {
    SkillsRated { assessment: body.assessment, on, ratings: body.ratings.clone() }
}

/// The day that it is where the person is.
fn today<F: Facts>(case: &Case<'_, Assessment, F>) -> Result<LocalDate, Refusal> {
    Ok(case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at))
}

/// Of two assessments of one skill, whoever read the one that is complete would know what the other side gives in the other.
fn are_free<F: Facts>(body: &OpenAssessment, facts: &F) -> Result<(), Refusal> {
    let key = AssessedKey { month: body.month.first_of_month(), person: body.person };
    let known = facts.assessed(key).present()?.unwrap_or_default();
    for (nth, skill) in body.skills.iter().enumerate() {
        if let Some(other) = known.iter().find(|other| other.skills.contains(skill)) {
            let actual = other.assessment.to_string();
            let reason = Reason::new(Code::SkillAssessedAlready).with(DetailKey::Actual, actual);
            return Err(Rejection::from(reason).at(format!("/body/skills/{nth}")).into());
        }
    }
    Ok(())
}

/// Where the ratings stand in a command that gives them.
const RATINGS: &str = "/body/ratings";

/// Each of the skills is rated once, and nothing else is.
fn fits(ratings: &[SkillRating], skills: &[Key]) -> Result<(), Refusal> {
    each_once(ratings.iter().map(|rating| rating.skill.as_str().to_owned()), RATINGS, "skill")?;
    for (nth, rating) in ratings.iter().enumerate() {
        if !skills.contains(&rating.skill) {
            let known: Vec<&str> = skills.iter().map(Key::as_str).collect();
            let reason = Reason::new(Code::UnknownValue).with(DetailKey::Actual, rating.skill.as_str());
            let refused = Rejection::from(reason.with(DetailKey::Known, known));
            return Err(refused.at(format!("{RATINGS}/{nth}/skill")).into());
        }
    }
    match skills.iter().find(|skill| ratings.iter().all(|rating| rating.skill != **skill)) {
        Some(missing) => {
            let reason = Reason::new(Code::AnswerMissing).with(DetailKey::Actual, missing.as_str());
            Err(Rejection::from(reason).at(RATINGS).into())
        }
        None => Ok(()),
    }
}
