//! Scores of whole tables, by the Arrow C data and stream interfaces. Tables of facts are in `facts`.

use std::ffi::{c_char, c_int, c_void};
use std::ops::ControlFlow;
use std::ptr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator, StructArray};
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;
use touchline_tables::{Grouper, Interrupted, Scorer, Watch, foreign};

use crate::answer::{self, Status};
use crate::arguments::{bytes, output};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};

/// Scores tables by one framework. Threads: any number may use it at once.
pub struct ScorerHandle(Handle<Scorer>);

/// Is told how many batches and rows of a stream were scored. Returns 0 to go on, and anything else to stop.
///
/// `context`: what was given along with it.
pub type Progress = Option<unsafe extern "C" fn(context: *mut c_void, batches: u64, rows: u64) -> c_int>;

/// Begins to score tables.
///
/// `options`: how, in JSON, of `options_length` bytes: `{"framework":"sales","view":…,"columns":{…},"keep":[…],
/// "absent":"refuse","extra":"refuse","not_finite":"refuse","detail":false,"recommendations":false,"roles":[…],
/// "tenure_days":…,"policy":{…},"threads":1}`, each of which may be left out; NULL with length 0 means what stands here.
/// `framework` is the key of one that ships, or a document as `skill.frameworks` prints it; what `…` stands for has no
/// default. `roles` and `tenure_days` are refused without `recommendations`, which they are for.
/// `scorer`: receives the scorer, to be freed by touchline_scorer_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the options at once.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_scorer_new(
    options: *const c_char,
    options_length: usize,
    scorer: *mut *mut ScorerHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (scorer, options) =
        unsafe { (output(scorer, ptr::null_mut(), "scorer")?, bytes(options, options_length, "options")?) };
    *scorer = handle::give(ScorerHandle(Handle::new(Scorer::new(options)?)));
    Ok(answer::nothing())
}

/// Scores a table of one piece.
///
/// `table`: a struct array with a column of numbers for each component. It is taken over: however the call ends,
/// it is left released, and its memory is freed when it is no longer needed. Nothing of it is copied.
/// `schema`: its schema, which stays the caller's.
/// `scores`, `scores_schema`: receive a struct array of the scores and its schema, each to be released by its own
/// `release`; both are released already unless the status is TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the table, with its column and row.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_scorer_score(
    scorer: *const ScorerHandle,
    table: *mut FFI_ArrowArray,
    schema: *const FFI_ArrowSchema,
    scores: *mut FFI_ArrowArray,
    scores_schema: *mut FFI_ArrowSchema,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller. The table is taken over before anything can be refused.
    let (table, scores, scores_schema, scorer, schema) = unsafe {
        let table = table.as_mut().map(|table| FFI_ArrowArray::from_raw(table));
        let scores = output(scores, FFI_ArrowArray::empty(), "scores")?;
        let scores_schema = output(scores_schema, FFI_ArrowSchema::empty(), "scores_schema")?;
        (table, scores, scores_schema, behind(scorer, "scorer")?, behind(schema, "schema")?)
    };
    let mut table = table.ok_or_else(|| crate::refusal::argument("table", "a null pointer"))?;
    // SAFETY: as the header asks of every caller.
    let batch = unsafe { foreign::batch(&raw mut table, schema) }.map_err(bad)?;
    let scored = scorer.0.read("scorer", |scorer| scorer.score(&batch))?.map_err(bad)?;
    *scores_schema = FFI_ArrowSchema::try_from(scored.schema_ref().as_ref()).map_err(unprintable)?;
    *scores = FFI_ArrowArray::new(&StructArray::from(scored).to_data());
    Ok(answer::nothing())
}

/// Scores a table batch by batch, as its scores are asked for, in the memory of one batch.
///
/// `table`: a stream of struct arrays. It is taken over, as in touchline_scorer_score().
/// `progress`: is called after each batch, on the thread that asked for it; or NULL. Where it stops the stream,
/// the next batch is an error that says so.
/// `context`: handed to `progress`, and to be valid until the stream is released.
/// `scores`: receives the stream of scores, to be released by its own `release`; it is released already unless the
/// status is TOUCHLINE_STATUS_OK. What is wrong with a batch is told by its `get_last_error`.
/// `answer`: `null`, or every fault of the table's columns.
///
/// The scorer may be freed before the stream. Returns TOUCHLINE_STATUS_OK, _BAD_INPUT, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_scorer_stream(
    scorer: *const ScorerHandle,
    table: *mut FFI_ArrowArrayStream,
    progress: Progress,
    context: *mut c_void,
    scores: *mut FFI_ArrowArrayStream,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller. The table is taken over before anything can be refused.
    let (table, scores, scorer) = unsafe {
        let table = table.as_mut().map(|table| FFI_ArrowArrayStream::from_raw(table));
        (table, output(scores, FFI_ArrowArrayStream::empty(), "scores")?, behind(scorer, "scorer")?)
    };
    let mut table = table.ok_or_else(|| crate::refusal::argument("table", "a null pointer"))?;
    // SAFETY: as the header asks of every caller.
    let batches = unsafe { foreign::stream(&raw mut table) }.map_err(bad)?;
    let mut stream = scorer.0.read("scorer", Scorer::clone)?.stream(batches).map_err(bad)?;
    // SAFETY: the caller vouches for the function and its context until the stream is released.
    if let Some(watch) = unsafe { watch(progress, context) } {
        stream = stream.watched(watch);
    }
    *scores = foreign::exported(stream);
    Ok(answer::nothing())
}

