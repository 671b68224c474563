//! What has no canonical form is refused.

use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;

use crate::canonical::{MAX_PRINTED_DEPTH, to_string};

#[derive(Serialize)]
enum External {
    Newtype(u8),
    Tuple(u8, u8),
    Struct { field: u8 },
    Unit,
}

#[test]
fn an_enum_with_content_must_be_adjacently_tagged() {
    assert!(to_string(&External::Newtype(1)).is_err());
    assert!(to_string(&External::Tuple(1, 2)).is_err());
    assert!(to_string(&External::Struct { field: 1 }).is_err());
    assert_eq!(to_string(&External::Unit).unwrap(), "\"Unit\"");
}

#[test]
fn a_key_must_be_text() {
    assert!(to_string(&BTreeMap::from([(1, 2)])).is_err());
    assert!(to_string(&BTreeMap::from([(true, 2)])).is_err());
    assert!(to_string(&BTreeMap::from([([1], 2)])).is_err());
    assert!(to_string(&BTreeMap::from([(None::<u8>, 2)])).is_err());
    assert_eq!(to_string(&BTreeMap::from([('k', 2)])).unwrap(), r#"{"k":2}"#);
}

struct Twice;

impl Serialize for Twice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("b", 1), ("a", 2), ("b", 3)])
    }
}

#[test]
fn a_name_may_not_stand_twice() {
    assert!(to_string(&Twice).is_err());
}

struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"abc")
    }
}

#[test]
fn bytes_and_raw_text_are_refused() {
    assert!(to_string(&Bytes).is_err());
    let raw = serde_json::value::RawValue::from_string("{\"b\":1,\"a\":2}".into()).unwrap();
    assert!(to_string(&raw).is_err());
}

#[test]
fn depth_is_limited() {
    let nested = |depth| (0..depth).fold(json!(1), |inner, _| json!([inner]));
    assert!(to_string(&nested(MAX_PRINTED_DEPTH)).is_ok());
    assert!(to_string(&nested(MAX_PRINTED_DEPTH + 1)).is_err());
}
