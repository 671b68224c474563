//! A skill framework as a document: areas with weights, their components with curves, views of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::Key;

/// The least and the greatest weight that can be given.
pub(super) const WEIGHTS: (f64, f64) = (0.000_001, 1.0);
/// The least and the greatest raw measure at which a curve can have a point.
pub(super) const RAWS: (f64, f64) = (-1e12, 1e12);
/// The least and the greatest value of a curve.
pub(super) const VALUES: (f64, f64) = (0.0, 100.0);
/// Points of one curve, at most.
pub(super) const MOST_POINTS: usize = 64;

/// A skill framework: areas with weights, each with components, and each component with the curve that leads from its
/// raw measure to 0–100.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillFramework")]
pub struct Framework {
    /// Its areas, in the order in which they are shown.
    pub areas: Vec<AreaDocument>,
    /// Its key.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// Views of it: other weights over some of its components, as for one type of call.
    #[serde(default)]
    pub views: Vec<FrameworkView>,
}

/// An area of skill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillFrameworkArea")]
pub struct AreaDocument {
    /// Its components, in the order in which they are shown.
    pub components: Vec<ComponentDocument>,
    /// Its key; no other area of the framework has it.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// Its weight in the overall score. The weights of all areas add up to 1; where none has one, they are equal.
    #[serde(default)]
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub weight: Option<f64>,
}

/// A component of an area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillComponent")]
pub struct ComponentDocument {
    /// How its raw measure becomes a value from 0 to 100.
    pub curve: CurveDocument,
    /// Its key; no other component of the framework has it, whatever the area.
    pub key: Key,
    /// What is measured, in words.
    pub measure: Key,
    /// Its name.
    pub name: Key,
    /// What its raw measure is counted in.
    pub unit: RawUnit,
    /// Its weight in its area. The weights of an area's components add up to 1; where none has one, they are equal.
    #[serde(default)]
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub weight: Option<f64>,
}

/// What a raw measure is counted in. It is for display: the curve alone says what a measure is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SkillUnit")]
pub enum RawUnit {
    /// How many, or how many on average.
    Count,
    /// So many times a benchmark or a target.
    Ratio,
    /// From 0 to 100.
    Score,
    /// From 0 to 1.
    Share,
}

/// A curve: straight between its points, flat outside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillCurve")]
pub struct CurveDocument {
    /// Its points, two at least, from left to right.
    #[schemars(length(max = MOST_POINTS))]
    pub points: Vec<CurvePoint>,
    /// Why these points.
    pub why: String,
}

/// A point of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillCurvePoint")]
pub struct CurvePoint {
    /// The raw measure: at least a billionth above that of the point before.
    #[schemars(range(min = RAWS.0, max = RAWS.1))]
    pub x: f64,
    /// What it is worth.
    #[schemars(range(min = VALUES.0, max = VALUES.1))]
    pub y: f64,
}

/// A view of a framework: weights over some of its components, such as those that a type of call shows.
///
/// An area weighs what its components in the view weigh together; areas without any are left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillView")]
pub struct FrameworkView {
    /// The components that count.
    pub components: Vec<ViewComponent>,
    /// Its key; no other view of the framework has it.
    pub key: Key,
    /// Its name.
    pub name: Key,
}

/// A component in a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillViewComponent")]
pub struct ViewComponent {
    /// The component.
    pub component: Key,
    /// Its weight in the view. The weights of a view add up to 1; where none is given, they are equal.
    #[serde(default)]
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub weight: Option<f64>,
}

impl Framework {
    /// Every component, in the framework's order.
    pub fn components(&self) -> impl Iterator<Item = &ComponentDocument> {
        self.areas.iter().flat_map(|area| &area.components)
    }

    /// The view of this key.
    #[must_use]
    pub fn view(&self, key: &str) -> Option<&FrameworkView> {
        self.views.iter().find(|view| view.key.as_str() == key)
    }
}
