//! The policy's section on certification.
//!
//! Rules: CRT-01, CRT-02, CRT-03, CRT-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::text::Key;

use crate::programme::default_areas;

/// Switches for certification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CertificationPolicy {
    /// From which total on the level is advanced.
    #[schemars(range(min = 0, max = 100))]
    pub advanced_from: u32,
    /// How much the assessment counts in the certification of a skill, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub assessment_percent: u32,
    /// From which total on there is a level at all: beginner.
    #[schemars(range(min = 0, max = 100))]
    pub beginner_from: u32,
    /// By how many tenths of a point ratings have to lie apart to be a blind spot or a hidden strength.
    #[schemars(range(min = 1, max = 40))]
    pub blind_spot_tenths: u32,
    /// How much the accuracy in calibrations counts in the certification of a coach, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub coach_calibration_percent: u32,
    /// How much the evaluation counts in the certification of a coach, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub coach_evaluation_percent: u32,
    /// How much the checks of good practice count in the certification of a coach, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub coach_practice_percent: u32,
    /// How much the manager's evaluation counts in the certification of a skill, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub evaluation_percent: u32,
    /// Within how many days a certification has to expire to be flagged.
    #[schemars(range(min = 0, max = 3_650))]
    pub expiring_days: u32,
    /// From which total on the level is intermediate.
    #[schemars(range(min = 0, max = 100))]
    pub intermediate_from: u32,
    /// Under what no part may lie for any level.
    #[schemars(range(min = 0, max = 100))]
    pub part_floor: u32,
    /// How much the role-play counts in the certification of a skill, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub role_play_percent: u32,
    /// The skills in which somebody can be certified, beside `coaching`; the areas of the programme that ships where this is
    /// null.
    #[schemars(length(max = 1_000))]
    pub skills: Option<Vec<Key>>,
    /// For how many quarters of a year a certification is valid.
    #[schemars(range(min = 1, max = 400))]
    pub valid_quarters: u32,
}

impl Default for CertificationPolicy {
    fn default() -> Self {
        CertificationPolicy {
            advanced_from: 90,
            assessment_percent: 40,
            beginner_from: 60,
            blind_spot_tenths: 15,
            coach_calibration_percent: 40,
            coach_evaluation_percent: 30,
            coach_practice_percent: 30,
            evaluation_percent: 30,
            expiring_days: 30,
            intermediate_from: 75,
            part_floor: 50,
            role_play_percent: 30,
            skills: None,
            valid_quarters: 4,
        }
    }
}

impl CertificationPolicy {
    /// The skills in which somebody can be certified, `coaching` the last.
    #[must_use]
    pub fn certified_skills(&self) -> Vec<Key> {
        let coaching = Key::new("coaching");
        let shipped = || default_areas().iter().map(|area| area.area.clone()).collect();
        let mut skills = self.skills.clone().unwrap_or_else(shipped);
        if !skills.contains(&coaching) {
            skills.push(coaching);
        }
        skills
    }
}
