//! What JavaScript may call: the waist's own functions, in one table.
//!
//! The things' commands and the operations are not here: they are names in the text that crosses.

use touchline::waist::{self, Answer, Loader, Redactor, Snapshot, Trial, Verifier, Workspace};

use crate::module::{Fed, Module, Nothing, One, Two, handle};
use crate::told::Told;
use crate::{codes, reading, scorer};

/// The waist, in its own order, and then what is beside it.
pub(crate) fn all(on: &mut Module<'_>) -> napi::Result<()> {
    on.exports.set("version", env!("CARGO_PKG_VERSION"))?;
    on.free("call", |[operation, input]: Two| waist::call(&String::from_utf8_lossy(&operation), &input))?;
    on.free("open", |[policy]: One| Workspace::open(&policy).map(Told::opened))?;
    on.on("execute", |workspace: &mut Workspace, [command]: One| workspace.execute(&command))?;
    on.on("executeMany", |workspace: &mut Workspace, Fed(lines)| Told::Batch(workspace.execute_many(&lines)))?;
    on.on("ask", |workspace: &mut Workspace, [query]: One| workspace.ask(&query))?;
    on.on("available", |workspace: &mut Workspace, [question]: One| workspace.available(&question))?;
    on.on("replay", |workspace: &mut Workspace, Fed(lines)| workspace.replay(&lines))?;
    on.on("snapshot", |workspace: &mut Workspace, []: Nothing| Told::opened(workspace.snapshot()))?;
    on.export("snapshotChunk", |call| {
        let (workspace, cursor) = (handle(call, 0)?, handle(call, 1)?);
        let chunk = |workspace: &mut Workspace| cursor.with(|cursor: &mut Snapshot| workspace.snapshot_chunk(cursor));
        Ok(Told::Bytes(workspace.with(chunk)???))
    })?;
    on.free("loader", |[policy]: One| Loader::new(&policy).map(Told::opened))?;
    on.free("loaderAsOf", |[policy, at]: Two| Loader::as_of(&policy, &at).map(Told::opened))?;
    on.on("feed", |loader: &mut Loader, Fed(chunk)| loader.feed(&chunk))?;
    on.ends("finish", |loader: Loader, []: Nothing| loader.finish().map(Told::opened))?;
    on.free("verifier", |[expect]: One| Verifier::new(&expect).map(Told::opened))?;
    on.on("check", |verifier: &mut Verifier, [chunk]: One| verifier.feed(&chunk))?;
    on.ends("conclude", |verifier: Verifier, []: Nothing| verifier.finish())?;
    on.free("redactor", |[]: Nothing| Told::opened(Redactor::new()))?;
    on.on("survey", |redactor: &mut Redactor, [chunk]: One| redactor.survey(&chunk))?;
    on.on("rewrite", |redactor: &mut Redactor, [chunk]: One| redactor.rewrite(&chunk).map(Told::bytes))?;
    // The last bytes of the log, which are text, come where an answer has its record.
    on.ends("rewritten", |redactor: Redactor, []: Nothing| {
        let (rest, answer) = redactor.finish();
        Answer { record: Some(String::from_utf8_lossy(&rest).into_owned()), ..answer }
    })?;
    on.free("trial", |[tried]: One| Trial::new(&tried).map(Told::opened))?;
    on.on("attempt", |trial: &mut Trial, Fed(chunk)| trial.feed(&chunk))?;
    on.ends("tried", |trial: Trial, []: Nothing| trial.finish())?;
    on.export("close", |call| handle(call, 0)?.close(call.env).map(Told::from))?;
    #[cfg(feature = "provoke-defect")]
    on.on("provokeDefect", |_: &mut Workspace, []: Nothing| -> Told { panic!("provoked") })?;
    codes::exports(on)?;
    scorer::exports(on)?;
    reading::exports(on)
}
