//! The messages of a stream or of a file, one after the other: the schema first, then batches and their dictionaries.

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::reader::{read_dictionary, read_record_batch};
use arrow_ipc::{Block, Endianness, Message, MessageHeader, convert, root_as_footer};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use touchline_kernel::rejection::BadInput;

use super::frame::Frame;
use super::{Front, malformed, types};
use crate::fault::broken;

/// What a file begins and ends with.
const MAGIC: &[u8] = b"ARROW1";

/// A file's messages begin on the next multiple of eight bytes.
const FILE_HEAD: usize = 8;

/// So many rows a batch may have without a bit for each of them in its body.
const ROWS_OF_NOTHING: u64 = 1 << 16;

/// Is given what a table has, as it is read.
pub(crate) trait Receiver {
    /// The table has these columns.
    ///
    /// # Errors
    /// What is wrong with them.
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), BadInput>;

    /// The next rows, which lie in the memory of the piece.
    ///
    /// # Errors
    /// What is wrong with them.
    fn receive(&mut self, batch: &RecordBatch) -> Result<(), BadInput>;
}

/// Reads a table that comes as bytes of Arrow IPC.
#[derive(Default)]
pub(crate) struct IpcReader {
    schema: Option<SchemaRef>,
    dictionaries: HashMap<i64, ArrayRef>,
    place: Place,
}

/// How far the bytes were read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Stream,
    /// So many pieces of a file are still to come.
    File(usize),
    End,
    /// Something was wrong, and has been told.
    Broken,
}

