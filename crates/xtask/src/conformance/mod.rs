//! The conformance suite: one judge, four executors, the same bytes.
//!
//! `tests/conformance/README.md` says what a case may say, `executors.md` what an executor performs.
//!
//! Rules: API-06.

pub(crate) mod case;
mod columns;
mod compose;
pub(crate) mod executor;
mod expectation;
pub(crate) mod input;
pub(crate) mod instruction;
mod languages;
mod log;
mod names;
pub(crate) mod needs;
mod numbers;
mod refusals;
mod report;
mod snapshot;
pub(crate) mod stage;
pub(crate) mod stream;
pub(crate) mod suite;
pub(crate) mod table;

#[cfg(test)]
mod gates;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

use crate::shell::Run;
use crate::{Result, repository};
use instruction::Instruction;
use languages::{LANGUAGES, Language};
use stage::Performance;
use suite::Suite;

/// What was asked for on the command line.
#[derive(Default)]
struct Asked {
    only: Option<Vec<String>>,
    stream: Option<PathBuf>,
    listed: Option<PathBuf>,
    filter: Vec<String>,
}

/// `conformance [--only rust,c,…] [--stream FILE] [--listed FILE] [FILTER…]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let asked = Asked::from(arguments)?;
    if let Some(list) = &asked.listed {
        return judge_listed(list);
    }
    if asked.filter.is_empty() {
        return judge(&asked, Suite::performed()?);
    }
    match Suite::read()?.perform(&asked.filter)?.as_slice() {
        [] => Err("no case has a title or a rule like this".into()),
        performances => judge(&asked, performances),
    }
}

fn judge(asked: &Asked, performances: &[Performance]) -> Result {
    let stream = report::stream(performances);
    if let Some(path) = &asked.stream {
        return repository::write(path, stream.as_bytes());
    }
    let folder = repository::target().join("conformance");
    let path = folder.join("stream.txt");
    repository::write(&path, stream.as_bytes())?;
    let mut failures = report::judge_rust(performances);
    failures.extend(refusals::judge(performances));
    failures.extend(needs::judge(performances, asked.filter.is_empty())?);
    failures.extend(side_by_side(asked, performances, &path, &folder));
    for failure in &failures {
        eprintln!("{failure}\n");
    }
    let steps: usize = performances.iter().map(|performance| performance.steps.len()).sum();
    println!("{} cases, {steps} steps, {} failures", performances.len(), failures.len());
    if failures.is_empty() { Ok(()) } else { Err(format!("conformance: {} failures", failures.len())) }
}

/// Judges in Rust the cases whose titles stand in a file, in that order, up to the first that fails: its title is
/// printed. Each has a thread of its name, so that whoever watches knows whose work it sees.
fn judge_listed(list: &Path) -> Result {
    let titles = repository::read(list)?;
    let suite = &Suite::of_titles(titles.lines())?;
    let holds = |title: &str| Ok(report::judge_rust(&[suite.perform_titled(title)?]).is_empty());
    for title in titles.lines() {
        let held = thread::scope(|scope| -> Result<bool> {
            let named = thread::Builder::new().name(title.to_owned()).spawn_scoped(scope, || holds(title));
            named.map_err(|error| error.to_string())?.join().map_err(|_| format!("{title}: it panicked"))?
        })?;
        if !held {
            println!("{title}");
            return Err("failed".into());
        }
    }
    Ok(())
}

/// Every case's title, beginning with its file.
pub(crate) fn titles() -> Result<Vec<String>> {
    Ok(Suite::read()?.titles())
}

/// An input out of a case, for a fuzz target.
pub(crate) struct Seed {
    pub(crate) target: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// Every different input of every case; before a document stand the commands that made the case's world.
pub(crate) fn seeds() -> Result<Vec<Seed>> {
    let mut seeds = BTreeSet::new();
    for performance in Suite::performed()? {
        let mut world = Vec::new();
        for step in &performance.steps {
            let Some((target, bytes)) = step.instruction.seed() else { continue };
            if target == "reader" && !world.is_empty() {
                seeds.insert((target, [&world[..], &bytes].concat()));
            }
            if matches!(step.instruction, Instruction::Execute { .. }) && !bytes.contains(&b'\n') {
                world.extend_from_slice(&bytes);
                world.push(b'\n');
            }
            seeds.insert((target, bytes));
        }
    }
    Ok(seeds.into_iter().map(|(target, bytes)| Seed { target, bytes }).collect())
}

/// Runs the executors side by side, once each of them is built; their failures stand one language after the other.
fn side_by_side(asked: &Asked, performances: &[Performance], stream: &Path, folder: &Path) -> Vec<String> {
    let languages = LANGUAGES.iter().filter(|language| asked.includes(language));
    let ready: Vec<_> = languages.map(|language| (language, (language.executor)())).collect();
    thread::scope(|scope| {
        let begin = |(language, executor)| {
            (language, scope.spawn(move || in_language(language, executor, performances, stream, folder)))
        };
        let running: Vec<(&Language, _)> = ready.into_iter().map(begin).collect();
        let panicked = |language: &Language| vec![format!("{}: the judge panicked", language.name)];
        running.into_iter().flat_map(|(language, run)| run.join().unwrap_or_else(|_| panicked(language))).collect()
    })
}

fn in_language(
    language: &Language,
    executor: Result<Run>,
    performances: &[Performance],
    stream: &Path,
    folder: &Path,
) -> Vec<String> {
    let transcript = folder.join(format!("{}.txt", language.name));
    let outcome = executor.and_then(|executor| executor.arg(stream).into_file(&transcript));
    let printed = std::fs::read(&transcript).unwrap_or_default();
    let mut failures = report::compare(language.name, performances, &printed);
    failures.extend(outcome.err().map(|error| format!("{}: {error}", language.name)));
    failures
}

impl Asked {
    fn from(arguments: &[String]) -> Result<Self> {
        let mut asked = Asked::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--only" => {
                    let names = arguments.next().ok_or("--only takes names of languages, parted by commas")?;
                    asked.only = Some(names.split(',').map(str::to_owned).collect());
                }
                "--listed" => asked.listed = Some(arguments.next().ok_or("--listed takes a file")?.into()),
                "--stream" => asked.stream = Some(arguments.next().ok_or("--stream takes a file")?.into()),
                option if option.starts_with("--") => return Err(format!("no option `{option}`")),
                word => asked.filter.push(word.to_owned()),
            }
        }
        let known = |name: &String| name == "rust" || LANGUAGES.iter().any(|language| language.name == name);
        match asked.only.iter().flatten().find(|name| !known(name)) {
            Some(unknown) => Err(format!("no language `{unknown}`")),
            None => Ok(asked),
        }
    }

    fn includes(&self, language: &Language) -> bool {
        self.only.as_ref().is_none_or(|names| names.iter().any(|name| name == language.name))
    }
}
