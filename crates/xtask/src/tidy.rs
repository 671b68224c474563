//! What a reader may rely on in every source file of ours: it opens with what it guarantees, holds nothing
//! that waits to be done, and knows nothing that stands above it or needs it. In the Node face nothing is callable without the
//! guard, no face grows by hand, and nothing is handed on without its licences.

use std::path::Path;

use crate::{Result, by_hand, circles, layers, licences, repository};

/// Folders with Rust of our own.
const FOLDERS: &[&str] = &["crates", "bindings", "fuzz"];

/// Words that say something is missing, switched off or left over.
const LEFTOVERS: &[&str] = &["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!(", "#[ignore"];

/// Where the Node face lies, and what there hands code over to be called by Node: on JavaScript's thread or on the pool's.
const NODE: &str = "bindings/node/src";
const DOORS: &[&str] = &["#[napi", "extern \"C\" fn", "create_function_", "fn compute(", "fn resolve("];

/// Checks every Rust file.
pub(crate) fn check() -> Result {
    let mut faults = layers::faults()?;
    faults.extend(circles::faults()?);
    faults.extend(by_hand::faults()?);
    faults.extend(licences::faults()?);
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
    let leftover = leftover.map(|(number, _, word)| format!("{name}:{}: `{word}`", number + 1));
    unopened.into_iter().chain(leftover).chain(unguarded(name, source)).collect()
}

/// Each door of the Node face whose block calls no `guarded`: napi itself lets a panic on the pool end the process, and
/// catches one in a call only where it is told to.
fn unguarded(name: &str, source: &str) -> Vec<String> {
    let lines: Vec<&str> = source.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_open =
        |(_, line): &(usize, &&str)| Path::new(name).starts_with(NODE) && DOORS.iter().any(|door| line.contains(door));
    let doors = lines.iter().enumerate().filter(is_open);
    let bare = doors.filter(|(number, line)| {
        let ends = |other: &&&str| other.trim_start().starts_with('}') && indent(other) <= indent(line);
        let block = lines[*number..].iter().take_while(|other| !ends(other));
        !block.into_iter().any(|line| line.contains("guarded("))
    });
    bare.map(|(number, _)| format!("{name}:{}: what Node calls here is not `guarded`", number + 1)).collect()
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

    #[test]
    fn api_07_what_node_calls_without_the_guard_is_found() {
        let of = |code: &str| faults_of("bindings/node/src/a.rs", &format!("//! Adds numbers.\n{code}"));
        assert_eq!(of("#[napi]\nfn add() {\n    guarded(|| 1)\n}\n").len(), 0);
        assert_eq!(of("#[napi]\nfn add() {\n    1\n}\n\nfn other() {\n    guarded(|| 1)\n}\n").len(), 1);
        assert_eq!(of("impl Task for Add {\n    fn compute(&mut self) {\n        guarded(|| 1)\n    }\n}\n").len(), 0);
        let task = "impl Task for Add {\n    fn compute(&mut self) {\n        1\n    }\n\n    fn resolve(&mut self) {\n        guarded(|| 1)\n    }\n}\n";
        assert_eq!(of(task), ["bindings/node/src/a.rs:3: what Node calls here is not `guarded`"]);
        assert_eq!(
            of("fn add() {\n    env.create_function_from_closure(name, |call| {\n        run(call)\n    });\n}\n")
                .len(),
            1
        );
        assert_eq!(faults_of("a.rs", "//! Adds numbers.\n#[napi]\nfn add() {\n    1\n}\n").len(), 0);
    }
}
