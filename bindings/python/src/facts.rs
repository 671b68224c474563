//! Tables of facts, each with its name: what is measured over them, and what coaching changed of it.

use pyo3::prelude::*;
use touchline::waist::Answer;
use touchline_tables::{FactTable, Metrics};

use crate::handle::{Reply, guarded, made, reply};
use crate::tables::{Scores, bad, batches};
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
    let metrics = match begun(&options) {
        Ok(metrics) => read(py, metrics, tables)?,
        refused => refused,
    };
    let measured =
        metrics.and_then(|metrics| py.detach(|| guarded(|| metrics.measure().map_err(Answer::from)).flatten()));
    Ok(made(measured.map(|batch| Some(Scores::of_one(batch)))))
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
    let asked = |metrics: Metrics| {
        let asked = guarded(|| metrics.asked(effect.as_bytes()).map_err(Answer::from)).flatten()?;
        Ok((metrics, asked))
    };
    let (metrics, asked) = match begun(&options).and_then(asked) {
        Ok(begun) => begun,
        Err(answer) => return Ok(reply(answer)),
    };
    let told = read(py, metrics, tables)?
        .and_then(|metrics| py.detach(|| guarded(|| Answer::printed(metrics.effect(&asked)))));
    Ok(reply(told.unwrap_or_else(|answer| answer)))
}

fn begun(options: &Text) -> Result<Metrics, Answer> {
    guarded(|| Metrics::new(options.as_bytes()).map_err(Answer::from)).flatten()
}

/// Reads all tables; the interpreter is let go meanwhile.
fn read(
    py: Python<'_>,
    mut metrics: Metrics,
    tables: Vec<(String, Bound<'_, PyAny>)>,
) -> PyResult<Result<Metrics, Answer>> {
    for (name, table) in tables {
        let table_of = match FactTable::meant(&name) {
            Ok(table_of) => table_of,
            Err(why) => return Ok(Err(bad(why))),
        };
        let batches = match batches(&table)? {
            Ok(batches) => batches,
            Err(answer) => return Ok(Err(answer)),
        };
        if let Err(answer) = py.detach(|| guarded(|| metrics.read(table_of, batches).map_err(bad)).flatten()) {
            return Ok(Err(answer));
        }
    }
    Ok(Ok(metrics))
}
