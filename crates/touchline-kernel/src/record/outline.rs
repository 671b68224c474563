//! Where the values of a canonical JSON text stand, without building anything of them: one walk checks the
//! grammar and notes where each value ends.
//!
//! White space between tokens is no part of the canonical form and is refused. Nesting costs no stack.

use core::ops::Range;
use core::str::Split;
use std::collections::BTreeMap;

use crate::canonical::MAX_PRINTED_DEPTH;
use crate::canonical::steps::{exact_number, exact_string, name, number, string};

/// The values of a text, in the order in which they begin.
pub(super) struct Outline<'a> {
    text: &'a str,
    values: Vec<Extent>,
}

/// How far a value goes. No line is long enough for more than 32 bits.
struct Extent {
    /// The byte after the value.
    end: u32,
    /// The value after all that is in this one. While a list or object is open: the one around it.
    next: u32,
}

/// So many values are looked for one by one: that costs less than to put them in order.
const FEW: usize = 8;

/// What is left of a pointer's steps, and which of the pointers it is.
type Wanted<'p> = (Split<'p, char>, usize);

/// What is wanted behind one step.
type Group<'p, 'w> = (&'p str, &'w mut [Wanted<'p>]);

/// Records lie no deeper; what does is brought into the canonical form whether or not it is there already.
const DEEPEST: usize = 16;

/// By depth: the name that came last in the object that is open there, where its order is asked for.
#[derive(Default)]
struct Names<'a, const EXACT: bool>([&'a [u8]; DEEPEST]);

