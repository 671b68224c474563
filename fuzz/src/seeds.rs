//! Inputs to begin with, for targets that no case of the conformance suite gives any.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, ListArray, RecordBatch, StringArray, StringViewArray,
    TimestampMillisecondArray,
};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::ArrowError;

use crate::sink;
use crate::world::SNAPSHOT;

/// What a fuzzer may begin with.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "snapshot" => vec![SNAPSHOT.clone()],
        "tables_ipc" => tables().unwrap_or_else(|error| panic!("tables are written: {error}")),
        _ => Vec::new(),
    }
}

/// A table for each call, as a stream and as a file.
fn tables() -> Result<Vec<Vec<u8>>, ArrowError> {
    let mut all = Vec::new();
    for (call, _) in (0..).zip(sink::CALLS) {
        let batch = table()?;
        let mut stream = StreamWriter::try_new(vec![call], batch.schema_ref())?;
        stream.write(&batch)?;
        all.push(stream.into_inner()?);
        let mut file = FileWriter::try_new(Vec::new(), batch.schema_ref())?;
        file.write(&batch)?;
        all.push([vec![call], file.into_inner()?].concat());
    }
    Ok(all)
}

fn table() -> Result<RecordBatch, ArrowError> {
    let numbers = |values: [Option<f64>; 3]| Arc::new(Float64Array::from(values.to_vec())) as ArrayRef;
    let names: DictionaryArray<Int32Type> = ["ana", "bob", "ana"].into_iter().collect();
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1)]), None, Some(vec![])]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("question_quality", numbers([Some(0.5), None, Some(1e300)])),
        ("value", numbers([Some(1.0), Some(2.0), Some(3.0)])),
        ("at", Arc::new(TimestampMillisecondArray::from(vec![0, 1, 1_772_000_000_000]))),
        ("person", Arc::new(names)),
        ("greeting", Arc::new(StringArray::from(vec!["yes", "no", "yes"]))),
        ("rater", Arc::new(StringViewArray::from(vec!["mia", "a rater with a long name", "mia"]))),
        ("note", Arc::new(lists)),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
}
