//! `cargo xtask bench gather [ROWS]`: calls added up by rep and month; deals, calls and e-mails measured by owner and month; and
//! why scores are what they are: by this library on one thread and on two, and by polars, DuckDB and pandas on one.
//!
//! It is handed the programs in Python, ready to run; each takes its turn in every round, and all have to find the same.

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};
use touchline_bench::{program, scored};

const ROUNDS: usize = 3;
const ROWS: usize = 1_000_000;

/// Who takes part: the programs' names, and the ones to hold against.
const OURS: &str = "touchline";
const PEERS: [&str; 3] = ["polars", "duckdb", "pandas"];

/// This library on two threads.
const ON_TWO: &str = "touchline on two";

/// How far apart figures may be, as a share.
const APART: f64 = 1e-9;

/// The most memory that a row takes beyond what its table does.
const MOST_BYTES: f64 = 24.0;

/// The least share of the speed at which all is well that is left where every row is wrong.
const LEAST_WHERE_WRONG: f64 = 0.5;

/// What is gathered.
struct Work {
    name: &'static str,
    /// What its program prints for all to be held against each other.
    figures: &'static [&'static str],
    /// How many times as quick as each peer it has to be.
    against: [f64; PEERS.len()],
    /// How many times as quick two threads have to be as one.
    on_two: Option<f64>,
}

const WORKS: [Work; 2] = [
    Work {
        name: "groups",
        figures: &["calls", "scored", "proficient", "means"],
        against: [1.5; PEERS.len()],
        on_two: Some(1.7),
    },
    Work {
        name: "metrics",
        figures: &["won", "closed", "sold", "days", "owners", "reached", "answered", "unknown"],
        against: [1.0, 2.0, 2.0],
        on_two: None,
    },
];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER PYTHON PROGRAMS [ROWS]`
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, python, programs, rest @ ..] = arguments else {
        return Err("bench-gather FOLDER PYTHON PROGRAMS [ROWS]".to_owned());
    };
    let (folder, rows) = (PathBuf::from(folder), scored::rows(rest.first(), ROWS)?);
    scored::prepare(&folder, rows)?;
    let mut wrong = 0;
    let mut bars = Vec::new();
    let contender = |known: &str, work: &str, name: &str, threads: usize| {
        Contender::named(&format!("{known}={python},{programs}/{work}.py,{name},{threads}"))
    };
    for work in &WORKS {
        let mut contenders = vec![contender(OURS, work.name, OURS, 1)?, contender(ON_TWO, work.name, OURS, 2)?];
        for peer in PEERS {
            contenders.push(contender(peer, work.name, peer, 1)?);
        }
        let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
        println!("\n{}: {} rows; median of {ROUNDS} rounds", work.name, number(rows as f64));
        report(&found);
        work.bars(&found, &mut bars);
        wrong += work.disagreements(&found);
    }
    let found = Found::in_turns(&[contender(OURS, "explain", OURS, 1)?], ROUNDS, &folder)?;
    println!("\nexplained: {} rows; median of {ROUNDS} rounds", number(rows as f64));
    explained(&found, &mut bars);
    Ok(wrong + print_bars(&bars))
}

fn cell(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), number)
}

fn report(found: &Found) {
    let mut rows = vec![
        ["rows a second", "processor time", "on the wall", "this library's times as quick"].map(str::to_owned).to_vec(),
    ];
    let ours = found.median(OURS, "rows");
    for name in [OURS, ON_TWO].into_iter().chain(PEERS) {
        let rate = found.median(name, "rows");
        let times = ours.zip(rate).map(|(ours, theirs)| ours / theirs);
        rows.push(vec![name.to_owned(), cell(rate), cell(found.median(name, "wall")), cell(times)]);
    }
    if let Some(varied) = found.median(OURS, "varied") {
        let name = format!("{OURS}, with intervals around scores");
        rows.push(vec![name, cell(Some(varied)), cell(found.median(OURS, "varied_wall")), cell(None)]);
    }
    print_rows(&rows);
}

impl Work {
    fn bars(&self, found: &Found, bars: &mut Vec<Bar>) {
        let name = self.name;
        let mut bar = |what: String, ratio: Option<f64>, bound: Bound, unit: &'static str| {
            bars.extend(ratio.map(|ratio| Bar::new(what, ratio, bound, unit)));
        };
        let times = |ours: Option<f64>, theirs: Option<f64>| ours.zip(theirs).map(|(ours, theirs)| ours / theirs);
        let ours = found.median(OURS, "rows");
        for (peer, least) in PEERS.into_iter().zip(self.against) {
            let ratio = times(ours, found.median(peer, "rows"));
            bar(format!("{name} against {peer}"), ratio, Bound::AtLeast(least), "×");
        }
        if let Some(least) = self.on_two {
            let ratio = times(found.median(ON_TWO, "wall"), found.median(OURS, "wall"));
            bar(format!("{name} on two threads against one"), ratio, Bound::AtLeast(least), "×");
        }
        let bytes = found.median(OURS, "bytes");
        bar(format!("{name}: memory beyond the table"), bytes, Bound::AtMost(MOST_BYTES), "bytes a row");
        let ratio = times(found.median(OURS, "wrong"), ours);
        bar(format!("{name}: every row wrong against none"), ratio, Bound::AtLeast(LEAST_WHERE_WRONG), "×");
    }

    /// Prints who found something else than this library did.
    fn disagreements(&self, found: &Found) -> usize {
        let mut count = 0;
        for figure in self.figures {
            let ours = found.median(OURS, figure).unwrap_or(f64::NAN);
            for other in std::iter::once(ON_TWO).chain(PEERS) {
                let theirs = found.median(other, figure).unwrap_or(f64::NAN);
                let alike = (ours - theirs).abs() <= APART * ours.abs();
                if !alike {
                    println!("{figure}: {other} has {theirs}, and not {ours}");
                    count += 1;
                }
            }
        }
        count
    }
}

/// Prints how quick explanations are beside scores.
fn explained(found: &Found, bars: &mut Vec<Bar>) {
    let (scores, rows) = (found.median(OURS, "score"), found.median(OURS, "rows"));
    let mut printed = vec![["rows a second", "processor time"].map(str::to_owned).to_vec()];
    for (what, figure) in [
        ("scores of all areas", "score"),
        ("one area explained", "rows"),
        ("all areas explained", "whole"),
        ("what would lift one area", "what_if"),
    ] {
        printed.push(vec![what.to_owned(), cell(found.median(OURS, figure))]);
    }
    print_rows(&printed);
    let times = rows.zip(scores).map(|(rows, scores)| rows / scores);
    bars.extend(
        rows.map(|rows| Bar::new("one area explained", rows / 1e6, Bound::AtLeast(10.0), "million rows a second")),
    );
    bars.extend(
        times.map(|times| Bar::new("one area explained against scores", times, Bound::AtLeast(1.0 / 3.0), "×")),
    );
    // Where a row's score is another than what is told of why, no speed matters.
    let apart = found.median(OURS, "apart").unwrap_or(f64::INFINITY);
    bars.push(Bar::new("scores and what is told of why apart", apart, Bound::AtMost(0.0), "points"));
}
