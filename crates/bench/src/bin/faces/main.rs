//! `cargo xtask bench faces`: the same calls through Rust, C, Python and Node, as times and as ratios to Rust.
//!
//! It is handed the programs of the other languages, ready to run; each prints its medians, and each takes
//! its turn in every round.

mod here;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};
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
    program::with_arguments(run)
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
    let others = others.iter().map(|other| Contender::named(other));
    let contenders = std::iter::once(Contender::itself("Rust")).chain(others).collect::<Result<Vec<_>, _>>()?;
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    let names: Vec<&str> = contenders.iter().map(|contender| contender.name.as_str()).collect();
    Ok(report(&names, &found))
}

fn report(languages: &[&str], found: &Found) -> usize {
    let median = |language: &str, call: &str| found.median(language, call);
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
