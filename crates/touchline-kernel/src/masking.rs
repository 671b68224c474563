//! Takes out of a quote the digits that look like a card's.
//!
//! Thirteen to nineteen digits whose last one is their check digit (ISO/IEC 7812, the Luhn algorithm), in any of Unicode's
//! decimal systems, with white space, a dash, a dot, a comma or a slash between any two. Where a longer run holds such a number, that is
//! taken out of it, too: a transcript may write what was said before and after it without a break.
//!
//! Rules: TRS-10.

use std::borrow::Cow;

/// What stands in place of each digit that is taken out.
const INSTEAD: char = '•';

/// How many digits a card's number has.
const SHORTEST: usize = 13;
const LONGEST: usize = 19;

/// How many characters may stand between two digits of a number.
const WIDEST_GAP: usize = 3;

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

/// Where the digits of all card numbers stand, in their order.
fn card_digits(text: &str) -> Vec<usize> {
    let (mut masked, mut run, mut gap) = (Vec::new(), Vec::new(), 0_usize);
    for (place, character) in text.char_indices() {
        if let Some(digit) = digit(character) {
            run.push((place, digit));
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
fn cards_of(run: &[(usize, u32)]) -> Vec<usize> {
    let (mut masked, mut begins) = (Vec::new(), run.len());
    // From the last digit on: how far to the left the numbers reach that end at this digit or behind it.
    for end in (1..=run.len()).rev() {
        let longest = run.get(end.saturating_sub(LONGEST)..end).and_then(longest_card);
        begins = begins.min(longest.map_or(run.len(), |length| end.saturating_sub(length)));
        if begins < end {
            masked.extend(end.checked_sub(1).and_then(|last| run.get(last)).map(|(place, _)| *place));
        } else {
            begins = run.len();
        }
    }
    masked.reverse();
    masked
}

/// How many of the last digits make the longest card's number, whose last digit is the check digit of those before it. Zeros
/// alone are none.
fn longest_card(digits: &[(usize, u32)]) -> Option<usize> {
    let (mut sum, mut longest) = (0_u32, None);
    for (nth, (_, digit)) in digits.iter().rev().enumerate() {
        let worth = if nth % 2 == 1 { digit.saturating_mul(2) } else { *digit };
        sum = sum.saturating_add(if worth > 9 { worth.saturating_sub(9) } else { worth });
        let length = nth.saturating_add(1);
        if length >= SHORTEST && sum > 0 && sum % 10 == 0 {
            longest = Some(length);
        }
    }
    longest
}

/// Whether a character may stand between the digits of one number.
fn separates(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '.' | ',' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}')
}

/// A character as a decimal digit, of the systems in which people write numbers.
fn digit(character: char) -> Option<u32> {
    const ZEROS: [char; 12] = [
        '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
        '\u{e50}', '\u{ff10}',
    ];
    if character.is_ascii() {
        return character.to_digit(10);
    }
    ZEROS.iter().find_map(|zero| u32::from(character).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10))
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
    fn trs_10_a_number_within_a_longer_run_is_found() {
        assert_eq!(without_card_numbers("7 4111 1111 1111 1111"), "7 •••• •••• •••• ••••");
    }

    #[test]
    fn trs_10_other_numbers_stay() {
        for said in [
            "4111 1111 1111 1112",
            "call 0800 123 456 or 0800 654 321",
            "0000 0000 0000 0000",
            "order 411111111111",
            "4111 1111, and then, 1111 1111",
            "no digits 👩🏽‍💻",
        ] {
            assert!(matches!(without_card_numbers(said), Cow::Borrowed(same) if same == said), "{said}");
        }
    }
}
