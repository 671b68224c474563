//! The one guard: no panic crosses into C, whatever a function returns.
//!
//! `#[export]` wraps every function's body in [`guarded`]; nothing else catches a panic. The process and
//! the host's panic hook are left alone. A handle that was in use when a defect struck poisons itself, in
//! `handle.rs`, while the panic passes through it.

use std::any::Any;
use std::ffi::c_char;
use std::panic::{AssertUnwindSafe, catch_unwind};

use touchline::waist::Answer;

use crate::answer::Status;
use crate::buffer::Buffer;
use crate::refusal;

/// Runs the body of an exported function and turns its outcome into what C gets to see.
pub(crate) fn guarded<T, A: Exit<T>>(answer: A, body: impl FnOnce() -> T) -> A::Returned {
    // What the body can still reach after a panic is the caller's outputs, which are plain data, and
    // handles, which see to their own poisoning; so asserting unwind safety hides nothing.
    let outcome = catch_unwind(AssertUnwindSafe(body)).map_err(|panic| said_by(panic.as_ref()));
    answer.leave(outcome)
}

/// What a body's outcome becomes at the border.
pub(crate) trait Exit<T> {
    /// What the C function returns.
    type Returned;

    /// Turns the outcome, or the words of a panic, into what is returned.
    fn leave(self, outcome: Result<T, String>) -> Self::Returned;
}

/// A function with an answer writes it, whether the call succeeded or not, and returns its status.
impl Exit<Result<Answer, Answer>> for *mut Buffer {
    type Returned = Status;

    fn leave(self, outcome: Result<Result<Answer, Answer>, String>) -> Status {
        let answer = outcome.unwrap_or_else(|words| Err(refusal::defect(&words))).unwrap_or_else(|refusal| refusal);
        if !self.is_null() {
            // SAFETY: the caller vouches that a non-null output can be written to; `write` neither reads nor
            // drops what stood there.
            unsafe { self.write(Buffer::owning(answer.json)) };
        }
        answer.status as Status
    }
}

/// A function that only frees has nothing to report.
impl Exit<()> for () {
    type Returned = ();

    fn leave(self, _outcome: Result<(), String>) {}
}

/// A function without JSON answers a defect as it answers numbers that the library does not know.
impl Exit<u64> for () {
    type Returned = u64;

    fn leave(self, outcome: Result<u64, String>) -> u64 {
        outcome.unwrap_or(u64::MAX)
    }
}

/// A function over arrays has only a status to tell a defect by.
impl Exit<Result<(), Answer>> for () {
    type Returned = Status;

    fn leave(self, outcome: Result<Result<(), Answer>, String>) -> Status {
        outcome
            .unwrap_or_else(|words| Err(refusal::defect(&words)))
            .map_or_else(|refusal| refusal.status as Status, |()| 0)
    }
}

/// A version number: zero is no version.
impl Exit<u32> for () {
    type Returned = u32;

    fn leave(self, outcome: Result<u32, String>) -> u32 {
        outcome.unwrap_or(0)
    }
}

/// A name that could not be told is NULL.
impl Exit<*const c_char> for () {
    type Returned = *const c_char;

    fn leave(self, outcome: Result<*const c_char, String>) -> *const c_char {
        outcome.unwrap_or(std::ptr::null())
    }
}

/// The message of a panic; its place went to standard error by way of the panic hook.
fn said_by(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().copied();
    words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
}
