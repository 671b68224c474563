//! One input for each kind of fault, with the exact place that is told.

use serde_json::json;

use super::{read_any, shape, told};
use crate::canonical::to_string;
use crate::reader::Shape;

fn any() -> Shape {
    shape(json!(true))
}

fn person() -> Shape {
    shape(json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "name": {"type": "string"},
            "age": {"type": "integer", "minimum": 0, "maximum": 150},
            "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "role": {"enum": ["agent", "manager"]},
            "active": {"type": "boolean"},
            "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
            "a/b~c": {"type": "object", "additionalProperties": {"type": "null"}}
        },
        "required": ["age", "name"]
    }))
}

#[test]
fn api_07_numbers_that_json_does_not_have_are_told_with_their_places() {
    let input = br#"{"age":NaN,"list":[1,Infinity,{"a/b":-Infinity}],"name":NaN}"#;
    assert_eq!(
        told(read_any(input, &any())),
        ["syntax /age 1:8@7", "syntax /list/1 1:22@21", "syntax /list/2/a~1b 1:38@37", "syntax /name 1:57@56"]
    );
    assert_eq!(told(read_any(b"NaN", &any())), ["syntax  1:1@0"]);
    assert_eq!(told(read_any(b"[NaNs]", &any())), ["syntax  1:5@4"]);
    assert_eq!(told(read_any(b"[-Inf]", &any())), ["syntax  1:3@2"]);
}

#[test]
fn text_that_is_not_json_has_one_fault() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "syntax  1:1@0"),
        (b"  \n ", "syntax  2:2@4"),
        (b"{\"a\":1,}", "syntax  1:8@7"),
        (b"[1 2]", "syntax  1:4@3"),
        (b"[1,]", "syntax  1:4@3"),
        (b"{\"a\" 1}", "syntax  1:6@5"),
        (b"{a:1}", "syntax  1:2@1"),
        (b"{\"a\":1} x", "syntax  1:9@8"),
        (b"[1]\r\n]", "syntax  2:1@5"),
        (b"\xef\xbb\xbf{}", "syntax  1:1@0"),
        (b"\"ab", "syntax  1:4@3"),
        (b"\"a\nb\"", "syntax  1:3@2"),
        (b"\"a\\qb\"", "syntax  1:4@3"),
        (b"\"\\u12x4\"", "syntax  1:6@5"),
        (b"01", "syntax  1:2@1"),
        (b"-", "syntax  1:2@1"),
        (b"1.", "syntax  1:3@2"),
        (b"1e+", "syntax  1:4@3"),
        (b"nul", "syntax  1:1@0"),
        (b"[\n  true,\n  Nan]", "syntax  3:3@12"),
        (b"\"caf\xe9\"", "invalid_utf8  1:5@4"),
        (b"[\"\xc3\xa9\",\n\xff", "invalid_utf8  2:1@7"),
    ];
    for (input, expected) in cases {
        assert_eq!(told(read_any(input, &any())), [*expected], "{}", String::from_utf8_lossy(input));
    }
}

#[test]
fn a_fault_of_the_text_says_what_was_expected() {
    let message = |input: &[u8]| read_any(input, &any()).unwrap_err().faults[0].reason.message();
    assert_eq!(message(b"[1 2]"), "the input is not JSON: `,` or `]` is expected here");
    assert_eq!(message(b"{\"a\":1,}"), "the input is not JSON: a field name is expected here");
    assert_eq!(message(b"1 2"), "the input is not JSON: the end of the input is expected here");
}

#[test]
fn names_that_stand_twice_are_all_told() {
    let input = br#"{"a":1,"b":{"x":[{"k":1,"\u006b":2}],"x":1},"a":3,"a":4}"#;
    assert_eq!(
        told(read_any(input, &any())),
        [
            "duplicate_key /b/x/0/k 1:25@24",
            "duplicate_key /b/x 1:38@37",
            "duplicate_key /a 1:45@44",
            "duplicate_key /a 1:51@50"
        ]
    );
}

