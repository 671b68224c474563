//! Pointers from C, checked as far as they can be, as slices and outputs.

use std::ffi::c_char;
use std::mem::MaybeUninit;
use std::slice;

use touchline::waist::Answer;

use crate::refusal;

/// The bytes of an input. NULL with length 0 is the empty input.
///
/// # Safety
/// Where `data` is not null, `length` bytes can be read from it for as long as `'call` lasts, and nobody
/// writes to them meanwhile.
pub(crate) unsafe fn bytes<'call>(data: *const c_char, length: usize, name: &str) -> Result<&'call [u8], Answer> {
    // SAFETY: as promised by the caller.
    unsafe { items(data.cast::<u8>(), length, name) }
}

/// A name, which has to be UTF-8. What is JSON is checked by the waist, which knows the place of the fault.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn text<'call>(data: *const c_char, length: usize, name: &str) -> Result<&'call str, Answer> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { bytes(data, length, name)? };
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
/// Where `output` is not null, it can be written to for as long as `'call` lasts, and nobody else touches
/// it meanwhile.
pub(crate) unsafe fn output<'call, T>(output: *mut T, empty: T, name: &str) -> Result<&'call mut T, Answer> {
    check(output, 1, name)?;
    // SAFETY: the pointer is aligned and not null; that it can be written to is the caller's promise.
    // `write` does not drop what stood there, which may be anything.
    unsafe {
        output.write(empty);
        Ok(&mut *output)
    }
}

/// As [`output`], where the caller may not care for the result and give NULL.
///
/// # Safety
/// As [`output`].
pub(crate) unsafe fn optional<'call, T>(output: *mut T, empty: T, name: &str) -> Result<Option<&'call mut T>, Answer> {
    // SAFETY: as promised by the caller.
    if output.is_null() { Ok(None) } else { unsafe { self::output(output, empty, name) }.map(Some) }
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
