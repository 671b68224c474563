//! The Arrow C data and stream interfaces: what other libraries hand over, checked as far as it can be.
//!
//! `arrow-rs` reads them, and panics where a producer is careless, or reads what is not there. So each structure is held
//! against what it says before it is read: what is wrong is told with its column. Should anything panic after all, that,
//! too, is told of the table.
//!
//! Rules: BAT-02.

#![expect(unsafe_code, reason = "the interfaces are structures of C, with pointers to functions of the producer")]

mod described;
mod handed_out;
mod sound;
mod structs;

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Fields, Schema, SchemaRef};
use touchline_kernel::defect;
use touchline_kernel::rejection::BadInput;

use self::sound::Unsound;
use crate::fault::{Faults, broken, within_arrow};
use crate::runs;

/// The record batches of a foreign stream.
#[derive(Debug)]
pub struct Batches {
    stream: FFI_ArrowArrayStream,
    schema: SchemaRef,
}

/// Takes over a stream; what `stream` points at is left released.
///
/// # Errors
/// The stream was released before, or has no schema that can be read.
///
/// # Safety
/// `stream` points at a structure as the Arrow C stream interface has it, or one that was released.
pub unsafe fn stream(stream: *mut FFI_ArrowArrayStream) -> Result<Batches, BadInput> {
    // SAFETY: as promised by the caller.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(stream) };
    let (Some(_), Some(get_schema), Some(_)) = (stream.release, stream.get_schema, stream.get_next) else {
        return Err(refused("a stream that was released"));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the stream is not released, and the schema is a place to write to.
    let code = unsafe { get_schema(&raw mut stream, &raw mut schema) };
    if code != 0 {
        return Err(refused(&reason(&mut stream, code)));
    }
    // SAFETY: the producer has just written it.
    let schema = Arc::new(Schema::new(unsafe { fields(&schema) }?));
    Ok(Batches { stream, schema })
}

/// Takes over a table of one piece; what `array` points at is left released. The schema stays the caller's.
///
/// # Errors
/// Either was released before, or they are not those of a table.
///
/// # Safety
/// Both point at structures as the Arrow C data interface has them, or ones that were released.
pub unsafe fn batch(array: *mut FFI_ArrowArray, schema: *const FFI_ArrowSchema) -> Result<RecordBatch, BadInput> {
    // SAFETY: as promised by the caller.
    let (array, schema) = unsafe { (FFI_ArrowArray::from_raw(array), &*schema) };
    if array.is_released() {
        return Err(refused("an array that was released"));
    }
    // SAFETY: as promised by the caller.
    let fields = unsafe { fields(schema) }?;
    // SAFETY: the array is not released and, as the caller promises, of this schema.
    unsafe { batch_of(array, &Arc::new(Schema::new(fields))) }
}

/// # Safety
/// The array is of this schema, in so far as its pointers lead where they say.
unsafe fn batch_of(array: FFI_ArrowArray, schema: &SchemaRef) -> Result<RecordBatch, BadInput> {
    let columns = schema.fields();
    let told = |(place, why): &(usize, String), faults: &mut Faults| {
        columns.get(*place).into_iter().for_each(|column| faults.no_array(column.name(), column.data_type(), why));
    };
    if usize::try_from(array.n_children) != Ok(columns.len()) {
        return Err(refused("an array that does not fit its schema"));
    }
    if array.length > MOST_ROWS_OF_NOTHING && !columns.iter().any(|column| takes_memory(column.data_type())) {
        return Err(refused(&format!(
            "an array of a table: it is one of {} rows, behind which no memory stands",
            array.length
        )));
    }
    // SAFETY: as promised by the caller.
    let array = unsafe { sound::table(array, columns) }.map_err(|unsound| match unsound {
        Unsound::Table(why) => refused(&format!("an array of a table: it is {why}")),
        Unsound::Columns(wrong) => {
            let mut faults = Faults::default();
            wrong.iter().for_each(|column| told(column, &mut faults));
            faults.into()
        }
    })?;
    let kind = DataType::Struct(columns.clone());
    // Whatever panics holds nothing but the array, which is dropped.
    let read = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: as promised by the caller, and as was seen.
        let data = unsafe { from_ffi_and_data_type(array, kind) }.map_err(|error| broken(&error))?;
        let mut faults = Faults::default();
        for (place, column) in data.child_data().iter().enumerate() {
            let wrong = column.validate_full().err();
            wrong.into_iter().for_each(|error| told(&(place, format!("one with which {error}")), &mut faults));
        }
        faults.told()?;
        let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
        let table = StructArray::from(structs::from_their_first(data).map_err(|error| broken(&error))?);
        if table.null_count() > 0 {
            return Err(refused("a table with rows that are null as a whole"));
        }
        let batch = RecordBatch::try_new_with_options(Arc::clone(schema), table.into_parts().1, &rows);
        batch.and_then(runs::spread).map_err(|error| broken(&error))
    }));
    read.unwrap_or_else(|_| Err(refused("an array that cannot be read")))
}

