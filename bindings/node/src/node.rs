//! Node-API in safe words: what the rest of the face may do with JavaScript values.
//!
//! Every function here may only be called on the thread that owns its `Env`; an `Env` is made nowhere
//! but in the entry points that Node itself calls on that thread, and is neither `Send` nor kept.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::ptr;

use napi_sys as sys;

/// Why a call is thrown back at its caller before the waist has seen anything.
#[derive(Debug)]
pub(crate) enum Misuse {
    /// A value of the wrong type: a `TypeError`.
    Type(String),
    /// A value out of its range: a `RangeError`.
    Range(String),
    /// Node refused; its own exception is already pending, or the environment is closing.
    Node,
}

/// A Node-API environment, for the length of one call from Node.
#[derive(Clone, Copy)]
pub(crate) struct Env(sys::napi_env, PhantomData<*mut ()>);

/// A JavaScript value, for the length of one call from Node.
#[derive(Clone, Copy)]
pub(crate) struct Value(sys::napi_value, PhantomData<*mut ()>);

impl Value {
    /// Wraps what Node handed over.
    pub(crate) fn new(raw: sys::napi_value) -> Self {
        Value(raw, PhantomData)
    }

    /// Hands the value to Node.
    pub(crate) fn raw(self) -> sys::napi_value {
        self.0
    }
}

/// A typed array's memory; only for as long as no JavaScript runs.
pub(crate) struct View {
    /// The kind of its elements.
    pub(crate) kind: sys::napi_typedarray_type,
    /// Its first element; dangling or null where there is none.
    pub(crate) data: *mut c_void,
    /// How many elements there are.
    pub(crate) length: usize,
}

impl Env {
    /// Wraps what Node handed over.
    ///
    /// # Safety
    /// `raw` is the environment of the call in progress, on the thread of that call.
    pub(crate) unsafe fn new(raw: sys::napi_env) -> Self {
        Env(raw, PhantomData)
    }

    /// Hands the environment to Node.
    pub(crate) fn raw(self) -> sys::napi_env {
        self.0
    }

    /// Calls a function that makes a value.
    pub(crate) fn make(self, f: impl FnOnce(sys::napi_env, *mut sys::napi_value) -> i32) -> Result<Value, Misuse> {
        let mut raw = ptr::null_mut();
        checked(f(self.0, &raw mut raw))?;
        Ok(Value::new(raw))
    }

    pub(crate) fn null(self) -> Result<Value, Misuse> {
        // SAFETY: a live environment and a place for the result.
        self.make(|env, to| unsafe { sys::napi_get_null(env, to) })
    }

    pub(crate) fn number(self, number: f64) -> Result<Value, Misuse> {
        // SAFETY: as above.
        self.make(|env, to| unsafe { sys::napi_create_double(env, number, to) })
    }

    pub(crate) fn integer(self, number: i32) -> Result<Value, Misuse> {
        // SAFETY: as above.
        self.make(|env, to| unsafe { sys::napi_create_int32(env, number, to) })
    }

    pub(crate) fn text(self, text: &str) -> Result<Value, Misuse> {
        let length = text.len().cast_signed();
        // SAFETY: pointer and length are those of one string, which Node copies.
        self.make(|env, to| unsafe { sys::napi_create_string_utf8(env, text.as_ptr().cast(), length, to) })
    }

    pub(crate) fn buffer(self, bytes: &[u8]) -> Result<Value, Misuse> {
        // SAFETY: pointer and length are those of one slice, which Node copies.
        self.make(|env, to| unsafe {
            sys::napi_create_buffer_copy(env, bytes.len(), bytes.as_ptr().cast(), ptr::null_mut(), to)
        })
    }

    /// A `Buffer` over memory that is given away; where the runtime does not have memory from outside, a copy.
    pub(crate) fn owned_buffer(self, bytes: Vec<u8>) -> Result<Value, Misuse> {
        // Below this a copy is quicker than what is to be freed later.
        if bytes.len() < 1 << 16 {
            return self.buffer(&bytes);
        }
        let bytes = Box::into_raw(Box::new(bytes));
        // SAFETY: the memory lives until the finaliser, which gets the box once.
        let made = self.make(|env, to| unsafe {
            let (data, length) = ((*bytes).as_mut_ptr(), (*bytes).len());
            sys::napi_create_external_buffer(env, length, data.cast(), Some(freed), bytes.cast(), to)
        });
        made.or_else(|_| {
            // SAFETY: where nothing was made, nobody has taken the box.
            let bytes = unsafe { Box::from_raw(bytes) };
            self.buffer(&bytes)
        })
    }

    /// What stands in an array.
    pub(crate) fn elements(self, array: Value) -> Result<Vec<Value>, Misuse> {
        let mut length = 0;
        // SAFETY: a live value and a place for the result; what is no array is refused.
        checked(unsafe { sys::napi_get_array_length(self.0, array.0, &raw mut length) })
            .map_err(|_| Misuse::Type("an array is expected".into()))?;
        // SAFETY: as above.
        (0..length)
            .map(|index| self.make(|env, to| unsafe { sys::napi_get_element(env, array.0, index, to) }))
            .collect()
    }

