//! A log without what was redacted from it.

use std::ffi::c_char;
use std::ptr;

use touchline::waist::Redactor;

use crate::answer::{self, Status};
use crate::arguments::{bytes, output};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};

/// A log being redacted, which takes two readings of it. Threads: any thread may use it, one at a time; a
/// second one is told TOUCHLINE_STATUS_BUSY.
pub struct RedactorHandle(Handle<Redactor>);

/// Begins to redact a log. What was ordered stands in the log itself, in its records of `person.redact`.
///
/// First the whole log is fed to touchline_redactor_survey(), then once more to touchline_redactor_rewrite(),
/// which gives out what is to stand in its place, then comes touchline_redactor_finish(). What was given out
/// may replace nothing before that one has said TOUCHLINE_STATUS_OK.
///
/// `redactor`: receives the redactor, to be freed by touchline_redactor_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or what is wrong with the call.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_redactor_new(redactor: *mut *mut RedactorHandle, answer: *mut Buffer) -> Status {
    // SAFETY: what the header asks of every caller.
    let redactor = unsafe { output(redactor, ptr::null_mut(), "redactor")? };
    *redactor = handle::give(RedactorHandle(Handle::new(Redactor::new())));
    Ok(answer::nothing())
}

/// Feeds the next bytes of the first reading, cut anywhere.
///
/// `chunk`: the bytes, `chunk_length` of them. They are read before the call returns and not kept.
/// `answer`: `null`, or what is wrong with the call. What is wrong with the log is told when it is rewritten.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_redactor_survey(
    redactor: *mut RedactorHandle,
    chunk: *const c_char,
    chunk_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (redactor, chunk) = unsafe { (behind(redactor, "redactor")?, bytes(chunk, chunk_length, "chunk")?) };
    redactor.0.change("redactor", |redactor| redactor.survey(chunk))?;
    Ok(answer::nothing())
}

/// Feeds the next bytes of the second reading, cut anywhere, and gives out what is to stand in their place.
///
/// `chunk`: the bytes, `chunk_length` of them. They are read before the call returns and not kept.
/// `rewritten`: receives the bytes, which may be none. It may not be NULL.
/// `answer`: `null`, or the first record that is not as it was written. After a refusal the log cannot be
/// redacted any more: free the redactor.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_redactor_rewrite(
    redactor: *mut RedactorHandle,
    chunk: *const c_char,
    chunk_length: usize,
    rewritten: *mut Buffer,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (rewritten, redactor, chunk) = unsafe {
        (
            output(rewritten, Buffer::EMPTY, "rewritten")?,
            behind(redactor, "redactor")?,
            bytes(chunk, chunk_length, "chunk")?,
        )
    };
    *rewritten = Buffer::owning(redactor.0.change("redactor", |redactor| redactor.rewrite(chunk))??);
    Ok(answer::nothing())
}

/// Ends the second reading and tells what came of it. The redactor is used up, whatever the status: nothing
/// but touchline_redactor_free() is left to do with it, and everything else is refused as bad input.
///
/// `rewritten`: receives the last bytes, which may be none. It may not be NULL.
/// `answer`: what is gone from the log and what is left of those who were redacted, or what is wrong.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_redactor_finish(
    redactor: *mut RedactorHandle,
    rewritten: *mut Buffer,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (rewritten, redactor) =
        unsafe { (output(rewritten, Buffer::EMPTY, "rewritten")?, behind(redactor, "redactor")?) };
    let (rest, answer) = redactor.0.take("redactor")?.finish();
    *rewritten = Buffer::owning(rest);
    Ok(answer)
}

/// Frees a redactor and sets the variable that held it to NULL, so that freeing it twice does nothing.
/// `redactor` may be NULL, and so may the variable. A redactor may be freed at any point.
#[export]
pub unsafe extern "C" fn touchline_redactor_free(redactor: *mut *mut RedactorHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(redactor) };
}
