//! What stands out among the areas of a score: gaps, strengths, and what comes into focus this week.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::Library;
use super::example::Chooser;
use super::{Example, Moment, Phrase, RecommendationPolicy, Words};
use crate::kernel::text::{Key, Locale};
use crate::skill::{Compiled, Figures, published};

/// An area to improve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SkillGap")]
pub struct Gap {
    /// The area.
    pub area: Key,
    /// The component to work on: the weakest of the area.
    pub component: Key,
    /// An example to study; null where no highlight is one.
    pub example: Option<Example>,
    /// What it is to reach.
    pub target: u8,
    /// The person's own call to go through again; null where no highlight is one.
    pub to_review: Option<Moment>,
    /// Its published score.
    pub score: u8,
    /// Why it matters, how to work on it, what to practise; null where no catalogue has the component.
    pub words: Option<Words>,
}

/// An area in which somebody is good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SkillStrength")]
pub struct Strength {
    /// The area.
    pub area: Key,
    /// The person's own moment that shows it; null where no highlight does.
    pub example: Option<Moment>,
    /// Its published score.
    pub score: u8,
}

/// What to work on this week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "WeeklyFocus")]
pub struct Focus {
    /// What comes first.
    pub first: FocusOn,
    /// Whether a gap asks for it.
    pub kind: FocusKind,
    /// The one thing to practise; null where no catalogue has a component in focus.
    pub practice: Option<Phrase>,
    /// What comes second; null where there are fewer than two gaps.
    pub second: Option<FocusOn>,
}

/// Why something is in focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "WeeklyFocusKind")]
pub enum FocusKind {
    /// It is a gap.
    Improve,
    /// There is no gap: to keep it up, the lowest area.
    KeepItUp,
}

/// A component in focus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "WeeklyFocusOn")]
pub struct FocusOn {
    /// The area.
    pub area: Key,
    /// The component.
    pub component: Key,
    /// What to do; null where no catalogue has the component.
    pub tip: Option<Phrase>,
}

/// An area with a score.
pub(super) struct Scored<'a> {
    pub(super) area: &'a Key,
    pub(super) component: &'a Key,
    pub(super) score: u8,
    weight: f64,
}

/// The areas with a score: the lowest first, of equals the weightier, then the first of the framework.
pub(super) fn lowest_first<'a>(compiled: &'a Compiled, figures: &Figures) -> Vec<Scored<'a>> {
    let areas = compiled.areas().iter().zip(&figures.areas);
    let mut scored: Vec<Scored<'a>> = areas
        .filter_map(|(area, of_area)| {
            let component = &compiled.components().get(of_area.weakest?)?.key;
            Some(Scored { area: &area.key, component, score: published(of_area.score?), weight: area.weight })
        })
        .collect();
    scored.sort_by(|one, other| one.score.cmp(&other.score).then(other.weight.total_cmp(&one.weight)));
    scored
}

/// What an area is measured against.
#[derive(Clone, Copy)]
pub(super) struct Bounds<'a> {
    pub(super) policy: &'a RecommendationPolicy,
    pub(super) target: u8,
}

impl Bounds<'_> {
    /// An area that has reached what it is to reach is no gap, however low that is.
    fn is_gap(self, score: u8) -> bool {
        score < self.policy.gap_under && score < self.target
    }

    fn is_strength(self, score: u8) -> bool {
        score >= self.policy.strength_from && !self.is_gap(score)
    }
}

/// What is said, and to whom.
#[derive(Clone, Copy)]
pub(super) struct Speech<'a> {
    pub(super) library: Library<'a>,
    pub(super) locale: Option<&'a Locale>,
}

impl Speech<'_> {
    fn on(self, scored: &Scored<'_>) -> Option<Words> {
        self.library.words(self.locale, scored.area, scored.component)
    }
}

/// The gaps, each with its examples.
pub(super) fn gaps(
    scored: &[Scored<'_>],
    bounds: Bounds<'_>,
    speech: Speech<'_>,
    chooser: &mut Chooser<'_>,
) -> Vec<Gap> {
    let gaps = scored.iter().filter(|scored| bounds.is_gap(scored.score)).take(bounds.policy.most_gaps);
    gaps.map(|scored| Gap {
        area: scored.area.clone(),
        component: scored.component.clone(),
        example: chooser.study(scored.area, scored.component),
        target: bounds.target,
        to_review: chooser.review(scored.area, scored.component),
        score: scored.score,
        words: speech.on(scored),
    })
    .collect()
}

/// The strengths, the highest first, of equals the weightier, then the first of the framework.
pub(super) fn strengths(scored: &[Scored<'_>], bounds: Bounds<'_>, chooser: &mut Chooser<'_>) -> Vec<Strength> {
    let mut strong: Vec<&Scored<'_>> = scored.iter().filter(|scored| bounds.is_strength(scored.score)).collect();
    // Equals are in their order already, and a stable sort leaves them there.
    strong.sort_by_key(|scored| core::cmp::Reverse(scored.score));
    let strength = |scored: &Scored<'_>| Strength {
        area: scored.area.clone(),
        example: chooser.at_its_best(scored.area),
        score: scored.score,
    };
    strong.into_iter().map(strength).collect()
}

/// The week's focus: the first two gaps, else the lowest area; none where no area has a score.
pub(super) fn focus(scored: &[Scored<'_>], bounds: Bounds<'_>, speech: Speech<'_>) -> Option<Focus> {
    let lowest = scored.first()?;
    let mut gaps = scored.iter().filter(|scored| bounds.is_gap(scored.score));
    let (first, second, kind) = match gaps.next() {
        Some(gap) => (gap, gaps.next().filter(|_| bounds.policy.most_gaps > 1), FocusKind::Improve),
        None => (lowest, None, FocusKind::KeepItUp),
    };
    let said = [Some(first), second].map(|scored| speech.on(scored?));
    let practice = said.iter().flatten().next().map(|words| words.phrase(&words.practice));
    let [first_said, second_said] = said;
    let on = |scored: &Scored<'_>, words: Option<Words>| FocusOn {
        area: scored.area.clone(),
        component: scored.component.clone(),
        tip: words.map(|words| words.phrase(&words.tip)),
    };
    Some(Focus { first: on(first, first_said), kind, practice, second: second.map(|scored| on(scored, second_said)) })
}
