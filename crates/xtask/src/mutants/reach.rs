//! Which case and which test asks for which change: only these can notice it. Found with nothing changed, when all must
//! hold, and kept for as long as program and case are the same.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, UNIX_EPOCH};

use super::build::{Built, TestProgram};
use super::process::{self, End, bounded};
use super::source::{copy, digest};
use crate::{Result, conformance, repository};

/// Longer than anything takes with nothing changed.
const AT_MOST: Duration = Duration::from_secs(600);

/// Something that may notice a change.
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) reached: BTreeSet<u32>,
    pub(crate) takes: Duration,
}

/// What it is.
pub(crate) enum Kind {
    /// A case of the suite.
    Case,
    /// A test in this program, which runs in this folder.
    Test { program: PathBuf, folder: PathBuf },
}

/// What is kept of a check.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    millis: u64,
    reached: BTreeSet<u32>,
}

/// By program with its date, and by name: for cases, with what stands in their file.
type AllKept = BTreeMap<String, Kept>;

/// Every case and every test, with what it reaches. A failure with nothing changed ends everything.
pub(crate) fn checks(built: &Built, jobs: usize) -> Result<Vec<Check>> {
    let memory = repository::target().join("mutants/reached.json");
    let mut kept: AllKept =
        std::fs::read(&memory).ok().and_then(|kept| serde_json::from_slice(&kept).ok()).unwrap_or_default();
    let mut named = cases(&built.judge)?;
    for program in &built.tests {
        named.extend(tests(program)?);
    }
    let missing: Vec<&(String, Check)> = named.iter().filter(|(key, _)| !kept.contains_key(key)).collect();
    println!("{} cases and tests, {} of them not looked at yet", named.len(), missing.len());
    let groups = grouped(&missing);
    let found = process::side_by_side(jobs, &groups, |group| looked_at(group, &built.judge))?;
    kept.extend(found.into_iter().flatten());
    kept.retain(|key, _| named.iter().any(|(known, _)| known == key));
    repository::write(&memory, &serde_json::to_vec(&kept).map_err(|error| error.to_string())?)?;
    let with = |(key, check): (String, Check)| {
        let kept = kept.remove(&key)?;
        Some(Check { takes: Duration::from_millis(kept.millis), reached: kept.reached, ..check })
    };
    Ok(named.into_iter().filter_map(with).collect())
}

/// What one process looks at: the cases of a file, or one test.
struct Group<'a> {
    number: usize,
    members: Vec<&'a (String, Check)>,
}

fn grouped<'a>(missing: &[&'a (String, Check)]) -> Vec<Group<'a>> {
    let together = |one: &&'a (String, Check), other: &&'a (String, Check)| match (&one.1.kind, &other.1.kind) {
        (Kind::Case, Kind::Case) => file_of(&one.1.name) == file_of(&other.1.name),
        _ => false,
    };
    let groups = missing.chunk_by(together).enumerate();
    groups.map(|(number, members)| Group { number, members: members.to_vec() }).collect()
}

/// How a check runs; a list of cases stands in a file.
pub(crate) fn command(kind: &Kind, judge: &Path, name_or_list: &str) -> Command {
    match kind {
        Kind::Case => {
            let mut command = bounded(&judge.to_string_lossy());
            command.args(["conformance", "--listed", name_or_list]);
            command
        }
        Kind::Test { program, folder } => {
            let mut command = bounded(&program.to_string_lossy());
            command.args(["--exact", name_or_list, "--quiet"]).current_dir(folder);
            // The same inputs each time, and no time lost on making a failing one smaller.
            command.env("PROPTEST_RNG_SEED", "1").env("PROPTEST_MAX_SHRINK_ITERS", "0");
            command.env("INSTA_UPDATE", "no").env("INSTA_WORKSPACE_ROOT", copy());
            command
        }
    }
}

