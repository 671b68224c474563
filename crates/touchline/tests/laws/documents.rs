//! The documents that ship are read as strictly as a host's, and leave nothing out.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use touchline::kernel::canonical;
use touchline::policy::presets;
use touchline::skill::built_in;
use touchline::waist::{Status, call};

/// The documents in a folder, told from this crate's.
fn documents(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
}

/// Checks by an operation that a document is read, and comes back as it is written.
fn comes_back(operation: &str, file: &str) {
    let answer = call(operation, file.as_bytes());
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    let written: Value = serde_json::from_str(file).unwrap();
    assert_eq!(canonical::to_string(&written).unwrap(), answer.json, "a setting is left out");
}

#[test]
fn skl_01_every_framework_that_ships_is_read_strictly_and_spells_out_every_field() {
    let files = documents("../touchline-calculators/frameworks");
    files.iter().for_each(|file| comes_back("skill.check", file));
    assert_eq!(built_in().len(), files.len());
}

#[test]
fn acc_20_every_preset_is_read_strictly_and_spells_out_every_setting() {
    let files = documents("../touchline-law/policies");
    files.iter().for_each(|file| comes_back("policy.check", file));
    assert_eq!(presets().unwrap().len(), files.len());
}

#[test]
fn wsp_07_the_contract_and_the_example_know_every_kind_of_fact() {
    let schema = touchline::schema::document().unwrap();
    let kinds: BTreeSet<&str> = schema["$defs"]["FactKey"]["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| kind["properties"]["type"]["const"].as_str().unwrap())
        .collect();
    let page = |page: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let (contract, example) = (page("../../docs/wire.md"), page("../../examples/own_database/facts.py"));
    let rows = contract.lines().filter_map(|line| line.strip_prefix("| `{\"type\":\"")?.split('"').next());
    assert_eq!(rows.collect::<BTreeSet<&str>>(), kinds);
    for kind in kinds {
        assert!(example.contains(&format!("\"{kind}\": Source(")), "the host of the example does not load `{kind}`");
    }
}
