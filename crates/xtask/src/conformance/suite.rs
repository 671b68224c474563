//! All case files and worlds, read strictly.

use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use super::case::{Case, File, World};
use super::stage::{self, Performance};
use crate::{Result, parallel, repository};

/// The cases by file, and the worlds they start from.
pub(crate) struct Suite {
    pub(crate) files: Vec<(String, File)>,
    worlds: BTreeMap<String, World>,
}

impl Suite {
    /// Reads every file of the suite; the first that cannot be read is told with its place.
    pub(crate) fn read() -> Result<Self> {
        Suite::of_files(|_| true)
    }

    /// Reads the files that hold cases of these titles.
    pub(crate) fn of_titles<'a>(titles: impl Iterator<Item = &'a str>) -> Result<Self> {
        let files: BTreeSet<&str> = titles.filter_map(|title| title.split_once(": ")).map(|(file, _)| file).collect();
        Suite::of_files(|file| files.contains(file))
    }

    /// Reads the files that are wanted, by their names.
    pub(crate) fn of_files(wanted: impl Fn(&str) -> bool) -> Result<Self> {
        let folder = repository::at("tests/conformance");
        let worlds = folder.join("worlds");
        let mut suite = Suite { files: Vec::new(), worlds: BTreeMap::new() };
        for path in repository::files(&folder, ".json")? {
            if path.starts_with(&worlds) {
                suite.worlds.insert(stem(&path), parsed(&path)?);
            } else {
                let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
                if wanted(&name) {
                    suite.files.push((name, parsed(&path)?));
                }
            }
        }
        suite.check()?;
        Ok(suite)
    }

    /// Performs every case, once in a run of this program, however many parts ask for it.
    pub(crate) fn performed() -> Result<&'static [Performance]> {
        static PERFORMED: OnceLock<Result<Vec<Performance>>> = OnceLock::new();
        let performed = PERFORMED.get_or_init(|| Suite::read()?.perform(&[]));
        performed.as_deref().map_err(String::clone)
    }

    /// Performs the cases whose title or rules hold every word.
    pub(crate) fn perform(&self, words: &[String]) -> Result<Vec<Performance>> {
        let is_asked = |(file, case): &(&str, &Case)| {
            let told = format!("{} {}", title(file, case), case.covers.join(" "));
            words.iter().all(|word| told.contains(word.as_str()))
        };
        let asked: Vec<(&str, &Case)> = self.cases().filter(is_asked).collect();
        parallel::each(&asked, |(file, case)| self.performance(file, case))
    }

    /// Performs the case of this title.
    pub(crate) fn perform_titled(&self, wanted: &str) -> Result<Performance> {
        let is_wanted = |file: &str, case: &Case| {
            wanted.strip_prefix(file).and_then(|rest| rest.strip_prefix(": ")) == Some(case.description.as_str())
        };
        let found = self.cases().find(|(file, case)| is_wanted(file, case));
        let (file, case) = found.ok_or_else(|| format!("no case has the title `{wanted}`"))?;
        self.performance(file, case)
    }

    /// Every case's title.
    pub(crate) fn titles(&self) -> Vec<String> {
        self.cases().map(|(file, case)| title(file, case)).collect()
    }

    fn performance(&self, file: &str, case: &Case) -> Result<Performance> {
        let title = title(file, case);
        let shared = &self.files.iter().find(|(name, _)| name == file).ok_or("a case has its file")?.1.given;
        let world = case.given.world.as_ref().or(shared.world.as_ref());
        let world = world.map(|name| self.world(name, &title)).transpose()?;
        Ok(stage::perform(&title, world, shared, case))
    }

    /// Every case with its file's name.
    pub(crate) fn cases(&self) -> impl Iterator<Item = (&str, &Case)> {
        self.files.iter().flat_map(|(name, file)| file.cases.iter().map(|case| (name.as_str(), case)))
    }

    fn world(&self, name: &str, title: &str) -> Result<&World> {
        self.worlds.get(name).ok_or_else(|| format!("{title}: there is no world `{name}`"))
    }

    fn check(&self) -> Result {
        let mut titles = BTreeSet::new();
        for (file, case) in self.cases() {
            let title = title(file, case);
            if title.contains(|letter: char| letter.is_control()) || !titles.insert(title.clone()) {
                return Err(format!("{title}: a description is one line, and once in its file"));
            }
            if case.snapshot != case.covers.is_empty() {
                return Err(format!("{title}: a case covers a rule, or is a snapshot and covers none"));
            }
        }
        Ok(())
    }
}

fn title(file: &str, case: &Case) -> String {
    format!("{file}: {}", case.description)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn parsed<T: DeserializeOwned>(path: &Path) -> Result<T> {
    serde_json::from_str(&repository::read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}
