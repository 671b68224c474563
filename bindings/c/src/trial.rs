//! The same log under another policy.

use std::ffi::c_char;
use std::ptr;

use touchline::waist::Trial;

use crate::answer::{self, Status};
use crate::arguments::{bytes, output};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};

/// A policy being tried on a log. Threads: any thread may use it, one at a time; a second one is told
/// TOUCHLINE_STATUS_BUSY.
pub struct TrialHandle(Handle<Trial>);

/// Begins to try a policy on a log: each of its commands is decided anew, in a workspace of the trial's own.
///
/// `tried`: `{"policy":…,"log_policy":…,"commands":[…],"limit":…}` in JSON, of `tried_length` bytes: the
/// policy to try, the one that was in force in the log before one was adopted, commands that are not in the
/// log, and how many differences are listed. All but `policy` may be left out.
/// `trial`: receives the trial, to be freed by touchline_trial_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of `tried` at once.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_trial_new(
    tried: *const c_char,
    tried_length: usize,
    trial: *mut *mut TrialHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (trial, tried) = unsafe { (output(trial, ptr::null_mut(), "trial")?, bytes(tried, tried_length, "tried")?) };
    *trial = handle::give(TrialHandle(Handle::new(Trial::new(tried)?)));
    Ok(answer::nothing())
}

/// Feeds the next bytes of the log, cut anywhere.
///
/// `chunk`: the bytes, `chunk_length` of them. They are read before the call returns and not kept.
/// `answer`: `null`, or what is wrong. After a refusal nothing can come of the trial any more: free it.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_trial_feed(
    trial: *mut TrialHandle,
    chunk: *const c_char,
    chunk_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (trial, chunk) = unsafe { (behind(trial, "trial")?, bytes(chunk, chunk_length, "chunk")?) };
    trial.0.change("trial", |trial| trial.feed(chunk))??;
    Ok(answer::nothing())
}

/// Ends the trial and tells its result. The trial is used up, whatever the status: nothing but
/// touchline_trial_free() is left to do with it, and everything else is refused as bad input.
///
/// `answer`: which commands would have ended differently, and who would have other figures before them.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_trial_finish(trial: *mut TrialHandle, answer: *mut Buffer) -> Status {
    // SAFETY: what the header asks of every caller.
    let trial = unsafe { behind(trial, "trial")? };
    Ok(trial.0.take("trial")?.finish())
}

/// Frees a trial and sets the variable that held it to NULL, so that freeing it twice does nothing. `trial`
/// may be NULL, and so may the variable. A trial may be freed at any point.
#[export]
pub unsafe extern "C" fn touchline_trial_free(trial: *mut *mut TrialHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(trial) };
}
