//! Signs that a quote keeps as it keeps words: of money, of shares, of calculations, and before a number. All others are
//! punctuation.
//!
//! Rules: AIX-02.

use super::letters::is_fullwidth;
use unicode_normalization::UnicodeNormalization;

/// What stands for a digit that is masked.
pub(super) const MASK: char = '•';

/// A sign that counts, and where it begins and ends in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) end: usize,
    pub(super) sign: char,
    pub(super) start: usize,
}

/// The signs that count in a text between two of its bytes.
pub(super) fn signs(text: &str, from: usize, to: usize) -> impl Iterator<Item = Sign> {
    let between = text.get(from..to).unwrap_or_default();
    between.char_indices().filter_map(move |(place, sign)| {
        let start = from.saturating_add(place);
        let end = start.saturating_add(sign.len_utf8());
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        counted(before, narrow(sign), text.get(end..).unwrap_or_default()).map(|sign| Sign { end, sign, start })
    })
}

/// A sign as it is compared, where it counts between what stands before it and behind.
fn counted(before: Option<char>, sign: char, behind: &str) -> Option<char> {
    let next = behind.chars().next().map(narrow);
    let is_doubled = before.map(narrow) == Some(sign) || next == Some(sign);
    let counts = match sign {
        '٪' => return Some('%'),
        '%' | '‰' | '‱' | '+' => true,
        // A line of them, an arrow, or somebody else who speaks, as captions mark it.
        '<' | '=' => !is_doubled,
        '>' => !is_doubled && !matches!(before, Some('-' | '=')),
        '~' => begins_a_number(behind),
        _ if is_hyphen(sign) => {
            return (begins_a_number(behind) && before.is_none_or(may_be_before_minus)).then_some('-');
        }
        _ => is_of_money(sign) || is_of_calculations(sign),
    };
    counts.then_some(sign)
}

/// A sign of full width as it is otherwise.
fn narrow(sign: char) -> char {
    if is_fullwidth(sign) { core::iter::once(sign).nfkc().next().unwrap_or(sign) } else { sign }
}

fn begins_a_number(text: &str) -> bool {
    let digits = text.trim_start_matches(is_of_money);
    digits.strip_prefix(['.', ',']).unwrap_or(digits).starts_with(char::is_numeric)
}

/// Whether a hyphen behind it may say that a number is less than nothing: behind a word, a bracket or a share it joins or parts.
fn may_be_before_minus(sign: char) -> bool {
    sign.is_whitespace()
        || is_of_money(sign)
        || is_of_calculations(sign)
        || matches!(sign, '(' | '[' | '"' | '\'' | '“' | '„' | '«' | '‘' | '<' | '>' | '=' | '+' | '~')
}

const fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' | '\u{fe63}')
}

/// Whether a sign is one of a currency (Unicode 16, `Sc`).
pub(super) const fn is_of_money(sign: char) -> bool {
    matches!(sign,
        '$' | '\u{a2}'..='\u{a5}' | '\u{58f}' | '\u{60b}' | '\u{7fe}' | '\u{7ff}' | '\u{9f2}' | '\u{9f3}' | '\u{9fb}'
        | '\u{af1}' | '\u{bf9}' | '\u{e3f}' | '\u{17db}' | '\u{20a0}'..='\u{20c0}' | '\u{a838}' | '\u{fdfc}' | '\u{fe69}'
        | '\u{ff04}' | '\u{ffe0}' | '\u{ffe1}' | '\u{ffe5}' | '\u{ffe6}' | '\u{11fdd}'..='\u{11fe0}' | '\u{1e2ff}'
        | '\u{1ecb0}')
}

/// Whether a sign is one of calculations, but for those that look like a hyphen, a stroke, a star or points.
const fn is_of_calculations(sign: char) -> bool {
    matches!(sign,
        '\u{ac}' | '\u{b1}' | '\u{d7}' | '\u{f7}' | '\u{2200}'..='\u{2211}' | '\u{2213}' | '\u{2214}'
        | '\u{221a}'..='\u{22c4}' | '\u{22c6}'..='\u{22ed}' | '\u{22f2}'..='\u{22ff}')
}
