//! The Arrow C data and stream interfaces: what other libraries hand over, checked as far as it can be.
//!
//! `arrow-rs` reads them, and panics where a producer is careless: a name that is not UTF-8, a failure without a
//! reason, an array that was released. Those are told here as what is wrong with the table.
//!
//! Rules: BAT-02.

#![expect(unsafe_code, reason = "the interfaces are structures of C, with pointers to functions of the producer")]

mod nulls;

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchOptions, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Fields, Schema, SchemaRef};
use touchline_kernel::defect;
use touchline_kernel::rejection::BadInput;

use crate::fault::{Faults, broken};

/// How deep the types of a schema may be nested.
const MAX_DEPTH: usize = 64;

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
    unsafe { batch_of(array, &Arc::new(Schema::new(fields))) }.map_err(|error| broken(&error))
}

/// # Safety
/// The array is of this schema.
unsafe fn batch_of(array: FFI_ArrowArray, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = i64::try_from(schema.fields().len()).unwrap_or(i64::MAX);
    if array.n_children != columns || array.length < 0 || array.offset < 0 {
        return Err(ArrowError::CDataInterface("an array that does not fit its schema".to_owned()));
    }
    let kind = DataType::Struct(schema.fields().clone());
    // SAFETY: as promised by the caller.
    let data = unsafe { from_ffi_and_data_type(nulls::without_buffers(array, &kind), kind) }?;
    let rows = RecordBatchOptions::new().with_row_count(Some(data.len()));
    let table = StructArray::from(data);
    if table.null_count() > 0 {
        return Err(ArrowError::CDataInterface("a table with rows that are null as a whole".to_owned()));
    }
    RecordBatch::try_new_with_options(Arc::clone(schema), table.into_parts().1, &rows)
}

/// The columns of a table's schema.
///
/// # Safety
/// It is a schema as the Arrow C data interface has it, or one that was released.
unsafe fn fields(schema: &FFI_ArrowSchema) -> Result<Fields, BadInput> {
    if schema.release.is_none() {
        return Err(refused("a schema that was released"));
    }
    // SAFETY: as promised by the caller.
    if !unsafe { readable(schema, MAX_DEPTH) } {
        return Err(refused("a schema with text that is not UTF-8, or nested too deep"));
    }
    match DataType::try_from(schema) {
        Ok(DataType::Struct(fields)) => Ok(fields),
        Ok(other) => Err(refused(&format!("an array of {other}"))),
        Err(error) => {
            let mut faults = Faults::default();
            for column in schema.children().filter(|column| DataType::try_from(*column).is_err()) {
                faults.no_type(column.name().unwrap_or_default(), column.format());
            }
            Err(faults.told().err().unwrap_or_else(|| broken(&error)))
        }
    }
}

/// Whether a schema's texts are UTF-8, down to its last child.
///
/// # Safety
/// It is a schema as the Arrow C data interface has it.
unsafe fn readable(schema: &FFI_ArrowSchema, depth: usize) -> bool {
    // SAFETY: a text of the interface is null or ends with a zero byte.
    let utf8 = |text| unsafe { CStr::from_ptr(text) }.to_str().is_ok();
    let texts = !schema.format.is_null() && utf8(schema.format) && (schema.name.is_null() || utf8(schema.name));
    let count = usize::try_from(schema.n_children).unwrap_or(usize::MAX);
    if !texts || depth == 0 || count == usize::MAX || (count > 0 && schema.children.is_null()) {
        return false;
    }
    let child = |place: usize| {
        // SAFETY: the producer vouches for as many children.
        let child = unsafe { (*schema.children.add(place)).as_ref() };
        // SAFETY: as above.
        child.is_some_and(|child| unsafe { readable(child, depth - 1) })
    };
    // SAFETY: null, or the schema of a dictionary's values.
    let dictionary = unsafe { schema.dictionary.as_ref() };
    // SAFETY: as above.
    (0..count).all(child) && dictionary.is_none_or(|values| unsafe { readable(values, depth - 1) })
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
        (!array.is_released()).then(|| unsafe { batch_of(array, &self.schema) })
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// Hands a stream out. A panic in it does not cross into whoever reads it: it ends the stream as an error.
#[must_use]
pub fn exported(reader: impl RecordBatchReader + Send + 'static) -> FFI_ArrowArrayStream {
    FFI_ArrowArrayStream::new(Box::new(Guarded { reader, over: false }))
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
