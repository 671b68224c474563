//! The calls on a workspace: it is lent out of its slot, and the waist does the rest.

use touchline::waist::Workspace;

use crate::door::Call;
use crate::pool::{settled, work_on};
use crate::reply::{Reply, Stop};
use crate::slots::weigh;

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
    let batch = call.state.workspaces.with(handle, |workspace| workspace.execute_many(&lines))?;
    weigh(call, &call.state.workspaces, handle, lines.len());
    Ok(Reply::Batch(batch))
}

pub(crate) fn execute_many_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, lines) = (call.handle(0)?, call.bytes(1)?.into_owned());
    weigh(call, &call.state.workspaces, handle, lines.len());
    work_on(
        call,
        |state| &state.workspaces,
        handle,
        move |mut workspace| {
            let batch = workspace.execute_many(&lines);
            (Some(workspace), settled(move || Reply::Batch(batch)))
        },
    )
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