impl IpcReader {
    /// Tells how long the piece is that these bytes begin with.
    ///
    /// # Errors
    /// They are no Arrow IPC.
    pub(crate) fn front(&self, bytes: &[u8]) -> Result<Front, BadInput> {
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
    /// The bytes are no file, or not all of it; or what the receiver finds wrong.
    pub(crate) fn file(&mut self, bytes: &[u8], into: &mut impl Receiver) -> Result<Vec<Range<usize>>, BadInput> {
        let read = self.begin_file(bytes, into);
        self.unless_broken(read)
    }

    /// Takes the piece that [`IpcReader::front`] has found whole. Nothing of it is held on to here; what the receiver holds on to
    /// stays for as long as the piece's memory does.
    ///
    /// # Errors
    /// What is wrong with it. Nothing further is taken then.
    pub(crate) fn take(&mut self, piece: &Buffer, into: &mut impl Receiver) -> Result<(), BadInput> {
        let taken = self.advance(piece, into);
        self.unless_broken(taken)
    }

    /// Whether all has come that there is.
    ///
    /// # Errors
    /// The end mark of a stream or the last bytes of a file are missing: it was cut.
    pub(crate) fn finish(&self) -> Result<(), BadInput> {
        let whole = self.schema.is_some() && matches!(self.place, Place::End | Place::File(0));
        if whole { Ok(()) } else { Err(broken(&malformed("a table that ends before its end mark"))) }
    }

    /// After a fault nothing further is taken.
    fn unless_broken<T>(&mut self, done: Result<T, BadInput>) -> Result<T, BadInput> {
        if done.is_err() {
            self.place = Place::Broken;
            self.dictionaries.clear();
        }
        done
    }

    fn advance(&mut self, piece: &Buffer, into: &mut impl Receiver) -> Result<(), BadInput> {
        match &mut self.place {
            Place::Start => self.place = Place::Stream,
            Place::Stream => (),
            Place::File(left) if *left > 0 => *left -= 1,
            Place::File(_) | Place::End | Place::Broken => {
                return Err(broken(&malformed("bytes after the end of the stream")));
            }
        }
        self.message(piece, into)
    }

    fn begin_file(&mut self, bytes: &[u8], into: &mut impl Receiver) -> Result<Vec<Range<usize>>, BadInput> {
        let until = bytes.len().checked_sub(MAGIC.len() + 4).filter(|_| bytes.ends_with(MAGIC));
        let until = until.filter(|until| self.place == Place::Start && bytes.starts_with(MAGIC) && *until >= FILE_HEAD);
        let until = until.ok_or_else(|| broken(&malformed("a file that ends before its end mark")))?;
        let length = bytes.get(until..until + 4).and_then(|length| length.try_into().ok()).map(i32::from_le_bytes);
        let length = length.and_then(|length| usize::try_from(length).ok());
        let from = length.and_then(|length| until.checked_sub(length)).filter(|from| *from >= FILE_HEAD);
        let from = from.ok_or_else(|| broken(&malformed("a file whose end has another length than it says")))?;
        let footer = root_as_footer(&bytes[from..until]);
        let footer = footer.map_err(|error| broken(&malformed(&format!("a file whose end is none: {error}"))))?;
        self.begin(footer.schema(), into)?;
        let (dictionaries, batches) = (footer.dictionaries(), footer.recordBatches());
        let blocks = dictionaries.iter().flatten().chain(batches.iter().flatten());
        let pieces: Option<Vec<Range<usize>>> = blocks.map(|block| range_of(block, from)).collect();
        // No piece is there twice, so that a small file does not have any number of rows.
        let fits = |pieces: &Vec<Range<usize>>| pieces.iter().map(Range::len).sum::<usize>() <= from;
        let pieces = pieces.filter(fits).ok_or_else(|| broken(&malformed("a file with pieces outside of it")))?;
        self.place = Place::File(pieces.len());
        Ok(pieces)
    }

    fn begin(&mut self, schema: Option<arrow_ipc::Schema<'_>>, into: &mut impl Receiver) -> Result<(), BadInput> {
        let schema = schema_of(schema)?;
        into.begin(&schema)?;
        self.schema = Some(schema);
        Ok(())
    }

    fn message(&mut self, piece: &Buffer, into: &mut impl Receiver) -> Result<(), BadInput> {
        let failed = |error: ArrowError| broken(&error);
        let frame = Frame::of(piece).map_err(failed)?;
        let Some(message) = frame.message(piece).map_err(failed)? else {
            if self.schema.is_none() {
                return Err(broken(&malformed("a table without a schema")));
            }
            self.place = Place::End;
            return Ok(());
        };
        let body = piece.slice(frame.prefix + frame.metadata);
        match (message.header_type(), &self.schema) {
            (MessageHeader::Schema, None) => self.begin(message.header_as_schema(), into),
            (MessageHeader::DictionaryBatch, Some(schema)) => {
                // Dictionaries outlive the piece, so they get memory of their own.
                let body = Buffer::from(body.as_slice());
                read_names(&message, &body, schema, &mut self.dictionaries)
            }
            (MessageHeader::RecordBatch, Some(schema)) => {
                into.receive(&read_rows(&message, &body, schema, &self.dictionaries)?)
            }
            (other, schema) => {
                let place = if schema.is_some() { "after" } else { "before" };
                Err(broken(&malformed(&format!("a message of type {other:?} {place} the schema"))))
            }
        }
    }
}

/// What `arrow-ipc` reads: it panics at some messages that cannot be read. What panics in the library itself is none of these, and is
/// let through.
fn sound<T>(read: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, BadInput> {
    let read = catch_unwind(AssertUnwindSafe(read));
    read.unwrap_or_else(|_| Err(malformed("a message that cannot be read"))).map_err(|error| broken(&error))
}

/// Where a piece of a file lies, if that is before its end.
fn range_of(block: &Block, end: usize) -> Option<Range<usize>> {
    let from = usize::try_from(block.offset()).ok()?;
    let (metadata, body) = (usize::try_from(block.metaDataLength()).ok()?, usize::try_from(block.bodyLength()).ok()?);
    let until = from.checked_add(metadata)?.checked_add(body)?;
    (from >= FILE_HEAD && until <= end).then_some(from..until)
}

fn schema_of(schema: Option<arrow_ipc::Schema<'_>>) -> Result<SchemaRef, BadInput> {
    let schema = schema.filter(|schema| schema.fields().is_some());
    let schema = schema.ok_or_else(|| broken(&malformed("a schema without columns")))?;
    if schema.endianness() != Endianness::Little {
        return Err(broken(&malformed("numbers with their greatest byte first")));
    }
    if let Some(unknown) = schema.fields().iter().flatten().find(|field| !types::exists(*field)) {
        let name = unknown.name().unwrap_or_default();
        return Err(broken(&malformed(&format!("a type of column `{name}` that does not exist"))));
    }
    sound(|| Ok(Arc::new(convert::fb_to_schema(schema))))
}

fn read_names(
    message: &Message<'_>,
    body: &Buffer,
    schema: &Schema,
    dictionaries: &mut HashMap<i64, ArrayRef>,
) -> Result<(), BadInput> {
    let none = |what| broken(&malformed(what));
    let names = message.header_as_dictionary_batch().ok_or_else(|| none("a dictionary that is none"))?;
    let values = names.data().ok_or_else(|| none("a dictionary without values"))?;
    checked(values, body).map_err(|error| broken(&error))?;
    sound(|| read_dictionary(body, names, schema, dictionaries, &message.version()))
}

fn read_rows(
    message: &Message<'_>,
    body: &Buffer,
    schema: &SchemaRef,
    dictionaries: &HashMap<i64, ArrayRef>,
) -> Result<RecordBatch, BadInput> {
    let rows = message.header_as_record_batch().ok_or_else(|| broken(&malformed("a batch that is none")))?;
    checked(rows, body).map_err(|error| broken(&error))?;
    sound(|| read_record_batch(body, rows, Arc::clone(schema), dictionaries, None, &message.version()))
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
