//! The one guard: no panic leaves what JavaScript has called, on its own thread or on the pool's.

use std::panic::{AssertUnwindSafe, catch_unwind};

use napi::bindgen_prelude::Unknown;
use napi::{Env, Error};
use touchline::waist::Answer;

use crate::told::Told;

/// Does work, and turns a panic into the answer that reports a defect.
pub(crate) fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Answer> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Answer::panicked(panic.as_ref()))
}

/// Why a call ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Given back, for JavaScript to make its error from.
    Answer(Answer),
    /// A value of the wrong type: a `TypeError`.
    Type(String),
    /// A value out of its range: a `RangeError`.
    Range(String),
    /// Node refused: its own exception is pending, or the value is too large for JavaScript.
    Node,
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Stop::Answer(answer)
    }
}

impl From<Error> for Stop {
    fn from(_: Error) -> Self {
        Stop::Node
    }
}

impl Stop {
    /// The answer; or nothing, and an exception is pending.
    pub(crate) fn value(self, env: &Env) -> Option<Unknown<'_>> {
        // Node-API takes a message as C has it.
        let plain = |message: String| message.replace('\0', "\u{fffd}");
        let thrown = match self {
            Stop::Answer(answer) => {
                return Told::Answer(answer).value(env).map_or_else(|_| Stop::Node.value(env), Some);
            }
            Stop::Type(message) => env.throw_type_error(&plain(message), None),
            Stop::Range(message) => env.throw_range_error(&plain(message), None),
            Stop::Node => env.throw_range_error("the value is too large for JavaScript", None),
        };
        // What fails here has an exception pending already, or an environment that is closing.
        thrown.err().and(None)
    }
}
