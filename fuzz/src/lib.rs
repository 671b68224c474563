//! What must hold of any bytes whatever: no panic, no defect, and an answer in canonical JSON.
//!
//! The fuzz targets and the short run in the tests call the same two functions.

use touchline::kernel::canonical::canonicalise;
use touchline::waist::{Answer, Loader, Status, Verifier, Workspace, call};

/// Any bytes at the doors that take a document.
pub fn reader(data: &[u8]) {
    let mut workspace = Workspace::open(b"").unwrap_or_else(|answer| panic!("the default policy opens: {answer:?}"));
    check(&workspace.execute(data));
    check(&workspace.ask(data));
    check(&workspace.available(data));
    let _ = Workspace::open(data).map_err(|answer| check(&answer));
    // The operation's name is what stands before the first line end, the input what follows.
    let (name, input) = split(data);
    check(&call(&String::from_utf8_lossy(name), input));
    let batch = workspace.execute_many(data);
    assert_eq!(batch.records.lines().count() as u64, batch.accepted, "a record for each accepted command");
    batch.answers.lines().for_each(canonical);
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
    match whole {
        Ok(snapshot) => assert_eq!(load(&snapshot, snapshot.len()), Ok(snapshot), "a snapshot loads into itself"),
        Err(answer) => check(&answer),
    }
}

/// The snapshot of what is loaded, or the refusal.
fn load(data: &[u8], chunk: usize) -> Result<Vec<u8>, Answer> {
    let mut loader = Loader::new(b"")?;
    for chunk in data.chunks(chunk.max(1)) {
        loader.feed(chunk)?;
    }
    let workspace = loader.finish()?;
    let (mut snapshot, mut bytes) = (workspace.snapshot(), Vec::new());
    while let Some(chunk) = workspace.snapshot_chunk(&mut snapshot)? {
        bytes.extend(chunk);
    }
    Ok(bytes)
}

fn verify(data: &[u8], chunk: usize) -> Answer {
    let mut verifier = Verifier::new(b"").unwrap_or_else(|answer| panic!("nothing is expected: {answer:?}"));
    data.chunks(chunk.max(1)).for_each(|chunk| verifier.feed(chunk));
    verifier.finish()
}

fn split(data: &[u8]) -> (&[u8], &[u8]) {
    let mut parts = data.splitn(2, |byte| *byte == b'\n');
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

fn check(answer: &Answer) {
    assert_ne!(answer.status, Status::Defect, "{}", answer.json);
    canonical(&answer.json);
}

fn canonical(text: &str) {
    assert_eq!(canonicalise(text.as_bytes()).as_deref(), Ok(text), "an answer is canonical");
}
