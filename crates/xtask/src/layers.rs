//! Arrows only point down: what a part of the core imports stands at or below it in one table.

use std::collections::BTreeSet;
use std::path::Path;

use crate::{Result, repository};

/// A crate with its parts, which are the files and folders at its top, from the ground up.
struct Storey {
    name: &'static str,
    /// Empty where the crate is one part as a whole.
    parts: &'static [&'static str],
}

/// From the ground up: a part may import itself and what stands before it.
const HOUSE: &[Storey] = &[
    Storey { name: "touchline-kernel", parts: &[] },
    Storey {
        name: "touchline-calculators",
        parts: &[
            "skill",
            "metric",
            "programme",
            "certification",
            "progress",
            "plan",
            "insight",
            "agreement",
            "calendar",
            "feedback",
            "recommendation",
            "scorecard",
            "talk",
        ],
    },
    Storey {
        name: "touchline-law",
        parts: &["ground", "notify", "facts", "access", "policy", "life", "things", "law"],
    },
    Storey {
        name: "touchline-talk",
        parts: &[
            "language",
            "transcript",
            "privacy",
            "read",
            "phrases",
            "measure",
            "conversation",
            "hand_off",
            "operations",
        ],
    },
    Storey {
        name: "touchline-reports",
        parts: &[
            "value",
            "spent",
            "words",
            "locale",
            "escape",
            "picture",
            "document",
            "layout",
            "render",
            "coaching",
            "operations",
        ],
    },
    Storey { name: "touchline", parts: &["workspace", "wire", "operations", "status", "numbers", "schema", "waist"] },
];

/// What stands beside the parts of a crate: its root, which names them, and the one list, which names every thing and is
/// expanded where things are joined.
const BESIDE: [&str; 2] = ["lib.rs", "list.rs"];

/// The part whose folders do not know one another.
const APART: &str = "things";

/// What is said of every thing.
const ALL: &[&str] = &[];

/// Who names things from outside their folders, and which of them: what joins them. A folder stands for all that is in
/// it. Whatever else concerns a thing stands in its folder, and is found through the one list.
const JOINERS: &[(&str, &str, &[&str])] = &[
    // What happens to one thing causes something in another.
    ("touchline-law", "law/reactions", ALL),
    // Orders are about no one thing: somebody leaves, or is to be forgotten.
    ("touchline-law", "law/order", &["duties", "redaction"]),
    ("touchline-law", "law/orders", &["duties", "redaction"]),
    ("touchline-law", "law/duties", &["duties"]),
    ("touchline-law", "law/remarks", &["person"]),
    // Whoever is told something is told it as they chose.
    ("touchline-law", "law/notices", &["notification_settings"]),
    ("touchline-law", "law/loaded", &["notification_settings"]),
    // What is counted and found may rest on several things.
    ("touchline", "workspace/world", ALL),
    ("touchline", "workspace/queries", ALL),
    ("touchline", "workspace/things", ALL),
    ("touchline", "workspace/index/responses", &["bundle", "escalation"]),
    // What a trial would change is told in figures of these, and in scores.
    (
        "touchline",
        "workspace/log/trial",
        &["action_item", "bundle", "review", "scorecard", "skill_report", "training_item"],
    ),
];

/// Every import that points up, and every file that stands in no part.
pub(crate) fn faults() -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for storey in HOUSE {
        let source = repository::at("crates").join(storey.name).join("src");
        for path in repository::files(&source, ".rs")? {
            let inside = path.strip_prefix(&source).unwrap_or(&path);
            if is_a_test(inside) || BESIDE.iter().any(|name| inside == Path::new(name)) {
                continue;
            }
            let name = path.strip_prefix(repository::root()).unwrap_or(&path).display().to_string();
            let told = faults_of(storey, inside, &repository::read(&path)?);
            faults.extend(told.into_iter().map(|fault| format!("{name}{fault}")));
        }
    }
    Ok(faults)
}

pub(crate) fn is_a_test(path: &Path) -> bool {
    path.components().any(|part| ["tests", "tests.rs"].iter().any(|name| part.as_os_str() == *name))
}

