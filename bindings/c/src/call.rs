//! Stateless operations by name.

use std::ffi::c_char;

use touchline::waist;

use crate::answer::Status;
use crate::arguments::{bytes, text};
use crate::buffer::Buffer;
use crate::export;

/// Runs a stateless operation, such as `time.local_day`.
///
/// `operation`: its name, of `operation_length` bytes.
/// `input`: its input in JSON, of `input_length` bytes.
/// `answer`: its output; or the rejection, the keys of the facts that it still needs, or the faults.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _NEEDS_FACTS, _BAD_INPUT or _DEFECT. Any thread may call it at
/// any time.
#[export]
pub unsafe extern "C" fn touchline_call(
    operation: *const c_char,
    operation_length: usize,
    input: *const c_char,
    input_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (operation, input) =
        unsafe { (text(operation, operation_length, "operation")?, bytes(input, input_length, "input")?) };
    Ok(waist::call(operation, input))
}
