//! The example host with its own database, in Python and in TypeScript: its tests on SQLite, and on PostgreSQL
//! where that can be had.

use std::path::{Path, PathBuf};

use crate::account::say;
use crate::faces::{node, python};
use crate::shell::{Run, cargo};
use crate::{Result, packages, repository};

const FOLDER: &str = "examples/own_database";

/// Where Debian puts PostgreSQL's programs: a folder for each version, on nobody's search path.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Its types, then its tests.
pub(crate) fn test() -> Result {
    let folder = repository::at(FOLDER);
    python()?.with("-m mypy --strict host.py sqlite.py postgresql.py tests").within(&folder).go()?;
    node::compiled(&folder.join("node"))?;
    let tests = python()?.with("-m pytest --quiet -rs").within(&folder);
    let tests = tests.env("TOUCHLINE_NODE_HOST", folder.join("node/build/writer.mjs")).env(WORLDS, worlds()?);
    match postgresql() {
        Ok(programs) => tests.env("TOUCHLINE_POSTGRESQL", programs).go(),
        Err(missing) => {
            tests.go()?;
            say(&format!("PostgreSQL is not here, so all of this was shown on SQLite alone; {missing}"));
            Ok(())
        }
    }
}

/// Has the packages, the addon and both databases, as far as they are to be had.
pub(crate) fn ready() -> Result {
    python()?;
    node::ready()?;
    let _ = postgresql();
    Ok(())
}

fn python() -> Result<Run> {
    python::interpreter_with("own-database", &repository::at(FOLDER).join("requirements.txt"))
}

/// The service in TypeScript takes turns with SQL that was written by hand, both over one PostgreSQL.
pub(crate) fn measure(asked: &[String]) -> Result {
    let folder = repository::at(FOLDER);
    let (python, programs) = (python()?, postgresql()?);
    node::compiled_as_it_ships(&folder.join("node"))?;
    let beside = python.with("tests/beside.py node node/build/bench/service.mjs").args(asked);
    beside.within(&folder).env("TOUCHLINE_POSTGRESQL", programs).go()
}

/// Where worlds are written in which both databases are to choose what is shown, and found.
const WORLDS: &str = "TOUCHLINE_REACH_WORLDS";

/// Worlds with something of every kind, and what everybody sees in them: made by the library's own tests.
fn worlds() -> Result<PathBuf> {
    let path = repository::target().join("reach_worlds.json");
    // The workspace is selected whole, so that nothing of it is built anew with other features.
    let made = cargo().with("test --quiet --workspace --test laws wsp_12_worlds_are_handed");
    made.env(WORLDS, &path).go().map(|()| path)
}

/// The folder of PostgreSQL's programs, installed where it is missing and we may.
pub(crate) fn postgresql() -> Result<PathBuf> {
    if let Some(programs) = found() {
        return Ok(programs);
    }
    packages::install(&["postgresql"])?;
    found().ok_or_else(|| format!("no initdb on the search path, nor below {DEBIAN}"))
}

fn found() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    debian.sort();
    let has_initdb = |folder: &PathBuf| Path::join(folder, "initdb").is_file();
    std::env::split_paths(&path).chain(debian.into_iter().rev()).find(has_initdb)
}
