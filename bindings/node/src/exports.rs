//! What JavaScript may call: the waist's own functions, in one table.
//!
//! The things' commands and the operations are not here: they are names in the text that crosses.

use touchline::numbers::FAMILIES;
use touchline::waist;

use crate::door::{Call, Export};
use crate::node::Misuse;
#[cfg(feature = "provoke-defect")]
use crate::pool::work_on;
use crate::pool::{settled, work};
use crate::reply::{Reply, Stop};
use crate::{chunks, columns, gathering, skill, tables, workspace};

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
    export("open", workspace::open),
    export("execute", workspace::execute),
    export("executeMany", workspace::execute_many),
    export("executeManyAsync", workspace::execute_many_async),
    export("ask", workspace::ask),
    export("available", workspace::available),
    export("replay", workspace::replay),
    export("replayAsync", workspace::replay_async),
    export("snapshot", workspace::snapshot),
    export("snapshotChunk", workspace::snapshot_chunk),
    export("loader", chunks::loader),
    export("loaderAsOf", chunks::loader_as_of),
    export("feed", chunks::feed),
    export("feedAsync", chunks::feed_async),
    export("finish", chunks::finish),
    export("finishAsync", chunks::finish_async),
    export("verifier", chunks::verifier),
    export("check", chunks::check),
    export("checkAsync", chunks::check_async),
    export("conclude", chunks::conclude),
    export("redactor", chunks::redactor),
    export("survey", chunks::survey),
    export("surveyAsync", chunks::survey_async),
    export("rewrite", chunks::rewrite),
    export("rewriteAsync", chunks::rewrite_async),
    export("rewritten", chunks::rewritten),
    export("trial", chunks::trial),
    export("attempt", chunks::attempt),
    export("attemptAsync", chunks::attempt_async),
    export("tried", chunks::tried),
    export("close", close),
    export("lifecycleStep", columns::lifecycle_step),
    export("lifecycleStepMany", columns::lifecycle_step_many),
    export("lifecycleOpen", columns::lifecycle_open),
    export("permit", columns::permit),
    export("permitMany", columns::permit_many),
    export("skillLevel", |call| Ok(Reply::Number(f64::from(waist::skill_level(call.code(0)?))))),
    export("skillScorer", skill::open),
    export("skillKeys", skill::keys),
    export("skillScore", skill::score),
    export("table", tables::table),
    export("score", tables::score),
    export("scoreAsync", tables::score_async),
    export("ipcTable", tables::ipc),
    export("ipcFront", tables::ipc_front),
    export("ipcFile", tables::ipc_file),
    export("ipcTake", tables::ipc_take),
    export("ipcTakeAsync", tables::ipc_take_async),
    export("ipcFinish", tables::ipc_finish),
    export("gatherGroups", gathering::groups),
    export("gatherFacts", gathering::facts),
    export("gatherEffects", gathering::effects),
    export("gatherTable", gathering::table),
    export("gatherAdd", gathering::add),
    export("gatherAddAsync", gathering::add_async),
    export("gatherFront", gathering::front),
    export("gatherFile", gathering::file),
    export("gatherTake", gathering::take),
    export("gatherTakeAsync", gathering::take_async),
    export("gatherEnd", gathering::end),
    export("gathered", gathering::gathered),
    export("gatheredAsync", gathering::gathered_async),
    #[cfg(feature = "provoke-defect")]
    export("provokeDefect", |call| call.state.workspaces.with(call.handle(0)?, |_| panic!("provoked"))),
    #[cfg(feature = "provoke-defect")]
    export("provokeDefectAsync", |call| {
        work_on(call, |state| &state.workspaces, call.handle(0)?, |_| panic!("provoked"))
    }),
];

/// Each status with its number, as `0:ok 1:rejected …`.
fn statuses() -> String {
    let family = FAMILIES.iter().filter(|family| family.name == "status");
    let pairs = family.flat_map(|family| &family.members).map(|(name, number)| format!("{number}:{name}"));
    pairs.collect::<Vec<_>>().join(" ")
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

fn close(call: &Call<'_>) -> Result<Reply, Stop> {
    call.env.hold_outside(-call.state.close(call.handle(0)?));
    Ok(Reply::Nothing)
}
