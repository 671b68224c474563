//! The catalogue of a coaching programme: in which skill areas people are coached, on which focuses, by which methods,
//! and by which metrics success is told. It is a document: the one that ships can be printed, edited and handed back.
//!
//! Rules: PRG-04.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::metric::Metric;
use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Key;

/// A way to coach.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CoachingMethod {
    /// Going through calls.
    CallReview,
    /// Playing a conversation through.
    RolePlay,
    /// Training in a framework.
    FrameworkTraining,
    /// Listening to somebody better.
    Shadowing,
    /// Going through deals.
    DealReview,
    /// Trying messages against one another.
    MessageTest,
    /// Asking customers what they thought.
    FeedbackCollection,
    /// Showing one another what works.
    BestPracticeSharing,
    /// Pairing with somebody of experience.
    Mentoring,
    /// Going through scorecards.
    ScorecardReview,
    /// Going through recordings of demos.
    DemoRecordingReview,
    /// Learning about an industry.
    IndustryTraining,
    /// Practising something by oneself.
    Exercise,
}

/// What coaching can focus on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoachingFocus {
    /// Its key.
    pub focus: Key,
    /// Its name, in words.
    pub name: String,
}

/// A method, and how it serves an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaMethod {
    /// How it serves the area, in words.
    pub how: String,
    /// The method.
    pub method: CoachingMethod,
}

/// A skill area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SkillArea {
    /// Its key.
    pub area: Key,
    /// What coaching in it focuses on.
    #[schemars(length(max = 100))]
    pub focuses: Vec<CoachingFocus>,
    /// How it is coached.
    #[schemars(length(max = 100))]
    pub methods: Vec<AreaMethod>,
    /// By what success in it is told.
    #[schemars(length(max = 100))]
    pub metrics: Vec<Metric>,
    /// Its name, in words.
    pub name: String,
}

/// The areas that ship. That the file can be read, and is whole, is shown by a test.
#[must_use]
pub fn default_areas() -> &'static [SkillArea] {
    static AREAS: LazyLock<Vec<SkillArea>> =
        LazyLock::new(|| serde_json::from_str(include_str!("areas.json")).unwrap_or_default());
    &AREAS
}

/// Tells everything that is wrong with these areas, which stand at `path`: a key stands once among areas, and once
/// among the focuses of an area.
pub fn check_areas(areas: &[SkillArea], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    for (place, area) in areas.iter().enumerate() {
        once(&mut faults, &mut seen, &area.area, || format!("{path}/{place}/area"));
        let mut focuses = Seen::default();
        for (inner, focus) in area.focuses.iter().enumerate() {
            once(&mut faults, &mut focuses, &focus.focus, || format!("{path}/{place}/focuses/{inner}/focus"));
        }
        for (inner, method) in area.methods.iter().enumerate() {
            if area.methods.iter().take(inner).any(|before| before.method == method.method) {
                let reason = Reason::twice(<&str>::from(method.method));
                faults.add(format!("{path}/{place}/methods/{inner}/method"), reason);
            }
        }
        for (inner, metric) in area.metrics.iter().enumerate() {
            if area.metrics.iter().take(inner).any(|before| before == metric) {
                faults.add(format!("{path}/{place}/metrics/{inner}"), Reason::twice(metric.name()));
            }
        }
    }
    faults.told()
}

/// Areas to be checked.
#[derive(Deserialize, JsonSchema)]
pub struct AreasInput {
    /// The areas; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub areas: Option<Vec<SkillArea>>,
}

pub(super) fn programme_areas(input: AreasInput) -> Result<Vec<SkillArea>, Failure> {
    let Some(areas) = input.areas else { return Ok(default_areas().to_vec()) };
    check_areas(&areas, "/areas").map_err(Failure::BadInput)?;
    Ok(areas)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Scores of the programme's areas rest on a framework whose components are these focuses.
    #[test]
    fn prg_04_areas_and_focuses_have_the_keys_that_the_framework_of_scores_gives_them() {
        let framework: Value = serde_json::from_str(include_str!("../../frameworks/sales_programme.json")).unwrap();
        let keys = |list: &Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|each| each["key"].as_str().unwrap().to_owned()).collect()
        };
        let areas: Vec<&str> = default_areas().iter().map(|area| area.area.as_str()).collect();
        assert_eq!(areas, keys(&framework["areas"]));
        for (area, scored) in default_areas().iter().zip(framework["areas"].as_array().unwrap()) {
            let focuses: Vec<&str> = area.focuses.iter().map(|focus| focus.focus.as_str()).collect();
            assert_eq!(focuses, keys(&scored["components"]));
        }
    }

    #[test]
    fn prg_04_the_areas_that_ship_are_whole() {
        let file: Vec<SkillArea> = serde_json::from_str(include_str!("areas.json")).unwrap();
        assert_eq!(file, default_areas());
        check_areas(&file, "").unwrap();
        assert_eq!(file.len(), 5);
        for area in &file {
            assert_eq!((area.focuses.len(), area.methods.len(), area.metrics.len()), (5, 4, 4), "{:?}", area.area);
        }
    }
}
