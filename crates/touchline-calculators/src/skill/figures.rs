//! The scores of one row, with what each component gave: plain figures by place, without names.
//!
//! Rules: SKL-03, SKL-04, SKL-06.

use super::compiled::{Area, Compiled, Component, NotANumber};
use super::{LOST, is_any_critical, published};

/// The scores of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// By area, in the framework's order.
    pub areas: Vec<AreaFigures>,
    /// By component, in the framework's order; nothing where its raw measure is missing.
    pub components: Vec<Option<ComponentFigures>>,
    /// The share of the areas' weight that has a score.
    pub coverage: f64,
    /// The weighted mean of the areas that have a score; nothing where these are less than half of the weight.
    pub overall: Option<f64>,
    /// The place of the component with the least value; of several the first.
    pub weakest: Option<usize>,
}

impl Figures {
    /// The share of the weight that is there: of the area at this place, or overall.
    pub(super) fn coverage_of(&self, area: Option<usize>) -> f64 {
        area.map_or(self.coverage, |place| self.areas.get(place).map_or(0.0, |area| area.coverage))
    }
}

/// The score of one area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaFigures {
    /// The share of the components' weight that is present.
    pub coverage: f64,
    /// What it gives to the overall score; nothing where either has none.
    pub in_overall: Option<PointShare>,
    /// The weighted mean of the components that are present; nothing where these are less than half of the weight.
    pub score: Option<f64>,
    /// The place of the component with the least value; of several the first.
    pub weakest: Option<usize>,
}

/// What one component gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComponentFigures {
    /// What it gives to its area's score; nothing where that has none.
    pub in_area: Option<PointShare>,
    /// What it gives to the overall score; nothing where either has none.
    pub in_overall: Option<PointShare>,
    /// Its raw measure.
    pub raw: f64,
    /// That, after its curve.
    pub value: f64,
}

/// A part of a score.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct PointShare {
    /// How many points of the score it gives. The points of all parts add up to the score.
    pub points: f64,
    /// The weight with which it counts, after the weight of what is missing was shared out.
    pub weight: f64,
}

impl Figures {
    /// Whether the score of an area or the overall one is critical: then it is held from its person until a manager has
    /// released it.
    #[must_use]
    pub fn is_critical_anywhere(&self) -> bool {
        let scores = self.areas.iter().filter_map(|area| area.score).chain(self.overall);
        is_any_critical(scores.map(published))
    }
}

/// A weighted mean on its way. What is missing adds nothing to either sum.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum: f64,
    weight: f64,
}

impl Mean {
    /// Of weighted values in their order, where there are any.
    fn over(parts: impl Iterator<Item = (f64, Option<f64>)>) -> Self {
        let mut mean = Mean::default();
        for (weight, value) in parts {
            if let Some(value) = value {
                mean.add(weight, value);
            }
        }
        mean
    }

    fn add(&mut self, weight: f64, value: f64) {
        self.sum += weight * value;
        self.weight += weight;
    }

    /// The mean, where half of the whole weight or more went into it: twice that comes to this much, which is over 0.
    fn of(self, enough: f64) -> Option<f64> {
        (self.weight * 2.0 >= enough).then(|| self.sum / self.weight)
    }

    fn share(self, weight: f64, value: f64) -> PointShare {
        let weight = weight / self.weight;
        PointShare { points: weight * value, weight }
    }
}

/// The place of the least value so far: of equal ones the first, and `.29` on a curve to 100 is equal to 29 on one.
#[derive(Clone, Copy, Default)]
struct Least(Option<(usize, f64)>);

impl Least {
    fn look(&mut self, place: usize, value: f64) {
        if self.0.is_none_or(|(_, least)| value < least - LOST) {
            self.0 = Some((place, value));
        }
    }
}

