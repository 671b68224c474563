//! What stands behind an opaque pointer: one value, safe to share between threads, lost to a defect alone.
//!
//! Nothing here waits. Readers go side by side; whoever comes while the handle is being changed, and
//! whoever wants to change it while it is being read, is answered `busy` at once.
//!
//! Rules: API-03.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock, TryLockError};
use std::{mem, ptr};

use touchline::waist::Answer;

use crate::refusal;

/// A value that C holds by pointer.
pub(crate) struct Handle<T> {
    /// Boxed, since every change takes it out and puts it back. None where a call took it for good, or a defect struck
    /// while a call had it out.
    value: RwLock<Option<Box<T>>>,
    /// The lock notices by itself when a panic passes a change, but not when one passes a read.
    poisoned: AtomicBool,
}

impl<T: Send + Sync> Handle<T> {
    /// A handle that holds `value`; more than one may own it, as a workspace's is by its snapshots too.
    pub(crate) fn new(value: T) -> Arc<Self> {
        Arc::new(Handle { value: RwLock::new(Some(Box::new(value))), poisoned: AtomicBool::new(false) })
    }

    /// Reads the value, beside other readers.
    pub(crate) fn read<R>(&self, name: &str, work: impl FnOnce(&T) -> R) -> Result<R, Answer> {
        let held = self.value.try_read().map_err(refused)?;
        self.check()?;
        let value = held.as_ref().ok_or_else(|| refusal::argument(name, SPENT))?;
        let alarm = Alarm(&self.poisoned);
        let result = work(value);
        mem::forget(alarm);
        Ok(result)
    }

    /// Changes the value, alone. It is out of the handle meanwhile, so that a panic leaves the handle empty.
    pub(crate) fn change<R>(&self, name: &str, work: impl FnOnce(&mut T) -> R) -> Result<R, Answer> {
        self.replace(name, |mut value| (work(&mut value), Some(value)))
    }

    /// Takes the value out for good.
    pub(crate) fn take(&self, name: &str) -> Result<T, Answer> {
        self.replace(name, |value| (*value, None))
    }

    fn replace<R>(&self, name: &str, work: impl FnOnce(Box<T>) -> (R, Option<Box<T>>)) -> Result<R, Answer> {
        let mut held = self.value.try_write().map_err(refused)?;
        self.check()?;
        let value = held.take().ok_or_else(|| refusal::argument(name, SPENT))?;
        let (result, back) = work(value);
        *held = back;
        Ok(result)
    }

    fn check(&self) -> Result<(), Answer> {
        if self.poisoned.load(Ordering::Acquire) { Err(Answer::poisoned()) } else { Ok(()) }
    }
}

/// Why a lock was not to be had.
fn refused<G>(error: TryLockError<G>) -> Answer {
    match error {
        TryLockError::WouldBlock => Answer::busy(),
        TryLockError::Poisoned(_) => Answer::poisoned(),
    }
}

/// What is said of a handle whose value was taken by `take`.
const SPENT: &str = "a handle that was used up";

/// Poisons the handle when it is dropped, which only a panic does.
struct Alarm<'handle>(&'handle AtomicBool);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Gives a value to C, behind a pointer.
pub(crate) fn give<H>(handle: H) -> *mut H {
    Box::into_raw(Box::new(handle))
}

/// What a pointer from C refers to.
///
/// # Safety
/// Where `handle` is not null, it came from [`give`] or is another's own, and is there for as long as `'call` lasts.
pub(crate) unsafe fn behind<'call, H>(handle: *const H, name: &str) -> Result<&'call H, Answer> {
    // SAFETY: as promised by the caller.
    unsafe { handle.as_ref() }.ok_or_else(|| refusal::argument(name, "a null pointer"))
}

/// Frees what a handle variable points at and sets the variable to null.
///
/// # Safety
/// Where `variable` is not null, it can be written to; where it holds a pointer, that came from [`give`]
/// and is in no other use.
pub(crate) unsafe fn free<H>(variable: *mut *mut H) {
    if variable.is_null() {
        return;
    }
    // SAFETY: as promised by the caller.
    let handle = unsafe { ptr::replace(variable, ptr::null_mut()) };
    if !handle.is_null() {
        // SAFETY: it came from `Box::into_raw` in `give`, and the variable no longer holds it.
        drop(unsafe { Box::from_raw(handle) });
    }
}

#[cfg(test)]
mod tests {
    use touchline::waist::Status;

    use super::*;
    use crate::guard::guarded;

    fn status_of<T>(result: Result<T, Answer>) -> Status {
        result.err().map_or(Status::Ok, |refusal| refusal.status)
    }

    #[test]
    fn api_03_a_change_is_alone_and_reads_are_not() {
        let handle = Handle::new(1);
        let inside = handle.change("number", |_| [handle.read("number", |_| ()), handle.change("number", |_| ())]);
        assert_eq!(inside.unwrap().map(status_of), [Status::Busy, Status::Busy]);
        let inside = handle.read("number", |_| [handle.read("number", |_| ()), handle.change("number", |_| ())]);
        assert_eq!(inside.unwrap().map(status_of), [Status::Ok, Status::Busy]);
    }

    type Strike = fn(&Handle<u8>) -> Result<u64, Answer>;

    #[test]
    fn api_03_a_panic_poisons_whatever_it_passes() {
        let strikes: [Strike; 2] =
            [|handle| handle.change("number", |_| panic!()), |handle| handle.read("number", |_| panic!())];
        for strike in strikes {
            let handle = Handle::new(1);
            assert_eq!(guarded((), || strike(&handle).unwrap_or(0)), u64::MAX);
            assert_eq!(status_of(handle.read("number", |_| ())), Status::Poisoned);
            assert_eq!(status_of(handle.change("number", |_| ())), Status::Poisoned);
            assert_eq!(status_of(handle.take("number")), Status::Poisoned);
        }
    }

    #[test]
    fn api_03_a_changing_panic_drops_the_value_at_once() {
        let value = Arc::new(());
        let handle = Handle::new(Arc::clone(&value));
        guarded((), || handle.change("value", |_| panic!()).unwrap_or(0_u64));
        assert_eq!(Arc::strong_count(&value), 1);
    }

    #[test]
    fn api_03_a_value_taken_for_good_is_no_defect() {
        let handle = Handle::new(1);
        assert_eq!(handle.take("number").unwrap(), 1);
        assert_eq!(status_of(handle.take("number")), Status::BadInput);
        assert_eq!(status_of(handle.read("number", |_| ())), Status::BadInput);
    }
}
