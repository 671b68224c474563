//! A text cut into words and the marks between them, in one pass, eight bytes at a time.
//!
//! A word is what has letters and digits alone. What an apostrophe joins are two words here, `don` and `t`, of which the
//! second says that it is joined: so a phrase is found whatever sort of apostrophe was typed, and `l'offre` holds `offre`.
//!
//! Rules: TRS-09.

use super::abbreviation::goes_on_behind;
use super::address::is_in_an_address;
use super::bytes::{Eights, TOPS, eight, first, is_space_at, word_length};
use super::hesitation::hesitates;
use super::mark::{Mark, goes_on, is_apostrophe, is_of_a_word, stands_alone};
use super::word_key::WordKey;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it ends, in bytes.
    pub(crate) end: usize,
    /// Whether an apostrophe joins it to the word before.
    pub(crate) is_joined: bool,
    /// What it is looked up by, where it is short.
    pub(super) key: WordKey,
    /// Where it begins, in bytes.
    pub(crate) start: usize,
}

/// Whatever takes words and marks.
pub(crate) trait Sink {
    /// Takes a word of the text.
    fn word(&mut self, text: &str, word: Word);

    /// Takes a mark, which ends at this byte.
    fn mark(&mut self, _: Mark, _: usize) {}
}

/// Where the scan is, and what it knows of what came before.
struct Scan<'a> {
    text: &'a str,
    /// Where an apostrophe ends that stands directly behind a word.
    joins_at: usize,
    /// Where the last word ended.
    word_end: usize,
}

/// Cuts a text into words and marks, and hands them over in their order.
#[inline]
pub(crate) fn scan<S: Sink>(text: &str, sink: &mut S) {
    let bytes = text.as_bytes();
    let mut few = [0; 8];
    let eights = Eights::of(bytes, &mut few);
    let mut scan = Scan { text, joins_at: usize::MAX, word_end: usize::MAX };
    let mut at = 0_usize;
    while at < bytes.len() {
        let chunk = eights.at(at);
        let length = word_length(chunk);
        if length == 0 {
            at = if is_space_at(chunk, 0) { at.saturating_add(1) } else { scan.sign(at, sink) };
            continue;
        }
        // There is one call of the sink for all sorts of words, so that it becomes part of this loop.
        let (end, key, is_space_behind) = if length < 8 && first(chunk, length) & TOPS == 0 {
            (at.wrapping_add(length), WordKey::short(chunk, length), is_space_at(chunk, length))
        } else {
            let (end, key) = long_word(text, at);
            if end == at {
                at = scan.sign(at, sink);
                continue;
            }
            (end, key, bytes.get(end) == Some(&b' '))
        };
        let is_joined = scan.joins_at == at;
        scan.word_end = end;
        sink.word(text, Word { end, is_joined, key, start: at });
        // A space is what mostly follows.
        at = end.wrapping_add(usize::from(is_space_behind));
    }
}

/// Where a word ends that is longer than seven bytes, or is not of ASCII alone, and its key; where no word stands here, it ends
/// where it begins.
#[inline(never)]
fn long_word(text: &str, start: usize) -> (usize, WordKey) {
    let eight_at = |nth: usize| eight(text.as_bytes(), start.saturating_add(nth));
    let keyed = if word_length(eight_at(0)) == 8 { WordKey::long(eight_at(0), eight_at(8)) } else { None };
    match keyed {
        Some((length, key)) => (start.saturating_add(length), key),
        None => {
            let end = any_end(text, start);
            (end, WordKey::of(text.get(start..end).unwrap_or_default()))
        }
    }
}

/// Where a word ends that is too long for a key, or does not end before a sign of ASCII.
fn any_end(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        let chunk = eight(text.as_bytes(), end);
        let length = word_length(chunk);
        if first(chunk, length) & TOPS != 0 {
            return start.saturating_add(any_word(text.get(start..).unwrap_or_default()));
        }
        end = end.saturating_add(length);
        if length < 8 {
            return end;
        }
    }
}

/// How many bytes of a text belong to a word that stands at its beginning.
fn any_word(text: &str) -> usize {
    let mut length = 0_usize;
    for sign in text.chars() {
        let alone = stands_alone(sign);
        if !is_of_a_word(sign) || (alone && length > 0) || (goes_on(sign) && length == 0) {
            break;
        }
        length = length.saturating_add(sign.len_utf8());
        if alone {
            break;
        }
    }
    length
}

impl Scan<'_> {
    /// A sign between words.
    #[inline(never)]
    fn sign<S: Sink>(&mut self, at: usize, sink: &mut S) -> usize {
        let mut signs = self.text.get(at..).unwrap_or_default().chars();
        let Some(sign) = signs.next() else { return self.text.len() };
        let end = at.saturating_add(sign.len_utf8());
        let is_behind_a_word = self.word_end == at;
        if is_behind_a_word && is_apostrophe(sign) {
            self.joins_at = end;
        }
        // The marks in `3.5`, in `example.com` and in `page?id=5` end nothing, nor does the point in `Dr. Smith`.
        let next = signs.next();
        let is_inner = match sign {
            '.' if is_behind_a_word => next.is_some_and(is_of_a_word) || goes_on_behind(self.text, at),
            '?' | '!' => is_in_an_address(self.text, at),
            _ => false,
        };
        match Mark::of(sign).filter(|_| !is_inner) {
            Some(Mark::End) if hesitates(self.text, at) => sink.mark(Mark::Clause, end),
            Some(mark) => sink.mark(mark, end),
            None => (),
        }
        end
    }
}

impl Word {
    /// A word that stands by itself.
    pub(super) fn of(word: &str) -> Self {
        Word { end: word.len(), is_joined: false, key: WordKey::of(word), start: 0 }
    }
}
