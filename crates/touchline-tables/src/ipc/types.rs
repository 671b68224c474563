//! Whether a schema says of each of its columns a type that exists. What turns it into one takes that for granted, and ends
//! in a panic where it is not so: nothing may be told of a table by that.

use arrow_ipc::{DateUnit, Field, Int, IntervalUnit, Precision, TimeUnit, Type, UnionMode};

/// The types of whole numbers, by how many bits they have.
const WIDTHS: [i32; 4] = [8, 16, 32, 64];
/// As many types as a union tells apart.
const IN_A_UNION: i32 = 128;

/// Whether a column's type exists, and those of what stands in it.
pub(super) fn exists(field: Field<'_>) -> bool {
    let is_index = |index: Option<Int<'_>>| index.is_some_and(is_whole);
    let has_index = field.dictionary().is_none_or(|dictionary| is_index(dictionary.indexType()));
    has_index && exists_by_itself(field) == Some(true) && field.children().iter().flatten().all(exists)
}

/// The same apart from what stands in it; nothing where the schema lacks what its type needs.
fn exists_by_itself(field: Field<'_>) -> Option<bool> {
    let holds = |count: usize| field.children().is_some_and(|children| children.len() == count);
    Some(match field.type_type() {
        Type::Null | Type::Bool | Type::Struct_ => true,
        Type::Binary | Type::BinaryView | Type::LargeBinary => true,
        Type::Utf8 | Type::Utf8View | Type::LargeUtf8 => true,
        Type::Int => is_whole(field.type_as_int()?),
        Type::FixedSizeBinary => field.type_as_fixed_size_binary()?.byteWidth() >= 0,
        Type::FloatingPoint => Precision::ENUM_VALUES.contains(&field.type_as_floating_point()?.precision()),
        Type::Date => DateUnit::ENUM_VALUES.contains(&field.type_as_date()?.unit()),
        Type::Time => {
            let time = field.type_as_time()?;
            let is_coarse = [TimeUnit::SECOND, TimeUnit::MILLISECOND].contains(&time.unit());
            TimeUnit::ENUM_VALUES.contains(&time.unit()) && time.bitWidth() == if is_coarse { 32 } else { 64 }
        }
        Type::Timestamp => TimeUnit::ENUM_VALUES.contains(&field.type_as_timestamp()?.unit()),
        Type::Interval => IntervalUnit::ENUM_VALUES.contains(&field.type_as_interval()?.unit()),
        Type::Duration => TimeUnit::ENUM_VALUES.contains(&field.type_as_duration()?.unit()),
        Type::List | Type::LargeList | Type::ListView | Type::LargeListView => holds(1),
        Type::Map => field.type_as_map().is_some() && holds(1),
        Type::FixedSizeList => field.type_as_fixed_size_list()?.listSize() >= 0 && holds(1),
        Type::RunEndEncoded => holds(2),
        Type::Decimal => {
            let decimal = field.type_as_decimal()?;
            let is_wide = [32, 64, 128, 256].contains(&decimal.bitWidth());
            is_wide && u8::try_from(decimal.precision()).is_ok() && i8::try_from(decimal.scale()).is_ok()
        }
        Type::Union => is_union(field)?,
        _ => false,
    })
}

fn is_whole(int: Int<'_>) -> bool {
    WIDTHS.contains(&int.bitWidth())
}

/// Whether each part of a union has a number of its own.
fn is_union(field: Field<'_>) -> Option<bool> {
    let (union, parts) = (field.type_as_union()?, field.children().map_or(0, |children| children.len()));
    let most = usize::try_from(IN_A_UNION).ok()?;
    let mut ids: Vec<i32> = match union.typeIds() {
        Some(ids) => ids.iter().collect(),
        None => (0..IN_A_UNION).take(parts).collect(),
    };
    ids.sort_unstable();
    ids.dedup();
    let are_ids = ids.iter().all(|id| (0..IN_A_UNION).contains(id));
    let each_has_one = ids.len() == parts && union.typeIds().is_none_or(|ids| ids.len() == parts);
    Some(UnionMode::ENUM_VALUES.contains(&union.mode()) && parts <= most && are_ids && each_has_one)
}
