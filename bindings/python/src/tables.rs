//! Tables: what Python hands over by the Arrow PyCapsule interface, and scores that it takes by the same. Nothing is copied on the
//! way in or out, and the interpreter is let go while rows are scored.

use std::ffi::CStr;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyTuple};
use touchline::waist::Answer;
use touchline_tables::{Gathering, Interrupted, Progress, Scorer, Stream, Watch, foreign, gathered};

use crate::handle::{Reply, guarded};
use crate::shown;
use crate::stop::{Stop, bad, told};
use crate::text::Text;

const STREAM: &CStr = c"arrow_array_stream";
const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// The batches of whatever Python handed over.
pub(crate) type Batches = Box<dyn RecordBatchReader + Send>;

/// Scores a table whole.
///
/// Gives `(status, json, scores)`. `progress` is called with `(batches, rows)` after each batch, and within long ones; where it
/// gives False the rest is not scored, and None comes back with status 0.
#[pyfunction]
#[pyo3(signature = (options, table, progress, /))]
pub(crate) fn tables_score(
    py: Python<'_>,
    options: Text,
    table: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Reply<Scores>> {
    told(open(&options, table).and_then(|stream| {
        let schema = stream.schema();
        let batches = watched(py, progress.as_ref(), |watch| {
            let (mut stream, mut batches) = (stream.watched(watch), Vec::new());
            while let Some(batch) = stream.advance() {
                batches.push(batch?);
            }
            Ok(batches)
        })?;
        Ok(batches.map(|batches| Scores { schema, batches }))
    }))
}

/// Defines the calls that tell something of a table once all of it is read. Each gives `(status, json, figures)`, and its `progress` is
/// that of `tables_score`.
macro_rules! gathers {
    ($($name:ident: $gathering:ident;)*) => {$(
        #[pyfunction]
        #[pyo3(signature = (options, table, progress, /))]
        pub(crate) fn $name(
            py: Python<'_>,
            options: Text,
            table: &Bound<'_, PyAny>,
            progress: Option<Py<PyAny>>,
        ) -> PyResult<Reply<Scores>> {
            told(gather(py, Gathering::$gathering, (&options, table), progress.as_ref()))
        }
    )*};
}

gathers! {
    tables_groups: Groups;
    tables_conversations: Conversations;
    tables_scorecards: Scorecards;
    tables_agreement: Agreement;
    tables_severity: Severity;
    tables_practice: Practice;
    tables_ranking: Ranking;
    tables_time_to_proficiency: TimeToProficiency;
    tables_trends: Trends;
    tables_value_effects: ValueEffects;
    tables_explain: Explain;
    tables_what_if: WhatIf;
}

fn gather(
    py: Python<'_>,
    gathering: Gathering,
    (options, table): (&Text, &Bound<'_, PyAny>),
    progress: Option<&Py<PyAny>>,
) -> Result<Option<Scores>, Stop> {
    let gatherer = guarded(|| gathering.asked(options.as_bytes()))??;
    let batches = batches(table)??;
    let figures = watched(py, progress, |watch| gathered(gatherer, batches, Some(watch)))?;
    Ok(figures.and_then(Scores::of_pieces))
}

/// Scores a table batch by batch, as its scores are asked for.
///
/// Gives `(status, json, reader)`. `progress` is called as that of `tables_score` is, by whoever reads; where it gives False the
/// reader is told that it was stopped.
#[pyfunction]
#[pyo3(signature = (options, table, progress, /))]
pub(crate) fn tables_stream(
    options: Text,
    table: &Bound<'_, PyAny>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Reply<ScoreReader>> {
    let reader = |stream: Opened| {
        let stream = match progress {
            Some(progress) => stream.watched(move |so_far| told_while_read(&progress, so_far)),
            None => stream,
        };
        ScoreReader { schema: stream.schema(), stream: Mutex::new(Some(stream)) }
    };
    told(open(&options, table).map(reader).map(Some))
}

/// A table whose scores are asked for.
type Opened = Stream<'static, Batches>;

fn open(options: &Text, table: &Bound<'_, PyAny>) -> Result<Opened, Stop> {
    let scorer = guarded(|| Scorer::new(options.as_bytes()))??;
    let batches = batches(table)??;
    Ok(guarded(|| scorer.stream(batches))??)
}

/// Does work that tells Python of its progress, with the interpreter let go meanwhile. Nothing comes of it where Python
/// wants no more; what Python raises is kept until the work has ended.
pub(crate) fn watched<R: Send>(
    py: Python<'_>,
    progress: Option<&Py<PyAny>>,
    work: impl FnOnce(Watch<'_>) -> Result<R, Interrupted> + Send,
) -> Result<Option<R>, Stop> {
    let raised = Mutex::new(None);
    let watch = |so_far| {
        tell(progress, so_far).unwrap_or_else(|error| {
            *raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            ControlFlow::Break(())
        })
    };
    let done = py.detach(|| guarded(|| work(Box::new(watch))));
    if let Some(raised) = raised.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(raised.into());
    }
    match done? {
        Ok(done) => Ok(Some(done)),
        Err(Interrupted::Stopped(_)) => Ok(None),
        Err(Interrupted::BadInput(why)) => Err(why.into()),
    }
}

/// Tells Python how far it is, which is also when it may be interrupted.
fn tell(progress: Option<&Py<PyAny>>, so_far: Progress) -> PyResult<ControlFlow<()>> {
    Python::attach(|py| {
        py.check_signals()?;
        let Some(progress) = progress else { return Ok(ControlFlow::Continue(())) };
        let said = progress.call1(py, (so_far.batches, so_far.rows))?;
        let stop = said.bind(py).is(pyo3::types::PyBool::new(py, false));
        Ok(if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })
}

/// The same of a stream: whoever reads it is no caller to whom anything could be raised, so that it ends as stopped.
fn told_while_read(progress: &Py<PyAny>, so_far: Progress) -> ControlFlow<()> {
    tell(Some(progress), so_far).unwrap_or_else(|error| {
        Python::attach(|py| error.write_unraisable(py, Some(progress.bind(py))));
        ControlFlow::Break(())
    })
}

/// Anything with `__arrow_c_stream__` or `__arrow_c_array__`.
pub(crate) fn batches(table: &Bound<'_, PyAny>) -> PyResult<Result<Batches, Answer>> {
    if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: a capsule of this name holds such a structure, and lives until the end of this function.
        let opened = guarded(|| unsafe { foreign::stream(stream.as_ptr()) }.map_err(bad)).flatten();
        return Ok(opened.map(|batches| Box::new(batches) as Batches));
    }
    if table.hasattr("__arrow_c_array__")? {
        let pair = table.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let (schema, array) =
            (pair.get_item(0)?.cast_into::<PyCapsule>()?, pair.get_item(1)?.cast_into::<PyCapsule>()?);
        let (schema, array) =
            (schema.pointer_checked(Some(SCHEMA))?.cast(), array.pointer_checked(Some(ARRAY))?.cast());
        // SAFETY: capsules of these names hold such structures, and the pair keeps them for as long as this lasts.
        let batch = guarded(|| unsafe { foreign::batch(array.as_ptr(), schema.as_ptr()) }.map_err(bad)).flatten();
        return Ok(batch.map(|batch| {
            let schema = batch.schema();
            Box::new(RecordBatchIterator::new([Ok(batch)], schema)) as Batches
        }));
    }
    let name = table.get_type().name()?;
    Err(PyTypeError::new_err(format!("{name} has no __arrow_c_stream__ or __arrow_c_array__: collect a lazy frame")))
}

/// The scores of a table, for anything that takes Arrow: `scores.to_pandas()`, `scores.to_polars()`,
/// `pyarrow.table(scores)`, or a query of DuckDB's that names the variable.
#[pyclass(frozen, module = "touchline.tables")]
pub(crate) struct Scores {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Scores {
    /// Nothing of no piece, which nobody gives.
    fn of_pieces(batches: Vec<RecordBatch>) -> Option<Self> {
        let schema = batches.first()?.schema();
        Some(Scores { schema, batches })
    }

    pub(crate) fn of_one(batch: RecordBatch) -> Self {
        Scores { schema: batch.schema(), batches: vec![batch] }
    }
}

#[pymethods]
impl Scores {
    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<touchline.tables.Scores: {} rows, {}>", self.__len__(), shown::columns(&self.schema))
    }

    /// A DataFrame of pandas.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shown::frame(slf.as_any(), "to_pandas")
    }

    /// A DataFrame of polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shown::frame(slf.as_any(), "to_polars")
    }

    /// What a notebook shows: the first rows.
    fn _repr_html_<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let rows = shown::first_rows(&self.batches);
        py.import("touchline._shown")?.call_method1("html_of_table", (self.columns(), rows, self.__len__()))
    }

    /// Pickles as a stream of Arrow IPC.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let Scores { schema, batches } = slf.get();
        let bytes = tried(|| shown::written(schema, batches))?;
        Ok((slf.get_type().getattr("again")?, (PyBytes::new(slf.py(), &bytes),)))
    }

    /// What was pickled, again.
    #[staticmethod]
    #[pyo3(signature = (batches, /))]
    fn again(batches: &[u8]) -> PyResult<Self> {
        let (schema, batches) = tried(|| shown::read(batches))?;
        Ok(Scores { schema, batches })
    }

    /// The schema, as the Arrow PyCapsule interface has it.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    /// The scores, as the Arrow PyCapsule interface has them; as often as they are asked for.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer that would like other types converts by itself: the interface leaves it to the producer.
        drop(requested_schema);
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        PyCapsule::new_with_value(py, foreign::exported(reader), STREAM)
    }
}

