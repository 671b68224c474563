//! The month in Rust: typed commands, the same as bytes, the log replayed, the snapshot loaded.

use std::path::{Path, PathBuf};
use std::time::Duration;

use touchline::law::WireCommand;
use touchline::policy::Policy;
use touchline::waist::Loader;
use touchline::{waist, workspace};
use touchline_bench::kept::Kept;
use touchline_bench::peer::States;
use touchline_bench::timing::worked;

/// Prints a line for each figure: its name and how many a second of this thread's processor time.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let base = read(&folder.join("base.lines"))?;
    let pages = pages(folder)?;
    let mut kept = Kept::new("month.log").map_err(|error| error.to_string())?;
    let (mut time, mut commands) = (Duration::ZERO, 0);
    let mut typed = workspace::Workspace::new(Policy::default());
    // As a host does that writes page after page: what the records are written to is kept.
    let mut records = String::new();
    execute_typed(&mut typed, &base, (&mut records, &mut kept))?;
    for page in &pages {
        let (spent, done) = execute_typed(&mut typed, &read(page)?, (&mut records, &mut kept))?;
        (time, commands) = (time + spent, commands + done);
    }
    drop(typed);
    print("typed", commands, time);

    let mut bytes = waist::Workspace::open(b"").map_err(|answer| answer.json)?;
    execute_bytes(&mut bytes, &base)?;
    let (mut time, mut commands) = (Duration::ZERO, 0);
    for page in &pages {
        let (spent, done) = execute_bytes(&mut bytes, &read(page)?)?;
        (time, commands) = (time + spent, commands + done);
    }
    drop(bytes);
    print("bytes", commands, time);
    stored(&mut kept)
}

fn pages(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let is_page = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("page-"));
    let mut pages: Vec<PathBuf> = paths.filter(is_page).collect();
    pages.sort_unstable();
    Ok(pages)
}

fn print(figure: &str, count: u64, time: Duration) {
    println!("{figure} {:.0}", count as f64 / time.as_secs_f64());
}

/// Executes commands that are read already, and keeps their records.
fn execute_typed(
    workspace: &mut workspace::Workspace,
    lines: &str,
    (records, kept): (&mut String, &mut Kept),
) -> Result<(Duration, u64), String> {
    let read: Vec<WireCommand> = lines.split('\n').map(read).collect::<Result<_, _>>()?;
    records.clear();
    let (time, done) = worked(|| {
        read.iter().try_for_each(|command| {
            let outcome = workspace.execute_onto(command, records).map_err(|failure| format!("{failure:?}"))?;
            std::hint::black_box(outcome);
            Ok::<(), String>(())
        })
    });
    done?;
    if records.lines().count() != read.len() {
        return Err("a command was executed twice".to_owned());
    }
    kept.write(records.as_bytes()).map_err(|error| error.to_string())?;
    Ok((time, read.len() as u64))
}

/// Reads a command as its own type, whose name a stream of parts must begin with.
fn read(line: &str) -> Result<WireCommand, String> {
    let value: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let name = format!("\"type\":{}", value["type"]);
    let rest = line.replacen(&format!(",{name}"), "", 1);
    let ordered = format!("{{{name},{}", rest.trim_start_matches('{'));
    serde_json::from_str(&ordered).map_err(|error| error.to_string())
}

fn execute_bytes(workspace: &mut waist::Workspace, lines: &str) -> Result<(Duration, u64), String> {
    let (time, batch) = worked(|| workspace.execute_many(lines.as_bytes()));
    let wanted = lines.split('\n').count() as u64;
    if batch.accepted != wanted {
        return Err(format!("{} of {wanted} accepted", batch.accepted));
    }
    Ok((time, batch.accepted))
}

/// The log replayed beside the peer, chunk by chunk, and the snapshot of what came of it loaded.
fn stored(log: &mut Kept) -> Result<(), String> {
    let mut loader = Loader::new(b"").map_err(|answer| answer.json)?;
    let mut plain = States::default();
    let (mut replay, mut fold) = (Duration::ZERO, Duration::ZERO);
    let mut failure = None;
    let chunks = log.chunks(|chunk| {
        let (time, fed) = worked(|| loader.feed(chunk));
        replay += time;
        failure = failure.take().or(fed.err().map(|answer| answer.json));
        let (time, folded) = worked(|| plain.feed_plain(chunk));
        fold += time;
        failure = failure.take().or(folded.is_none().then(|| "the peer cannot read the log".to_owned()));
    });
    chunks.map_err(|error| error.to_string())?;
    failure.map_or(Ok(()), Err)?;
    let events = plain.events;
    drop(plain);
    let (time, workspace) = worked(|| loader.finish());
    let workspace = workspace.map_err(|answer| answer.json)?;
    print("replay", events, replay + time);
    print("plain", events, fold);

    let (mut snapshot, mut cursor) =
        (Kept::new("month.snapshot").map_err(|error| error.to_string())?, workspace.snapshot());
    while let Some(chunk) = workspace.snapshot_chunk(&mut cursor).map_err(|answer| answer.json)? {
        snapshot.write(&chunk).map_err(|error| error.to_string())?;
    }
    drop(workspace);
    let (mut loader, mut load, mut failure) = (Loader::new(b"").map_err(|answer| answer.json)?, Duration::ZERO, None);
    let chunks = snapshot.chunks(|chunk| {
        let (time, fed) = worked(|| loader.feed(chunk));
        load += time;
        failure = failure.take().or(fed.err().map(|answer| answer.json));
    });
    chunks.map_err(|error| error.to_string())?;
    failure.map_or(Ok(()), Err)?;
    let (time, workspace) = worked(|| loader.finish());
    workspace.map_err(|answer| answer.json)?;
    print("snapshot", events, load + time);
    Ok(())
}
