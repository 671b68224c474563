//! No two files need one another: what each imports is followed, through what modules pass on, to the file where it
//! stands, and a circle of files is a fault. A module and the folder that it makes may know one another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::visit::{self, Visit};

use crate::{Result, layers, repository};

/// Where files are held against one another: each folder is a crate of its own.
const SOURCES: &[&str] = &[
    "crates/touchline-kernel/src",
    "crates/touchline-calculators/src",
    "crates/touchline-law/src",
    "crates/touchline-talk/src",
    "crates/touchline-reports/src",
    "crates/touchline-tables/src",
    "crates/touchline/src",
    "crates/xtask/src",
    "bindings/c/src",
    "bindings/python/src",
    "bindings/node/src",
];

/// What each thing's indexes follow and what holds each of them: the world of a workspace, which stands in no circle by itself.
const WORLD: (&str, &str) = ("workspace/world", "World");

/// The names that lead to a module from the root of its crate, or to what stands in one.
type Way = Vec<String>;

/// One crate, as far as its files know one another.
#[derive(Default)]
struct Crate {
    /// For each file's module, what its paths lead to.
    uses: BTreeMap<Way, BTreeSet<Way>>,
    /// For each module, what it imports under a name, for itself, those below it or others, and where that comes from.
    imported: BTreeMap<Way, BTreeMap<String, Way>>,
    /// For each module, from where it imports all there is.
    imported_whole: BTreeMap<Way, Vec<Way>>,
    /// For each module, what it declares itself.
    declared: BTreeMap<Way, BTreeSet<String>>,
}

/// Every circle of files, each told by who needs whom in it.
pub(crate) fn faults() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for source in SOURCES {
        let folder = repository::at(source);
        let mut read = Crate::default();
        for path in repository::files(&folder, ".rs")? {
            let inside = path.strip_prefix(&folder).unwrap_or(&path);
            if !layers::is_a_test(inside) {
                let file = syn::parse_file(&repository::read(&path)?);
                read.take(module(inside), &file.map_err(|error| format!("{}: {error}", path.display()))?);
            }
        }
        faults
            .extend(read.circles().iter().map(|circle| format!("{source}: a circle of files: {}", circle.join("; "))));
    }
    Ok(faults)
}

/// The module that a file is.
fn module(inside: &Path) -> Way {
    let names = layers::modules(inside).into_iter();
    names.filter(|name| !["lib", "main"].contains(&name.as_str())).collect()
}

impl Crate {
    fn take(&mut self, module: Way, file: &syn::File) {
        let mut reader = Reader { of: self, module: module.clone() };
        reader.of.uses.entry(module).or_default();
        reader.visit_file(file);
    }

    /// The files that a file needs, and for each what of it.
    fn needs(&self, module: &Way) -> BTreeMap<&Way, BTreeSet<String>> {
        let mut needs: BTreeMap<&Way, BTreeSet<String>> = BTreeMap::new();
        for way in self.uses.get(module).into_iter().flatten() {
            let Some(file) = self.stands_in(way, 0) else { continue };
            let is_the_world = (file.join("/").as_str(), way.last().map_or("", String::as_str)) == WORLD;
            if !module.starts_with(file) && !is_the_world {
                needs.entry(file).or_default().extend(way.last().cloned());
            }
        }
        needs
    }

    /// The file in which something stands, wherever it was passed on.
    fn stands_in(&self, way: &Way, depth: usize) -> Option<&Way> {
        let known = (0..=way.len()).rev().find_map(|length| self.uses.get_key_value(way.get(..length)?))?.0;
        let Some((name, rest)) = way.get(known.len()..).and_then(<[String]>::split_first) else { return Some(known) };
        let declares = |module: &Way| self.declared.get(module).is_some_and(|names| names.contains(name));
        if depth > 9 || declares(known) {
            return Some(known);
        }
        let named = self.imported.get(known).and_then(|names| names.get(name)).cloned();
        let whole = || self.imported_whole.get(known)?.iter().find(|module| declares(module)).cloned();
        match named.or_else(|| whole().map(|module| [module, vec![name.clone()]].concat())) {
            Some(from) => self.stands_in(&[from, rest.to_vec()].concat(), depth + 1),
            None => Some(known),
        }
    }

    /// Files that need one another, each group as its needs.
    fn circles(&self) -> Vec<Vec<String>> {
        let needs: BTreeMap<&Way, BTreeMap<&Way, BTreeSet<String>>> =
            self.uses.keys().map(|module| (module, self.needs(module))).collect();
        let reached: BTreeMap<&Way, BTreeSet<&Way>> =
            needs.keys().map(|module| (*module, reached(&needs, module))).collect();
        let together = |one: &Way, other: &Way| {
            let leads = |from: &Way, to: &Way| reached.get(from).is_some_and(|all| all.contains(to));
            leads(one, other) && leads(other, one)
        };
        let mut told = BTreeSet::new();
        let mut circles = Vec::new();
        for module in needs.keys() {
            let circle: Vec<&Way> = needs.keys().filter(|other| together(module, other)).copied().collect();
            if circle.is_empty() || !told.insert(circle.clone()) {
                continue;
            }
            let inside =
                circle.iter().flat_map(|one| needs.get(one).into_iter().flatten().map(move |need| (one, need)));
            let inside = inside.filter(|(_, (other, _))| circle.contains(other));
            circles.push(inside.map(|(one, (other, what))| said(one, other, what)).collect());
        }
        circles
    }
}

fn said(one: &Way, other: &Way, what: &BTreeSet<String>) -> String {
    let what: Vec<&str> = what.iter().map(String::as_str).collect();
    format!("{} needs {} of {}", one.join("/"), what.join(", "), other.join("/"))
}

