//! Structs of which not all values are meant, as of a slice: `arrow-rs` cuts off what stands before the first one once for each array
//! around them that does not begin with its own, and so twice or more. Here it is cut off once, and each begins with its first value.
//!
//! Rules: BAT-02.

use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType, UnionMode};

/// A table in which no struct begins behind its first value.
pub(super) fn from_their_first(table: ArrayData) -> Result<ArrayData, ArrowError> {
    let holds = table.child_data().iter().any(|column| holds_structs(column.data_type()));
    if holds { part(&table, 0, table.len()) } else { Ok(table) }
}

/// So many values of an array, from one on.
fn part(data: &ArrayData, first: usize, rows: usize) -> Result<ArrayData, ArrowError> {
    if !holds_structs(data.data_type()) {
        return Ok(data.slice(first, rows));
    }
    let begin = data.offset().saturating_add(first);
    let each = |begin: usize, rows: usize| -> Result<Vec<ArrayData>, ArrowError> {
        data.child_data().iter().map(|child| part(child, begin, rows)).collect()
    };
    let cut = ArrayData::builder(data.data_type().clone()).len(rows);
    let cut = cut.nulls(data.nulls().map(|nulls| nulls.slice(first, rows)));
    match data.data_type() {
        DataType::Struct(_) => cut.child_data(each(begin, rows)?).build(),
        DataType::FixedSizeList(_, size) => {
            let size = usize::try_from(*size).unwrap_or_default();
            cut.child_data(each(begin.saturating_mul(size), rows.saturating_mul(size))?).build()
        }
        DataType::Union(_, UnionMode::Sparse) => {
            // A byte for each value says of which type it is.
            let types = data.buffers().iter().map(|types| types.slice_with_length(begin, rows));
            cut.buffers(types.collect()).child_data(each(begin, rows)?).build()
        }
        // What belongs to a value stands anywhere in these.
        _ => {
            let children = data.child_data().iter().map(|child| part(child, 0, child.len()));
            let whole = data.clone().into_builder().child_data(children.collect::<Result<_, _>>()?);
            Ok(whole.build()?.slice(first, rows))
        }
    }
}

/// Whether a struct stands anywhere in values of this type.
fn holds_structs(kind: &DataType) -> bool {
    match kind {
        DataType::Struct(_) => true,
        DataType::List(values)
        | DataType::LargeList(values)
        | DataType::ListView(values)
        | DataType::LargeListView(values)
        | DataType::FixedSizeList(values, _)
        | DataType::RunEndEncoded(_, values)
        | DataType::Map(values, _) => holds_structs(values.data_type()),
        DataType::Union(fields, _) => fields.iter().any(|(_, field)| holds_structs(field.data_type())),
        DataType::Dictionary(_, values) => holds_structs(values),
        _ => false,
    }
}
