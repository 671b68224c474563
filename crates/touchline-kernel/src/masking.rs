//! Takes out of a quote the digits that look like a card's.
//!
//! Thirteen to nineteen digits whose last one is their check digit (ISO/IEC 7812, the Luhn algorithm), in any of Unicode's
//! decimal systems, with white space, dashes, points, brackets and the like between any two, a dozen at most. A number may
//! stand among others: it begins and ends where digits are parted.
//!
//! Rules: TRS-10.

use std::borrow::Cow;

use crate::text::Note;

/// What stands in place of each digit that is taken out.
pub const INSTEAD: char = '•';

/// How many digits a card's number has.
const SHORTEST: usize = 13;
const LONGEST: usize = 19;

/// How many characters may stand between two digits of a number, as where a line is broken and the next one indented.
const WIDEST_GAP: usize = 12;

/// The text with every digit of what looks like a card's number masked; what stands between them stays.
#[must_use]
pub fn without_card_numbers(text: &str) -> Cow<'_, str> {
    // Most texts hold too few digits for one card, which is quickly seen.
    if text.chars().filter_map(digit).take(SHORTEST).count() < SHORTEST {
        return Cow::Borrowed(text);
    }
    let masked = card_digits(text);
    if masked.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut behind) = (String::with_capacity(text.len()), 0);
    for place in masked {
        let digit = text.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        kept += text.get(behind..place).unwrap_or_default();
        kept.push(INSTEAD);
        behind = place.saturating_add(digit);
    }
    kept += text.get(behind..).unwrap_or_default();
    Cow::Owned(kept)
}

/// A quote that is kept, so masked; one that was redacted stays so.
#[must_use]
pub fn masked(quote: &Note) -> Note {
    match without_card_numbers(quote.as_str()) {
        Cow::Borrowed(_) => quote.clone(),
        Cow::Owned(masked) => Note::new(&masked),
    }
}

/// How many bytes to either side of a part may belong to a number that reaches into it: all that stands between its digits
/// included.
pub const REACH: usize = 1024;

/// A part of a text, from one byte to another, with the digits masked that the whole text masks: a number that the part cuts
/// shows none of them.
#[must_use]
pub fn part_without_card_numbers(text: &str, from: usize, to: usize) -> String {
    let begin = text.floor_char_boundary(from.saturating_sub(REACH));
    let end = text.ceil_char_boundary(to.saturating_add(REACH).min(text.len()));
    let part = text.get(from..to).unwrap_or_default();
    // Only what has digits can show those of a card.
    if part.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return part.to_owned();
    }
    let around = text.get(begin..end).unwrap_or_default();
    let (mut kept, mut behind) = (String::with_capacity(part.len()), from);
    for place in card_digits(around) {
        let place = begin.saturating_add(place);
        if place < from || place >= to {
            continue;
        }
        kept += text.get(behind..place).unwrap_or_default();
        kept.push(INSTEAD);
        let digit = text.get(place..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        behind = place.saturating_add(digit);
    }
    kept += text.get(behind..to).unwrap_or_default();
    kept
}

/// What a text begins with that may belong to a number that began before it: digits, and what may stand between them.
#[must_use]
pub fn number_at_start(text: &str) -> &str {
    let within = text.get(..text.floor_char_boundary(REACH)).unwrap_or_default();
    let end = within.find(is_of_no_number).unwrap_or(within.len());
    within.get(..end).unwrap_or_default()
}

/// What a text ends with that may belong to a number that goes on behind it.
#[must_use]
pub fn number_at_end(text: &str) -> &str {
    let within = text.get(text.ceil_char_boundary(text.len().saturating_sub(REACH))..).unwrap_or_default();
    let is_other = within.char_indices().rev().find(|(_, sign)| is_of_no_number(*sign));
    let begin = is_other.map_or(0, |(place, sign)| place.saturating_add(sign.len_utf8()));
    within.get(begin..).unwrap_or_default()
}

/// How many digits a text has, of any decimal system; no more are counted than a card's number has.
#[must_use]
pub fn digits_in(text: &str) -> usize {
    text.chars().filter_map(digit).take(LONGEST).count()
}

/// Whether a number with so many digits to one side of a place is no card's that goes beyond them.
#[must_use]
pub const fn are_all_of_a_card(digits: usize) -> bool {
    digits >= LONGEST
}

