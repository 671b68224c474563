//! The assessment of skills by the person and by their manager: where both lie apart. As long as one side is missing,
//! nothing of the other is told.
//!
//! Rules: CRT-01.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CertificationPolicy;
use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::math::{TRILLION, quotient, trillionths};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// A rating of a skill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillAssessmentRating")]
pub struct SkillRating {
    /// The rating, from 1 to 5. It counts to a trillionth.
    #[schemars(range(min = 1, max = 5))]
    pub rating: f64,
    /// The skill.
    pub skill: Key,
}

/// What one side made of the skills.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "SkillAssessment")]
pub struct Assessment {
    /// Its day. Both sides' lie in the same month.
    pub on: LocalDate,
    /// The ratings, in any order.
    #[schemars(length(max = 1_000))]
    pub ratings: Vec<SkillRating>,
}

/// What a gap between two ratings is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SkillAssessmentGapIs")]
pub enum GapIs {
    /// The person rates themselves far higher than their manager does.
    BlindSpot,
    /// The person rates themselves far lower than their manager does.
    HiddenStrength,
}

/// A skill as both sides rate it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AssessedSkill {
    /// The person's own rating less the manager's.
    pub gap: f64,
    /// What the gap is; null where it is small.
    pub gap_is: Option<GapIs>,
    /// The manager's rating.
    pub manager: f64,
    /// The person's own rating.
    pub own: f64,
    /// The skill.
    pub skill: Key,
}

/// Who has not assessed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SkillAssessmentAwaits")]
pub enum Awaits {
    /// The manager.
    Manager,
    /// The person.
    Own,
}

/// Both assessments beside one another.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Assessed {
    /// Who has not assessed yet; empty once both have. Until then there is nothing else.
    pub awaits: Vec<Awaits>,
    /// The skills in which the person overrates themselves by far.
    pub blind_spots: Vec<Key>,
    /// The skills in which the person underrates themselves by far.
    pub hidden_strengths: Vec<Key>,
    /// The mean of the manager's ratings; null where there are none.
    pub manager_mean: Option<f64>,
    /// The mean of the person's own ratings; null where there are none.
    pub own_mean: Option<f64>,
    /// The skills, in the order of their keys.
    pub skills: Vec<AssessedSkill>,
}

/// One side's ratings by the text of the skill's key, in trillionths.
type Ratings<'a> = BTreeMap<&'a str, (&'a SkillRating, i128)>;

fn ratings<'a>(side: &'a Assessment, path: &str, faults: &mut Faults) -> Ratings<'a> {
    let mut seen = Seen::default();
    for (place, rating) in side.ratings.iter().enumerate() {
        once(faults, &mut seen, &rating.skill, || format!("{path}/ratings/{place}/skill"));
    }
    side.ratings.iter().map(|rating| (rating.skill.as_str(), (rating, trillionths(rating.rating)))).collect()
}

/// Refuses skills that one side rated and the other did not.
fn rated_by_both(rated: &Ratings<'_>, others: &Ratings<'_>, path: &str, faults: &mut Faults) {
    for skill in rated.keys().filter(|skill| !others.contains_key(**skill)) {
        faults.add(format!("{path}/ratings"), Reason::new(Code::AnswerMissing).with(DetailKey::Actual, *skill));
    }
}

impl Assessed {
    /// Both sides beside one another, or nothing but who is awaited.
    ///
    /// # Errors
    /// A skill that stands twice or was rated by one side alone; two months.
    pub fn of(
        own: Option<&Assessment>,
        manager: Option<&Assessment>,
        policy: &CertificationPolicy,
    ) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let owns = own.map(|side| ratings(side, "/own", &mut faults));
        let managers = manager.map(|side| ratings(side, "/manager", &mut faults));
        if let (Some(owns), Some(managers)) = (&owns, &managers) {
            rated_by_both(managers, owns, "/own", &mut faults);
            rated_by_both(owns, managers, "/manager", &mut faults);
        }
        if let Some((own, manager)) = own.zip(manager)
            && own.on.year_and_month() != manager.on.year_and_month()
        {
            let (year, month) = own.on.year_and_month();
            let last = (own.on.day_of_month()..=31).rev().find_map(|day| LocalDate::new(year, month, day));
            faults
                .add("/manager/on", Reason::out_of_range(manager.on, own.on.first_of_month(), last.unwrap_or(own.on)));
        }
        faults.told()?;
        let (Some(owns), Some(managers)) = (owns, managers) else {
            let awaits = [(Awaits::Manager, manager.is_none()), (Awaits::Own, own.is_none())];
            let awaits = awaits.into_iter().filter(|(_, is_awaited)| *is_awaited).map(|(who, _)| who).collect();
            return Ok(Assessed {
                awaits,
                blind_spots: Vec::new(),
                hidden_strengths: Vec::new(),
                manager_mean: None,
                own_mean: None,
                skills: Vec::new(),
            });
        };
        let far = i128::from(policy.blind_spot_tenths).saturating_mul(TRILLION);
        let skill = |(key, (own, amount)): (&&str, &(&SkillRating, i128))| {
            let (manager, other) = managers.get(*key)?;
            let gap = amount.saturating_sub(*other);
            let tenths = gap.saturating_mul(10);
            let gap_is = match gap.signum() {
                1 if tenths >= far => Some(GapIs::BlindSpot),
                -1 if tenths.saturating_neg() >= far => Some(GapIs::HiddenStrength),
                _ => None,
            };
            let gap = quotient(gap, TRILLION)?;
            Some(AssessedSkill { gap, gap_is, manager: manager.rating, own: own.rating, skill: own.skill.clone() })
        };
        let skills: Vec<AssessedSkill> = owns.iter().filter_map(skill).collect();
        let those =
            |wanted| skills.iter().filter(|one| one.gap_is == Some(wanted)).map(|one| one.skill.clone()).collect();
        Ok(Assessed {
            awaits: Vec::new(),
            blind_spots: those(GapIs::BlindSpot),
            hidden_strengths: those(GapIs::HiddenStrength),
            manager_mean: mean(&managers),
            own_mean: mean(&owns),
            skills,
        })
    }
}

fn mean(ratings: &Ratings<'_>) -> Option<f64> {
    let sum = ratings.values().fold(0_i128, |sum, (_, amount)| sum.saturating_add(*amount));
    quotient(sum, TRILLION.saturating_mul(i128::try_from(ratings.len()).ok()?))
}
