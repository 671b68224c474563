//! What a reader may rely on in every source file of ours: it opens with what it guarantees, holds nothing
//! that waits to be done, and knows nothing that stands above it.

use std::path::Path;

use crate::{Result, layers, repository};

/// Folders with Rust of our own.
const FOLDERS: &[&str] = &["crates", "bindings", "fuzz"];

/// Words that say something is missing, switched off or left over.
const LEFTOVERS: &[&str] = &["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!(", "#[ignore"];

/// Checks every Rust file.
pub(crate) fn check() -> Result {
    let mut faults = layers::faults()?;
    for folder in FOLDERS {
        for path in repository::files(&repository::at(folder), ".rs")? {
            if path.components().any(|part| ["target", "node_modules"].iter().any(|name| part.as_os_str() == *name)) {
                continue;
            }
            let name = path.strip_prefix(repository::root()).unwrap_or(&path).display().to_string();
            let is_this_list = Path::new(&name).ends_with("xtask/src/tidy.rs");
            faults.extend(faults_of(&name, &repository::read(&path)?).into_iter().filter(|_| !is_this_list));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn faults_of(name: &str, source: &str) -> Vec<String> {
    let opens = source.starts_with("//!") || source.starts_with("// @generated");
    let unopened = (!opens).then(|| format!("{name}: the first line is no `//!` that says what the module guarantees"));
    let lines = source.lines().enumerate();
    let leftover = lines.flat_map(|(number, line)| LEFTOVERS.iter().map(move |word| (number, line, word)));
    let leftover = leftover.filter(|(_, line, word)| line.contains(**word));
    unopened.into_iter().chain(leftover.map(|(number, _, word)| format!("{name}:{}: `{word}`", number + 1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_opens_with_its_promise_and_holds_no_leftovers() {
        check().unwrap();
    }

    #[test]
    fn what_is_not_tidy_is_found() {
        assert_eq!(faults_of("a.rs", "//! Adds numbers.\nfn add() {}\n").len(), 0);
        assert_eq!(faults_of("a.rs", "fn add() {}\n").len(), 1);
        assert_eq!(faults_of("a.rs", "//! Adds numbers.\nfn add() { todo!() } // TODO\n").len(), 2);
    }
}
