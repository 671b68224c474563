//! Tables of which each row becomes several, and tables that come in pieces and are told in one.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int32Array, Int64Array, RecordBatch, RecordBatchOptions, make_array,
};
use arrow_buffer::ArrowNativeType;
use arrow_data::ArrayData;
use arrow_data::transform::{Capacities, MutableArrayData};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use touchline_kernel::rejection::{BadInput, Hint};

use crate::binding::Binding;
use crate::bounds::check_bytes;
use crate::fault::{Faults, broken};
use crate::scorer::Scorer;

/// The number of a row in the whole table, where each row becomes several.
const ROW: &str = "row";

/// Whether a column of this type can be taken to pieces and put together.
fn holds_together(kind: &DataType) -> bool {
    use DataType::{
        Binary, BinaryView, Boolean, Date32, Date64, Decimal128, Decimal256, Dictionary, Duration, FixedSizeBinary,
        FixedSizeList, LargeBinary, LargeList, LargeUtf8, List, Null, Struct, Time32, Time64, Timestamp, Utf8,
        Utf8View,
    };
    match kind {
        Boolean | Date32 | Date64 | Decimal128(..) | Decimal256(..) | Duration(_) | Null | Time32(_) | Time64(_) => {
            true
        }
        Timestamp(..) | Binary | BinaryView | FixedSizeBinary(_) | LargeBinary | LargeUtf8 | Utf8 | Utf8View => true,
        Dictionary(_, values) => !values.is_nested() && holds_together(values),
        List(item) | LargeList(item) | FixedSizeList(item, _) => holds_together(item.data_type()),
        Struct(fields) => fields.iter().all(|field| holds_together(field.data_type())),
        number => number.is_numeric(),
    }
}

/// Binds a table each row of which becomes several, which are told by the row's number.
pub(crate) fn bound_to_parts(
    scorer: &Scorer,
    schema: &Schema,
    told: Vec<Field>,
    besides: &[&str],
) -> Result<Binding, BadInput> {
    let mut faults = Faults::default();
    for field in schema.fields().iter().filter(|field| scorer.options().keep.contains(field.name())) {
        if !holds_together(field.data_type()) {
            faults.not_of(field.name(), "a column whose values can be repeated", field.data_type());
        }
    }
    let binding = faults.joined(scorer.bind_for(schema, told, besides, Hint::ColumnMayBeKept))?;
    let fields = binding.schema.fields().iter().map(|field| field.as_ref().clone());
    let fields: Vec<Field> = std::iter::once(Field::new(ROW, DataType::Int64, false)).chain(fields).collect();
    let schema = Schema::new(fields);
    let mut faults = Faults::default();
    faults.names(&schema);
    faults.told()?;
    Ok(Binding { schema: Arc::new(schema), ..binding })
}

/// The columns that stand ahead of what is told where each row becomes as many as this.
pub(crate) fn numbered(
    binding: &Binding,
    batch: &RecordBatch,
    times: usize,
    first_row: u64,
) -> Result<Vec<ArrayRef>, ArrowError> {
    numbered_by(binding, batch, std::iter::repeat_n(times, batch.num_rows()), first_row)
}

/// The same where each row becomes as many as it says.
pub(crate) fn numbered_by(
    binding: &Binding,
    batch: &RecordBatch,
    times: impl Iterator<Item = usize> + Clone,
    first_row: u64,
) -> Result<Vec<ArrayRef>, ArrowError> {
    let first = i64::try_from(first_row).unwrap_or(i64::MAX);
    let rows = (first..).zip(times.clone()).flat_map(|(row, times)| std::iter::repeat_n(row, times));
    let mut arrays = vec![Arc::new(Int64Array::from_iter_values(rows)) as ArrayRef];
    let names = binding.keep.iter().map(|place| batch.schema_ref().field(*place).name());
    for (name, kept) in names.zip(binding.kept(batch)) {
        if may_be_long(kept.data_type()) {
            let of_row = |(row, times): (usize, usize)| bytes(&kept, row..row + 1).saturating_mul(times);
            check_bytes(name, times.clone().enumerate().map(of_row), Hint::KeptMayBeLeftOut)?;
        }
        arrays.push(repeated(&kept, times.clone())?);
    }
    Ok(arrays)
}

