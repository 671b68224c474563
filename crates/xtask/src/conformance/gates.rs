//! What the suite as a whole must hold: every code has a case that expects it, every rule that a case
//! names exists.

use serde_json::Value;
use std::collections::BTreeSet;
use touchline::kernel::rejection::CODES;

use super::case::{Act, Case, Step, Then};
use super::suite::Suite;
use crate::generate::lock;
use crate::{repository, rules};

#[test]
fn every_rejection_code_has_a_case_that_expects_it() {
    let mut expected = BTreeSet::new();
    for (_, case) in Suite::read().unwrap().cases() {
        expected_in_case(case, &mut expected);
    }
    expected.extend(lock::retired("code"));
    let missing: Vec<&str> =
        CODES.iter().map(|entry| entry.code.name()).filter(|code| !expected.contains(*code)).collect();
    assert!(missing.is_empty(), "no case in tests/conformance expects {missing:?}");
    let known: BTreeSet<&str> = CODES.iter().map(|entry| entry.code.name()).collect();
    let unknown: Vec<&String> = expected.iter().filter(|code| !known.contains(code.as_str())).collect();
    assert!(unknown.is_empty(), "cases expect {unknown:?}, which are no codes");
}

#[test]
fn every_rule_that_a_case_covers_exists() {
    let rules: BTreeSet<&str> = rules::all().collect();
    for (file, case) in Suite::read().unwrap().cases() {
        for rule in &case.covers {
            assert!(rules.contains(rule.as_str()), "{file}: {}: there is no rule {rule}", case.description);
        }
    }
}

#[test]
fn the_list_of_rules_is_the_specifications() {
    let folder = repository::at("../shared/spec");
    if !folder.is_dir() {
        println!("skipped: the specification is not beside the repository");
        return;
    }
    let mut ids = BTreeSet::new();
    for page in repository::files(&folder, ".md").unwrap() {
        for row in repository::read(&page).unwrap().lines() {
            let id = row.strip_prefix("| ").and_then(|row| row.split(' ').next()).unwrap_or_default();
            if id.len() == 6 && id.is_char_boundary(3) && id.split_at(3).1.starts_with('-') {
                ids.insert(id.to_owned());
            }
        }
    }
    let listed: Vec<&str> = rules::all().collect();
    assert_eq!(listed, ids.iter().map(String::as_str).collect::<Vec<_>>(), "tests/conformance/rules.txt");
}

fn expected_in_case(case: &Case, codes: &mut BTreeSet<String>) {
    let steps = case.given.steps.iter().filter_map(|step: &Step| step.then.as_ref());
    for then in steps.chain([&case.then]) {
        expected_in(then, codes);
    }
    // A closed command names the code with which it would be refused.
    if let (Act::Available(_), Then::Ok(view)) = (&case.when.act, &case.then) {
        collect(view, codes);
    }
}

fn expected_in(then: &Then, codes: &mut BTreeSet<String>) {
    match then {
        Then::Rejected(Value::String(code)) => drop(codes.insert(code.clone())),
        Then::Rejected(value) => collect(value, codes),
        Then::BadInput(faults) => {
            for fault in faults {
                match fault {
                    Value::String(code) => drop(codes.insert(code.clone())),
                    value => collect(value, codes),
                }
            }
        }
        Then::Numbers(Value::String(name), _) => {
            // 0 stands for no code.
            codes.extend(name.strip_prefix("code.").filter(|code| *code != "none").map(str::to_owned));
        }
        Then::Batch(all) => all.iter().for_each(|one| expected_in(one, codes)),
        _ => {}
    }
}

fn collect(value: &Value, codes: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(code) if name == "code" => drop(codes.insert(code.to_owned())),
                    _ => collect(member, codes),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, codes)),
        _ => {}
    }
}
