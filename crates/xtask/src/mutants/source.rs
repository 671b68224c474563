//! The copy of the repository that is changed, and what in it can be changed.

use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::collect::{self, Found};
use super::edit;
use super::site::Site;
use crate::shell::run;
use crate::{Result, repository};

/// A folder in which every change is tried.
pub(crate) struct Folder {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// Where the cases about it stand: these are tried first.
    pub(crate) cases: &'static [&'static str],
}

/// All of them: those that are asked for are built together, so that they are built once.
#[rustfmt::skip]
pub(crate) const FOLDERS: &[Folder] = &[
    Folder { name: "disposition", path: "crates/touchline-law/src/things/disposition", cases: &["training/"] },
    Folder { name: "escalation", path: "crates/touchline-law/src/things/escalation", cases: &["escalation/"] },
    Folder { name: "bundle", path: "crates/touchline-law/src/things/bundle", cases: &["bundle/"] },
    Folder { name: "access", path: "crates/touchline-law/src/access", cases: &["access/", "people/"] },
    Folder { name: "training_item", path: "crates/touchline-law/src/things/training_item", cases: &["training/"] },
    Folder { name: "goal", path: "crates/touchline-law/src/things/goal", cases: &["goal/"] },
    Folder { name: "notify", path: "crates/touchline-law/src/notify", cases: &["notify/"] },
    Folder { name: "skill", path: "crates/touchline-calculators/src/skill", cases: &["skill/", "tables/"] },
    Folder { name: "metric", path: "crates/touchline-calculators/src/metric", cases: &["metric/", "tables/"] },
];

/// The crates whose types may stand in for a function's own value.
const CRATES: &[&str] =
    &["touchline-kernel", "touchline-calculators", "touchline-law", "touchline-talk", "touchline-reports"];

/// Where the switch goes, and the file that names it there.
const SWITCH: &str = "crates/touchline-kernel/src/mutant.rs";
const NAMES_THE_SWITCH: &str = "crates/touchline-kernel/src/lib.rs";

/// What stands in the copy in our place: the judge there needs nothing of us, and is not built anew when we change.
const OURSELVES: &str = "crates/xtask/src/mutants/mod.rs";
const STAND_IN: &str = "//! Stands in a copy for what made it.\n\npub(crate) fn run(_: &[String]) -> crate::Result {\n                            Err(\"a copy is not copied again\".into())\n}\n";

/// A file with what can be changed in it.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) sites: Vec<Site>,
}

/// All files of some folders, their changes numbered.
pub(crate) struct Source {
    pub(crate) files: Vec<File>,
    /// By folder, how many changes stand where nothing can be switched.
    pub(crate) skipped: BTreeMap<&'static str, usize>,
}

/// Where the copy stands.
pub(crate) fn copy() -> PathBuf {
    repository::target().join("mutants/source")
}

