//! The level that the parts of a certification come to. What a model made counts once a person has confirmed it.
//!
//! Rules: CRT-02, CRT-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CertificationPolicy;
use touchline_kernel::math::{TRILLION, quotient, trillionths};
use touchline_kernel::rejection::{BadInput, Code, Combination, DetailKey, Faults, Reason, Rejection, Section};
use touchline_kernel::text::Key;

/// A level of certification, from the least to the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CertificationLevel {
    /// From 60 on, where the policy says nothing else.
    Beginner,
    /// From 75 on.
    Intermediate,
    /// From 90 on.
    Advanced,
}

/// A part's score, and where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CertificationPartScore")]
pub struct PartScore {
    /// Whether a person has confirmed what a model made.
    #[serde(default)]
    pub confirmed: bool,
    /// Whether a model made it.
    #[serde(default)]
    pub from_model: bool,
    /// The score. It counts to a trillionth.
    #[schemars(range(min = 0, max = 100))]
    pub score: f64,
}

/// How many checks of good practice were met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CertificationPracticeChecks")]
pub struct PracticeChecks {
    /// How many were met.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub met: u32,
    /// How many there were.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub of: u32,
}

/// The parts of the certification of a skill; one that is null is not in yet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillCertificationParts")]
pub struct SkillParts {
    /// The assessment.
    #[serde(default)]
    pub assessment: Option<PartScore>,
    /// The manager's evaluation.
    #[serde(default)]
    pub evaluation: Option<PartScore>,
    /// The role-play.
    #[serde(default)]
    pub role_play: Option<PartScore>,
}

/// The parts of the certification of a coach; one that is null is not in yet.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachCertificationParts")]
pub struct CoachingParts {
    /// How near the coach's scores came to the agreed ones in calibrations.
    #[serde(default)]
    pub calibration: Option<PartScore>,
    /// The evaluation of the coach.
    #[serde(default)]
    pub evaluation: Option<PartScore>,
    /// The checks of good practice: met ÷ all × 100.
    #[serde(default)]
    pub practice: Option<PracticeChecks>,
}

/// What a certification is of, with its parts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CertificationParts {
    /// Of a coach.
    Coaching(CoachingParts),
    /// Of a skill.
    Skill(SkillParts),
}

impl CertificationParts {
    /// Adds what is wrong where they are not of the kind that the skill takes: `coaching` takes a coach's, any other a
    /// skill's. They stand at `path`.
    fn fit(&self, skill: &Key, path: &str, faults: &mut Faults) {
        let kind = match self {
            CertificationParts::Coaching(_) => "coaching",
            CertificationParts::Skill(_) => "skill",
        };
        let takes = if skill.as_str() == "coaching" { "coaching" } else { "skill" };
        faults.known(format!("{path}/type"), kind, std::iter::once(takes));
    }

    fn scores(&self) -> [Option<PartScore>; 3] {
        match self {
            CertificationParts::Coaching(parts) => [parts.calibration, parts.evaluation, None],
            CertificationParts::Skill(parts) => [parts.assessment, parts.evaluation, parts.role_play],
        }
    }

    /// Whether a model made one that nobody has confirmed.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        self.scores().into_iter().flatten().any(|part| part.is_unconfirmed())
    }

    /// The same, where a person has confirmed what a model made.
    #[must_use]
    pub fn confirmed(self) -> Self {
        let confirm = |part: Option<PartScore>| {
            part.map(|part| PartScore { confirmed: part.confirmed || part.from_model, ..part })
        };
        match self {
            CertificationParts::Coaching(parts) => CertificationParts::Coaching(CoachingParts {
                calibration: confirm(parts.calibration),
                evaluation: confirm(parts.evaluation),
                ..parts
            }),
            CertificationParts::Skill(parts) => CertificationParts::Skill(SkillParts {
                assessment: confirm(parts.assessment),
                evaluation: confirm(parts.evaluation),
                role_play: confirm(parts.role_play),
            }),
        }
    }
}

