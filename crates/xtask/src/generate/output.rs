//! Generated files: written only where they differ, and compared to the last byte. In a folder of generated files alone, one
//! that nothing prints any more is a difference, too.

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

/// Folders that hold generated files and nothing else.
const PRINTED: &[&str] = &["docs/reference/lifecycles"];

/// Writes the files that differ and names them; takes away those that nothing prints any more.
pub(crate) fn write(root: &Path, outputs: &[Output]) -> Result {
    for output in drifted(root, outputs) {
        repository::write(&root.join(&output.path), output.text.as_bytes())?;
        println!("wrote {}", output.path);
    }
    for path in left_over(root, outputs)? {
        fs::remove_file(root.join(&path)).map_err(|error| format!("{path}: {error}"))?;
        println!("removed {path}");
    }
    Ok(())
}

/// Fails where a file differs, naming every one and the remedy.
pub(crate) fn verify(root: &Path, outputs: &[Output]) -> Result {
    let mut names: Vec<String> = drifted(root, outputs).map(|output| format!("  {}", output.path)).collect();
    names.extend(left_over(root, outputs)?.into_iter().map(|path| format!("  {path}, which nothing prints")));
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

/// The files of a folder of generated ones that nothing prints. A folder that is not there holds none.
fn left_over(root: &Path, outputs: &[Output]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in PRINTED.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
        let paths = repository::files(&folder, "")?.into_iter().map(|path| repository::relative(&path, root));
        found.extend(paths.filter(|path| !outputs.iter().any(|output| output.path == *path)));
    }
    Ok(found)
}