    pub(crate) fn array(self, elements: &[Value]) -> Result<Value, Misuse> {
        // SAFETY: a live environment and a place for the result.
        let array = self.make(|env, to| unsafe { sys::napi_create_array_with_length(env, elements.len(), to) })?;
        for (index, element) in (0..).zip(elements) {
            // SAFETY: both values are alive in this call.
            checked(unsafe { sys::napi_set_element(self.0, array.0, index, element.0) })?;
        }
        Ok(array)
    }

    /// The value of a number, or nothing where it is none.
    pub(crate) fn number_of(self, value: Value) -> Option<f64> {
        let mut number = 0.0;
        // SAFETY: a live value and a place for the result.
        (unsafe { sys::napi_get_value_double(self.0, value.0, &raw mut number) } == sys::Status::napi_ok)
            .then_some(number)
    }

    pub(crate) fn is_string(self, value: Value) -> bool {
        let mut kind = 0;
        // SAFETY: a live value and a place for the result.
        let status = unsafe { sys::napi_typeof(self.0, value.0, &raw mut kind) };
        status == sys::Status::napi_ok && kind == sys::ValueType::napi_string
    }

    /// A typed array that belongs to this thread alone; none where the value is something else.
    ///
    /// Memory that is shared between threads is refused: another thread could change it under our eyes.
    pub(crate) fn view(self, value: Value) -> Result<Option<View>, Misuse> {
        let mut is_view = false;
        // SAFETY: a live value and a place for the result.
        checked(unsafe { sys::napi_is_typedarray(self.0, value.0, &raw mut is_view) })?;
        if !is_view {
            return Ok(None);
        }
        let (mut kind, mut length, mut data, mut backing, mut own) = (0, 0, ptr::null_mut(), ptr::null_mut(), false);
        // SAFETY: the value is a typed array, and every result has its place.
        checked(unsafe {
            sys::napi_get_typedarray_info(
                self.0,
                value.0,
                &raw mut kind,
                &raw mut length,
                &raw mut data,
                &raw mut backing,
                ptr::null_mut(),
            )
        })?;
        // SAFETY: the array's memory is a live value; a SharedArrayBuffer is no ArrayBuffer to Node-API.
        checked(unsafe { sys::napi_is_arraybuffer(self.0, backing, &raw mut own) })?;
        if !own {
            return Err(Misuse::Type("this memory is shared between threads: copy it first".into()));
        }
        Ok(Some(View { kind, data, length }))
    }

    /// Tells the garbage collector that memory it cannot see was taken or given back.
    pub(crate) fn hold_outside(self, bytes: i64) {
        let mut total = 0;
        // SAFETY: a live environment and a place for the result. A failure only makes collection later.
        let _ = unsafe { sys::napi_adjust_external_memory(self.0, bytes, &raw mut total) };
    }

    /// Throws what a caller has done wrong.
    pub(crate) fn throw(self, misuse: &Misuse) {
        if let Ok(error) = self.error(misuse) {
            // SAFETY: a live value. Where the environment is closing nobody is left to hear it.
            let _ = unsafe { sys::napi_throw(self.0, error.0) };
        }
    }

    /// The error for what a caller has done wrong; where Node has said no with an exception, that one.
    pub(crate) fn error(self, misuse: &Misuse) -> Result<Value, Misuse> {
        let mut pending = false;
        // SAFETY: a live environment and a place for the result.
        checked(unsafe { sys::napi_is_exception_pending(self.0, &raw mut pending) })?;
        if pending {
            // SAFETY: as above.
            return self.make(|env, to| unsafe { sys::napi_get_and_clear_last_exception(env, to) });
        }
        let (is_type_error, message) = match misuse {
            Misuse::Type(message) => (true, message.as_str()),
            Misuse::Range(message) => (false, message.as_str()),
            Misuse::Node => (false, "the value is too large for JavaScript"),
        };
        let (text, no_code) = (self.text(message)?.0, ptr::null_mut());
        // SAFETY: the message is a live string; an error without a code is allowed.
        self.make(|env, to| unsafe {
            if is_type_error {
                sys::napi_create_type_error(env, no_code, text, to)
            } else {
                sys::napi_create_range_error(env, no_code, text, to)
            }
        })
    }
}

unsafe extern "C" fn freed(_: sys::napi_env, _: *mut c_void, bytes: *mut c_void) {
    // SAFETY: the box of `owned_buffer`; Node calls a finaliser once.
    drop(unsafe { Box::from_raw(bytes.cast::<Vec<u8>>()) });
}

/// Turns Node's status into a result.
pub(crate) fn checked(status: sys::napi_status) -> Result<(), Misuse> {
    if status == sys::Status::napi_ok { Ok(()) } else { Err(Misuse::Node) }
}
