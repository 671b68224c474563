//! Text inside HTML and SVG.

/// Appends a text as it stands between tags and in a value in quotation marks: it opens and closes neither.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((plain, behind)) = rest.split_at_checked(plain_length(rest)) {
        out.push_str(plain);
        let mut letters = behind.chars();
        let Some(letter) = letters.next() else { break };
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter if is_no_character(letter) => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
        rest = letters.as_str();
    }
}

/// How many bytes a text begins with that stand as they are: up to a sign, or to a byte that no character begins with but those
/// from U+F000 to U+FFFF, some of which are none.
fn plain_length(text: &str) -> usize {
    let stops = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xef) || is_no_character(byte.into());
    text.bytes().position(stops).unwrap_or(text.len())
}

/// What XML cannot hold, however it is written.
fn is_no_character(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
