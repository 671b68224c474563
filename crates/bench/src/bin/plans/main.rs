//! `cargo xtask bench plans [PLANS]`: the weekly analysis of active development plans, beside a program in Python that says the
//! same of the same documents; and what a workspace of so many plans is asked about them, beside one of a hundred.
//!
//! It is handed that program, ready to run; each takes its turn in every round, and both have to find the same.

mod here;
mod kept;
mod material;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};
use touchline_bench::{program, scored};

const ROUNDS: usize = 3;
const PLANS: usize = 100_000;

/// Who takes part.
const OURS: &str = "Rust";
const PEER: &str = "Python";

/// By what both are held against each other.
const FINDINGS: [&str; 8] =
    ["plans", "falling_behind", "pace", "milestone_overdue", "no_session", "days", "points", "percents"];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER PYTHON PROGRAM [PLANS]`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, rest @ ..] = arguments else { return Err("bench-plans FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    let [python, program, rest @ ..] = rest else { return here::measure(&folder).map(|()| 0) };
    let plans = scored::rows(rest.first(), PLANS)?;
    material::prepare(&folder, plans)?;
    let contenders = [Contender::itself(OURS)?, Contender::named(&format!("{PEER}={python},{program}"))?];
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("{} active plans; median of {ROUNDS} rounds", number(plans as f64));
    let missed = report(&found) + disagreements(&found);
    Ok(missed + print_bars(&kept::measure(plans)?))
}

fn report(found: &Found) -> usize {
    let cell = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |nanos| number(nanos / 1e3));
    let mut rows = vec![["µs a plan", OURS, PEER].map(str::to_owned).to_vec()];
    let mut bars = Vec::new();
    for (figure, what) in [("analysis", "read documents analysed"), ("whole", "from text to text")] {
        let (ours, theirs) = (found.median(OURS, figure), found.median(PEER, figure));
        rows.push(vec![what.to_owned(), cell(ours), cell(theirs)]);
        if let Some((ours, theirs)) = ours.zip(theirs) {
            bars.push(Bar::new(format!("{what}, against {PEER}"), theirs / ours, Bound::AtLeast(20.0), "×"));
        }
    }
    if let Some(nanos) = found.median(OURS, "analysis") {
        bars.push(Bar::new("a plan analysed", nanos / 1e3, Bound::AtMost(5.0), "µs"));
    }
    print_rows(&rows);
    print_bars(&bars)
}

/// Prints what the two found differently.
fn disagreements(found: &Found) -> usize {
    let differ = |figure: &&&str| {
        let (ours, theirs) = (found.median(OURS, figure), found.median(PEER, figure));
        ours.is_none() || ours != theirs
    };
    let differing: Vec<&&str> = FINDINGS.iter().filter(differ).collect();
    for figure in &differing {
        let (ours, theirs) = (found.median(OURS, figure), found.median(PEER, figure));
        println!("{figure}: {PEER} has {theirs:?}, and not {ours:?}");
    }
    differing.len()
}
