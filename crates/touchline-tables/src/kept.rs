//! Tables of which nothing can be told before all of their rows are there: these are kept as they come, and gathered alike
//! whatever is made of them.
//!
//! Rules: BAT-04.

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use touchline_kernel::rejection::BadInput;

use crate::gatherer::Gatherer;
use crate::progress::Progress;
use crate::table::unlike;

/// Rows that are kept.
pub(crate) trait Kept: Send {
    /// Takes a table of this schema.
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput>;

    /// Whether a batch of this schema may be added as it is.
    fn knows(&self, schema: &Schema) -> bool;

    /// Keeps a batch of a schema that it knows; where it is refused nothing of it is kept.
    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput>;

    /// What was kept so far.
    fn progress(&self) -> Progress;
}

/// What keeps rows, and tells of them once all are there.
pub(crate) trait TellsOfAll: Send {
    /// The rows.
    fn kept(&self) -> &dyn Kept;

    fn kept_mut(&mut self) -> &mut dyn Kept;

    /// Refuses a table for what the rows themselves would not be refused for.
    fn refuse(&self, _: &Schema) -> Result<(), BadInput> {
        Ok(())
    }

    /// What it tells of no rows.
    fn of_none(&self) -> Result<RecordBatch, ArrowError>;

    /// What it tells of all of them.
    fn of_all(self) -> Result<RecordBatch, BadInput>;
}

impl<T: TellsOfAll> Gatherer for T {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        self.refuse(schema)?;
        self.kept_mut().begin(schema)?;
        unlike(&self.of_none())
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        if !self.kept().knows(batch.schema_ref()) {
            self.begin(batch.schema_ref())?;
        }
        self.kept_mut().add(batch)
    }

    fn holds_on(&self) -> bool {
        false
    }

    fn progress(&self) -> Progress {
        self.kept().progress()
    }

    fn finish(self: Box<Self>) -> Result<RecordBatch, BadInput> {
        self.of_all()
    }
}
