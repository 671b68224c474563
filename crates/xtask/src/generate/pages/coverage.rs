//! The page of coverage: which conformance cases, and which tests by their names, show each rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Result, repository};

/// Where tests stand whose names may carry a rule's id.
const TESTS: &[&str] = &["crates", "bindings/c", "bindings/python", "bindings/node", "examples", "tests"];
const ENDINGS: &[&str] = &[".rs", ".c", ".cpp", ".py", ".mjs", ".cjs", ".js", ".ts"];
/// Folders that are fetched or built, not written.
const NOT_OURS: &[&str] = &["target", "node_modules", "generated"];

#[derive(Default)]
struct Shown {
    cases: BTreeMap<String, usize>,
    tests: BTreeSet<String>,
}

/// A row for each rule that something shows.
pub(crate) fn print(root: &Path) -> Result<String> {
    let mut rules: BTreeMap<String, Shown> = BTreeMap::new();
    for path in files(&root.join("tests/conformance"), ".json")? {
        let document: Value =
            serde_json::from_str(&repository::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        let file = relative(&path, &root.join("tests/conformance"));
        let mut covered = Vec::new();
        cases(&document, &mut covered);
        for rule in covered {
            *rules.entry(rule).or_default().cases.entry(file.clone()).or_default() += 1;
        }
    }
    for folder in TESTS {
        for path in test_files(&root.join(folder))? {
            let file = relative(&path, root);
            for rule in named_rules(&repository::read(&path)?) {
                rules.entry(rule).or_default().tests.insert(file.clone());
            }
        }
    }
    let rows: String = rules.iter().map(|(rule, shown)| row(rule, shown)).collect();
    Ok(format!("{} rules are shown.\n\n| rule | cases | tests |\n| --- | --- | --- |\n{rows}", rules.len()))
}

fn row(rule: &str, shown: &Shown) -> String {
    let cases: Vec<String> =
        shown.cases.iter().map(|(file, count)| format!("[{file}](../../tests/conformance/{file}) × {count}")).collect();
    let tests: Vec<String> =
        shown.tests.iter().map(|file| format!("[{}](../../{file})", file.rsplit('/').next().unwrap_or(file))).collect();
    format!("| {rule} | {} | {} |\n", cases.join(", "), tests.join(", "))
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

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for ending in ENDINGS {
        found.extend(files(folder, ending)?);
    }
    found.retain(|path| {
        path.strip_prefix(folder).is_ok_and(|path| !path.iter().any(|part| NOT_OURS.iter().any(|name| part == *name)))
    });
    Ok(found)
}

/// A folder that is not there holds nothing.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    if folder.is_dir() { repository::files(folder, ending) } else { Ok(Vec::new()) }
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
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
}
