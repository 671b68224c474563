//! Why a score is what it is, and why it is not another one: every point told to a component, none left over.
//!
//! Between two scores both the values and the weights may differ, since what is missing hands its weight over. A
//! component whose weight changed moves the score as far as its value lies from the score: what is as good as the rest
//! comes and goes without a trace. So each difference is split in two, and nothing depends on which score comes first.
//!
//! Rules: SKL-04, SKL-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::compiled::{Compiled, NotANumber};
use super::figures::Figures;
use super::level::published;
use super::report::NoScore;
use touchline_kernel::text::Key;

/// Why a score is what it is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SkillExplanation")]
pub struct Explanation {
    /// The share of the weight, of the area or overall, that is there.
    pub coverage: f64,
    /// Why it differs from the other score; null where there is none to hold it against.
    pub difference: Option<Difference>,
    /// Why there is no score.
    pub no_score: Option<NoScore>,
    /// The components that count, those first that keep the most points from it, then in the framework's order.
    pub parts: Vec<ExplainedPart>,
    /// The score as it is published.
    pub published: Option<u8>,
    /// The score, not rounded: the points of all parts. What they keep from it is the rest up to 100.
    pub score: Option<f64>,
    /// The components that do not count, in the framework's order.
    pub uncounted: Vec<UncountedPart>,
}

/// A component that counts.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ExplainedPart {
    /// Its area.
    pub area: Key,
    /// The component.
    pub component: Key,
    /// What it gives.
    pub counted: CountedPart,
    /// How many points it keeps from the score: so many more it would give with a value of 100.
    pub lost: f64,
}

/// What a component gives to a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CountedPart {
    /// How many points of the score.
    pub points: f64,
    /// Its raw measure.
    pub raw: f64,
    /// That, after its curve: from 0 to 100.
    pub value: f64,
    /// The weight with which it counts, after the weight of what is missing was shared out.
    pub weight: f64,
}

/// A component that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UncountedPart {
    /// Its area.
    pub area: Key,
    /// The component.
    pub component: Key,
    /// Why not.
    pub reason: Uncounted,
}

/// Why a component does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "SkillUncounted")]
pub enum Uncounted {
    /// It has no raw measure.
    Missing,
    /// Less than half of the weight of its area is there, or less than half of all.
    InsufficientEvidence,
}

/// Why a score differs from another one.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SkillDifference")]
pub struct Difference {
    /// How many points it is above the other one; null where one of them is no score.
    pub change: Option<f64>,
    /// The components that count in either, those first that make the most of the difference, then in the framework's
    /// order; none where one of them is no score.
    pub parts: Vec<PartDifference>,
    /// The other score, not rounded; null where there is none.
    pub score: Option<f64>,
}

/// What a component makes of a difference.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SkillPartDifference")]
pub struct PartDifference {
    /// What it gives to the other score; null where it does not count there.
    pub against: Option<CountedPart>,
    /// Its area.
    pub area: Key,
    /// How many points come of another value.
    pub by_value: f64,
    /// How many points come of another weight, which is that of something missing on one side.
    pub by_weight: f64,
    /// Both together. The changes of all parts add up to the difference.
    pub change: f64,
    /// The component.
    pub component: Key,
    /// What it gives to the score; null where it does not count.
    pub counted: Option<CountedPart>,
}

/// Which score of a framework is explained.
#[derive(Clone, Copy)]
struct Scope<'a> {
    compiled: &'a Compiled,
    /// The place of the area; nothing for the overall score.
    area: Option<usize>,
}

impl Explanation {
    /// Why a row's score is what it is: that of the area of this key, or the overall one. What it is held against is
    /// another row of the same framework.
    ///
    /// # Errors
    /// The first component with a raw measure that is not finite.
    pub fn of(
        compiled: &Compiled,
        area: Option<&Key>,
        row: &[Option<f64>],
        against: Option<&[Option<f64>]>,
    ) -> Result<Self, NotANumber> {
        let place = |key: &Key| compiled.areas().iter().position(|area| area.key == *key);
        let scope = Scope { compiled, area: area.map(|key| place(key).unwrap_or(usize::MAX)) };
        let figures = compiled.score(row)?;
        let against = against.map(|row| compiled.score(row)).transpose()?;
        let score = scope.score(&figures);
        let (parts, uncounted) = scope.parts(&figures);
        Ok(Explanation {
            coverage: figures.coverage_of(scope.area),
            difference: against.map(|against| scope.difference(&figures, &against)),
            no_score: if score.is_none() { Some(NoScore::InsufficientEvidence) } else { None },
            parts,
            published: score.map(published),
            score,
            uncounted,
        })
    }
}

