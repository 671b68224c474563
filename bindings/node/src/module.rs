//! How a function becomes callable from JavaScript: always with the guard around it, so that no export can be without.

use std::borrow::Cow;

use napi::bindgen_prelude::{AsyncTask, External, FromNapiValue, FunctionCallContext, Object, ToNapiValue, Unknown};
use napi::{Env, Error, JsValue, ScopedTask};
use touchline::waist::Answer;

use crate::guard::{Stop, guarded};
use crate::handle::{Content, Handle};
use crate::memory::{Taken, arrow};
use crate::text;
use crate::told::Told;

/// One call from JavaScript.
pub(crate) type Call<'call> = FunctionCallContext<'call>;

/// An argument, which has to be something.
pub(crate) fn argument<A: FromNapiValue>(call: &Call<'_>, place: usize, wanted: &str) -> Result<A, Stop> {
    call.get(place).map_err(|_| Stop::Type(format!("argument {} is not {wanted}", place + 1)))
}

/// An argument that is a handle.
pub(crate) fn handle<'call>(call: &'call Call<'_>, place: usize) -> Result<&'call Handle, Stop> {
    argument::<&External<Handle>>(call, place, "a handle").map(AsRef::as_ref)
}

/// What comes with a call.
pub(crate) trait Input: Sized + Send + 'static {
    fn read(call: &Call<'_>, place: usize, taken: Taken) -> Result<Self, Stop>;

    /// How much a thing grows that is given it.
    fn weight(&self) -> usize {
        0
    }
}

/// A text, or bytes.
pub(crate) type Bytes = arrow_buffer::Buffer;

pub(crate) type Nothing = [Bytes; 0];
pub(crate) type One = [Bytes; 1];
pub(crate) type Two = [Bytes; 2];

impl<const N: usize> Input for [Bytes; N] {
    fn read(call: &Call<'_>, place: usize, taken: Taken) -> Result<Self, Stop> {
        let one = |place| {
            Ok(match text::bytes(argument(call, place, "there")?)? {
                Cow::Owned(bytes) => Bytes::from_vec(bytes),
                Cow::Borrowed(bytes) => arrow(bytes, taken),
            })
        };
        let all: Vec<Bytes> = (place..place + N).map(one).collect::<Result<_, Stop>>()?;
        all.try_into().map_err(|_| Stop::Node)
    }
}

/// What a thing is fed, and grows by.
pub(crate) struct Fed(pub(crate) Bytes);

impl Input for Fed {
    fn read(call: &Call<'_>, place: usize, taken: Taken) -> Result<Self, Stop> {
        Input::read(call, place, taken).map(|[bytes]: One| Fed(bytes))
    }

    fn weight(&self) -> usize {
        self.0.len()
    }
}

/// What becomes of a thing, and what is told.
type Done = (Content, Told);

/// Whatever a handle may stand for, and whatever a call may come to.
pub(crate) trait Kept: Send + 'static {}
pub(crate) trait Reply: Into<Told> + 'static {}
impl<T: Send + 'static> Kept for T {}
impl<R: Into<Told> + 'static> Reply for R {}

/// The addon's exports, as they come into being.
pub(crate) struct Module<'env> {
    pub(crate) env: Env,
    pub(crate) exports: Object<'env>,
}