/// All that a file comes to by following needs, itself only where they lead back.
fn reached<'a>(needs: &BTreeMap<&'a Way, BTreeMap<&'a Way, BTreeSet<String>>>, from: &Way) -> BTreeSet<&'a Way> {
    let mut reached = BTreeSet::new();
    let mut ahead: Vec<&Way> = needs.get(from).into_iter().flat_map(BTreeMap::keys).copied().collect();
    while let Some(module) = ahead.pop() {
        if reached.insert(module) {
            ahead.extend(needs.get(module).into_iter().flat_map(BTreeMap::keys).copied());
        }
    }
    reached
}

/// Reads the paths of a file.
struct Reader<'a> {
    of: &'a mut Crate,
    module: Way,
}

impl Reader<'_> {
    /// The way from the root on which a path leads, where it stays in this crate.
    fn way(&self, path: &[String]) -> Option<Way> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([self.module.clone(), rest.to_vec()].concat()),
            "super" => {
                let above = rest.iter().take_while(|name| *name == "super").count();
                let length = self.module.len().checked_sub(above + 1)?;
                Some([self.module.get(..length)?, rest.get(above..)?].concat())
            }
            name => match self.of.imported.get(&self.module).and_then(|names| names.get(name)) {
                Some(way) => Some([way.clone(), rest.to_vec()].concat()),
                None => Some([self.module.clone(), path.to_vec()].concat()),
            },
        }
    }

    fn leads_to(&mut self, way: Way) {
        self.of.uses.entry(self.module.clone()).or_default().insert(way);
    }

    /// What one `use` names, each as its path and the name that it has from then on.
    fn imports(&mut self, is_passed_on: bool, tree: &syn::UseTree, path: &mut Way) {
        match tree {
            syn::UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.imports(is_passed_on, &inner.tree, path);
                path.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.imports(is_passed_on, tree, path)),
            syn::UseTree::Glob(_) => self.import(is_passed_on, path, None),
            syn::UseTree::Name(name) => self.named(is_passed_on, path, &name.ident, &name.ident),
            syn::UseTree::Rename(name) => self.named(is_passed_on, path, &name.ident, &name.rename),
        }
    }

    fn named(&mut self, is_passed_on: bool, path: &mut Way, name: &syn::Ident, known_as: &syn::Ident) {
        let (name, known_as) = (name.to_string(), known_as.to_string());
        if name == "self" {
            let known_as = path.last().cloned();
            return self.import(is_passed_on, path, known_as);
        }
        path.push(name);
        self.import(is_passed_on, path, Some(known_as));
        path.pop();
    }

    fn import(&mut self, is_passed_on: bool, path: &[String], known_as: Option<String>) {
        let Some(way) = self.way(path) else { return };
        if !is_passed_on {
            self.leads_to(way.clone());
        }
        let module = self.module.clone();
        match known_as {
            Some(name) => drop(self.of.imported.entry(module).or_default().insert(name, way)),
            None => self.of.imported_whole.entry(module).or_default().push(way),
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if is_for_tests(attributes(item)) {
            return;
        }
        if let Some(name) = name(item) {
            self.of.declared.entry(self.module.clone()).or_default().insert(name);
        }
        visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let is_passed_on = !matches!(item.vis, syn::Visibility::Inherited);
        self.imports(is_passed_on, &item.tree, &mut Way::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Way = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1
            && let Some(way) = self.way(&names)
        {
            self.leads_to(way);
        }
        visit::visit_path(self, path);
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => &[],
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    let says_test = |list: &syn::MetaList| list.path.is_ident("cfg") && list.tokens.to_string() == "test";
    attributes.iter().any(|attribute| matches!(&attribute.meta, syn::Meta::List(list) if says_test(list)))
}

/// What an item adds to its module under a name; a module of its own file is no such thing.
fn name(item: &syn::Item) -> Option<String> {
    let ident = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let mut read = Crate::default();
        for (path, source) in files {
            read.take(module(Path::new(path)), &syn::parse_file(source).unwrap());
        }
        read.circles()
    }

    #[test]
    fn files_need_one_another_in_no_circle() {
        assert_eq!(faults().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_circle_is_told_by_what_each_needs() {
        let circle = circles(&[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B; pub struct A;"),
            ("b.rs", "pub struct B; fn of(a: super::a::A) {}"),
        ]);
        assert_eq!(circle, [["a needs B of b", "b needs A of a"]]);
        assert!(circles(&[("a.rs", "use crate::b::B;"), ("b.rs", "pub struct B;")]).is_empty());
    }

    #[test]
    fn what_is_passed_on_is_followed_to_where_it_stands() {
        let passed_on = |by: &str| {
            circles(&[
                ("x/mod.rs", by),
                ("x/a.rs", "pub struct A;"),
                ("x/b.rs", "pub struct B; use super::C;"),
                ("x/c.rs", "pub struct C; use super::B;"),
            ])
        };
        assert_eq!(passed_on("pub use a::A; pub use b::B; pub use c::C;").len(), 1);
        assert_eq!(passed_on("pub use b::*; pub(crate) use c::*;").len(), 1);
    }

    #[test]
    fn a_module_and_its_folder_may_know_one_another_and_tests_may_know_all() {
        assert!(
            circles(&[("x/mod.rs", "mod a; use a::A; pub struct X;"), ("x/a.rs", "use super::X; pub struct A;")])
                .is_empty()
        );
        assert!(
            circles(&[
                ("a.rs", "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }"),
                ("b.rs", "use crate::a::A; pub struct B;")
            ])
            .is_empty()
        );
    }
}
