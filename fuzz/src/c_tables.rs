//! Calls of C on tables: scorers, streams that outlive them, whatever gathers a table, facts. The tables are sound, whatever stands
//! in their columns; `tables_c` has those that are not.

use std::ffi::{c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    StringArray, StructArray, TimestampMillisecondArray,
};
use arrow_schema::{ArrowError, Field, Schema};
use touchline_c::buffer::Buffer;
use touchline_c::exports::*;
use touchline_c::facts::Facts;
use touchline_tables::Gathering;

use crate::choices::Choices;
use crate::sink::{self, Reads};

const CALLS: usize = 9;
/// How many sorts of columns there are.
const SORTS: usize = 8;
const TEXTS: &[&str] = &["", " ", "ana", "bob", "2026-03-02", "2026-03-02T09:00:00Z", "rep", "yes", "\u{200b}", "won"];
const NUMBERS: &[f64] = &[0.0, 0.5, 1.0, 3.0, -1.0, 100.0, 1e300, f64::NAN, f64::INFINITY];
const MOMENTS: &[i64] = &[0, 1, 1_772_000_000_000, 1_780_000_000_000, i64::MAX, i64::MIN];
const KINDS: &[&str] = &["deals", "calls", "emails", "stages", "nothing"];
const COACHED: &[u8] =
    br#"{"coaching":{"coached":[{"person":"ana","engagement":{"first":"2026-03-02","last":"2026-03-31"}}]}}"#;

/// A function of C that gathers a table.
type Gathers = unsafe extern "C" fn(
    *const c_char,
    usize,
    *mut FFI_ArrowArrayStream,
    touchline_c::tables::Progress,
    *mut c_void,
    *mut FFI_ArrowArrayStream,
    *mut Buffer,
) -> u32;

/// What calls on tables leave in variables of C.
pub(crate) struct Tables {
    scorer: *mut ScorerHandle,
    figures: FFI_ArrowArrayStream,
}

impl Tables {
    pub(crate) fn none() -> Self {
        Tables { scorer: ptr::null_mut(), figures: FFI_ArrowArrayStream::empty() }
    }

    /// # Safety
    /// `answer` is null, or can be written to.
    pub(crate) unsafe fn call(&mut self, choices: &mut Choices<'_>, answer: *mut Buffer) -> u32 {
        let call = sink::CALLS[choices.below(sink::CALLS.len())];
        // SAFETY: as promised by the caller; the tables are sound, and each variable holds what the library has put there.
        unsafe {
            match (choices.below(CALLS), call.reads) {
                (0, _) => {
                    touchline_scorer_free(&raw mut self.scorer);
                    let (text, length) = text(sink::CALLS[0].options);
                    touchline_scorer_new(text, length, &raw mut self.scorer, answer)
                }
                (1, _) => self.scored(choices, answer),
                (2, _) => {
                    let (mut table, progress) = (stream(choices), progress(choices));
                    let (scorer, context) = (self.scorer, ptr::null_mut());
                    let figures = self.figures();
                    touchline_scorer_stream(scorer, &raw mut table, progress, context, figures, answer)
                }
                (3, _) => self.next(),
                (_, Reads::Gathers(gathering)) => {
                    let (mut table, progress) = (stream(choices), progress(choices));
                    let (text, length) = text(call.options);
                    let figures = self.figures();
                    door(gathering)(text, length, &raw mut table, progress, ptr::null_mut(), figures, answer)
                }
                _ => self.measured(call.options, choices, answer),
            }
        }
    }

    /// One batch, scored; what comes of it is released here.
    ///
    /// # Safety
    /// As of every call.
    unsafe fn scored(&mut self, choices: &mut Choices<'_>, answer: *mut Buffer) -> u32 {
        let batch = StructArray::from(batch(&plan(choices), choices));
        let Ok(schema) = FFI_ArrowSchema::try_from(batch.data_type()) else { return 0 };
        let mut table = if choices.one_in(8) { FFI_ArrowArray::empty() } else { FFI_ArrowArray::new(&batch.to_data()) };
        let (mut scores, mut scores_schema) = (FFI_ArrowArray::empty(), FFI_ArrowSchema::empty());
        let (scores_at, schema_at) = (&raw mut scores, &raw mut scores_schema);
        // SAFETY: as promised by the caller.
        let status = unsafe {
            touchline_scorer_score(self.scorer, &raw mut table, &raw const schema, scores_at, schema_at, answer)
        };
        assert!(table.is_released(), "a table is taken over, however the call ends");
        status
    }

