//! Tables as they are shown and kept: the first rows as texts, and all of them as a stream of Arrow IPC.
//!
//! Rules: API-04.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowTimestampType, Date32Type, Float32Type, Float64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{AnyDictionaryArray, Array, RecordBatch, downcast_integer_array, temporal_conversions};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, SchemaRef, TimeUnit};
use pyo3::prelude::*;

/// How many rows are shown.
const FIRST: usize = 10;

/// How many columns are named.
const NAMED: usize = 8;

/// The first rows, each with its cells as texts; none where there is no value.
pub(crate) fn first_rows(batches: &[RecordBatch]) -> Vec<Vec<Option<String>>> {
    let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
    rows.take(FIRST).map(|(batch, row)| batch.columns().iter().map(|column| cell(column, row)).collect()).collect()
}

/// A cell as text. What has no short form is named by its type.
fn cell(column: &dyn Array, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Null => None,
        DataType::Boolean => Some(column.as_boolean().value(row).to_string()),
        DataType::Float32 => Some(rounded(column.as_primitive::<Float32Type>().value(row).into())),
        DataType::Float64 => Some(rounded(column.as_primitive::<Float64Type>().value(row))),
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Some(column.as_string_view().value(row).to_owned()),
        DataType::Date32 => {
            let day = column.as_primitive::<Date32Type>().value(row);
            temporal_conversions::date32_to_datetime(day).map(|day| day.date().to_string())
        }
        DataType::Timestamp(TimeUnit::Second, _) => moment::<TimestampSecondType>(column, row),
        DataType::Timestamp(TimeUnit::Millisecond, _) => moment::<TimestampMillisecondType>(column, row),
        DataType::Timestamp(TimeUnit::Microsecond, _) => moment::<TimestampMicrosecondType>(column, row),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => moment::<TimestampNanosecondType>(column, row),
        DataType::Dictionary(..) => word(column.as_any_dictionary(), row),
        DataType::List(_) => Some(entries(column.as_list::<i32>().value(row).as_ref())),
        DataType::LargeList(_) => Some(entries(column.as_list::<i64>().value(row).as_ref())),
        other => whole_number(column, row).or_else(|| Some(format!("({other})"))),
    }
}

/// A whole number of any width.
fn whole_number(column: &dyn Array, row: usize) -> Option<String> {
    downcast_integer_array! {
        column => Some(column.value(row).to_string()),
        _ => None
    }
}

/// How many columns there are, with the names of the first.
pub(crate) fn columns(schema: &SchemaRef) -> String {
    let fields = schema.fields();
    let names = fields.iter().take(NAMED).map(|field| field.name().escape_debug().to_string());
    let more = (fields.len() > NAMED).then(|| "…".to_owned());
    let names: Vec<String> = names.chain(more).collect();
    format!("{} columns: {}", fields.len(), names.join(", "))
}

/// A table as a frame of another library's, by the function of `_frames.py`.
pub(crate) fn frame<'py>(table: &Bound<'py, PyAny>, made_by: &str) -> PyResult<Bound<'py, PyAny>> {
    table.py().import("touchline._frames")?.call_method1(made_by, (table,))
}

/// Six digits are more than anybody reads.
fn rounded(value: f64) -> String {
    let digits = if value.abs() >= 1e6 { 0 } else { 4 };
    let text = format!("{value:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn moment<T: ArrowTimestampType>(column: &dyn Array, row: usize) -> Option<String> {
    column.as_primitive::<T>().value_as_datetime(row).map(|moment| moment.to_string())
}

fn word(words: &dyn AnyDictionaryArray, row: usize) -> Option<String> {
    let place = whole_number(words.keys(), row)?;
    cell(words.values(), place.parse().ok()?)
}

fn entries(list: &dyn Array) -> String {
    let cells: Vec<String> = (0..list.len()).map(|at| cell(list, at).unwrap_or_default()).collect();
    format!("[{}]", cells.join(", "))
}

/// All rows as a stream of Arrow IPC.
pub(crate) fn written(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Vec<u8>, ArrowError> {
    let mut writer = StreamWriter::try_new(Vec::new(), schema)?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.into_inner()
}

/// What such a stream holds.
pub(crate) fn read(bytes: &[u8]) -> Result<(SchemaRef, Vec<RecordBatch>), ArrowError> {
    let reader = StreamReader::try_new(bytes, None)?;
    let schema = Arc::clone(&reader.schema());
    Ok((schema, reader.collect::<Result<_, _>>()?))
}
