//! Where things stand in the repository, whatever the directory that the command was called from.

use std::path::{Path, PathBuf};

use crate::Result;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A path below the root.
pub(crate) fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Where cargo and the other tools put what they build.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), PathBuf::from)
}

/// Every file below a folder whose name ends so, in the order of their paths.
pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Folders that are fetched or built, not written.
const NOT_OURS: &[&str] = &["target", "node_modules", "generated"];

/// Every file below a folder whose name ends so and that somebody wrote. A folder that is not there holds none.
pub(crate) fn written(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = if folder.is_dir() { files(folder, ending)? } else { Vec::new() };
    let is_ours = |path: &Path| !path.iter().any(|part| NOT_OURS.iter().any(|name| part == *name));
    found.retain(|path| path.strip_prefix(folder).is_ok_and(is_ours));
    Ok(found)
}

/// A path from a folder on, written alike on every platform.
pub(crate) fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// A file's text.
pub(crate) fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, and its folder where that is missing.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, content))
        .map_err(|error| format!("{}: {error}", path.display()))
}