fn faults_of(storey: &Storey, inside: &Path, source: &str) -> Vec<String> {
    let modules = modules(inside);
    let own = modules.first().map_or("", String::as_str);
    let Some(place) = place(storey.name, own) else { return vec![": it stands in no part of the house".to_owned()] };
    let mut faults = Vec::new();
    for (number, path) in paths(&without_tests(source), modules.len()) {
        let (name, rest) = match path.split_first() {
            Some((root, rest)) if root == "crate" => (storey.name.to_owned(), rest),
            Some((root, rest)) if root.starts_with("touchline") => (root.replace('_', "-"), rest),
            _ => continue,
        };
        let part = rest.first().map_or("", String::as_str);
        let points_up = self::place(&name, part).is_none_or(|other| other > place);
        let knows_another = own == APART
            && name == storey.name
            && part == APART
            && rest.get(1).is_some_and(|thing| Some(thing) != modules.get(1));
        if points_up || knows_another {
            faults.push(format!(":{number}: imports `{}`, and arrows only point down", path.join("::")));
        } else if let Some(thing) = thing_named(storey, &name, rest)
            && own != APART
            && !may_name(storey.name, &modules, thing)
        {
            faults.push(format!(":{number}: names `{thing}`, a thing whose folder it is not in"));
        }
    }
    faults
}

/// The thing whose module a path leads to: in the law, or its twin in the workspace.
fn thing_named<'a>(storey: &Storey, name: &str, rest: &'a [String]) -> Option<&'a str> {
    let rest: Vec<&'a str> = rest.iter().map(String::as_str).collect();
    match rest.as_slice() {
        ["workspace", APART, thing, ..] if name == storey.name => Some(*thing),
        [APART, thing, ..] => Some(*thing),
        _ => None,
    }
}

fn may_name(storey: &str, modules: &[String], thing: &str) -> bool {
    JOINERS.iter().any(|(crate_name, place, things)| {
        let place: Vec<&str> = place.split('/').collect();
        let is_in = place.iter().zip(modules).filter(|(one, other)| one == other).count() == place.len();
        *crate_name == storey && is_in && (things.is_empty() || things.contains(&thing))
    })
}

/// How far from the ground a part stands.
fn place(name: &str, part: &str) -> Option<(usize, usize)> {
    let storey = HOUSE.iter().position(|storey| storey.name == name)?;
    let parts = HOUSE.get(storey)?.parts;
    if parts.is_empty() {
        return Some((storey, 0));
    }
    Some((storey, parts.iter().position(|one| *one == part)?))
}

/// The modules that a file is in, its own among them.
pub(crate) fn modules(inside: &Path) -> Vec<String> {
    let names = inside.components().map(|part| part.as_os_str().to_string_lossy().replace(".rs", ""));
    names.filter(|name| name != "mod").collect()
}

/// The source up to the tests in it, which may look from above.
fn without_tests(source: &str) -> String {
    let code = source.split("\nmod tests {").next().unwrap_or_default();
    code.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .fold(String::new(), |code, line| code + line + "\n")
}

/// Every path that begins at a crate of ours, with its line: as far as three names behind the crate. A path that leads
/// to the root by `super` is one of them.
fn paths(code: &str, depth: usize) -> BTreeSet<(usize, Vec<String>)> {
    let ups = "super::".repeat(depth);
    let roots = [
        "crate::",
        "touchline_kernel::",
        "touchline_calculators::",
        "touchline_law::",
        "touchline_talk::",
        "touchline_reports::",
        "touchline::",
        &ups,
    ];
    let mut found = BTreeSet::new();
    for root in roots {
        for (at, _) in code.match_indices(root) {
            let before = code.get(..at).unwrap_or_default();
            // A longer name, or one in a text.
            let goes_on =
                |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '"') || (c == '$' && root != "crate::");
            if before.ends_with(goes_on) {
                continue;
            }
            let number = before.matches('\n').count() + 1;
            let name = if root.starts_with("super") { "crate" } else { root.trim_end_matches("::") };
            let rest = code.get(at + root.len()..).unwrap_or_default();
            // What the list is handed to is no import of what it names.
            if rest.starts_with("things!") {
                continue;
            }
            for names in names(rest, 3) {
                found.insert((number, [name.to_owned()].into_iter().chain(names).collect()));
            }
        }
    }
    found
}