impl Module<'_> {
    fn function<F>(&mut self, name: &str, run: F) -> napi::Result<()>
    where
        F: for<'call> Fn(&'call Call<'call>) -> Result<Unknown<'call>, Stop> + 'static,
    {
        let function = self.env.create_function_from_closure::<(), _, _>(name, move |call| {
            let told = guarded(|| run(&call)).unwrap_or_else(|defect| Err(defect.into()));
            told.or_else(|stop| stop.value(call.env)).map(|value| value.raw())
        })?;
        self.exports.set(name, function)
    }

    /// A call of whatever form.
    pub(crate) fn export(&mut self, name: &str, run: fn(&Call<'_>) -> Result<Told, Stop>) -> napi::Result<()> {
        self.function(name, move |call| run(call)?.value(call.env))
    }

    /// A call without a handle, and its twin off this thread.
    pub(crate) fn free<I: Input, R: Reply>(&mut self, name: &str, run: fn(I) -> R) -> napi::Result<()> {
        self.function(name, move |call| run(I::read(call, 0, Taken::Lent)?).into().value(call.env))?;
        self.function(&format!("{name}Async"), move |call| {
            let (input, nothing) = (I::read(call, 0, Taken::Copied)?, Handle::new(Content::Closed, 0));
            Job::queued(call.env, nothing, Box::new(move || (Content::Closed, run(input).into())))
        })
    }

    /// A call on a thing, and its twin off this thread.
    pub(crate) fn on<T: Kept, I: Input, R: Reply>(&mut self, name: &str, run: fn(&mut T, I) -> R) -> napi::Result<()> {
        self.held(name, move |mut thing: Box<T>, input| {
            let told = run(&mut thing, input).into();
            (Content::Ready(thing), told)
        })
    }

    /// A call that makes something else of a thing, whose handle is of no use from then on; and its twin.
    pub(crate) fn ends<T: Kept, I: Input, R: Reply>(&mut self, name: &str, run: fn(T, I) -> R) -> napi::Result<()> {
        self.held(name, move |thing: Box<T>, input| (Content::Closed, run(*thing, input).into()))
    }

    fn held<T: Kept, I: Input, F>(&mut self, name: &str, run: F) -> napi::Result<()>
    where
        F: Fn(Box<T>, I) -> Done + Copy + Send + 'static,
    {
        self.function(name, move |call| {
            let (handle, input) = (handle(call, 0)?, I::read(call, 1, Taken::Lent)?);
            let (thing, weight) = (handle.take(Content::Lost)?, input.weight());
            let done = run(thing, input);
            handle.weigh(call.env, weight)?;
            settled(call.env, handle, done)
        })?;
        self.function(&format!("{name}Async"), move |call| {
            let (handle, input) = (handle(call, 0)?, I::read(call, 1, Taken::Copied)?);
            let thing = handle.take(Content::Busy)?;
            handle.weigh(call.env, input.weight())?;
            Job::queued(call.env, handle.clone(), Box::new(move || run(thing, input)))
        })
    }
}

/// The handle gets back what came of the work, and JavaScript what is told.
fn settled<'env>(env: &'env Env, handle: &Handle, (content, mut told): Done) -> Result<Unknown<'env>, Stop> {
    match (&content, &mut told) {
        // A workspace has grown by about as much as it gave to keep.
        (Content::Ready(_), Told::Answer(Answer { record: Some(record), .. })) => handle.weigh(env, record.len())?,
        (Content::Closed, Told::Thing(_, weight)) => *weight = handle.weight(),
        _ => {}
    }
    handle.put(content);
    told.value(env)
}

/// Work off the event loop. A handle says that it is busy from the moment of the call, not from when the pool gets round
/// to it, so what other calls meanwhile are told does not depend on threads.
struct Job {
    handle: Handle,
    work: Option<Box<dyn FnOnce() -> Done + Send>>,
}

impl Job {
    /// A promise of what comes of the work.
    fn queued(env: &Env, handle: Handle, work: Box<dyn FnOnce() -> Done + Send>) -> Result<Unknown<'_>, Stop> {
        let lost = handle.clone();
        let queued = AsyncTask::new(Job { handle, work: Some(work) }).into_unknown(env);
        Ok(queued.inspect_err(|_| lost.put(Content::Lost))?)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        // Work that was never begun is freed with what it was to work on, and that may fail as all else may.
        drop(guarded(|| self.work.take()));
    }
}

impl<'env> ScopedTask<'env> for Job {
    type Output = Done;
    type JsValue = Unknown<'env>;

    fn compute(&mut self) -> napi::Result<Done> {
        let work = self.work.take();
        let done = guarded(|| work.map_or((Content::Lost, Told::Nothing), |work| work()));
        Ok(done.unwrap_or_else(|defect| (Content::Lost, Told::Answer(defect))))
    }

    fn resolve(&mut self, env: &'env Env, done: Done) -> napi::Result<Unknown<'env>> {
        let told = guarded(|| settled(env, &self.handle, done)).unwrap_or_else(|defect| Err(defect.into()));
        told.map_err(|_| Error::from_reason("the value is too large for JavaScript"))
    }
}
