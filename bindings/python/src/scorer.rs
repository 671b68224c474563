//! One row's skill scores without JSON: floats in, floats out, by place.

use std::sync::Arc;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};
use touchline::skill::{ComponentFigures, PointShare};
use touchline::waist;

use crate::handle::{Reply, Told, guarded};
use crate::text::Text;

/// Declares figures as Python has them, each with where it comes from.
macro_rules! figures {
    ($($(#[$about:meta])* $class:ident from $of:ident: $from:ty {
        $($(#[$doc:meta])* $figure:ident: $kind:ty = $value:expr;)*
    })*) => {
        $(
            $(#[$about])*
            #[pyclass(frozen, get_all, from_py_object, module = "touchline")]
            #[derive(Clone)]
            pub(crate) struct $class {
                $($(#[$doc])* $figure: $kind,)*
            }

            #[pymethods]
            impl $class {
                #[new]
                #[allow(clippy::too_many_arguments, reason = "as many as there are figures")]
                fn new($($figure: $kind),*) -> Self {
                    $class { $($figure,)* }
                }

                fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
                    let figures = [$(slf.getattr(stringify!($figure))?),*];
                    Ok((slf.get_type(), PyTuple::new(slf.py(), figures)?))
                }

                fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
                    let figures = [$(printed(slf, stringify!($figure))?),*];
                    Ok(format!("touchline.{}({})", stringify!($class), figures.join(", ")))
                }

                /// What a notebook shows.
                fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                    slf.py().import("touchline._shown")?.call_method1("html_of_figures", (slf,))
                }
            }

            impl From<$from> for $class {
                fn from($of: $from) -> Self {
                    $class { $($figure: $value,)* }
                }
            }
        )*
    };
}

/// A figure by its name; of a list only how long it is.
fn printed(of: &Bound<'_, PyAny>, figure: &str) -> PyResult<String> {
    let value = of.getattr(figure)?;
    Ok(match value.cast::<PyList>() {
        Ok(list) => format!("{figure}=<{}>", list.len()),
        Err(_) => format!("{figure}={}", value.repr()?),
    })
}

/// The keys of areas and of components, by whose places figures are given. All rows of a scorer share them.
#[derive(Clone, Default)]
pub(crate) struct Keys(Arc<(Vec<String>, Vec<String>)>);

impl<'py> IntoPyObject<'py> for Keys {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let (areas, components) = &*self.0;
        (PyTuple::new(py, areas)?, PyTuple::new(py, components)?).into_pyobject(py)
    }
}

impl<'py> FromPyObject<'_, 'py> for Keys {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Keys(Arc::new(value.extract()?)))
    }
}

figures! {
    /// A part of a score.
    ScorePart from share: PointShare {
        /// How many points of the score it gives.
        points: f64 = share.points;
        /// The weight with which it counts.
        weight: f64 = share.weight;
    }

    /// What one component gave.
    ScoredComponent from component: ComponentFigures {
        /// Its part in its area's score.
        in_area: Option<ScorePart> = component.in_area.map(Into::into);
        /// Its part in the overall score.
        in_overall: Option<ScorePart> = component.in_overall.map(Into::into);
        /// Its raw measure.
        raw: f64 = component.raw;
        /// That, after its curve.
        value: f64 = component.value;
    }

    /// The score of one area.
    ScoredArea from area: waist::ScoredArea {
        /// How much of its components' weight is there.
        coverage: f64 = area.figures.coverage;
        /// Its part in the overall score.
        in_overall: Option<ScorePart> = area.figures.in_overall.map(Into::into);
        /// The number of its level, 0 without a score.
        level: u32 = area.level;
        /// The published score.
        published: Option<u8> = area.published;
        /// The score, not rounded.
        score: Option<f64> = area.figures.score;
        /// The place of its component with the least value.
        weakest: Option<usize> = area.figures.weakest;
    }

    /// The scores of one row.
    ScoredRow from row: waist::ScoredRow {
        /// By area, in the framework's order.
        areas: Vec<ScoredArea> = row.areas.into_iter().map(Into::into).collect();
        /// By component, in the framework's order; None where its raw measure is missing.
        components: Vec<Option<ScoredComponent>> =
            row.components.into_iter().map(|component| component.map(Into::into)).collect();
        /// How much of the areas' weight has a score.
        coverage: f64 = row.coverage;
        /// The keys of areas and of components, in the framework's order.
        keys: Keys = Keys::default();
        /// The number of the level, 0 without a score.
        level: u32 = row.level;
        /// The published score.
        published: Option<u8> = row.published;
        /// The score, not rounded.
        score: Option<f64> = row.score;
        /// The place of the component with the least value.
        weakest: Option<usize> = row.weakest;
    }
}

/// A skill framework, ready to score.
///
/// Safe to share between threads: it never changes.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Scorer {
    scorer: waist::Scorer,
    keys: Keys,
}

impl From<waist::Scorer> for Scorer {
    fn from(scorer: waist::Scorer) -> Self {
        let compiled = scorer.compiled();
        let areas = compiled.areas().iter().map(|area| area.key.as_str().to_owned()).collect();
        let components = compiled.components().iter().map(|component| component.key.as_str().to_owned()).collect();
        Scorer { keys: Keys(Arc::new((areas, components))), scorer }
    }
}

#[pymethods]
impl Scorer {
    /// Reads which framework; empty text means the default one.
    ///
    /// Gives `(status, json, scorer)`, the scorer being None where the framework is refused.
    #[staticmethod]
    #[pyo3(signature = (input, /))]
    fn open(input: Text) -> Reply<Scorer> {
        guarded(|| waist::Scorer::open(input.as_bytes())).flatten().map(|scorer| Some(scorer.into())).told()
    }

    /// Lists the keys of the areas and of the components, in the framework's order.
    fn keys(&self) -> Keys {
        self.keys.clone()
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
        let named = |row| Some(ScoredRow { keys: self.keys.clone(), ..ScoredRow::from(row) });
        Ok(guarded(|| self.scorer.score(&row)).flatten().map(named).told())
    }
}