impl Folder {
    /// Whether a file stands in it.
    pub(crate) fn holds(&self, file: &str) -> bool {
        file.strip_prefix(self.path).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl Source {
    /// Finds everything that can be changed in these folders. Others stand in the copy as they are: each switch costs the compiler, and
    /// what is not asked for is built without.
    pub(crate) fn read(folders: &[&Folder]) -> Result<Self> {
        let defaults = with_defaults()?;
        let mut source = Source { files: Vec::new(), skipped: BTreeMap::new() };
        for folder in folders {
            let (files, skipped) = of_folder(folder, &defaults)?;
            source.files.extend(files);
            source.skipped.insert(folder.name, skipped);
        }
        let sites = source.files.iter_mut().flat_map(|file| &mut file.sites);
        for (mutant, id) in sites.flat_map(|site| &mut site.mutants).zip(1..) {
            mutant.id = id;
        }
        Ok(source)
    }

    /// Makes the copy the same as the repository, but for the changes and their switch. Files that are the same already
    /// are left alone, so that nothing is built twice.
    pub(crate) fn write(&self, left_out: &BTreeSet<u32>) -> Result {
        let listed = run("git").with("ls-files --cached --others --exclude-standard").output()?;
        let mut known = BTreeSet::from([copy().join(SWITCH)]);
        for name in listed.lines().filter(|name| repository::at(name).is_file() && !is_beside(name)) {
            let path = copy().join(name);
            write_if_other(&path, &self.content(name, left_out)?)?;
            known.insert(path);
        }
        write_if_other(&copy().join(SWITCH), include_bytes!("../../mutants/switch.rs"))?;
        for path in repository::files(&copy(), "")?.iter().filter(|path| !known.contains(*path)) {
            std::fs::remove_file(path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    fn content(&self, name: &str, left_out: &BTreeSet<u32>) -> Result<Vec<u8>> {
        if let Some(file) = self.files.iter().find(|file| file.name == name) {
            return Ok(edit::write(&file.source, &file.sites, left_out).text.into_bytes());
        }
        let path = repository::at(name);
        if name == OURSELVES {
            return Ok(STAND_IN.as_bytes().to_vec());
        }
        if name == NAMES_THE_SWITCH {
            return Ok(format!("{}\npub mod mutant;\n", repository::read(&path)?).into_bytes());
        }
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// A text in few letters that no other has.
pub(crate) fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a file is only ours.
fn is_beside(name: &str) -> bool {
    name != OURSELVES && OURSELVES.strip_suffix("mod.rs").is_some_and(|folder| name.starts_with(folder))
}

fn write_if_other(path: &Path, content: &[u8]) -> Result {
    if std::fs::read(path).is_ok_and(|known| known == content) { Ok(()) } else { repository::write(path, content) }
}

fn of_folder(folder: &Folder, defaults: &BTreeSet<String>) -> Result<(Vec<File>, usize)> {
    let (mut files, mut skipped, mut for_tests) = (Vec::new(), 0, Vec::new());
    for path in repository::files(&repository::at(folder.path), ".rs")? {
        let (name, source) = (repository::relative(&path, &repository::root()), repository::read(&path)?);
        let Found { sites, skipped: fixed, test_modules } = collect::collect(&name, &source, defaults)?;
        for_tests.extend(test_modules.iter().map(|module| below(&name, module)));
        files.push((File { name, source, sites }, fixed));
    }
    let is_test = |file: &File| {
        for_tests.iter().any(|module| {
            file.name.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        })
    };
    files.retain(|(file, _)| !is_test(file));
    let files = files.into_iter().map(|(file, fixed)| {
        skipped += fixed;
        file
    });
    Ok((files.collect(), skipped))
}

/// Where a module of a file stands, without its ending.
fn below(file: &str, module: &str) -> String {
    let folder = file.strip_suffix("/mod.rs").or_else(|| file.strip_suffix(".rs")).unwrap_or(file);
    format!("{folder}/{module}")
}

/// The types that derive a default, or have one written.
fn with_defaults() -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for name in CRATES {
        for path in repository::files(&repository::at(&format!("crates/{name}/src")), ".rs")? {
            let syntax = syn::parse_file(&repository::read(&path)?).map_err(|error| error.to_string())?;
            names.extend(syntax.items.iter().filter_map(default_of));
        }
    }
    Ok(names)
}

fn default_of(item: &syn::Item) -> Option<String> {
    let derives = |attributes: &[syn::Attribute]| {
        let mut found = false;
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
            let noted = attribute.parse_nested_meta(|meta| {
                found |= meta.path.is_ident("Default");
                Ok(())
            });
            // A list that is no list of paths derives nothing that we know.
            found &= noted.is_ok();
        }
        found
    };
    match item {
        syn::Item::Struct(item) if derives(&item.attrs) => Some(item.ident.to_string()),
        syn::Item::Enum(item) if derives(&item.attrs) => Some(item.ident.to_string()),
        syn::Item::Impl(item) => match (&item.trait_, &*item.self_ty) {
            (Some((_, path, _)), syn::Type::Path(own)) if path.is_ident("Default") => {
                own.path.get_ident().map(ToString::to_string)
            }
            _ => None,
        },
        _ => None,
    }
}
