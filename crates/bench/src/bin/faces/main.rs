//! `cargo xtask bench faces`: the same calls through Rust, C, Python and Node, as times and as ratios to Rust.
//!
//! It is handed the programs of the other languages, ready to run; each prints its medians, and each takes
//! its turn in every round.

mod here;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::timing::Samples;
use touchline_bench::{material, memory, program};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

const ROUNDS: usize = 7;

/// What is measured, by the names that the programs print.
const CALLS: &[(&str, &str)] = &[
    ("empty", "empty operation, JSON text"),
    ("decide", "law.decide with its facts, JSON text"),
    ("execute", "workspace command, JSON text"),
    ("empty_values", "empty operation, values of the language"),
    ("decide_values", "law.decide with its facts, values"),
    ("execute_values", "workspace command, values"),
    ("step", "lifecycle step, numbers"),
    ("permit", "permission, numbers"),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    program::ended(run(&arguments))
}

/// `FOLDER LANGUAGE=PROGRAM,ARGUMENT…  …`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let Some((folder, others)) = arguments.split_first() else { return Err("bench-faces FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    if others.is_empty() {
        here::measure(&folder)?;
        return Ok(0);
    }
    material::write(&folder)?;
    let itself = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut languages = vec![("Rust", vec![itself.display().to_string()])];
    for other in others {
        let (language, program) = other.split_once('=').ok_or_else(|| format!("`{other}` names no program"))?;
        languages.push((language, program.split(',').map(str::to_owned).collect()));
    }
    let mut found: BTreeMap<(&str, String), Samples> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for (language, program) in &languages {
            for (call, nanoseconds) in measured(program, &folder)? {
                found.entry((*language, call)).or_default().add(nanoseconds);
            }
        }
    }
    let names: Vec<&str> = languages.iter().map(|(language, _)| *language).collect();
    Ok(report(&names, &found))
}

fn measured(program: &[String], folder: &Path) -> Result<Vec<(String, f64)>, String> {
    let Some((name, arguments)) = program.split_first() else { return Err("a language has no program".to_owned()) };
    let output = Command::new(name).args(arguments).arg(folder).output().map_err(|error| format!("{name}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |line: &str| {
        let (call, nanoseconds) = line.split_once(' ')?;
        Some((call.to_owned(), nanoseconds.trim().parse().ok()?))
    };
    text.lines().map(|text| line(text).ok_or_else(|| format!("{name} printed `{text}`"))).collect()
}

fn report(languages: &[&str], found: &BTreeMap<(&str, String), Samples>) -> usize {
    let median = |language: &str, call: &str| {
        found.iter().find(|((of, name), _)| *of == language && name == call).map(|(_, samples)| samples.median())
    };
    println!("one call, median of {ROUNDS} rounds: nanoseconds (and how many times Rust)");
    let head = std::iter::once(String::new()).chain(languages.iter().map(|language| (*language).to_owned()));
    let mut rows = vec![head.collect::<Vec<_>>()];
    for (call, what) in CALLS {
        // Values of the language are held against the text that Rust is given.
        let rust = median("Rust", call.trim_end_matches("_values"));
        let cell = |language: &&str| match (median(language, call), rust) {
            (Some(time), Some(rust)) => format!("{} ({:.1}×)", number(time), time / rust),
            _ => "-".to_owned(),
        };
        rows.push(std::iter::once((*what).to_owned()).chain(languages.iter().map(cell)).collect());
    }
    print_rows(&rows);
    print_bars(&bars(languages, median))
}

fn bars(languages: &[&str], median: impl Fn(&str, &str) -> Option<f64>) -> Vec<Bar> {
    let mut bars = Vec::new();
    for language in languages.iter().filter(|language| ["Python", "Node"].contains(language)) {
        for (call, what) in [("execute", "JSON text"), ("execute_values", "values")] {
            if let (Some(time), Some(rust)) = (median(language, call), median("Rust", "execute")) {
                let bound = Bound::AtMost((3.0 * rust + 8_000.0).round());
                bars.push(Bar::new(format!("{language}: workspace command, {what}"), time, bound, "ns"));
            }
        }
    }
    for (language, bound) in [("Rust", 50.0), ("Python", 200.0), ("Node", 200.0)] {
        for (call, what) in [("step", "lifecycle step"), ("permit", "permission")] {
            if let Some(time) = median(language, call) {
                bars.push(Bar::new(format!("{language}: {what}"), time, Bound::AtMost(bound), "ns"));
            }
        }
    }
    if let Some(allocations) = median("Rust", "allocations") {
        bars.push(Bar::new("Rust: allocations of all typed calls", allocations, Bound::AtMost(0.0), ""));
    }
    bars
}
