//! Tables as bytes of Arrow IPC: a stream or a file in, message by message, and a stream of scores out.
//!
//! The bytes may come from anywhere. What a message says of its own lengths is checked before anything is read or
//! allocated by it, so that memory is bounded by what was handed in. `arrow-rs` panics at some schemas that no writer
//! makes; that, too, is told as what is wrong with the table.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::reader::{read_dictionary, read_record_batch};
use arrow_ipc::writer::StreamWriter;
use arrow_ipc::{Block, Endianness, Message, MessageHeader, convert, root_as_footer, root_as_message};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use touchline::kernel::rejection::BadInput;

use crate::fault::broken;
use crate::scorer::Scorer;
use crate::stream::Progress;
use crate::table::Table;

/// What a file begins and ends with.
const MAGIC: &[u8] = b"ARROW1";

/// A file's messages begin on the next multiple of eight bytes.
const FILE_HEAD: usize = 8;

/// Stands before the length of a message.
const CONTINUATION: [u8; 4] = [0xff; 4];

/// So many rows a batch may have without a bit for each of them in its body.
const ROWS_OF_NOTHING: u64 = 1 << 16;

/// What stands at the front of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// A piece that is whole: its length.
    Whole(usize),
    /// The beginning of a piece: how many bytes there have to be before it can be looked at again.
    Part(usize),
}

/// Scores a table that comes as bytes of Arrow IPC.
pub struct IpcTable {
    table: Table,
    schema: Option<SchemaRef>,
    dictionaries: HashMap<i64, ArrayRef>,
    writer: Option<StreamWriter<Vec<u8>>>,
    place: Place,
}

/// How far the bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    Stream,
    /// So many pieces of a file are still to come.
    File(usize),
    End,
    /// Something was wrong, and has been told.
    Broken,
}