    /// The next batch of the figures, if there are any.
    fn next(&mut self) -> u32 {
        let (Some(get_next), Some(_)) = (self.figures.get_next, self.figures.release) else { return 0 };
        let mut batch = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and the batch is a place to write to.
        unsafe { get_next(&raw mut self.figures, &raw mut batch) };
        0
    }

    /// Metrics over facts, or the effect of coaching on them.
    ///
    /// # Safety
    /// As of every call.
    unsafe fn measured(&mut self, options: &str, choices: &mut Choices<'_>, answer: *mut Buffer) -> u32 {
        let names: Vec<&str> = (0..choices.below(3)).map(|_| choices.among(KINDS)).collect();
        let mut streams: Vec<FFI_ArrowArrayStream> = names.iter().map(|_| stream(choices)).collect();
        let facts: Vec<Facts> = names
            .iter()
            .zip(&mut streams)
            .map(|(name, table)| Facts { name: name.as_ptr().cast(), name_length: name.len(), table: &raw mut *table })
            .collect();
        let (options, length) = text(options);
        let (facts, count) = (facts.as_ptr(), facts.len());
        // SAFETY: as promised by the caller; the facts and their streams live until the call is over.
        unsafe {
            if choices.one_in(2) {
                let (coached, coached_length) = (COACHED.as_ptr().cast(), COACHED.len());
                return touchline_tables_effects(options, length, coached, coached_length, facts, count, answer);
            }
            touchline_tables_metrics(options, length, facts, count, self.figures(), answer)
        }
    }

    /// The variable of the figures, with what was there released.
    fn figures(&mut self) -> *mut FFI_ArrowArrayStream {
        self.figures = FFI_ArrowArrayStream::empty();
        &raw mut self.figures
    }

    pub(crate) fn free(&mut self) {
        // SAFETY: the variable holds null or a live scorer.
        unsafe { touchline_scorer_free(&raw mut self.scorer) };
        self.figures();
    }
}

/// Calls that take numbers alone, in which whatever is not known is told apart.
pub(crate) fn numbers(choices: &mut Choices<'_>) -> u32 {
    let mut number = || u32::from(choices.byte()) << (choices.below(4) * 8);
    let (things, states, commands) = ([number(), number()], [number(), number()], [number(), number()]);
    let (mut steps, mut open, mut decisions) = ([0; 2], [0; 2], [0; 2]);
    // SAFETY: each array has as many places as is said.
    unsafe {
        let (things_at, states_at, commands_at) = (things.as_ptr(), states.as_ptr(), commands.as_ptr());
        touchline_lifecycle_step_many(things_at, states_at, commands_at, 2, steps.as_mut_ptr());
        touchline_lifecycle_open_many(things_at, states_at, 2, open.as_mut_ptr());
        touchline_permit_many(things_at, states_at, commands_at, 2, decisions.as_mut_ptr());
        for place in 0..2 {
            let (thing, state, command) = (things[place], states[place], commands[place]);
            assert_eq!(steps[place], touchline_lifecycle_step(thing, state, command), "many are as one");
            assert_eq!(open[place], touchline_lifecycle_open(thing, state), "many are as one");
            assert_eq!(decisions[place], touchline_permit(thing, state, command), "many are as one");
        }
        touchline_skill_level(things[0]);
        0
    }
}

fn text(text: &str) -> (*const c_char, usize) {
    (text.as_ptr().cast(), text.len())
}

/// The function of C that gathers so.
fn door(gathering: Gathering) -> Gathers {
    match gathering {
        Gathering::Agreement => touchline_tables_agreement,
        Gathering::Conversations => touchline_tables_conversations,
        Gathering::Explain => touchline_tables_explain,
        Gathering::Groups => touchline_tables_group,
        Gathering::Practice => touchline_tables_practice,
        Gathering::Ranking => touchline_tables_ranking,
        Gathering::Scorecards => touchline_tables_scorecards,
        Gathering::Severity => touchline_tables_severity,
        Gathering::TimeToProficiency => touchline_tables_time_to_proficiency,
        Gathering::Trends => touchline_tables_trends,
        Gathering::ValueEffects => touchline_tables_value_effects,
        Gathering::WhatIf => touchline_tables_what_if,
    }
}

