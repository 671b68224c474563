//! Texts as ECMAScript's `JSON.stringify` prints them: only what must be escaped is.

use crate::scan::{BLOCK, plain_in_block, plain_length};

const HEX: &[u8; 16] = b"0123456789abcdef";
/// How many bytes a text's own two quotes take.
const QUOTES: usize = 2;
/// How many bytes an escape takes: one by a letter, and one by a number.
const LETTERED: usize = 2;
const NUMBERED: usize = 6;
/// A text as long as this is a page or a sheet, of which some byte in twenty is escaped.
const LONG: usize = 2_048;

/// Appends a text with its quotes.
pub(super) fn append(out: &mut String, text: &str) {
    // Room is made once: a page has thousands of signs to escape, and would be moved with each doubling of what there was.
    out.reserve(text.len().saturating_add(text.len() >> 2).saturating_add(QUOTES));
    out.push('"');
    if text.len() < LONG {
        append_short(out, text)
    } else {
        append_long(out, text)
    }
    out.push('"');
}

fn append_short(out: &mut String, text: &str) {
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
}

/// Some bytes are copied at once, whatever they are, and those from a sign on that is escaped taken back: a text in which much is
/// escaped is printed in half of the time so.
fn append_long(out: &mut String, text: &str) {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len().saturating_add(text.len() >> 2)), text.as_bytes());
    while let Some((block, behind)) = rest.split_first_chunk::<BLOCK>() {
        bytes.extend_from_slice(block);
        let plain = plain_in_block(*block);
        let Some(special) = block.get(plain) else {
            rest = behind;
            continue;
        };
        bytes.truncate(bytes.len().saturating_sub(BLOCK.saturating_sub(plain)));
        bytes.extend(escaped(*special));
        rest = rest.get(plain.saturating_add(1)..).unwrap_or_default();
    }
    while let Some((plain, [special, behind @ ..])) = rest.split_at_checked(plain_length(rest)) {
        bytes.extend_from_slice(plain);
        bytes.extend(escaped(*special));
        rest = behind;
    }
    bytes.extend_from_slice(rest);
    match str::from_utf8(&bytes) {
        Ok(printed) => out.push_str(printed),
        // What stands between escapes of a text is one, so that this is never come to.
        Err(_) => append_short(out, text),
    }
}

/// A byte that must be escaped, as it is printed.
#[inline]
fn escaped(special: u8) -> impl Iterator<Item = u8> {
    let letter = match special {
        b'"' | b'\\' => special,
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
        fn a_long_text_is_printed_as_a_short_one(
            text in prop_oneof![any::<String>(), r#"([a-z]{0,20}["\\\n\x01é€🙂]){0,12}[a-zé]{0,20}"#]
        ) {
            let printed = |append: fn(&mut String, &str)| {
                let mut out = "before".to_owned();
                append(&mut out, &text);
                out
            };
            prop_assert_eq!(printed(append_long), printed(append_short));
        }
    }

    #[test]
    fn a_page_is_printed_as_a_parser_reads_it() {
        let text = "<p class=\"x\">Zoë\n</p>\u{1}\\".repeat(200);
        let mut out = String::new();
        append(&mut out, &text);
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
