//! A table whose batches come one after the other.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use touchline_kernel::rejection::BadInput;

use crate::binding::Binding;
use crate::fault::{Faults, broken, not_given};
use crate::kernel::{self, Within};
use crate::output;
use crate::progress::Progress;
use crate::scorer::Scorer;

/// Scores the batches of one table in their order: what is wrong is told by its row in the whole table.
#[derive(Clone, Debug)]
pub struct Table {
    scorer: Scorer,
    bound: Option<Bound>,
    progress: Progress,
}

#[derive(Clone, Debug)]
struct Bound {
    schema: SchemaRef,
    binding: Binding,
}

impl Table {
    /// A table of which nothing is known yet.
    #[must_use]
    pub fn new(scorer: Scorer) -> Self {
        Table { scorer, bound: None, progress: Progress::default() }
    }

    /// Tells it the schema of the batches that are to come, and gives that of their scores.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    pub fn bind(&mut self, schema: &SchemaRef) -> Result<SchemaRef, BadInput> {
        let binding = self.scorer.bind(schema)?;
        let scores = Arc::clone(&binding.schema);
        self.bound = Some(Bound { schema: Arc::clone(schema), binding });
        Ok(scores)
    }

    /// Scores the next batch. Where its schema is another one, it is looked at anew.
    ///
    /// # Errors
    /// What is wrong with its columns, or each value that is no finite number with its column and row.
    pub fn score(&mut self, batch: &RecordBatch) -> Result<RecordBatch, BadInput> {
        self.score_within(batch, &mut kernel::on)?.ok_or_else(not_given)
    }

    /// The same; nothing comes of it where it was stopped.
    pub(crate) fn score_within(
        &mut self,
        batch: &RecordBatch,
        within: Within<'_>,
    ) -> Result<Option<RecordBatch>, BadInput> {
        let schema = batch.schema_ref();
        if self.bound.as_ref().is_none_or(|bound| bound.schema.fields() != schema.fields()) {
            self.bind(schema)?;
        }
        let Some(bound) = &self.bound else { return Ok(None) };
        let scores = self.scorer.score_bound(&bound.binding, batch, self.progress.rows, within)?;
        if scores.is_some() {
            self.progress.took(batch.num_rows());
        }
        Ok(scores)
    }

    /// What was scored so far.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }
}

/// A batch of columns that came one by one. None of them counts as one that has to be there in every row.
///
/// # Errors
/// Every column that is not as long as the first.
pub fn batch(columns: Vec<(String, ArrayRef)>) -> Result<RecordBatch, BadInput> {
    let rows = columns.first().map_or(0, |(_, first)| first.len());
    let mut faults = Faults::default();
    for (name, column) in columns.iter().filter(|(_, column)| column.len() != rows) {
        faults.uneven(name, rows, column.len());
    }
    faults.told()?;
    of_columns(columns, rows).map_err(|error| broken(&error))
}

/// Columns as a batch of so many rows, even where there is no column.
pub(crate) fn of_columns(columns: Vec<(String, ArrayRef)>, rows: usize) -> Result<RecordBatch, ArrowError> {
    let field = |(name, column): &(String, ArrayRef)| {
        Field::new(name, column.data_type().clone(), true).with_dict_is_ordered(output::is_of_levels(column))
    };
    let fields: Vec<Field> = columns.iter().map(field).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options)
}

/// Refuses figures of which two columns have one name.
pub(crate) fn unlike(told: &Result<RecordBatch, ArrowError>) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    match told {
        Ok(told) => faults.names(told.schema_ref()),
        Err(error) => return Err(broken(error)),
    }
    faults.told()
}
