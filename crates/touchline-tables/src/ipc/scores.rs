//! Scores of a table that comes as bytes, as bytes.

use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::SchemaRef;
use touchline_kernel::rejection::BadInput;

use super::begun;
use super::reader::Receiver;
use crate::fault::broken;
use crate::scorer::Scorer;
use crate::table::Table;

/// Scores what it receives, as bytes of a stream.
pub(crate) struct IpcScores {
    table: Table,
    writer: Option<StreamWriter<Vec<u8>>>,
}

impl Receiver for IpcScores {
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), BadInput> {
        let scores = self.table.bind(schema)?;
        self.writer = Some(begun(&scores).map_err(|error| broken(&error))?);
        Ok(())
    }

    fn receive(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        let scores = self.table.score(batch)?;
        self.writer.as_mut().map_or(Ok(()), |writer| writer.write(&scores)).map_err(|error| broken(&error))
    }
}

impl IpcScores {
    /// Scores of a table of which nothing has come yet.
    pub(crate) fn new(scorer: Scorer) -> Self {
        IpcScores { table: Table::new(scorer), writer: None }
    }

    /// The bytes that were written since they were last taken.
    pub(crate) fn taken(&mut self) -> Vec<u8> {
        self.writer.as_mut().map(|writer| std::mem::take(writer.get_mut())).unwrap_or_default()
    }

    /// Ends the stream, and gives its last bytes.
    ///
    /// # Errors
    /// Never, since nothing is left to be written but its end mark.
    pub(crate) fn end(&mut self) -> Result<Vec<u8>, BadInput> {
        if let Some(writer) = &mut self.writer {
            writer.finish().map_err(|error| broken(&error))?;
        }
        Ok(self.taken())
    }
}
