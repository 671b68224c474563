//! Tag and body read apart.

use serde_json::value::RawValue;

use super::sample::What;
use crate::kernel::reader::tagged::from_raw;

fn raw(json: &str) -> Box<RawValue> {
    RawValue::from_string(json.to_owned()).unwrap()
}

#[test]
fn a_tag_and_its_body_become_the_variant() {
    assert_eq!(
        from_raw::<What>("part", &raw(r#"{"end":null,"start":3}"#)).unwrap(),
        What::Part { start: 3, end: None }
    );
    assert_eq!(
        from_raw::<What>("words", &raw(r#"["a","\u00e9"]"#)).unwrap(),
        What::Words(vec!["a".into(), "é".into()])
    );
    assert_eq!(from_raw::<What>("whole", &raw("null")).unwrap(), What::Whole);
}

#[test]
fn unknown_fields_of_a_stored_body_are_ignored() {
    let body = raw(r#"{"later":[{}],"start":3}"#);
    assert_eq!(from_raw::<What>("part", &body).unwrap(), What::Part { start: 3, end: None });
}

#[test]
fn an_unknown_tag_and_an_unfit_body_are_errors() {
    assert!(from_raw::<What>("other", &raw("null")).is_err());
    assert!(from_raw::<What>("part", &raw("{}")).is_err());
    assert!(from_raw::<What>("words", &raw("[1]")).is_err());
}