impl fmt::Debug for IpcTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("IpcTable")
            .field("table", &self.table)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl IpcTable {
    /// A table of which nothing has come yet.
    #[must_use]
    pub fn new(scorer: Scorer) -> Self {
        let table = Table::new(scorer);
        IpcTable { table, schema: None, dictionaries: HashMap::new(), writer: None, place: Place::Start }
    }

    /// What was scored so far.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.table.progress()
    }

    /// Tells how long the piece is that these bytes begin with.
    ///
    /// # Errors
    /// They are no Arrow IPC.
    pub fn front(&self, bytes: &[u8]) -> Result<Front, BadInput> {
        match self.place {
            Place::Start if bytes.len() < FILE_HEAD => Ok(Front::Part(FILE_HEAD)),
            Place::Start if bytes.starts_with(MAGIC) => {
                Err(broken(&malformed("a part of a file, which begins to be read at its end: hand it over whole")))
            }
            Place::Start | Place::Stream => Frame::front(bytes).map_err(|error| broken(&error)),
            Place::File(_) | Place::End | Place::Broken => Err(broken(&malformed("bytes after the end of the stream"))),
        }
    }

    /// Reads the end of a file, which says where its pieces are: they are to be taken in this order.
    ///
    /// # Errors
    /// The bytes are no file, or not all of it.
    pub fn file(&mut self, bytes: &[u8]) -> Result<Vec<Range<usize>>, BadInput> {
        let read = catch_unwind(AssertUnwindSafe(|| self.begin_file(bytes)));
        self.sound(read)
    }

    /// Takes the piece that [`IpcTable::front`] has found whole, and gives the bytes of scores that follow from it.
    /// Nothing of the piece is held on to.
    ///
    /// # Errors
    /// What is wrong with it. Nothing further is taken then.
    pub fn take(&mut self, piece: &Buffer) -> Result<Vec<u8>, BadInput> {
        let taken = catch_unwind(AssertUnwindSafe(|| self.advance(piece)));
        self.sound(taken)
    }

    /// After a fault, and after a panic, nothing further is taken.
    fn sound<T>(&mut self, done: std::thread::Result<Result<T, BadInput>>) -> Result<T, BadInput> {
        let done = done.unwrap_or_else(|_| Err(broken(&malformed("a message that cannot be read"))));
        if done.is_err() {
            self.place = Place::Broken;
            self.dictionaries.clear();
            self.writer = None;
        }
        done
    }

    /// Ends the table, and gives the last bytes of its scores.
    ///
    /// # Errors
    /// The end mark of a stream or the last bytes of a file are missing: it was cut.
    pub fn finish(mut self) -> Result<Vec<u8>, BadInput> {
        let whole = matches!(self.place, Place::End | Place::File(0));
        match &mut self.writer {
            Some(writer) if whole => {
                writer.finish().map_err(|error| broken(&error))?;
                Ok(std::mem::take(writer.get_mut()))
            }
            _ => Err(broken(&malformed("a table that ends before its end mark"))),
        }
    }

    fn advance(&mut self, piece: &Buffer) -> Result<Vec<u8>, BadInput> {
        match &mut self.place {
            Place::Start => self.place = Place::Stream,
            Place::Stream => (),
            Place::File(left) if *left > 0 => *left -= 1,
            Place::File(_) | Place::End | Place::Broken => {
                return Err(broken(&malformed("bytes after the end of the stream")));
            }
        }
        self.message(piece)
    }

    fn begin_file(&mut self, bytes: &[u8]) -> Result<Vec<Range<usize>>, BadInput> {
        let failed = |error: ArrowError| broken(&error);
        let until = bytes.len().checked_sub(MAGIC.len() + 4).filter(|_| bytes.ends_with(MAGIC));
        let until = until.filter(|until| self.place == Place::Start && bytes.starts_with(MAGIC) && *until >= FILE_HEAD);
        let until = until.ok_or_else(|| broken(&malformed("a file that ends before its end mark")))?;
        let length = bytes.get(until..until + 4).and_then(|length| length.try_into().ok()).map(i32::from_le_bytes);
        let length = length.and_then(|length| usize::try_from(length).ok());
        let from = length.and_then(|length| until.checked_sub(length)).filter(|from| *from >= FILE_HEAD);
        let from = from.ok_or_else(|| broken(&malformed("a file whose end has another length than it says")))?;
        let footer = root_as_footer(&bytes[from..until]);
        let footer = footer.map_err(|error| broken(&malformed(&format!("a file whose end is none: {error}"))))?;
        self.begin(footer.schema()).map_err(failed)??;
        let (dictionaries, batches) = (footer.dictionaries(), footer.recordBatches());
        let blocks = dictionaries.iter().flatten().chain(batches.iter().flatten());
        let pieces: Option<Vec<Range<usize>>> = blocks.map(|block| range_of(block, from)).collect();
        // No piece is there twice, so that a small file does not have any number of rows.
        let fits = |pieces: &Vec<Range<usize>>| pieces.iter().map(Range::len).sum::<usize>() <= from;
        let pieces = pieces.filter(fits).ok_or_else(|| broken(&malformed("a file with pieces outside of it")))?;
        self.place = Place::File(pieces.len());
        Ok(pieces)
    }

    /// The schema is known now: so is what the scores look like.
    fn begin(&mut self, schema: Option<arrow_ipc::Schema<'_>>) -> Result<Result<(), BadInput>, ArrowError> {
        let schema = schema_of(schema)?;
        let scores = match self.table.bind(&schema) {
            Ok(scores) => scores,
            Err(bad) => return Ok(Err(bad)),
        };
        self.schema = Some(schema);
        self.writer = Some(StreamWriter::try_new(Vec::new(), &scores)?);
        Ok(Ok(()))
    }

    fn message(&mut self, piece: &Buffer) -> Result<Vec<u8>, BadInput> {
        let failed = |error: ArrowError| broken(&error);
        let frame = Frame::of(piece).map_err(failed)?;
        let Some(message) = frame.message(piece).map_err(failed)? else {
            if self.schema.is_none() {
                return Err(broken(&malformed("a table without a schema")));
            }
            self.place = Place::End;
            return Ok(Vec::new());
        };
        let body = piece.slice(frame.prefix + frame.metadata);
        match (message.header_type(), &self.schema) {
            (MessageHeader::Schema, None) => {
                self.begin(message.header_as_schema()).map_err(failed)??;
            }
            (MessageHeader::DictionaryBatch, Some(schema)) => {
                // Dictionaries outlive the piece, so they get memory of their own.
                let body = Buffer::from(body.as_slice());
                read_names(&message, &body, schema, &mut self.dictionaries).map_err(failed)?;
            }
            (MessageHeader::RecordBatch, Some(schema)) => {
                let batch = read_rows(&message, &body, schema, &self.dictionaries).map_err(failed)?;
                let scores = self.table.score(&batch)?;
                if let Some(writer) = &mut self.writer {
                    writer.write(&scores).map_err(failed)?;
                }
            }
            (other, schema) => {
                let place = if schema.is_some() { "after" } else { "before" };
                return Err(broken(&malformed(&format!("a message of type {other:?} {place} the schema"))));
            }
        }
        Ok(self.writer.as_mut().map(|writer| std::mem::take(writer.get_mut())).unwrap_or_default())
    }
}

/// How a message is cut into pieces: what stands before its metadata, that, and its body.
struct Frame {
    prefix: usize,
    /// Zero where this is the end mark.
    metadata: usize,
}

impl Frame {
    /// The lengths that stand before a message; what is missing to read them stands in the error's place.
    fn of(bytes: &[u8]) -> Result<Frame, ArrowError> {
        Frame::read(bytes)?.ok_or_else(|| malformed("a message that is cut"))
    }

