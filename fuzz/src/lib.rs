//! What must hold of any bytes whatever: no panic, no defect, an answer in canonical JSON, and no log that
//! was altered taken for one that was not.
//!
//! The fuzz targets and the short run in the tests call the same functions.

mod altered;
mod c_calls;
mod c_tables;
mod choices;
mod commands;
mod documents;
mod grown;
mod hand_off;
mod redactor;
mod seeds;
mod sink;
mod snapshots;
mod tables_c;
mod tables_ipc;
mod talk;
mod targets;
mod world;

pub use c_calls::c_calls;
pub use commands::commands;
pub use documents::documents;
pub use hand_off::hand_off_read;
pub use redactor::redactor;
pub use seeds::seeds;
pub use snapshots::snapshot;
pub use tables_c::tables_c;
pub use tables_ipc::tables_ipc;
pub use talk::talk_read;
pub use targets::{TARGETS, Target};

use touchline::kernel::reader::canonicalise;
use touchline::operations;
use touchline::waist::{Answer, Status, Workspace, call};

/// Any bytes at the doors that take a document. Lines before the last one are commands, executed first, so
/// that the last one may find something to be about.
pub fn reader(data: &[u8]) {
    document(&mut opened(), data);
    for operation in operations::all() {
        check(&call(operation.name, data));
    }
    if let Some(end) = data.iter().rposition(|byte| *byte == b'\n') {
        let (before, last) = data.split_at(end);
        let mut workspace = opened();
        let batch = workspace.execute_many(before);
        assert_eq!(batch.records.lines().count() as u64, batch.accepted, "a record for each accepted command");
        batch.answers.lines().for_each(canonical);
        document(&mut workspace, last.get(1..).unwrap_or_default());
    }
}

fn document(workspace: &mut Workspace, data: &[u8]) {
    check(&workspace.ask(data));
    check(&workspace.available(data));
    check(&workspace.execute(data));
    let _ = Workspace::open(data).map_err(|answer| check(&answer));
}

/// Any bytes at the doors that take a log: whole or in pieces, the result is the same.
pub fn log(data: &[u8]) {
    let whole = load(data, data.len());
    for size in [1, 7] {
        assert_eq!(load(data, size), whole, "in chunks of {size}");
    }
    let verified = verify(data, data.len());
    assert_eq!(verify(data, 5), verified, "in chunks of 5");
    check(&verified);
    if verified.status == Status::Ok {
        altered::none_is_accepted(data);
    }
    match whole {
        Ok(snapshot) => {
            assert_eq!(load(&snapshot, snapshot.len()).as_ref(), Ok(&snapshot), "a snapshot loads into itself");
        }
        Err(answer) => check(&answer),
    }
    let mut workspace = opened();
    check(&workspace.replay(data));
}

/// The snapshot of what is loaded, or the refusal.
fn load(data: &[u8], chunk: usize) -> Result<Vec<u8>, Answer> {
    world::try_snapshot(&world::try_loaded(data, chunk)?)
}

fn verify(data: &[u8], chunk: usize) -> Answer {
    world::verified(data, chunk)
}

fn opened() -> Workspace {
    Workspace::open(b"").unwrap_or_else(|answer| panic!("the default policy opens: {answer:?}"))
}

fn check(answer: &Answer) {
    assert_ne!(answer.status, Status::Defect, "{}", answer.json);
    canonical(&answer.json);
}

fn canonical(text: &str) {
    assert_eq!(canonicalise(text.as_bytes()).as_deref(), Ok(text), "an answer is canonical");
}
