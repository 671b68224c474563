//! What reads a table batch by batch, and tells of it as a table once all of it is read.
//!
//! Rules: BAT-04.

use std::ops::ControlFlow;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use touchline_kernel::rejection::BadInput;

use crate::interrupted::Interrupted;
use crate::kernel::Within;
use crate::progress::Progress;

/// Is told how much was read, and says whether to go on.
pub type Watching<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// What reads a table batch by batch, and tells of it once all of it is read.
pub trait Gatherer: Send {
    /// Tells it the schema of the batches that are to come.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput>;

    /// Adds a batch; where it is refused nothing of it is added.
    ///
    /// # Errors
    /// What is wrong with its columns, or with values, each with its column and row.
    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput>;

    /// The same, and tells after the batch how much was read; within a long one, too, where that can be. Of what was stopped
    /// nothing is told.
    ///
    /// # Errors
    /// As [`Gatherer::add`]; or that whoever was told of the progress wanted no more.
    fn add_watched(&mut self, batch: &RecordBatch, watch: Watching<'_>) -> Result<(), Interrupted> {
        watched(self.progress(), watch, |_| {
            self.add(batch)?;
            Ok((ControlFlow::Continue(()), self.progress()))
        })
    }

    /// Does what is left to be done once everything was added, and tells meanwhile, where that takes long, once more how much was
    /// read. Of what was stopped nothing is told.
    ///
    /// # Errors
    /// Whoever was told of the progress wanted no more.
    fn settle_watched(&mut self, _: Watching<'_>) -> Result<(), Interrupted> {
        Ok(())
    }

    /// Whether memory of the batches is held on to that it is told, beyond the call that tells it.
    fn holds_on(&self) -> bool;

    /// What has been read so far.
    fn progress(&self) -> Progress;

    /// What it tells.
    ///
    /// # Errors
    /// What is wrong with all of it together; no table was added or bound.
    fn finish(self: Box<Self>) -> Result<RecordBatch, BadInput>;

    /// The same in the pieces in which it came, at least one.
    ///
    /// # Errors
    /// As [`Gatherer::finish`].
    fn finished(self: Box<Self>) -> Result<Vec<RecordBatch>, BadInput> {
        self.finish().map(|whole| vec![whole])
    }
}

/// Takes a batch, telling of the progress within it and behind it: of the rows before it and those of it that are done. The work
/// says whether it came to its end, and what is done then.
pub(crate) fn watched(
    before: Progress,
    watch: Watching<'_>,
    work: impl FnOnce(Within<'_>) -> Result<(ControlFlow<()>, Progress), BadInput>,
) -> Result<(), Interrupted> {
    let mut last = before;
    let mut within = |rows: usize| {
        last.rows = before.rows + rows as u64;
        watch(last)
    };
    let (flow, after) = work(&mut within).map_err(Interrupted::BadInput)?;
    if flow.is_break() {
        return Err(Interrupted::Stopped(last));
    }
    if watch(after).is_break() { Err(Interrupted::Stopped(after)) } else { Ok(()) }
}
