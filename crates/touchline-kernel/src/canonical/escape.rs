//! Texts as ECMAScript's `JSON.stringify` prints them: only what must be escaped is.

use crate::scan::plain_length;

const HEX: &[u8; 16] = b"0123456789abcdef";
/// How many bytes a text's own two quotes take.
const QUOTES: usize = 2;

/// Appends a text with its quotes.
pub(super) fn append(out: &mut String, text: &str) {
    // Room is made once: a page has thousands of signs to escape, and would be moved with each doubling of what there was.
    out.reserve(text.len().saturating_add(text.len() >> 2).saturating_add(QUOTES));
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
                append_control(out, control);
                seen
            }
        };
    }
    out.push_str(text.get(printed..).unwrap_or_default());
    out.push('"');
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

fn append_control(out: &mut String, control: u8) {
    match control {
        0x8 => out.push_str("\\b"),
        b'\t' => out.push_str("\\t"),
        b'\n' => out.push_str("\\n"),
        0xc => out.push_str("\\f"),
        b'\r' => out.push_str("\\r"),
        control => {
            out.push_str("\\u00");
            out.push(hex_digit(u32::from(control) >> 4));
            out.push(hex_digit(u32::from(control)));
        }
    }
}

fn hex_digit(value: u32) -> char {
    let low = usize::try_from(value & 0xf).unwrap_or_default();
    HEX.get(low).copied().map_or('0', char::from)
}
