//! Texts as ECMAScript's `JSON.stringify` prints them: only what must be escaped is.

use crate::scan::plain_length;

const HEX: &[u8; 16] = b"0123456789abcdef";
/// How many bytes a text's own two quotes take.
const QUOTES: usize = 2;
/// How many bytes an escape takes: one by a letter, and one by a number.
const LETTERED: usize = 2;
const NUMBERED: usize = 6;

/// Appends a text with its quotes.
pub(super) fn append(out: &mut String, text: &str) {
    // Room is made once for a text in which little is escaped, as in most.
    out.reserve(text.len().saturating_add(text.len() >> 5).saturating_add(QUOTES));
    out.push('"');
    // Up to where all is printed, and to where it was looked at: a sign that stands behind its backslash goes with what follows it.
    let (mut printed, mut seen) = (0, 0_usize);
    loop {
        let at = seen.saturating_add(plain_length(text.as_bytes().get(seen..).unwrap_or_default()));
        let Some(special) = text.as_bytes().get(at).copied() else { break };
        out.push_str(text.get(printed..at).unwrap_or_default());
        seen = at.saturating_add(1);
        printed = match special {
            b'"' | b'\\' => {
                out.push('\\');
                at
            }
            control => {
                out.extend(escaped(control).map(char::from));
                seen
            }
        };
    }
    out.push_str(text.get(printed..).unwrap_or_default());
    out.push('"');
}

/// A control character, as it is printed.
#[inline]
fn escaped(control: u8) -> impl Iterator<Item = u8> {
    let letter = match control {
        0x8 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0xc => b'f',
        b'\r' => b'r',
        control => return numbered(control).into_iter().take(NUMBERED),
    };
    [b'\\', letter, 0, 0, 0, 0].into_iter().take(LETTERED)
}

/// A control character without a letter of its own.
fn numbered(control: u8) -> [u8; NUMBERED] {
    let digit = |value: u8| HEX.get(usize::from(value & 0xf)).copied().unwrap_or(b'0');
    [b'\\', b'u', b'0', b'0', digit(control >> 4), digit(control)]
}

/// Appends a text that needs no escapes, such as an id, with its quotes.
#[inline]
pub(super) fn append_plain(out: &mut String, text: &str) {
    debug_assert_eq!(plain_length(text.as_bytes()), text.len(), "{text} needs escapes");
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// Appends the name of a field, which needs no escapes, with its colon; what stands before it ends in its first quote.
/// In few pieces, since each makes sure of its room.
#[inline]
pub(super) fn append_name(out: &mut String, before: &str, name: &str) {
    debug_assert_eq!(plain_length(name.as_bytes()), name.len(), "{name} needs escapes");
    out.push_str(before);
    out.push_str(name);
    out.push_str("\":");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_is_printed_as_by_another_printer(
            text in prop_oneof![any::<String>(), r#"([a-z]{0,20}["\\\n\x01é€🙂]){0,40}[a-zé]{0,20}"#]
        ) {
            let mut out = String::new();
            append(&mut out, &text);
            prop_assert_eq!(out, serde_json::to_string(&text).unwrap());
        }
    }
}
