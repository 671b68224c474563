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
