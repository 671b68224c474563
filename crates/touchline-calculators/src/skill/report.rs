//! A score as it crosses the wire: by name, with level, trend and certainty, and with every component's part in it.
//!
//! Rules: SKL-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figures::{AreaFigures, ComponentFigures, Figures, PointShare};
use super::{
    Arrow, Compiled, Interval, Level, LevelEntry, NoInterval, PreviousScores, PublishedScore, SkillPolicy, Spread,
    Spreads, is_any_critical, published,
};
use touchline_kernel::text::Key;

/// A person's scores in a window, or those of one call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillScore {
    /// By area, in the framework's order.
    pub areas: Vec<AreaScore>,
    /// The framework's key.
    pub framework: Key,
    /// Overall.
    pub overall: Rating,
    /// The view of the framework, if it was not taken as a whole.
    pub view: Option<Key>,
    /// The component with the least value of all that are present; of several the first in the framework's order.
    pub weakest: Option<WeakestComponent>,
}

/// Which component is the weakest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WeakestComponent {
    /// Its area.
    pub area: Key,
    /// The component.
    pub component: Key,
}

/// One area's score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaScore {
    /// The area.
    pub area: Key,
    /// What each component gave, in the framework's order.
    pub components: Vec<ComponentScore>,
    /// What the area gives to the overall score; null where either has none.
    pub in_overall: Option<PointShare>,
    /// The score.
    pub rating: Rating,
    /// The component with the least value of those that are present; of several the first in the framework's order.
    pub weakest: Option<Key>,
}

/// A score with its level, its trend and its certainty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rating {
    /// How much of the weight is there: of an area that of its components, overall that of the areas with a score.
    pub coverage: f64,
    /// Between which bounds the score lies with a probability of 95 %; null where nobody can say.
    pub interval: Option<Interval>,
    /// The level of the published score.
    pub level: Option<LevelEntry>,
    /// Whether it rests on few calls, as the policy counts; null where nobody says on how many.
    pub low_evidence: Option<bool>,
    /// Why there is no interval; null where there is one, and where there is no score.
    pub no_interval: Option<NoInterval>,
    /// Why there is no score.
    pub no_score: Option<NoScore>,
    /// The score as it is published: a whole number, rounded half up.
    pub published: Option<u8>,
    /// The score, not rounded.
    pub score: Option<f64>,
    /// Which way the published score went; null where the window before has none.
    pub trend: Option<Arrow>,
}

/// Why there is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "NoSkillScore")]
pub enum NoScore {
    /// Less than half of the weight is there.
    InsufficientEvidence,
}

/// What one component gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComponentScore {
    /// The component.
    pub component: Key,
    /// What it gives to its area's score; null where either is missing.
    pub in_area: Option<PointShare>,
    /// What it gives to the overall score; null where either is missing.
    pub in_overall: Option<PointShare>,
    /// Its raw measure; null where it is missing.
    pub raw: Option<f64>,
    /// That, after its curve: from 0 to 100.
    pub value: Option<f64>,
}

/// What figures are reported with.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The policy in force.
    pub policy: &'a SkillPolicy,
    /// The window before.
    pub previous: Option<&'a PreviousScores>,
    /// How many calls they rest on, and how far they can be trusted.
    pub spreads: Option<&'a Spreads>,
}

impl SkillScore {
    /// The report of a row's figures, which are those of `compiled`.
    #[must_use]
    pub fn of(framework: &Key, view: Option<&Key>, compiled: &Compiled, figures: &Figures, beside: Beside<'_>) -> Self {
        let previous = beside.previous;
        let mut areas = Vec::with_capacity(figures.areas.len());
        for (place, (area, of_area)) in compiled.areas().iter().zip(&figures.areas).enumerate() {
            let before = previous.and_then(|previous| previous.areas.get(area.key.as_str()).copied().flatten());
            let spread = beside.spreads.and_then(|spreads| spreads.areas.get(place).copied());
            let parts = figures.components.iter().skip(area.first);
            areas.push(AreaScore {
                area: area.key.clone(),
                components: compiled
                    .components_of(area)
                    .iter()
                    .zip(parts)
                    .map(|(component, figures)| ComponentScore::of(&component.key, figures.as_ref()))
                    .collect(),
                in_overall: of_area.in_overall,
                rating: Rating::of(of_area.score, of_area.coverage, before, spread, beside.policy),
                weakest: of_area.weakest_key(compiled),
            });
        }
        let overall = previous.and_then(|previous| previous.overall);
        let spread = beside.spreads.map(|spreads| spreads.overall);
        SkillScore {
            areas,
            framework: framework.clone(),
            overall: Rating::of(figures.overall, figures.coverage, overall, spread, beside.policy),
            view: view.cloned(),
            weakest: figures.weakest.and_then(|place| WeakestComponent::at(compiled, place)),
        }
    }

    /// Whether an area's score or the overall one is critical: then a manager has to look at it before the person does.
    #[must_use]
    pub fn is_critical_anywhere(&self) -> bool {
        let ratings = self.areas.iter().map(|area| &area.rating).chain([&self.overall]);
        is_any_critical(ratings.filter_map(|rating| rating.published))
    }
}

impl WeakestComponent {
    fn at(compiled: &Compiled, place: usize) -> Option<Self> {
        let component = compiled.components().get(place)?;
        let area = compiled.areas().get(component.area)?;
        Some(WeakestComponent { area: area.key.clone(), component: component.key.clone() })
    }
}

impl AreaFigures {
    fn weakest_key(&self, compiled: &Compiled) -> Option<Key> {
        compiled.components().get(self.weakest?).map(|component| component.key.clone())
    }
}

impl ComponentScore {
    fn of(component: &Key, figures: Option<&ComponentFigures>) -> Self {
        ComponentScore {
            component: component.clone(),
            in_area: figures.and_then(|figures| figures.in_area),
            in_overall: figures.and_then(|figures| figures.in_overall),
            raw: figures.map(|figures| figures.raw),
            value: figures.map(|figures| figures.value),
        }
    }
}

impl Rating {
    fn of(
        score: Option<f64>,
        coverage: f64,
        before: Option<PublishedScore>,
        spread: Option<Spread>,
        policy: &SkillPolicy,
    ) -> Self {
        let whole = score.map(published);
        let unknown = Some(Err(NoInterval::CallsUnknown));
        let interval = score.and(spread.map_or(unknown, |spread| spread.interval));
        let few = usize::try_from(policy.few_calls).unwrap_or(usize::MAX);
        Rating {
            coverage,
            interval: interval.and_then(Result::ok),
            level: whole.map(|whole| Level::of(whole).entry()),
            low_evidence: spread.map(|spread| spread.calls < few),
            no_interval: interval.and_then(Result::err),
            no_score: if score.is_none() { Some(NoScore::InsufficientEvidence) } else { None },
            published: whole,
            score,
            trend: Arrow::of_scores(whole, before.map(|PublishedScore(before)| before), policy.arrow_points),
        }
    }
}