/// The names that a path goes on with, so many of them: more than one path where braces stand.
fn names(rest: &str, most: usize) -> Vec<Vec<String>> {
    if most == 0 {
        return vec![Vec::new()];
    }
    if let Some(group) = rest.strip_prefix('{') {
        return members(group).into_iter().flat_map(|member| names(member.trim_start(), most)).collect();
    }
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return Vec::new();
    }
    let behind = rest.get(name.len()..).and_then(|rest| rest.strip_prefix("::"));
    let more = behind.map_or_else(|| vec![Vec::new()], |rest| names(rest, most - 1));
    more.into_iter().map(|more| [name.clone()].into_iter().chain(more).collect()).collect()
}

/// What stands between commas up to the brace that closes.
fn members(group: &str) -> Vec<&str> {
    let (mut open, mut begin, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => open += 1,
            '}' if open == 0 => {
                found.extend(group.get(begin..at));
                break;
            }
            '}' => open -= 1,
            ',' if open == 0 => {
                found.extend(group.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(inside: &str, source: &str) -> usize {
        let storey = HOUSE.iter().find(|storey| storey.name == "touchline-law").unwrap();
        faults_of(storey, Path::new(inside), source).len()
    }

    #[test]
    fn arrows_only_point_down() {
        assert_eq!(faults().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_stands_below_may_be_imported_and_what_stands_above_not() {
        assert_eq!(law("facts/key.rs", "use crate::ground::{ThingKind, ThingRef};\nuse touchline_kernel::id;\n"), 0);
        assert_eq!(law("facts/key.rs", "use crate::access::Action;\n"), 1);
        assert_eq!(law("facts/key.rs", "use crate::{ground, law::{Act, Change}, life};\n"), 3);
        assert_eq!(law("facts/key.rs", "fn at() -> crate::law::Act {}\n"), 1);
        assert_eq!(law("facts/mod.rs", "use super::law;\n"), 1);
        assert_eq!(law("facts/key.rs", "use super::law;\nuse super::super::access;\n"), 1);
        assert_eq!(law("facts/key.rs", "use touchline::workspace;\n"), 1);
    }

    #[test]
    fn things_do_not_know_one_another() {
        assert_eq!(law("things/goal/decide.rs", "use crate::things::goal::Goal;\nuse crate::life::Decided;\n"), 0);
        assert_eq!(law("things/goal/decide.rs", "use crate::things::bundle::Bundle;\n"), 1);
        assert_eq!(law("things/goal/decide.rs", "use crate::things::{bundle, goal};\n"), 1);
    }

    #[test]
    fn a_thing_is_named_in_its_folder_and_by_what_joins_things() {
        assert_eq!(law("things/goal/decide.rs", "use crate::things::goal::Goal;\n"), 0);
        assert_eq!(law("law/reactions.rs", "use crate::things::{bundle, goal};\n"), 0);
        assert_eq!(law("law/orders.rs", "use crate::things::redaction::Act;\n"), 0);
        assert_eq!(law("law/orders.rs", "use crate::things::goal::Act;\n"), 1);
        assert_eq!(law("law/show.rs", "use crate::things::goal::Goal;\n"), 1);
        let storey = HOUSE.iter().find(|storey| storey.name == "touchline").unwrap();
        let core = |inside: &str, source: &str| faults_of(storey, Path::new(inside), source).len();
        assert_eq!(core("workspace/queries/agent.rs", "use crate::workspace::things::goal::index::GoalIndex;\n"), 0);
        assert_eq!(core("workspace/tables.rs", "use crate::workspace::things::goal::index::GoalIndex;\n"), 1);
        assert_eq!(core("waist/scorer.rs", "use touchline_law::things::goal::Goal;\n"), 1);
    }

    #[test]
    fn what_is_said_or_tested_points_nowhere() {
        assert_eq!(law("facts/key.rs", "//! See [`crate::law`].\n"), 0);
        assert_eq!(law("facts/key.rs", "#[cfg(test)]\nmod tests {\n    use crate::law;\n}\n"), 0);
    }

    #[test]
    fn a_file_in_no_part_is_found() {
        assert_eq!(law("elsewhere/mod.rs", ""), 1);
    }
}