/// A place for a short file of this number.
pub(crate) fn scratch(name: &str, number: usize) -> PathBuf {
    repository::target().join(format!("mutants/scratch/{name}-{number}"))
}

/// Of several cases, each is known by the name of its thread; what has no such name may be any one's.
fn looked_at(group: &Group, judge: &Path) -> Result<Vec<(String, Kept)>> {
    let names: Vec<&str> = group.members.iter().map(|(_, check)| check.name.as_str()).collect();
    let (list, reached) = (scratch("list", group.number), scratch("reached", group.number));
    repository::write(&list, names.join("\n").as_bytes())?;
    repository::write(&reached, b"")?;
    let listed = list.to_string_lossy();
    let kind = group.members.first().map_or(&Kind::Case, |(_, check)| &check.kind);
    let is_case = matches!(kind, Kind::Case);
    let mut command = command(kind, judge, if is_case { &listed } else { names.first().copied().unwrap_or_default() });
    let (end, took) = process::ended(command.env("MUTANTS_REACHED", &reached), AT_MOST)?;
    if end != End::Passed {
        return Err(format!("with nothing changed: {}: {end:?}", names.join("; ")));
    }
    let said = repository::read(&reached)?;
    std::fs::remove_file(&list).and_then(|()| std::fs::remove_file(&reached)).map_err(|error| error.to_string())?;
    let mut by_thread: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for (id, thread) in said.lines().filter_map(|line| line.split_once(' ')) {
        by_thread.entry(thread).or_default().extend(id.parse::<u32>().ok());
    }
    let is_anyones = |thread: &str| !is_case || !names.contains(&thread);
    let of_anyone: BTreeSet<u32> =
        by_thread.iter().filter(|(thread, _)| is_anyones(thread)).flat_map(|(_, ids)| ids).copied().collect();
    let of = |name: &str| by_thread.get(name).into_iter().flatten().chain(&of_anyone).copied().collect();
    let millis = took.as_millis() as u64 / names.len().max(1) as u64;
    Ok(group.members.iter().map(|(key, check)| (key.clone(), Kept { millis, reached: of(&check.name) })).collect())
}

fn file_of(title: &str) -> &str {
    title.split(": ").next().unwrap_or_default()
}

fn cases(judge: &Path) -> Result<Vec<(String, Check)>> {
    let folder = copy().join("tests/conformance");
    let mut worlds = String::new();
    for path in repository::files(&folder.join("worlds"), ".json")? {
        worlds.push_str(&repository::read(&path)?);
    }
    let shared = format!("{} {}", stamp(judge)?, digest(&worlds));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    for name in conformance::titles()? {
        let file = file_of(&name);
        if !files.contains_key(file) {
            files.insert(file.to_owned(), digest(&repository::read(&folder.join(file))?));
        }
        let key = format!("{shared} {} {name}", files.get(file).map_or("", String::as_str));
        found.push((key, unknown(name, Kind::Case)));
    }
    Ok(found)
}

fn tests(program: &TestProgram) -> Result<Vec<(String, Check)>> {
    let mut command = bounded(&program.path.to_string_lossy());
    let output = command.args(["--list", "--format", "terse"]).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let stamp = stamp(&program.path)?;
    let names = text.lines().filter_map(|line| line.strip_suffix(": test"));
    let of = |name: &str| {
        let kind = Kind::Test { program: program.path.clone(), folder: program.folder.clone() };
        (format!("{stamp} {name}"), unknown(name.to_owned(), kind))
    };
    Ok(names.map(of).collect())
}

fn unknown(name: String, kind: Kind) -> Check {
    Check { name, kind, reached: BTreeSet::new(), takes: Duration::ZERO }
}

/// Tells one build of a program from another.
fn stamp(program: &Path) -> Result<String> {
    let written = std::fs::metadata(program).and_then(|data| data.modified());
    let written = written.map_err(|error| format!("{}: {error}", program.display()))?;
    let since = written.duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    Ok(format!("{} {}", program.display(), since.as_nanos()))
}