/// Scores that are worked out as they are read, once. For anything that takes an Arrow stream, such as
/// `pyarrow.RecordBatchReader.from_stream(reader)`.
#[pyclass(frozen, module = "touchline.tables")]
pub(crate) struct ScoreReader {
    schema: SchemaRef,
    stream: Mutex<Option<Stream<'static, Batches>>>,
}

#[pymethods]
impl ScoreReader {
    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        format!("<touchline.tables.ScoreReader: {}>", shown::columns(&self.schema))
    }

    /// A DataFrame of pandas with all that is left to read.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shown::frame(slf.as_any(), "to_pandas")
    }

    /// A DataFrame of polars with all that is left to read.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        shown::frame(slf.as_any(), "to_polars")
    }

    /// The schema, as the Arrow PyCapsule interface has it.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }

    /// The stream of scores, as the Arrow PyCapsule interface has it; once.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stream = stream.ok_or_else(|| PyValueError::new_err("the scores of a stream are read once"))?;
        PyCapsule::new_with_value(py, foreign::exported(stream), STREAM)
    }
}

/// What comes of work on Arrow's own form, or why nothing does.
fn tried<R>(work: impl FnOnce() -> Result<R, ArrowError>) -> PyResult<R> {
    let done = guarded(work).map_err(|panic| PyValueError::new_err(panic.json))?;
    done.map_err(|error| PyValueError::new_err(error.to_string()))
}

fn schema_capsule<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema =
        FFI_ArrowSchema::try_from(schema.as_ref()).map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}
