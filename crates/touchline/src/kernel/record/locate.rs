//! Finds the bytes of one value in canonical JSON, by its JSON Pointer, without building a tree.

use core::ops::Range;

use super::skip;

/// The bytes of the value that the pointer names, or nothing where there is none.
///
/// The text must be JSON without white space between its tokens, as the canonical form is; on any other
/// text nothing is found, or the wrong thing, and the caller's commitment does not hold.
#[must_use]
pub(super) fn locate(text: &str, pointer: &str) -> Option<Range<usize>> {
    let mut rest = text.as_bytes();
    for step in pointer.strip_prefix('/')?.split('/') {
        rest = match rest {
            [b'{', members @ ..] => member(members, step.as_bytes())?,
            [b'[', elements @ ..] => element(elements, step.parse().ok()?)?,
            _ => return None,
        };
    }
    let after = skip::value(rest)?;
    Some(text.len().checked_sub(rest.len())?..text.len().checked_sub(after.len())?)
}

/// The text from the member's value on, given the text from its object's first name on.
fn member<'a>(mut rest: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    loop {
        let after = skip::string(rest)?;
        let quoted = rest.get(..rest.len().checked_sub(after.len())?)?;
        let value = after.strip_prefix(b":")?;
        if quoted.strip_prefix(b"\"")?.strip_suffix(b"\"")? == name {
            return Some(value);
        }
        rest = skip::value(value)?.strip_prefix(b",")?;
    }
}

/// The text from the element on, given the text from its list's first one on.
fn element(mut rest: &[u8], place: usize) -> Option<&[u8]> {
    for _ in 0..place {
        rest = skip::value(rest)?.strip_prefix(b",")?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"a":{"b":[1,{"c":"x\"]"},"y"],"d":null},"e":true}"#;

    #[test]
    fn values_are_found_at_any_depth() {
        let found = |pointer| locate(TEXT, pointer).and_then(|span| TEXT.get(span));
        assert_eq!(found("/a/b/1/c"), Some(r#""x\"]""#));
        assert_eq!(found("/a/b/2"), Some(r#""y""#));
        assert_eq!(found("/a/d"), Some("null"));
        assert_eq!(found("/e"), Some("true"));
        assert_eq!(found("/a/b"), Some(r#"[1,{"c":"x\"]"},"y"]"#));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for pointer in ["/x", "/a/x", "/a/b/3", "/a/b/1/c/0", "/e/0", "", "/a/b/one"] {
            assert_eq!(locate(TEXT, pointer), None, "{pointer}");
        }
        assert_eq!(locate("{}", "/a"), None);
        assert_eq!(locate("[]", "/0"), None);
    }
}
