//! Tables of facts, by the Arrow C stream interface: what is measured over them, and what coaching changed of it.

use std::ffi::c_char;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use touchline::waist::Answer;
use touchline_tables::{FactTable, Metrics};

use crate::arguments::{items, text};
use crate::refusal::bad;
use crate::tables::{batches, of_one, there};

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

pub(crate) fn metrics(options: &[u8], facts: Tables<'_>) -> Result<FFI_ArrowArrayStream, Answer> {
    let mut metrics = Metrics::new(options)?;
    facts.read(&mut metrics)?;
    Ok(of_one(metrics.measure()?))
}

pub(crate) fn effects(options: &[u8], effect: &[u8], facts: Tables<'_>) -> Result<Answer, Answer> {
    let mut metrics = Metrics::new(options)?;
    let asked = metrics.asked(effect)?;
    facts.read(&mut metrics)?;
    Ok(Answer::printed(metrics.effect(&asked)))
}

/// The tables of a call by their names, which were taken over: whatever is refused, they are released.
pub(crate) struct Tables<'call>(Vec<(Result<&'call str, Answer>, Option<FFI_ArrowArrayStream>)>);

impl<'call> Tables<'call> {
    /// Takes them over.
    ///
    /// # Safety
    /// As the header asks of every caller: `count` facts and their names can be read for as long as `'call` lasts, and each
    /// stream that is not null holds one, or one that was released.
    pub(crate) unsafe fn taken(facts: *const Facts, count: usize) -> Result<Self, Answer> {
        // SAFETY: as promised by the caller.
        let taken = |facts: &Facts| unsafe {
            let table = facts.table.as_mut().map(|table| FFI_ArrowArrayStream::from_raw(table));
            (text(facts.name, facts.name_length, "name"), table)
        };
        // SAFETY: as promised by the caller.
        Ok(Tables(unsafe { items(facts, count, "facts")? }.iter().map(taken).collect()))
    }

    /// Reads them all, in the order in which they came.
    fn read(self, metrics: &mut Metrics) -> Result<(), Answer> {
        for (name, table) in self.0 {
            let table = there(table)?;
            let meant = FactTable::meant(name?).map_err(bad)?;
            metrics.read(meant, batches(table)?).map_err(bad)?;
        }
        Ok(())
    }
}