fn is_of_no_number(character: char) -> bool {
    !separates(character) && digit(character).is_none()
}

/// A digit in a run of digits.
#[derive(Clone, Copy)]
struct Digit {
    /// Whether nothing stands between it and the digit before it.
    is_joined: bool,
    place: usize,
    value: u32,
}

/// Where the digits of all card numbers stand, in their order.
fn card_digits(text: &str) -> Vec<usize> {
    let (mut masked, mut run, mut gap) = (Vec::new(), Vec::new(), 0_usize);
    for (place, character) in text.char_indices() {
        if let Some(value) = digit(character) {
            run.push(Digit { is_joined: gap == 0 && !run.is_empty(), place, value });
            gap = 0;
        } else if separates(character) && gap < WIDEST_GAP {
            gap = gap.saturating_add(1);
        } else {
            masked.extend(cards_of(&run));
            run.clear();
            gap = 0;
        }
    }
    masked.extend(cards_of(&run));
    masked
}

/// The places in a run of digits that belong to a card's number. Of numbers that share digits all are masked: which of
/// them is the card's, nothing tells.
fn cards_of(run: &[Digit]) -> Vec<usize> {
    let (mut masked, mut begins, mut is_joined) = (Vec::new(), run.len(), false);
    // From the last digit on: how far to the left the numbers reach that end at this digit or behind it.
    for (nth, digit) in run.iter().enumerate().rev() {
        let end = nth.saturating_add(1);
        if !is_joined && let Some(length) = run.get(end.saturating_sub(LONGEST)..end).and_then(longest_card) {
            begins = begins.min(end.saturating_sub(length));
        }
        if begins <= nth {
            masked.push(digit.place);
        } else {
            begins = run.len();
        }
        is_joined = digit.is_joined;
    }
    masked.reverse();
    masked
}

/// How many of the last digits make the longest card's number: its last digit is the check digit of those before it, and
/// its first one is joined to none. Zeros alone are none.
fn longest_card(digits: &[Digit]) -> Option<usize> {
    let (mut sum, mut longest) = (0_u32, None);
    for (nth, digit) in digits.iter().rev().enumerate() {
        let worth = if nth % 2 == 1 { digit.value.saturating_mul(2) } else { digit.value };
        sum = sum.saturating_add(if worth > 9 { worth.saturating_sub(9) } else { worth });
        let length = nth.saturating_add(1);
        if length >= SHORTEST && sum > 0 && sum % 10 == 0 && !digit.is_joined {
            longest = Some(length);
        }
    }
    longest
}

/// Whether a character may stand between the digits of one number.
fn separates(character: char) -> bool {
    character.is_whitespace()
        || matches!(character,
            '-' | '.' | ',' | '/' | '_' | ':' | ';' | '|' | '*' | '+' | '\'' | '"' | '(' | ')' | '[' | ']' | '<' | '>' | '=' | '~' | '#' | '?' | '!' | '\u{ad}' | '\u{b7}'
            | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{2019}' | '\u{2022}' | '\u{2026}' | '\u{2060}'
            | '\u{2212}' | '\u{feff}')
}

/// The zeros of all decimal systems beyond ASCII, in their order (Unicode 16, `Nd`); the other nine digits follow each.
const ZEROS: &[char] = &[
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{10d30}',
    '\u{10d40}',
    '\u{11066}',
    '\u{110f0}',
    '\u{11136}',
    '\u{111d0}',
    '\u{112f0}',
    '\u{11450}',
    '\u{114d0}',
    '\u{11650}',
    '\u{116c0}',
    '\u{116d0}',
    '\u{116da}',
    '\u{11730}',
    '\u{118e0}',
    '\u{11950}',
    '\u{11bf0}',
    '\u{11c50}',
    '\u{11d50}',
    '\u{11da0}',
    '\u{11f50}',
    '\u{16130}',
    '\u{16a60}',
    '\u{16ac0}',
    '\u{16b50}',
    '\u{16d70}',
    '\u{1ccf0}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e4f0}',
    '\u{1e5f1}',
    '\u{1e950}',
    '\u{1fbf0}',
];

