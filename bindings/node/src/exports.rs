//! What JavaScript may call: the waist's own functions, in one table.
//!
//! The things' commands and the operations are not here: they are names in the text that crosses.

use touchline::numbers::FAMILIES;
use touchline::waist::{self, Answer, Batch, Loader, Verifier, Workspace};

use crate::columns;
use crate::door::{Call, Export};
use crate::node::Misuse;
use crate::pool::{settled, work, work_on};
use crate::reply::{Reply, Stop};
use crate::slots::{Slots, State};

const fn export(name: &'static str, run: fn(&Call<'_>) -> Result<Reply, Stop>) -> Export {
    Export { name, run }
}

/// Every export, in the order of the waist.
#[rustfmt::skip]
pub(crate) const EXPORTS: &[Export] = &[
    export("version", |_| Ok(Reply::Text(env!("CARGO_PKG_VERSION").into()))),
    export("statuses", |_| Ok(Reply::Text(statuses()))),
    export("call", |call| Ok(Reply::Answer(waist::call(name(&call.bytes(0)?)?, &call.bytes(1)?)))),
    export("callAsync", call_async),
    export("open", open),
    export("execute", execute),
    export("executeMany", |call| with(call, |workspace, lines| Reply::Batches(in_groups(workspace, lines)))),
    export("executeManyAsync", execute_many_async),
    export("ask", |call| with(call, |workspace, query| Reply::Answer(workspace.ask(query)))),
    export("available", |call| with(call, |workspace, question| Reply::Answer(workspace.available(question)))),
    export("replay", replay),
    export("replayAsync", replay_async),
    export("snapshot", snapshot),
    export("snapshotChunk", snapshot_chunk),
    export("loader", loader),
    export("feed", feed),
    export("feedAsync", feed_async),
    export("finish", finish),
    export("finishAsync", finish_async),
    export("verifier", verifier),
    export("check", check),
    export("checkAsync", check_async),
    export("conclude", conclude),
    export("close", close),
    export("lifecycleStep", columns::lifecycle_step),
    export("lifecycleStepMany", columns::lifecycle_step_many),
    export("lifecycleOpen", columns::lifecycle_open),
    export("permit", columns::permit),
    export("permitMany", columns::permit_many),
    #[cfg(feature = "provoke-defect")]
    export("provokeDefect", |call| call.state.workspaces.with(call.handle(0)?, |_| panic!("provoked"))),
    #[cfg(feature = "provoke-defect")]
    export("provokeDefectAsync", |call| {
        work_on(call, |state| &state.workspaces, call.handle(0)?, |_| panic!("provoked"))
    }),
];

/// How much of many commands goes through the waist at a time, so that no answer outgrows a string.
const GROUP_BYTES: usize = 1 << 20;
const GROUP_LINES: usize = 4096;

/// The names of the statuses, each at its number.
fn statuses() -> String {
    let family = FAMILIES.iter().filter(|family| family.name == "status");
    let mut members: Vec<_> = family.flat_map(|family| family.members).collect();
    members.sort_by_key(|(_, number)| *number);
    members.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" ")
}

fn name(bytes: &[u8]) -> Result<&str, Misuse> {
    std::str::from_utf8(bytes).map_err(|_| Misuse::Type("an operation's name is UTF-8".into()))
}

fn call_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (operation, input) = (name(&call.bytes(0)?)?.to_owned(), call.bytes(1)?.into_owned());
    work(call, move || {
        let answer = waist::call(&operation, &input);
        settled(move || Reply::Answer(answer))
    })
}

fn open(call: &Call<'_>) -> Result<Reply, Stop> {
    let workspace = Box::new(Workspace::open(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.workspaces.add(handle, workspace, 0);
    Ok(Reply::Handle(handle))
}

/// Lends a workspace, and the bytes of the second argument, to what needs no more.
fn with(call: &Call<'_>, f: impl FnOnce(&mut Workspace, &[u8]) -> Reply) -> Result<Reply, Stop> {
    let (handle, bytes) = (call.handle(0)?, call.bytes(1)?);
    call.state.workspaces.with(handle, |workspace| f(workspace, &bytes))
}

fn execute(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, command) = (call.handle(0)?, call.bytes(1)?);
    let answer = call.state.workspaces.with(handle, |workspace| workspace.execute(&command))?;
    weigh(call, &call.state.workspaces, handle, answer.record.as_ref().map_or(0, String::len));
    Ok(Reply::Answer(answer))
}

fn execute_many_async(call: &Call<'_>) -> Result<Reply, Stop> {
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
    let (mut batches, mut group, mut count) = (Vec::new(), 0..0, 0);
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        (group.end, count) = (group.end + line.len(), count + 1);
        if group.len() >= GROUP_BYTES || count == GROUP_LINES {
            batches.push(workspace.execute_many(&lines[group.clone()]));
            (group, count) = (group.end..group.end, 0);
        }
    }
    if !group.is_empty() {
        batches.push(workspace.execute_many(&lines[group]));
    }
    batches
}