/// Nobody, somebody who goes on, or somebody who stops.
fn progress(choices: &mut Choices<'_>) -> touchline_c::tables::Progress {
    unsafe extern "C" fn goes_on(_: *mut c_void, _: u64, _: u64) -> c_int {
        0
    }
    unsafe extern "C" fn stops(_: *mut c_void, batches: u64, _: u64) -> c_int {
        c_int::from(batches > 1)
    }
    choices.among::<touchline_c::tables::Progress>(&[None, None, Some(goes_on), Some(stops)])
}

/// A stream that was released, or one of up to three batches, of which the last may be an error.
fn stream(choices: &mut Choices<'_>) -> FFI_ArrowArrayStream {
    if choices.one_in(16) {
        return FFI_ArrowArrayStream::empty();
    }
    let plan = plan(choices);
    let mut batches: Vec<Result<RecordBatch, ArrowError>> =
        (0..1 + choices.below(3)).map(|_| Ok(batch(&plan, choices))).collect();
    let schema = match batches.first() {
        Some(Ok(first)) => first.schema(),
        _ => Arc::new(Schema::empty()),
    };
    if choices.one_in(16) {
        batches.push(Err(ArrowError::ComputeError(String::from("the producer failed"))));
    }
    FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, schema)))
}

/// The names of a table's columns, and of which sort each is.
fn plan(choices: &mut Choices<'_>) -> Vec<(&'static str, usize)> {
    (0..1 + choices.below(6)).map(|_| (choices.among(sink::NAMES), choices.below(SORTS))).collect()
}

fn batch(plan: &[(&'static str, usize)], choices: &mut Choices<'_>) -> RecordBatch {
    let rows = choices.below(5);
    let columns = plan.iter().map(|(name, kind)| (*name, column(*kind, rows, choices), true));
    RecordBatch::try_from_iter_with_nullable(columns)
        .unwrap_or_else(|error| panic!("columns of one length are a table: {error}"))
}

fn column(kind: usize, rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    match kind {
        0 => Arc::new(Float64Array::from(cells(NUMBERS, rows, choices))),
        1 => Arc::new(StringArray::from(cells(TEXTS, rows, choices))),
        2 => Arc::new(TimestampMillisecondArray::from(cells(MOMENTS, rows, choices)).with_timezone("UTC")),
        3 => Arc::new(cells(TEXTS, rows, choices).into_iter().collect::<DictionaryArray<Int32Type>>()),
        4 => Arc::new(Int64Array::from(cells(MOMENTS, rows, choices))),
        5 => Arc::new(BooleanArray::from(cells(&[false, true], rows, choices))),
        6 => lists(rows, choices),
        _ => structs(rows, choices),
    }
}

/// Lists of up to three texts, some of them missing.
fn lists(rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for _ in 0..rows {
        let texts = (!choices.one_in(8)).then(|| choices.below(4)).map(|count| cells(TEXTS, count, choices));
        lists.append_option(texts);
    }
    Arc::new(lists.finish())
}

/// Structs of a number and a list, some of them missing.
fn structs(rows: usize, choices: &mut Choices<'_>) -> ArrayRef {
    let number: ArrayRef = Arc::new(Float64Array::from(cells(NUMBERS, rows, choices)));
    let arrays = vec![number, lists(rows, choices)];
    let fields: Vec<Field> = ["number", "texts"]
        .into_iter()
        .zip(&arrays)
        .map(|(name, array)| Field::new(name, array.data_type().clone(), true))
        .collect();
    let present: Vec<bool> = (0..rows).map(|_| !choices.one_in(8)).collect();
    Arc::new(StructArray::new(fields.into(), arrays, Some(present.into())))
}

/// Cells of these values, some of them missing.
fn cells<T: Copy>(these: &[T], rows: usize, choices: &mut Choices<'_>) -> Vec<Option<T>> {
    (0..rows).map(|_| (!choices.one_in(8)).then(|| choices.among(these))).collect()
}
