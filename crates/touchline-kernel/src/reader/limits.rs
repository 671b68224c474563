//! How much is read at all, so that no input can cost unbounded time, memory or stack.
//!
//! Rules: API-07.

/// The bytes of one document, at most: 16 MiB. Logs and snapshots are many documents, one a line.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// How deep lists and objects may be nested: 64. Enough for every schema of the library with room to
/// spare, and little enough for any thread's stack.
pub const MAX_DEPTH: usize = 64;
