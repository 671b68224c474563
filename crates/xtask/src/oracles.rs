//! What stands in a workspace of its own, so that nothing that it depends on is turned on in ours: the oracles,
//! and the peers that measurements in Rust are held against.

use std::path::PathBuf;

use crate::shell::{Run, cargo};
use crate::{Result, faces, repository};

const MANIFEST: &str = "crates/access-oracle/Cargo.toml";

/// Clippy over it, its tests, and the long comparison.
pub(crate) fn test() -> Result {
    run("clippy").with("--all-targets -- -D warnings").go()?;
    run("test").go()?;
    run("run").with("--bin access-oracle").go()?;
    figures()
}

/// Success metrics, effects of coaching, agreement and intervals of scores, through the Python face beside packages that
/// are pinned.
fn figures() -> Result {
    let requirements = repository::at("crates/xtask/oracles/requirements.txt");
    for program in ["metrics.py", "effects.py", "agreement.py", "intervals.py"] {
        let python = faces::python::interpreter_with("oracles", &requirements)?;
        python.arg(repository::at("crates/xtask/oracles").join(program)).go()?;
    }
    Ok(())
}

/// Nothing needs to be built to see whether it is formatted.
pub(crate) fn formatted() -> Result {
    cargo().with("fmt --check --manifest-path").arg(repository::at(MANIFEST)).go()
}

/// A program of it, built as it is measured.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    run("build").with("--bin").arg(name).go()?;
    Ok(target().join("release").join(name))
}

fn run(verb: &str) -> Run {
    let run = cargo().with(verb).with("--quiet --release --manifest-path").arg(repository::at(MANIFEST));
    run.arg("--target-dir").arg(target())
}

fn target() -> PathBuf {
    repository::target().join("oracles")
}
