//! Which areas stand out by their published scores: gaps, strengths and what the week's focus falls on. It knows places
//! and no names, so that one report and a table of many rows choose by the same rule.
//!
//! Rules: REC-01, REC-02, REC-05, SKL-14.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::RecommendationPolicy;
use crate::skill::{Area, Compiled, Level};

/// Why something is in focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "WeeklyFocusKind")]
pub enum FocusKind {
    /// It is a gap.
    Improve,
    /// There is no gap: to keep it up, the lowest area.
    KeepItUp,
}

/// What areas are measured against.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    gap_under: u8,
    most_gaps: usize,
    strength_from: u8,
    /// What a score is to reach.
    pub target: u8,
}

impl Bounds {
    /// The bounds of a policy, for somebody whose scores are to reach a target. The line under which an area is a gap
    /// lies as far from the target of this person as from that of everybody.
    #[must_use]
    pub fn of(policy: &RecommendationPolicy, target: u8) -> Self {
        let RecommendationPolicy { gap_under, most_gaps, strength_from, .. } = *policy;
        let usual = Level::Proficient.entry().least;
        let gap_under =
            gap_under.saturating_add(target.saturating_sub(usual)).saturating_sub(usual.saturating_sub(target));
        Bounds { gap_under, most_gaps, strength_from, target }
    }

    /// Whether an area of this score is a gap.
    #[must_use]
    pub fn is_gap(self, score: u8) -> bool {
        score < self.gap_under
    }

    fn is_strength(self, score: u8) -> bool {
        score >= self.strength_from && !self.is_gap(score)
    }
}

/// Chooses what stands out among the areas of a framework.
#[derive(Clone, Debug)]
pub struct AreaChooser {
    bounds: Bounds,
    /// The areas' places: the weightier first, of equals the first of the framework.
    weightiest_first: Vec<usize>,
}

/// The areas that stand out, by their places in the framework.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outstanding {
    /// What comes into focus this week; nothing where no area has a score.
    pub focus: Option<FocusAreas>,
    /// The gaps: the lowest first, of equals the weightier, then the first of the framework.
    pub gaps: Vec<usize>,
    /// The gaps beyond as many as are named, in the same order.
    pub more_gaps: Vec<usize>,
    /// The strengths: the highest first, of equals the weightier, then the first of the framework.
    pub strengths: Vec<usize>,
    scored: Vec<(u8, usize)>,
}

/// What comes into focus: the weakest components of these areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FocusAreas {
    /// The first gap, or the lowest area where there is none.
    pub first: usize,
    /// Whether a gap asks for it.
    pub kind: FocusKind,
    /// The second gap.
    pub second: Option<usize>,
}

impl AreaChooser {
    /// For the areas of a framework.
    #[must_use]
    pub fn new(compiled: &Compiled, bounds: Bounds) -> Self {
        let mut areas: Vec<(usize, &Area)> = compiled.areas().iter().enumerate().collect();
        areas.sort_by(|one, other| other.1.weight.total_cmp(&one.1.weight));
        let alike = areas.chunk_by_mut(|one, other| !compiled.is_lighter(other.1, one.1));
        // Equals stay in the framework's order.
        alike.for_each(|areas| areas.sort_by_key(|(place, _)| *place));
        AreaChooser { bounds, weightiest_first: areas.into_iter().map(|(place, _)| place).collect() }
    }

    /// Chooses by the published scores of the areas, by place; nothing where an area has none.
    pub fn choose(&self, published: impl Fn(usize) -> Option<u8>, into: &mut Outstanding) {
        let Outstanding { focus, gaps, more_gaps, strengths, scored } = into;
        let score = |place: usize| published(place).map(|score| (score, place));
        scored.clear();
        scored.extend(self.weightiest_first.iter().copied().filter_map(score));
        scored.sort_by_key(|(score, _)| *score);
        let is_gap = |(score, _): &&(u8, usize)| self.bounds.is_gap(*score);
        gaps.clear();
        gaps.extend(scored.iter().filter(is_gap).take(self.bounds.most_gaps).map(|(_, place)| *place));
        more_gaps.clear();
        more_gaps.extend(scored.iter().filter(is_gap).skip(self.bounds.most_gaps).map(|(_, place)| *place));
        *focus = match (gaps.as_slice(), scored.first()) {
            (&[first, ref rest @ ..], _) => {
                Some(FocusAreas { first, kind: FocusKind::Improve, second: rest.first().copied() })
            }
            ([], Some((_, lowest))) => Some(FocusAreas { first: *lowest, kind: FocusKind::KeepItUp, second: None }),
            ([], None) => None,
        };
        scored.retain(|(score, _)| self.bounds.is_strength(*score));
        scored.sort_by_key(|(score, _)| core::cmp::Reverse(*score));
        strengths.clear();
        strengths.extend(scored.iter().map(|(_, place)| *place));
    }
}
