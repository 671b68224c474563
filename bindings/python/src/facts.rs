//! Tables of facts, each with its name: what is measured over them, and what coaching changed of it.

use pyo3::prelude::*;
use touchline::waist::Answer;
use touchline_tables::{FactTable, Metrics};

use crate::handle::{Reply, guarded};
use crate::stop::{Stop, told};
use crate::tables::{Scores, batches};
use crate::text::Text;

/// Measures success metrics over tables of facts, each with its name.
///
/// Gives `(status, json, figures)`.
#[pyfunction]
#[pyo3(signature = (options, tables, /))]
pub(crate) fn tables_metrics(
    py: Python<'_>,
    options: Text,
    tables: Vec<(String, Bound<'_, PyAny>)>,
) -> PyResult<Reply<Scores>> {
    let measured = || {
        let metrics = read(py, begun(&options)?, tables)?;
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
        let metrics = read(py, metrics, tables)?;
        Ok(py.detach(|| guarded(|| Answer::printed(metrics.effect(&asked))))?)
    };
    told(effects())
}

fn begun(options: &Text) -> Result<Metrics, Stop> {
    Ok(guarded(|| Metrics::new(options.as_bytes()))??)
}

/// Reads all tables; the interpreter is let go meanwhile.
fn read(py: Python<'_>, mut metrics: Metrics, tables: Vec<(String, Bound<'_, PyAny>)>) -> Result<Metrics, Stop> {
    for (name, table) in tables {
        let (named, batches) = (FactTable::meant(&name)?, batches(&table)??);
        py.detach(|| guarded(|| metrics.read(named, batches)))??;
        py.check_signals()?;
    }
    Ok(metrics)
}
