//! Handles: what JavaScript holds stands for a thing that only one call at a time can have.
//!
//! While a call works on a thing the thing is out of its slot, and the slot says why: so a panic costs that one
//! handle its thing and nothing else, whatever the state in which the panic left it.

use std::any::Any;
use std::mem::{replace, take};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::Env;
use touchline::waist::Answer;

use crate::guard::guarded;
use crate::stop::Stop;

/// Whatever a handle stands for.
pub(crate) type Thing = Box<dyn Any + Send>;

/// A handle, as JavaScript holds it and as work on the pool does.
#[derive(Clone)]
pub(crate) struct Handle(Arc<Mutex<Slot>>);

struct Slot {
    content: Content,
    /// Bytes that the thing was fed, as the garbage collector was told.
    weight: i64,
}

/// What is in a slot.
pub(crate) enum Content {
    Ready(Thing),
    /// Work off this thread has it.
    Busy,
    /// A call on this thread has it, or has lost it to a panic.
    Lost,
    /// It was freed, or has become something else.
    Closed,
}

impl Drop for Slot {
    fn drop(&mut self) {
        // Freeing runs the core's own code: a fault there must not end the process either.
        drop(guarded(|| self.content = Content::Closed));
    }
}

impl Handle {
    pub(crate) fn new(content: Content, weight: i64) -> Self {
        Handle(Arc::new(Mutex::new(Slot { content, weight })))
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the thing out; the slot says meanwhile why it is empty.
    pub(crate) fn take<T: 'static>(&self, meanwhile: Content) -> Result<Box<T>, Stop> {
        let mut slot = self.slot();
        let (kept, stop) = match replace(&mut slot.content, meanwhile) {
            Content::Ready(thing) => match thing.downcast() {
                Ok(thing) => return Ok(thing),
                Err(thing) => (Content::Ready(thing), Stop::Type("this handle stands for something else".into())),
            },
            Content::Busy => (Content::Busy, Answer::busy().into()),
            Content::Lost => (Content::Lost, Answer::poisoned().into()),
            Content::Closed => (Content::Closed, Stop::Closed),
        };
        slot.content = kept;
        Err(stop)
    }

    /// Puts back what came of the work, unless the handle was closed meanwhile.
    pub(crate) fn put(&self, content: Content) {
        let mut slot = self.slot();
        if !matches!(slot.content, Content::Closed) {
            slot.content = content;
        }
    }

    /// Lends the thing to one call on this thread. Should the call panic, the slot stays lost.
    pub(crate) fn with<T: Send + 'static, R>(&self, work: impl FnOnce(&mut T) -> R) -> Result<R, Stop> {
        let mut thing = self.take(Content::Lost)?;
        let result = work(&mut thing);
        self.put(Content::Ready(thing));
        Ok(result)
    }

    /// Tells the garbage collector, which cannot see it, that the thing has grown.
    pub(crate) fn weigh(&self, env: &Env, bytes: usize) -> Result<(), Stop> {
        if let Ok(bytes @ 1..) = i64::try_from(bytes) {
            self.slot().weight += bytes;
            env.adjust_external_memory(bytes)?;
        }
        Ok(())
    }

    /// What the thing weighs; from now on something else does.
    pub(crate) fn weight(&self) -> i64 {
        take(&mut self.slot().weight)
    }

    /// Frees the thing, now or when the work on it is done.
    pub(crate) fn close(&self, env: &Env) -> Result<(), Stop> {
        self.slot().content = Content::Closed;
        env.adjust_external_memory(-self.weight())?;
        Ok(())
    }
}
