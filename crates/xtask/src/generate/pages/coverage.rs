//! The page of coverage: which files decide each rule, and which conformance cases, and which tests by their names,
//! show it; and what of a rule is open still, from a file that names it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::{Result, repository, rules};

/// Where tests stand whose names may carry a rule's id.
const TESTS: &[&str] = &["crates", "bindings/c", "bindings/python", "bindings/node", "examples", "tests"];
const ENDINGS: &[&str] = &[".rs", ".c", ".cpp", ".py", ".mjs", ".cjs", ".js", ".ts"];

/// What is open of rules that are shown, in the words of whoever found it.
const OPEN: &str = "docs/open.json";

/// What is known of a rule.
#[derive(Default)]
struct Covered {
    decided_in: BTreeSet<String>,
    cases: BTreeMap<String, usize>,
    tests: BTreeSet<String>,
    open: Vec<String>,
}

impl Covered {
    fn is_shown(&self) -> bool {
        !(self.cases.is_empty() && self.tests.is_empty())
    }
}

/// A row for each rule that something decides or shows.
pub(crate) fn print(root: &Path) -> Result<String> {
    let rules = covered(root)?;
    let rows: String = rules.iter().map(|(rule, covered)| row(rule, covered)).collect();
    let shown = rules.values().filter(|covered| covered.is_shown()).count();
    let in_part = rules.values().filter(|covered| !covered.open.is_empty()).count();
    let head = "| rule | decided in | cases | tests |\n| --- | --- | --- | --- |";
    let open: String = rules.iter().flat_map(|(rule, covered)| open_rows(rule, covered)).collect();
    let open = format!(
        "\n## Open\n\nWhat is not met yet of rules that are shown in part.\n\n| rule | open |\n| --- | --- |\n{open}"
    );
    Ok(format!("{shown} rules are shown, {in_part} of them in part.\n\n{head}\n{rows}{open}"))
}

/// A row for each assertion of a rule that is open.
fn open_rows(rule: &str, covered: &Covered) -> Vec<String> {
    covered.open.iter().map(|assertion| format!("| {rule} | {assertion} |\n")).collect()
}

