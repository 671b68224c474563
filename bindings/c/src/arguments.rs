//! Pointers from C, checked as far as they can be, as slices and outputs.
//!
//! Rules: API-03.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::slice;

use touchline::waist::Answer;

use crate::refusal;

/// A name, which has to be UTF-8. What is JSON is checked by the waist, which knows the place of the fault.
///
/// # Safety
/// As [`items`].
pub(crate) unsafe fn text<'call>(data: *const c_char, length: usize, name: &str) -> Result<&'call str, Answer> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { items(data.cast::<u8>(), length, name)? };
    str::from_utf8(bytes).map_err(|_| refusal::not_utf8())
}

/// `length` items. NULL with length 0 is an empty array.
///
/// # Safety
/// Where `data` is not null, `length` items can be read from it for as long as `'call` lasts, and nobody
/// writes to them meanwhile.
pub(crate) unsafe fn items<'call, T: Copy>(data: *const T, length: usize, name: &str) -> Result<&'call [T], Answer> {
    check(data, length, name)?;
    // SAFETY: the pointer is aligned, not null unless the slice is empty, and the slice is no larger than
    // any object can be; that the items are there is the caller's promise.
    Ok(if length == 0 { &[] } else { unsafe { slice::from_raw_parts(data, length) } })
}

/// Room for `length` results.
///
/// # Safety
/// Where `data` is not null, `length` items can be written to it for as long as `'call` lasts, and nobody
/// else touches them meanwhile.
pub(crate) unsafe fn room<'call, T>(
    data: *mut T,
    length: usize,
    name: &str,
) -> Result<&'call mut [MaybeUninit<T>], Answer> {
    check(data, length, name)?;
    // SAFETY: as in `items`; what was never written to may be taken for `MaybeUninit`.
    Ok(if length == 0 { &mut [] } else { unsafe { slice::from_raw_parts_mut(data.cast(), length) } })
}

/// Where a result goes, set to `empty` at once, so that it is defined however the call ends.
///
/// # Safety
/// As [`room`].
pub(crate) unsafe fn output<'call, T>(output: *mut T, empty: T, name: &str) -> Result<&'call mut T, Answer> {
    check(output, 1, name)?;
    // SAFETY: the pointer is aligned and not null; that it can be written to is the caller's promise. What stood there is
    // not dropped: it may be anything.
    Ok(unsafe { &mut *output.cast::<MaybeUninit<T>>() }.write(empty))
}

fn check<T>(data: *const T, length: usize, name: &str) -> Result<(), Answer> {
    let largest = isize::MAX.unsigned_abs() / size_of::<T>();
    if length == 0 {
        Ok(())
    } else if data.is_null() {
        Err(refusal::argument(name, "a null pointer"))
    } else if !data.is_aligned() {
        Err(refusal::argument(name, "a misaligned pointer"))
    } else if length > largest {
        Err(refusal::argument(name, "more than memory can hold"))
    } else {
        Ok(())
    }
}
