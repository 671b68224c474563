//! What stands between words, as far as it says where a clause, a sentence or a question ends, and what stands within them.
//!
//! Rules: TRS-04, TRS-09.

use unicode_normalization::char::is_combining_mark;

/// What a sign between words means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A question ends here.
    Asks,
    /// What it stands in is a question, wherever that ends, as with the Armenian sign.
    AsksWithin,
    /// A clause ends here.
    Clause,
    /// A sentence ends here that is no question.
    End,
    /// A semicolon, which ends a clause, and in Greek a question.
    Semicolon,
}

impl Mark {
    /// What a sign means, where it means anything.
    pub(crate) const fn of(sign: char) -> Option<Mark> {
        Some(match sign {
            '?'
            | '\u{37e}'
            | '\u{61f}'
            | '\u{709}'
            | '\u{1367}'
            | '\u{1945}'
            | '\u{203d}'
            | '\u{2047}'..='\u{2049}'
            | '\u{2753}'
            | '\u{2754}'
            | '\u{2cfa}'
            | '\u{2cfb}'
            | '\u{2e2e}'
            | '\u{2e54}'
            | '\u{a60f}'
            | '\u{a6f7}'
            | '\u{fe16}'
            | '\u{fe56}'
            | '\u{ff1f}'
            | '\u{11143}'
            | '\u{1f679}'..='\u{1f67b}'
            | '\u{1fbc4}' => Mark::Asks,
            '\u{55e}' => Mark::AsksWithin,
            '.'
            | '!'
            | '\u{589}'
            | '\u{6d4}'
            | '\u{700}'..='\u{702}'
            | '\u{964}'
            | '\u{965}'
            | '\u{1362}'
            | '\u{2026}'
            | '\u{203c}'
            | '\u{3002}'
            | '\u{ff01}'
            | '\u{ff0e}'
            | '\u{ff61}' => Mark::End,
            ';' => Mark::Semicolon,
            ','
            | ':'
            | '('
            | ')'
            | '['
            | ']'
            | '"'
            | '\u{a1}'
            | '\u{bf}'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{60c}'
            | '\u{61b}'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{201c}'..='\u{201e}'
            | '\u{2e18}'
            | '\u{3001}'
            | '\u{ff0c}'
            | '\u{ff1a}'
            | '\u{ff1b}'
            | '\u{1e95f}' => Mark::Clause,
            _ => return None,
        })
    }
}

/// Whether a sign joins what stands on both sides into one word, as an apostrophe does.
pub(crate) const fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '`' | '\u{b4}' | '\u{2b9}' | '\u{2bc}' | '\u{2018}' | '\u{2019}' | '\u{2032}' | '\u{ff07}')
}

/// Whether a sign stands in a word and is nothing of it: joiners, soft hyphens, and what chooses between pictures of a sign.
pub(super) const fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether a sign only goes on with a word, and begins none: accents and signs for vowels that stand by themselves, and joiners.
pub(super) fn goes_on(sign: char) -> bool {
    is_joiner(sign) || (is_combining_mark(sign) && !stands_alone(sign))
}

/// Whether a sign is part of a word.
pub(super) fn is_of_a_word(sign: char) -> bool {
    match sign {
        '\0'..='\u{7f}' => sign.is_ascii_alphanumeric(),
        '\u{2b9}' | '\u{2bc}' => false,
        _ => goes_on(sign) || sign.is_alphanumeric(),
    }
}

/// Whether a sign belongs to a script that sets no spaces, in which each sign counts as a word.
pub(super) const fn stands_alone(sign: char) -> bool {
    matches!(sign,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
