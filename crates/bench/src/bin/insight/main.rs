//! `cargo xtask bench insight`: trends, fair rankings and how long something takes, beside the packages that have them and
//! programs over numpy; what is due in a programme and how it was adhered to; and pages of a team, in a small tenant and a large one.
//!
//! It is handed the program in Python, ready to run; each takes its turn in every round, and both have to find the same.

mod here;
mod material;
mod nanos;
mod pages;
mod programme;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::program;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};

const ROUNDS: usize = 3;

/// Who takes part.
const OURS: &str = "Rust";
const PEER: &str = "Python";

/// What is held against the peer: its name in what both print, what it is, and how many times as quick it has to be.
const AGAINST: [(&str, &str, f64); 4] = [
    ("series", "trend of 1,000 points, against pyMannKendall", 50.0),
    ("rates", "ranking of 100,000 people by rates, against numpy and SciPy", 5.0),
    ("means", "ranking of 100,000 people by means, against numpy and SciPy", 5.0),
    ("survival", "curve of 100,000 people, against lifelines", 5.0),
];

/// What is measured alone: its name, what it is, and how many milliseconds it may take.
const ALONE: [(&str, &str, f64); 8] = [
    ("long_series", "trend of 100,000 points", 200.0),
    ("proficiency", "time to proficiency of 100,000 people, from their scores", 1_000.0),
    ("due_team", "what is due for a team of 50 on a day, a quarter into its programme", 0.1),
    ("due_team_late", "and three quarters into it", 0.1),
    ("due_all", "what is due for 10,000 people on a day, a quarter into it", 50.0),
    ("due_all_late", "and three quarters into it", 50.0),
    ("adherence_team", "adherence of a team of 50 over a year", 50.0),
    ("adherence_all", "adherence of 10,000 people over a year", 1_000.0),
];

/// By what both are held against each other.
const FINDINGS: [&str; 23] = [
    "s",
    "variance",
    "z",
    "p",
    "slope",
    "slope_low",
    "slope_high",
    "long_s",
    "rates_mean",
    "rates_drawn",
    "rates_low",
    "rates_high",
    "rates_order",
    "means_mean",
    "means_drawn",
    "means_low",
    "means_high",
    "means_order",
    "steps",
    "shares",
    "median",
    "median_low",
    "median_high",
];

/// How far apart they may be, as a share.
const APART: f64 = 1e-9;

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER PYTHON PROGRAM`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, rest @ ..] = arguments else { return Err("bench-insight FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    let [python, program] = rest else { return here::measure(&folder).map(|()| 0) };
    material::prepare(&folder)?;
    let contenders = [Contender::itself(OURS)?, Contender::named(&format!("{PEER}={python},{program}"))?];
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    let missed = report(&found) + disagreements(&found);
    Ok(missed + pages::measure()?)
}

fn report(found: &Found) -> usize {
    let cell = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |nanos| number(nanos / 1e6));
    let mut rows = vec![["milliseconds", OURS, PEER].map(str::to_owned).to_vec()];
    let mut bars = Vec::new();
    for (figure, what, least) in AGAINST {
        let (ours, theirs) = (found.median(OURS, figure), found.median(PEER, figure));
        rows.push(vec![what.to_owned(), cell(ours), cell(theirs)]);
        if let Some((ours, theirs)) = ours.zip(theirs) {
            bars.push(Bar::new(what, theirs / ours, Bound::AtLeast(least), "×"));
        }
    }
    for (figure, what, most) in ALONE {
        let ours = found.median(OURS, figure);
        rows.push(vec![what.to_owned(), cell(ours), "-".to_owned()]);
        bars.extend(ours.map(|ours| Bar::new(what, ours / 1e6, Bound::AtMost(most), "ms")));
    }
    println!("processor time of one thread, median of {ROUNDS} rounds");
    print_rows(&rows);
    print_bars(&bars)
}

/// Prints what the two found differently.
fn disagreements(found: &Found) -> usize {
    let mut count = 0;
    for figure in FINDINGS {
        let ours = found.median(OURS, figure).unwrap_or(f64::NAN);
        let theirs = found.median(PEER, figure).unwrap_or(f64::NAN);
        let alike = (ours - theirs).abs() <= APART * ours.abs().max(1.0);
        if !alike {
            println!("{figure}: {PEER} has {theirs}, and not {ours}");
            count += 1;
        }
    }
    count
}
