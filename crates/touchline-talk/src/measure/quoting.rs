//! What is quoted of a moment: the sentence around it, not too long, and no number of a card.
//!
//! Rules: TRS-07, TRS-10.

use super::evidence::Evidence;
use super::runs::Speech;
use crate::phrases::{
    Mark, Place, first_end, goes_on_behind, hesitates, is_in_an_address, is_without_digits, last_end,
};
use crate::transcript::Transcript;
use touchline_kernel::masking::{REACH, part_without_card_numbers};

/// How many bytes are quoted to either side of what was found, at most.
const WIDEST: usize = 160;
/// How many bytes are quoted, at most: a question without marks may be as long as its speaker likes.
const MOST: usize = 1_000;

/// A call that is quoted.
pub(super) struct Quoting<'a> {
    pub(super) speech: &'a Speech,
    pub(super) transcript: &'a Transcript,
}

impl Quoting<'_> {
    /// The moment of what stands between two places of one piece of speech.
    pub(super) fn evidence(&self, from: Place, to: Place) -> Evidence {
        let segment = self.transcript.segments.get(from.segment);
        Evidence {
            moment_ms: segment.and_then(|segment| segment.start_ms),
            quote: self.transcript.consented.then(|| self.around(from, to)).flatten(),
            segment: from.segment,
        }
    }

    fn around(&self, from: Place, to: Place) -> Option<String> {
        let text = |place: usize| self.transcript.segments.get(place).map(|segment| segment.text.as_str());
        let (first, last) = (text(from.segment)?, text(to.segment)?);
        let (start, end) = (sentence_start(first, from.byte), sentence_end(last, to.byte));
        if from.segment == to.segment {
            let part = first.get(start..most_of(first, start, end))?;
            // What has no digit shows none of a card, whatever stands around it.
            if is_without_digits(part) {
                return Some(trimmed(part).to_owned());
            }
        }
        // What stands before and behind it may belong to a number that it cuts.
        let before = first.floor_char_boundary(start.saturating_sub(REACH));
        let behind = last.ceil_char_boundary(end.saturating_add(REACH).min(last.len()));
        let around = self.transcript.around(from.segment, to.segment);
        let mut whole = if before == 0 { around.before } else { String::new() };
        let start = start.saturating_sub(before).saturating_add(whole.len());
        let end = if from.segment == to.segment {
            let end = end.saturating_sub(before).saturating_add(whole.len());
            whole.push_str(first.get(before..behind)?);
            end
        } else {
            whole.push_str(first.get(before..)?);
            self.push_between(from, to, &mut whole, start);
            let end = whole.len().saturating_add(end);
            whole.push_str(last.get(..behind)?);
            end
        };
        if behind == last.len() {
            whole.push_str(&around.behind);
        }
        Some(part_without_card_numbers(&whole, start, most_of(&whole, start, end)).trim().to_owned())
    }

    /// Goes on with the segments between two places of one piece of speech, as far as anything of them is quoted that begins at
    /// a byte.
    fn push_between(&self, from: Place, to: Place, whole: &mut String, start: usize) {
        let between = self.speech.from(from.segment).skip(1).take_while(|place| *place != to.segment);
        for segment in between.filter_map(|place| self.transcript.segments.get(place)) {
            whole.push(' ');
            whole.push_str(&segment.text);
            if whole.len() > MOST.saturating_add(start).saturating_add(REACH) {
                break;
            }
        }
        whole.push(' ');
    }
}

/// A text without white space at its ends, of which quotes mostly have none.
fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) { text } else { text.trim() }
}

/// Where what begins at a byte ends, or what is quoted of it, where that is too long.
fn most_of(text: &str, start: usize, end: usize) -> usize {
    let most = text.floor_char_boundary(start.saturating_add(MOST));
    if end <= most {
        return end;
    }
    let kept = text.get(start..most).unwrap_or_default();
    let cut = kept.rfind(char::is_whitespace).unwrap_or(kept.len());
    start.saturating_add(cut)
}

/// Whether a sign ends a sentence where it stands.
fn ends_here(text: &str, at: usize, sign: char) -> bool {
    let next = || text.get(at.saturating_add(1)..).and_then(|rest| rest.chars().next());
    match sign {
        '.' => !next().is_some_and(char::is_alphanumeric) && !goes_on_behind(text, at) && !hesitates(text, at),
        '\u{2026}' => !hesitates(text, at),
        '!' | '?' => !is_in_an_address(text, at),
        '\0'..='\u{7f}' => false,
        _ => may_end(sign),
    }
}

