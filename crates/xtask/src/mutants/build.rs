//! Builds the copy: what does not compile is found and left out, until the rest does.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::edit;
use super::source::{Source, copy};
use crate::{Result, repository};

/// The judge, and the crates whose tests may notice a change. They are named together whatever is built: by its company
/// a crate is given features, and with others it would be built again.
const PACKAGES: &[&str] = &[
    "xtask",
    "touchline-law",
    "touchline-calculators",
    "touchline-talk",
    "touchline-reports",
    "touchline",
    "touchline-tables",
];

/// How often the copy is built at most before we give up: each time leaves something out.
const ROUNDS: usize = 40;

/// What was built.
pub(crate) struct Built {
    /// The judge of conformance, with the changes in it.
    pub(crate) judge: PathBuf,
    /// The programs with tests.
    pub(crate) tests: Vec<TestProgram>,
}

/// A program with tests, and where it expects to run.
pub(crate) struct TestProgram {
    pub(crate) path: PathBuf,
    pub(crate) folder: PathBuf,
}

/// A line that cargo prints.
#[derive(Deserialize)]
struct Line {
    reason: String,
    message: Option<Message>,
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    byte_start: usize,
    byte_end: usize,
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

/// Leaves out what does not compile, beginning with what is known not to. Nearly all of it is found without code being made,
/// in a fraction of the time; what is left is found where it is.
pub(crate) fn until_it_compiles(
    source: &Source,
    mut left_out: BTreeSet<u32>,
    remember: Remember<'_>,
) -> Result<BTreeSet<u32>> {
    for way in ["check", "build"] {
        left_out = until_nothing_fails(way, source, left_out, remember)?;
    }
    Ok(left_out)
}

/// Keeps what was found so far not to compile.
type Remember<'a> = &'a dyn Fn(&BTreeSet<u32>) -> Result;

fn until_nothing_fails(
    way: &str,
    source: &Source,
    mut left_out: BTreeSet<u32>,
    remember: Remember<'_>,
) -> Result<BTreeSet<u32>> {
    for _ in 0..ROUNDS {
        source.write(&left_out)?;
        let lines = cargo(&[way])?;
        let errors = errors(&lines);
        if errors.is_empty() {
            return Ok(left_out);
        }
        let blamed: BTreeSet<u32> = errors.iter().flat_map(|error| to_blame(source, &left_out, error)).collect();
        if blamed.is_empty() {
            return Err(errors.iter().filter_map(|error| error.rendered.clone()).collect());
        }
        println!("{} errors: {} changes do not compile", errors.len(), blamed.len());
        left_out.extend(blamed);
        remember(&left_out)?;
    }
    Err(format!("it does not compile after {ROUNDS} rounds"))
}

/// Builds the judge and, unless cases alone are asked, the tests.
pub(crate) fn all(cases_alone: bool) -> Result<Built> {
    let judge = programs(cargo(&["build"])?)?.pop().ok_or("no judge was built")?;
    let tests = if cases_alone { Vec::new() } else { programs(cargo(&["test", "--no-run", "--lib", "--test", "*"])?)? };
    Ok(Built { judge: judge.path, tests })
}

fn programs(lines: Vec<Line>) -> Result<Vec<TestProgram>> {
    if let Some(error) = errors(&lines).first() {
        return Err(error.rendered.clone().unwrap_or_default());
    }
    let found = lines.into_iter().filter_map(|line| {
        let folder = line.manifest_path?.parent()?.to_owned();
        Some(TestProgram { path: line.executable?, folder })
    });
    Ok(found.collect())
}

/// What cargo says. Debug assertions stay on; a little optimisation pays, since everything runs thousands of times.
fn cargo(arguments: &[&str]) -> Result<Vec<Line>> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.arg("--locked").args(arguments).args(PACKAGES.iter().flat_map(|name| ["--package", name]));
    command.args(["--message-format", "json", "--quiet"]).current_dir(copy());
    command.env("CARGO_TARGET_DIR", repository::target().join("mutants/build"));
    command.env("RUSTFLAGS", "--cap-lints=allow").env("CARGO_INCREMENTAL", "0");
    command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1").env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<Line> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if output.status.success() || !errors(&lines).is_empty() {
        Ok(lines)
    } else {
        Err(format!("{}: cargo {}", output.status, arguments.join(" ")))
    }
}

fn errors(lines: &[Line]) -> Vec<&Message> {
    let messages =
        lines.iter().filter(|line| line.reason == "compiler-message").filter_map(|line| line.message.as_ref());
    messages.filter(|message| message.level == "error" && !message.spans.is_empty()).collect()
}

fn to_blame(source: &Source, left_out: &BTreeSet<u32>, error: &Message) -> Vec<u32> {
    let mut spans: Vec<&Span> = error.spans.iter().flat_map(outward).collect();
    spans.sort_by_key(|span| !span.is_primary);
    let Some(file) = source.files.iter().find(|file| spans.iter().any(|span| span.file_name == file.name)) else {
        return Vec::new();
    };
    let here = spans.into_iter().filter(|span| span.file_name == file.name);
    let ranges: Vec<Range<usize>> = here.map(|span| span.byte_start..span.byte_end).collect();
    edit::write(&file.source, &file.sites, left_out).to_blame(&ranges)
}

/// A span and the uses of macros that it came of.
fn outward(span: &Span) -> impl Iterator<Item = &Span> {
    std::iter::successors(Some(span), |span| span.expansion.as_ref().map(|expansion| &expansion.span))
}
