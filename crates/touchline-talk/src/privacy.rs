//! What of a call may be quoted, and how: nothing without consent, and no number of a card, also of one that its speaker says
//! in several segments.
//!
//! Rules: TRS-10.

use std::borrow::Cow;

use touchline_kernel::masking::{
    INSTEAD, are_all_of_a_card, digits_in, number_at_end, number_at_start, part_without_card_numbers,
    without_card_numbers,
};

use crate::transcript::{Segment, Transcript};

/// How many segments to either side are looked through for where a speaker goes on with a number.
const NEAR: usize = 64;

/// Digits of a speaker's other segments that may belong to a number that reaches into some of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around {
    /// Those before.
    pub(crate) before: String,
    /// Those behind.
    pub(crate) behind: String,
}

impl Transcript {
    /// What was said in a segment as it may be shown: without numbers of cards. Nothing where there is no such segment, or not
    /// all who are heard consented to the recording.
    #[must_use]
    pub fn quote(&self, segment: usize) -> Option<Cow<'_, str>> {
        self.masked(segment).filter(|_| self.consented)
    }

    /// The words of a segment without numbers of cards.
    pub(crate) fn masked(&self, segment: usize) -> Option<Cow<'_, str>> {
        let text = self.segments.get(segment)?.text.as_str();
        let Around { before, behind } = self.around(segment, segment);
        if before.is_empty() && behind.is_empty() {
            return Some(without_card_numbers(text));
        }
        let whole = [&before, text, &behind].concat();
        Some(Cow::Owned(part_without_card_numbers(&whole, before.len(), before.len().saturating_add(text.len()))))
    }

    /// Whether numbers of cards are said in it.
    pub(crate) fn has_card_numbers(&self) -> bool {
        let is_masked =
            |(nth, segment): (usize, &Segment)| self.masked(nth).is_some_and(|masked| masked != segment.text);
        self.segments.iter().enumerate().any(is_masked)
    }

    /// The words of a segment from one byte to another, without numbers of cards.
    pub(crate) fn masked_part(&self, segment: usize, (from, to): (usize, usize)) -> Option<String> {
        let text = self.segments.get(segment)?.text.as_str();
        let Around { before, behind } = self.around(segment, segment);
        let (from, to) = (from.saturating_add(before.len()), to.saturating_add(before.len()));
        if before.is_empty() && behind.is_empty() {
            return Some(part_without_card_numbers(text, from, to));
        }
        Some(part_without_card_numbers(&[&before, text, &behind].concat(), from, to))
    }

    /// What a host quotes of a segment, without numbers of cards: also without the digits of one of which it quotes a part. Of what does
    /// not stand in the segment as it is quoted no digit is shown, where a number of a card does.
    pub(crate) fn masked_quote(&self, segment: usize, quote: &str) -> String {
        let text = self.segments.get(segment).map(|segment| segment.text.as_str());
        let from = text.and_then(|text| text.find(quote));
        if let Some(part) = from.and_then(|from| self.masked_part(segment, (from, from.saturating_add(quote.len())))) {
            return part;
        }
        if self.masked(segment).as_deref() == text {
            return without_card_numbers(quote).into_owned();
        }
        quote.chars().map(|sign| if sign.is_numeric() { INSTEAD } else { sign }).collect()
    }

    /// What a speaker's numbers have before one segment of theirs, and behind another.
    pub(crate) fn around(&self, first: usize, last: usize) -> Around {
        let mut around = Around::default();
        let all = &self.segments;
        if let Some(segment) = all.get(first).filter(|segment| digits_in(number_at_start(&segment.text)) > 0) {
            let earlier = all.get(..first).unwrap_or_default().iter().rev();
            let mut pieces = numbers(earlier, segment, number_at_end);
            pieces.reverse();
            pieces.iter().for_each(|piece| around.before.extend([piece, " "]));
        }
        if let Some(segment) = all.get(last).filter(|segment| digits_in(number_at_end(&segment.text)) > 0) {
            let later = all.get(last.saturating_add(1)..).unwrap_or_default().iter();
            let pieces = numbers(later, segment, number_at_start);
            pieces.iter().for_each(|piece| around.behind.extend([" ", piece]));
        }
        around
    }
}

/// The pieces of a number in those segments of a speaker that follow one another away from one of theirs, the nearest first.
fn numbers<'a>(away: impl Iterator<Item = &'a Segment>, from: &Segment, edge: fn(&str) -> &str) -> Vec<&'a str> {
    let (mut pieces, mut digits) = (Vec::new(), 0_usize);
    for segment in away.take(NEAR).filter(|segment| segment.speaker == from.speaker) {
        let piece = edge(&segment.text);
        let goes_on = piece.len() == segment.text.len();
        if digits_in(piece) > 0 {
            digits = digits.saturating_add(digits_in(piece));
            pieces.push(piece.trim());
        }
        if !goes_on || are_all_of_a_card(digits) {
            break;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use touchline_kernel::text::Key;

    fn said(lines: &[(&str, &str)]) -> Transcript {
        let segment = |(speaker, text): &(&str, &str)| Segment {
            end_ms: None,
            speaker: Some(Key::new(speaker)),
            start_ms: None,
            text: (*text).to_owned(),
        };
        let segments = lines.iter().map(segment).collect();
        Transcript { consented: true, language: None, length_ms: None, segments, speakers: Vec::new() }
    }

    fn quoted(call: &Transcript) -> Vec<String> {
        (0..call.segments.len()).filter_map(|nth| call.quote(nth)).map(Cow::into_owned).collect()
    }

    #[test]
    fn trs_10_without_consent_nothing_is_quoted() {
        let mut call = said(&[("cy", "It is 4111 1111 1111 1111.")]);
        assert_eq!(quoted(&call), ["It is •••• •••• •••• ••••."]);
        call.consented = false;
        assert_eq!(call.quote(0), None);
    }

    #[test]
    fn trs_10_a_card_that_its_speaker_says_in_several_segments_is_masked_in_each() {
        let call = said(&[
            ("cy", "It is 4111"),
            ("ann", "mhm 4"),
            ("cy", " 1111. "),
            ("cy", ""),
            ("ann", "1"),
            ("cy", "1111"),
            ("cy", "1111, and 5."),
        ]);
        assert_eq!(quoted(&call), ["It is ••••", "mhm 4", " ••••. ", "", "1", "••••", "••••, and 5."]);
    }

    #[test]
    fn trs_10_numbers_of_two_speakers_or_with_words_between_them_are_no_card() {
        for lines in [
            [("cy", "4111 1111"), ("ann", "1111 1111")],
            [("cy", "4111 1111 and"), ("cy", "1111 1111")],
            [("cy", "4111 1111"), ("cy", "1111 1112")],
        ] {
            assert_eq!(quoted(&said(&lines)), lines.map(|(_, text)| text));
        }
    }
}