/// As many rows as a table has at most of whose columns none takes memory for each row: such as runs of the same value, of which few
/// bytes say that there are any number.
const MOST_ROWS_OF_NOTHING: i64 = 1 << 24;

/// Whether each row of a column of this type stands somewhere in memory.
fn takes_memory(kind: &DataType) -> bool {
    match kind {
        DataType::Null | DataType::RunEndEncoded(..) | DataType::FixedSizeBinary(0) => false,
        DataType::FixedSizeList(values, size) => *size > 0 && takes_memory(values.data_type()),
        DataType::Struct(fields) => fields.iter().any(|field| takes_memory(field.data_type())),
        _ => true,
    }
}

/// The columns of a table's schema.
///
/// # Safety
/// It is a schema as the Arrow C data interface has it, or one that was released.
unsafe fn fields(schema: &FFI_ArrowSchema) -> Result<Fields, BadInput> {
    // SAFETY: as promised by the caller.
    let columns = unsafe { described::readable_itself(schema) }.map_err(|why| refused(&why))?;
    let mut faults = Faults::default();
    for column in columns {
        // SAFETY: as promised by the caller.
        match unsafe { described::readable(column) } {
            // SAFETY: as promised by the caller.
            Err(why) => faults.no_schema(&unsafe { name(column) }, &why),
            Ok(()) if described::kind(column).is_none() => {
                faults.no_type(column.name().unwrap_or_default(), column.format());
            }
            Ok(()) => {}
        }
    }
    faults.told()?;
    match described::kind(schema) {
        Some(DataType::Struct(fields)) => Ok(fields),
        Some(other) => Err(refused(&format!("an array of {other}"))),
        None => Err(refused(&format!("an array of the format `{}`", schema.format()))),
    }
}

/// What a column is called, as far as it can be read.
///
/// # Safety
/// Its name is null or ends with a zero byte.
unsafe fn name(column: &FFI_ArrowSchema) -> String {
    if column.name.is_null() {
        return String::new();
    }
    // SAFETY: as promised by the caller.
    unsafe { CStr::from_ptr(column.name) }.to_string_lossy().into_owned()
}

/// Why the stream's last call failed, in the producer's words if it has any.
fn reason(stream: &mut FFI_ArrowArrayStream, code: i32) -> String {
    // SAFETY: the stream is not released, and its last call has failed, which is when it may be asked for this.
    let said = stream.get_last_error.map(|ask| unsafe { ask(stream) }).filter(|said| !said.is_null());
    // SAFETY: the text ends with a zero byte, and lives until the stream's next call.
    said.map_or_else(|| format!("error {code}"), |said| unsafe { CStr::from_ptr(said) }.to_string_lossy().into_owned())
}

fn refused(found: &str) -> BadInput {
    broken(&ArrowError::CDataInterface(found.to_owned()))
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let get_next = self.stream.get_next?;
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released, and the array is a place to write to.
        let code = unsafe { get_next(&raw mut self.stream, &raw mut array) };
        if code != 0 {
            return Some(Err(ArrowError::CDataInterface(reason(&mut self.stream, code))));
        }
        // SAFETY: the producer has just written it, by its schema.
        let batch = (!array.is_released()).then(|| unsafe { batch_of(array, &self.schema) })?;
        Some(batch.map_err(within_arrow))
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        runs::spread_schema(&self.schema)
    }
}

/// Hands a stream out. A panic in it does not cross into whoever reads it: it ends the stream as an error. While it is being read,
/// whoever asks it for more is refused.
#[must_use]
pub fn exported(reader: impl RecordBatchReader + Send + 'static) -> FFI_ArrowArrayStream {
    handed_out::guarded(FFI_ArrowArrayStream::new(Box::new(Guarded { reader, over: false })))
}

struct Guarded<R> {
    reader: R,
    over: bool,
}

impl<R: RecordBatchReader> Iterator for Guarded<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        // After a panic the reader is not asked again, so nobody sees what it may have left half done.
        let next = catch_unwind(AssertUnwindSafe(|| self.reader.next()));
        next.unwrap_or_else(|panic| {
            self.over = true;
            let told = defect::said(defect::words(panic.as_ref()));
            Some(Err(ArrowError::CDataInterface(told.replace('\0', " "))))
        })
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Guarded<R> {
    fn schema(&self) -> SchemaRef {
        self.reader.schema()
    }
}
