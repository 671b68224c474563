//! Whatever is handed on by itself has both licences with it: each crate that hosts may depend on, and the folder of each face whose
//! packager takes them from there.

use std::path::Path;

use crate::{Result, repository};

const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Folders of crates and packages in which a licence is missing, or says something else.
pub(crate) fn faults() -> Result<Vec<String>> {
    let crates = repository::at("crates");
    let entries = std::fs::read_dir(&crates).map_err(|error| format!("{}: {error}", crates.display()))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut folders: Vec<String> =
        names.filter(|name| name.starts_with("touchline")).map(|name| format!("crates/{name}")).collect();
    folders.push("bindings/python".to_owned());
    folders.sort();
    Ok(folders.iter().flat_map(|folder| faults_of(&repository::root(), folder)).collect())
}

fn faults_of(root: &Path, folder: &str) -> Vec<String> {
    let said = |path: &Path| repository::read(path).unwrap_or_default();
    let wrong = LICENCES.iter().filter(|name| {
        let own = said(&root.join(folder).join(name));
        own.is_empty() || own != said(&root.join(name))
    });
    wrong.map(|name| format!("{folder}: `{name}` is to stand here, a link to that of the repository")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_handed_on_has_its_licences() {
        assert_eq!(faults().unwrap(), [] as [&str; 0]);
    }

    #[test]
    fn a_folder_without_a_licence_is_found() {
        assert_eq!(faults_of(&repository::root(), "crates").len(), 2);
    }
}
