//! A tenant in memory: commands in, records out, questions answered.

use std::ffi::c_char;
use std::ptr;
use std::sync::Arc;

use touchline::waist::{self, Answer, Workspace};

use crate::answer::{self, Status};
use crate::arguments::{bytes, optional, output};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};

/// A tenant's things in memory. It does no I/O: keep the records that it gives, and load them again with
/// a touchline_loader.
///
/// Threads: a workspace may be used from any thread. Calls that only read (their workspace is `const`)
/// run side by side. A call that changes the workspace needs it alone: whichever call comes second is
/// answered TOUCHLINE_STATUS_BUSY at once and has done nothing. No call ever waits.
pub struct WorkspaceHandle(pub(crate) Arc<Handle<Workspace>>);

impl WorkspaceHandle {
    pub(crate) fn give(workspace: Workspace) -> *mut Self {
        handle::give(WorkspaceHandle(Arc::new(Handle::new(workspace))))
    }
}

/// Opens an empty workspace.
///
/// `policy`: a policy document in JSON, of `policy_length` bytes; NULL with length 0 means the default
/// policy.
/// `workspace`: receives the workspace, to be freed by touchline_workspace_free(); NULL unless the status
/// is TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the policy at once.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_workspace_open(
    policy: *const c_char,
    policy_length: usize,
    workspace: *mut *mut WorkspaceHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (workspace, policy) =
        unsafe { (output(workspace, ptr::null_mut(), "workspace")?, bytes(policy, policy_length, "policy")?) };
    *workspace = WorkspaceHandle::give(Workspace::open(policy)?);
    Ok(answer::nothing())
}

/// Frees a workspace and sets the variable that held it to NULL, so that freeing it twice does nothing.
///
/// `workspace`: the address of the variable; it may be NULL, and so may the variable. No other thread may
/// be using the workspace, nor use it later. A snapshot that was begun on it goes on, and keeps its memory
/// until it is freed itself.
#[export]
pub unsafe extern "C" fn touchline_workspace_free(workspace: *mut *mut WorkspaceHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(workspace) };
}

/// Executes one command.
///
/// `command`: the command in JSON, of `command_length` bytes.
/// `answer`: the outcome (accepted with its receipt, or repeated), the rejection, or the faults.
/// `record`: receives the record to keep: append it to your log, with a line end after it, before you act
/// on the answer. Empty unless the command was accepted. It may not be NULL, since a record that nobody
/// keeps is a change that the next load does not know.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT. With any other status
/// than _OK nothing has changed; but after _DEFECT take the workspace for lost, and load it anew.
#[export]
pub unsafe extern "C" fn touchline_workspace_execute(
    workspace: *mut WorkspaceHandle,
    command: *const c_char,
    command_length: usize,
    record: *mut Buffer,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (record, workspace, command) = unsafe {
        (
            output(record, Buffer::EMPTY, "record")?,
            behind(workspace, "workspace")?,
            bytes(command, command_length, "command")?,
        )
    };
    let mut answer = workspace.0.change("workspace", |workspace| workspace.execute(command))?;
    if let Some(line) = answer.record.take() {
        *record = Buffer::owning(line);
    }
    Ok(answer)
}

/// Executes many commands in one crossing, each as touchline_workspace_execute() would.
///
/// `commands`: one command a line, of `commands_length` bytes in all.
/// `records`: receives the records to keep, each ended by a line end: append them to your log as they are.
/// It may not be NULL.
/// `accepted`: receives how many commands were accepted, which is the number of records; it may be NULL.
/// `answer`: a line for each command, `{"answer":…,"status":"…"}`, in the order of the commands. A command
/// that is refused does not stop those after it; one that ends in a defect does.
///
/// Returns TOUCHLINE_STATUS_OK whatever became of the single commands; or _BAD_INPUT, _BUSY, _POISONED or
/// _DEFECT with nothing changed and `answer` telling why. After _DEFECT take the workspace for lost, and
/// load it anew.
#[export]
pub unsafe extern "C" fn touchline_workspace_execute_many(
    workspace: *mut WorkspaceHandle,
    commands: *const c_char,
    commands_length: usize,
    records: *mut Buffer,
    accepted: *mut u64,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (records, accepted, workspace, commands) = unsafe {
        (
            output(records, Buffer::EMPTY, "records")?,
            optional(accepted, 0, "accepted")?,
            behind(workspace, "workspace")?,
            bytes(commands, commands_length, "commands")?,
        )
    };
    let batch = workspace.0.change("workspace", |workspace| workspace.execute_many(commands))?;
    *records = Buffer::owning(batch.records);
    if let Some(accepted) = accepted {
        *accepted = batch.accepted;
    }
    Ok(Answer { status: waist::Status::Ok, json: batch.answers, record: None })
}

/// Asks a question.
///
/// `query`: `{"viewer","at","type","body"}` in JSON, of `query_length` bytes.
/// `answer`: the view, as far as the viewer may see it; or the rejection, or the faults.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_workspace_ask(
    workspace: *const WorkspaceHandle,
    query: *const c_char,
    query_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (workspace, query) = unsafe { (behind(workspace, "workspace")?, bytes(query, query_length, "query")?) };
    workspace.0.read("workspace", |workspace| workspace.ask(query))
}

/// Tells which commands are open to a viewer on a thing, and with which code each other one is refused.
///
/// `question`: `{"viewer","at","thing":{"type","id"}}` in JSON, of `question_length` bytes.
/// `answer`: each command as open or closed; or the rejection, or the faults.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_workspace_available(
    workspace: *const WorkspaceHandle,
    question: *const c_char,
    question_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (workspace, question) =
        unsafe { (behind(workspace, "workspace")?, bytes(question, question_length, "question")?) };
    workspace.0.read("workspace", |workspace| workspace.available(question))
}

/// Takes further records into a workspace, for a host that follows a log which another process writes.
///
/// `records`: whole records, each ended by a line end, `records_length` bytes in all. They follow on the
/// last record that the workspace holds.
/// `answer`: what was taken in, or why not.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT. After _DEFECT take the
/// workspace for lost, and load it anew.
#[export]
pub unsafe extern "C" fn touchline_workspace_replay(
    workspace: *mut WorkspaceHandle,
    records: *const c_char,
    records_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (workspace, records) = unsafe { (behind(workspace, "workspace")?, bytes(records, records_length, "records")?) };
    workspace.0.change("workspace", |workspace| workspace.replay(records))
}
