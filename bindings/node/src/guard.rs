//! The one guard: no panic leaves what JavaScript has called, on its own thread or on the pool's.

use std::panic::{AssertUnwindSafe, catch_unwind};

use touchline::waist::Answer;

/// Does work, and turns a panic into the answer that reports a defect.
pub(crate) fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Answer> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Answer::panicked(panic.as_ref()))
}