    fn read(bytes: &[u8]) -> Result<Option<Frame>, ArrowError> {
        // Before 2019 nothing stood before the length.
        let prefix = if bytes.starts_with(&CONTINUATION) { 8 } else { 4 };
        let Some(length) = bytes.get(prefix - 4..prefix).and_then(|length| length.try_into().ok()) else {
            return Ok(None);
        };
        let metadata = usize::try_from(i32::from_le_bytes(length)).map_err(|_| malformed("a negative length"))?;
        Ok(Some(Frame { prefix, metadata }))
    }

    fn front(bytes: &[u8]) -> Result<Front, ArrowError> {
        let Some(frame) = Frame::read(bytes)? else { return Ok(Front::Part(8)) };
        let head = frame.prefix + frame.metadata;
        if bytes.len() < head {
            return Ok(Front::Part(head));
        }
        let Some(message) = frame.message(bytes)? else { return Ok(Front::Whole(head)) };
        let body = usize::try_from(message.bodyLength()).map_err(|_| malformed("a negative length"))?;
        let whole = head.checked_add(body).ok_or_else(|| malformed("a length beyond all memory"))?;
        Ok(if bytes.len() < whole { Front::Part(whole) } else { Front::Whole(whole) })
    }

    /// What a message says of itself; nothing where this is the end mark.
    fn message<'a>(&self, bytes: &'a [u8]) -> Result<Option<Message<'a>>, ArrowError> {
        if self.metadata == 0 {
            return Ok(None);
        }
        let metadata = bytes.get(self.prefix..self.prefix + self.metadata);
        let metadata = metadata.ok_or_else(|| malformed("a message that is cut"))?;
        root_as_message(metadata).map(Some).map_err(|error| malformed(&format!("a message that is none: {error}")))
    }
}

/// Where a piece of a file lies, if that is before its end.
fn range_of(block: &Block, end: usize) -> Option<Range<usize>> {
    let from = usize::try_from(block.offset()).ok()?;
    let (metadata, body) = (usize::try_from(block.metaDataLength()).ok()?, usize::try_from(block.bodyLength()).ok()?);
    let until = from.checked_add(metadata)?.checked_add(body)?;
    (from >= FILE_HEAD && until <= end).then_some(from..until)
}

fn schema_of(schema: Option<arrow_ipc::Schema<'_>>) -> Result<SchemaRef, ArrowError> {
    let schema = schema.filter(|schema| schema.fields().is_some());
    let schema = schema.ok_or_else(|| malformed("a schema without columns"))?;
    if schema.endianness() != Endianness::Little {
        return Err(malformed("numbers with their greatest byte first"));
    }
    Ok(Arc::new(convert::fb_to_schema(schema)))
}

fn read_names(
    message: &Message<'_>,
    body: &Buffer,
    schema: &Schema,
    dictionaries: &mut HashMap<i64, ArrayRef>,
) -> Result<(), ArrowError> {
    let names = message.header_as_dictionary_batch().ok_or_else(|| malformed("a dictionary that is none"))?;
    checked(names.data().ok_or_else(|| malformed("a dictionary without values"))?, body)?;
    read_dictionary(body, names, schema, dictionaries, &message.version())
}

fn read_rows(
    message: &Message<'_>,
    body: &Buffer,
    schema: &SchemaRef,
    dictionaries: &HashMap<i64, ArrayRef>,
) -> Result<RecordBatch, ArrowError> {
    let rows = message.header_as_record_batch().ok_or_else(|| malformed("a batch that is none"))?;
    checked(rows, body)?;
    read_record_batch(body, rows, Arc::clone(schema), dictionaries, None, &message.version())
}

/// Whether all that a batch speaks of lies within its body.
fn checked(batch: arrow_ipc::RecordBatch<'_>, body: &Buffer) -> Result<(), ArrowError> {
    if batch.compression().is_some() {
        return Err(malformed("a batch that is compressed: write it without compression"));
    }
    let bits = (body.len() as u64).saturating_mul(8);
    let rows = u64::try_from(batch.length()).map_err(|_| malformed("a negative length"))?;
    if rows > bits.max(ROWS_OF_NOTHING) {
        return Err(malformed(&format!("a batch of {rows} rows in {} bytes", body.len())));
    }
    let inside = |from: i64, length: i64, end: usize| {
        let (from, length) = (u64::try_from(from).ok()?, u64::try_from(length).ok()?);
        from.checked_add(length).filter(|until| *until <= end as u64)
    };
    for buffer in batch.buffers().iter().flatten() {
        inside(buffer.offset(), buffer.length(), body.len())
            .ok_or_else(|| malformed("a column outside of its batch"))?;
    }
    for node in batch.nodes().iter().flatten() {
        let count = usize::try_from(node.length()).map_err(|_| malformed("a negative length"))?;
        inside(0, node.null_count(), count).ok_or_else(|| malformed("more nulls than rows"))?;
    }
    Ok(())
}

fn malformed(found: &str) -> ArrowError {
    ArrowError::IpcError(found.to_owned())
}
