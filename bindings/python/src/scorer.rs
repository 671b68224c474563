//! One row's skill scores without JSON: floats in, floats out, by place.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use touchline::skill::{ComponentFigures, PointShare};
use touchline::waist;

use crate::handle::{Reply, guarded, made};
use crate::text::Text;

/// A part of a score.
#[pyclass(frozen, get_all, module = "touchline")]
#[derive(Clone, Copy)]
pub(crate) struct ScorePart {
    /// How many points of the score it gives.
    points: f64,
    /// The weight with which it counts.
    weight: f64,
}

/// What one component gave.
#[pyclass(frozen, get_all, module = "touchline")]
#[derive(Clone, Copy)]
pub(crate) struct ScoredComponent {
    /// Its part in its area's score.
    in_area: Option<ScorePart>,
    /// Its part in the overall score.
    in_overall: Option<ScorePart>,
    /// Its raw measure.
    raw: f64,
    /// That, after its curve.
    value: f64,
}

/// The score of one area.
#[pyclass(frozen, get_all, module = "touchline")]
#[derive(Clone, Copy)]
pub(crate) struct ScoredArea {
    /// How much of its components' weight is there.
    coverage: f64,
    /// Its part in the overall score.
    in_overall: Option<ScorePart>,
    /// The number of its level, 0 without a score.
    level: u32,
    /// The published score.
    published: Option<u8>,
    /// The score, not rounded.
    score: Option<f64>,
    /// The place of its component with the least value.
    weakest: Option<usize>,
}

/// The scores of one row.
#[pyclass(frozen, get_all, module = "touchline")]
pub(crate) struct ScoredRow {
    /// By area, in the framework's order.
    areas: Vec<ScoredArea>,
    /// By component, in the framework's order; None where its raw measure is missing.
    components: Vec<Option<ScoredComponent>>,
    /// How much of the areas' weight has a score.
    coverage: f64,
    /// The number of the level, 0 without a score.
    level: u32,
    /// The published score.
    published: Option<u8>,
    /// The score, not rounded.
    score: Option<f64>,
    /// The place of the component with the least value.
    weakest: Option<usize>,
}

/// A skill framework, ready to score.
///
/// Safe to share between threads: it never changes.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Scorer {
    scorer: waist::Scorer,
}

#[pymethods]
impl Scorer {
    /// Reads which framework; empty text means the default one.
    ///
    /// Gives `(status, json, scorer)`, the scorer being None where the framework is refused.
    #[staticmethod]
    #[pyo3(signature = (input, /))]
    fn open(input: Text) -> Reply<Scorer> {
        made(guarded(|| waist::Scorer::open(input.as_bytes())).flatten().map(|scorer| Some(Scorer { scorer })))
    }

    /// Lists the keys of the areas and of the components, in the framework's order.
    fn keys(&self) -> (Vec<&str>, Vec<&str>) {
        let compiled = self.scorer.compiled();
        let areas = compiled.areas().iter().map(|area| area.key.as_str());
        (areas.collect(), compiled.components().iter().map(|component| component.key.as_str()).collect())
    }

    /// Scores a row of raw measures in the framework's order, None where one is missing.
    ///
    /// Gives `(status, json, scores)`.
    #[pyo3(signature = (row, /))]
    fn score(&self, row: Vec<Option<f64>>) -> PyResult<Reply<ScoredRow>> {
        let wanted = self.scorer.compiled().components().len();
        if row.len() != wanted {
            return Err(PyValueError::new_err(format!("the row has {} measures, and not {wanted}", row.len())));
        }
        Ok(made(guarded(|| self.scorer.score(&row)).flatten().map(|scored| Some(scored.into()))))
    }
}

impl From<PointShare> for ScorePart {
    fn from(share: PointShare) -> Self {
        ScorePart { points: share.points, weight: share.weight }
    }
}

impl From<ComponentFigures> for ScoredComponent {
    fn from(figures: ComponentFigures) -> Self {
        ScoredComponent {
            in_area: figures.in_area.map(ScorePart::from),
            in_overall: figures.in_overall.map(ScorePart::from),
            raw: figures.raw,
            value: figures.value,
        }
    }
}

impl From<waist::ScoredArea> for ScoredArea {
    fn from(area: waist::ScoredArea) -> Self {
        ScoredArea {
            coverage: area.figures.coverage,
            in_overall: area.figures.in_overall.map(ScorePart::from),
            level: area.level,
            published: area.published,
            score: area.figures.score,
            weakest: area.figures.weakest,
        }
    }
}

impl From<waist::ScoredRow> for ScoredRow {
    fn from(row: waist::ScoredRow) -> Self {
        ScoredRow {
            areas: row.areas.into_iter().map(ScoredArea::from).collect(),
            components: row.components.into_iter().map(|part| part.map(ScoredComponent::from)).collect(),
            coverage: row.coverage,
            level: row.level,
            published: row.published,
            score: row.score,
            weakest: row.weakest,
        }
    }
}
