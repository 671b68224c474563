//! Defects on purpose, so that the tests can see what a real one would do, and what nothing else tells. Only with the feature
//! `provoke-defect`, and not in the header.

use touchline::kernel::look_up::is_seeded;

use crate::answer::Status;
use crate::buffer::Buffer;
use crate::export;
use crate::exports::WorkspaceHandle;
use crate::handle::behind;

/// Panics while the workspace is being changed.
#[export]
pub unsafe extern "C" fn touchline_provoke_defect_in_change(
    workspace: *mut WorkspaceHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: the tests hand in a live workspace.
    let workspace = unsafe { behind(workspace, "workspace")? };
    workspace.0.change("workspace", |_| defect("provoked in a change"))
}

/// Panics while the workspace is being read.
#[export]
pub unsafe extern "C" fn touchline_provoke_defect_in_read(
    workspace: *const WorkspaceHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: the tests hand in a live workspace.
    let workspace = unsafe { behind(workspace, "workspace")? };
    workspace.0.read("workspace", |_| defect("provoked in a read"))
}

/// Panics where there is neither a handle nor an answer.
#[export]
pub unsafe extern "C" fn touchline_provoke_defect_in_number() -> u64 {
    defect::<u64>("provoked in a number")
}

/// 1 where look-ups are hashed by a seed of the process, 0 where they are not: asking seeds nothing.
#[export]
pub unsafe extern "C" fn touchline_provoked_is_seeded() -> u64 {
    u64::from(is_seeded())
}

fn defect<T>(words: &str) -> T {
    panic!("{words}")
}