/// A character as a decimal digit.
fn digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let behind = ZEROS.partition_point(|zero| *zero <= character);
    let zero = ZEROS.get(behind.checked_sub(1)?)?;
    u32::from(character).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_10_card_numbers_are_masked_with_what_stands_between_their_digits() {
        for (said, kept) in [
            ("My card is 4111 1111 1111 1111, thanks.", "My card is •••• •••• •••• ••••, thanks."),
            ("378282246310005", "•••••••••••••••"),
            ("4222-2222-2222-2 yes", "••••-••••-••••-• yes"),
            ("6304 0000 0000 0000 000", "•••• •••• •••• •••• •••"),
            ("٤١١١ ١١١١ ١١١١ ١١١١", "•••• •••• •••• ••••"),
            ("card:4111111111111111expires", "card:••••••••••••••••expires"),
        ] {
            assert_eq!(without_card_numbers(said), kept);
        }
    }

    #[test]
    fn trs_10_whatever_parts_its_digits_a_number_is_masked() {
        for between in [
            "_",
            ":",
            "|",
            "*",
            "+",
            "'",
            "’",
            "·",
            "…",
            "\u{ad}",
            "\u{2060}",
            ")(",
            "] [",
            " -- ",
            "\u{feff}",
            " – ",
            " ... ",
            "? ",
            "! ",
            " --- ",
            "     ",
            "\n        ",
            "~",
            "=",
            "#",
            "\" \"",
            "> <",
        ] {
            let said = ["4111", "1111", "1111", "1111"].join(between);
            assert_eq!(without_card_numbers(&said), ["••••"; 4].join(between));
        }
        for zero in ['\u{7c0}', '\u{1040}', '\u{17e0}', '\u{1d7ce}', '\u{1fbf0}', '\u{ff10}', '\u{e50}'] {
            let digit = |value: u8| char::from_u32(u32::from(zero) + u32::from(value - b'0')).unwrap();
            let said: String = b"4111111111111111".iter().map(|value| digit(*value)).collect();
            assert_eq!(without_card_numbers(&said), "•".repeat(16));
        }
        assert!(ZEROS.is_sorted() && ZEROS.len() == 75 && ZEROS.iter().all(|zero| zero.is_numeric()));
    }

    #[test]
    fn trs_10_a_number_within_a_longer_run_is_found() {
        assert_eq!(without_card_numbers("7 4111 1111 1111 1111"), "7 •••• •••• •••• ••••");
        let too_far = ["4111", "1111", "1111", "1111"].join(&" ".repeat(WIDEST_GAP + 1));
        assert_eq!(without_card_numbers(&too_far), too_far);
    }

    #[test]
    fn trs_10_a_part_shows_no_digit_of_a_number_that_it_cuts() {
        let said = "the price is on 4111 1111. 1111 1111 is the rest";
        for (from, to, kept) in [
            (0, 26, "the price is on •••• ••••."),
            (27, said.len(), "•••• •••• is the rest"),
            (0, 15, "the price is on"),
            (22, 30, "•••. •••"),
        ] {
            assert_eq!(part_without_card_numbers(said, from, to), kept);
        }
        let far = format!("4 {}1111", "word ".repeat(200));
        assert_eq!(part_without_card_numbers(&far, far.len() - 4, far.len()), "1111");
    }

    #[test]
    fn trs_10_what_a_number_may_have_of_a_text_is_at_its_edges() {
        for (text, start, end) in [
            ("1111 1111, ok", "1111 1111, ", ""),
            ("it is 4111 ", "", " 4111 "),
            ("4111-", "4111-", "4111-"),
            ("٤١١١ é", "٤١١١ ", ""),
            ("", "", ""),
        ] {
            assert_eq!((number_at_start(text), number_at_end(text)), (start, end));
        }
        let long = format!("é{}é", "1".repeat(2 * REACH));
        assert_eq!((number_at_start(&long[2..]).len(), number_at_end(&long[..long.len() - 2]).len()), (REACH, REACH));
        assert_eq!((digits_in("٤1 1a"), digits_in(&long)), (3, LONGEST));
    }

    #[test]
    fn trs_10_other_numbers_stay() {
        for said in [
            "4111 1111 1111 1112",
            "call 0800 123 456 or 0800 654 321",
            "0000 0000 0000 0000",
            "order 411111111111",
            "411111111111111100000",
            "4111 1111, and then, 1111 1111",
            "no digits 👩🏽‍💻",
        ] {
            assert!(matches!(without_card_numbers(said), Cow::Borrowed(same) if same == said), "{said}");
        }
    }
}
