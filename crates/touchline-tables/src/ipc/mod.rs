//! Tables as bytes of Arrow IPC: a stream or a file in, message by message, and a stream of scores or figures out.
//!
//! The bytes may come from anywhere. What a message says of its own lengths is checked before anything is read or
//! allocated by it, so that memory is bounded by what was handed in. `arrow-rs` panics at some schemas that no writer
//! makes; that, too, is told as what is wrong with the table.

mod frame;
mod reader;
mod reading;
mod scores;
mod types;

use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Schema};
use touchline_kernel::rejection::BadInput;

pub use reading::{Figures, Newest, Read, Reading, Shape};

use crate::fault::broken;

/// What stands at the front of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// A piece that is whole: its length.
    Whole(usize),
    /// The beginning of a piece: how many bytes there have to be before it can be looked at again.
    Part(usize),
}

/// A table of one piece as the bytes of a stream.
///
/// # Errors
/// It has columns that Arrow IPC does not.
fn written(batch: &RecordBatch) -> Result<Vec<u8>, BadInput> {
    let write = || {
        let mut writer = begun(batch.schema_ref())?;
        writer.write(batch)?;
        writer.into_inner()
    };
    write().map_err(|error: ArrowError| broken(&error))
}

/// A stream with its schema and nothing more.
fn begun(schema: &Schema) -> Result<StreamWriter<Vec<u8>>, ArrowError> {
    StreamWriter::try_new(Vec::new(), schema)
}

fn malformed(found: &str) -> ArrowError {
    ArrowError::IpcError(found.to_owned())
}
