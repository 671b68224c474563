//! A stream that was handed out. Whoever is told of its progress may ask it for more, or let go of it, while it is being read, and
//! so may another thread: the one is refused, and what is let go of stays until the reading is over.

#![expect(unsafe_code, reason = "the interface is a structure of C, with functions that take pointers to it")]

use std::cell::UnsafeCell;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;

/// What the operating system calls a thing that is in use, and an argument that is none.
const BUSY: c_int = 16;
const INVALID: c_int = 22;

/// Why a stream answers nothing while it is being read.
const BEING_READ: &CStr = c"the stream is being read: ask it once more when that is over";

/// What stands behind a stream that was handed out, for as long as it is held or read.
struct Behind {
    /// Touched by nobody but who has `busy`.
    stream: UnsafeCell<FFI_ArrowArrayStream>,
    busy: AtomicBool,
    /// Whether the last question was refused since it was being read.
    refused: AtomicBool,
}

// SAFETY: the stream may be sent, and `busy` keeps it from being touched by two at once.
unsafe impl Sync for Behind {}

/// The same stream, guarded.
pub(super) fn guarded(stream: FFI_ArrowArrayStream) -> FFI_ArrowArrayStream {
    let (busy, refused) = (AtomicBool::new(false), AtomicBool::new(false));
    let behind = Arc::new(Behind { stream: UnsafeCell::new(stream), busy, refused });
    FFI_ArrowArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release),
        private_data: Box::into_raw(Box::new(behind)).cast::<c_void>(),
    }
}

/// What stands behind a stream, held for as long as the answer is.
///
/// # Safety
/// It is null, was released, or is one of [`guarded`]'s.
unsafe fn behind(stream: *mut FFI_ArrowArrayStream) -> Option<Arc<Behind>> {
    // SAFETY: as promised by the caller.
    let private = unsafe { stream.as_ref() }?.private_data.cast::<Arc<Behind>>();
    // SAFETY: null once it was released, and else what `guarded` put there.
    unsafe { private.as_ref() }.map(Arc::clone)
}

/// Asks the stream, unless it is being read.
///
/// # Safety
/// As for [`behind`].
unsafe fn asked(stream: *mut FFI_ArrowArrayStream, ask: impl FnOnce(*mut FFI_ArrowArrayStream) -> c_int) -> c_int {
    // SAFETY: as promised by the caller.
    let Some(behind) = (unsafe { behind(stream) }) else { return INVALID };
    if behind.busy.swap(true, Ordering::Acquire) {
        behind.refused.store(true, Ordering::Relaxed);
        return BUSY;
    }
    behind.refused.store(false, Ordering::Relaxed);
    let code = ask(behind.stream.get());
    behind.busy.store(false, Ordering::Release);
    code
}

unsafe extern "C" fn get_schema(stream: *mut FFI_ArrowArrayStream, out: *mut FFI_ArrowSchema) -> c_int {
    // SAFETY: C calls it with what it was handed out on; what is within is asked by one at a time.
    unsafe { asked(stream, |inner| (*inner).get_schema.map_or(INVALID, |get_schema| get_schema(inner, out))) }
}

unsafe extern "C" fn get_next(stream: *mut FFI_ArrowArrayStream, out: *mut FFI_ArrowArray) -> c_int {
    // SAFETY: as above.
    unsafe { asked(stream, |inner| (*inner).get_next.map_or(INVALID, |get_next| get_next(inner, out))) }
}

/// The words live until the stream's next call, as those of the stream within do.
unsafe extern "C" fn get_last_error(stream: *mut FFI_ArrowArrayStream) -> *const c_char {
    // SAFETY: as above.
    let Some(behind) = (unsafe { behind(stream) }) else { return ptr::null() };
    if behind.refused.load(Ordering::Relaxed) || behind.busy.swap(true, Ordering::Acquire) {
        return BEING_READ.as_ptr();
    }
    let inner = behind.stream.get();
    // SAFETY: nobody else touches it, since `busy` was free.
    let said = unsafe { (*inner).get_last_error.map_or(ptr::null(), |get_last_error| get_last_error(inner)) };
    behind.busy.store(false, Ordering::Release);
    said
}

unsafe extern "C" fn release(stream: *mut FFI_ArrowArrayStream) {
    // SAFETY: C calls it with what it was handed out on.
    let Some(stream) = (unsafe { stream.as_mut() }) else { return };
    let private = std::mem::replace(&mut stream.private_data, ptr::null_mut()).cast::<Arc<Behind>>();
    (stream.get_schema, stream.get_next) = (None, None);
    (stream.get_last_error, stream.release) = (None, None);
    if !private.is_null() {
        // SAFETY: what `guarded` put there, which nobody finds there any more.
        drop(unsafe { Box::from_raw(private) });
    }
}