#[test]
fn a_name_that_stands_twice_is_found_among_many() {
    let members: Vec<String> = (0..50).map(|number| format!("\"m{number}\":0")).collect();
    let input = format!("{{{},\"m7\":1}}", members.join(","));
    let at = input.rfind("\"m7\"").unwrap();
    assert_eq!(told(read_any(input.as_bytes(), &any())), [format!("duplicate_key /m7 1:{}@{at}", at + 1)]);
}

#[test]
fn halves_of_surrogate_pairs_are_told_where_they_stand() {
    let input = br#"{"a":"x\ud83d","b":["\ude00\ud83d"],"\ud83dc":1,"fine":"\ud83d\ude00","e":"\ud83d\u0041","f":"\udbff\ue000"}"#;
    assert_eq!(
        told(read_any(input, &any())),
        [
            "lone_surrogate /a 1:8@7",
            "lone_surrogate /b/0 1:22@21",
            "lone_surrogate /\u{fffd}c 1:38@37",
            "lone_surrogate /e 1:76@75",
            "lone_surrogate /f 1:95@94",
        ]
    );
}

#[test]
fn numbers_that_no_double_or_no_reader_keeps_are_told() {
    let input = b"[9007199254740991, 9007199254740992, -9007199254740992, 1e308, 1e309, -1E+400, 1e-400]";
    let long = format!("{}.5", "1".repeat(400));
    assert_eq!(told(read_any(long.as_bytes(), &any())), ["number_out_of_range  1:1@0"]);
    assert_eq!(
        told(read_any(input, &any())),
        [
            "number_out_of_range /1 1:20@19",
            "number_out_of_range /2 1:38@37",
            "number_out_of_range /4 1:64@63",
            "number_out_of_range /5 1:71@70",
        ]
    );
}

#[test]
fn a_number_is_read_only_where_its_printed_form_would_be_read_again() {
    let number = shape(json!({"type": "number", "format": "double", "minimum": -1e300, "maximum": 1e300}));
    for fits in ["9007199254740991", "-9007199254740991.0", "9.007199254740991e15", "1e-300"] {
        let read = read_any(fits.as_bytes(), &number).unwrap();
        let printed = to_string(&read).unwrap();
        assert!(told(read_any(printed.as_bytes(), &number)).is_empty(), "{fits}");
    }
    for wide in ["9007199254740992.0", "-1e16", "1e300"] {
        assert_eq!(told(read_any(wide.as_bytes(), &number)), ["number_out_of_range  1:1@0"], "{wide}");
    }
}

#[test]
fn every_misfit_is_told_at_once_in_the_order_of_the_text() {
    let input = br#"{
  "age": 151, "share": -0.5, "role": "owner",
  "active": "yes", "tags": ["a", 7, "c"],
  "a/b~c": {"x": null, "y": 1}, "nick": true
}"#;
    assert_eq!(
        told(read_any(input, &person())),
        [
            "missing_field  1:1@0",
            "number_out_of_range /age 2:10@11",
            "number_out_of_range /share 2:24@25",
            "unknown_value /role 2:38@39",
            "wrong_type /active 3:13@60",
            "list_too_long /tags 3:28@75",
            "wrong_type /tags/1 3:34@81",
            "wrong_type /a~1b~0c/y 4:29@118",
            "unknown_field /nick 4:33@122",
        ]
    );
}

