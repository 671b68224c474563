//! Where the members of a printed object stand: found again, where they have to be put in order, in what was printed.

use std::borrow::Cow;
use std::ops::Range;

use super::personal::unquoted;
use super::steps;

/// A member of a printed object: its name, and its bytes.
pub(super) type Member<'a> = (Cow<'a, str>, Range<usize>);

/// The members between an object's braces, in the order of the text.
pub(super) fn members(content: &str) -> Vec<Member<'_>> {
    let (mut members, mut start) = (Vec::new(), 0);
    while start < content.len() {
        let end = end_of_member(content.as_bytes(), start);
        let name = content.get(start..end_of_text(content.as_bytes(), start)).and_then(unquoted);
        members.push((name.unwrap_or_default(), start..end));
        start = end.saturating_add(1);
    }
    members
}

/// Where the member that begins here ends: before a comma that is in no list, object or text of its own.
fn end_of_member(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = end_of_text(bytes, at);
                continue;
            }
            b'{' | b'[' => depth = depth.saturating_add(1),
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => break,
            _ => {}
        }
        at = at.saturating_add(1);
    }
    at
}

/// What follows the text whose first quote stands here.
fn end_of_text(bytes: &[u8], quote: usize) -> usize {
    let after = bytes.get(quote..).and_then(steps::string);
    bytes.len().saturating_sub(after.map_or(0, <[u8]>::len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_end_before_commas_of_their_own_depth() {
        let content = r#""a\",{":[1,{"b":","}],"c":"},\\","":null,"é\u0001":{"d":[[],{}]}"#;
        let found: Vec<(Cow<'_, str>, &str)> =
            members(content).into_iter().map(|(name, printed)| (name, &content[printed])).collect();
        assert_eq!(
            found,
            [
                (r#"a",{"#.into(), r#""a\",{":[1,{"b":","}]"#),
                ("c".into(), r#""c":"},\\""#),
                ("".into(), r#""":null"#),
                ("é\u{1}".into(), r#""é\u0001":{"d":[[],{}]}"#),
            ]
        );
        assert_eq!(members(""), []);
    }
}
