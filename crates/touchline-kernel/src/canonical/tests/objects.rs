//! Members come out sorted, and texts escaped, whatever the type declares.

use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;

use crate::canonical::{append, to_string};

#[test]
fn names_sort_by_utf16_code_unit() {
    // RFC 8785, 3.2.3: the smiling face is two surrogates and so comes before U+FB33.
    let sample = BTreeMap::from([
        ("\u{20ac}", "Euro Sign"),
        ("\r", "Carriage Return"),
        ("\u{fb33}", "Hebrew Letter Dalet With Dagesh"),
        ("1", "One"),
        ("\u{1f600}", "Emoji: Grinning Face"),
        ("\u{80}", "Control"),
        ("\u{f6}", "Latin Small Letter O With Diaeresis"),
    ]);
    let expected = [
        r#"{"\r":"Carriage Return","1":"One",""#,
        "\u{80}\":\"Control\",\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",",
        "\"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji: Grinning Face\",",
        "\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
    ];
    assert_eq!(to_string(&sample).unwrap(), expected.concat());
}

#[test]
fn the_rfcs_sample_prints_as_the_rfc_prints_it() {
    // RFC 8785, 3.2.2 and 3.2.3.
    let sample = json!({
        "numbers": ["333333333.33333329".parse::<f64>().unwrap(), 1E30, 4.50, 2e-3, 0.000_000_000_000_000_000_000_000_001],
        "string": "\u{20ac}$\u{f}\u{a}A'\u{42}\u{22}\u{5c}\\\"/",
        "literals": [null, true, false]
    });
    let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(to_string(&sample).unwrap(), expected);
}

#[derive(Serialize)]
struct Declared {
    zone: &'static str,
    at: Inner,
    kind: Kind,
    #[serde(rename = "a")]
    list: Vec<Inner>,
}

#[derive(Serialize)]
struct Inner {
    minute: u8,
    hour: Option<i8>,
}

#[derive(Serialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Kind {
    Weekly(Inner),
    Never,
}

#[test]
fn members_are_put_in_order_at_every_level() {
    let value = Declared {
        zone: "UTC",
        at: Inner { minute: 1, hour: Some(-2) },
        kind: Kind::Weekly(Inner { minute: 3, hour: None }),
        list: vec![Inner { minute: 4, hour: Some(5) }, Inner { minute: 6, hour: Some(7) }],
    };
    assert_eq!(
        to_string(&value).unwrap(),
        r#"{"a":[{"hour":5,"minute":4},{"hour":7,"minute":6}],"at":{"hour":-2,"minute":1},"kind":{"body":{"hour":null,"minute":3},"type":"weekly"},"zone":"UTC"}"#
    );
    assert_eq!(to_string(&Kind::Never).unwrap(), r#"{"type":"never"}"#);
}

#[test]
fn texts_are_escaped_as_ecmascript_does_and_no_further() {
    let controls: String = (0..0x20).map(|code| char::from_u32(code).unwrap()).collect();
    assert_eq!(
        to_string(&controls).unwrap(),
        concat!(
            r#""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#,
            r#"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""#
        )
    );
    assert_eq!(to_string("\u{7f}\u{2028}/é😀").unwrap(), "\"\u{7f}\u{2028}/é😀\"");
    assert_eq!(to_string(&'"').unwrap(), r#""\"""#);
}

#[test]
fn a_special_character_is_found_at_every_distance() {
    for distance in 0..70 {
        let plain = "x".repeat(distance);
        let printed = to_string(&format!("{plain}\"{plain}\n{plain}")).unwrap();
        assert_eq!(printed, format!("\"{plain}\\\"{plain}\\n{plain}\""));
    }
}

#[test]
fn appending_leaves_what_was_there() {
    let mut out = String::from("line\n");
    append(&mut out, &json!([1, {"b": 1, "a": 2}])).unwrap();
    assert_eq!(out, "line\n[1,{\"a\":2,\"b\":1}]");
    assert!(append(&mut out, &[f64::NAN]).is_err());
    assert_eq!(out, "line\n[1,{\"a\":2,\"b\":1}]");
}

#[test]
fn names_out_of_order_in_nested_maps_keep_their_values() {
    let backwards: Vec<(String, u32)> = (0..200).rev().map(|n| (format!("k{n:03}"), n)).collect();
    struct Pairs<'a>(&'a [(String, u32)]);
    impl Serialize for Pairs<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.0.iter().map(|(name, value)| (name, [value])))
        }
    }
    let expected: BTreeMap<&String, [u32; 1]> = backwards.iter().map(|(name, value)| (name, [*value])).collect();
    assert_eq!(to_string(&Pairs(&backwards)).unwrap(), serde_json::to_string(&expected).unwrap());
}