impl<'a, const EXACT: bool> Names<'a, EXACT> {
    /// What follows the name of an object's first member.
    fn first(&mut self, depth: usize, text: &'a [u8]) -> Option<&'a [u8]> {
        if !EXACT {
            return name(text);
        }
        let (name, after) = plain_name(text)?;
        *self.0.get_mut(depth)? = name;
        Some(after)
    }

    /// What follows the name of another, which comes behind the one before.
    fn next(&mut self, depth: usize, text: &'a [u8]) -> Option<&'a [u8]> {
        if !EXACT {
            return name(text);
        }
        let (name, after) = plain_name(text)?;
        let last = self.0.get_mut(depth)?;
        (core::mem::replace(last, name) < name).then_some(after)
    }
}

/// A name whose bytes are ordered as names are, and what follows its colon.
fn plain_name(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let after = string(text)?;
    let name = text.get(1..text.len().checked_sub(after.len())?.checked_sub(1)?)?;
    (name.is_ascii() && !name.contains(&b'\\')).then_some((name, after.strip_prefix(b":")?))
}

/// Room for a usual half of a record; a long text has to show that it holds values before memory is spent.
const USUAL: usize = 32;

impl<'a> Outline<'a> {
    /// Outlines the value that the text begins with, or gives nothing where it begins with none.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        Self::walk::<false>(text)
    }

    /// The same of a value that is canonical, and known to be so without another look: one whose objects lie deep within one
    /// another, or have names other than plain ones, may be canonical all the same.
    pub(super) fn exact(text: &'a str) -> Option<Self> {
        Self::walk::<true>(text)
    }

    fn walk<const EXACT: bool>(text: &'a str) -> Option<Self> {
        let mut names = Names::<EXACT>::default();
        let mut outline = Outline { text, values: Vec::with_capacity(USUAL) };
        let mut open = Open::default();
        let mut rest = text.as_bytes();
        loop {
            rest = match rest {
                [b'{', b'}', after @ ..] | [b'[', b']', after @ ..] => after,
                [b'{', after @ ..] => {
                    open = outline.begin(open, true)?;
                    rest = names.first(open.depth, after)?;
                    continue;
                }
                [b'[', after @ ..] => {
                    open = outline.begin(open, false)?;
                    rest = after;
                    continue;
                }
                [b'"', ..] if EXACT => exact_string(rest)?,
                [b'"', ..] => string(rest)?,
                [b't', b'r', b'u', b'e', after @ ..]
                | [b'n', b'u', b'l', b'l', after @ ..]
                | [b'f', b'a', b'l', b's', b'e', after @ ..] => after,
                _ if EXACT => exact_number(rest)?,
                _ => number(rest)?,
            };
            outline.add(rest);
            loop {
                let Some(is_object) = open.innermost() else {
                    outline.text = text.get(..outline.values.first()?.end())?;
                    return Some(outline);
                };
                match (rest, is_object) {
                    ([b',', after @ ..], true) => {
                        rest = names.next(open.depth, after)?;
                        break;
                    }
                    ([b',', after @ ..], false) => {
                        rest = after;
                        break;
                    }
                    ([b'}', after @ ..], true) | ([b']', after @ ..], false) => {
                        rest = after;
                        open = outline.close(open, rest);
                    }
                    _ => return None,
                }
            }
        }
    }

    /// The value's text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The bytes of the value that the pointer names, or nothing where there is none.
    pub(super) fn locate(&self, pointer: &str) -> Option<Range<usize>> {
        let mut found = Place::WHOLE;
        for step in pointer.strip_prefix('/')?.as_bytes().split(|byte| *byte == b'/') {
            found = match self.text.as_bytes().get(found.start)? {
                b'{' => self.member(found, step)?,
                b'[' => self.content(found).nth(core::str::from_utf8(step).ok()?.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(found.start..self.extent(found)?.end())
    }

    /// The bytes of the values that the pointers name, in the order of these; nothing where one of them names none.
    pub(super) fn locate_all<'p>(&self, pointers: &[&'p str]) -> Option<Vec<Range<usize>>> {
        if pointers.len() <= FEW {
            return pointers.iter().map(|pointer| self.locate(pointer)).collect();
        }
        let steps = |pointer: &&'p str| Some(pointer.strip_prefix('/')?.split('/'));
        let mut wanted = Vec::with_capacity(pointers.len());
        for (nth, pointer) in pointers.iter().enumerate() {
            wanted.push((steps(pointer)?, nth));
        }
        wanted.sort_unstable_by(|(one, _), (other, _)| one.clone().cmp(other.clone()));
        let mut found = vec![0..0; pointers.len()];
        self.find(Place::WHOLE, &mut wanted, &mut found)?;
        Some(found)
    }

    /// Finds what is wanted of a value, in the order of its steps: what lies in the value is walked once, however much of
    /// it is wanted. No value lies deeper than this outline goes.
    fn find(&self, place: Place, wanted: &mut [Wanted<'_>], found: &mut [Range<usize>]) -> Option<()> {
        let arrived = wanted.iter().take_while(|(steps, _)| steps.clone().next().is_none()).count();
        let (arrived, inner) = wanted.split_at_mut_checked(arrived)?;
        for (_, nth) in arrived {
            *found.get_mut(*nth)? = place.start..self.extent(place)?.end();
        }
        let mut by_step: Vec<(&str, &mut [Wanted<'_>])> = Vec::new();
        for group in inner.chunk_by_mut(|(one, _), (other, _)| one.clone().next() == other.clone().next()) {
            let step = group.iter_mut().map(|(steps, _)| steps.next()).last()??;
            by_step.push((step, group));
        }
        match self.text.as_bytes().get(place.start)? {
            _ if by_step.is_empty() => Some(()),
            b'{' => self.find_members(place, by_step, found),
            b'[' => self.find_elements(place, by_step, found),
            _ => None,
        }
    }

    fn find_members(&self, object: Place, by_step: Vec<Group<'_, '_>>, found: &mut [Range<usize>]) -> Option<()> {
        let mut by_step: BTreeMap<&[u8], &mut [Wanted<'_>]> =
            by_step.into_iter().map(|(step, group)| (step.as_bytes(), group)).collect();
        for member in self.content(object) {
            let text = self.text.as_bytes().get(member.start..)?;
            let quoted = text.get(1..text.len().checked_sub(string(text)?.len())?.checked_sub(1)?)?;
            if let Some(group) = by_step.remove(quoted) {
                self.find(self.named(member, quoted)?, group, found)?;
            }
        }
        by_step.is_empty().then_some(())
    }

    fn find_elements(&self, list: Place, by_step: Vec<Group<'_, '_>>, found: &mut [Range<usize>]) -> Option<()> {
        let mut by_place = Vec::with_capacity(by_step.len());
        for (step, group) in by_step {
            by_place.push((step.parse::<usize>().ok()?, group));
        }
        by_place.sort_unstable_by_key(|(place, _)| *place);
        let mut elements = self.content(list).enumerate();
        for (place, group) in by_place {
            let (_, element) = elements.find(|(nth, _)| *nth == place)?;
            self.find(element, group, found)?;
        }
        Some(())
    }

    /// The elements of the list that the whole text is.
    pub(super) fn elements(&self) -> Option<impl Iterator<Item = Place>> {
        self.text.starts_with('[').then(|| self.content(Place::WHOLE))
    }

    /// The texts of an object's values, where it has members of these names, in this order, and no other.
    pub(super) fn values<const N: usize>(&self, object: Place, names: [&str; N]) -> Option<[&'a str; N]> {
        let mut content = self.content(object);
        let mut values = [""; N];
        for (value, name) in values.iter_mut().zip(names) {
            let found = self.named(content.next()?, name.as_bytes())?;
            *value = self.text.get(found.start..self.extent(found)?.end())?;
        }
        content.next().is_none().then_some(values)
    }

    /// The bytes of the value at a place.
    pub(super) fn span(&self, place: Place) -> Option<Range<usize>> {
        Some(place.start..self.extent(place)?.end())
    }

    /// What stands in the field to which these names lead from an object, as it is written.
    pub(super) fn value(&self, object: Place, names: &[&str]) -> Option<&'a str> {
        let found = self.within(object, names)?;
        self.text.get(found.start..self.extent(found)?.end())
    }

    /// The field to which these names lead from an object.
    pub(super) fn within(&self, object: Place, names: &[&str]) -> Option<Place> {
        names.iter().try_fold(object, |object, name| {
            let is_object = self.text.as_bytes().get(object.start) == Some(&b'{');
            is_object.then(|| self.member(object, name.as_bytes())).flatten()
        })
    }

    fn member(&self, object: Place, name: &[u8]) -> Option<Place> {
        self.content(object).find_map(|member| self.named(member, name))
    }

    /// Where the value of this member is, if it has this name.
    fn named(&self, member: Place, name: &[u8]) -> Option<Place> {
        let text = self.text.as_bytes().get(member.start..)?;
        let value = text.strip_prefix(b"\"")?.strip_prefix(name)?.strip_prefix(b"\":")?;
        Some(Place { start: self.text.len().checked_sub(value.len())?, ..member })
    }

    /// Where the members of an object or the elements of a list begin: a member with its name.
    fn content(&self, container: Place) -> impl Iterator<Item = Place> {
        let after = self.extent(container).map_or(0, Extent::next);
        let first = container.after_sign(container.value.saturating_add(1));
        core::iter::successors(Some(first), |place| {
            let value = self.extent(*place)?;
            Some(Place { start: value.end(), ..*place }.after_sign(value.next()))
        })
        .take_while(move |place| place.value < after)
    }

    fn extent(&self, place: Place) -> Option<&Extent> {
        self.values.get(place.value)
    }

    fn begin(&mut self, open: Open, is_object: bool) -> Option<Open> {
        let value = self.values.len();
        self.values.push(Extent { end: 0, next: narrow(open.value) });
        (open.depth < MAX_PRINTED_DEPTH).then_some(open.with(value, is_object))
    }

    /// Notes a value that has ended before the rest of the text.
    fn add(&mut self, rest: &[u8]) {
        let whole = self.ended(rest, 1);
        self.values.push(whole);
    }

    fn close(&mut self, open: Open, rest: &[u8]) -> Open {
        let whole = self.ended(rest, 0);
        let begun = self.values.get_mut(open.value).map(|value| core::mem::replace(value, whole));
        open.without(begun.as_ref().map_or(0, Extent::next))
    }

    fn ended(&self, rest: &[u8], itself: usize) -> Extent {
        let end = self.text.len().saturating_sub(rest.len());
        Extent { end: narrow(end), next: narrow(self.values.len().saturating_add(itself)) }
    }
}

impl Extent {
    fn end(&self) -> usize {
        usize::try_from(self.end).unwrap_or(usize::MAX)
    }

    fn next(&self) -> usize {
        usize::try_from(self.next).unwrap_or(usize::MAX)
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Where a value begins, and its number in the order of the text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    start: usize,
    value: usize,
}

impl Place {
    pub(super) const WHOLE: Place = Place { start: 0, value: 0 };

    /// The place one byte on: after the bracket or comma here.
    fn after_sign(self, value: usize) -> Self {
        Place { start: self.start.saturating_add(1), value }
    }
}

/// The list or object that is open innermost, and which of those around it are objects: a bit each.
#[derive(Clone, Copy, Default)]
struct Open {
    objects: u128,
    depth: usize,
    value: usize,
}

impl Open {
    fn with(self, value: usize, is_object: bool) -> Self {
        let objects = (self.objects << 1) | u128::from(is_object);
        Open { objects, depth: self.depth.saturating_add(1), value }
    }

    fn without(self, around: usize) -> Self {
        Open { objects: self.objects >> 1, depth: self.depth.saturating_sub(1), value: around }
    }

    fn innermost(self) -> Option<bool> {
        (self.depth > 0).then_some(self.objects & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    use super::*;

    /// What follows the value that the text begins with.
    fn after(text: &str) -> Option<&str> {
        text.strip_prefix(Outline::of(text)?.text())
    }

    const _: () = assert!(MAX_PRINTED_DEPTH <= 128, "a bit for each");

    #[test]
    fn a_value_ends_where_it_ends() {
        for value_text in ["{}", "[]", "null", "true", "false", "-0.5e+9", "12", r#""a\"\u00e9b""#] {
            for text in [value_text.to_owned(), format!(r#"{{"a":[1,{value_text}],"b":{value_text}}}"#)] {
                let followed = format!("{text},\"next\"");
                assert_eq!(after(&followed), Some(",\"next\""), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            "{",
            "[1",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{1:2}",
            "[1}",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\n\"",
            "-",
            "tru",
        ] {
            assert_eq!(after(text), None, "{text}");
        }
        let nested = |depth: usize| ["[".repeat(depth), "1".to_owned(), "]".repeat(depth)].concat();
        assert!(after(&nested(MAX_PRINTED_DEPTH)).is_some());
        assert!(after(&nested(MAX_PRINTED_DEPTH + 1)).is_none());
    }

    const TEXT: &str = r#"{"a":{"b":[1,{"c":"x\"]"},"y"],"d":null},"e":true}"#;

    fn locate(text: &str, pointer: &str) -> Option<Range<usize>> {
        Outline::of(text)?.locate(pointer)
    }

    #[test]
    fn values_are_found_at_any_depth() {
        let found = |pointer: &str| locate(TEXT, pointer).and_then(|span| TEXT.get(span));
        assert_eq!(found("/a/b/1/c"), Some(r#""x\"]""#));
        assert_eq!(found("/a/b/2"), Some(r#""y""#));
        assert_eq!(found("/a/d"), Some("null"));
        assert_eq!(found("/e"), Some("true"));
        assert_eq!(found("/a/b"), Some(r#"[1,{"c":"x\"]"},"y"]"#));
    }

    #[test]
    fn an_objects_values_are_given_only_where_it_has_just_these_members() {
        let outline = Outline::of(TEXT).unwrap();
        assert_eq!(outline.values(Place::WHOLE, ["a", "e"]).map(|[_, e]| e), Some("true"));
        for names in [["a", "b"], ["e", "a"]] {
            assert_eq!(outline.values(Place::WHOLE, names), None, "{names:?}");
        }
        assert_eq!(outline.values(Place::WHOLE, ["a"]), None);
        assert_eq!(outline.values(Place::WHOLE, ["a", "e", "f"]), None);
        assert!(outline.elements().is_none());
        let list = Outline::of(r#"[{"a":1},2]"#).unwrap();
        let values = list.elements().unwrap().map(|element| list.values(element, ["a"]));
        assert_eq!(values.collect::<Vec<_>>(), [Some(["1"]), None]);
    }

    #[test]
    fn many_values_are_found_as_each_of_them_is() {
        let pointers = ["/a", "/a/b", "/a/b/0", "/a/b/1", "/a/b/1/c", "/a/b/2", "/a/d", "/e", "/a/b/1/c", "/e"];
        let outline = Outline::of(TEXT).unwrap();
        let apart: Option<Vec<_>> = pointers.iter().map(|pointer| outline.locate(pointer)).collect();
        assert_eq!(outline.locate_all(&pointers), apart);
        let reversed: Vec<&str> = pointers.iter().rev().copied().collect();
        assert_eq!(outline.locate_all(&reversed), apart.map(|found| found.into_iter().rev().collect()));
        for missing in ["/x", "/a/b/3", "/e/0", "/a/b/one", "e"] {
            let with = [&pointers[..], &[missing]].concat();
            assert_eq!(outline.locate_all(&with), None, "{missing}");
        }
    }

    #[test]
    fn what_is_canonical_is_told_from_what_only_means_the_same() {
        for exact in [
            r#"{"a":[1,-2,0.5,1e+30,true,null],"a b":{"a":""},"b":"\"\\\b\f\n\r\t\u0000\u001f/é"}"#,
            "9007199254740991",
            "[{},[]]",
        ] {
            assert_eq!(Outline::exact(exact).map(|outline| outline.text().len()), Some(exact.len()), "{exact}");
            let printed = crate::reader::canonicalise(exact.as_bytes()).unwrap();
            assert_eq!(printed, exact);
        }
        for other in [
            "-0",
            "1.0",
            "9e4",
            "1E5",
            "0.10",
            "9007199254740993",
            r#"{"b":1,"a":2}"#,
            r#"{"a":1,"a":2}"#,
            r#""\/""#,
            r#""\u0041""#,
            r#""\u000a""#,
            r#""\u000A""#,
            r#""\u001F""#,
            r#"{"\u0061":1}"#,
        ] {
            assert!(Outline::of(other).is_some(), "{other}");
            assert!(Outline::exact(other).is_none(), "{other}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for pointer in ["/x", "/a/x", "/a/b/3", "/a/b/1/c/0", "/e/0", "", "/a/b/one"] {
            assert_eq!(locate(TEXT, pointer), None, "{pointer}");
        }
        assert_eq!(locate("{}", "/a"), None);
        assert_eq!(locate("[]", "/0"), None);
    }

    proptest! {
        /// Made of JSON's own pieces, so that much of it is nearly JSON.
        #[test]
        fn it_takes_what_serde_json_takes_but_white_space(
            pieces in proptest::collection::vec(
                prop::sample::select(vec!["{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u0041\"", "1", "0", "-", ".5", "e9", "null", "true"]),
                0..12,
            )
        ) {
            let text = pieces.concat();
            let whole = after(&text).is_some_and(str::is_empty);
            prop_assert_eq!(whole, serde_json::from_str::<&RawValue>(&text).is_ok(), "{}", text);
        }
    }
}
