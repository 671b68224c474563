//! A snapshot on its way out: a cursor, and the workspace that it reads.

use std::sync::Arc;

use touchline::waist::{Answer, Snapshot, Workspace};

use crate::handle::Handle;

/// How far a snapshot has been taken, and of what.
pub(crate) struct Cursor {
    of: Arc<Handle<Workspace>>,
    at: Snapshot,
}

impl Cursor {
    pub(crate) fn begin(workspace: &Arc<Handle<Workspace>>) -> Result<Self, Answer> {
        let at = workspace.read("workspace", Workspace::snapshot)?;
        Ok(Cursor { of: Arc::clone(workspace), at })
    }

    /// The next chunk; nothing once all were taken.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<u8>>, Answer> {
        self.of.read("workspace", |workspace| workspace.snapshot_chunk(&mut self.at))?
    }
}
