//! Formats say their own reasons, at the place of the text.

use serde_json::json;

use super::{read_any, shape, told};
use crate::reader::read;
use crate::text::Limits;

#[test]
fn a_format_checks_the_text_behind_its_escapes() {
    let title = shape(json!({"type": "array", "items": {"type": "string", "format": "title"}}));
    let input = br#"["fine", " ", "\n\u0020"]"#;
    assert_eq!(told(read_any(input, &title)), ["text_blank /1 1:10@9", "text_blank /2 1:15@14"]);
}

#[test]
fn the_limits_given_are_the_ones_that_hold() {
    let limits = Limits { title: 3, list: 2, ..Limits::default() };
    let titles = shape(json!({"type": "array", "items": {"type": "string", "format": "title"}}));
    let told = |input: &[u8]| told(read(input, &titles, &limits));
    assert!(told(br#"["abc","\u00e9\u00e9\u00e9"]"#).is_empty());
    assert_eq!(told(br#"["abcd","abc","abcd"]"#), ["list_too_long  1:1@0", "text_too_long /0 1:2@1"]);
}

#[test]
fn ker_12_names_in_a_map_are_words_like_those_of_a_list() {
    let limits = Limits { list: 3, ..Limits::default() };
    let names = json!({"type": "string", "format": "key"});
    let map = shape(json!({"type": "object", "additionalProperties": {"type": "integer"}, "propertyNames": names}));
    let told = |input: &[u8]| told(read(input, &map, &limits));
    assert!(told(br#"{"a":1," b ":2,"c":3}"#).is_empty());
    assert_eq!(told(br#"{" ":1,"a\u0001b":2}"#), ["text_blank /  1:6@5", "text_control_character /a\u{1}b 1:19@18"]);
    assert_eq!(told(br#"{"a":1," a":2}"#), ["key_twice / a 1:13@12"]);
    assert_eq!(told(br#"{"a":1,"b":2,"c":3,"d":"x"}"#), ["list_too_long  1:1@0"]);
}

#[test]
fn ids_are_checked() {
    let id = shape(json!({"type": ["string", "null"], "format": "uuid"}));
    assert!(told(read_any(b"\"5f0c1cbe-9b3f-4e0c-8f2a-0d4a5f6b7c8d\"", &id)).is_empty());
    assert!(told(read_any(b"null", &id)).is_empty());
    assert_eq!(told(read_any(b"\"5f0c1cbe9b3f4e0c8f2a0d4a5f6b7c8d\"", &id)), ["invalid_id  1:1@0"]);
}
