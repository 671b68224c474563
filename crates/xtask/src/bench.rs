//! `cargo xtask bench`: measurements, each with the release profile and beside what it is compared with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::shell::{cargo, run as program};
use crate::{Result, engines, faces, host, install_c, oracles, repository};

/// Measures, with what stands behind the name.
type Bench = fn(&[String]) -> Result;

/// What is measured, by the name that it is asked for with.
const BENCHES: &[(&str, Bench)] = &[
    ("access", |_| measured_access()),
    ("badges", |rest| measurement("badges").args(rest).go()),
    ("batch", measured_batch),
    ("calendar", |_| measured_calendar()),
    ("collections", |rest| measurement("collections").args(rest).go()),
    ("conversations", measured_conversations),
    ("engines", measured_engines),
    ("faces", |_| measured_faces()),
    ("gather", measured_gather),
    ("insight", |_| measured_insight()),
    ("log", |rest| measurement("log").args(rest).go()),
    ("plans", measured_plans),
    ("reports", |_| measured_reports()),
    ("scorecard", measured_scorecard),
    ("service", host::measure),
    ("share-links", |rest| measurement("share-links").args(rest).go()),
    ("unseen", |rest| measurement("unseen").args(rest).go()),
    ("workspace", measured_workspace),
];

/// `bench NAME`, with what that takes.
pub(crate) fn run(arguments: &[String]) -> Result {
    let known = || BENCHES.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let Some((name, rest)) = arguments.split_first() else {
        return Err(format!("bench what? {}", known()));
    };
    match BENCHES.iter().find(|(known, _)| known == name) {
        Some((_, bench)) => bench(rest),
        None => Err(format!("no bench `{name}`; there are {}", known())),
    }
}

fn measurement(name: &str) -> crate::shell::Run {
    cargo().with("run --quiet --release --package touchline-bench --bin").arg(format!("bench-{name}")).arg("--")
}

/// Builds each face as it ships and a program in its language, and has them take turns.
fn measured_faces() -> Result {
    let c = c_released("faces")?;
    let (python, node) = (Python::released()?, node_released()?);
    measurement("faces")
        .arg(folder().join("material"))
        .arg(format!("C={}", words(&[&c])))
        .arg(format!("Python={}", words(&[&python.interpreter, &programs().join("faces.py")])))
        .arg(format!("Node=node,{}", words(&[&programs().join("faces.mjs"), &node])))
        .env("PYTHONPATH", &python.package)
        .go()
}

/// A program in C, with the library as it ships.
fn c_released(name: &str) -> Result<PathBuf> {
    let prefix = folder().join("c");
    cargo().with("build --quiet --release --package touchline-c").go()?;
    install_c::install(&repository::target().join("release"), &prefix)?;
    let (c, source) = (folder().join(format!("{name}-c")), programs().join(format!("{name}.c")));
    let compile = program("cc").with("-O2 -Wall -Wextra -Werror -o").arg(&c).arg(source);
    let compile = compile.arg("-I").arg(prefix.join("include")).arg(prefix.join("lib/libtouchline.a"));
    compile.with("-lpthread -ldl -lm").go().map(|()| c)
}

/// Fetches the peers at the versions that are pinned, and has them take turns with us.
fn measured_access() -> Result {
    let (python, node) = (Python::released()?, node_released()?);
    let (casbin, casl) = (folder().join("peers/python"), folder().join("peers/node"));
    faces::python::installed_into(&casbin, &programs().join("peers/requirements.txt"))?;
    faces::node::installed_into(&casl, &programs().join("peers"))?;
    let cedar = oracles::program("access-cedar")?;
    let paths = std::env::join_paths([&python.package, &casbin]).map_err(|error| error.to_string())?;
    measurement("access")
        .arg(folder().join("material"))
        .arg(format!("Cedar={}", words(&[&cedar])))
        .arg(format!("Python={}", words(&[&python.interpreter, &programs().join("access.py")])))
        .arg(format!("Node=node,{}", words(&[&programs().join("access.mjs"), &node, &casl])))
        .env("PYTHONPATH", paths)
        .go()
}

/// Rules in Rust beside their peers; and a year of a team's sessions in one call of the faces as they ship.
fn measured_calendar() -> Result {
    oracles::calendar()?;
    let (python, node) = (Python::released()?, node_released()?);
    let (asked, peers) = (folder().join("calendar"), folder().join("peers/calendar"));
    faces::python::installed_into(&peers, &programs().join("peers/calendar.txt"))?;
    let paths = std::env::join_paths([&python.package, &peers]).map_err(|error| error.to_string())?;
    let through_python = program(&python.interpreter).arg(programs().join("team_year.py")).arg(&asked);
    through_python.env("PYTHONPATH", paths).go()?;
    program("node").arg(programs().join("team_year.mjs")).arg(node).arg(asked).go()
}

/// The faces as they ship take turns with Rust, and with a peer that is fetched at the version that is pinned.
fn measured_workspace(commands: &[String]) -> Result {
    let (python, node) = (Python::released()?, node_released()?);
    let eventsourcing = folder().join("peers/eventsourced");
    faces::python::installed_into(&eventsourcing, &programs().join("peers/eventsourced.txt"))?;
    let paths = std::env::join_paths([&python.package, &eventsourcing]).map_err(|error| error.to_string())?;
    let interpreted = |program: &str| words(&[&python.interpreter, &programs().join(program)]);
    measurement("workspace")
        .arg(folder().join("month"))
        .arg(format!("Python={}", interpreted("workspace.py")))
        .arg(format!("Node=node,{}", words(&[&programs().join("workspace.mjs"), &node])))
        .arg(format!("Eventsourcing={}", interpreted("peers/eventsourced.py")))
        .args(commands)
        .env("PYTHONPATH", paths)
        .go()
}

