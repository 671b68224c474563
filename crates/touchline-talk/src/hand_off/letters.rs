//! The letters and digits by which words of quotes are compared: other ways to write the same are the same.
//!
//! Rules: AIX-02.

use crate::phrases::recased;
use unicode_normalization::UnicodeNormalization;

/// Adds the letters of a word as it is compared.
pub(super) fn push_letters(letters: &mut String, spelled: &str) {
    if spelled.is_ascii() {
        letters.extend(spelled.chars().map(|letter| letter.to_ascii_lowercase()));
        return;
    }
    let mut plain = String::with_capacity(spelled.len());
    for sign in spelled.chars() {
        match sign {
            'œ' | 'Œ' => plain.push_str("oe"),
            'æ' | 'Æ' => plain.push_str("ae"),
            _ if is_fullwidth(sign) || is_ligature(sign) => plain.extend(core::iter::once(sign).nfkc()),
            _ => plain.push(sign),
        }
    }
    letters.push_str(&recased(&plain));
}

/// Whether a sign is one of ASCII written as wide as those of Chinese.
pub(super) const fn is_fullwidth(sign: char) -> bool {
    matches!(sign, '\u{ff01}'..='\u{ff5e}' | '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}' | '\u{fe69}')
}

/// Whether a sign is several Latin letters that were cast as one, as `ﬁ` is.
const fn is_ligature(sign: char) -> bool {
    matches!(sign, '\u{fb00}'..='\u{fb06}')
}
