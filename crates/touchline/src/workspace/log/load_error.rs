//! Why loading stopped.

use touchline_kernel::lines::LineTooLong;
use touchline_kernel::{Code, DetailKey, Reason};

/// Why loading stopped. The workspace that was being loaded is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError(pub Reason);

impl From<LineTooLong> for LoadError {
    fn from(line: LineTooLong) -> Self {
        LoadError(line.into())
    }
}

/// A part of a snapshot is not as it was written: its first line, or a frame, which count from 1.
pub(in crate::workspace) fn damaged(part: u64) -> LoadError {
    LoadError(Reason::new(Code::SnapshotDamaged).with(DetailKey::Line, part))
}
