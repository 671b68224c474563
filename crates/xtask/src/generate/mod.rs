//! Prints every generated file from the library's one schema document, or shows that none has drifted.
//!
//! The printers know a small closed set of shapes and stop, with the place, on any other: then the Rust
//! type is changed, not the printer. No printer knows a thing, a command or an operation by name.

mod header;
mod model;
mod output;
mod pages;
mod prose;
mod python;
mod typescript;

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
    let mut outputs = from_document(&touchline::schema::document(), root)?;
    outputs.push(header::print(root)?);
    Ok(outputs)
}

/// Everything that the schema document alone decides.
fn from_document(document: &serde_json::Value, root: &Path) -> Result<Vec<Output>> {
    let model = Model::read(document)?;
    let mut outputs = typescript::print(&model);
    outputs.extend(python::print(&model)?);
    outputs.extend(pages::print(&model, document, root)?);
    Ok(outputs)
}

#[cfg(test)]
mod tests;
