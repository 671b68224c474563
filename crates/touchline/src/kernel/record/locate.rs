//! Finds the bytes of one value in canonical JSON, by its JSON Pointer, without building a tree.

use core::ops::Range;

/// The bytes of the value that the pointer names, or nothing where there is none.
///
/// The text must be JSON without white space between its tokens, as the canonical form is; on any other
/// text nothing is found, or the wrong thing, and the caller's commitment does not hold.
#[must_use]
pub(super) fn locate(text: &str, pointer: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for step in pointer.strip_prefix('/')?.split('/') {
        at = match bytes.get(at)? {
            b'{' => member(bytes, at.checked_add(1)?, step.as_bytes())?,
            b'[' => element(bytes, at.checked_add(1)?, step.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(at..skip_value(bytes, at)?)
}

/// Where the member's value begins, given where its object's first key does.
fn member(bytes: &[u8], mut at: usize, name: &[u8]) -> Option<usize> {
    loop {
        let end = skip_string(bytes, at)?;
        let key = bytes.get(at.checked_add(1)?..end.checked_sub(1)?)?;
        let value = end.checked_add(1)?;
        if key == name {
            return Some(value);
        }
        at = next(bytes, skip_value(bytes, value)?)?;
    }
}

/// Where the element begins, given where its list's first one does.
fn element(bytes: &[u8], mut at: usize, place: usize) -> Option<usize> {
    for _ in 0..place {
        at = next(bytes, skip_value(bytes, at)?)?;
    }
    Some(at)
}

/// Where the next entry begins, if a comma stands here.
fn next(bytes: &[u8], at: usize) -> Option<usize> {
    (*bytes.get(at)? == b',').then(|| at.checked_add(1)).flatten()
}

/// Where a string ends, given where its opening quote stands.
fn skip_string(bytes: &[u8], at: usize) -> Option<usize> {
    if *bytes.get(at)? != b'"' {
        return None;
    }
    let mut at = at.checked_add(1)?;
    loop {
        at = at.checked_add(memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?)?;
        match *bytes.get(at)? {
            b'"' => return at.checked_add(1),
            _ => at = at.checked_add(2)?,
        }
    }
}

/// Where a value ends, given where it begins.
fn skip_value(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match *bytes.get(at)? {
            b'"' => at = skip_string(bytes, at)?,
            b'{' | b'[' => {
                depth = depth.checked_add(1)?;
                at = at.checked_add(1)?;
                continue;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                at = at.checked_add(1)?;
            }
            _ => at = at.checked_add(1)?,
        }
        if depth == 0 && bytes.get(at).is_none_or(|byte| matches!(byte, b',' | b'}' | b']')) {
            return Some(at);
        }
    }
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