/// Whether a copy of a value may take more than a number does. Of a dictionary's and a view's the place alone is copied.
fn may_be_long(kind: &DataType) -> bool {
    use DataType::{Binary, FixedSizeBinary, FixedSizeList, LargeBinary, LargeList, LargeUtf8, List, Struct, Utf8};
    matches!(
        kind,
        Binary
            | FixedSizeBinary(_)
            | FixedSizeList(..)
            | LargeBinary
            | LargeList(_)
            | LargeUtf8
            | List(_)
            | Struct(_)
            | Utf8
    )
}

/// How many bytes a copy of these rows takes, reckoned without a look at each value.
fn bytes(array: &ArrayRef, rows: Range<usize>) -> usize {
    let validity = if array.nulls().is_some() { rows.len().div_ceil(8) } else { 0 };
    validity.saturating_add(bytes_of_values(array, rows))
}

fn bytes_of_values(array: &ArrayRef, rows: Range<usize>) -> usize {
    let (from, until, count) = (rows.start, rows.end, rows.len());
    let between = |from: usize, until: usize, places: usize| until.saturating_sub(from).saturating_add(places);
    match array.data_type() {
        DataType::Null => 0,
        DataType::Boolean => count.div_ceil(8),
        DataType::Utf8 => of_offsets(array.as_string::<i32>().value_offsets(), &rows, between),
        DataType::LargeUtf8 => of_offsets(array.as_string::<i64>().value_offsets(), &rows, between),
        DataType::Binary => of_offsets(array.as_binary::<i32>().value_offsets(), &rows, between),
        DataType::LargeBinary => of_offsets(array.as_binary::<i64>().value_offsets(), &rows, between),
        DataType::List(_) => {
            let (list, values) = (array.as_list::<i32>(), array.as_list::<i32>().values());
            of_offsets(list.value_offsets(), &rows, |from, until, places| {
                // Where an entry takes less than a byte, 32 bits may not count as many as there is room for.
                until.saturating_sub(from).max(places.saturating_add(bytes(values, from..until)))
            })
        }
        DataType::LargeList(_) => {
            let (list, values) = (array.as_list::<i64>(), array.as_list::<i64>().values());
            of_offsets(list.value_offsets(), &rows, |from, until, places| {
                places.saturating_add(bytes(values, from..until))
            })
        }
        DataType::FixedSizeList(_, size) => {
            let (list, size) = (array.as_fixed_size_list(), size.as_usize());
            bytes(list.values(), from.saturating_mul(size)..until.saturating_mul(size))
        }
        DataType::Struct(_) => {
            array.as_struct().columns().iter().map(|column| bytes(column, rows.clone())).fold(0, usize::saturating_add)
        }
        DataType::FixedSizeBinary(size) => size.as_usize().saturating_mul(count),
        DataType::Utf8View | DataType::BinaryView => size_of::<u128>().saturating_mul(count),
        DataType::Dictionary(places, _) => places.primitive_width().unwrap_or_default().saturating_mul(count),
        number => number.primitive_width().unwrap_or_default().saturating_mul(count),
    }
}

/// What the values of rows come to that lie between offsets, told from where to where these lie and what the offsets take.
fn of_offsets<O: ArrowNativeType>(
    offsets: &[O],
    rows: &Range<usize>,
    of: impl Fn(usize, usize, usize) -> usize,
) -> usize {
    let at = |row: usize| offsets.get(row).map_or(0, |offset| offset.as_usize());
    of(at(rows.start), at(rows.end), size_of::<O>().saturating_mul(rows.len()))
}

fn repeated(array: &ArrayRef, times: impl Iterator<Item = usize> + Clone) -> Result<ArrayRef, ArrowError> {
    let data = array.to_data();
    let rows: usize = times.clone().sum();
    let mut made = MutableArrayData::new(vec![&data], false, rows);
    for (row, times) in times.enumerate() {
        for _ in 0..times {
            made.try_extend(0, row, row + 1)?;
        }
    }
    Ok(make_array(made.freeze()))
}

/// The pieces that are told of a table; one without rows where it has none.
pub(crate) fn told(pieces: Vec<RecordBatch>, schema: Option<SchemaRef>) -> Result<Vec<RecordBatch>, BadInput> {
    match (pieces.is_empty(), schema) {
        (false, _) => Ok(pieces),
        (true, Some(schema)) => Ok(vec![RecordBatch::new_empty(schema)]),
        (true, None) => Err(broken(&ArrowError::SchemaError("no table was given".to_owned()))),
    }
}

