//! Input of any size and depth comes back, quickly, with its one fault.

use serde_json::{Value, json};

use super::{codes, read_any, shape, told};
use crate::reader::{MAX_BYTES, MAX_DEPTH, MAX_FAULTS, Shape};
use crate::rejection::Code;

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn depth_is_limited() {
    let any = shape(json!(true));
    assert!(read_any(nested(MAX_DEPTH).as_bytes(), &any).is_ok());
    assert_eq!(
        told(read_any(nested(MAX_DEPTH + 1).as_bytes(), &any)),
        [format!("too_deep  1:{0}@{MAX_DEPTH}", MAX_DEPTH + 1)]
    );
    let objects = "{\"a\":".repeat(1_000_000);
    assert_eq!(codes(&read_any(objects.as_bytes(), &any).unwrap_err()), [Code::TooDeep]);
    let brackets = "[".repeat(MAX_BYTES);
    assert_eq!(codes(&read_any(brackets.as_bytes(), &any).unwrap_err()), [Code::TooDeep]);
}

#[test]
fn size_is_limited() {
    let any = shape(json!(true));
    let longest = format!("\"{}\"", "x".repeat(MAX_BYTES - 2));
    assert!(read_any(longest.as_bytes(), &any).is_ok());
    assert_eq!(told(read_any(format!("{longest} ").as_bytes(), &any)), ["too_large "]);
    assert_eq!(told(read_any(&vec![0xff; 100_000_000], &any)), ["too_large "]);
}

#[test]
fn faults_are_capped() {
    let numbers = shape(json!({"type": "object", "additionalProperties": {"type": "integer"}}));
    let members: Vec<String> = (0..100_000).map(|number| format!("\"{number:06}\":null")).collect();
    let bad = read_any(format!("{{{}}}", members.join(",")).as_bytes(), &numbers).unwrap_err();
    assert_eq!(bad.faults.len(), MAX_FAULTS);
    assert_eq!(bad.faults[MAX_FAULTS - 1].path, "/000099");
}

#[test]
fn a_name_repeated_a_million_times_costs_little() {
    let input = format!("{{{}\"a\":0}}", "\"a\":0,".repeat(1_000_000));
    let bad = read_any(input.as_bytes(), &shape(json!(true))).unwrap_err();
    assert_eq!(bad.faults.len(), MAX_FAULTS);
    assert!(codes(&bad).iter().all(|code| *code == Code::DuplicateKey));
}

#[test]
fn a_million_unknown_fields_cost_little() {
    let known: serde_json::Map<String, Value> =
        (0..100).map(|number| (format!("field{number}"), json!(true))).collect();
    let shape = shape(json!({"type": "object", "additionalProperties": false, "properties": known}));
    let members: Vec<String> = (0..1_000_000).map(|number| format!("\"u{number}\":0")).collect();
    let bad = read_any(format!("{{{}}}", members.join(",")).as_bytes(), &shape).unwrap_err();
    assert_eq!(bad.faults.len(), MAX_FAULTS);
}

#[test]
fn a_recursive_shape_reads_as_deep_as_the_limit() {
    let schema = json!({
        "$ref": "#/$defs/Nest",
        "$defs": {"Nest": {"type": "array", "items": {"$ref": "#/$defs/Nest"}}}
    });
    let nest: Shape = shape(schema);
    let read: Value = read_any(nested(MAX_DEPTH).as_bytes(), &nest).unwrap();
    assert!(read.is_array());
}

#[test]
fn every_prefix_of_a_document_is_refused_in_peace() {
    let any = shape(json!(true));
    let document = r#"{"a":[1.5e3,"x\u00e9\ud83d\ude00"],"b":{"c":null,"d":[true,false]}}"#;
    assert!(read_any(document.as_bytes(), &any).is_ok());
    for length in 0..document.len() {
        let bad = read_any(&document.as_bytes()[..length], &any).unwrap_err();
        assert_eq!(codes(&bad), [Code::Syntax], "{}", &document[..length]);
    }
}
