//! The chain of a log checked, without loading it.

use std::ffi::c_char;
use std::ptr;

use touchline::waist::Verifier;

use crate::answer::{self, Status};
use crate::arguments::{bytes, output};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};

/// A log being verified. Threads: any thread may use it, one at a time; a second one is told
/// TOUCHLINE_STATUS_BUSY.
pub struct VerifierHandle(Handle<Verifier>);

/// Begins to verify a log.
///
/// `expect`: `{"head":…,"count":…}` in JSON as kept elsewhere, of `expect_length` bytes; NULL with length 0
/// where nothing was kept, and then a cut tail or a chain computed anew cannot be noticed, which the answer
/// says.
/// `verifier`: receives the verifier, to be freed by touchline_verifier_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or the faults of `expect`.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_verifier_new(
    expect: *const c_char,
    expect_length: usize,
    verifier: *mut *mut VerifierHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (verifier, expect) =
        unsafe { (output(verifier, ptr::null_mut(), "verifier")?, bytes(expect, expect_length, "expect")?) };
    *verifier = handle::give(VerifierHandle(Handle::new(Verifier::new(expect)?)));
    Ok(answer::nothing())
}

/// Feeds the next bytes of the log, cut anywhere.
///
/// `chunk`: the bytes, `chunk_length` of them. They are read before the call returns and not kept.
/// `answer`: `null`, or what is wrong with the call. What is wrong with the log is told by
/// touchline_verifier_finish().
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_verifier_feed(
    verifier: *mut VerifierHandle,
    chunk: *const c_char,
    chunk_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (verifier, chunk) = unsafe { (behind(verifier, "verifier")?, bytes(chunk, chunk_length, "chunk")?) };
    verifier.0.change("verifier", |verifier| verifier.feed(chunk))?;
    Ok(answer::nothing())
}

/// Ends the check and tells its result. The verifier is used up, whatever the status: nothing but
/// touchline_verifier_free() is left to do with it, and everything else is refused as bad input.
///
/// `answer`: that the log is whole, with its head and count, or the first record that is not.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_verifier_finish(verifier: *mut VerifierHandle, answer: *mut Buffer) -> Status {
    // SAFETY: what the header asks of every caller.
    let verifier = unsafe { behind(verifier, "verifier")? };
    Ok(verifier.0.take("verifier")?.finish())
}

/// Frees a verifier and sets the variable that held it to NULL, so that freeing it twice does nothing.
/// `verifier` may be NULL, and so may the variable. A verifier may be freed at any point of the check.
#[export]
pub unsafe extern "C" fn touchline_verifier_free(verifier: *mut *mut VerifierHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(verifier) };
}
