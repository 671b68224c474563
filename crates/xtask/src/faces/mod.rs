//! Building and testing the three faces, each with the tools of its language.
//!
//! Everything is built with the dev profile: the tests then see overflow and debug assertions, and a
//! second profile would cost a second build.

pub(crate) mod c;
pub(crate) mod node;
pub(crate) mod python;

use std::path::Path;
use std::sync::Mutex;

use crate::shell::cargo;
use crate::{Result, repository};

/// Work that is done once in a run of this program, however many parts ask for it.
pub(crate) struct Once(Mutex<Option<Result>>);

impl Once {
    pub(crate) const fn new() -> Self {
        Once(Mutex::new(None))
    }

    pub(crate) fn ensure(&self, work: impl FnOnce() -> Result) -> Result {
        let mut done = self.0.lock().map_err(|error| error.to_string())?;
        done.get_or_insert_with(work).clone()
    }
}

/// Builds the libraries of all faces, with features beside their own.
///
/// Cargo settles the features of what is depended on by all that is selected, tests included. With the workspace
/// selected whole, and one test of it, they are what the tests of Rust and this program are built with, too, so that
/// everything below the faces is compiled once, and not once for each.
pub(crate) fn libraries(features: &str) -> Result {
    let build = cargo().with("build --quiet --workspace --lib --bin xtask --test").arg(A_TEST);
    if features.is_empty() { build.go() } else { build.arg("--features").arg(features).go() }
}

/// The one that takes least to build.
const A_TEST: &str = "recurrence_vectors";

/// Runs `install` unless it last succeeded with this very text; the stamp stands in a file.
pub(crate) fn unless_stamped(stamp: &Path, text: &str, install: impl FnOnce() -> Result) -> Result {
    if std::fs::read_to_string(stamp).is_ok_and(|stamped| stamped == text) {
        return Ok(());
    }
    install()?;
    repository::write(stamp, text.as_bytes())
}
