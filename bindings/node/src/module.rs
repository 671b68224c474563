//! How a function becomes callable from JavaScript: always with the guard around it, so that no export can be without.
//!
//! Rules: API-05.

use std::borrow::Cow;
use std::ops::Deref;
use std::ptr;

use arrow_buffer::Buffer;
use napi::bindgen_prelude::{AsyncTask, External, FromNapiValue, Object, ToNapiValue, Unknown};
use napi::{Env, Error, JsString, JsValue, ScopedTask, ValueType, check_status, sys};
use touchline::waist::Answer;

use crate::guard::guarded;
use crate::handle::{Content, Handle};
use crate::memory::{Taken, arrow};
use crate::stop::Stop;
use crate::text;
use crate::told::Told;

/// No export takes more arguments; what is not given is `undefined`.
const ARGUMENTS: usize = 4;

/// One call from JavaScript.
pub(crate) struct Call {
    pub(crate) env: Env,
    arguments: [sys::napi_value; ARGUMENTS],
}

impl Call {
    /// Whatever an argument is.
    pub(crate) fn value(&self, place: usize) -> Unknown<'_> {
        Object::from_raw(self.env.raw(), self.arguments[place]).to_unknown()
    }

    /// An argument that has to be something.
    pub(crate) fn argument<A: FromNapiValue>(&self, place: usize, wanted: &str) -> Result<A, Stop> {
        A::from_unknown(self.value(place)).map_err(|_| Stop::Type(format!("argument {} is not {wanted}", place + 1)))
    }

    pub(crate) fn handle(&self, place: usize) -> Result<&Handle, Stop> {
        self.argument::<&External<Handle>>(place, "a handle").map(AsRef::as_ref)
    }
}

/// What comes with a call.
pub(crate) trait Input: Sized + Send + 'static {
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop>;

    /// The handle that a call works on with it.
    fn worked_on(call: &Call) -> Result<Handle, Stop> {
        call.handle(0).cloned()
    }

    /// How much a thing grows that is given it.
    fn weight(&self) -> usize {
        0
    }
}

impl Input for () {
    fn read(_: &Call, _: usize, _: Taken) -> Result<Self, Stop> {
        Ok(())
    }
}

/// A text, or memory.
pub(crate) enum Bytes {
    Text(Vec<u8>),
    Memory(Buffer),
}

impl Bytes {
    pub(crate) fn arrow(self) -> Buffer {
        match self {
            Bytes::Text(text) => Buffer::from_vec(text),
            Bytes::Memory(memory) => memory,
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Text(text) => text,
            Bytes::Memory(memory) => memory,
        }
    }
}

impl Input for Bytes {
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop> {
        Ok(match text::bytes(call.value(place))? {
            Cow::Owned(text) => Bytes::Text(text),
            Cow::Borrowed(memory) => Bytes::Memory(arrow(memory, taken)),
        })
    }
}

impl<A: Input, B: Input> Input for (A, B) {
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop> {
        Ok((A::read(call, place, taken)?, B::read(call, place + 1, taken)?))
    }
}

/// What is read as one document: a string of more units than it may have bytes is refused before a copy is made of it.
pub(crate) struct Document(pub(crate) Bytes);

impl Input for Document {
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop> {
        let value = call.value(place);
        if value.get_type()? == ValueType::String {
            Answer::of_length(JsString::from_unknown(value)?.utf16_len()?)?;
        }
        Bytes::read(call, place, taken).map(Document)
    }
}

/// What a thing is fed, and grows by.
pub(crate) struct Fed(pub(crate) Bytes);

impl Input for Fed {
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop> {
        Bytes::read(call, place, taken).map(Fed)
    }

    fn weight(&self) -> usize {
        self.0.len()
    }
}

/// What becomes of a thing, and what is told.
type Done = (Content, Told);

/// What a function does that JavaScript may call.
type Run = dyn Fn(&Call) -> Result<Unknown<'_>, Stop> + Send + Sync;

struct Export {
    name: String,
    run: Box<Run>,
}

/// The addon's functions.
#[derive(Default)]
pub(crate) struct Module(Vec<Export>);

impl Module {
    fn function(&mut self, name: &str, run: impl Fn(&Call) -> Result<Unknown<'_>, Stop> + Send + Sync + 'static) {
        self.0.push(Export { name: name.into(), run: Box::new(run) });
    }

    /// A call of whatever form.
    pub(crate) fn export(&mut self, name: &str, run: fn(&Call) -> Result<Told, Stop>) {
        self.function(name, move |call| run(call)?.value(&call.env));
    }

