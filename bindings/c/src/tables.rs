//! Scores of whole tables, by the Arrow C data and stream interfaces. Tables of facts are in `facts`.

use std::ffi::{c_int, c_void};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicPtr, Ordering};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator, StructArray};
use touchline::kernel::operation::Failure;
use touchline::waist::Answer;
use touchline_tables::foreign::{self, Batches};
use touchline_tables::{Gathering, Interrupted, Scorer, Watch, gathered};

use crate::handle::Handle;
use crate::refusal::{self, bad};

/// Is told how many batches and rows of a stream were scored. Returns 0 to go on, and anything else to stop.
///
/// `context`: what was given along with it.
pub type Progress = Option<unsafe extern "C" fn(context: *mut c_void, batches: u64, rows: u64) -> c_int>;

/// A table with its schema.
type Table = (FFI_ArrowArray, FFI_ArrowSchema);

pub(crate) fn score(
    scorer: &Handle<Scorer>,
    table: Option<FFI_ArrowArray>,
    schema: &FFI_ArrowSchema,
) -> Result<Table, Answer> {
    let mut table = there(table)?;
    // SAFETY: the header asks of every caller that a table holds what its schema says.
    let batch = unsafe { foreign::batch(&raw mut table, schema) }.map_err(bad)?;
    let scored = scorer.read("scorer", |scorer| scorer.score(&batch))?.map_err(bad)?;
    let unprintable = |error: arrow_schema::ArrowError| Answer::from(Failure::Defect(error.to_string()));
    let schema = FFI_ArrowSchema::try_from(scored.schema_ref().as_ref()).map_err(unprintable)?;
    Ok((FFI_ArrowArray::new(&StructArray::from(scored).to_data()), schema))
}

pub(crate) fn stream(
    scorer: &Handle<Scorer>,
    table: Option<FFI_ArrowArrayStream>,
    progress: Option<Watch<'static>>,
) -> Result<FFI_ArrowArrayStream, Answer> {
    let batches = batches(there(table)?)?;
    let stream = scorer.read("scorer", Scorer::clone)?.stream(batches).map_err(bad)?;
    Ok(match progress {
        Some(watch) => foreign::exported(stream.watched(watch)),
        None => foreign::exported(stream),
    })
}

/// The functions that take a table as a whole, by what they gather.
macro_rules! gathers {
    ($($name:ident: $gathering:ident),* $(,)?) => {$(
        pub(crate) fn $name(
            options: &[u8],
            table: Option<FFI_ArrowArrayStream>,
            progress: Option<Watch<'static>>,
        ) -> Result<FFI_ArrowArrayStream, Answer> {
            gather(Gathering::$gathering, options, table, progress)
        }
    )*};
}

gathers! {
    agreement: Agreement,
    conversations: Conversations,
    explain: Explain,
    group: Groups,
    practice: Practice,
    ranking: Ranking,
    scorecards: Scorecards,
    severity: Severity,
    time_to_proficiency: TimeToProficiency,
    trends: Trends,
    value_effects: ValueEffects,
    what_if: WhatIf,
}

/// The figures; a stream that is released where whoever was told of the progress wanted no more.
fn gather(
    gathering: Gathering,
    options: &[u8],
    table: Option<FFI_ArrowArrayStream>,
    progress: Option<Watch<'static>>,
) -> Result<FFI_ArrowArrayStream, Answer> {
    let table = there(table)?;
    let gatherer = gathering.asked(options)?;
    match gathered(gatherer, batches(table)?, progress) {
        Ok(figures) => Ok(of_pieces(figures)),
        Err(Interrupted::Stopped(_)) => Ok(FFI_ArrowArrayStream::empty()),
        Err(Interrupted::BadInput(why)) => Err(bad(why)),
    }
}

/// A table that was taken over, unless the caller gave none.
pub(crate) fn there<T>(table: Option<T>) -> Result<T, Answer> {
    table.ok_or_else(|| refusal::argument("table", "a null pointer"))
}

/// The batches of a stream that was taken over.
pub(crate) fn batches(mut table: FFI_ArrowArrayStream) -> Result<Batches, Answer> {
    // SAFETY: the header asks of every caller that a stream does what it says.
    unsafe { foreign::stream(&raw mut table) }.map_err(bad)
}

/// A stream of one batch.
pub(crate) fn of_one(batch: RecordBatch) -> FFI_ArrowArrayStream {
    of_pieces(vec![batch])
}

/// A stream of batches; one that is released where there is none.
fn of_pieces(batches: Vec<RecordBatch>) -> FFI_ArrowArrayStream {
    let Some(schema) = batches.first().map(RecordBatch::schema) else { return FFI_ArrowArrayStream::empty() };
    foreign::exported(RecordBatchIterator::new(batches.into_iter().map(Ok), schema))
}

/// Tells the caller's function of the progress.
///
/// # Safety
/// The function may be called with the context, from any thread, for as long as what comes of this is kept.
pub(crate) unsafe fn watch(progress: Progress, context: *mut c_void) -> Option<Watch<'static>> {
    // The caller hands the stream from thread to thread, and knows what goes with it.
    let (progress, context) = (progress?, AtomicPtr::new(context));
    Some(Box::new(move |so_far| {
        // SAFETY: as promised by the caller.
        let said = unsafe { progress(context.load(Ordering::Relaxed), so_far.batches, so_far.rows) };
        if said == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }))
}
