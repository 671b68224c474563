//! `cargo xtask bench batch [ROWS]`: a table scored by this library and by polars, DuckDB, numpy and pandas, on one
//! thread and on two; beside a plain sum over the same columns, which is as quick as memory is.
//!
//! It is handed the programs in Python, ready to run; each takes its turn in every round, and all have to find the same.

mod here;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::program;
use touchline_bench::scored;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};

const ROUNDS: usize = 3;
const ROWS: usize = 5_000_000;

/// Who takes part: the programs' names, and the ones to hold against.
const OURS: &str = "touchline";
/// The same in other languages.
const FACES: [&str; 2] = ["C", "Node"];
const PEERS: [&str; 4] = ["polars", "duckdb", "numpy", "pandas"];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER C NODE PYTHON [ROWS]`, a program of each language, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, rest @ ..] = arguments else { return Err("bench-batch FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    let [c, node, python, rest @ ..] = rest else { return here::measure(&folder).map(|()| 0) };
    let rows = scored::rows(rest.first(), ROWS)?;
    scored::prepare(&folder, rows)?;
    let contender =
        |name: &str, threads: usize| Contender::named(&format!("{name} {threads}={python},{name},{threads}"));
    let mut contenders = vec![Contender::itself("Rust")?, contender(OURS, 1)?, contender(OURS, 2)?];
    for (face, program) in FACES.into_iter().zip([c, node]) {
        for threads in [1, 2] {
            contenders.push(Contender::named(&format!("{face} {threads}={program},{threads}"))?);
        }
    }
    for peer in PEERS {
        contenders.push(contender(peer, 1)?);
    }
    for peer in ["polars", "duckdb"] {
        contenders.push(contender(peer, 2)?);
    }
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("{} rows of 18 components, 5 % of them missing; median of {ROUNDS} rounds", number(rows as f64));
    Ok(report(&found) + disagreements(&found))
}

fn report(found: &Found) -> usize {
    let head = ["rows a second", "one thread, processor time", "on the wall", "two threads, on the wall"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let rate = |name: &str| found.median(&format!("{name} 1"), "rows");
    let wall = |name: &str, threads: usize| found.median(&format!("{name} {threads}"), "wall");
    let cell = |rate: Option<f64>| rate.map_or_else(|| "-".to_owned(), number);
    let mut row = |what: String, name: &str| {
        rows.push(vec![what, cell(rate(name)), cell(wall(name, 1)), cell(wall(name, 2))]);
    };
    row(OURS.to_owned(), OURS);
    FACES.iter().for_each(|face| row(format!("{OURS} from {face}"), face));
    PEERS.iter().for_each(|peer| row((*peer).to_owned(), peer));
    for (figure, what) in [
        ("whole", "Rust: a table in one batch"),
        ("stream", "Rust: a stream, each batch dropped"),
        ("avx2", "Rust: a stream, AVX2"),
        ("scalar", "Rust: a stream, one number at a time"),
        ("sum", "Rust: a plain sum over the columns"),
        ("one", "Rust: one row after another, each explained"),
    ] {
        rows.push(vec![what.to_owned(), cell(found.median("Rust", figure))]);
    }
    for (name, what) in [(OURS, "Python"), ("Node", "Node")] {
        let rate = found.median(&format!("{name} 1"), "recommended");
        rows.push(vec![format!("{what}: what each row is to work on, too"), cell(rate)]);
    }
    let python = found.median(&format!("{OURS} 1"), "one");
    rows.push(vec!["Python: one row after another, each explained".to_owned(), cell(python)]);
    print_rows(&rows);

    let mut bars = Vec::new();
    for (language, rate, most) in [("Rust", found.median("Rust", "one"), 3.0), ("Python", python, 25.0)] {
        if let Some(rate) = rate {
            bars.push(Bar::new(
                format!("{language}: one score with what every component gave"),
                1e6 / rate,
                Bound::AtMost(most),
                "µs",
            ));
        }
    }
    let best = PEERS.iter().filter_map(|peer| rate(peer)).fold(0.0, f64::max);
    if let Some(one) = rate(OURS) {
        bars.push(Bar::new("one thread against the best of the peers", one / best, Bound::AtLeast(6.0), "×"));
    }
    if let Some(avx2) = found.median("Rust", "avx2") {
        bars.push(Bar::new(
            "AVX2 alone, from Rust, against the best of the peers",
            avx2 / best,
            Bound::AtLeast(5.0),
            "×",
        ));
    }
    let recommended = |name: &str| found.median(&format!("{name} 1"), "recommended");
    if let (Some(node), Some(python)) = (recommended("Node"), recommended(OURS)) {
        let what = "recommendations of a table from Node, against Python";
        bars.push(Bar::new(what, node / python, Bound::AtLeast(1.0), "×"));
    }
    if let (Some(one), Some(two)) = (wall(OURS, 1), wall(OURS, 2)) {
        bars.push(Bar::new("a second thread against one", two / one, Bound::AtLeast(1.7), "×"));
    }
    if let (Some(whole), Some(sum)) = (found.median("Rust", "whole"), found.median("Rust", "sum")) {
        bars.push(Bar::new("a plain sum's bandwidth that is reached", 100.0 * whole / sum, Bound::AtLeast(25.0), "%"));
    }
    if let Some(allocations) = found.median("Rust", "allocations") {
        bars.push(Bar::new("allocations for a row", allocations, Bound::AtMost(0.1), ""));
    }
    print_bars(&bars)
}

/// Prints who found something else than this library did.
fn disagreements(found: &Found) -> usize {
    let mut count = 0;
    for (figure, tolerance) in [("mean", 1e-9), ("scored", 0.0), ("weakest", 0.0)] {
        let ours = found.median(&format!("{OURS} 1"), figure).unwrap_or(f64::NAN);
        for peer in PEERS {
            let theirs = found.median(&format!("{peer} 1"), figure).unwrap_or(f64::NAN);
            let alike = (ours - theirs).abs() <= tolerance;
            if !alike {
                println!("{figure}: {peer} has {theirs}, and not {ours}");
                count += 1;
            }
        }
    }
    count
}
