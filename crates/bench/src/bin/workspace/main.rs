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

/// The least that is good enough, as many times as quick as another of the same run: machines differ.
#[rustfmt::skip]
const BARS: &[(Figure, Figure, &str, f64)] = &[
    (("Rust", "typed"), ("Rust", "plain"), "typed commands against plain parse and fold", 0.5),
    (("Rust", "typed"), ("Eventsourcing", "commands"), "typed commands against eventsourcing", 40.0),
    (("Python", "bytes"), ("Rust", "bytes"), "Python: bytes against Rust", 0.7),
    (("Node", "bytes"), ("Rust", "bytes"), "Node: bytes against Rust", 0.7),
    (("Rust", "replay"), ("Rust", "plain"), "replay against plain parse and fold", 0.6),
    (("Rust", "snapshot"), ("Rust", "replay"), "snapshot loaded against replay", 3.0),
];

/// What a contender measured, by the name that it prints.
type Figure = (&'static str, &'static str);

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
    let rate = |(contender, figure): Figure| found.median(contender, figure);
    let bar = |(one, other, what, least): &(Figure, Figure, &str, f64)| {
        Some(Bar::new(*what, rate(*one)? / rate(*other)?, Bound::AtLeast(*least), "×"))
    };
    let bars: Vec<Bar> = BARS.iter().filter_map(bar).collect();
    print_bars(&bars)
}
