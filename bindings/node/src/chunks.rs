//! What takes its bytes in chunks, cut anywhere: the loader, which becomes a workspace, the verifier, the redactor,
//! a trial.

use touchline::waist::{Answer, Loader, Redactor, Trial, Verifier, Workspace};

use crate::door::Call;
use crate::pool::{settled, work_on};
use crate::reply::{Reply, Stop};
use crate::slots::{Slots, State, weigh};

pub(crate) fn loader(call: &Call<'_>) -> Result<Reply, Stop> {
    let loader = Loader::new(&call.bytes(0)?)?;
    Ok(begun(call, loader, |state| &state.loaders))
}

pub(crate) fn loader_as_of(call: &Call<'_>) -> Result<Reply, Stop> {
    let loader = Loader::as_of(&call.bytes(0)?, &call.bytes(1)?)?;
    Ok(begun(call, loader, |state| &state.loaders))
}

fn begun<T>(call: &Call<'_>, thing: T, slots: fn(&State) -> &Slots<T>) -> Reply {
    let handle = call.state.next_handle();
    slots(call.state).add(handle, Box::new(thing), 0);
    Reply::Handle(handle)
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
    let verifier = Verifier::new(&call.bytes(0)?)?;
    Ok(begun(call, verifier, |state| &state.verifiers))
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

pub(crate) fn redactor(call: &Call<'_>) -> Result<Reply, Stop> {
    Ok(begun(call, Redactor::new(), |state| &state.redactors))
}

pub(crate) fn survey(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    call.state.redactors.with(handle, |redactor| redactor.survey(&chunk))?;
    Ok(Reply::Nothing)
}

pub(crate) fn survey_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?.into_owned());
    work_on(
        call,
        |state| &state.redactors,
        handle,
        move |mut redactor| {
            redactor.survey(&chunk);
            (Some(redactor), settled(|| Reply::Nothing))
        },
    )
}

pub(crate) fn rewrite(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    let rewritten = call.state.redactors.with(handle, |redactor| redactor.rewrite(&chunk))??;
    Ok(Reply::Chunk(Some(rewritten)))
}

pub(crate) fn rewrite_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?.into_owned());
    work_on(
        call,
        |state| &state.redactors,
        handle,
        move |mut redactor| {
            let rewritten = redactor.rewrite(&chunk);
            let reply = || rewritten.map_or_else(Reply::Answer, |bytes| Reply::Chunk(Some(bytes)));
            (Some(redactor), settled(reply))
        },
    )
}

/// What came of it; the last bytes of the log, which are text, come where an answer has its record.
pub(crate) fn rewritten(call: &Call<'_>) -> Result<Reply, Stop> {
    let (rest, answer) = call.state.redactors.finish(call.handle(0)?)?.finish();
    let record = Some(String::from_utf8_lossy(&rest).into_owned());
    Ok(Reply::Answer(Answer { record, ..answer }))
}

pub(crate) fn trial(call: &Call<'_>) -> Result<Reply, Stop> {
    let trial = Trial::new(&call.bytes(0)?)?;
    Ok(begun(call, trial, |state| &state.trials))
}

pub(crate) fn attempt(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?);
    call.state.trials.with(handle, |trial| trial.feed(&chunk))??;
    weigh(call, &call.state.trials, handle, chunk.len());
    Ok(Reply::Nothing)
}

pub(crate) fn attempt_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, chunk) = (call.handle(0)?, call.bytes(1)?.into_owned());
    weigh(call, &call.state.trials, handle, chunk.len());
    work_on(
        call,
        |state| &state.trials,
        handle,
        move |mut trial| {
            let fed = trial.feed(&chunk);
            (Some(trial), settled(|| fed.map_or_else(Reply::Answer, |()| Reply::Nothing)))
        },
    )
}

pub(crate) fn tried(call: &Call<'_>) -> Result<Reply, Stop> {
    let trial = call.state.trials.finish(call.handle(0)?)?;
    Ok(Reply::Answer(trial.finish()))
}