/// Refuses a batch whose columns that are handed on are of another type than before.
pub(crate) fn changed(before: &Schema, now: &Schema) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    for (before, now) in before.fields().iter().zip(now.fields()) {
        if before.data_type() != now.data_type() {
            faults.changed(now.name(), &before.data_type().to_string(), &now.data_type().to_string());
        }
    }
    faults.told()
}

/// Pieces of one table as one. Of its first columns, which were handed on, nothing lies any more where it lay: a face may
/// have lent the memory.
pub(crate) fn joined(pieces: &[RecordBatch], handed_on: usize) -> Result<RecordBatch, ArrowError> {
    let Some(first) = pieces.first() else {
        return Err(ArrowError::SchemaError("no table was given".to_owned()));
    };
    let column = |place: usize| match pieces {
        [one] if place >= handed_on => Ok(Arc::clone(one.column(place))),
        _ => joined_arrays(&pieces.iter().map(|piece| piece.column(place)).collect::<Vec<_>>()),
    };
    let arrays: Vec<ArrayRef> = (0..first.num_columns()).map(column).collect::<Result<_, ArrowError>>()?;
    let fields = first.schema_ref().fields().iter().zip(&arrays);
    let fields = fields.map(|(field, array)| Field::new(field.name(), array.data_type().clone(), field.is_nullable()));
    let rows = RecordBatchOptions::new().with_row_count(Some(pieces.iter().map(RecordBatch::num_rows).sum()));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields.collect::<Vec<_>>())), arrays, &rows)
}

fn joined_arrays(pieces: &[&ArrayRef]) -> Result<ArrayRef, ArrowError> {
    let kind = pieces.first().map_or(DataType::Null, |piece| piece.data_type().clone());
    if !holds_together(&kind) {
        return Err(ArrowError::ComputeError(format!("columns of {kind} cannot be put together")));
    }
    if matches!(kind, DataType::Dictionary(..)) {
        return joined_dictionaries(pieces);
    }
    let data: Vec<ArrayData> = pieces.iter().map(|piece| piece.to_data()).collect();
    let rows = data.iter().map(ArrayData::len).sum();
    let mut made = MutableArrayData::with_capacities(data.iter().collect(), false, Capacities::Array(rows));
    for (nth, piece) in data.iter().enumerate() {
        made.try_extend(nth, 0, piece.len())?;
    }
    Ok(make_array(made.freeze()))
}

/// Places among names that are the same ones stay what they are. Else the names stand one behind the other, and the places
/// get wider, since they may be too many for what they were.
fn joined_dictionaries(pieces: &[&ArrayRef]) -> Result<ArrayRef, ArrowError> {
    let names: Vec<&ArrayRef> = pieces.iter().map(|piece| piece.as_any_dictionary().values()).collect();
    let mut distinct: Vec<&ArrayRef> = Vec::new();
    for names in &names {
        if !distinct.iter().any(|known| Arc::ptr_eq(known, names)) {
            distinct.push(names);
        }
    }
    let mut begins = Vec::with_capacity(distinct.len());
    let mut end = 0;
    for names in &distinct {
        begins.push(end);
        end += names.len();
    }
    let begin =
        |names: &ArrayRef| distinct.iter().position(|known| Arc::ptr_eq(known, names)).map_or(0, |nth| begins[nth]);
    let mut places: Vec<Option<i32>> = Vec::new();
    for piece in pieces {
        let piece = piece.as_any_dictionary();
        let begin = begin(piece.values());
        let keys = if piece.values().is_empty() { vec![0; piece.len()] } else { piece.normalized_keys() };
        for (row, key) in keys.into_iter().enumerate() {
            let place = i32::try_from(begin + key)
                .map_err(|_| ArrowError::ComputeError("one column cannot hold so many names".to_owned()))?;
            places.push(piece.keys().is_valid(row).then_some(place));
        }
    }
    let names = match distinct.as_slice() {
        [one] => Arc::clone(one),
        several => joined_arrays(several)?,
    };
    Ok(Arc::new(DictionaryArray::try_new(Int32Array::from(places), names)?))
}
