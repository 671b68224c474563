//! What reads a table batch by batch, and tells of it as a table once all of it is read.
//!
//! Rules: BAT-04.

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use touchline_kernel::rejection::BadInput;

use crate::progress::Progress;

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
