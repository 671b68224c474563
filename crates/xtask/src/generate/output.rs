//! Generated files: written only where they differ, and compared to the last byte.

use std::fs;
use std::path::Path;

use super::REMEDY;
use crate::{Result, repository};

/// One generated file.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// Its path within the repository.
    pub path: String,
    /// All of its text.
    pub text: String,
}

impl Output {
    /// A file with its text: at most two blank lines together, and one line end at the end.
    pub(crate) fn new(path: impl Into<String>, text: &str) -> Self {
        let mut text = text.trim_end().to_owned();
        while text.contains("\n\n\n\n") {
            text = text.replace("\n\n\n\n", "\n\n\n");
        }
        Output { path: path.into(), text: text + "\n" }
    }
}

/// Writes the files that differ and names them.
pub(crate) fn write(root: &Path, outputs: &[Output]) -> Result {
    for output in drifted(root, outputs) {
        repository::write(&root.join(&output.path), output.text.as_bytes())?;
        println!("wrote {}", output.path);
    }
    Ok(())
}

/// Fails where a file differs, naming every one and the remedy.
pub(crate) fn verify(root: &Path, outputs: &[Output]) -> Result {
    let names: Vec<String> = drifted(root, outputs).map(|output| format!("  {}", output.path)).collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(format!("generated files differ from what they are printed from:\n{}\nmend: {REMEDY}", names.join("\n")))
}

fn drifted<'a>(root: &'a Path, outputs: &'a [Output]) -> impl Iterator<Item = &'a Output> {
    outputs
        .iter()
        .filter(|output| !fs::read(root.join(&output.path)).is_ok_and(|found| found == output.text.as_bytes()))
}
