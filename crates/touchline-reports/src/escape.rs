//! Text inside HTML and SVG.

use std::borrow::Cow;

/// The text as it stands between tags and in a value in quotation marks: it opens and closes neither.
#[must_use]
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) && !text.contains(is_no_character) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len().saturating_add(16));
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter if is_no_character(letter) => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    Cow::Owned(escaped)
}

/// What XML cannot hold, however it is written.
fn is_no_character(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}
