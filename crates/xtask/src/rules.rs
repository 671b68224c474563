//! The list of rules, and where each of them is decided, as the files themselves say it.
//!
//! A Rust file in which a rule's decision stands names the rule at the end of its opening doc. Whatever merely
//! asks such a file, or hands on what it says, names none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::{Result, repository};

/// Every rule id that the project knows.
const LIST: &str = include_str!("../../../tests/conformance/rules.txt");

/// Where files stand that decide something.
const FOLDERS: &[&str] = &["crates", "bindings"];
/// Where each area's files are told.
const ARCHITECTURE: &str = "docs/architecture.md";
/// What the line begins with.
const SIGN: &str = "//! Rules: ";

/// The files that decide each rule, by their paths from the root.
pub(crate) type Decided = BTreeMap<&'static str, BTreeSet<String>>;

/// Every rule's id, in order.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    LIST.lines()
}

/// The files that decide each rule; refuses a file that names what is no rule, or names rules elsewhere than at the end of
/// its opening doc.
pub(crate) fn decided(root: &Path) -> Result<Decided> {
    let mut decided = Decided::new();
    for folder in FOLDERS {
        for path in repository::written(&root.join(folder), ".rs")? {
            let file = repository::relative(&path, root);
            let rules = named(&repository::read(&path)?).map_err(|fault| format!("{file}: {fault}"))?;
            for rule in rules {
                decided.entry(rule).or_default().insert(file.clone());
            }
        }
    }
    Ok(decided)
}

/// The rules that no link of their area's row in the table of the architecture leads to.
pub(crate) fn unreached(root: &Path) -> Result<Vec<String>> {
    let page = repository::read(&root.join(ARCHITECTURE))?;
    let mut unreached = Vec::new();
    for (rule, files) in decided(root)? {
        let area = rule.split('-').next().unwrap_or_default();
        let rows = page.lines().filter(|line| line.starts_with("| ") && areas(line).any(|word| word == area));
        let places: Vec<&str> = rows.flat_map(places).collect();
        let leads = |file: &String| places.iter().any(|place| Path::new(file).starts_with(place));
        if !files.iter().any(leads) {
            unreached.push(format!("{ARCHITECTURE}: the row of {area} leads to no file that decides {rule}"));
        }
    }
    Ok(unreached)
}

/// The words of a row's first cell.
fn areas(row: &str) -> impl Iterator<Item = &str> {
    let cell = row.trim_start_matches("| ").split('|').next().unwrap_or_default();
    cell.split(|end: char| !end.is_ascii_uppercase()).filter(|word| word.len() == 3)
}

/// Where a row's links lead, from the root.
fn places(row: &str) -> impl Iterator<Item = &str> {
    row.split("](../").skip(1).filter_map(|rest| rest.split(')').next())
}

/// The rules that a file says it decides.
fn named(source: &str) -> Result<Vec<&'static str>> {
    let doc: Vec<&str> = source.lines().take_while(|line| line.starts_with("//!")).collect();
    let signs = source.lines().filter(|line| line.starts_with(SIGN)).count();
    let Some(from) = doc.iter().position(|line| line.starts_with(SIGN)) else {
        return if signs == 0 { Ok(Vec::new()) } else { Err(format!("`{SIGN}` stands outside of the opening doc")) };
    };
    let last: Vec<&str> = doc.iter().skip(from).map(|line| line.trim_start_matches("//!").trim()).collect();
    let ids = last.join(" ").strip_prefix("Rules: ").and_then(|ids| ids.strip_suffix('.')).map(str::to_owned);
    let ids = ids.filter(|_| signs == 1).ok_or("the rules stand once, and end with a dot")?;
    ids.split(", ").map(|id| all().find(|rule| *rule == id).ok_or(format!("`{id}` is no rule"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_leads_where_its_links_do() {
        let row = "| PLN, MIL: plans | [`plan`](../crates/a/plan), with [`b.rs`](../crates/b.rs) (PLN-02) |";
        assert_eq!(areas(row).collect::<Vec<_>>(), ["PLN", "MIL"]);
        assert_eq!(places(row).collect::<Vec<_>>(), ["crates/a/plan", "crates/b.rs"]);
    }

    #[test]
    fn a_file_names_the_rules_that_it_decides_at_the_end_of_its_doc() {
        assert_eq!(named("//! What it is.\n//!\n//! Rules: BUN-16.\n\nuse x;\n").unwrap(), ["BUN-16"]);
        assert_eq!(named("//! What it is.\n//!\n//! Rules: ACC-14, ACC-15.\n").unwrap(), ["ACC-14", "ACC-15"]);
        assert_eq!(named("//! What.\n//!\n//! Rules: ACC-14,\n//! ACC-15.\n").unwrap(), ["ACC-14", "ACC-15"]);
        assert_eq!(named("//! What it is. No Rules: here.\n").unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_no_rule_is_refused_by_name() {
        assert_eq!(named("//! What.\n//!\n//! Rules: BUN-16, BUN-99.\n").unwrap_err(), "`BUN-99` is no rule");
    }

    #[test]
    fn rules_that_stand_elsewhere_are_refused() {
        for source in [
            "//! Rules: BUN-16.\n//! What.\n",
            "//! What.\n\n//! Rules: BUN-16.\n",
            "//! Rules: BUN-16\n",
            "//! Rules: BUN-16.\n//! Rules: BUN-17.\n",
        ] {
            assert!(named(source).is_err(), "{source}");
        }
    }
}
