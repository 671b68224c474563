//! The calls on a workspace: it is lent out of its slot, and the waist does the rest.

use touchline::waist::{Batch, Workspace};

use crate::door::Call;
use crate::pool::{settled, work_on};
use crate::reply::{Reply, Stop};
use crate::slots::weigh;

/// How much of many commands goes through the waist at a time, so that no answer outgrows a string.
const GROUP_BYTES: usize = 1 << 20;
const GROUP_LINES: usize = 4096;

pub(crate) fn open(call: &Call<'_>) -> Result<Reply, Stop> {
    let workspace = Box::new(Workspace::open(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.workspaces.add(handle, workspace, 0);
    Ok(Reply::Handle(handle))
}

pub(crate) fn ask(call: &Call<'_>) -> Result<Reply, Stop> {
    with(call, |workspace, query| Reply::Answer(workspace.ask(query)))
}

pub(crate) fn available(call: &Call<'_>) -> Result<Reply, Stop> {
    with(call, |workspace, question| Reply::Answer(workspace.available(question)))
}

/// Lends a workspace, and the bytes of the second argument, to what needs no more.
fn with(call: &Call<'_>, f: impl FnOnce(&mut Workspace, &[u8]) -> Reply) -> Result<Reply, Stop> {
    let (handle, bytes) = (call.handle(0)?, call.bytes(1)?);
    call.state.workspaces.with(handle, |workspace| f(workspace, &bytes))
}

pub(crate) fn execute(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, command) = (call.handle(0)?, call.bytes(1)?);
    let answer = call.state.workspaces.with(handle, |workspace| workspace.execute(&command))?;
    weigh(call, &call.state.workspaces, handle, answer.record.as_ref().map_or(0, String::len));
    Ok(Reply::Answer(answer))
}

pub(crate) fn execute_many(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, lines) = (call.handle(0)?, call.bytes(1)?);
    let batches = call.state.workspaces.with(handle, |workspace| in_groups(workspace, &lines))?;
    weigh(call, &call.state.workspaces, handle, lines.len());
    Ok(Reply::Batches(batches))
}

pub(crate) fn execute_many_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, lines) = (call.handle(0)?, call.bytes(1)?.into_owned());
    weigh(call, &call.state.workspaces, handle, lines.len());
    work_on(
        call,
        |state| &state.workspaces,
        handle,
        move |mut workspace| {
            let batches = in_groups(&mut workspace, &lines);
            (Some(workspace), settled(move || Reply::Batches(batches)))
        },
    )
}

fn in_groups(workspace: &mut Workspace, lines: &[u8]) -> Vec<Batch> {
    let (mut batches, mut rest) = (Vec::new(), lines);
    while !rest.is_empty() && !batches.last().is_some_and(ends_in_a_defect) {
        let (group, after) = rest.split_at(group_length(rest));
        batches.push(workspace.execute_many(group));
        rest = after;
    }
    batches
}

/// How many bytes the next whole lines have that go through together.
fn group_length(lines: &[u8]) -> usize {
    let mut length = 0;
    for line in lines.split_inclusive(|byte| *byte == b'\n').take(GROUP_LINES) {
        length += line.len();
        if length >= GROUP_BYTES {
            break;
        }
    }
    length
}

/// The waist goes no further after a defect, and so neither may the next group.
fn ends_in_a_defect(batch: &Batch) -> bool {
    batch.answers.ends_with(",\"status\":\"defect\"}\n")
}

pub(crate) fn replay(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, lines) = (call.handle(0)?, call.bytes(1)?);
    let answer = call.state.workspaces.with(handle, |workspace| workspace.replay(&lines))?;
    weigh(call, &call.state.workspaces, handle, lines.len());
    Ok(Reply::Answer(answer))
}

pub(crate) fn replay_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, lines) = (call.handle(0)?, call.bytes(1)?.into_owned());
    weigh(call, &call.state.workspaces, handle, lines.len());
    work_on(
        call,
        |state| &state.workspaces,
        handle,
        move |mut workspace| {
            let answer = workspace.replay(&lines);
            (Some(workspace), settled(move || Reply::Answer(answer)))
        },
    )
}

pub(crate) fn snapshot(call: &Call<'_>) -> Result<Reply, Stop> {
    let cursor = call.state.workspaces.with(call.handle(0)?, |workspace| workspace.snapshot())?;
    let handle = call.state.next_handle();
    call.state.snapshots.add(handle, Box::new(cursor), 0);
    Ok(Reply::Handle(handle))
}

pub(crate) fn snapshot_chunk(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, cursor) = (call.handle(0)?, call.handle(1)?);
    let chunk = call
        .state
        .workspaces
        .with(handle, |workspace| call.state.snapshots.with(cursor, |cursor| workspace.snapshot_chunk(cursor)));
    Ok(Reply::Chunk(chunk???))
}
