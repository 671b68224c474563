//! What JavaScript may call: the waist's own functions, in one table.
//!
//! The things' commands and the operations are not here: they are names in the text that crosses.

use touchline::waist::{self, Answer, Loader, Redactor, Snapshot, Trial, Verifier, Workspace};

use crate::module::{Bytes, Fed, Module};
use crate::told::Told;
use crate::{codes, reading, scorer};

/// The waist, in its own order, and then what is beside it.
pub(crate) fn all() -> Module {
    let mut on = Module::default();
    on.free("call", |(operation, input): (Bytes, Bytes)| waist::call(&String::from_utf8_lossy(&operation), &input));
    on.free("open", |policy: Bytes| Workspace::open(&policy).map(Told::opened));
    on.on("execute", |workspace: &mut Workspace, command: Bytes| workspace.execute(&command));
    on.on("executeMany", |workspace: &mut Workspace, Fed(lines)| Told::Batch(workspace.execute_many(&lines)));
    on.on("ask", |workspace: &mut Workspace, query: Bytes| workspace.ask(&query));
    on.on("available", |workspace: &mut Workspace, question: Bytes| workspace.available(&question));
    on.on("replay", |workspace: &mut Workspace, Fed(lines)| workspace.replay(&lines));
    on.on("snapshot", |workspace: &mut Workspace, ()| Told::opened(workspace.snapshot()));
    on.export("snapshotChunk", |call| {
        let (workspace, cursor) = (call.handle(0)?, call.handle(1)?);
        let chunk = |workspace: &mut Workspace| cursor.with(|cursor: &mut Snapshot| workspace.snapshot_chunk(cursor));
        Ok(Told::Bytes(workspace.with(chunk)???))
    });
    on.free("loader", |policy: Bytes| Loader::new(&policy).map(Told::opened));
    on.free("loaderAsOf", |(policy, at): (Bytes, Bytes)| Loader::as_of(&policy, &at).map(Told::opened));
    on.on("feed", |loader: &mut Loader, Fed(chunk)| loader.feed(&chunk));
    on.ends("finish", |loader: Loader, ()| loader.finish().map(Told::opened));
    on.free("verifier", |expect: Bytes| Verifier::new(&expect).map(Told::opened));
    on.on("check", |verifier: &mut Verifier, chunk: Bytes| verifier.feed(&chunk));
    on.ends("conclude", |verifier: Verifier, ()| verifier.finish());
    on.free("redactor", |()| Told::opened(Redactor::new()));
    on.on("survey", |redactor: &mut Redactor, chunk: Bytes| redactor.survey(&chunk));
    on.on("rewrite", |redactor: &mut Redactor, chunk: Bytes| redactor.rewrite(&chunk).map(Told::bytes));
    // The last bytes of the log, which are text, come where an answer has its record.
    on.ends("rewritten", |redactor: Redactor, ()| {
        let (rest, answer) = redactor.finish();
        Answer { record: Some(String::from_utf8_lossy(&rest).into_owned()), ..answer }
    });
    on.free("trial", |tried: Bytes| Trial::new(&tried).map(Told::opened));
    on.on("attempt", |trial: &mut Trial, Fed(chunk)| trial.feed(&chunk));
    on.ends("tried", |trial: Trial, ()| trial.finish());
    on.export("close", |call| call.handle(0)?.close(&call.env).map(Told::from));
    #[cfg(feature = "provoke-defect")]
    on.on("provokeDefect", |_: &mut Workspace, ()| -> Told { panic!("provoked") });
    codes::exports(&mut on);
    scorer::exports(&mut on);
    reading::exports(&mut on);
    on
}