/// The faces as they ship take turns with the peers, which are fetched at the versions that are pinned.
fn measured_batch(rows: &[String]) -> Result {
    let (c, (python, paths), node) = (c_released("batch")?, beside_peers()?, node_released()?);
    let measurement = measurement("batch").arg(folder().join("batch")).arg(words(&[&c]));
    let measurement = measurement.arg(format!("node,{}", words(&[&programs().join("batch.mjs"), &node])));
    let measurement = measurement.arg(words(&[&python.interpreter, &programs().join("batch.py")]));
    measurement.args(rows).env("PYTHONPATH", paths).go()
}

/// The wheel as it ships takes turns with the peers.
fn measured_gather(rows: &[String]) -> Result {
    let (python, paths) = beside_peers()?;
    let measurement = measurement("gather").arg(folder().join("gather")).arg(&python.interpreter).arg(programs());
    measurement.args(rows).env("PYTHONPATH", paths).go()
}

/// The wheel as it ships is called by the functions of the examples, each in its engine.
fn measured_engines(rows: &[String]) -> Result {
    let python = Python::released()?;
    let engines = engines::environment(&folder().join("peers/engines"))?;
    let measurement = measurement("engines").arg(folder().join("engines")).arg(&engines).arg(programs()).args(rows);
    let measurement = measurement.env("PYTHONPATH", &python.package).env("ENGINES", repository::at(engines::FOLDER));
    measurement.env("SPARK_LOCAL_IP", engines::HOST).go()
}

/// Rust takes turns with a program in Python that needs nothing beside it.
fn measured_plans(plans: &[String]) -> Result {
    let measurement = measurement("plans").arg(folder().join("plans")).arg("python3");
    measurement.arg(programs().join("plans.py")).args(plans).go()
}

/// Rust takes turns with the packages that test trends and tell how long something takes, and with programs over numpy.
fn measured_insight() -> Result {
    let python = faces::python::environment_of(&folder().join("peers/insight"), &programs().join("peers/insight.txt"))?;
    let measurement = measurement("insight").arg(folder().join("insight")).arg(&python);
    measurement.arg(programs().join("insight.py")).env("PYTHONPATH", "").go()
}

/// Rust takes turns with the peers, and with the packages that have coefficients of agreement.
fn measured_scorecard(forms: &[String]) -> Result {
    let peers = folder().join("peers/scorecard");
    let python = faces::python::environment_of(&peers, &programs().join("peers/scorecard.txt"))?;
    let measurement = measurement("scorecard").arg(folder().join("scorecard")).arg(&python).arg(programs());
    measurement.args(forms).env("PYTHONPATH", "").go()
}

/// Rust takes turns with what one would print reports with in Python.
fn measured_reports() -> Result {
    let python = faces::python::environment_of(&folder().join("peers/reports"), &programs().join("peers/reports.txt"))?;
    let measurement = measurement("reports").arg(folder().join("reports")).arg(&python);
    measurement.arg(programs().join("reports.py")).env("PYTHONPATH", "").go()
}

/// Rust takes turns with what one would search, read and parse with in Node and Python, and with the wheel as it ships.
fn measured_conversations(calls: &[String]) -> Result {
    let (python, node) = (Python::released()?, folder().join("peers/node"));
    let peers = folder().join("peers/conversations");
    faces::python::installed_into(&peers, &programs().join("peers/conversations.txt"))?;
    faces::node::installed_into(&node, &programs().join("peers"))?;
    let paths = std::env::join_paths([&python.package, &peers]).map_err(|error| error.to_string())?;
    let measurement = measurement("conversations").arg(folder().join("conversations"));
    let measurement = measurement.arg(format!("node,{}", words(&[&programs().join("conversations.mjs"), &node])));
    let measurement = measurement.arg(words(&[&python.interpreter, &programs().join("conversations.py")]));
    measurement.args(calls).env("PYTHONPATH", paths).go()
}

/// The wheel as it ships, and where Python finds it and the peers of tables.
fn beside_peers() -> Result<(Python, OsString)> {
    let python = Python::released()?;
    let peers = folder().join("peers/batch");
    faces::python::installed_into(&peers, &programs().join("peers/batch.txt"))?;
    let paths = std::env::join_paths([&python.package, &peers]).map_err(|error| error.to_string())?;
    Ok((python, paths))
}

/// The Python package as it ships, and what runs it.
struct Python {
    interpreter: PathBuf,
    package: PathBuf,
}

impl Python {
    fn released() -> Result<Self> {
        let package = folder().join("python");
        Ok(Python { interpreter: faces::python::released(&package)?, package })
    }
}

fn node_released() -> Result<PathBuf> {
    let package = folder().join("node");
    faces::node::released(&package).map(|()| package)
}

fn folder() -> PathBuf {
    repository::target().join("bench")
}

fn programs() -> PathBuf {
    repository::at("crates/bench/faces")
}

fn words(words: &[&Path]) -> String {
    words.iter().map(|word| word.display().to_string()).collect::<Vec<_>>().join(",")
}
