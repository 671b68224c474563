//! `cargo xtask bench gather [ROWS]`: calls added up by rep and month, and deals measured by owner and month, by this
//! library and by polars, DuckDB and pandas on one thread.
//!
//! It is handed the programs in Python, ready to run; each takes its turn in every round, and all have to find the same.

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{number, print_rows};
use touchline_bench::turns::{Contender, Found};
use touchline_bench::{program, scored};

const ROUNDS: usize = 3;
const ROWS: usize = 1_000_000;

/// Who takes part: the programs' names, and the ones to hold against.
const OURS: &str = "touchline";
const PEERS: [&str; 3] = ["polars", "duckdb", "pandas"];

/// What is gathered: its name, what its program prints for all to be held against each other, and how far apart they may
/// be, as a share.
const WORKS: [(&str, [&str; 4], f64); 2] = [
    ("groups", ["calls", "scored", "proficient", "means"], 1e-9),
    ("metrics", ["won", "closed", "sold", "days"], 1e-9),
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
    let mut differ = 0;
    for (work, figures, apart) in WORKS {
        let contender = |name: &str| Contender::named(&format!("{name}={python},{programs}/{work}.py,{name},1"));
        let contenders = std::iter::once(OURS).chain(PEERS).map(contender).collect::<Result<Vec<_>, _>>()?;
        let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
        println!("\n{work}: {} rows; median of {ROUNDS} rounds", number(rows as f64));
        report(&found);
        differ += disagreements(&found, &figures, apart);
    }
    Ok(differ)
}

fn report(found: &Found) {
    let mut rows = vec![
        ["rows a second", "processor time", "on the wall", "this library's times as quick"].map(str::to_owned).to_vec(),
    ];
    let cell = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), number);
    let ours = found.median(OURS, "rows");
    for name in std::iter::once(OURS).chain(PEERS) {
        let rate = found.median(name, "rows");
        let times = ours.zip(rate).map(|(ours, theirs)| ours / theirs);
        rows.push(vec![name.to_owned(), cell(rate), cell(found.median(name, "wall")), cell(times)]);
    }
    print_rows(&rows);
}

/// Prints who found something else than this library did.
fn disagreements(found: &Found, figures: &[&str], apart: f64) -> usize {
    let mut count = 0;
    for figure in figures {
        let ours = found.median(OURS, figure).unwrap_or(f64::NAN);
        for peer in PEERS {
            let theirs = found.median(peer, figure).unwrap_or(f64::NAN);
            let alike = (ours - theirs).abs() <= apart * ours.abs();
            if !alike {
                println!("{figure}: {peer} has {theirs}, and not {ours}");
                count += 1;
            }
        }
    }
    count
}
