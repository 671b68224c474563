//! A snapshot on its way out, chunk by chunk.

use std::ptr;
use std::sync::Arc;

use touchline::waist::{Snapshot, Workspace};

use crate::answer::{self, Status};
use crate::arguments::output;
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};
use crate::workspace::WorkspaceHandle;

/// How far a snapshot has been taken. Threads: as for a touchline_workspace; two threads that take chunks
/// at the same time are a mistake, and one of them is told TOUCHLINE_STATUS_BUSY.
pub struct SnapshotHandle {
    of: Arc<Handle<Workspace>>,
    cursor: Handle<Snapshot>,
}

/// Begins a snapshot: everything that the workspace holds, for a touchline_loader to start from.
///
/// `snapshot`: receives the cursor, to be freed by touchline_snapshot_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or why not.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_workspace_snapshot(
    workspace: *const WorkspaceHandle,
    snapshot: *mut *mut SnapshotHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (snapshot, workspace) =
        unsafe { (output(snapshot, ptr::null_mut(), "snapshot")?, behind(workspace, "workspace")?) };
    let cursor = workspace.0.read("workspace", |workspace| workspace.snapshot())?;
    *snapshot = handle::give(SnapshotHandle { of: Arc::clone(&workspace.0), cursor: Handle::new(cursor) });
    Ok(answer::nothing())
}

/// Takes the next chunk of a snapshot, about 1 MiB. The chunks, written one after the other, are the
/// snapshot; they may be cut again anywhere.
///
/// The workspace must not change meanwhile: if it has, the rest of the snapshot is refused, and another one
/// is to be begun. Taking a chunk is a call that reads the workspace.
///
/// `chunk`: receives the bytes; length 0 says that the snapshot is complete. It may not be NULL.
/// `answer`: `null`, or why not.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_snapshot_next(
    snapshot: *mut SnapshotHandle,
    chunk: *mut Buffer,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (chunk, snapshot) = unsafe { (output(chunk, Buffer::EMPTY, "chunk")?, behind(snapshot, "snapshot")?) };
    let next = snapshot
        .cursor
        .change("snapshot", |cursor| snapshot.of.read("workspace", |workspace| workspace.snapshot_chunk(cursor)))???;
    if let Some(bytes) = next {
        *chunk = Buffer::owning(bytes);
    }
    Ok(answer::nothing())
}

/// Frees a snapshot's cursor and sets the variable that held it to NULL, so that freeing it twice does
/// nothing. `snapshot` may be NULL, and so may the variable. A snapshot may be freed before it is complete,
/// and before or after its workspace.
#[export]
pub unsafe extern "C" fn touchline_snapshot_free(snapshot: *mut *mut SnapshotHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(snapshot) };
}
