//! Handles: what JavaScript holds is a number, and what it means stands here.
//!
//! A number that means nothing is a misuse, never a stray pointer. While a call works on a thing the
//! thing is out of its slot, and the slot says why: so a panic costs that one handle its thing and
//! nothing else, whatever the state in which the panic left it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use touchline::waist::{Answer, Loader, Redactor, Scorer, Snapshot, Trial, Verifier, Workspace};
use touchline_tables::Table;
use touchline_tables::ipc::IpcTable;

use crate::door::Call;
use crate::gathering::Gathering;
use crate::node::Misuse;
use crate::reply::Stop;

/// Everything that one JavaScript thread holds; worker threads have their own.
#[derive(Default)]
pub(crate) struct State {
    next: Cell<u64>,
    pub(crate) workspaces: Slots<Workspace>,
    pub(crate) loaders: Slots<Loader>,
    pub(crate) verifiers: Slots<Verifier>,
    pub(crate) redactors: Slots<Redactor>,
    pub(crate) trials: Slots<Trial>,
    pub(crate) snapshots: Slots<Snapshot>,
    pub(crate) scorers: Slots<Scorer>,
    pub(crate) tables: Slots<Table>,
    pub(crate) ipc_tables: Slots<IpcTable>,
    pub(crate) gatherings: Slots<Gathering>,
}

impl State {
    /// A number for a new thing. Numbers are never used again, and 2^53 of them last.
    pub(crate) fn next_handle(&self) -> u64 {
        self.next.set(self.next.get() + 1);
        self.next.get()
    }

    /// Frees what the handle holds, now or when the work on it is done, and tells what it weighed.
    pub(crate) fn close(&self, handle: u64) -> i64 {
        self.workspaces.remove(handle)
            + self.loaders.remove(handle)
            + self.verifiers.remove(handle)
            + self.redactors.remove(handle)
            + self.trials.remove(handle)
            + self.snapshots.remove(handle)
            + self.scorers.remove(handle)
            + self.tables.remove(handle)
            + self.ipc_tables.remove(handle)
            + self.gatherings.remove(handle)
    }
}

/// The things of one kind, by handle.
pub(crate) struct Slots<T>(RefCell<BTreeMap<u64, Slot<T>>>);

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Slots(RefCell::default())
    }
}

struct Slot<T> {
    content: Content<T>,
    /// Bytes that the thing was fed, as the garbage collector was told.
    weight: i64,
}

enum Content<T> {
    Ready(Box<T>),
    /// Work off this thread has it.
    Busy,
    /// A call on this thread has it, or has lost it to a panic.
    Lost,
    /// It has become something else.
    Finished,
}

impl<T> Slots<T> {
    pub(crate) fn add(&self, handle: u64, thing: Box<T>, weight: i64) {
        self.0.borrow_mut().insert(handle, Slot { content: Content::Ready(thing), weight });
    }

    /// Lends the thing to one call on this thread. Should the call panic, the slot stays lost.
    pub(crate) fn with<R>(&self, handle: u64, f: impl FnOnce(&mut T) -> R) -> Result<R, Stop> {
        let mut thing = self.take(handle, Content::Lost)?;
        let result = f(&mut thing);
        self.put_back(handle, Some(thing));
        Ok(result)
    }

    /// Takes the thing out for work off this thread.
    pub(crate) fn lend(&self, handle: u64) -> Result<Box<T>, Stop> {
        self.take(handle, Content::Busy)
    }

    /// Takes the thing out for good: it becomes something else.
    pub(crate) fn finish(&self, handle: u64) -> Result<Box<T>, Stop> {
        self.take(handle, Content::Finished)
    }

    fn take(&self, handle: u64, meanwhile: Content<T>) -> Result<Box<T>, Stop> {
        let mut slots = self.0.borrow_mut();
        let closed = || Misuse::Type("this handle is closed".into());
        let slot = slots.get_mut(&handle).ok_or_else(closed)?;
        match std::mem::replace(&mut slot.content, meanwhile) {
            Content::Ready(thing) => Ok(thing),
            Content::Busy => {
                slot.content = Content::Busy;
                Err(Stop::Answer(Answer::busy()))
            }
            Content::Lost => {
                slot.content = Content::Lost;
                Err(Stop::Answer(Answer::poisoned()))
            }
            Content::Finished => {
                slot.content = Content::Finished;
                Err(closed().into())
            }
        }
    }

    /// Puts the thing back after work off this thread, or notes that it has become something else; unless
    /// its handle was closed meanwhile.
    pub(crate) fn put_back(&self, handle: u64, thing: Option<Box<T>>) {
        self.set(handle, thing.map_or(Content::Finished, Content::Ready));
    }

    /// Work off this thread has lost the thing to a panic.
    pub(crate) fn lose(&self, handle: u64) {
        self.set(handle, Content::Lost);
    }

    fn set(&self, handle: u64, content: Content<T>) {
        if let Some(slot) = self.0.borrow_mut().get_mut(&handle) {
            slot.content = content;
        }
    }

    /// Notes that the thing has grown.
    pub(crate) fn weigh(&self, handle: u64, bytes: i64) {
        if let Some(slot) = self.0.borrow_mut().get_mut(&handle) {
            slot.weight += bytes;
        }
    }

    /// Drops the slot, and tells what it weighed.
    pub(crate) fn remove(&self, handle: u64) -> i64 {
        let removed = self.0.borrow_mut().remove(&handle);
        removed.map_or(0, |slot| slot.weight)
    }
}

/// Tells the garbage collector that a workspace has grown by about as much as it was given.
pub(crate) fn weigh(call: &Call<'_>, slots: &Slots<impl Sized>, handle: u64, bytes: usize) {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    slots.weigh(handle, bytes);
    call.env.hold_outside(bytes);
}
