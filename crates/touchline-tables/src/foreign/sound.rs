//! Arrays of nulls as polars hands them over: with a buffer, which by the interface they do not have.
//!
//! `arrow-rs` refuses such an array, and all of its table with it. Nothing of the producer's is changed here: structures
//! are copied on the way down to such an array, the copy of it has no buffer, and the producer's own are kept for as long
//! as anything of them is in use.

#![expect(unsafe_code, reason = "the interface is a structure of C, with pointers to what the producer owns")]

use std::ptr;

use arrow_array::ffi::FFI_ArrowArray;
use arrow_schema::DataType;

/// The array, every array of nulls in it without a buffer.
///
/// # Safety
/// It is an array of this type as the Arrow C data interface has it, but for buffers of arrays of nulls.
pub(super) unsafe fn without_buffers(array: FFI_ArrowArray, kind: &DataType) -> FFI_ArrowArray {
    let mut copies = Copies::default();
    // SAFETY: as promised by the caller.
    match unsafe { copied(&array, kind, &mut copies) } {
        None => array,
        Some(copy) => {
            let kept = Box::new(Kept { _copies: copies, _original: array });
            FFI_ArrowArray { release: Some(release), private_data: Box::into_raw(kept).cast(), ..shallow(&copy) }
        }
    }
}

/// What stands behind an array that was copied: dropped in this order when the array is released.
struct Kept {
    _copies: Copies,
    _original: FFI_ArrowArray,
}

unsafe extern "C" fn release(array: *mut FFI_ArrowArray) {
    // SAFETY: an array is released once, and this one has had its private data from `without_buffers`.
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

/// A copy of an array that is one of nulls with a buffer, or has one in it.
///
/// # Safety
/// As for [`without_buffers`].
unsafe fn copied(array: &FFI_ArrowArray, kind: &DataType, copies: &mut Copies) -> Option<FFI_ArrowArray> {
    if matches!(kind, DataType::Null) {
        return (array.n_buffers > 0).then(|| FFI_ArrowArray { n_buffers: 0, ..shallow(array) });
    }
    let mut copy = None;
    let kinds = children_of(kind);
    if usize::try_from(array.n_children) == Ok(kinds.len()) && !array.children.is_null() {
        // SAFETY: the producer vouches for as many children.
        let mut children: Vec<_> = (0..kinds.len()).map(|place| unsafe { *array.children.add(place) }).collect();
        let mut is_changed = false;
        for (child, kind) in children.iter_mut().zip(kinds) {
            // SAFETY: null, or a child of this type.
            if let Some(changed) = unsafe { child.as_ref().and_then(|child| copied(child, kind, copies)) } {
                *child = copies.array(changed);
                is_changed = true;
            }
        }
        if is_changed {
            copy = Some(FFI_ArrowArray { children: copies.list(children), ..shallow(array) });
        }
    }
    if let DataType::Dictionary(_, values) = kind {
        // SAFETY: null, or the dictionary's values.
        let changed = unsafe { array.dictionary.as_ref().and_then(|array| copied(array, values, copies)) };
        copy = changed.map(|changed| FFI_ArrowArray { dictionary: copies.array(changed), ..shallow(array) });
    }
    copy
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
