//! Handles that survive: one caller at a time, and a panic costs one handle, never the process.
//!
//! What a handle holds is reached through [`Handle::with`] and [`Handle::finish`] alone, and both catch
//! panics: there is no door without the guard.
//!
//! Rules: API-04.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use touchline::waist::{Answer, Batch, Status};

use crate::text::Text;

/// An answer as it crosses into Python: status, JSON, and what comes with it.
pub(crate) type Reply<T> = (u32, String, Option<T>);

/// Many answers and their records as they cross, and how many commands were accepted.
pub(crate) type Many = (u32, String, String, u64);

/// What stands in the place of a reply: the answer that says why there is none.
pub(crate) trait Refused {
    fn refused(answer: Answer) -> Self;
}

impl<T> Refused for Reply<T> {
    fn refused(answer: Answer) -> Self {
        (answer.status as u32, answer.json, None)
    }
}

impl Refused for Many {
    fn refused(answer: Answer) -> Self {
        (answer.status as u32, answer.json, String::new(), 0)
    }
}

/// What a call comes to, as it crosses.
pub(crate) trait Told {
    type Reply: Refused;

    fn told(self) -> Self::Reply;
}

/// Success, with what was made.
pub(crate) fn made<T>(thing: T) -> Reply<T> {
    Some(thing).told()
}

impl<T> Told for Option<T> {
    type Reply = Reply<T>;

    fn told(self) -> Reply<T> {
        (Status::Ok as u32, "null".into(), self)
    }
}

impl<T: Told> Told for Result<T, Answer> {
    type Reply = T::Reply;

    fn told(self) -> T::Reply {
        self.map_or_else(Refused::refused, Told::told)
    }
}

/// How something crosses that is no answer by itself.
macro_rules! told {
    ($($told:ty => $reply:ty: $of:expr;)*) => {
        $(impl Told for $told {
            type Reply = $reply;

            fn told(self) -> $reply {
                ($of)(self)
            }
        })*
    };
}

told! {
    Answer => Reply<String>: |answer: Answer| (answer.status as u32, answer.json, answer.record);
    () => Reply<String>: |()| None.told();
    Vec<u8> => Reply<Vec<u8>>: made;
    (Vec<u8>, Answer) => Reply<Vec<u8>>: |(rest, answer): (_, Answer)| (answer.status as u32, answer.json, Some(rest));
    Batch => Many: |batch: Batch| (Status::Ok as u32, batch.answers, batch.records, batch.accepted);
}

/// Text from which on reading it counts as long work.
const LONG: usize = 64 * 1024;

/// Whether other Python threads should run meanwhile.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// A few microseconds: letting the interpreter go and taking it back would cost as much.
    Short,
    /// Everything else.
    Long,
}

impl Work {
    /// How much it is on these texts.
    pub(crate) fn on(self, texts: &[&Text]) -> Self {
        if texts.iter().any(|text| text.as_bytes().len() >= LONG) { Work::Long } else { self }
    }
}

enum Slot<T> {
    Live(T),
    Finished,
    Poisoned,
}

/// A value behind a lock. A caller waits for its turn, without holding the interpreter.
pub(crate) struct Handle<T> {
    slot: Mutex<Slot<T>>,
    /// The process in which the lock is known to be held by nobody, or by a thread of that process.
    process: AtomicU32,
}

impl<T> Handle<T> {
    pub(crate) fn new(value: T) -> Self {
        Handle { slot: Mutex::new(Slot::Live(value)), process: AtomicU32::new(process::id()) }
    }

    /// Whether this process was forked while another thread was at work here: it is not in this process, so that what
    /// it was about stays half done, and nobody ever gives the lock back.
    ///
    /// Called while the interpreter is held, and therefore never by two threads at once: that of the two processes whose
    /// first call this is finds the lock as it was at the fork.
    fn is_torn(&self) -> bool {
        let here = process::id();
        if self.process.load(Ordering::Relaxed) == here {
            return false;
        }
        let is_torn = self.free().is_none();
        if !is_torn {
            self.process.store(here, Ordering::Relaxed);
        }
        is_torn
    }

    fn free(&self) -> Option<MutexGuard<'_, Slot<T>>> {
        match self.slot.try_lock() {
            Ok(slot) => Some(slot),
            Err(TryLockError::Poisoned(slot)) => Some(slot.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

/// What is half done must not be walked, not even to give its memory back.
impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        if self.is_torn() {
            let slot = self.slot.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(std::mem::replace(slot, Slot::Finished));
        }
    }
}

impl<T: Send> Handle<T> {
    /// Does work on the value. Gives an answer in its place where the handle is poisoned or forked, or is poisoned now.
    pub(crate) fn with<R: Send>(
        &self,
        py: Python<'_>,
        work: Work,
        act: impl FnOnce(&mut T) -> R + Send,
    ) -> PyResult<Result<R, Answer>> {
        self.locked(py, work, |slot| {
            let Slot::Live(value) = slot else { return unavailable(slot) };
            let result = guarded(|| act(value));
            if result.is_err() {
                *slot = Slot::Poisoned;
            }
            Some(result)
        })
    }

    /// Takes the value out for good.
    pub(crate) fn finish<R: Send>(
        &self,
        py: Python<'_>,
        act: impl FnOnce(T) -> R + Send,
    ) -> PyResult<Result<R, Answer>> {
        self.locked(py, Work::Long, |slot| match std::mem::replace(slot, Slot::Finished) {
            Slot::Live(value) => Some(guarded(|| act(value))),
            kept => {
                *slot = kept;
                unavailable(slot)
            }
        })
    }

    /// The lock is never held while the interpreter is taken back, so the two cannot wait for each other.
    fn locked<R: Send>(
        &self,
        py: Python<'_>,
        work: Work,
        act: impl FnOnce(&mut Slot<T>) -> Option<Result<R, Answer>> + Send,
    ) -> PyResult<Result<R, Answer>> {
        if self.is_torn() {
            return Ok(Err(Answer::forked()));
        }
        let at_once = if let Work::Short = work { self.free() } else { None };
        let result = match at_once {
            Some(mut slot) => act(&mut slot),
            None => py.detach(|| act(&mut self.slot.lock().unwrap_or_else(PoisonError::into_inner))),
        };
        result.ok_or_else(|| PyValueError::new_err("already finished"))
    }
}

/// Does work, and turns a panic into the answer that reports a defect.
pub(crate) fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Answer> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Answer::panicked(panic.as_ref()))
}

fn unavailable<T, R>(slot: &Slot<T>) -> Option<Result<R, Answer>> {
    match slot {
        Slot::Poisoned => Some(Err(Answer::poisoned())),
        Slot::Live(_) | Slot::Finished => None,
    }
}
