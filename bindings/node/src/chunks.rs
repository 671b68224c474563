//! What takes its bytes in chunks, cut anywhere: the loader, which becomes a workspace, and the verifier.

use touchline::waist::{Answer, Loader, Verifier, Workspace};

use crate::door::Call;
use crate::pool::{settled, work_on};
use crate::reply::{Reply, Stop};
use crate::slots::{State, weigh};

pub(crate) fn loader(call: &Call<'_>) -> Result<Reply, Stop> {
    let loader = Box::new(Loader::new(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.loaders.add(handle, loader, 0);
    Ok(Reply::Handle(handle))
}

pub(crate) fn feed(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    call.state.loaders.with(handle, |loader| loader.feed(&chunk))??;
    weigh(call, &call.state.loaders, handle, chunk.len());
    Ok(Reply::Nothing)
}

pub(crate) fn feed_async(call: &Call<'_>) -> Result<Reply, Stop> {
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

pub(crate) fn finish(call: &Call<'_>) -> Result<Reply, Stop> {
    let handle = call.handle(0)?;
    let loader = call.state.loaders.finish(handle)?;
    Ok(opened(call.state, handle, loader.finish()))
}

pub(crate) fn finish_async(call: &Call<'_>) -> Result<Reply, Stop> {
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

pub(crate) fn verifier(call: &Call<'_>) -> Result<Reply, Stop> {
    let verifier = Box::new(Verifier::new(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.verifiers.add(handle, verifier, 0);
    Ok(Reply::Handle(handle))
}

pub(crate) fn check(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    call.state.verifiers.with(handle, |verifier| verifier.feed(&chunk))?;
    Ok(Reply::Nothing)
}

pub(crate) fn check_async(call: &Call<'_>) -> Result<Reply, Stop> {
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

pub(crate) fn conclude(call: &Call<'_>) -> Result<Reply, Stop> {
    let verifier = call.state.verifiers.finish(call.handle(0)?)?;
    Ok(Reply::Answer(verifier.finish()))
}
