//! Quoted texts: how far one runs, and what its escapes stand for.

use crate::scan::plain_length;

/// A quoted text that was measured.
pub(super) struct Measured {
    /// The byte after the closing quote.
    pub(super) end: usize,
    pub(super) has_escapes: bool,
    /// The first escape that is half of a surrogate pair.
    pub(super) lone_surrogate: Option<usize>,
}

/// Where a text breaks the grammar, and what is expected there.
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) expected: &'static str,
}

/// Measures the text whose opening quote stands before `start`.
pub(super) fn measure(bytes: &[u8], start: usize) -> Result<Measured, Broken> {
    let mut measured = Measured { end: start, has_escapes: false, lone_surrogate: None };
    loop {
        let rest = bytes.get(measured.end..).unwrap_or_default();
        let at = measured.end.saturating_add(plain_length(rest));
        match bytes.get(at) {
            Some(b'"') => {
                measured.end = at.saturating_add(1);
                return Ok(measured);
            }
            Some(b'\\') => {
                measured.has_escapes = true;
                let escape = Escape::read(bytes, at)?;
                if escape.character.is_none() {
                    measured.lone_surrogate.get_or_insert(at);
                }
                measured.end = at.saturating_add(escape.length);
            }
            Some(_) => return Err(Broken { at, expected: "an escape instead of a control character" }),
            None => return Err(Broken { at, expected: "the closing `\"`" }),
        }
    }
}

/// What a measured text says; half a surrogate pair becomes U+FFFD, which was reported before.
pub(super) fn unescape(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((plain, tail)) = rest.split_at_checked(plain_length(rest.as_bytes())) {
        text.push_str(plain);
        let Ok(escape) = Escape::read(tail.as_bytes(), 0) else { break };
        text.push(escape.character.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = tail.get(escape.length..).unwrap_or_default();
    }
    text
}

/// One escape, from its backslash.
struct Escape {
    length: usize,
    /// Nothing for half of a surrogate pair.
    character: Option<char>,
}

impl Escape {
    fn read(bytes: &[u8], at: usize) -> Result<Escape, Broken> {
        let sign_at = at.saturating_add(1);
        let character = match bytes.get(sign_at) {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(*sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return Escape::read_code(bytes, at),
            _ => return Err(Broken { at: sign_at, expected: "one of `\"\\/bfnrtu` after the backslash" }),
        };
        Ok(Escape { length: 2, character: Some(character) })
    }

    fn read_code(bytes: &[u8], at: usize) -> Result<Escape, Broken> {
        let first = hex_code(bytes, at.saturating_add(2))?;
        let single = Escape { length: 6, character: char::from_u32(first) };
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(single);
        }
        let next = at.saturating_add(6);
        if bytes.get(next..next.saturating_add(2)) != Some(b"\\u") {
            return Ok(single);
        }
        let second = hex_code(bytes, next.saturating_add(2))?;
        if !(0xdc00..0xe000).contains(&second) {
            return Ok(single);
        }
        let beyond_plane_0 = (first & 0x3ff) << 10 | second & 0x3ff;
        Ok(Escape { length: 12, character: char::from_u32(beyond_plane_0.saturating_add(0x1_0000)) })
    }
}

fn hex_code(bytes: &[u8], start: usize) -> Result<u32, Broken> {
    (0..4).try_fold(0, |code: u32, digit| {
        let at = start.saturating_add(digit);
        let value = bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        value.map(|value| code << 4 | value).ok_or(Broken { at, expected: "four hexadecimal digits" })
    })
}