/// Checks that a skill can be certified, and by parts of this kind. They stand at `/skill` and `/parts`.
///
/// # Errors
/// A skill that is not among these; parts of another kind than it takes.
pub fn check_skill(skill: &Key, parts: &CertificationParts, skills: &[Key]) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    faults.known("/skill", skill.as_str(), skills.iter().map(Key::as_str));
    parts.fit(skill, "/parts", &mut faults);
    faults.told()
}

/// A part of a certification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CertificationPartKey")]
pub enum CertificationPart {
    /// The assessment.
    Assessment,
    /// The accuracy in calibrations.
    Calibration,
    /// The evaluation.
    Evaluation,
    /// The checks of good practice.
    Practice,
    /// The role-play.
    RolePlay,
}

/// Why a part does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CertificationUncountedPart")]
pub enum UncountedPart {
    /// It is not in yet, or is of nothing.
    Missing,
    /// A model made it, and nobody has confirmed it.
    Unconfirmed,
}

/// A part, and what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CertificationPartTold")]
pub struct PartTold {
    /// Whether it lies under what no part may lie under.
    pub below_floor: bool,
    /// Which one it is.
    pub part: CertificationPart,
    /// How much it counts, in percent.
    pub percent: u32,
    /// Its score; null where it does not count.
    pub score: Option<f64>,
    /// Why it does not count; null where it does.
    pub uncounted: Option<UncountedPart>,
}

/// Why there is no level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "NoCertificationLevel")]
pub enum NoLevel {
    /// A part that weighs something does not count.
    PartMissing,
    /// A part lies under what none may lie under.
    PartTooLow,
    /// The total lies under that of a beginner.
    TotalTooLow,
}

/// What the parts come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Certified {
    /// The level; null where there is none.
    pub level: Option<CertificationLevel>,
    /// Why there is none; null where there is.
    pub no_level: Option<NoLevel>,
    /// The parts, in the order in which they are written.
    pub parts: Vec<PartTold>,
    /// The total, by what each part counts; null where one that weighs something does not count.
    pub total: Option<f64>,
}

/// A part's score in trillionths of a point, over a whole number.
type Exact = (i128, i128);

impl PartScore {
    fn is_unconfirmed(self) -> bool {
        self.from_model && !self.confirmed
    }
}

fn scored(part: Option<PartScore>) -> Result<Exact, UncountedPart> {
    let part = part.ok_or(UncountedPart::Missing)?;
    if part.is_unconfirmed() {
        return Err(UncountedPart::Unconfirmed);
    }
    Ok((trillionths(part.score), 1))
}

fn checked(practice: Option<PracticeChecks>) -> Result<Exact, UncountedPart> {
    let practice = practice.filter(|practice| practice.of > 0).ok_or(UncountedPart::Missing)?;
    Ok((i128::from(practice.met).saturating_mul(100).saturating_mul(TRILLION), practice.of.into()))
}

