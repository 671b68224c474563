//! Columns whose rows come as runs of the same value: each row gets its own, so that nothing else has to know of runs.
//!
//! Rules: BAT-02.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, Int32Type, Int64Type, RunEndIndexType};
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, make_array};
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::keys::{Kind, text};

/// The schema of what [`spread`] gives.
pub(crate) fn spread_schema(schema: &SchemaRef) -> SchemaRef {
    if !has_runs(schema) {
        return Arc::clone(schema);
    }
    let field = |field: &Arc<Field>| match field.data_type() {
        DataType::RunEndEncoded(_, values) => Field::new(field.name(), values.data_type().clone(), true),
        _ => field.as_ref().clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}

/// A batch without runs.
pub(crate) fn spread(batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
    let schema = batch.schema();
    if !has_runs(&schema) {
        return Ok(batch);
    }
    let columns = batch.columns().iter().map(column).collect::<Result<_, _>>()?;
    let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(spread_schema(&schema), columns, &rows)
}

fn has_runs(schema: &Schema) -> bool {
    schema.fields().iter().any(|field| matches!(field.data_type(), DataType::RunEndEncoded(..)))
}

fn column(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match array.data_type() {
        DataType::RunEndEncoded(ends, _) => match ends.data_type() {
            DataType::Int16 => of_runs::<Int16Type>(array.as_ref()),
            DataType::Int32 => of_runs::<Int32Type>(array.as_ref()),
            _ => of_runs::<Int64Type>(array.as_ref()),
        },
        _ => Ok(Arc::clone(array)),
    }
}

/// As much text as the rows of a column may come to, where one memory stands behind that of many: 1 GiB.
pub(crate) const MOST_TEXT: usize = 1 << 30;

fn of_runs<R: RunEndIndexType>(array: &dyn Array) -> Result<ArrayRef, ArrowError> {
    let runs = array.as_run::<R>();
    let values = runs.values().to_data();
    let physical = |row| runs.get_physical_index(row);
    let bytes = |row| text(runs.values().as_ref(), physical(row)).map_or(0, str::len);
    let texts = if Kind::of(values.data_type()) == Some(Kind::Text) { 0..runs.len() } else { 0..0 };
    let all = texts.fold(0_usize, |all, row| all.saturating_add(bytes(row)));
    if all > MOST_TEXT {
        return Err(ArrowError::ComputeError(format!(
            "runs that come to {all} bytes of text, and not to {MOST_TEXT} at most"
        )));
    }
    let mut each = MutableArrayData::new(vec![&values], false, runs.len());
    for row in 0..runs.len() {
        let value = physical(row);
        each.try_extend(0, value, value + 1)?;
    }
    Ok(make_array(each.freeze()))
}

#[cfg(test)]
mod tests {
    use arrow_array::{Float64Array, Int32Array, LargeStringArray, RunArray, StringArray};

    use super::*;

    #[test]
    fn bat_02_each_row_of_a_run_has_its_value_from_wherever_it_is_cut() {
        let ends = Int32Array::from(vec![2, 3, 6]);
        let numbers =
            RunArray::<Int32Type>::try_new(&ends, &Float64Array::from(vec![Some(1.5), None, Some(2.0)])).unwrap();
        let texts = RunArray::<Int32Type>::try_new(&ends, &StringArray::from(vec!["a", "b", "c"])).unwrap();
        let columns: [(&str, ArrayRef); 2] = [("numbers", Arc::new(numbers)), ("texts", Arc::new(texts))];
        let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, array)| (name, array, true))).unwrap();
        let found = spread(batch.slice(1, 4)).unwrap();
        assert_eq!(found.schema(), spread_schema(&batch.schema()));
        let numbers: Vec<Option<f64>> =
            found.column(0).as_primitive::<arrow_array::types::Float64Type>().iter().collect();
        assert_eq!(numbers, [Some(1.5), None, Some(2.0), Some(2.0)]);
        let texts: Vec<Option<&str>> = found.column(1).as_string::<i32>().iter().collect();
        assert_eq!(texts, [Some("a"), Some("b"), Some("c"), Some("c")]);
    }

    #[test]
    fn bat_02_runs_of_long_texts_are_refused_before_they_are_spread() {
        let (ends, long) = (Int32Array::from(vec![2_000]), "x".repeat(1 << 20));
        let texts = RunArray::<Int32Type>::try_new(&ends, &LargeStringArray::from(vec![long.as_str()])).unwrap();
        let batch =
            |texts: RunArray<Int32Type>| RecordBatch::try_from_iter([("texts", Arc::new(texts) as ArrayRef)]).unwrap();
        let said = spread(batch(texts.clone())).unwrap_err().to_string();
        assert!(said.contains("runs that come to 2097152000 bytes of text"), "{said}");
        assert_eq!(spread(batch(texts.slice(0, 3))).unwrap().num_rows(), 3);
    }
}
