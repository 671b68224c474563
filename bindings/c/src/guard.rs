//! The one guard: no panic crosses into C, whatever a function returns.
//!
//! `#[export]` wraps every function's body in [`guarded`]; nothing else catches a panic. The process and
//! the host's panic hook are left alone. A handle that was in use when a defect struck poisons itself, in
//! `handle.rs`, while the panic passes through it.
//!
//! Rules: API-03.

use std::ffi::c_char;
use std::hash::{BuildHasher as _, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use touchline::kernel::look_up::seed;
use touchline::waist::Answer;

use crate::answer::Status;
use crate::buffer::Buffer;

/// Runs the body of an exported function and turns its outcome into what C gets to see.
pub(crate) fn guarded<T, A: Exit<T>>(answer: A, body: impl FnOnce() -> T) -> A::Returned {
    // What the body can still reach after a panic is the caller's outputs, which are plain data, and
    // handles, which see to their own poisoning; so asserting unwind safety hides nothing.
    answer.begin();
    let outcome = catch_unwind(AssertUnwindSafe(body)).map_err(|panic| Answer::panicked(panic.as_ref()));
    answer.leave(outcome)
}

/// What a body's outcome becomes at the border.
pub(crate) trait Exit<T> {
    /// What the C function returns.
    type Returned;

    /// What goes before everything else.
    fn begin(&self) {}

    /// Turns the outcome, or the answer to a panic, into what is returned.
    fn leave(self, outcome: Result<T, Answer>) -> Self::Returned;
}

/// A function with an answer writes it, whether the call succeeded or not, and returns its status.
impl Exit<Result<Answer, Answer>> for *mut Buffer {
    type Returned = Status;

    /// Whatever keeps something gives an answer, and by no other call is anything looked up before that.
    fn begin(&self) {
        static SEEDED: Once = Once::new();
        SEEDED.call_once(|| {
            seed(RandomState::new().hash_one(()));
        });
    }

    fn leave(self, outcome: Result<Result<Answer, Answer>, Answer>) -> Status {
        let answer = outcome.unwrap_or_else(Err).unwrap_or_else(|refusal| refusal);
        if !self.is_null() {
            // SAFETY: the caller vouches that a non-null output can be written to; `write` neither reads nor
            // drops what stood there.
            unsafe { self.write(Buffer::owning(answer.json.into_bytes())) };
        }
        answer.status as Status
    }
}

/// A function over arrays has only a status to tell a defect by.
impl Exit<Result<(), Answer>> for () {
    type Returned = Status;

    fn leave(self, outcome: Result<Result<(), Answer>, Answer>) -> Status {
        outcome.unwrap_or_else(Err).map_or_else(|refusal| refusal.status as Status, |()| 0)
    }
}

/// Any other function returns what it has to say.
impl<T: Plain> Exit<T> for () {
    type Returned = T;

    fn leave(self, outcome: Result<T, Answer>) -> T {
        outcome.unwrap_or(T::DEFECT)
    }
}

/// What a function without an answer may return.
pub(crate) trait Plain {
    /// What tells of a defect.
    const DEFECT: Self;
}

/// A function that only frees has nothing to report.
impl Plain for () {
    const DEFECT: () = ();
}

/// A number of two, or a set, is answered as for numbers that the library does not know.
impl Plain for u64 {
    const DEFECT: u64 = u64::MAX;
}

/// Zero is no version, and no level.
impl Plain for u32 {
    const DEFECT: u32 = 0;
}

/// A name that could not be told is NULL.
impl Plain for *const c_char {
    const DEFECT: *const c_char = std::ptr::null();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn api_03_no_function_is_exported_but_with_its_guard() {
        let sources = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap();
        for source in sources.map(|source| source.unwrap().path()) {
            let text = std::fs::read_to_string(&source).unwrap();
            let bare = [concat!("no_", "mangle"), concat!("export_", "name")];
            assert!(!bare.iter().any(|attribute| text.contains(attribute)), "{}: use #[export]", source.display());
        }
    }

    #[test]
    fn api_03_a_panic_becomes_a_defect_with_its_words() {
        let mut answer = Buffer::EMPTY;
        let body = || -> Result<Answer, Answer> { panic!("a \"quoted\"\nline") };
        assert_eq!(guarded(&raw mut answer, body), touchline::waist::Status::Defect as u32);
        // SAFETY: the guard has just written it.
        let json = unsafe { std::slice::from_raw_parts(answer.data.cast::<u8>(), answer.length) };
        assert_eq!(json, br#"{"message":"a \"quoted\"\nline"}"#);
        // SAFETY: as above; nothing refers to it any more.
        unsafe { crate::buffer::touchline_buffer_free(&raw mut answer) };
        assert!(answer.data.is_null());
    }
}