fn replay(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, lines) = (call.handle(0)?, call.bytes(1)?);
    let answer = call.state.workspaces.with(handle, |workspace| workspace.replay(&lines))?;
    weigh(call, &call.state.workspaces, handle, lines.len());
    Ok(Reply::Answer(answer))
}

fn replay_async(call: &Call<'_>) -> Result<Reply, Stop> {
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

fn snapshot(call: &Call<'_>) -> Result<Reply, Stop> {
    let cursor = call.state.workspaces.with(call.handle(0)?, |workspace| workspace.snapshot())?;
    let handle = call.state.next_handle();
    call.state.snapshots.add(handle, Box::new(cursor), 0);
    Ok(Reply::Handle(handle))
}

fn snapshot_chunk(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, cursor) = (call.handle(0)?, call.handle(1)?);
    let chunk = call
        .state
        .workspaces
        .with(handle, |workspace| call.state.snapshots.with(cursor, |cursor| workspace.snapshot_chunk(cursor)));
    Ok(Reply::Chunk(chunk???))
}

fn loader(call: &Call<'_>) -> Result<Reply, Stop> {
    let loader = Box::new(Loader::new(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.loaders.add(handle, loader, 0);
    Ok(Reply::Handle(handle))
}

fn feed(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    call.state.loaders.with(handle, |loader| loader.feed(&chunk))??;
    weigh(call, &call.state.loaders, handle, chunk.len());
    Ok(Reply::Nothing)
}

fn feed_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?.into_owned());
    weigh(call, &call.state.loaders, handle, chunk.len());
    work_on(
        call,
        |state| &state.loaders,
        handle,
        move |mut loader| {
            let fed = loader.feed(&chunk);
            (Some(loader), settled(|| fed.map_or_else(Reply::Answer, |()| Reply::Nothing)))
        },
    )
}

fn finish(call: &Call<'_>) -> Result<Reply, Stop> {
    let handle = call.handle(0)?;
    let loader = call.state.loaders.lend(handle)?;
    Ok(opened(call.state, handle, loader.finish()))
}

fn finish_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let handle = call.handle(0)?;
    work_on(
        call,
        |state| &state.loaders,
        handle,
        move |loader| {
            let loaded = loader.finish();
            (None, Box::new(move |state: &State| opened(state, handle, loaded)))
        },
    )
}

/// The loader's handle ends, and where all went well its workspace begins, with the weight of what was fed.
fn opened(state: &State, loader: u64, loaded: Result<Workspace, Answer>) -> Reply {
    match loaded {
        Ok(workspace) => {
            let handle = state.next_handle();
            state.workspaces.add(handle, Box::new(workspace), state.loaders.remove(loader));
            Reply::Handle(handle)
        }
        Err(answer) => Reply::Answer(answer),
    }
}

fn verifier(call: &Call<'_>) -> Result<Reply, Stop> {
    let verifier = Box::new(Verifier::new(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.verifiers.add(handle, verifier, 0);
    Ok(Reply::Handle(handle))
}

fn check(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    call.state.verifiers.with(handle, |verifier| verifier.feed(&chunk))?;
    Ok(Reply::Nothing)
}

fn check_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?.into_owned());
    work_on(
        call,
        |state| &state.verifiers,
        handle,
        move |mut verifier| {
            verifier.feed(&chunk);
            (Some(verifier), settled(|| Reply::Nothing))
        },
    )
}

fn conclude(call: &Call<'_>) -> Result<Reply, Stop> {
    let verifier = call.state.verifiers.lend(call.handle(0)?)?;
    Ok(Reply::Answer(verifier.finish()))
}

fn close(call: &Call<'_>) -> Result<Reply, Stop> {
    call.env.hold_outside(-call.state.close(call.handle(0)?));
    Ok(Reply::Nothing)
}

/// Tells the garbage collector that a workspace has grown by about as much as it was given.
fn weigh(call: &Call<'_>, slots: &Slots<impl Sized>, handle: u64, bytes: usize) {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    slots.weigh(handle, bytes);
    call.env.hold_outside(bytes);
}