#[test]
fn a_misfit_says_what_it_found_and_what_would_be_right() {
    let message = |input: &str| read_any(input.as_bytes(), &person()).unwrap_err().faults[0].reason.message();
    assert_eq!(message(r#"{"name":1,"age":1}"#), "text is expected here, not 1");
    assert_eq!(message(r#"{"name":"","age":1.0}"#), "a whole number is expected here, not 1.0");
    assert_eq!(message(r#"{"name":"","age":-0}"#), "a whole number is expected here, not -0");
    assert_eq!(message(r#"{"name":"","age":-1}"#), "-1 is not in the range from 0 to 150");
    assert_eq!(message(r#"{"name":"","age":1,"share":2}"#), "2 is not in the range from 0 to 1");
    assert_eq!(message(r#"{"name":""}"#), "`age` is missing");
    assert_eq!(message(r#"{"name":"","age":1,"role":"x"}"#), "`x` is not known here; known are `agent`, `manager`");
    assert_eq!(message("[]"), "an object is expected here, not a list");
    let long = format!(r#"{{"name":"","age":1,"role":"{}"}}"#, "é".repeat(200));
    assert!(message(&long).starts_with(&format!("`{}…`", "é".repeat(80))));
}

fn union() -> Shape {
    let case = |word: &str, field: &str| {
        json!({
            "type": "object", "additionalProperties": false, "required": ["type", "body"],
            "properties": {"type": {"type": "string", "const": word}, "body": {"$ref": format!("#/$defs/{field}")}}
        })
    };
    shape(json!({
        "oneOf": [case("open", "Open"), case("close", "Close")],
        "$defs": {
            "Open": {"type": "object", "additionalProperties": false, "properties": {"key": {"type": "string"}}},
            "Close": {"type": "null"}
        }
    }))
}

#[test]
fn a_union_is_told_apart_by_its_type() {
    let told = |input: &str| told(read_any(input.as_bytes(), &union()));
    assert!(told(r#"{"body":{"key":"k"},"type":"open"}"#).is_empty());
    assert!(told(r#"{"type":"close","body":null}"#).is_empty());
    assert_eq!(told(r#"{"type":"shut","body":{"nonsense":1}}"#), ["unknown_value /type 1:9@8"]);
    assert_eq!(told(r#" {"body":null}"#), ["missing_field  1:2@1"]);
    assert_eq!(told(r#"{"type":1}"#), ["wrong_type /type 1:9@8"]);
    assert_eq!(told(r#"{"type":"close"}"#), ["missing_field  1:1@0"]);
    assert_eq!(told(r#"{"type":"open","body":{"kee":1}}"#), ["unknown_field /body/kee 1:24@23"]);
}

fn several() -> Shape {
    let case = |word: &str| {
        json!({
            "type": "object", "additionalProperties": false, "required": ["type", "body"],
            "properties": {"type": {"type": "string", "const": word}, "body": {"$ref": "#/$defs/Plain"}}
        })
    };
    shape(json!({
        "anyOf": [{"type": "string", "format": "key"}, {"$ref": "#/$defs/Told"}, {"$ref": "#/$defs/Plain"}],
        "$defs": {
            "Told": {"oneOf": [case("open"), case("close")]},
            "Plain": {"type": "object", "additionalProperties": false, "required": ["size"], "properties": {"size": {"type": "integer"}}}
        }
    }))
}

#[test]
fn a_text_an_object_that_says_its_type_and_one_that_has_none_are_told_apart() {
    let told = |input: &str| told(read_any(input.as_bytes(), &several()));
    assert!(told(r#""sales""#).is_empty());
    assert!(told(r#"{"size":1}"#).is_empty());
    assert!(told(r#"{"body":{"size":1},"type":"open"}"#).is_empty());
    assert_eq!(told(r#""""#), ["text_blank  1:1@0"]);
    assert_eq!(told(r#"{"size":"x"}"#), ["wrong_type /size 1:9@8"]);
    assert_eq!(told(r#"{"sise":1}"#), ["missing_field  1:1@0", "unknown_field /sise 1:2@1"]);
    assert_eq!(told(r#"{"type":"shut","size":1}"#), ["unknown_value /type 1:9@8"]);
    assert_eq!(told(r#"{"type":"open","body":{"size":"x"}}"#), ["wrong_type /body/size 1:31@30"]);
    assert_eq!(told("[]"), ["wrong_type  1:1@0"]);
}

#[test]
fn a_choice_of_two_texts_or_two_plain_objects_is_no_form() {
    let text = json!({"type": "string"});
    let plain = json!({"type": "object", "additionalProperties": false, "properties": {}});
    for cases in [json!([text, text]), json!([text, plain]), json!([plain, plain, text])] {
        assert!(Shape::compile(&json!({"anyOf": cases})).is_err(), "{cases}");
    }
}

#[test]
fn faults_of_text_and_of_shape_are_told_together() {
    let input = br#"{"name":"\ud800","age":9007199254740993,"age":"x"}"#;
    assert_eq!(
        told(read_any(input, &person())),
        [
            "lone_surrogate /name 1:10@9",
            "number_out_of_range /age 1:24@23",
            "duplicate_key /age 1:41@40",
            "wrong_type /age 1:47@46",
        ]
    );
}
