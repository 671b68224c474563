//! What is quoted of a moment: the sentence around it, not too long, and no number of a card.
//!
//! Rules: TRS-07, TRS-10.

use super::evidence::Evidence;
use super::runs::Speech;
use crate::phrases::Place;
use crate::transcript::Transcript;
use touchline_kernel::masking::without_card_numbers;

/// How many bytes are quoted to either side of what was found, at most.
const WIDEST: usize = 160;

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
            return Some(masked(first.get(start..end)?.trim()));
        }
        let between = self.speech.from(from.segment).skip(1).take_while(|place| *place != to.segment).filter_map(text);
        let mut whole = first.get(start..)?.to_owned();
        for piece in between.chain(last.get(..end)) {
            whole.push(' ');
            whole.push_str(piece);
        }
        Some(masked(whole.trim()))
    }
}

/// A quote without numbers of cards, which only what has digits can have.
fn masked(quote: &str) -> String {
    if quote.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit()) {
        return quote.to_owned();
    }
    without_card_numbers(quote).into_owned()
}

/// Whether a sign ends a sentence where it stands.
fn ends_here(text: &str, at: usize, sign: char) -> bool {
    let next = || text.get(at.saturating_add(1)..).and_then(|rest| rest.chars().next());
    match sign {
        '.' => !next().is_some_and(char::is_alphanumeric),
        '!' | '?' | '\u{2026}' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\u{61f}' | '\u{6d4}' => true,
        _ => false,
    }
}

/// Where the sentence begins in which a byte stands, or what is quoted of it.
fn sentence_start(text: &str, at: usize) -> usize {
    let least = text.floor_char_boundary(at.saturating_sub(WIDEST));
    let before = text.get(least..at).unwrap_or_default();
    for (place, sign) in before.char_indices().rev() {
        let place = least.saturating_add(place);
        if ends_here(text, place, sign) {
            return place.saturating_add(sign.len_utf8());
        }
    }
    if least == 0 {
        return 0;
    }
    // Half a word, or half a number, is not quoted.
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
    for (place, sign) in after.char_indices() {
        let place = at.saturating_add(place);
        if ends_here(text, place, sign) {
            return place.saturating_add(sign.len_utf8());
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
