//! Certification under a policy: two assessments, the level of three parts, and how long it holds.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::certification::{
    Assessed, Assessment, Certification, CertificationParts, CertificationStanding, Certified, check_skill, standing,
};
use touchline_kernel::{Failure, Key, LocalDate};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// What a person and their manager make of the same skills in the same month: the gaps, blind spots and hidden strengths.
    /// As long as one side is missing, nothing of the other is told.
    "certification.assess": certification_assess;
    /// The level that the parts of a certification come to, of a skill or of a coach, or why there is none.
    "certification.level": certification_level;
    /// How certifications stand on a day: the greatest level that is valid, when it expires, and every time it was raised.
    "certification.standing": certification_standing;
}

/// What both sides make of the skills.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "CertificationAssessInput")]
pub struct AssessInput {
    /// What the manager makes of them; null where they have not assessed yet.
    #[serde(default)]
    pub manager: Option<Assessment>,
    /// What the person makes of them; null where they have not assessed yet.
    #[serde(default)]
    pub own: Option<Assessment>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

fn certification_assess(input: AssessInput) -> Result<Assessed, Failure> {
    let assessed = Assessed::of(input.own.as_ref(), input.manager.as_ref(), &input.policy.certification);
    assessed.map_err(Failure::BadInput)
}

/// The parts of a certification.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "CertificationLevelInput")]
pub struct LevelInput {
    /// The parts: of a coach where the skill is `coaching`, else of a skill.
    pub parts: CertificationParts,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What it is of: one of the skills.
    pub skill: Key,
    /// The skills that can be certified; those of the policy where this is null.
    #[serde(default)]
    pub skills: Option<Vec<Key>>,
}

fn certification_level(input: LevelInput) -> Result<Certified, Failure> {
    let policy = &input.policy.certification;
    let skills = input.skills.unwrap_or_else(|| policy.certified_skills());
    check_skill(&input.skill, &input.parts, &skills).map_err(Failure::BadInput)?;
    Ok(Certified::of(&input.parts, policy)?)
}

/// Somebody's certifications, and the day that it is.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "CertificationStandingInput")]
pub struct StandingInput {
    /// The certifications, in any order.
    #[schemars(length(max = 10_000))]
    pub certifications: Vec<Certification>,
    /// The day that it is.
    pub on: LocalDate,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The skills that can be certified; those of the policy where this is null.
    #[serde(default)]
    pub skills: Option<Vec<Key>>,
}

fn certification_standing(input: StandingInput) -> Result<Vec<CertificationStanding>, Failure> {
    let policy = &input.policy.certification;
    let skills = input.skills.unwrap_or_else(|| policy.certified_skills());
    let skills: Vec<&Key> = skills.iter().collect();
    let told = (input.on, policy);
    standing(&input.certifications, &skills, told, "/certifications").map_err(Failure::BadInput)
}
