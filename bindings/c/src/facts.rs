//! Tables of facts, by the Arrow C stream interface: what is measured over them, and what coaching changed of it.

use std::ffi::c_char;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use touchline::waist::Answer;
use touchline_tables::{FactTable, Metrics, foreign};

use crate::answer::{self, Status};
use crate::arguments::{bytes, items, output, text};
use crate::buffer::Buffer;
use crate::export;
use crate::refusal;
use crate::tables::{bad, of_one};

/// One of the tables of facts that touchline_tables_metrics() and touchline_tables_effects() read.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Facts {
    /// Which: `calls`, `contracts`, `deals`, `emails`, `handovers`, `meetings`, `prices`, `proposals`,
    /// `qualifications`, `stages`, `targets` or `teams`.
    pub name: *const c_char,
    /// How many bytes the name has.
    pub name_length: usize,
    /// A stream of struct arrays with a column for each field.
    pub table: *mut FFI_ArrowArrayStream,
}

/// Measures success metrics over tables of facts: the figures of `metric.measure` over the same records, to the
/// last bit.
///
/// `options`: what and how, in JSON, of `options_length` bytes: `{"at":"…","metrics":[…],"windows":[…],"calendar":
/// {"every":"month","first":"…","last":"…"},"by":["owner"],"columns":{"deals":{…}},"currency":"…","extra":"refuse",
/// "naive":"refuse","not_finite":"refuse","policy":{…},"terms":{…},"zone":"…"}`, each of which may be left out but `at`.
/// `facts`: `count` tables, in any order; of one that is not there nothing is known, and one that comes in several streams
/// is all of them. All streams are taken over, as in touchline_scorer_stream().
/// `figures`: receives a stream of one batch with a row for each metric, by window, then by whose it is, to be released by
/// its own `release`; it is released already unless the status is TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the options, or of a table with its name, column and row; or why the facts have no
/// figures: currencies that nobody put together.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_tables_metrics(
    options: *const c_char,
    options_length: usize,
    facts: *const Facts,
    count: usize,
    figures: *mut FFI_ArrowArrayStream,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller. The tables are taken over before anything else can be refused.
    let (tables, figures, options) = unsafe {
        let tables = Tables::taken(facts, count)?;
        let figures = output(figures, FFI_ArrowArrayStream::empty(), "figures")?;
        (tables, figures, bytes(options, options_length, "options")?)
    };
    let mut metrics = Metrics::new(options)?;
    // SAFETY: as the header asks of every caller.
    unsafe { tables.read(&mut metrics) }?;
    *figures = of_one(metrics.measure()?);
    Ok(answer::nothing())
}

/// Tells the effect of coaching on success metrics over tables of facts: the answer of `metric.effect` over the same
/// records, byte for byte.
///
/// `options`: those of touchline_tables_metrics(), of `options_length` bytes, of which `by`, `calendar` and `windows` are
/// of no matter here: days are those around the coaching.
/// `effect`: whose coaching, in JSON, of `effect_length` bytes: `{"coaching":{"coached":[{"person":"…","engagement":
/// {"first":"…","last":"…"}}],"comparison":[{"person":"…"}],"days":90,"zone":"…","known":{"first":"…","last":"…"}},
/// "by_person":false}`, each of which may be left out but who was coached. People are the owners of facts. `known` says from
/// which day on, and up to which one, records are known; each person may have their own.
/// `facts`: `count` tables, as in touchline_tables_metrics(); `teams` is of no matter here.
/// `answer`: the effects; or every fault of the options, of the coaching, or of a table with its name, column and row; or
/// why the facts have no figures: currencies that nobody put together.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_tables_effects(
    options: *const c_char,
    options_length: usize,
    effect: *const c_char,
    effect_length: usize,
    facts: *const Facts,
    count: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller. The tables are taken over before anything else can be refused.
    let (tables, options, effect) = unsafe {
        let tables = Tables::taken(facts, count)?;
        (tables, bytes(options, options_length, "options")?, bytes(effect, effect_length, "effect")?)
    };
    let mut metrics = Metrics::new(options)?;
    let asked = metrics.asked(effect)?;
    // SAFETY: as the header asks of every caller.
    unsafe { tables.read(&mut metrics) }?;
    Ok(Answer::printed(metrics.effect(&asked)))
}

/// The tables of a call, which were taken over: whatever is refused, they are released.
struct Tables<'call> {
    facts: &'call [Facts],
    streams: Vec<Option<FFI_ArrowArrayStream>>,
}

impl<'call> Tables<'call> {
    /// Takes them over.
    ///
    /// # Safety
    /// As the header asks of every caller: `count` facts can be read for as long as `'call` lasts, and each stream that is
    /// not null holds one, or one that was released.
    unsafe fn taken(facts: *const Facts, count: usize) -> Result<Self, Answer> {
        // SAFETY: as promised by the caller.
        let facts: &'call [Facts] = unsafe { items(facts, count, "facts")? };
        // SAFETY: as promised by the caller.
        let taken = |facts: &Facts| unsafe { facts.table.as_mut().map(|table| FFI_ArrowArrayStream::from_raw(table)) };
        Ok(Tables { facts, streams: facts.iter().map(taken).collect() })
    }

    /// Reads them all, in the order in which they came.
    ///
    /// # Safety
    /// As the header asks of every caller: the names can be read, and the streams do what they say.
    unsafe fn read(self, metrics: &mut Metrics) -> Result<(), Answer> {
        for (facts, stream) in self.facts.iter().zip(self.streams) {
            let mut stream = stream.ok_or_else(|| refusal::argument("table", "a null pointer"))?;
            // SAFETY: as promised by the caller.
            let name = unsafe { text(facts.name, facts.name_length, "name") }?;
            let meant = FactTable::meant(name).map_err(bad)?;
            // SAFETY: as promised by the caller.
            let batches = unsafe { foreign::stream(&raw mut stream) }.map_err(bad)?;
            metrics.read(meant, batches).map_err(bad)?;
        }
        Ok(())
    }
}