impl Certified {
    /// What the parts come to. They stand at `/parts`, the policy's section at `/policy/certification`.
    ///
    /// # Errors
    /// Parts that do not count up to a hundred percent, levels that do not rise, more checks met than there were.
    pub fn of(parts: &CertificationParts, policy: &CertificationPolicy) -> Result<Self, Rejection> {
        let rows = match parts {
            CertificationParts::Skill(parts) => [
                (CertificationPart::Assessment, policy.assessment_percent, scored(parts.assessment)),
                (CertificationPart::RolePlay, policy.role_play_percent, scored(parts.role_play)),
                (CertificationPart::Evaluation, policy.evaluation_percent, scored(parts.evaluation)),
            ],
            CertificationParts::Coaching(parts) => {
                if let Some(practice) = parts.practice.filter(|practice| practice.met > practice.of) {
                    let reason = Reason::out_of_range(practice.met, 0, practice.of);
                    return Err(Rejection::from(reason).at("/parts/body/practice/met"));
                }
                [
                    (CertificationPart::Calibration, policy.coach_calibration_percent, scored(parts.calibration)),
                    (CertificationPart::Practice, policy.coach_practice_percent, checked(parts.practice)),
                    (CertificationPart::Evaluation, policy.coach_evaluation_percent, scored(parts.evaluation)),
                ]
            }
        };
        let at = |reason: Reason| Rejection::from(reason).at("/policy/certification");
        let percents = rows.map(|(_, percent, _)| percent);
        adds_up(percents).and_then(|()| policy.steps().into_iter().try_for_each(rises)).map_err(at)?;
        let floor = i128::from(policy.part_floor).saturating_mul(TRILLION);
        let told = rows.map(|(part, percent, score)| PartTold {
            below_floor: score.is_ok_and(|(above, below)| above < floor.saturating_mul(below)),
            part,
            percent,
            score: score.ok().and_then(|(above, below)| quotient(above, TRILLION.saturating_mul(below))),
            uncounted: score.err(),
        });
        // The total over one divisor, so that what lies on a threshold lies on it exactly.
        let below =
            rows.iter().fold(1_i128, |all, (_, _, score)| all.saturating_mul(score.map_or(1, |(_, below)| below)));
        let total = rows.iter().filter(|(_, percent, _)| *percent > 0).try_fold(0_i128, |sum, (_, percent, score)| {
            let (above, own) = score.ok()?;
            let share = above.checked_mul((*percent).into())?.checked_mul(below.checked_div(own)?)?;
            sum.checked_add(share)
        });
        let hundred = TRILLION.saturating_mul(100).saturating_mul(below);
        let reached = |from: u32| total.is_some_and(|total| total >= hundred.saturating_mul(from.into()));
        let levels = [
            (CertificationLevel::Advanced, policy.advanced_from),
            (CertificationLevel::Intermediate, policy.intermediate_from),
            (CertificationLevel::Beginner, policy.beginner_from),
        ];
        let level = levels.into_iter().find(|(_, from)| reached(*from)).map(|(level, _)| level);
        let no_level = if total.is_none() {
            Some(NoLevel::PartMissing)
        } else if told.iter().any(|part| part.below_floor) {
            Some(NoLevel::PartTooLow)
        } else if level.is_none() {
            Some(NoLevel::TotalTooLow)
        } else {
            None
        };
        Ok(Certified {
            level: level.filter(|_| no_level.is_none()),
            no_level,
            parts: told.to_vec(),
            total: total.and_then(|total| quotient(total, hundred)),
        })
    }
}

/// Refuses parts that do not count up to a hundred percent.
fn adds_up(percents: [u32; 3]) -> Result<(), Reason> {
    let sum = percents.into_iter().fold(0_u32, u32::saturating_add);
    if sum == 100 {
        return Ok(());
    }
    let sum = quotient(sum.into(), 100).unwrap_or_default().to_string();
    Err(Reason::new(Code::WeightsMissOne).with(DetailKey::Actual, sum))
}

impl Section for CertificationPolicy {
    /// Parts count up to a hundred percent, of skills and of coaches, and each level lies above the one before.
    fn combinations(&self) -> Vec<Combination> {
        let skills = [self.assessment_percent, self.role_play_percent, self.evaluation_percent];
        let coaches = [self.coach_calibration_percent, self.coach_practice_percent, self.coach_evaluation_percent];
        let [intermediate, advanced] = self.steps().map(|step| rises(step).err());
        vec![
            Combination {
                blamed: "assessment_percent",
                with: &["role_play_percent", "evaluation_percent"],
                wrong: adds_up(skills).err(),
            },
            Combination {
                blamed: "coach_calibration_percent",
                with: &["coach_practice_percent", "coach_evaluation_percent"],
                wrong: adds_up(coaches).err(),
            },
            Combination { blamed: "intermediate_from", with: &["beginner_from"], wrong: intermediate },
            Combination { blamed: "advanced_from", with: &["intermediate_from"], wrong: advanced },
        ]
    }
}

impl CertificationPolicy {
    /// From which totals on the levels are, each but the first behind the one before.
    fn steps(&self) -> [(u32, u32); 2] {
        [(self.beginner_from, self.intermediate_from), (self.intermediate_from, self.advanced_from)]
    }
}

/// Refuses a level that does not lie above the one before.
fn rises((before, next): (u32, u32)) -> Result<(), Reason> {
    if next > before {
        return Ok(());
    }
    let reason = Reason::new(Code::BandsFoldBack).with(DetailKey::Actual, next.to_string());
    Err(reason.with(DetailKey::Minimum, before.to_string()))
}