/// Whether a sign may end a sentence.
const fn may_end(sign: char) -> bool {
    matches!(Mark::of(sign), Some(Mark::Asks | Mark::End))
}

/// The last sign of a text that may end a sentence, and where it stands.
fn last_sign(text: &str) -> Option<(usize, char)> {
    let place = last_end(text)?;
    match text.as_bytes().get(place) {
        Some(byte) if byte.is_ascii() => Some((place, char::from(*byte))),
        // What stands behind holds none, but what this character is has to be read.
        _ => text.get(..text.ceil_char_boundary(place))?.char_indices().rfind(|(_, sign)| may_end(*sign)),
    }
}

/// The first one.
fn first_sign(text: &str) -> Option<(usize, char)> {
    let place = first_end(text)?;
    match text.as_bytes().get(place) {
        Some(byte) if byte.is_ascii() => Some((place, char::from(*byte))),
        _ => {
            let (nth, sign) = text.get(place..)?.char_indices().find(|(_, sign)| may_end(*sign))?;
            Some((place.saturating_add(nth), sign))
        }
    }
}

/// Where the sentence begins in which a byte stands, or what is quoted of it.
fn sentence_start(text: &str, at: usize) -> usize {
    let least = text.floor_char_boundary(at.saturating_sub(WIDEST));
    let before = text.get(least..at).unwrap_or_default();
    let mut rest = before;
    while let Some((place, sign)) = last_sign(rest) {
        let here = least.saturating_add(place);
        if ends_here(text, here, sign) {
            return here.saturating_add(sign.len_utf8());
        }
        rest = rest.get(..place).unwrap_or_default();
    }
    if least == 0 {
        return 0;
    }
    // Half a word is not quoted, nor half a number.
    let cut = before.find(char::is_whitespace).unwrap_or_default();
    let kept = before.get(cut..).unwrap_or_default();
    let whole = kept.trim_start_matches(is_of_a_number);
    at.saturating_sub(whole.len())
}

/// Where the sentence ends in which a byte stands, or what is quoted of it.
fn sentence_end(text: &str, at: usize) -> usize {
    // What was found may itself end with its sentence.
    let found = text.get(..at).and_then(|found| found.chars().next_back());
    let begins = found.map_or(at, |sign| at.saturating_sub(sign.len_utf8()));
    if found.is_some_and(|sign| ends_here(text, begins, sign)) {
        return at;
    }
    let most = text.floor_char_boundary(at.saturating_add(WIDEST));
    let after = text.get(at..most).unwrap_or_default();
    let mut next = 0_usize;
    while let Some((place, sign)) = after.get(next..).and_then(first_sign) {
        let place = next.saturating_add(place);
        let here = at.saturating_add(place);
        next = place.saturating_add(sign.len_utf8());
        if ends_here(text, here, sign) {
            return here.saturating_add(sign.len_utf8());
        }
    }
    if most == text.len() {
        return most;
    }
    let cut = after.rfind(char::is_whitespace).unwrap_or(after.len());
    let kept = after.get(..cut).unwrap_or_default();
    at.saturating_add(kept.trim_end_matches(is_of_a_number).len())
}

/// Whether a sign may be part of a number that was cut.
fn is_of_a_number(sign: char) -> bool {
    sign.is_numeric() || sign.is_whitespace() || matches!(sign, '-' | '.' | ',' | '/')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_signs_that_end_sentences_are_found_as_one_by_one(
            text in prop_oneof![any::<String>(), "[a-c .?é。！]{0,30}", "[a-c,]{0,20}[.é。]?[a-c,]{0,20}"]
        ) {
            let slowly = |(_, sign): &(usize, char)| may_end(*sign);
            prop_assert_eq!(first_sign(&text), text.char_indices().find(slowly));
            prop_assert_eq!(last_sign(&text), text.char_indices().rfind(slowly));
        }

        #[test]
        fn a_quote_has_no_white_space_at_its_ends(
            text in prop_oneof![any::<String>(), "[ \t\u{b}\u{85}\u{a0}a.é]{0,8}"]
        ) {
            prop_assert_eq!(trimmed(&text), text.trim());
        }
    }
}
