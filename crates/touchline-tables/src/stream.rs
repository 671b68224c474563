//! A stream of record batches, scored one after the other in constant memory.
//!
//! Rules: BAT-04.

use std::fmt;
use std::ops::ControlFlow;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use touchline_kernel::rejection::BadInput;

use crate::fault::broken;
use crate::gatherer::watched;
use crate::interrupted::Interrupted;
use crate::progress::Progress;
use crate::scorer::Scorer;
use crate::table::Table;

/// Is told of the progress after each batch, and within long ones, and says whether to go on.
pub type Watch<'a> = Box<dyn FnMut(Progress) -> ControlFlow<()> + Send + 'a>;

/// Scores the batches of a reader as they are asked for.
pub struct Stream<'a, R> {
    table: Table,
    reader: R,
    schema: SchemaRef,
    watch: Option<Watch<'a>>,
    over: bool,
}

impl<R> fmt::Debug for Stream<'_, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Stream").field("progress", &self.table.progress()).finish_non_exhaustive()
    }
}

impl Scorer {
    /// Scores what a reader gives, batch by batch.
    ///
    /// # Errors
    /// Every column that is missing, of no use, or of a wrong type.
    pub fn stream<'a, R: RecordBatchReader>(self, reader: R) -> Result<Stream<'a, R>, BadInput> {
        let mut table = Table::new(self);
        let schema = table.bind(&reader.schema())?;
        Ok(Stream { table, reader, schema, watch: None, over: false })
    }
}

impl<'a, R: RecordBatchReader> Stream<'a, R> {
    /// Tells of the progress after each batch, and within long ones; where the answer is to break, the stream ends as stopped.
    #[must_use]
    pub fn watched(self, watch: impl FnMut(Progress) -> ControlFlow<()> + Send + 'a) -> Self {
        Stream { watch: Some(Box::new(watch)), ..self }
    }

    /// The next batch's scores.
    ///
    /// # Errors
    /// What is wrong with it; the stream is over then.
    pub fn advance(&mut self) -> Option<Result<RecordBatch, Interrupted>> {
        if self.over {
            return None;
        }
        let scored = self.try_advance();
        self.over = !matches!(scored, Ok(Some(_)));
        scored.transpose()
    }

    fn try_advance(&mut self) -> Result<Option<RecordBatch>, Interrupted> {
        let Some(batch) = self.reader.next() else { return Ok(None) };
        let bad = |bad: BadInput| Interrupted::BadInput(bad);
        let batch = batch.map_err(|error| bad(broken(&error)))?;
        let Stream { table, watch, .. } = self;
        let Some(watch) = watch else { return table.score(&batch).map(Some).map_err(bad) };
        let mut scores = None;
        watched(table.progress(), watch, |within| {
            scores = table.score_within(&batch, within)?;
            let flow = if scores.is_some() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
            Ok((flow, table.progress()))
        })?;
        Ok(scores)
    }
}

impl<R: RecordBatchReader> Iterator for Stream<'_, R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.advance()?.map_err(|interrupted| ArrowError::ExternalError(Box::new(interrupted))))
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Stream<'_, R> {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}
