//! `cargo xtask bench scorecard [FORMS]`: filled scorecards as a table, scored by this library and by polars and DuckDB on
//! one thread; one form by itself; and coefficients of agreement beside the packages that have them.
//!
//! It is handed the programs in Python, ready to run; each takes its turn in every round, and all have to find the same.

mod here;
mod material;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};
use touchline_bench::{program, scored};

const ROUNDS: usize = 3;
const FORMS: usize = 1_000_000;

/// Who takes part: this library, and the ones to hold against.
const OURS: &str = "Rust";
const PEERS: [&str; 2] = ["polars", "duckdb"];
const PACKAGES: [(&str, &str, f64); 2] = [("krippendorff", "alpha", 2.0), ("pingouin", "icc", 50.0)];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER PYTHON PROGRAMS [FORMS]`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, rest @ ..] = arguments else { return Err("bench-scorecard FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    let [python, programs, rest @ ..] = rest else { return here::measure(&folder).map(|()| 0) };
    let forms = scored::rows(rest.first(), FORMS)?;
    material::prepare(&folder, forms)?;
    let contender =
        |name: &str, program: &str| Contender::named(&format!("{name}={python},{programs}/{program}.py,{name}"));
    let mut contenders = vec![Contender::itself(OURS)?];
    for peer in PEERS {
        contenders.push(contender(peer, "scorecard")?);
    }
    for (package, ..) in PACKAGES {
        contenders.push(contender(package, "agreement")?);
    }
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("{} forms of 40 questions in 6 sections; median of {ROUNDS} rounds", number(forms as f64));
    Ok(report(&found) + disagreements(&found))
}

fn report(found: &Found) -> usize {
    let mut rows =
        vec![["forms a second", "processor time", "this library's times as quick"].map(str::to_owned).to_vec()];
    let cell = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), number);
    let (rate, ours) = (|name: &str| found.median(name, "forms"), found.median(OURS, "forms"));
    for name in std::iter::once(OURS).chain(PEERS) {
        let times = ours.zip(rate(name)).map(|(ours, theirs)| ours / theirs);
        rows.push(vec![name.to_owned(), cell(rate(name)), cell(times)]);
    }
    print_rows(&rows);
    if let Some(nanos) = found.median(OURS, "report") {
        println!(
            "  one form read from its document, with what everything comes to told by name: {} µs",
            number(nanos / 1e3)
        );
    }
    let mut bars = Vec::new();
    for (figure, what, most) in [
        ("score", "one form of 40 questions scored", 1.0),
        ("tree", "the same with what every section and question comes to", 5.0),
    ] {
        if let Some(nanos) = found.median(OURS, figure) {
            bars.push(Bar::new(what, nanos / 1e3, Bound::AtMost(most), "µs"));
        }
    }
    let best = PEERS.iter().filter_map(|peer| rate(peer)).fold(0.0, f64::max);
    if let Some(ours) = ours {
        bars.push(Bar::new("a table of forms against the best of the peers", ours / best, Bound::AtLeast(3.0), "×"));
    }
    for (package, figure, least) in PACKAGES {
        if let Some((ours, theirs)) = found.median(OURS, figure).zip(found.median(package, figure)) {
            bars.push(Bar::new(format!("{figure} against {package}"), theirs / ours, Bound::AtLeast(least), "×"));
        }
    }
    print_bars(&bars)
}

/// Prints who found something else than this library did.
fn disagreements(found: &Found) -> usize {
    let figures = PEERS
        .iter()
        .flat_map(|peer| ["mean", "scored", "critical", "failed", "coverage"].map(|figure| (*peer, figure)));
    let packages = [("krippendorff", "alpha_is"), ("pingouin", "icc_is")];
    let mut count = 0;
    for (peer, figure) in figures.chain(packages) {
        let ours = found.median(OURS, figure).unwrap_or(f64::NAN);
        let theirs = found.median(peer, figure).unwrap_or(f64::NAN);
        let alike = (ours - theirs).abs() <= 1e-9 * ours.abs().max(1.0);
        if !alike {
            println!("{figure}: {peer} has {theirs}, and not {ours}");
            count += 1;
        }
    }
    count
}
