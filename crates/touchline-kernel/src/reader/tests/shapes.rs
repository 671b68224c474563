//! Which schemas are understood; all others are refused when they are compiled.

use schemars::JsonSchema;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

use super::{read_any, shape, told};
use crate::reader::{Shape, UnknownShape};

#[test]
fn a_schema_that_cannot_be_checked_whole_is_refused() {
    let object = |extra: Value| {
        let mut schema = json!({"type": "object", "additionalProperties": false, "properties": {"a": true}});
        schema.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        schema
    };
    let tagged = |word: &str| {
        json!({"type": "object", "additionalProperties": false, "required": ["type"],
               "properties": {"type": {"const": word}}})
    };
    let refused = [
        json!(false),
        json!("text"),
        json!({"type": "string", "pattern": "a*"}),
        json!({"type": "string", "minLength": 1}),
        json!({"type": "string", "format": "no such format"}),
        json!({"type": "integer", "multipleOf": 2}),
        json!({"type": "integer", "format": "int7"}),
        json!({"type": "integer", "minimum": 0.5}),
        json!({"type": "integer", "exclusiveMinimum": 0}),
        json!({"type": "number", "format": "float"}),
        json!({"type": ["integer", "string"]}),
        json!({"type": "tuple"}),
        json!({"type": "array"}),
        json!({"type": "array", "items": true, "minItems": 1}),
        json!({"type": "array", "prefixItems": [true]}),
        json!({"type": "object"}),
        json!({"type": "object", "properties": {"a": true}}),
        json!({"type": "object", "properties": {"a": true}, "additionalProperties": {"type": "string"}}),
        object(json!({"patternProperties": {"x": true}})),
        object(json!({"required": ["b"]})),
        object(json!({"required": [1]})),
        object(json!({"minProperties": 1})),
        object(json!({"unheard": 1})),
        json!({"enum": ["a", 1]}),
        json!({"const": 1}),
        json!({"enum": ["a"], "type": "integer"}),
        json!({"$ref": "#/$defs/Missing"}),
        json!({"$ref": "elsewhere.json"}),
        json!({"$ref": "#/$defs/A", "minimum": 1, "$defs": {"A": {"type": "integer"}}}),
        json!({"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/A"}}}),
        json!({"$ref": "#/$defs/A", "$defs": {"A": {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]}}}),
        json!({"oneOf": []}),
        json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
        json!({"oneOf": [tagged("a"), tagged("a")]}),
        json!({"oneOf": [tagged("a"), object(json!({}))]}),
        json!({"oneOf": [tagged("a"), {"const": "b"}]}),
        json!({"oneOf": [object(json!({"properties": {"type": {"const": "a"}}})), tagged("b")]}),
        json!({"allOf": [{"type": "string"}]}),
        json!({"not": {"type": "string"}}),
    ];
    for schema in refused {
        assert!(Shape::compile(&schema).is_err(), "{schema}");
    }
}

#[test]
fn a_refusal_names_the_place_in_the_schema() {
    let schema = json!({
        "type": "object", "additionalProperties": false,
        "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/B"}}},
        "$defs": {"B": {"type": "string", "maxLength": 3}}
    });
    let expected =
        UnknownShape { at: "#/$defs/B".into(), why: "the keyword `maxLength` is not understood here".into() };
    assert_eq!(Shape::compile(&schema).unwrap_err(), expected);
}

#[test]
fn descriptions_restrict_nothing() {
    let schema = json!({"$schema": "x", "title": "T", "description": "d", "default": 1, "examples": [1], "x-own": 1});
    assert!(told(read_any(b"[1]", &shape(schema))).is_empty());
}

#[test]
fn one_definition_of_a_document_can_be_compiled_alone() {
    let document = json!({"$defs": {"Word": {"enum": ["a", "b"]}, "Bad": {"not": true}}});
    let word = Shape::named(&document, "Word").unwrap();
    assert!(told(read_any(b"\"a\"", &word)).is_empty());
    assert_eq!(told(read_any(b"\"c\"", &word)), ["unknown_value  1:1@0"]);
    assert!(Shape::named(&document, "Bad").is_err());
    assert!(Shape::named(&document, "Absent").is_err());
}

/// Each way in which schemars writes what the forms know.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
struct Written {
    /// Documented.
    small: u8,
    wide: u64,
    size: usize,
    #[schemars(range(min = 1, max = 10))]
    bound: u32,
    ratio: Option<f64>,
    word: Option<Word>,
    set: BTreeSet<Word>,
    map: BTreeMap<String, Vec<Empty>>,
    sum: Sum,
    optional_sum: Option<Sum>,
    free: Value,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
enum Word {
    /// Documented.
    One,
    Two,
    Three,
}

#[derive(JsonSchema)]
#[serde(tag = "type", content = "body")]
#[expect(dead_code, reason = "only its schema is used")]
enum Sum {
    /// Documented.
    Unit,
    New(Empty),
    Fields {
        deeper: Option<Box<Sum>>,
    },
}

#[derive(JsonSchema)]
struct Empty {}

#[test]
fn what_schemars_writes_is_understood() {
    let written = Shape::of::<Written>().unwrap();
    let fits = br#"{"small":255,"wide":9007199254740991,"size":0,"bound":10,"ratio":null,"word":"Two","set":["One"],
        "map":{"k":[{}]},"sum":{"type":"Unit"},"optional_sum":{"type":"Fields","body":{"deeper":{"body":{},"type":"New"}}},
        "free":[{"any":1}]}"#;
    assert!(told(read_any(fits, &written)).is_empty());
    let misfits = br#"{"small":256,"wide":-1,"size":1.5,"bound":0,"word":"Four","set":["one"],"map":{"k":[{"x":1}]},
"sum":{"type":"New"},"optional_sum":{"type":"Fields","body":{"deeper":{"type":"Other"}}},"free":null,"more":1}"#;
    let told = told(read_any(misfits, &written));
    let told: Vec<&str> = told.iter().filter_map(|fault| fault.rsplit_once(' ').map(|(fault, _)| fault)).collect();
    assert_eq!(
        told,
        [
            "number_out_of_range /small",
            "number_out_of_range /wide",
            "wrong_type /size",
            "number_out_of_range /bound",
            "unknown_value /word",
            "unknown_value /set/0",
            "unknown_field /map/k/0/x",
            "missing_field /sum",
            "unknown_value /optional_sum/body/deeper/type",
            "unknown_field /more",
        ]
    );
}
