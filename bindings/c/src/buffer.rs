//! The one owned result: bytes that the library allocated and only the library can free.
//!
//! Rules: API-03.

use std::ffi::c_char;
use std::mem::ManuallyDrop;
use std::ptr;

use crate::export;

/// Bytes owned by the caller, to be freed by touchline_buffer_free() and by nothing else.
///
/// Read `data` and `length`; change none of the three. A zero byte stands after the last byte and is not
/// counted, so that a buffer of JSON is a C string too. An empty buffer has length 0 and may have a null
/// `data`; it may own memory all the same, and is to be freed as any other.
#[repr(C)]
pub struct Buffer {
    /// The first byte, or NULL where there is none.
    pub data: *mut c_char,
    /// How many bytes there are.
    pub length: usize,
    /// How much memory is held; the library's own business.
    pub capacity: usize,
}

impl Buffer {
    /// What an output holds before a call has anything to put there.
    pub(crate) const EMPTY: Self = Buffer { data: ptr::null_mut(), length: 0, capacity: 0 };

    /// Hands bytes over to the caller, where there are any to hand over.
    pub(crate) fn owning(bytes: impl Into<Option<Vec<u8>>>) -> Self {
        let Some(mut bytes) = bytes.into().map(ManuallyDrop::new) else { return Buffer::EMPTY };
        let length = bytes.len();
        bytes.push(0);
        Buffer { data: bytes.as_mut_ptr().cast(), length, capacity: bytes.capacity() }
    }
}

/// Frees what a buffer holds and makes it empty, so that freeing it twice does nothing.
///
/// This is the one function that frees results. `buffer` may be NULL. Copies of the structure hold
/// dangling pointers afterwards. Any thread may free any buffer.
#[export]
pub unsafe extern "C" fn touchline_buffer_free(buffer: *mut Buffer) {
    if buffer.is_null() {
        return;
    }
    // SAFETY: the caller vouches that `buffer` points at a buffer of ours; `replace` leaves an empty one.
    let Buffer { data, length, capacity } = unsafe { ptr::replace(buffer, Buffer::EMPTY) };
    if !data.is_null() {
        // SAFETY: the three parts are those of the vector in `owning`, with its zero byte counted again.
        drop(unsafe { Vec::from_raw_parts(data.cast::<u8>(), length.saturating_add(1), capacity) });
    }
}
