//! RFC 8259's grammar, by hand-picked inputs and held against another reader on mutated ones.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::properties::{any_json, mutated};
use super::{codes, read_any, shape};
use crate::rejection::Code;

/// What the grammar allows and touchline reads.
const ACCEPTED: &[&str] = &[
    "null",
    " true\t",
    "\r\nfalse\n",
    "0",
    "-0",
    "-0.0",
    "0e1",
    "0E-5",
    "1e5",
    "1E+2",
    "-1",
    "10",
    "123.456e-78",
    "0.1",
    "1.7976931348623157e308",
    "5e-324",
    "1e-999",
    "\"\"",
    "\" \"",
    "\"\u{7f}\"",
    "\"\u{2028}\u{2029}\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0000\"",
    "\"\\u00E9\\uABCD\"",
    "\"\\uD834\\uDD1E\"",
    "\"\u{10ffff}\"",
    "\"\u{fffe}\"",
    "\"\\uFFFF\"",
    "\"\\uD800\\uDC00\\uDBFF\\uDFFF\"",
    "[]",
    "[ ]",
    "{}",
    "{ }",
    "[[]]",
    "[{}]",
    "{\"\":0}",
    "{\"a\":{\"a\":[]}}",
    "[1,\n2\t,3 ]",
    "{\"a\":1,\"b\":2}",
    "{\"\\u0000\":1}",
    "[null,true,false,\"\",0,[],{}]",
    "\"\\\\u0041\"",
    "\"/\"",
    "\"\\\\\"",
    "[1e1]",
    "[-1e-1]",
    "[0.0e0]",
    "{\"a\" : \"b\" }",
];

/// What the grammar forbids.
const REFUSED: &[&str] = &[
    "",
    " ",
    ",",
    ":",
    "]",
    "}",
    "[",
    "{",
    "[1",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "[1,",
    "[,1]",
    "[1,,2]",
    "[1,]",
    "[1]]",
    "[1]x",
    "{}{}",
    "{}}",
    "{,}",
    "{\"a\":1,}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\",1}",
    "{\"a\":}",
    "{:1}",
    "{1:1}",
    "{null:1}",
    "{'a':1}",
    "{a:1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1;}",
    "[1;2]",
    "[1:2]",
    "{[1]}",
    "[}",
    "{]",
    "[1}",
    "{\"a\":1]",
    "+1",
    "01",
    "-01",
    "00",
    "1.",
    ".1",
    "-.1",
    "1.e1",
    "1e",
    "1e+",
    "1E-",
    "--1",
    "-",
    "- 1",
    "1 2",
    "0x1",
    "1_0",
    "1,0",
    "Infinity",
    "-Infinity",
    "NaN",
    "1e1.5",
    "0.1.2",
    "1f",
    "\u{663}",
    "nul",
    "nulll",
    "True",
    "TRUE",
    "tru",
    "truefalse",
    "undefined",
    "'a'",
    "\"",
    "\"a",
    "\"a\\\"",
    "\"\\\"",
    "\"\\a\"",
    "\"\\x41\"",
    "\"\\0\"",
    "\"\\u\"",
    "\"\\u123\"",
    "\"\\u12G4\"",
    "\"\\U0041\"",
    "\"\\u 041\"",
    "\"\\u+041\"",
    "\"\\",
    "\"\\\u{e9}\"",
    "\"\\uD834\\u\"",
    "\"\t\"",
    "\"\n\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "\"a\"b",
    "\"a\" \"b\"",
    "/**/1",
    "1//x",
    "#",
    "\u{feff}1",
    "\u{a0}1",
    "1\u{a0}",
    "1\u{0}",
    "\u{c}1",
    "1\u{b}",
    "\u{2028}1",
    "<null>",
    "[\"a\u{0}b\"]",
    "[\"a\n\"]",
    "*",
    "\\u0031",
    "\u{e9}",
];

#[test]
fn the_grammar_is_rfc_8259() {
    let any = shape(json!(true));
    for input in ACCEPTED {
        let value = read_any(input.as_bytes(), &any).unwrap_or_else(|bad| panic!("{input}: {bad:?}"));
        assert_eq!(value, serde_json::from_str::<Value>(input).unwrap(), "{input}");
    }
    for input in REFUSED {
        let bad = read_any(input.as_bytes(), &any).err().unwrap_or_else(|| panic!("{input:?} is accepted"));
        assert_eq!(codes(&bad), [Code::Syntax], "{input:?}");
        assert!(serde_json::from_str::<Value>(input).is_err(), "{input:?} is refused by us alone");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_refused() {
    let any = shape(json!(true));
    let cases: &[&[u8]] =
        &[b"\xff", b"\"\xc0\xaf\"", b"\"\xed\xa0\x80\"", b"\"\xf4\x90\x80\x80\"", b"[\"\xe9\"]", b"\"\xc3\"", b"1\x80"];
    for input in cases {
        let bad = read_any(input, &any).unwrap_err();
        assert_eq!(codes(&bad), [Code::InvalidUtf8], "{input:?}");
    }
}

/// What we refuse besides the grammar.
const STRICTER: &[Code] = &[Code::DuplicateKey, Code::LoneSurrogate, Code::NumberOutOfRange, Code::TooDeep];

fn compare_with_serde_json(input: &[u8]) -> Result<(), TestCaseError> {
    let ours = read_any(input, &shape(json!(true)));
    let theirs: Result<Value, _> = serde_json::from_slice(input);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
        (Ok(_), Err(error)) => prop_assert!(false, "we accept what serde_json refuses: {}", error),
        (Err(bad), Ok(_)) => prop_assert!(codes(&bad).iter().all(|code| STRICTER.contains(code)), "{:?}", bad),
        (Err(_), Err(_)) => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn mutated_json_is_accepted_as_another_reader_does(input in mutated(any_json())) {
        compare_with_serde_json(&input)?;
    }

    #[test]
    fn strings_of_json_signs_are_accepted_as_another_reader_does(input in "[\\[\\]{}:,\"\\\\u0dD8eE+\\-.1 ntfalsrue\n]{0,24}") {
        compare_with_serde_json(input.as_bytes())?;
    }

    #[test]
    fn arbitrary_bytes_are_accepted_as_another_reader_does(input in prop::collection::vec(any::<u8>(), 0..40)) {
        compare_with_serde_json(&input)?;
    }
}
