//! `cargo xtask bench engines [ROWS]`: rows of a Parquet file scored inside polars, DuckDB, Dask, Ray Data and Spark, each with one
//! thread or worker; and what reading them and crossing into Python take by themselves.
//!
//! It is handed the programs in Python, ready to run; each takes its turn in every round, and all have to find the same.

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::table::{number, print_rows};
use touchline_bench::turns::{Contender, Found};
use touchline_bench::{program, scored};

const ROUNDS: usize = 3;
const ROWS: usize = 1_000_000;

/// Who reads the file without an engine; and the engines.
const ALONE: &str = "pyarrow";
const ENGINES: [&str; 5] = ["polars", "duckdb", "dask", "ray", "spark"];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER PYTHON PROGRAMS [ROWS]`
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, python, programs, rest @ ..] = arguments else {
        return Err("bench-engines FOLDER PYTHON PROGRAMS [ROWS]".to_owned());
    };
    let (folder, rows) = (PathBuf::from(folder), scored::rows(rest.first(), ROWS)?);
    // The file is of as many rows as were asked for last.
    let _ = std::fs::remove_file(folder.join("rows.parquet"));
    scored::prepare(&folder, rows)?;
    let contender = |name: &str| Contender::named(&format!("{name}={python},{programs}/engines.py,{name}"));
    let contenders = std::iter::once(ALONE).chain(ENGINES).map(contender).collect::<Result<Vec<_>, _>>()?;
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("{} rows of Parquet; median of {ROUNDS} rounds", number(rows as f64));
    report(&found);
    Ok(disagreements(&found))
}

/// Prints what each reaches, and how long a row takes to be read, to cross and to be scored.
fn report(found: &Found) {
    let heads = ["", "rows a second, scored", "ns a row: read", "crossing", "scored, with what comes back"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    for name in std::iter::once(ALONE).chain(ENGINES) {
        let nanos = |figure: &str| found.median(name, figure).map(|rate| 1e9 / rate);
        let between = |figure: &str, before: &str| nanos(figure).zip(nanos(before)).map(|(all, part)| all - part);
        let figures =
            [found.median(name, "scored"), nanos("read"), between("crossed", "read"), between("scored", "crossed")];
        let cells = figures.map(|figure| figure.map_or_else(|| "-".to_owned(), number));
        rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
    }
    print_rows(&rows);
}

/// Prints who found another number of scores than there are without an engine.
fn disagreements(found: &Found) -> usize {
    let count = |name: &str| found.median(name, "count").unwrap_or(f64::NAN);
    let apart = ENGINES.into_iter().filter(|engine| count(engine) != count(ALONE));
    apart.inspect(|engine| println!("{engine} has {} scores, and not {}", count(engine), count(ALONE))).count()
}
