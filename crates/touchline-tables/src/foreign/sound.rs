//! Arrays as careless producers hand them over: held against their types before any of their memory is read, and refused
//! where they cannot be of them. `arrow-rs` takes the one for granted and panics, or reads beyond, where it is not so.
//!
//! What a structure says of its own memory cannot be checked: a buffer of C has no length. So no more of it is read than
//! the table's rows need; whatever an array has beyond them is cut off.
//!
//! Nothing of the producer's is changed: structures are copied on the way down, and the producer's own are kept for as long
//! as anything of them is in use. An array of nulls that has a buffer, as those of polars do, loses it in its copy.

#![expect(unsafe_code, reason = "the interface is a structure of C, with pointers to what the producer owns")]

use std::ffi::c_void;
use std::ptr;

use arrow_array::ffi::FFI_ArrowArray;
use arrow_buffer::bit_chunk_iterator::UnalignedBitChunk;
use arrow_data::{BufferSpec, layout};
use arrow_schema::{DataType, Fields, UnionMode};

/// More values than any memory has bits for.
const MOST: usize = 1 << 47;
/// As many buffers as a view can tell apart.
const MOST_BUFFERS: usize = 1 << 31;

/// Why an array cannot be of its type, in words that follow "not".
type Wrong = String;

/// What is wrong with a table: with itself, or with columns of it by their places.
pub(super) enum Unsound {
    Table(Wrong),
    Columns(Vec<(usize, Wrong)>),
}

/// A table, each array in it as its type has it and no longer than the rows of the table.
///
/// # Safety
/// It is an array as the Arrow C data interface has it, in so far as its pointers lead where they say.
pub(super) unsafe fn table(array: FFI_ArrowArray, fields: &Fields) -> Result<FFI_ArrowArray, Unsound> {
    let mut copies = Copies::default();
    let (rows, offset) = counts(&array).map_err(Unsound::Table)?;
    let reach = sum(offset, rows).map_err(Unsound::Table)?;
    // SAFETY: as promised by the caller.
    let (children, nulls) = unsafe {
        let children = children(&array, fields.len()).map_err(Unsound::Table)?;
        let buffers = buffers(&array, 1, false).map_err(Unsound::Table)?;
        (children, nulls(&array, &buffers, rows, offset, rows).map_err(Unsound::Table)?)
    };
    let (mut columns, mut wrong) = (Vec::new(), Vec::new());
    for (place, (child, field)) in children.iter().zip(fields).enumerate() {
        // SAFETY: as promised by the caller.
        match unsafe { sound(*child, field.data_type(), reach, &mut copies) } {
            Ok(column) => columns.push(copies.array(column)),
            Err(why) => wrong.push((place, why)),
        }
    }
    if !wrong.is_empty() {
        return Err(Unsound::Columns(wrong));
    }
    let children = copies.list(columns);
    let copy = FFI_ArrowArray { children, null_count: nulls, ..shallow(&array) };
    let kept = Box::new(Kept { _copies: copies, _original: array });
    Ok(FFI_ArrowArray { release: Some(release), private_data: Box::into_raw(kept).cast(), ..shallow(&copy) })
}

