//! `cargo xtask bench workspace [COMMANDS]`: a mixed month executed through Rust, Python and Node; its log replayed and
//! its snapshot loaded, beside serde_json that parses and folds the same log; and a part of it with Python's
//! `eventsourcing` over SQLite.
//!
//! It is handed the programs of the other languages, ready to run; each takes its turn in every round.

mod here;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::month::Month;
use touchline_bench::program;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};

const ROUNDS: usize = 3;
const COMMANDS: usize = 1_000_000;

/// What is measured, by the names that the programs print.
const FIGURES: &[(&str, &str, &str)] = &[
    ("Rust", "typed", "Rust: typed commands"),
    ("Rust", "bytes", "Rust: execute_many, bytes in and out"),
    ("Python", "bytes", "Python: execute_many"),
    ("Node", "bytes", "Node: executeMany"),
    ("Eventsourcing", "commands", "Python: eventsourcing with SQLite, dispositions and bundles alone"),
    ("Rust", "replay", "Rust: replay, events"),
    ("Rust", "plain", "Rust: serde_json, parse and fold, events"),
    ("Rust", "snapshot", "Rust: snapshot loaded, events that it saves"),
];

/// The least that is good enough, in a second.
const BARS: &[(&str, &str, f64)] =
    &[("Rust", "typed", 200_000.0), ("Python", "bytes", 90_000.0), ("Node", "bytes", 120_000.0)];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER LANGUAGE=PROGRAM,ARGUMENT…  … [COMMANDS]`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let Some((folder, rest)) = arguments.split_first() else { return Err("bench-workspace FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    if rest.is_empty() {
        return here::measure(&folder).map(|()| 0);
    }
    let (others, asked): (Vec<&String>, Vec<&String>) = rest.iter().partition(|argument| argument.contains('='));
    let commands = match asked.as_slice() {
        [] => COMMANDS,
        [asked, ..] => asked.parse().map_err(|_| format!("`{asked}` is no number of commands"))?,
    };
    let month = Month::of(commands / Month::ROUND);
    month.write(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let others = others.iter().map(|other| Contender::named(other));
    let contenders = std::iter::once(Contender::itself("Rust")).chain(others).collect::<Result<Vec<_>, _>>()?;
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("a month of {} commands, median of {ROUNDS} rounds", number((month.rounds() * Month::ROUND) as f64));
    Ok(report(&found))
}

fn report(found: &Found) -> usize {
    let mut rows = vec![["", "a second", "µs each"].map(str::to_owned).to_vec()];
    for (contender, figure, what) in FIGURES {
        if let Some(rate) = found.median(contender, figure) {
            rows.push(vec![(*what).to_owned(), number(rate), number(1e6 / rate)]);
        }
    }
    print_rows(&rows);
    let mut bars: Vec<Bar> = Vec::new();
    for (contender, figure, least) in BARS {
        if let Some(rate) = found.median(contender, figure) {
            bars.push(Bar::new(format!("{contender}: {figure}"), rate, Bound::AtLeast(*least), "commands/s"));
        }
    }
    let ratio = |(one, figure): (&str, &str), (other, than): (&str, &str)| {
        Some(found.median(one, figure)? / found.median(other, than)?)
    };
    for language in ["Python", "Node"] {
        if let Some(ratio) = ratio((language, "bytes"), ("Rust", "bytes")) {
            bars.push(Bar::new(format!("{language}: bytes against Rust"), ratio, Bound::AtLeast(0.7), "×"));
        }
    }
    for (figure, than, what, least) in [
        ("replay", "plain", "replay against plain parse and fold", 0.6),
        ("snapshot", "replay", "snapshot loaded against replay", 3.0),
    ] {
        if let Some(ratio) = ratio(("Rust", figure), ("Rust", than)) {
            bars.push(Bar::new(what, ratio, Bound::AtLeast(least), "×"));
        }
    }
    print_bars(&bars)
}