    /// A call without a handle, and its twin off this thread.
    pub(crate) fn free<I: Input, R: Into<Told> + 'static>(&mut self, name: &str, run: fn(I) -> R) {
        self.function(name, move |call| run(I::read(call, 0, Taken::Lent)?).into().value(&call.env));
        self.function(&format!("{name}Async"), move |call| {
            let (input, nothing) = (I::read(call, 0, Taken::Copied)?, Handle::new(Content::Closed, 0));
            Job::queued(&call.env, nothing, Box::new(move || (Content::Closed, run(input).into())))
        });
    }

    /// A call on a thing, and its twin off this thread.
    pub(crate) fn on<T, I: Input, R>(&mut self, name: &str, run: fn(&mut T, I) -> R)
    where
        T: Send + 'static,
        R: Into<Told> + 'static,
    {
        self.held(name, move |mut thing: Box<T>, input| {
            let told = run(&mut thing, input).into();
            (Content::Ready(thing), told)
        });
    }

    /// A call that makes something else of a thing, whose handle is of no use from then on; and its twin.
    pub(crate) fn ends<T, I: Input, R>(&mut self, name: &str, run: fn(T, I) -> R)
    where
        T: Send + 'static,
        R: Into<Told> + 'static,
    {
        self.held(name, move |thing: Box<T>, input| (Content::Closed, run(*thing, input).into()));
    }

    fn held<T, I: Input, F>(&mut self, name: &str, run: F)
    where
        T: Send + 'static,
        F: Fn(Box<T>, I) -> Done + Copy + Send + Sync + 'static,
    {
        self.function(name, move |call| {
            let (handle, input) = (I::worked_on(call)?, I::read(call, 1, Taken::Lent)?);
            let (thing, weight) = (handle.take(Content::Lost)?, input.weight());
            settled(&call.env, &handle, run(thing, input), weight)
        });
        self.function(&format!("{name}Async"), move |call| {
            let (handle, input) = (I::worked_on(call)?, I::read(call, 1, Taken::Copied)?);
            let thing = handle.take(Content::Busy)?;
            handle.weigh(&call.env, input.weight())?;
            Job::queued(&call.env, handle, Box::new(move || run(thing, input)))
        });
    }

    /// Makes the functions JavaScript's. They are there for as long as the addon is, whatever threads load it.
    pub(crate) fn register(&'static self, env: Env, mut exports: Object<'_>) -> napi::Result<()> {
        for export in &self.0 {
            let (name, data, mut function) = (&export.name, ptr::from_ref(export).cast_mut().cast(), ptr::null_mut());
            // SAFETY: the name is copied; the export is never freed, and `enter` reads it only.
            check_status!(unsafe {
                let (text, length, to) = (name.as_ptr().cast(), name.len().cast_signed(), &raw mut function);
                sys::napi_create_function(env.raw(), text, length, Some(enter), data, to)
            })?;
            exports.set(name, Object::from_raw(env.raw(), function))?;
        }
        Ok(())
    }
}

/// Every call from JavaScript comes in here. The ways in that napi has allocate for each call, and take half as long again
/// as one of the hot calls does.
extern "C" fn enter(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    let mut call = Call { env: Env::from_raw(env), arguments: [ptr::null_mut(); ARGUMENTS] };
    let (mut count, mut data) = (ARGUMENTS, ptr::null_mut());
    // SAFETY: room for as many arguments as are asked for; Node fills the rest with `undefined`. The data is an export.
    let export = unsafe {
        let (count, into) = (&raw mut count, call.arguments.as_mut_ptr());
        sys::napi_get_cb_info(env, info, count, into, ptr::null_mut(), &raw mut data);
        data.cast::<Export>().as_ref()
    };
    let told = guarded(|| export.map_or(Err(Stop::Node), |export| (export.run)(&call)));
    let told = told.unwrap_or_else(|defect| Err(defect.into()));
    told.map_or_else(|stop| stop.value(&call.env), Some).map_or(ptr::null_mut(), |value| value.raw())
}

/// The handle gets back what came of the work, and JavaScript what is told.
fn settled<'env>(env: &'env Env, handle: &Handle, done: Done, weight: usize) -> Result<Unknown<'env>, Stop> {
    let (content, mut told) = done;
    let weight = match (&content, &mut told) {
        // A workspace has grown by about as much as it gave to keep.
        (Content::Ready(_), Told::Answer(Answer { record: Some(record), .. })) => weight + record.len(),
        (Content::Closed, Told::Thing(_, of_thing)) => {
            *of_thing = handle.weight();
            weight
        }
        _ => weight,
    };
    handle.put(content);
    handle.weigh(env, weight)?;
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
        let told = guarded(|| settled(env, &self.handle, done, 0)).unwrap_or_else(|defect| Err(defect.into()));
        told.map_err(|_| Error::from_reason("the value is too large for JavaScript"))
    }
}