fn covered(root: &Path) -> Result<BTreeMap<String, Covered>> {
    let mut rules: BTreeMap<String, Covered> = BTreeMap::new();
    for (rule, decided_in) in rules::decided(root)? {
        rules.entry(rule.to_owned()).or_default().decided_in = decided_in;
    }
    for path in repository::written(&root.join("tests/conformance"), ".json")? {
        let document: Value =
            serde_json::from_str(&repository::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        let file = repository::relative(&path, &root.join("tests/conformance"));
        let mut covered = Vec::new();
        cases(&document, &mut covered);
        for rule in covered {
            *rules.entry(rule).or_default().cases.entry(file.clone()).or_default() += 1;
        }
    }
    let open = repository::read(&root.join(OPEN))?;
    let open: BTreeMap<String, Vec<String>> =
        serde_json::from_str(&open).map_err(|error| format!("{OPEN}: {error}"))?;
    for (rule, assertions) in open {
        rules.entry(rule).or_default().open = assertions;
    }
    for folder in TESTS {
        for ending in ENDINGS {
            for path in repository::written(&root.join(folder), ending)? {
                let file = repository::relative(&path, root);
                for rule in named_rules(&repository::read(&path)?) {
                    rules.entry(rule).or_default().tests.insert(file.clone());
                }
            }
        }
    }
    Ok(rules)
}

fn row(rule: &str, covered: &Covered) -> String {
    let decided_in: Vec<String> =
        covered.decided_in.iter().map(|file| format!("[{}](../../{file})", short(file))).collect();
    let cases: Vec<String> = covered
        .cases
        .iter()
        .map(|(file, count)| format!("[{file}](../../tests/conformance/{file}) × {count}"))
        .collect();
    let tests: Vec<String> = covered
        .tests
        .iter()
        .map(|file| format!("[{}](../../{file})", file.rsplit('/').next().unwrap_or(file)))
        .collect();
    let in_part = if covered.open.is_empty() { "" } else { ", in part" };
    format!("| {rule}{in_part} | {} | {} | {} |\n", decided_in.join(", "), cases.join(", "), tests.join(", "))
}

/// A file by its name and its folder's, since many are called alike.
fn short(file: &str) -> String {
    let parts: Vec<&str> = file.rsplit('/').filter(|part| *part != "src").take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

/// The rules of every case in a file, wherever the case stands; snapshots cover nothing.
fn cases(node: &Value, covered: &mut Vec<String>) {
    match node {
        Value::Array(entries) => entries.iter().for_each(|entry| cases(entry, covered)),
        Value::Object(fields) if fields.get("snapshot") != Some(&Value::Bool(true)) => {
            let rules = fields.get("covers").and_then(Value::as_array).into_iter().flatten();
            covered.extend(rules.filter_map(Value::as_str).map(str::to_owned));
            fields.get("cases").into_iter().for_each(|entries| cases(entries, covered));
        }
        _ => {}
    }
}

/// The rules that stand in the names of tests: `fn api_03_…`, `def test_api_04_…`, `test('API-05 …'`.
fn named_rules(source: &str) -> BTreeSet<String> {
    source
        .lines()
        .filter_map(|line| {
            let line = line.trim_start();
            let starts =
                ["fn ", "def test_", "async def test_", "static void ", "void ", "test('", "it('", "test(\"", "it(\""];
            let name = starts.iter().find_map(|start| line.strip_prefix(start))?;
            let (family, number) = (name.get(..3)?, name.get(4..6)?);
            let parted =
                matches!(name.get(3..4)?, "_" | "-") && !name.get(6..7)?.starts_with(|c: char| c.is_ascii_digit());
            let id = family.chars().all(|c| c.is_ascii_alphabetic()) && number.chars().all(|c| c.is_ascii_digit());
            (parted && id).then(|| format!("{}-{number}", family.to_uppercase()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_in_a_tests_name_is_found_in_every_language() {
        let source = "fn api_01_x() {\n  def test_api_02_y(self):\nstatic void api_03_z(void) {\ntest('API-05 w', () => {\nfn api_031() {}\n";
        assert_eq!(named_rules(source).into_iter().collect::<Vec<_>>(), ["API-01", "API-02", "API-03", "API-05"]);
    }

    #[test]
    fn a_snapshot_covers_nothing() {
        let document = serde_json::json!({"cases": [{"covers": ["BUN-01"]}, {"covers": ["BUN-02"], "snapshot": true}]});
        let mut covered = Vec::new();
        cases(&document, &mut covered);
        assert_eq!(covered, ["BUN-01"]);
    }

    /// Rules that stand in no file of Rust's in particular, each with the reason.
    const NOWHERE: &[(&str, &str)] =
        &[("BAT-05", "the engines are Python's, in examples/python/engines, around the scorer of BAT-01 and BAT-04")];

    #[test]
    fn every_rule_that_is_shown_is_decided_somewhere() {
        let rules = covered(&repository::root()).unwrap();
        let undecided = rules.iter().filter(|(_, covered)| covered.is_shown() && covered.decided_in.is_empty());
        let undecided: Vec<&str> = undecided.map(|(rule, _)| rule.as_str()).collect();
        let nowhere: Vec<&str> = NOWHERE.iter().map(|(rule, _)| *rule).collect();
        assert_eq!(undecided, nowhere, "a rule's file names it in its `Rules:` line");
    }

    #[test]
    fn what_is_open_is_open_of_a_rule_that_is_shown_and_says_what() {
        let rules = covered(&repository::root()).unwrap();
        for (rule, covered) in rules.iter().filter(|(_, covered)| !covered.open.is_empty()) {
            assert!(covered.is_shown(), "{rule} is not shown at all: the page says so by leaving it out");
            assert!(covered.open.iter().all(|assertion| assertion.len() > 10), "{rule}");
        }
    }

    #[test]
    fn a_row_links_the_files_that_decide_and_is_empty_where_none_does() {
        let mut covered =
            Covered { tests: BTreeSet::from(["crates/a/src/b/tests.rs".to_owned()]), ..Covered::default() };
        assert_eq!(row("BUN-01", &covered), "| BUN-01 |  |  | [tests.rs](../../crates/a/src/b/tests.rs) |\n");
        covered.decided_in.extend(["crates/a/src/b/c.rs".to_owned(), "crates/a/src/d.rs".to_owned()]);
        let printed = row("BUN-01", &covered);
        let linked = "| BUN-01 | [b/c.rs](../../crates/a/src/b/c.rs), [a/d.rs](../../crates/a/src/d.rs) |  | ";
        assert!(printed.starts_with(linked), "{printed}");
    }
}
