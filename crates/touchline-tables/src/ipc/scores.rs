//! Scores of a table that comes as bytes, as bytes.

use std::fmt;
use std::ops::Range;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::SchemaRef;
use touchline_kernel::rejection::BadInput;

use super::{Front, IpcReader, Receiver, begun};
use crate::fault::broken;
use crate::progress::Progress;
use crate::scorer::Scorer;
use crate::table::Table;

/// Scores a table that comes as bytes of Arrow IPC.
#[derive(Debug)]
pub struct IpcTable {
    reader: IpcReader,
    scores: IpcScores,
}

/// Scores what it receives, as bytes of a stream.
pub struct IpcScores {
    table: Table,
    writer: Option<StreamWriter<Vec<u8>>>,
}

impl fmt::Debug for IpcScores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("IpcScores").field("table", &self.table).finish_non_exhaustive()
    }
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
    #[must_use]
    pub fn new(scorer: Scorer) -> Self {
        IpcScores { table: Table::new(scorer), writer: None }
    }

    /// What was scored so far.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.table.progress()
    }

    /// The bytes that were written since they were last taken.
    pub fn taken(&mut self) -> Vec<u8> {
        self.writer.as_mut().map(|writer| std::mem::take(writer.get_mut())).unwrap_or_default()
    }

    /// Ends the stream, and gives its last bytes.
    ///
    /// # Errors
    /// Never, since nothing is left to be written but its end mark.
    pub fn end(&mut self) -> Result<Vec<u8>, BadInput> {
        if let Some(writer) = &mut self.writer {
            writer.finish().map_err(|error| broken(&error))?;
        }
        Ok(self.taken())
    }
}

impl IpcTable {
    /// A table of which nothing has come yet.
    #[must_use]
    pub fn new(scorer: Scorer) -> Self {
        IpcTable { reader: IpcReader::default(), scores: IpcScores::new(scorer) }
    }

    /// What was scored so far.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.scores.progress()
    }

    /// Tells how long the piece is that these bytes begin with.
    ///
    /// # Errors
    /// They are no Arrow IPC.
    pub fn front(&self, bytes: &[u8]) -> Result<Front, BadInput> {
        self.reader.front(bytes)
    }

    /// Reads the end of a file, which says where its pieces are: they are to be taken in this order.
    ///
    /// # Errors
    /// The bytes are no file, or not all of it; or what is wrong with its columns.
    pub fn file(&mut self, bytes: &[u8]) -> Result<Vec<Range<usize>>, BadInput> {
        self.reader.file(bytes, &mut self.scores)
    }

    /// Takes the piece that [`IpcTable::front`] has found whole, and gives the bytes of scores that follow from it.
    /// Nothing of the piece is held on to.
    ///
    /// # Errors
    /// What is wrong with it. Nothing further is taken then.
    pub fn take(&mut self, piece: &Buffer) -> Result<Vec<u8>, BadInput> {
        self.reader.take(piece, &mut self.scores)?;
        Ok(self.scores.taken())
    }

    /// Ends the table, and gives the last bytes of its scores.
    ///
    /// # Errors
    /// The end mark of a stream or the last bytes of a file are missing: it was cut.
    pub fn finish(mut self) -> Result<Vec<u8>, BadInput> {
        self.reader.finish()?;
        self.scores.end()
    }
}
