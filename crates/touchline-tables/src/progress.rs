//! How far the work on a table has come.

/// What a stream has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Batches that were scored whole.
    pub batches: u64,
    /// Rows that were scored.
    pub rows: u64,
}

impl Progress {
    /// Counts a batch of so many rows that was taken.
    pub(crate) fn took(&mut self, rows: usize) {
        self.batches += 1;
        self.rows += rows as u64;
    }
}
