//! Long work off the event loop: a thing leaves its slot, a pool thread works on it, and it comes back.
//!
//! The slot says `busy` from the moment of the call, not from when the pool gets round to it, so what
//! other calls meanwhile are told does not depend on threads. The guard of `door` stands here too: a panic
//! on the pool ends as a `defect`, and the handle is poisoned.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use napi_sys as sys;

use touchline::waist::Answer;

use crate::door::{Call, state};
use crate::node::{Env, Misuse, checked};
use crate::reply::{Reply, Stop};
use crate::slots::{Slots, State};

/// What is still to be done on the JavaScript thread, once the pool is done.
pub(crate) type Settle = Box<dyn FnOnce(&State) -> Reply + Send>;

/// What a pool thread does.
type Work = Box<dyn FnOnce() -> Settle + Send>;

/// Settles with nothing but a reply that is ready.
pub(crate) fn settled(make: impl FnOnce() -> Reply + Send + 'static) -> Settle {
    Box::new(move |_| make())
}

/// Works on the thing of a handle. The job gives the thing back, unless it has made something else of it.
pub(crate) fn work_on<T: Send + 'static>(
    call: &Call<'_>,
    slots: fn(&State) -> &Slots<T>,
    handle: u64,
    job: impl FnOnce(Box<T>) -> (Option<Box<T>>, Settle) + Send + 'static,
) -> Result<Reply, Stop> {
    let thing = slots(call.state).lend(handle)?;
    let promise = queue(
        call.env,
        Box::new(move || match catch_unwind(AssertUnwindSafe(|| job(thing))) {
            Ok((thing, settle)) => Box::new(move |state: &State| {
                slots(state).put_back(handle, thing);
                settle(state)
            }),
            Err(panic) => {
                let answer = Answer::panicked(panic.as_ref());
                Box::new(move |state: &State| {
                    slots(state).lose(handle);
                    Reply::Answer(answer)
                })
            }
        }),
    );
    promise.map_err(|misuse| {
        slots(call.state).lose(handle);
        misuse.into()
    })
}

/// Works on nothing but what the job brings along.
pub(crate) fn work(call: &Call<'_>, job: impl FnOnce() -> Settle + Send + 'static) -> Result<Reply, Stop> {
    let guarded = move || {
        catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|panic| {
            let answer = Answer::panicked(panic.as_ref());
            settled(move || Reply::Answer(answer))
        })
    };
    Ok(queue(call.env, Box::new(guarded))?)
}

struct Task {
    deferred: sys::napi_deferred,
    handle: sys::napi_async_work,
    stage: Stage,
}

enum Stage {
    Waiting(Work),
    Done(Settle),
    Over,
}

fn queue(env: Env, work: Work) -> Result<Reply, Misuse> {
    let name = env.text("touchline")?;
    let mut deferred = ptr::null_mut();
    // SAFETY: a live environment and places for both results.
    let promise = env.make(|env, to| unsafe { sys::napi_create_promise(env, &raw mut deferred, to) })?;
    let task = Box::into_raw(Box::new(Task { deferred, handle: ptr::null_mut(), stage: Stage::Waiting(work) }));
    // SAFETY: the task lives until `complete`, which Node calls once for work that was queued.
    let queued = unsafe {
        let (none, to) = (ptr::null_mut(), &raw mut (*task).handle);
        let data = task.cast();
        checked(sys::napi_create_async_work(env.raw(), none, name.raw(), Some(execute), Some(complete), data, to))
            .and_then(|()| checked(sys::napi_queue_async_work(env.raw(), (*task).handle)))
    };
    if let Err(misuse) = queued {
        // SAFETY: nothing was queued, so the task is still ours alone.
        drop(unsafe { Box::from_raw(task) });
        return Err(misuse);
    }
    Ok(Reply::Later(promise))
}

unsafe extern "C" fn execute(_: sys::napi_env, data: *mut c_void) {
    // SAFETY: the task of `queue`; between queueing and completion only this thread touches it.
    let task = unsafe { &mut *data.cast::<Task>() };
    if let Stage::Waiting(work) = std::mem::replace(&mut task.stage, Stage::Over) {
        task.stage = Stage::Done(work());
    }
}

unsafe extern "C" fn complete(env: sys::napi_env, _: sys::napi_status, data: *mut c_void) {
    // SAFETY: Node calls on the JavaScript thread, once, and the pool is done with the task.
    let (env, task) = unsafe { (Env::new(env), Box::from_raw(data.cast::<Task>())) };
    let Task { deferred, handle, stage } = *task;
    // SAFETY: the work of this task, which has ended.
    let _ = unsafe { sys::napi_delete_async_work(env.raw(), handle) };
    // SAFETY: the state is used within this call. Where it is gone nobody is left to be told.
    let Some(state) = (unsafe { state(env) }) else { return };
    let Stage::Done(settle) = stage else { return };
    let reply = catch_unwind(AssertUnwindSafe(|| settle(state)))
        .unwrap_or_else(|panic| Reply::Answer(Answer::panicked(panic.as_ref())));
    let value = reply.into_value(env).and_then(|value| value.map_or_else(|| env.null(), Ok));
    // A promise must end, or its caller waits for ever. Where even the error cannot be made, the
    // environment is closing and nobody waits.
    match value {
        // SAFETY: a promise is settled once, with a live value.
        Ok(value) => drop(unsafe { checked(sys::napi_resolve_deferred(env.raw(), deferred, value.raw())) }),
        Err(misuse) => {
            if let Ok(error) = env.error(&misuse) {
                // SAFETY: as above.
                let _ = unsafe { sys::napi_reject_deferred(env.raw(), deferred, error.raw()) };
            }
        }
    }
}
