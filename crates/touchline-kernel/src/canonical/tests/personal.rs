//! Personal text is found where it stands, also after members were moved.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

use crate::canonical::{PERSONAL, to_string, to_string_marking_personal, unquoted};

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

/// Four fields of a type, in this order, one of them personal and one a list of objects.
struct Fields([usize; 4], usize);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Fields(order, personal) = self;
        let mut fields = serializer.serialize_struct("Fields", 4)?;
        for place in order {
            let name = ["a", "b", "c", "d"][*place];
            match *place {
                place if place == *personal => fields.serialize_field(name, &Words(name))?,
                3 => fields.serialize_field(name, &[BTreeMap::from([("k", name), ("l,}", "\"")])])?,
                _ => fields.serialize_field(name, name)?,
            }
        }
        fields.end()
    }
}

#[test]
fn fields_are_put_in_order_from_every_order_of_theirs() {
    let places =
        (0..4).flat_map(|a| (0..4).flat_map(move |b| (0..4).flat_map(move |c| (0..4).map(move |d| [a, b, c, d]))));
    let orders: Vec<[usize; 4]> = places.filter(|order| (0..4).all(|place| order.contains(&place))).collect();
    assert_eq!(orders.len(), 24);
    for (order, personal) in orders.into_iter().flat_map(|order| (0..4).map(move |personal| (order, personal))) {
        let (printed, spans) = to_string_marking_personal(&[Fields(order, personal)]).unwrap();
        let expected = serde_json::to_value([Fields(order, personal)]).unwrap();
        assert_eq!(printed, expected.to_string(), "{order:?} {personal}");
        let name = ["a", "b", "c", "d"][personal];
        let [found] = &spans[..] else { panic!("{spans:?}") };
        assert_eq!(
            (found.pointer.as_str(), &printed[found.span.clone()]),
            (&*format!("/0/{name}"), &*format!("\"{name}\""))
        );
    }
}
