//! What JavaScript may call: the waist's own functions, in one table.
//!
//! The things' commands and the operations are not here: they are names in the text that crosses.

use std::sync::{Arc, Mutex, PoisonError};

use touchline::waist::{self, Answer, Loader, Redactor, Snapshot, Trial, Verifier, Workspace};

use crate::handle::Handle;
use crate::memory::Taken;
use crate::module::{Bytes, Call, Document, Fed, Input, Module};
use crate::stop::Stop;
use crate::told::Told;
use crate::{codes, reading, scorer};

/// How far a workspace was read out.
#[derive(Clone)]
struct Cursor {
    workspace: Handle,
    snapshot: Arc<Mutex<Snapshot>>,
}

impl Input for Cursor {
    fn read(call: &Call, _: usize, _: Taken) -> Result<Self, Stop> {
        call.handle(0)?.with(|cursor: &mut Cursor| cursor.clone())
    }

    fn worked_on(call: &Call) -> Result<Handle, Stop> {
        Cursor::read(call, 0, Taken::Lent).map(|cursor| cursor.workspace)
    }
}

/// The waist, each call by the name of its class and its own; and then what is beside it.
pub(crate) fn all() -> Module {
    let mut on = Module::default();
    on.free("call", |(name, Document(input)): (Bytes, _)| waist::call(&String::from_utf8_lossy(&name), &input));
    on.free("workspaceOpen", |Document(policy)| Workspace::open(&policy).map(Told::opened));
    on.on("workspaceExecute", |workspace: &mut Workspace, Document(command)| workspace.execute(&command));
    on.on("workspaceExecuteMany", |workspace: &mut Workspace, Fed(lines)| Told::Batch(workspace.execute_many(&lines)));
    on.on("workspaceAsk", |workspace: &mut Workspace, Document(query)| workspace.ask(&query));
    on.on("workspaceAvailable", |workspace: &mut Workspace, Document(question)| workspace.available(&question));
    on.on("workspacePlace", |workspace: &mut Workspace, ()| workspace.place());
    on.on("workspaceReplay", |workspace: &mut Workspace, Fed(lines)| workspace.replay(&lines));
    on.export("workspaceSnapshot", |call| {
        let workspace = call.handle(0)?;
        let snapshot = workspace.with(|workspace: &mut Workspace| workspace.snapshot())?;
        Ok(Told::opened(Cursor { workspace: workspace.clone(), snapshot: Arc::new(Mutex::new(snapshot)) }))
    });
    on.on("snapshotNextChunk", |workspace: &mut Workspace, Cursor { snapshot, .. }| {
        let mut snapshot = snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        workspace.snapshot_chunk(&mut snapshot).map(Told::Bytes)
    });
    on.free("loaderOpen", |Document(policy)| Loader::new(&policy).map(Told::opened));
    on.free("loaderOpenAsOf", |(Document(policy), Document(at))| Loader::as_of(&policy, &at).map(Told::opened));
    on.on("loaderFeed", |loader: &mut Loader, Fed(chunk)| loader.feed(&chunk));
    on.ends("loaderFinish", |loader: Loader, ()| loader.finish().map(Told::opened));
    on.free("verifierOpen", |Document(expect)| Verifier::new(&expect).map(Told::opened));
    on.on("verifierFeed", |verifier: &mut Verifier, chunk: Bytes| verifier.feed(&chunk));
    on.ends("verifierFinish", |verifier: Verifier, ()| verifier.finish());
    on.free("redactorOpen", |()| Told::opened(Redactor::new()));
    on.on("redactorSurvey", |redactor: &mut Redactor, chunk: Bytes| redactor.survey(&chunk));
    on.on("redactorRewrite", |redactor: &mut Redactor, chunk: Bytes| redactor.rewrite(&chunk).map(Told::bytes));
    // The last bytes of the log, which are text, come where an answer has its record.
    on.ends("redactorFinish", |redactor: Redactor, ()| {
        let (rest, answer) = redactor.finish();
        Answer { record: Some(String::from_utf8_lossy(&rest).into_owned()), ..answer }
    });
    on.free("trialOpen", |Document(tried)| Trial::new(&tried).map(Told::opened));
    on.on("trialFeed", |trial: &mut Trial, Fed(chunk)| trial.feed(&chunk));
    on.ends("trialFinish", |trial: Trial, ()| trial.finish());
    on.export("close", |call| call.handle(0)?.close(&call.env).map(Told::from));
    #[cfg(feature = "provoke-defect")]
    on.on("provokeDefect", |_: &mut Workspace, ()| -> Told { panic!("provoked") });
    #[cfg(feature = "provoke-defect")]
    on.free("provokedIsSeeded", |()| Answer {
        json: touchline::kernel::look_up::is_seeded().to_string(),
        ..waist::warm_up()
    });
    codes::exports(&mut on);
    scorer::exports(&mut on);
    reading::exports(&mut on);
    on
}
