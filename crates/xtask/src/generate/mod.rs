//! Prints every generated file from the library's one schema document, or shows that none has drifted.
//!
//! The printers know a small closed set of shapes and stop, with the place, on any other: then the Rust
//! type is changed, not the printer. No printer knows a thing, a command or an operation by name.

mod diagram;
mod exports;
mod header;
mod interface;
pub(crate) mod lock;
mod meanings;
mod model;
mod options;
mod output;
mod pages;
mod prose;
mod python;
mod said;
mod typescript;
mod waist;

use std::collections::BTreeSet;
use std::path::Path;

use model::Model;
use output::Output;

use crate::{Result, repository};

/// The command that mends every difference.
const REMEDY: &str = "cargo xtask generate";

/// Writes every generated file; with `--check`, writes none and fails naming each that differs.
pub(crate) fn run(arguments: &[String]) -> Result {
    let root = repository::root();
    let outputs = outputs(&root)?;
    match arguments {
        [] => output::write(&root, &outputs),
        [check] if check == "--check" => output::verify(&root, &outputs),
        _ => Err(format!("usage: {REMEDY} [--check]")),
    }
}

fn outputs(root: &Path) -> Result<Vec<Output>> {
    let document = touchline::schema::document().map_err(|taken| taken.to_string())?;
    let mut outputs = from_document(&document, root)?;
    outputs.extend(typescript::print_beside(&document)?);
    outputs.extend(python::print_beside(&document)?);
    let exports = exports::print(&interface::read(root, &document)?)?;
    outputs.push(header::print(root, &exports, &Model::read(&document)?)?);
    outputs.push(exports);
    outputs.push(lock::print(root)?);
    Ok(outputs)
}

/// Everything that the schema document alone decides.
fn from_document(document: &serde_json::Value, root: &Path) -> Result<Vec<Output>> {
    let model = Model::read(document)?;
    let mut outputs = typescript::print(&model);
    outputs.extend(python::print(&model)?);
    outputs.iter().try_for_each(declared_once)?;
    outputs.extend(pages::print(&model, document, root)?);
    Ok(outputs)
}

/// Refuses a file that declares a name twice: a type of the library's may be called as one that a printer makes, of
/// which TypeScript would merge the two and Python forget the first.
fn declared_once(output: &Output) -> Result {
    let mut declared = BTreeSet::new();
    for line in output.text.lines() {
        let words = ["export type ", "export interface ", "class "].iter();
        let declaration = words.copied().find_map(|word| line.strip_prefix(word)).or_else(|| {
            let is_alias = line.contains(": TypeAlias = ") && !line.starts_with(' ');
            is_alias.then_some(line)
        });
        let name = declaration.and_then(|rest| rest.split(|end: char| !end.is_alphanumeric() && end != '_').next());
        if let Some(name) = name
            && !declared.insert(name)
        {
            return Err(format!("{}: `{name}` is declared twice; give the type of this name another one", output.path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