/// A copy of an array, of as many values as are needed of it.
///
/// # Safety
/// As for [`table`].
unsafe fn sound(
    array: *const FFI_ArrowArray,
    kind: &DataType,
    needed: usize,
    copies: &mut Copies,
) -> Result<FFI_ArrowArray, Wrong> {
    // SAFETY: null, or a child or a dictionary of an array.
    let array = unsafe { array.as_ref() }.ok_or("one that is null")?;
    if array.is_released() {
        return Err("one that was released".to_owned());
    }
    let (length, offset) = counts(array)?;
    if length < needed {
        return Err(format!("one of {length} values where {needed} are needed"));
    }
    let cut = i64::try_from(needed).map_err(|_| beyond())?;
    if matches!(kind, DataType::Null) {
        return Ok(FFI_ArrowArray { length: cut, null_count: cut, n_buffers: 0, n_children: 0, ..shallow(array) });
    }
    let keys = if let DataType::Dictionary(keys, _) = kind { keys } else { kind };
    let of = layout(keys);
    let count = of.buffers.len().saturating_add(usize::from(of.can_contain_null_mask));
    let reach = sum(offset, needed)?;
    // SAFETY: as promised by the caller.
    unsafe {
        let buffers = buffers(array, count, of.variadic)?;
        let null_count = match of.can_contain_null_mask {
            true => nulls(array, &buffers, length, offset, needed)?,
            false => claimed_nulls(array, length).map(|_| 0)?,
        };
        let data = buffers.get(usize::from(of.can_contain_null_mask)..).unwrap_or_default();
        let widths = of.buffers.iter().zip(data).enumerate();
        for (place, (width, data)) in widths {
            there(data, bytes_of(width, reach)?, place)?;
        }
        if of.variadic {
            views(data)?;
        }
        let needs = needs(keys, data, reach, needed)?;
        let kinds = children_of(keys);
        let mut inner = Vec::new();
        for ((child, kind), needed) in children(array, kinds.len())?.into_iter().zip(kinds).zip(needs) {
            let needed = needed.map_or_else(|| whole(child), Ok)?;
            let child = sound(child, kind, needed, copies)?;
            inner.push(copies.array(child));
        }
        let dictionary = match (kind, array.dictionary.is_null()) {
            (DataType::Dictionary(_, values), _) => {
                let values = sound(array.dictionary, values, whole(array.dictionary)?, copies)?;
                copies.array(values)
            }
            (_, true) => ptr::null_mut(),
            (_, false) => return Err("one with a dictionary".to_owned()),
        };
        let children = copies.list(inner);
        Ok(FFI_ArrowArray { length: cut, null_count, children, dictionary, ..shallow(array) })
    }
}

/// How many values an array has, and how many stand before them.
fn counts(array: &FFI_ArrowArray) -> Result<(usize, usize), Wrong> {
    let length = usize::try_from(array.length).map_err(|_| format!("one of {} values", array.length))?;
    let offset = usize::try_from(array.offset).map_err(|_| format!("one that begins at {}", array.offset))?;
    sum(offset, length)?;
    Ok((length, offset))
}

/// All values of an array, whose number is read before it is held against anything.
///
/// # Safety
/// It is null or an array.
unsafe fn whole(array: *const FFI_ArrowArray) -> Result<usize, Wrong> {
    // SAFETY: as promised by the caller.
    let array = unsafe { array.as_ref() }.ok_or("one that is null")?;
    counts(array).map(|(length, _)| length)
}

fn sum(offset: usize, length: usize) -> Result<usize, Wrong> {
    let reach = offset.checked_add(length).filter(|reach| *reach <= MOST);
    reach.ok_or_else(|| format!("one of {length} values behind {offset}"))
}

fn beyond() -> Wrong {
    "one with more bytes than memory has".to_owned()
}

/// The pointers to an array's buffers, of which there are as many as its type has.
///
/// # Safety
/// As for [`table`].
unsafe fn buffers(array: &FFI_ArrowArray, wanted: usize, variadic: bool) -> Result<Vec<*const c_void>, Wrong> {
    let found = usize::try_from(array.n_buffers).ok();
    // Behind the data of views stand their lengths.
    let is_so = |count: &usize| if variadic { *count > wanted && *count < MOST_BUFFERS } else { *count == wanted };
    let count = found.filter(is_so).ok_or_else(|| format!("one with {} buffers", array.n_buffers))?;
    if count > 0 && array.buffers.is_null() {
        return Err("one without buffers".to_owned());
    }
    // SAFETY: the producer vouches for as many pointers.
    Ok((0..count).map(|place| unsafe { array.buffers.add(place).read_unaligned() }).collect())
}

/// The children of an array, of which there are as many as its type has.
///
/// # Safety
/// As for [`table`].
unsafe fn children(array: &FFI_ArrowArray, wanted: usize) -> Result<Vec<*const FFI_ArrowArray>, Wrong> {
    if usize::try_from(array.n_children) != Ok(wanted) {
        return Err(format!("one with {} children where {wanted} are needed", array.n_children));
    }
    if wanted > 0 && array.children.is_null() {
        return Err("one without children".to_owned());
    }
    // SAFETY: the producer vouches for as many pointers.
    Ok((0..wanted).map(|place| unsafe { array.children.add(place).read_unaligned() }.cast_const()).collect())
}