/// Adds a table of calls up, group by group, and scores the groups.
///
/// `options`: how, in JSON, of `options_length` bytes: those of touchline_scorer_new() but for `keep`, and besides
/// `{"team":"…","person":"…","at":"…","every":"month","zone":"…","naive":"refuse","window":"…","by":[…],"fill":true,
/// "means":false,"least_people":…,"viewer":"…","as_of":"…"}`, each of which may be left out; NULL with length 0 means
/// that the whole table is one group. What `…` stands for has no default: nothing is withheld unless `least_people` says
/// how many people a group needs, which `person` names the column of. Refused are `every`, `zone` and `naive` without `at`,
/// `viewer` and `as_of` without `least_people`, and `as_of` without `at`, since they would do nothing.
/// `table`: a stream of struct arrays. It is taken over, as in touchline_scorer_stream().
/// `progress`: is called after each batch, before this returns; or NULL. Where it wants no more, nothing is handed
/// out: the status is TOUCHLINE_STATUS_OK, and `figures` is released.
/// `context`: handed to `progress`.
/// `figures`: receives a stream of one batch with a row for each group, to be released by its own `release`; it is
/// released already unless the status is TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the options, or of the table with its column and row.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_tables_group(
    options: *const c_char,
    options_length: usize,
    table: *mut FFI_ArrowArrayStream,
    progress: Progress,
    context: *mut c_void,
    figures: *mut FFI_ArrowArrayStream,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller. The table is taken over before anything can be refused.
    let (table, figures, options) = unsafe {
        let table = table.as_mut().map(|table| FFI_ArrowArrayStream::from_raw(table));
        let figures = output(figures, FFI_ArrowArrayStream::empty(), "figures")?;
        (table, figures, bytes(options, options_length, "options")?)
    };
    let mut table = table.ok_or_else(|| crate::refusal::argument("table", "a null pointer"))?;
    let grouper = Grouper::new(options)?;
    // SAFETY: as the header asks of every caller.
    let batches = unsafe { foreign::stream(&raw mut table) }.map_err(bad)?;
    // SAFETY: the caller vouches for the function and its context while this call lasts.
    let watch = unsafe { watch(progress, context) };
    match grouper.group(batches, watch.map(|watch| Box::new(watch) as Watch<'_>)) {
        Ok(grouped) => *figures = of_one(grouped),
        Err(Interrupted::Stopped(_)) => (),
        Err(Interrupted::BadInput(why)) => return Err(bad(why)),
    }
    Ok(answer::nothing())
}

/// Frees a scorer and sets the variable that held it to NULL, so that freeing it twice does nothing. `scorer`
/// may be NULL, and so may the variable.
#[export]
pub unsafe extern "C" fn touchline_scorer_free(scorer: *mut *mut ScorerHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(scorer) };
}

/// Tells the caller's function of the progress.
///
/// # Safety
/// The function may be called with the context for as long as what comes of this is kept.
unsafe fn watch(
    progress: Progress,
    context: *mut c_void,
) -> Option<impl FnMut(touchline_tables::Progress) -> ControlFlow<()> + Send> {
    let (progress, context) = (progress?, Context(context));
    Some(move |so_far: touchline_tables::Progress| {
        // SAFETY: as promised by the caller.
        let said = unsafe { progress(context.pointer(), so_far.batches, so_far.rows) };
        if said == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })
}

/// A stream of one batch.
pub(crate) fn of_one(batch: RecordBatch) -> FFI_ArrowArrayStream {
    let schema = batch.schema();
    foreign::exported(RecordBatchIterator::new([Ok(batch)], schema))
}

/// The caller's, who hands the stream from thread to thread and knows what may go with it.
struct Context(*mut c_void);

// SAFETY: nothing here looks behind the pointer.
unsafe impl Send for Context {}

impl Context {
    fn pointer(&self) -> *mut c_void {
        self.0
    }
}

pub(crate) fn bad(why: BadInput) -> Answer {
    Failure::BadInput(why).into()
}

fn unprintable(error: arrow_schema::ArrowError) -> Answer {
    Failure::Defect(error.to_string()).into()
}
