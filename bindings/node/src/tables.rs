//! The calls on tables: typed arrays batch by batch, or bytes of Arrow IPC piece by piece.

use std::ops::Range;

use arrow_array::RecordBatch;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::Answer;
use touchline_tables::ipc::{Front, IpcTable};
use touchline_tables::{Scorer, Table, batch};

use crate::arrays::{Taken, columns, memory};
use crate::door::Call;
use crate::node::{Misuse, View};
use crate::pool::{settled, work_on};
use crate::reply::{Reply, Stop};

pub(crate) fn table(call: &Call<'_>) -> Result<Reply, Stop> {
    let table = Table::new(scorer(call)?);
    let handle = call.state.next_handle();
    call.state.tables.add(handle, Box::new(table), 0);
    Ok(Reply::Handle(handle))
}

/// The scores of a batch, without the first so many columns, which are those that are handed on.
pub(crate) fn score(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, kept) = (call.handle(0)?, kept(call)?);
    let given = columns(call.env, call.value(1), Taken::Lent)?;
    let scored = call.state.tables.with(handle, |table| {
        let given = batch(given)?;
        without(table.score(&given)?, kept)
    })?;
    Ok(scored.map_or_else(bad, Reply::Scores))
}

pub(crate) fn score_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, kept) = (call.handle(0)?, kept(call)?);
    let given = columns(call.env, call.value(1), Taken::Copied)?;
    work_on(
        call,
        |state| &state.tables,
        handle,
        move |mut table| {
            let scored = batch(given).and_then(|given| without(table.score(&given)?, kept));
            (Some(table), settled(move || scored.map_or_else(bad, Reply::Scores)))
        },
    )
}

fn kept(call: &Call<'_>) -> Result<usize, Misuse> {
    call.code(2).map(|kept| kept as usize)
}

/// Drops the columns that were handed on: they are JavaScript's own, and may not be held.
fn without(scores: RecordBatch, kept: usize) -> Result<RecordBatch, BadInput> {
    let places: Vec<usize> = (kept..scores.num_columns()).collect();
    // The places are among those that there are.
    Ok(scores.project(&places).unwrap_or(scores))
}

pub(crate) fn ipc(call: &Call<'_>) -> Result<Reply, Stop> {
    let table = IpcTable::new(scorer(call)?);
    let handle = call.state.next_handle();
    call.state.ipc_tables.add(handle, Box::new(table), 0);
    Ok(Reply::Handle(handle))
}

/// How many bytes the first piece has; negative where it is not whole: how many there have to be.
pub(crate) fn ipc_front(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let memory = memory(&view, Taken::Lent);
    Ok(fronted(call.state.ipc_tables.with(handle, |table| table.front(&memory))?))
}

pub(crate) fn fronted(front: Result<Front, BadInput>) -> Reply {
    #[expect(clippy::cast_precision_loss, reason = "lengths of memory are far below 2^53")]
    front.map_or_else(bad, |front| match front {
        Front::Whole(length) => Reply::Number(length as f64),
        Front::Part(least) => Reply::Number(-(least as f64)),
    })
}

/// Where the pieces of a file lie: the place of each, and how many bytes it has.
pub(crate) fn ipc_file(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let memory = memory(&view, Taken::Lent);
    Ok(placed(call.state.ipc_tables.with(handle, |table| table.file(&memory))?))
}

pub(crate) fn placed(pieces: Result<Vec<Range<usize>>, BadInput>) -> Reply {
    #[expect(clippy::cast_precision_loss, reason = "lengths of memory are far below 2^53")]
    let number = |number: usize| number as f64;
    pieces.map_or_else(bad, |pieces| {
        Reply::Numbers(pieces.iter().flat_map(|piece| [number(piece.start), number(piece.len())]).collect())
    })
}

pub(crate) fn ipc_take(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let piece = memory(&view, Taken::Lent);
    let taken = call
        .state
        .ipc_tables
        .with(handle, |table| table.take(&piece).map(|bytes| Reply::Piece(table.progress(), bytes)))?;
    Ok(taken.unwrap_or_else(bad))
}

pub(crate) fn ipc_take_async(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, view) = (call.handle(0)?, bytes(call)?);
    let piece = memory(&view, Taken::Copied);
    work_on(
        call,
        |state| &state.ipc_tables,
        handle,
        move |mut table| {
            let taken = table.take(&piece);
            let progress = table.progress();
            (Some(table), settled(move || taken.map_or_else(bad, |bytes| Reply::Piece(progress, bytes))))
        },
    )
}

pub(crate) fn ipc_finish(call: &Call<'_>) -> Result<Reply, Stop> {
    let table = call.state.ipc_tables.finish(call.handle(0)?)?;
    let progress = table.progress();
    Ok(table.finish().map_or_else(bad, |bytes| Reply::Piece(progress, bytes)))
}

fn scorer(call: &Call<'_>) -> Result<Scorer, Stop> {
    Ok(Scorer::new(&call.bytes(0)?).map_err(Answer::from)?)
}

pub(crate) fn bytes(call: &Call<'_>) -> Result<View, Misuse> {
    match call.env.view(call.value(1))? {
        Some(view) if view.kind == napi_sys::TypedarrayType::uint8_array => Ok(view),
        _ => Err(Misuse::Type("a Uint8Array is expected".into())),
    }
}

pub(crate) fn bad(why: BadInput) -> Reply {
    Reply::Answer(Failure::BadInput(why).into())
}
