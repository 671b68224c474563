//! How much memory is held: what was asked of the allocator and not given back, and what is resident.
//!
//! A bench that wants to know makes [`Counting`] its allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, counting.
#[derive(Debug)]
pub struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

/// The bench has one thread, so a load and a store do, and cost next to nothing beside the allocation.
fn count(grown: usize, shrunk: usize) {
    HELD.store(HELD.load(Relaxed).wrapping_add(grown).wrapping_sub(shrunk), Relaxed);
    CALLS.store(CALLS.load(Relaxed).wrapping_add(usize::from(grown > 0)), Relaxed);
}

// SAFETY: every call is passed on as it came to the system's allocator, which keeps the contract.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// Bytes that are held.
#[must_use]
pub fn held() -> usize {
    HELD.load(Relaxed)
}

/// How often memory was asked for.
#[must_use]
pub fn allocations() -> usize {
    CALLS.load(Relaxed)
}

/// Bytes that are resident, where the system tells.
#[must_use]
pub fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
