//! Steps over one JSON value and checks its grammar on the way, without building anything of it.
//!
//! White space between tokens is no part of the canonical form and is refused. Nesting costs no stack.

use crate::kernel::canonical::MAX_PRINTED_DEPTH;
use crate::kernel::reader::scan::plain_length;

/// What follows the value that the text begins with, or nothing where it begins with none.
pub(super) fn value(text: &[u8]) -> Option<&[u8]> {
    let mut open = Open::default();
    let mut rest = text;
    loop {
        rest = match rest {
            [b'{', b'}', after @ ..] | [b'[', b']', after @ ..] => after,
            [b'{', after @ ..] => {
                open = open.with(true)?;
                rest = name(after)?;
                continue;
            }
            [b'[', after @ ..] => {
                open = open.with(false)?;
                rest = after;
                continue;
            }
            [b'"', ..] => string(rest)?,
            [b't', b'r', b'u', b'e', after @ ..]
            | [b'n', b'u', b'l', b'l', after @ ..]
            | [b'f', b'a', b'l', b's', b'e', after @ ..] => after,
            _ => number(rest)?,
        };
        loop {
            let Some(is_object) = open.innermost() else { return Some(rest) };
            match (rest, is_object) {
                ([b',', after @ ..], true) => {
                    rest = name(after)?;
                    break;
                }
                ([b',', after @ ..], false) => {
                    rest = after;
                    break;
                }
                ([b'}', after @ ..], true) | ([b']', after @ ..], false) => {
                    open = open.without();
                    rest = after;
                }
                _ => return None,
            }
        }
    }
}

/// What follows the string that the text begins with.
pub(super) fn string(text: &[u8]) -> Option<&[u8]> {
    let [b'"', rest @ ..] = text else { return None };
    let mut rest = rest;
    loop {
        rest = match rest.get(plain_length(rest)..)? {
            [b'"', after @ ..] => return Some(after),
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', after @ ..] => after,
            [b'\\', b'u', after @ ..] => {
                let (digits, after) = after.split_first_chunk::<4>()?;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(after)?
            }
            _ => return None,
        };
    }
}

/// What follows a member's name and its colon.
fn name(text: &[u8]) -> Option<&[u8]> {
    string(text)?.strip_prefix(b":")
}

fn number(text: &[u8]) -> Option<&[u8]> {
    let rest = match text.strip_prefix(b"-").unwrap_or(text) {
        [b'0', after @ ..] => after,
        other => digits(other)?,
    };
    let rest = rest.strip_prefix(b".").map_or(Some(rest), digits)?;
    match rest {
        [b'e' | b'E', b'+' | b'-', after @ ..] | [b'e' | b'E', after @ ..] => digits(after),
        _ => Some(rest),
    }
}

/// What follows one digit or more.
fn digits(text: &[u8]) -> Option<&[u8]> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text.get(length..).filter(|_| length > 0)
}

/// Which of the open lists and objects, innermost last, are objects: a bit each.
#[derive(Clone, Copy, Default)]
struct Open {
    objects: u128,
    depth: usize,
}

impl Open {
    fn with(self, is_object: bool) -> Option<Self> {
        let objects = (self.objects << 1) | u128::from(is_object);
        (self.depth < MAX_PRINTED_DEPTH).then_some(Open { objects, depth: self.depth.saturating_add(1) })
    }

    fn without(self) -> Self {
        Open { objects: self.objects >> 1, depth: self.depth.saturating_sub(1) }
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

    const _: () = assert!(MAX_PRINTED_DEPTH <= 128, "a bit for each");

    #[test]
    fn a_value_ends_where_it_ends() {
        for value_text in ["{}", "[]", "null", "true", "false", "-0.5e+9", "12", r#""a\"\u00e9b""#] {
            for text in [value_text.to_owned(), format!(r#"{{"a":[1,{value_text}],"b":{value_text}}}"#)] {
                let followed = format!("{text},\"next\"");
                assert_eq!(value(followed.as_bytes()), Some(&b",\"next\""[..]), "{text}");
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
            assert_eq!(value(text.as_bytes()), None, "{text}");
        }
        let nested = |depth: usize| [vec![b'['; depth], vec![b'1'], vec![b']'; depth]].concat();
        assert!(value(&nested(MAX_PRINTED_DEPTH)).is_some());
        assert!(value(&nested(MAX_PRINTED_DEPTH + 1)).is_none());
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
            let whole = value(text.as_bytes()).is_some_and(<[u8]>::is_empty);
            prop_assert_eq!(whole, serde_json::from_str::<&RawValue>(&text).is_ok(), "{}", text);
        }
    }
}
