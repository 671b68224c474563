//! The one door between JavaScript and Rust: what passes through it is guarded, and nothing else is callable.
//!
//! An export is a plain function in the table of `exports`; only this module knows how to make one
//! callable, and it does so with the guard around it. A panic ends as an answer of status `defect`; the
//! process goes on, and the thing that the call had borrowed is lost with its handle poisoned (`slots`).

use std::borrow::Cow;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use napi_sys as sys;

use touchline::waist::Answer;

use crate::exports::EXPORTS;
use crate::node::{Env, Misuse, Value, checked};
use crate::reply::{Reply, Stop};
use crate::slots::State;

/// No export takes more arguments; what is not given is `undefined`.
const ARGUMENTS: usize = 4;

/// A function that JavaScript may call.
pub(crate) struct Export {
    /// Its name in JavaScript.
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) run: fn(&Call<'_>) -> Result<Reply, Stop>,
}

/// One call from JavaScript.
pub(crate) struct Call<'call> {
    pub(crate) env: Env,
    pub(crate) state: &'call State,
    arguments: [Value; ARGUMENTS],
}

impl<'call> Call<'call> {
    /// The argument at this place.
    pub(crate) fn value(&self, index: usize) -> Value {
        self.arguments[index]
    }

    /// The bytes of a string or `Uint8Array`.
    pub(crate) fn bytes(&self, index: usize) -> Result<Cow<'call, [u8]>, Misuse> {
        crate::bytes::of(self.env, self.value(index))
    }

    /// A handle.
    pub(crate) fn handle(&self, index: usize) -> Result<u64, Misuse> {
        self.whole(index, 9_007_199_254_740_991.0)
    }

    /// A number from a table of codes. Nothing is rounded or wrapped around: another number is another right.
    pub(crate) fn code(&self, index: usize) -> Result<u32, Misuse> {
        #[expect(clippy::cast_possible_truncation, reason = "the number is at most u32::MAX")]
        self.whole(index, f64::from(u32::MAX)).map(|number| number as u32)
    }

    fn whole(&self, index: usize, greatest: f64) -> Result<u64, Misuse> {
        let Some(number) = self.env.number_of(self.value(index)) else {
            return Err(Misuse::Type(format!("argument {} is not a number", index + 1)));
        };
        if (0.0..=greatest).contains(&number) && number.trunc() == number {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and in range")]
            return Ok(number as u64);
        }
        Err(Misuse::Range(format!("argument {} is not a whole number from 0 to {greatest}", index + 1)))
    }
}

/// Node calls this once for each JavaScript thread that loads the addon.
#[unsafe(no_mangle)]
extern "C" fn napi_register_module_v1(env: sys::napi_env, exports: sys::napi_value) -> sys::napi_value {
    // SAFETY: Node calls with its environment, on the thread of that environment.
    let env = unsafe { Env::new(env) };
    let registered = catch_unwind(|| register(env, Value::new(exports)));
    if let Ok(Err(misuse)) = registered {
        env.throw(&misuse);
    }
    exports
}

fn register(env: Env, exports: Value) -> Result<(), Misuse> {
    let state = Box::into_raw(Box::<State>::default());
    // SAFETY: Node keeps the pointer until it gives it to the finaliser, once.
    checked(unsafe { sys::napi_set_instance_data(env.raw(), state.cast(), Some(free_state), ptr::null_mut()) })?;
    for export in EXPORTS {
        let data: *const Export = export;
        let length = export.name.len().cast_signed();
        // SAFETY: the name is copied; the export is static, and `enter` reads it only.
        let function = env.make(|env, to| unsafe {
            let name = export.name.as_ptr().cast();
            sys::napi_create_function(env, name, length, Some(enter), data.cast_mut().cast(), to)
        })?;
        // SAFETY: three live values.
        checked(unsafe {
            sys::napi_set_property(env.raw(), exports.raw(), env.text(export.name)?.raw(), function.raw())
        })?;
    }
    Ok(())
}

unsafe extern "C" fn free_state(_: sys::napi_env, state: *mut c_void, _: *mut c_void) {
    // SAFETY: the pointer came from `register`, and Node calls a finaliser once.
    let state = unsafe { Box::from_raw(state.cast::<State>()) };
    // Freeing runs the core's own code: a fault there must not end the process either.
    let _ = catch_unwind(AssertUnwindSafe(move || drop(state)));
}

/// The state of this thread; none once the environment is closing.
///
/// # Safety
/// The reference is used for no longer than the call from Node in progress.
pub(crate) unsafe fn state<'call>(env: Env) -> Option<&'call State> {
    let mut data = ptr::null_mut();
    // SAFETY: a live environment; what it holds is what `register` gave it.
    checked(unsafe { sys::napi_get_instance_data(env.raw(), &raw mut data) }).ok()?;
    // SAFETY: null, or the state, which Node frees only after the last call.
    unsafe { data.cast::<State>().as_ref() }
}

/// Every call from JavaScript comes in here.
unsafe extern "C" fn enter(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    // SAFETY: Node calls with its environment, on the thread of that environment.
    let env = unsafe { Env::new(env) };
    let value = catch_unwind(AssertUnwindSafe(|| perform(env, info)))
        .unwrap_or_else(|panic| Reply::Answer(Answer::panicked(panic.as_ref())).into_value(env));
    match value {
        Ok(value) => value.map_or(ptr::null_mut(), Value::raw),
        Err(misuse) => {
            env.throw(&misuse);
            ptr::null_mut()
        }
    }
}

fn perform(env: Env, info: sys::napi_callback_info) -> Result<Option<Value>, Misuse> {
    let mut arguments = [ptr::null_mut(); ARGUMENTS];
    let (mut count, mut data) = (ARGUMENTS, ptr::null_mut());
    // SAFETY: room for as many arguments as are asked for; Node fills the rest with `undefined`.
    checked(unsafe {
        let (count, into) = (&raw mut count, arguments.as_mut_ptr());
        sys::napi_get_cb_info(env.raw(), info, count, into, ptr::null_mut(), &raw mut data)
    })?;
    // SAFETY: the data is the export that `register` gave, and the state is used within this call.
    let (export, state) = unsafe { (&*data.cast::<Export>(), state(env).ok_or(Misuse::Node)?) };
    let call = Call { env, state, arguments: arguments.map(Value::new) };
    match (export.run)(&call) {
        Ok(reply) => reply.into_value(env),
        Err(Stop::Answer(answer)) => Reply::Answer(answer).into_value(env),
        Err(Stop::Misuse(misuse)) => Err(misuse),
    }
}