impl Compiled {
    /// The scores of one row: a raw measure for each component in the framework's order, nothing where it is missing.
    /// What the row lacks at its end is missing, too.
    ///
    /// # Errors
    /// The first component whose raw measure is not finite.
    pub fn score(&self, raws: &[Option<f64>]) -> Result<Figures, NotANumber> {
        let mut components = Vec::with_capacity(self.components().len());
        let mut areas = Vec::with_capacity(self.areas().len());
        let mut weakest = Least::default();
        for area in self.areas() {
            let mut least = Least::default();
            for (component, place) in self.components_of(area).iter().zip(area.first..) {
                let raw = raws.get(place).copied().flatten();
                let present = raw.map(|raw| component.read(raw)).transpose()?;
                if let Some(present) = present {
                    least.look(place, present.value);
                }
                components.push(present);
            }
            let mean = self.mean_of(area, |place| components.get(place).copied().flatten().map(|part| part.value));
            let score = mean.of(area.enough);
            if score.is_some() {
                self.share_out(area, mean, &mut components);
            }
            if let Some((place, value)) = least.0 {
                weakest.look(place, value);
            }
            let weakest = least.0.map(|(place, _)| place);
            areas.push(AreaFigures { coverage: mean.weight / area.whole, in_overall: None, score, weakest });
        }
        let overall = self.mean_of_areas(areas.iter().map(|area: &AreaFigures| area.score));
        let mut figures = Figures {
            areas,
            components,
            coverage: overall.weight / self.weight(),
            overall: overall.of(self.enough()),
            weakest: weakest.0.map(|(place, _)| place),
        };
        if figures.overall.is_some() {
            self.share_overall(overall, &mut figures);
        }
        Ok(figures)
    }

    fn mean_of(&self, area: &Area, value: impl Fn(usize) -> Option<f64>) -> Mean {
        let parts = self.components_of(area).iter().zip(area.first..);
        Mean::over(parts.map(|(component, place)| (component.weight, value(place))))
    }

    fn mean_of_areas(&self, scores: impl Iterator<Item = Option<f64>>) -> Mean {
        Mean::over(self.areas().iter().map(|area| area.weight).zip(scores))
    }

    fn share_out(&self, area: &Area, mean: Mean, components: &mut [Option<ComponentFigures>]) {
        for (component, figures) in self.components_of(area).iter().zip(components.iter_mut().skip(area.first)) {
            if let Some(figures) = figures {
                figures.in_area = Some(mean.share(component.weight, figures.value));
            }
        }
    }

    fn share_overall(&self, overall: Mean, figures: &mut Figures) {
        for (area, of_area) in self.areas().iter().zip(&mut figures.areas) {
            let Some(score) = of_area.score else { continue };
            let share = overall.share(area.weight, score);
            of_area.in_overall = Some(share);
            for component in figures.components.iter_mut().skip(area.first).take(area.count).flatten() {
                component.in_overall = component.in_area.map(|within| PointShare {
                    points: share.weight * within.points,
                    weight: share.weight * within.weight,
                });
            }
        }
    }
}

impl Component {
    fn read(&self, raw: f64) -> Result<ComponentFigures, NotANumber> {
        if !raw.is_finite() {
            return Err(NotANumber { component: self.key.clone() });
        }
        Ok(ComponentFigures { in_area: None, in_overall: None, raw, value: self.curve.value(raw) })
    }
}

/// A row whose measures went through their curves once, to be scored again and again with another measure in one place: that
/// takes a step for each component of its area, and one for each area.
pub(super) struct Tried<'a> {
    compiled: &'a Compiled,
    values: Vec<Option<f64>>,
    /// By area.
    scores: Vec<Option<f64>>,
}

impl<'a> Tried<'a> {
    /// Of a row that was scored.
    pub(super) fn of(compiled: &'a Compiled, figures: &Figures) -> Self {
        let values = figures.components.iter().map(|part| part.map(|part| part.value)).collect();
        Tried { compiled, values, scores: figures.areas.iter().map(|area| area.score).collect() }
    }

    /// The score of an area, or the overall one, with another measure in one place.
    pub(super) fn score_with(&self, place: usize, raw: f64, of: Option<usize>) -> Result<Option<f64>, NotANumber> {
        let Some(component) = self.compiled.components().get(place) else { return Ok(None) };
        let tried = component.read(raw)?.value;
        let value = |other: usize| if other == place { Some(tried) } else { self.values.get(other).copied().flatten() };
        let score = |area: usize| match self.compiled.areas().get(area) {
            Some(of) if area == component.area => self.compiled.mean_of(of, value).of(of.enough),
            _ => self.scores.get(area).copied().flatten(),
        };
        Ok(match of {
            Some(area) => score(area),
            None => {
                let own = score(component.area);
                let scores = self.scores.iter().enumerate();
                let scores = scores.map(|(area, score)| if area == component.area { own } else { *score });
                self.compiled.mean_of_areas(scores).of(self.compiled.enough())
            }
        })
    }
}
