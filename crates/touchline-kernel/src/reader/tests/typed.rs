//! From a checked tree to a value of its type.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;
use std::borrow::Cow;

use super::shape;
use crate::reader::{Shape, read};
use crate::text::Limits;

fn read_as<'de, T: Deserialize<'de> + JsonSchema>(input: &'de str) -> T {
    read(input.as_bytes(), &Shape::of::<T>().unwrap(), &Limits::default()).unwrap()
}

#[test]
fn a_zero_is_read_without_a_sign() {
    for zero in ["-0", "-0.0", "-0e7", "-1e-400", "0"] {
        assert_eq!(read_as::<f64>(zero).to_bits(), 0.0_f64.to_bits(), "{zero}");
    }
}

#[derive(Debug, PartialEq, Deserialize, JsonSchema)]
struct Borrowing<'a> {
    #[serde(borrow)]
    plain: &'a str,
    #[serde(borrow)]
    either: Cow<'a, str>,
    absent: Option<u8>,
}

#[test]
fn texts_are_borrowed_from_the_input() {
    let input = r#"{"plain":"é","either":"plain"}"#.to_owned();
    let read: Borrowing<'_> = read_as(&input);
    assert_eq!(read, Borrowing { plain: "é", either: "plain".into(), absent: None });
    assert!(input.as_bytes().as_ptr_range().contains(&read.plain.as_ptr()));
    assert_eq!(read_as::<Borrowing<'_>>(r#"{"plain":"","either":"a\nb","absent":null}"#).either, "a\nb");
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Sum<'a> {
    Raw(#[serde(borrow)] &'a RawValue),
    Unit,
}

#[test]
fn a_tagged_enum_is_never_buffered_whichever_of_its_fields_stands_first() {
    // A raw value can only be taken from the text itself, so that it shows what serde has buffered.
    for input in [r#"{"type":"raw","body":{"text": "x"}}"#, r#"{"body":{"text": "x"},"type":"raw"}"#] {
        let read: Result<Sum<'_>, _> = read(input.as_bytes(), &shape(json!(true)), &Limits::default());
        assert!(matches!(read, Ok(Sum::Raw(body)) if body.get() == r#"{"text": "x"}"#), "{input}: {read:?}");
    }
    let unit: Result<Sum<'_>, _> = read(br#"{"type":"unit"}"#, &shape(json!(true)), &Limits::default());
    assert!(matches!(unit, Ok(Sum::Unit)));
}

#[derive(Debug, Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    list: &'a RawValue,
    #[serde(borrow)]
    object: &'a RawValue,
    scalar: Box<RawValue>,
}

#[test]
fn a_raw_value_is_its_own_text() {
    let any = shape(json!(true));
    let input = br#"{ "list" : [ 1, {"a":[] } , "]" ] ,"object":{ },"scalar": 1.50 }"#;
    let read: Envelope<'_> = read(input, &any, &Limits::default()).unwrap();
    assert_eq!(read.list.get(), r#"[ 1, {"a":[] } , "]" ]"#);
    assert_eq!(read.object.get(), "{ }");
    assert_eq!(read.scalar.get(), "1.50");
}

#[test]
fn a_type_that_its_schema_does_not_fit_is_a_fault_and_no_panic() {
    let result: Result<u8, _> = read(b"\"x\"", &shape(json!({"type": "string"})), &Limits::default());
    let bad = result.unwrap_err();
    assert_eq!((bad.faults.len(), bad.faults[0].path.as_str()), (1, ""));
    let result: Result<super::sample::What, _> = read(b"{\"Whole\":null}", &shape(json!(true)), &Limits::default());
    assert_eq!(result.unwrap_err().faults.len(), 1);
}
