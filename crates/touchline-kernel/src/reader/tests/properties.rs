//! What is printed is read back as it was, whoever printed it.

use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

use super::sample::{Sample, any_sample};
use super::{codes, read_any, shape};
use crate::canonical::to_string;
use crate::reader::{Shape, canonicalise, read};
use crate::rejection::Code;
use crate::text::Limits;

static SAMPLE: LazyLock<Shape> = LazyLock::new(|| Shape::of::<Sample>().unwrap());

/// Texts with all that is hard about them: quotes, escapes, controls, every plane.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        prop::collection::vec(any::<char>(), 0..12).prop_map(|characters| characters.into_iter().collect()),
        "[\"\\\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}\u{e000}\u{ffff}\u{10000}é😀]{0,8}",
    ]
}

/// Numbers up to where whole ones end that every reader keeps.
fn any_number() -> impl Strategy<Value = Value> {
    let float = prop_oneof![any::<f64>(), -1.0..1.0, -1e6..1e6];
    prop_oneof![
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        (-100_i64..100).prop_map(Value::from),
        float
            .prop_filter("printed as a whole number that is not read", |f| f.is_finite()
                && !(9e15..1e21).contains(&f.abs()))
            .prop_map(Value::from),
    ]
}

/// Any JSON that is read.
pub(super) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any_number(),
        any_text().prop_map(Value::from)
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any_text(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Printed JSON with some bytes changed, dropped, doubled or cut off.
pub(super) fn mutated(json: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<u8>> {
    let change =
        (any::<prop::sample::Index>(), 0..4, prop_oneof![any::<u8>(), prop::sample::select(&b"\"\\{}[],:0e.u-d8"[..])]);
    (json, prop::collection::vec(change, 0..4)).prop_map(|(json, changes)| {
        let mut bytes = serde_json::to_vec(&json).unwrap();
        for (place, kind, byte) in changes {
            let place = place.index(bytes.len().saturating_add(1));
            match kind {
                0 if place < bytes.len() => bytes[place] = byte,
                1 if place < bytes.len() => drop(bytes.remove(place)),
                2 => bytes.insert(place, byte),
                3 if byte > 200 => bytes.truncate(place),
                _ => {}
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_canonical_form_of_a_canonical_form_is_itself(value in any_json()) {
        let printed = to_string(&value).unwrap();
        prop_assert_eq!(&canonicalise(printed.as_bytes()).unwrap(), &printed);
    }

    #[test]
    fn the_canonical_form_says_the_same_to_another_reader(value in any_json()) {
        let printed = canonicalise(serde_json::to_string_pretty(&value).unwrap().as_bytes()).unwrap();
        let read: Value = serde_json::from_str(&printed).unwrap();
        // 1.0 prints as 1, so numbers are compared as doubles.
        prop_assert!(is_same(&read, &value), "{} is not {}", read, value);
    }

    #[test]
    fn any_json_that_another_printer_prints_is_read_as_it_was(value in any_json()) {
        let printed = serde_json::to_vec(&value).unwrap();
        prop_assert_eq!(read_any(&printed, &shape(json!(true))).unwrap(), value);
    }

    #[test]
    fn a_value_of_a_type_is_read_as_it_was(sample in any_sample()) {
        let limits = Limits::default();
        for printed in [serde_json::to_string_pretty(&sample).unwrap(), to_string(&sample).unwrap()] {
            let read: Result<Sample, _> = read(printed.as_bytes(), &SAMPLE, &limits);
            prop_assert_eq!(read.as_ref(), Ok(&sample), "{}", printed);
        }
    }

    #[test]
    fn a_type_accepts_no_more_than_serde_json_does(input in mutated(any_sample().prop_map(|sample| serde_json::to_value(sample).unwrap()))) {
        let ours: Result<Sample, _> = read(&input, &SAMPLE, &Limits::default());
        let theirs: Result<Sample, _> = serde_json::from_slice(&input);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
            (Ok(_), Err(error)) => prop_assert!(false, "we accept what serde_json refuses: {}", error),
            (Err(bad), Ok(_)) => {
                // In fields that it does not know, serde_json does not look at the bytes.
                let stricter = [Code::InvalidUtf8, Code::DuplicateKey, Code::NumberOutOfRange, Code::LoneSurrogate, Code::UnknownField];
                prop_assert!(codes(&bad).iter().all(|code| stricter.contains(code)), "{:?}", bad);
            }
            (Err(_), Err(_)) => {}
        }
    }
}

fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, value)| right.get(name).is_some_and(|right| is_same(value, right)))
        }
        _ => left == right,
    }
}

#[test]
fn the_rfcs_sample_text_becomes_the_rfcs_canonical_text() {
    // RFC 8785, 3.2.2 and 3.2.3.
    let sample = br#"{
  "numbers": [333333333.33333329, 1E30, 4.50,
              2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}"#;
    let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(canonicalise(sample).unwrap(), expected);
}

#[test]
fn minus_zero_becomes_zero() {
    assert_eq!(canonicalise(b"[-0, -0.0, -0e5]").unwrap(), "[0,0,0]");
}
