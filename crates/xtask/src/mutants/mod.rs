//! Changes the source in every small way that matters, one change at a time, and asks whether anything notices.
//!
//! All changes stand in one copy of the source, each behind a switch that a variable of the environment turns on, so that
//! it is built once. What reaches a change is found beforehand, and nothing else is run for it.

mod build;
mod collect;
mod edit;
mod equivalents;
mod judge;
mod kinds;
mod process;
mod reach;
mod report;
mod site;
mod source;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::{Result, repository};
use build::Built;
use judge::Outcome;
use reach::Check;
use report::Report;
use site::Mutant;
use source::{FOLDERS, Folder, Source, digest};

/// What was asked for on the command line.
struct Asked {
    cases: bool,
    folders: Vec<&'static Folder>,
    jobs: usize,
    survivors: bool,
    within: Duration,
}

/// Each change with what came of it.
type Outcomes = BTreeMap<u32, (Mutant, Outcome)>;

/// `test mutants [FOLDER…] [--cases] [--jobs 2] [--survivors] [--within SECONDS]`: `--cases` asks no tests, which spares building
/// them; `--survivors` asks again for what survived the last time alone; `--within` leaves out tests that take longer. What is said
/// to be caught is the least that is.
pub(crate) fn run(arguments: &[String]) -> Result {
    let asked = Asked::from(arguments)?;
    let source = Source::read(&asked.folders)?;
    let remember = |left_out: &BTreeSet<u32>| remember_what_does_not_compile(&source, left_out);
    let left_out = build::until_it_compiles(&source, known_not_to_compile(&source), &remember)?;
    let built = build::all(asked.cases)?;
    let mut checks = reach::checks(&built, asked.jobs)?;
    checks.retain(|check| check.takes <= asked.within);
    let listed = equivalents::listed()?;
    let (mut rows, mut faults) = (vec![report::heading()], Vec::new());
    for folder in &asked.folders {
        let outcomes = outcomes(folder, &asked, &source, &left_out, &built, &checks)?;
        let (equivalent, stale) = equivalents::among(&outcomes, &listed, |file| folder.holds(file));
        let does_not_compile = of(folder, &source).filter(|mutant| left_out.contains(&mutant.id)).count();
        let skipped = source.skipped.get(folder.name).copied().unwrap_or_default();
        let report =
            Report { folder: folder.name, outcomes: &outcomes, equivalent: &equivalent, does_not_compile, skipped };
        println!("\nWhat is left of {}:", folder.name);
        report.told().iter().for_each(|survivor| println!("{survivor}"));
        println!("{}\n{}\n", report::heading(), report.row());
        rows.push(report.row());
        faults.extend(stale);
        faults.extend((!report.holds()).then(|| format!("{}: too few are caught", folder.name)));
    }
    println!("{}", rows.join("\n"));
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

impl Asked {
    fn from(arguments: &[String]) -> Result<Self> {
        let mut asked = Asked { cases: false, folders: Vec::new(), jobs: 2, survivors: false, within: Duration::MAX };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--cases" => asked.cases = true,
                "--survivors" => asked.survivors = true,
                "--jobs" => asked.jobs = number(arguments.next(), "--jobs")?,
                "--within" => asked.within = Duration::from_secs(number(arguments.next(), "--within")? as u64),
                name => asked.folders.push(folder(name)?),
            }
        }
        if asked.folders.is_empty() {
            asked.folders = FOLDERS.iter().collect();
        }
        Ok(asked)
    }
}

fn number(written: Option<&String>, option: &str) -> Result<usize> {
    let number = written.and_then(|number| number.parse().ok()).filter(|number| *number > 0);
    number.ok_or_else(|| format!("{option} takes a number"))
}

fn folder(name: &str) -> Result<&'static Folder> {
    FOLDERS.iter().find(|folder| folder.name == name).ok_or_else(|| {
        let known: Vec<&str> = FOLDERS.iter().map(|folder| folder.name).collect();
        format!("no folder `{name}`; there are {}", known.join(", "))
    })
}

fn of<'a>(folder: &Folder, source: &'a Source) -> impl Iterator<Item = &'a Mutant> {
    let files = source.files.iter().filter(|file| folder.holds(&file.name));
    files.flat_map(|file| &file.sites).flat_map(|site| &site.mutants)
}

fn outcomes(
    folder: &Folder,
    asked: &Asked,
    source: &Source,
    left_out: &BTreeSet<u32>,
    built: &Built,
    checks: &[Check],
) -> Result<Outcomes> {
    let path = repository::target().join(format!("mutants/{}.json", folder.name));
    let before: BTreeMap<String, Outcome> = if asked.survivors { read(&path) } else { BTreeMap::new() };
    let before = before.into_iter().filter(|(_, outcome)| outcome.is_caught()).collect::<BTreeMap<_, _>>();
    let mutants: Vec<&Mutant> = of(folder, source).filter(|mutant| !left_out.contains(&mutant.id)).collect();
    let done = AtomicUsize::new(0);
    let outcomes = process::side_by_side(asked.jobs, &mutants, |mutant| {
        let known = before.get(&mutant.key()).cloned();
        let outcome = known.map_or_else(|| judge::judge(mutant, folder, checks, &built.judge), Ok)?;
        if !outcome.is_caught() {
            println!("{}", report::told(mutant, &outcome));
        }
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(100) {
            println!("{}: {done} of {}", folder.name, mutants.len());
        }
        Ok(outcome)
    })?;
    let kept: BTreeMap<String, &Outcome> = mutants.iter().map(|mutant| mutant.key()).zip(&outcomes).collect();
    repository::write(&path, &serde_json::to_vec_pretty(&kept).map_err(|error| error.to_string())?)?;
    Ok(mutants.into_iter().zip(outcomes).map(|(mutant, outcome)| (mutant.id, (mutant.clone(), outcome))).collect())
}

/// By file with its text, the changes that do not compile.
type NotCompiling = BTreeMap<String, BTreeSet<String>>;

fn not_compiling() -> PathBuf {
    repository::target().join("mutants/does_not_compile.json")
}

fn known_not_to_compile(source: &Source) -> BTreeSet<u32> {
    let known: NotCompiling = read(&not_compiling());
    let mutants = source.files.iter().flat_map(|file| {
        let known = known.get(&format!("{} {}", file.name, digest(&file.source)));
        let mutants = file.sites.iter().flat_map(|site| &site.mutants);
        mutants.filter(move |mutant| known.is_some_and(|known| known.contains(&mutant.key())))
    });
    mutants.map(|mutant| mutant.id).collect()
}

/// Beside what is known of other folders: so that whoever breaks off finds nothing anew that was found.
fn remember_what_does_not_compile(source: &Source, left_out: &BTreeSet<u32>) -> Result {
    let mut known: NotCompiling = read(&not_compiling());
    for file in &source.files {
        let mutants = file.sites.iter().flat_map(|site| &site.mutants);
        let keys = mutants.filter(|mutant| left_out.contains(&mutant.id)).map(Mutant::key);
        known.insert(format!("{} {}", file.name, digest(&file.source)), keys.collect());
    }
    repository::write(&not_compiling(), &serde_json::to_vec_pretty(&known).map_err(|error| error.to_string())?)
}

/// What an earlier run kept; nothing where there was none.
fn read<T: serde::de::DeserializeOwned + Default>(path: &std::path::Path) -> T {
    std::fs::read(path).ok().and_then(|kept| serde_json::from_slice(&kept).ok()).unwrap_or_default()
}
