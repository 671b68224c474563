//! `cargo xtask bench access`: one permission decision by touchline, Cedar, CASL and pycasbin, over every cell
//! of the access matrix. Nothing is timed before all of them have decided every cell alike.

mod here;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use touchline_bench::access::Material;
use touchline_bench::program;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};

const ROUNDS: usize = 7;

/// What is measured: which contender prints it, under which name.
struct Measured {
    contender: &'static str,
    name: &'static str,
    what: &'static str,
    /// Touchline's own call in the same language, and how many times as long as that this takes at least.
    behind: Option<((&'static str, &'static str), f64)>,
}

const fn ours(contender: &'static str, name: &'static str, what: &'static str) -> Measured {
    Measured { contender, name, what, behind: None }
}

const fn peer(
    contender: &'static str,
    name: &'static str,
    what: &'static str,
    ours: (&'static str, &'static str),
    times: f64,
) -> Measured {
    Measured { contender, name, what, behind: Some((ours, times)) }
}

#[rustfmt::skip]
const MEASURED: &[Measured] = &[
    ours("Rust", "permit", "permit, numbers"),
    ours("Rust", "decide", "access::decide, typed"),
    ours("Rust", "page", "access.decide_many, JSON text"),
    peer("Cedar", "cedar", "cedar-policy, entities and requests kept", ("Rust", "permit"), 100.0),
    ours("Python", "permit", "permit, numbers"),
    ours("Python", "permit_many", "permit_many, columns"),
    ours("Python", "page_text", "access.decide_many, JSON text"),
    ours("Python", "page_values", "access.decide_many, values"),
    peer("Python", "casbin", "pycasbin, policies found by action", ("Python", "permit"), 100.0),
    ours("Node", "permit", "permit, numbers"),
    ours("Node", "permit_many", "permitMany, columns"),
    ours("Node", "page_text", "access.decide_many, JSON text"),
    ours("Node", "page_values", "access.decide_many, values"),
    peer("Node", "casl", "CASL, abilities kept", ("Node", "permit_many"), 5.0),
    peer("Node", "casl_functions", "CASL, abilities kept, conditions as functions", ("Node", "permit_many"), 2.0),
];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER NAME=PROGRAM,ARGUMENT…  …`, or `FOLDER [compare]` for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let Some((folder, others)) = arguments.split_first() else { return Err("bench-access FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    match others {
        [] => return here::measured(&Material::read(&folder)?).map(|()| 0),
        [how] if how == "compare" => return here::compared(&Material::read(&folder)?).map(|()| 0),
        _ => {}
    }
    let material = Material::new()?;
    material.write(&folder)?;
    let others = others.iter().map(|other| Contender::named(other));
    let contenders = std::iter::once(Contender::itself("Rust")).chain(others).collect::<Result<Vec<_>, _>>()?;
    for contender in &contenders {
        compare(contender, &material, &folder)?;
    }
    println!("{} cells of the matrix decided alike by all", material.requests.len());
    Ok(report(&Found::in_turns(&contenders, ROUNDS, &folder)?))
}

/// Fails where a contender decides otherwise, or leaves out a decision or one of its ways of asking.
fn compare(contender: &Contender, material: &Material, folder: &Path) -> Result<(), String> {
    let found = contender.run(folder, Some("compare"))?;
    for measured in MEASURED.iter().filter(|measured| measured.contender == contender.name) {
        let is_page = measured.name.starts_with("page");
        let cells = if is_page { material.page.allowed.len() } else { material.requests.len() };
        let alike = found.iter().find(|(name, _)| name == measured.name).map_or(0.0, |(_, alike)| *alike);
        if alike != cells as f64 {
            return Err(format!("{}: {} compared {alike} of {cells} decisions", contender.name, measured.name));
        }
    }
    Ok(())
}

fn report(found: &Found) -> usize {
    println!("one decision, median of {ROUNDS} rounds");
    let mut rows = vec![vec![String::new(), "ns".to_owned(), "times touchline's `permit`".to_owned()]];
    let mut bars = Vec::new();
    for measured in MEASURED {
        let Some(time) = found.median(measured.contender, measured.name) else { continue };
        let language = measured.behind.map_or(measured.contender, |((language, _), _)| language);
        let what = format!("{}: {}", measured.contender, measured.what);
        let ratio = found.median(language, "permit").map_or_else(String::new, |permit| number(time / permit));
        rows.push(vec![what.clone(), number(time), ratio]);
        let behind = measured.behind.and_then(|((language, name), times)| {
            let ours = found.median(language, name)?;
            Some(Bar::new(format!("{what}: times {name}"), time / ours, Bound::AtLeast(times), "×"))
        });
        bars.extend(behind);
    }
    print_rows(&rows);
    print_bars(&bars)
}
