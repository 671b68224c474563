//! The printers over a document that holds every shape, and the files that are checked in.

use serde_json::{Value, json};

use super::model::Model;
use super::output::Output;
use super::{from_document, output, outputs, pages, python, typescript};
use crate::repository;

fn fixture() -> Value {
    serde_json::from_str(include_str!("fixture.json")).expect("the fixture is JSON")
}

fn joined(outputs: &[Output]) -> String {
    outputs.iter().map(|output| format!("======== {}\n{}\n", output.path, output.text)).collect()
}

fn fault(change: impl FnOnce(&mut Value)) -> String {
    let mut document = fixture();
    change(&mut document);
    Model::read(&document).expect_err("the document holds what the printers do not know")
}

#[test]
fn typescript_prints_every_shape() {
    let model = Model::read(&fixture()).expect("the fixture is well formed");
    insta::assert_snapshot!(joined(&typescript::print(&model)));
}

#[test]
fn python_prints_every_shape() {
    let model = Model::read(&fixture()).expect("the fixture is well formed");
    insta::assert_snapshot!(joined(&python::print(&model).expect("every name is a name in Python")));
}

/// The pages of the fixture, as of a repository that holds no tests.
fn fixture_pages() -> Vec<Output> {
    let nowhere = repository::at("crates/xtask/src/generate/tests/empty");
    let document = fixture();
    let model = Model::read(&document).expect("the fixture is well formed");
    pages::print(&model, &document, &nowhere).expect("a repository without tests has pages")
}

#[test]
fn pages_print_every_shape() {
    // The pages of access and of metrics also print what is the library's own.
    let elsewhere = ["touchline.schema.json", "access.md", "metrics.md"];
    let mut pages = fixture_pages();
    pages.retain(|page| !elsewhere.iter().any(|name| page.path.ends_with(name)));
    insta::assert_snapshot!(joined(&pages));
}

#[test]
fn the_page_of_access_lists_every_rule_in_its_order() {
    let pages = fixture_pages();
    let access = pages.iter().find(|page| page.path.ends_with("access.md")).expect("there is a page of access");
    let rows: Vec<&str> = access.text.lines().filter(|line| line.starts_with("| `make_thing`")).collect();
    assert_eq!(
        rows,
        [
            "| `make_thing` |  | ACC-01 | `making` | `not_coached` and `in_scope` |",
            "| `make_thing` |  | ACC-02 | no matter which | `author` |",
        ]
    );
}

#[test]
fn api_02_the_schema_says_of_each_code_what_kind_and_which_details_it_has() {
    let pages = fixture_pages();
    let schema = pages.iter().find(|page| page.path.ends_with("touchline.schema.json")).expect("there is a schema");
    let schema: Value = serde_json::from_str(&schema.text).expect("it is JSON");
    let named = |name: &str| &schema["$defs"][name];
    for (name, fields) in [
        ("Rejection", json!(["code", "details", "kind", "message", "path"])),
        ("Fault", json!(["code", "details", "kind", "message", "path", "position"])),
    ] {
        assert_eq!((&named(name)["required"], &named(name)["allOf"]), (&fields, &json!([{"$ref": "#/$defs/Reason"}])));
    }
    assert_eq!(named("BadInput")["properties"]["faults"]["items"], json!({"$ref": "#/$defs/Fault"}));
    assert_eq!(named("Kind")["enum"], json!(["invalid", "limit", "wrong_state"]));
    let reasons = named("Reason")["oneOf"].as_array().expect("a reason is one of those of the codes");
    let codes: Vec<&Value> = reasons.iter().map(|reason| &reason["properties"]["code"]["const"]).collect();
    assert_eq!(codes, ["syntax", "text_blank", "list_too_long", "thing_dropped"]);
    assert_eq!(reasons[1]["properties"]["details"], json!({"type": "null"}));
    assert_eq!(reasons[2]["properties"]["kind"]["const"], "limit");
    assert_eq!(reasons[2]["properties"]["details"]["required"], json!(["actual", "limit"]));
    assert_eq!(reasons[3]["properties"]["details"]["properties"]["open"]["type"], "array");
}