impl Scope<'_> {
    fn score(self, figures: &Figures) -> Option<f64> {
        match self.area {
            None => figures.overall,
            Some(place) => figures.areas.get(place).and_then(|area| area.score),
        }
    }

    /// The components that the score is made of: the place, the area and the key of each.
    fn components(&self) -> impl Iterator<Item = (usize, &Key, &Key)> {
        let is_meant = |area: usize| self.area.is_none_or(|meant| meant == area);
        let components = self.compiled.components().iter().enumerate();
        components.filter(move |(_, component)| is_meant(component.area)).filter_map(|(place, component)| {
            Some((place, &self.compiled.areas().get(component.area)?.key, &component.key))
        })
    }

    /// What a component gives, where it counts.
    fn counted(self, figures: &Figures, place: usize) -> Option<CountedPart> {
        let component = figures.components.get(place).copied().flatten()?;
        let share = if self.area.is_some() { component.in_area } else { component.in_overall }?;
        Some(CountedPart { points: share.points, raw: component.raw, value: component.value, weight: share.weight })
    }

    fn parts(self, figures: &Figures) -> (Vec<ExplainedPart>, Vec<UncountedPart>) {
        let (mut parts, mut uncounted) = (Vec::new(), Vec::new());
        for (place, area, component) in self.components() {
            let (area, component) = (area.clone(), component.clone());
            if let Some(counted) = self.counted(figures, place) {
                let lost = counted.weight * (100.0 - counted.value);
                parts.push(ExplainedPart { area, component, counted, lost });
            } else {
                let is_missing = figures.components.get(place).copied().flatten().is_none();
                let reason = if is_missing { Uncounted::Missing } else { Uncounted::InsufficientEvidence };
                uncounted.push(UncountedPart { area, component, reason });
            }
        }
        parts.sort_by(|one, other| other.lost.total_cmp(&one.lost));
        (parts, uncounted)
    }

    fn difference(self, figures: &Figures, against: &Figures) -> Difference {
        let (score, other) = (self.score(figures), self.score(against));
        let Some((score, other_score)) = score.zip(other) else {
            return Difference { change: None, parts: Vec::new(), score: other };
        };
        let middle = f64::midpoint(score, other_score);
        let mut parts: Vec<PartDifference> = self
            .components()
            .filter_map(|(place, area, component)| {
                let (counted, against) = (self.counted(figures, place), self.counted(against, place));
                let (by_value, by_weight) = split(counted, against, middle)?;
                let (area, component) = (area.clone(), component.clone());
                let change = by_value + by_weight;
                Some(PartDifference { against, area, by_value, by_weight, change, component, counted })
            })
            .collect();
        parts.sort_by(|one, other| other.change.abs().total_cmp(&one.change.abs()));
        Difference { change: Some(score - other_score), parts, score: other }
    }
}

/// What comes of another value and what of another weight; nothing where a component counts on neither side. Both are
/// taken from the middle of the two sides, so that with the sides in each other's place only the signs turn. Weights
/// make one whole on either side: so it is all the same to their sum from where a value is counted, and it is counted
/// from the middle of the two scores.
fn split(counted: Option<CountedPart>, against: Option<CountedPart>, middle: f64) -> Option<(f64, f64)> {
    match (counted, against) {
        (Some(now), Some(then)) => {
            let by_value = f64::midpoint(now.weight, then.weight) * (now.value - then.value);
            Some((by_value, (now.weight - then.weight) * (f64::midpoint(now.value, then.value) - middle)))
        }
        (Some(now), None) => Some((0.0, now.weight * (now.value - middle))),
        (None, Some(then)) => Some((0.0, -then.weight * (then.value - middle))),
        (None, None) => None,
    }
}