/// How many values an array says are null; nothing where that is still to be counted.
fn claimed_nulls(array: &FFI_ArrowArray, length: usize) -> Result<Option<usize>, Wrong> {
    let said = array.null_count;
    let told = usize::try_from(said).ok();
    if said < -1 || told.is_some_and(|told| told > length) {
        return Err(format!("one of {length} values with {said} nulls"));
    }
    Ok(told)
}

/// What is known of how many values are null among the needed ones: nothing where their bits are to be counted.
///
/// # Safety
/// As for [`table`]; the buffers are the array's.
unsafe fn nulls(
    array: &FFI_ArrowArray,
    buffers: &[*const c_void],
    length: usize,
    offset: usize,
    needed: usize,
) -> Result<i64, Wrong> {
    let (said, told) = (array.null_count, claimed_nulls(array, length)?);
    let bits = buffers.first().copied().filter(|bits| !bits.is_null());
    if bits.is_none() && told.is_some_and(|told| told > 0) {
        return Err(format!("one without a bit for each of its values, with {said} nulls"));
    }
    let (Some(bits), Some(told)) = (bits, told.filter(|_| length == needed)) else {
        return Ok(if bits.is_some() { -1 } else { 0 });
    };
    let bytes = sum(offset, length)?.div_ceil(8);
    // SAFETY: the producer vouches for a bit for each value, and for those before them.
    let bits = unsafe { std::slice::from_raw_parts(bits.cast::<u8>(), bytes) };
    let found = length.saturating_sub(UnalignedBitChunk::new(bits, offset, length).count_ones());
    if found == told { Ok(said) } else { Err(format!("one with {found} nulls that says {told}")) }
}

/// How many bytes a buffer has to have for so many values; nothing where its type does not tell.
fn bytes_of(spec: &BufferSpec, values: usize) -> Result<usize, Wrong> {
    match spec {
        BufferSpec::FixedWidth { byte_width, .. } => values.checked_mul(*byte_width).ok_or_else(beyond),
        BufferSpec::BitMap => Ok(values.div_ceil(8)),
        BufferSpec::VariableWidth | BufferSpec::AlwaysNull => Ok(0),
    }
}

fn there(buffer: &*const c_void, bytes: usize, place: usize) -> Result<(), Wrong> {
    let is_there = bytes == 0 || !buffer.is_null();
    if is_there && isize::try_from(bytes).is_ok() {
        Ok(())
    } else if is_there {
        Err(beyond())
    } else {
        Err(format!("one whose data {place} is null"))
    }
}

/// Whether the lengths of what views refer to can be lengths.
///
/// # Safety
/// The buffers are those of an array of views.
unsafe fn views(data: &[*const c_void]) -> Result<(), Wrong> {
    let Some((lengths, [_, referred @ ..])) = data.split_last() else { return Err("one without views".to_owned()) };
    if !referred.is_empty() && (lengths.is_null() || !lengths.cast::<i64>().is_aligned()) {
        return Err("one without the lengths of its buffers".to_owned());
    }
    for (place, buffer) in referred.iter().enumerate() {
        // SAFETY: the producer vouches for a length for each.
        let length = unsafe { lengths.cast::<i64>().add(place).read() };
        let bytes = usize::try_from(length).map_err(|_| format!("one with a buffer of {length} bytes"))?;
        there(buffer, bytes, place.saturating_add(1))?;
    }
    Ok(())
}

/// How many values are needed of each child; nothing where all of them may be.
///
/// # Safety
/// The buffers are those of an array of this type, of which so many values are needed.
unsafe fn needs(
    kind: &DataType,
    data: &[*const c_void],
    reach: usize,
    needed: usize,
) -> Result<Vec<Option<usize>>, Wrong> {
    let first = reach.saturating_sub(needed);
    // SAFETY: as promised by the caller.
    unsafe {
        Ok(match kind {
            DataType::Struct(fields) => vec![Some(reach); fields.len()],
            DataType::Union(fields, UnionMode::Sparse) => vec![Some(reach); fields.len()],
            DataType::Union(fields, UnionMode::Dense) => vec![None; fields.len()],
            DataType::FixedSizeList(_, size) => {
                let size = usize::try_from(*size).map_err(|_| format!("one of lists of {size}"))?;
                vec![Some(reach.checked_mul(size).ok_or_else(beyond)?)]
            }
            DataType::List(_) | DataType::Map(..) => vec![Some(last::<i32>(data, first, needed)?)],
            DataType::LargeList(_) => vec![Some(last::<i64>(data, first, needed)?)],
            DataType::ListView(_) | DataType::LargeListView(_) => vec![None],
            DataType::RunEndEncoded(..) => vec![None, None],
            DataType::Utf8 | DataType::Binary => {
                let bytes = last::<i32>(data, first, needed)?;
                there(data.get(1).unwrap_or(&ptr::null()), bytes, 1)?;
                Vec::new()
            }
            DataType::LargeUtf8 | DataType::LargeBinary => {
                let bytes = last::<i64>(data, first, needed)?;
                there(data.get(1).unwrap_or(&ptr::null()), bytes, 1)?;
                Vec::new()
            }
            _ => Vec::new(),
        })
    }
}

