//! Personal text is found where it stands, also after members were moved.

use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

use crate::kernel::canonical::{PERSONAL, to_string, to_string_marking_personal, unquoted};

struct Words(&'static str);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(PERSONAL, self.0)
    }
}

#[derive(Serialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Said {
    Answered { words: Words, by: &'static str, more: Vec<Words> },
}

#[derive(Serialize)]
struct Record {
    said: Said,
    #[serde(rename = "a/b~c")]
    odd: BTreeMap<&'static str, Option<Words>>,
    first: Words,
}

fn record() -> Record {
    Record {
        said: Said::Answered { words: Words("one \"quoted\""), by: "ann", more: vec![Words("two"), Words("drei é")] },
        odd: BTreeMap::from([("~/", Some(Words("four"))), ("x", None)]),
        first: Words(""),
    }
}

#[test]
fn each_personal_text_is_told_with_pointer_span_and_words_in_document_order() {
    let (printed, spans) = to_string_marking_personal(&record()).unwrap();
    assert_eq!(
        printed,
        r#"{"a/b~c":{"x":null,"~/":"four"},"first":"","said":{"body":{"by":"ann","more":["two","drei é"],"words":"one \"quoted\""},"type":"answered"}}"#
    );
    let told = spans.iter().map(|mark| {
        let place = &printed[mark.span.clone()];
        (mark.pointer.as_str(), place, unquoted(place).unwrap())
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ("/a~1b~0c/~0~1", "\"four\"", "four".into()),
            ("/first", "\"\"", "".into()),
            ("/said/body/more/0", "\"two\"", "two".into()),
            ("/said/body/more/1", "\"drei é\"", "drei é".into()),
            ("/said/body/words", "\"one \\\"quoted\\\"\"", "one \"quoted\"".into()),
        ]
    );
}

#[test]
fn marking_changes_nothing_in_what_is_printed() {
    let (printed, _) = to_string_marking_personal(&record()).unwrap();
    assert_eq!(printed, to_string(&record()).unwrap());
}

#[test]
fn other_serialisers_see_plain_text() {
    assert_eq!(serde_json::to_string(&Words("plain")).unwrap(), "\"plain\"");
}

#[test]
fn a_whole_document_may_be_one_personal_text() {
    let (printed, spans) = to_string_marking_personal(&Words("all")).unwrap();
    assert_eq!((printed.as_str(), spans.len()), ("\"all\"", 1));
    assert_eq!((spans[0].pointer.as_str(), spans[0].span.clone()), ("", 0..5));
}