#[test]
fn an_unknown_shape_is_an_error_with_its_place() {
    let fault = fault(|document| document["$defs"]["CheckUp"]["properties"]["marks"]["prefixItems"] = json!([]));
    assert!(fault.contains("$defs/CheckUp/properties/marks") && fault.contains("prefixItems"), "{fault}");
}

#[test]
fn an_object_that_is_not_closed_is_an_error() {
    let fault = fault(|document| document["$defs"]["ThingDrop"] = json!({"type": "object"}));
    assert!(fault.contains("$defs/ThingDrop") && fault.contains("not closed"), "{fault}");
}

#[test]
fn a_union_that_no_field_tells_apart_is_an_error() {
    let fault =
        fault(|document| document["$defs"]["Finding"]["oneOf"][0]["properties"] = json!({"kind": {"const": "none"}}));
    assert!(fault.contains("$defs/Finding") && fault.contains("told apart"), "{fault}");
}

#[test]
fn a_reference_to_nothing_is_an_error() {
    let fault =
        fault(|document| document["$defs"]["CheckedUp"]["properties"]["found"] = json!({"$ref": "#/$defs/Lost"}));
    assert!(fault.contains("Lost"), "{fault}");
}

#[test]
fn what_has_no_doc_is_an_error() {
    let fault = fault(|document| document["queries"][0]["doc"] = json!(""));
    assert!(fault.contains("`thing.look`"), "{fault}");
}

#[test]
fn api_02_what_is_given_all_its_facts_at_once_waits_for_none() {
    let waits = |document: &Value| {
        let outputs = from_document(document, &repository::root()).expect("the fixture is well formed");
        outputs.iter().filter(|output| output.text.contains("CheckedUp | NeedsFacts")).count()
    };
    let mut document = fixture();
    assert_eq!(waits(&document), 2);
    document["$defs"]["CheckUp"]["properties"]["facts"] = json!({"$ref": "#/$defs/Looked"});
    assert_eq!(waits(&document), 0);
}

#[test]
fn a_name_that_python_cannot_write_is_an_error() {
    let mut document = fixture();
    document["operations"][0]["name"] = json!("care.import");
    let fault = from_document(&document, &repository::root()).expect_err("`import` is a word of Python's own");
    assert!(fault.contains("`import`"), "{fault}");
}

/// What becomes of the fixture with one type more.
fn with_a_type(name: &str) -> String {
    let mut document = fixture();
    document["$defs"][name] =
        json!({"type": "object", "properties": {}, "additionalProperties": false, "description": "Another."});
    from_document(&document, &repository::root()).map(|_| "printed").expect_err("the name is taken")
}

#[test]
fn api_02_a_type_that_is_called_as_one_of_refusals_is_an_error() {
    for name in ["Code", "Position", "Reason", "Rejection"] {
        let fault = with_a_type(name);
        assert!(fault.contains(&format!("`{name}` is a type of refusals")), "{fault}");
    }
}

#[test]
fn api_02_a_type_that_is_called_as_a_format_is_an_error() {
    let fault = with_a_type("Uuid");
    assert!(fault.contains("`Uuid` is a format of text"), "{fault}");
}

#[test]
fn api_02_a_type_that_is_called_as_one_that_a_printer_makes_is_an_error() {
    for name in ["Json", "CommandEnvelope", "Commands", "CommandOf"] {
        let fault = with_a_type(name);
        assert!(fault.contains(&format!("`{name}` is declared twice")), "{fault}");
    }
}

#[test]
fn api_02_generated_files_are_what_is_checked_in() {
    let root = repository::root();
    let outputs = outputs(&root).expect("every shape is known");
    if let Err(difference) = output::verify(&root, &outputs) {
        panic!("{difference}");
    }
}

#[test]
fn a_difference_names_the_file_and_the_remedy() {
    let changed = [Output::new("docs/reference/README.md", "something else")];
    let difference = output::verify(&repository::root(), &changed).expect_err("the file differs");
    assert!(
        difference.contains("docs/reference/README.md") && difference.contains("cargo xtask generate"),
        "{difference}"
    );
}

#[test]
fn a_picture_that_nothing_prints_is_a_difference() {
    let path = "docs/reference/lifecycles/bundle.svg";
    let difference = output::verify(&repository::root(), &[]).expect_err("no picture is printed");
    assert!(difference.contains(path) && difference.contains("which nothing prints"), "{difference}");
}