/// The last of the offsets at which values end: whether those between are in order is seen once it is known how much there is.
///
/// # Safety
/// The first buffer holds an offset for each value and one more.
unsafe fn last<T: Copy + Into<i64>>(data: &[*const c_void], first: usize, needed: usize) -> Result<usize, Wrong> {
    let offsets = data.first().map_or(ptr::null(), |offsets| offsets.cast::<T>());
    if needed == 0 {
        return Ok(0);
    }
    if offsets.is_null() || !offsets.is_aligned() {
        return Err("one whose offsets are null or not aligned".to_owned());
    }
    // SAFETY: as promised by the caller.
    let (begin, end): (i64, i64) = unsafe {
        let end = offsets.add(first.saturating_add(needed)).read();
        (offsets.add(first).read().into(), end.into())
    };
    let fits = usize::try_from(end).ok().filter(|_| begin >= 0 && begin <= end);
    fits.ok_or_else(|| format!("one whose offsets lead from {begin} to {end}"))
}

/// What stands behind an array that was copied: dropped in this order when the array is released.
struct Kept {
    _copies: Copies,
    _original: FFI_ArrowArray,
}

unsafe extern "C" fn release(array: *mut FFI_ArrowArray) {
    // SAFETY: an array is released once, and this one has had its private data from `table`.
    unsafe {
        (*array).release = None;
        drop(Box::from_raw((*array).private_data.cast::<Kept>()));
    }
}

/// Structures that others point at, and lists of such pointers.
#[derive(Default)]
struct Copies {
    arrays: Vec<*mut FFI_ArrowArray>,
    lists: Vec<*mut [*mut FFI_ArrowArray]>,
}

impl Copies {
    fn array(&mut self, array: FFI_ArrowArray) -> *mut FFI_ArrowArray {
        let array = Box::into_raw(Box::new(array));
        self.arrays.push(array);
        array
    }

    fn list(&mut self, list: Vec<*mut FFI_ArrowArray>) -> *mut *mut FFI_ArrowArray {
        let list = Box::into_raw(list.into_boxed_slice());
        self.lists.push(list);
        list.cast()
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        // SAFETY: each was a box, is given away as a pointer alone, and is freed here only.
        self.arrays.drain(..).for_each(|array| drop(unsafe { Box::from_raw(array) }));
        // SAFETY: as above.
        self.lists.drain(..).for_each(|list| drop(unsafe { Box::from_raw(list) }));
    }
}

/// The same structure, which owns nothing: the original alone is released.
fn shallow(array: &FFI_ArrowArray) -> FFI_ArrowArray {
    FFI_ArrowArray {
        length: array.length,
        null_count: array.null_count,
        offset: array.offset,
        n_buffers: array.n_buffers,
        n_children: array.n_children,
        buffers: array.buffers,
        children: array.children,
        dictionary: array.dictionary,
        release: None,
        private_data: ptr::null_mut(),
    }
}

fn children_of(kind: &DataType) -> Vec<&DataType> {
    match kind {
        DataType::Struct(fields) => fields.iter().map(|field| field.data_type()).collect(),
        DataType::Union(fields, _) => fields.iter().map(|(_, field)| field.data_type()).collect(),
        DataType::List(field)
        | DataType::FixedSizeList(field, _)
        | DataType::LargeList(field)
        | DataType::ListView(field)
        | DataType::LargeListView(field)
        | DataType::Map(field, _) => vec![field.data_type()],
        DataType::RunEndEncoded(ends, values) => vec![ends.data_type(), values.data_type()],
        _ => Vec::new(),
    }
}
