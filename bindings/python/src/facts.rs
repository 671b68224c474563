//! Tables of facts, each with its name: what is measured over them, and what coaching changed of it.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use touchline::waist::Answer;
use touchline_tables::{FactTable, Metrics};

use crate::handle::{Reply, guarded};
use crate::stop::{Stop, told};
use crate::tables::{Scores, batches, watched};
use crate::text::Text;

/// Measures success metrics over tables of facts, each with its name.
///
/// Gives `(status, json, figures)`. `progress` is that of `tables_score`.
#[pyfunction]
#[pyo3(signature = (options, tables, progress, /))]
pub(crate) fn tables_metrics(
    py: Python<'_>,
    options: Text,
    tables: Vec<(String, Bound<'_, PyAny>)>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Reply<Scores>> {
    let measured = || {
        let Some(metrics) = read(py, begun(&options)?, tables, progress.as_ref())? else { return Ok(None) };
        Ok(Some(Scores::of_one(py.detach(|| guarded(|| metrics.measure()))??)))
    };
    told(measured())
}

/// Tells the effect of coaching over tables of facts, each with its name.
///
/// Gives `(status, json, None)`.
#[pyfunction]
#[pyo3(signature = (options, effect, tables, /))]
pub(crate) fn tables_effects(
    py: Python<'_>,
    options: Text,
    effect: Text,
    tables: Vec<(String, Bound<'_, PyAny>)>,
) -> PyResult<Reply<String>> {
    let effects = || {
        let metrics = begun(&options)?;
        let asked = guarded(|| metrics.asked(effect.as_bytes()))??;
        let stopped = || PyRuntimeError::new_err("stopped, though nobody was told of the progress");
        let metrics = read(py, metrics, tables, None)?.ok_or_else(stopped)?;
        Ok(py.detach(|| guarded(|| Answer::printed(metrics.effect(&asked))))?)
    };
    told(effects())
}

fn begun(options: &Text) -> Result<Metrics, Stop> {
    Ok(guarded(|| Metrics::new(options.as_bytes()))??)
}

/// Reads all tables; the interpreter is let go meanwhile. Nothing comes of it where Python wants no more.
fn read(
    py: Python<'_>,
    mut metrics: Metrics,
    tables: Vec<(String, Bound<'_, PyAny>)>,
    progress: Option<&Py<PyAny>>,
) -> Result<Option<Metrics>, Stop> {
    for (name, table) in tables {
        let (named, batches) = (FactTable::meant(&name)?, batches(&table)??);
        if watched(py, progress, |watch| metrics.watched(named, batches, watch))?.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(metrics))
}
