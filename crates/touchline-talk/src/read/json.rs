//! JSON of other people's making, read straight into what is wanted of it.
//!
//! Texts are borrowed from the file where nothing in them is escaped. What is not wanted is passed over without being kept, however
//! deep it is nested. Two things that JSON does not allow stand in real files and are put right: halves of surrogate pairs become
//! U+FFFD, and numbers that are none become null.
//!
//! Rules: TRS-02, TRS-09.

use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::fault::{told, unreadable};
use super::place::Place;
use touchline_kernel::rejection::Reason;

/// A text, borrowed where it can be.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Str<'t>(#[serde(borrow)] pub(super) Cow<'t, str>);

/// A number or a text, as it is written, without its quotes: ids have more digits than a number holds, and times stand in either.
#[derive(Clone, Debug)]
pub(super) struct Token<'t>(pub(super) Cow<'t, str>);

impl<'t, 'de: 't> Deserialize<'de> for Token<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(deserializer)?.get();
        token(raw).map(Token).ok_or_else(|| D::Error::custom("expected a text or a number"))
    }
}

/// What stands in a raw value that is a text or a number.
pub(super) fn token(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' if raw.contains('\\') => serde_json::from_str(raw).ok().map(Cow::Owned),
        b'"' => raw.get(1..raw.len().saturating_sub(1)).map(Cow::Borrowed),
        b'{' | b'[' | b't' | b'f' | b'n' => None,
        _ => Some(Cow::Borrowed(raw)),
    }
}

/// What is written, in one form or the other.
pub(super) trait Written {
    fn written(&self) -> &str;
}

impl Written for Str<'_> {
    fn written(&self) -> &str {
        &self.0
    }
}

impl Written for Token<'_> {
    fn written(&self) -> &str {
        &self.0
    }
}

/// What somebody or something is called. A name that is blank is none, wherever one stands: else it would hide another that is
/// told beside it, and make those one who are called nothing.
pub(super) fn unless_blank<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de> + Written,
    D: Deserializer<'de>,
{
    let told = Option::<T>::deserialize(deserializer)?;
    Ok(told.filter(|told| !told.written().trim().is_empty()))
}

/// The first entry of a list, of which the others are passed over.
#[derive(Clone, Debug)]
pub(super) struct First<T>(pub(super) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for First<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FirstOf(PhantomData))
    }
}

struct FirstOf<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FirstOf<T> {
    type Value = First<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<First<T>, A::Error> {
        let first = list.next_element()?;
        while first.is_some() && list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(First(first))
    }
}

/// Reads a document, or a part of one.
pub(super) fn document<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Reason> {
    serde_json::from_str(text).map_err(|error| {
        let expected = match error.classify() {
            Category::Eof => "the rest of a file that breaks off here".to_owned(),
            Category::Data => {
                let whole = error.to_string();
                format!("what this format has here ({})", told(whole.split(" at line ").next().unwrap_or_default()))
            }
            Category::Syntax | Category::Io => "JSON".to_owned(),
        };
        unreadable(Place::At(error.line(), error.column()), expected)
    })
}

/// Every escape of a half of a surrogate pair becomes that of U+FFFD, which is as long.
pub(super) fn without_halves(text: &str) -> (Cow<'_, str>, usize) {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr(b'\\', rest.as_bytes())) {
        let place = at.saturating_add(found);
        // What is escaped by a backslash begins no escape itself.
        at = place.saturating_add(2);
        match escaped_unit(text, place) {
            Some(0xd800..=0xdbff) => match escaped_unit(text, place.saturating_add(6)) {
                Some(0xdc00..=0xdfff) => at = place.saturating_add(12),
                _ => places.push(place),
            },
            Some(0xdc00..=0xdfff) => places.push(place),
            _ => {}
        }
    }
    if places.is_empty() {
        return (Cow::Borrowed(text), 0);
    }
    let (mut whole, mut behind) = (String::with_capacity(text.len()), 0);
    for place in &places {
        whole += text.get(behind..*place).unwrap_or_default();
        whole += "\\ufffd";
        behind = place.saturating_add(6);
    }
    whole += text.get(behind..).unwrap_or_default();
    (Cow::Owned(whole), places.len())
}

/// The unit of UTF-16 that is escaped at a place.
fn escaped_unit(text: &str, place: usize) -> Option<u32> {
    let digits = text.get(place..place.saturating_add(6))?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok()
}

/// `NaN`, `Infinity` and `-Infinity` in a number's place become null.
pub(super) fn without_odd_numbers(text: &str) -> (Cow<'_, str>, usize) {
    const ODD: [&str; 3] = ["NaN", "-Infinity", "Infinity"];
    let (mut whole, mut count, mut is_text) = (String::with_capacity(text.len()), 0_usize, false);
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let word = ODD.iter().find(|word| !is_text && rest.starts_with(**word));
        let taken = match (word, next) {
            (Some(word), _) => {
                whole += "null";
                count = count.saturating_add(1);
                rest = rest.get(word.len()..).unwrap_or_default();
                continue;
            }
            (None, '\\') => 1_usize.saturating_add(rest.chars().nth(1).map_or(0, char::len_utf8)),
            (None, _) => next.len_utf8(),
        };
        is_text ^= next == '"';
        let (kept, behind) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        whole += kept;
        rest = behind;
    }
    if count == 0 { (Cow::Borrowed(text), 0) } else { (Cow::Owned(whole), count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_09_halves_of_surrogate_pairs_become_a_replacement_character() {
        let (text, halves) = without_halves(r#"{"a":"\ud83d\ude00 \ud83d x \ude00 \\ud83d \ud83d\ud83d\ude00"}"#);
        assert_eq!(halves, 3);
        let read: serde_json::Value = document(&text).unwrap();
        assert_eq!(read["a"], "😀 \u{fffd} x \u{fffd} \\ud83d \u{fffd}😀");
    }

    #[test]
    fn trs_02_numbers_that_are_none_become_null_and_texts_stay() {
        let (text, numbers) = without_odd_numbers(r#"{"a":NaN,"b":"NaN \" NaN","c":[-Infinity,Infinity]}"#);
        assert_eq!((text.as_ref(), numbers), (r#"{"a":null,"b":"NaN \" NaN","c":[null,null]}"#, 3));
        assert_eq!(without_odd_numbers(r#"{"b":"NaN"}"#).1, 0);
    }

    #[test]
    fn trs_02_deep_nesting_and_broken_files_are_told() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(document::<serde_json::Value>(&deep).is_err());
        #[derive(Deserialize)]
        struct Wanted {
            kept: u64,
        }
        let passed = format!(r#"{{"passed":{deep},"kept":1}}"#);
        assert_eq!(document::<Wanted>(&passed).unwrap().kept, 1);
        assert!(document::<Wanted>(r#"{"kept":1"#).err().unwrap().message().contains("breaks off"));
    }
}
