//! What is measured over tables: how many rows there are, and the framework that all are to score by.

use std::path::Path;

use touchline::skill::BuiltIn;

/// The framework itself.
///
/// # Errors
/// Where it does not ship any more.
pub fn sales() -> Result<&'static BuiltIn, String> {
    BuiltIn::of("sales").ok_or_else(|| "the framework `sales` is gone".to_owned())
}

/// Lays down for programs of all languages how many rows they are to make, and the framework as a document.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn prepare(folder: &Path, rows: usize) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let framework = serde_json::to_string(&sales()?.framework).map_err(|error| error.to_string())?;
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(folder.join("rows.txt"), rows.to_string()).map_err(failed)?;
    std::fs::write(folder.join("framework.json"), framework).map_err(failed)
}

/// The number of rows that an argument asks for.
///
/// # Errors
/// It is no number.
pub fn rows(argument: Option<&String>, default: usize) -> Result<usize, String> {
    let Some(rows) = argument else { return Ok(default) };
    rows.parse().map_err(|_| format!("`{rows}` is no number of rows"))
}
