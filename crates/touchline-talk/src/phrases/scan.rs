//! A text cut into words and the marks between them, in one pass, eight bytes at a time.
//!
//! A word is what has letters and digits alone. What an apostrophe joins are two words here, `don` and `t`, of which the
//! second says that it is joined: so a phrase is found whatever sort of apostrophe was typed, and `l'offre` holds `offre`.
//!
//! Rules: TRS-09.

use super::abbreviation::goes_on_behind;
use super::address::is_in_an_address;
use super::mark::{Mark, goes_on, is_apostrophe, is_of_a_word, stands_alone};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it ends, in bytes.
    pub(crate) end: usize,
    /// Whether an apostrophe joins it to the word before.
    pub(crate) is_joined: bool,
    /// Its bytes in lower case, where it is of ASCII and no more than eight; else 0.
    pub(crate) key: u64,
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

const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
const LOWER: u64 = u64::from_le_bytes([0x20; 8]);

/// So many times the same byte.
const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The top bit of each byte that is a letter or a digit of ASCII, or of a longer character.
const fn word_bits(bytes: u64) -> u64 {
    let low = bytes & !TOPS;
    let letters = low | LOWER;
    // Each byte has its top bit clear, so that no sum reaches into the next one.
    let from_a = letters.wrapping_add(every(0x80 - b'a'));
    let past_z = letters.wrapping_add(every(0x7f - b'z'));
    let from_0 = low.wrapping_add(every(0x80 - b'0'));
    let past_9 = low.wrapping_add(every(0x7f - b'9'));
    ((from_a & !past_z) | (from_0 & !past_9) | bytes) & TOPS
}

/// The first so many of eight bytes, and nothing of the others.
const fn first(bytes: u64, length: usize) -> u64 {
    match length {
        0..8 => bytes & !(u64::MAX << (length << 3)),
        _ => bytes,
    }
}

/// Eight bytes from a place on, with spaces after the end.
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => {
            let mut chunk = [b' '; 8];
            chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            u64::from_le_bytes(chunk)
        }
    }
}

/// How many bytes of these eight belong to a word that begins with the first.
fn word_length(bytes: u64) -> usize {
    let length = (!word_bits(bytes) & TOPS).trailing_zeros() >> 3;
    usize::try_from(length).unwrap_or_default()
}

/// The key of a short word of ASCII.
fn key_of(word: &str) -> u64 {
    let length = word.len();
    if length > 8 || !word.is_ascii() { 0 } else { first(eight(word.as_bytes(), 0) | LOWER, length) }
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
    let mut scan = Scan { text, joins_at: usize::MAX, word_end: usize::MAX };
    let mut at = 0_usize;
    while at < bytes.len() {
        let chunk = eight(bytes, at);
        let length = word_length(chunk);
        if length == 0 {
            at = if chunk.to_le_bytes().first() == Some(&b' ') { at.saturating_add(1) } else { scan.sign(at, sink) };
            continue;
        }
        // There is one call of the sink for all sorts of words, so that it becomes part of this loop.
        let (end, key) = if length < 8 && first(chunk, length) & TOPS == 0 {
            (at.wrapping_add(length), first(chunk | LOWER, length))
        } else {
            long_word(text, at)
        };
        if end == at {
            at = scan.sign(at, sink);
            continue;
        }
        let is_joined = scan.joins_at == at;
        scan.word_end = end;
        sink.word(text, Word { end, is_joined, key, start: at });
        // A space is what mostly follows.
        at = end.wrapping_add(usize::from(bytes.get(end) == Some(&b' ')));
    }
}

/// Where a word ends that is longer than seven bytes, or is not of ASCII alone, and its key; where no word stands here, it ends
/// where it begins.
fn long_word(text: &str, start: usize) -> (usize, u64) {
    let mut end = start;
    loop {
        let chunk = eight(text.as_bytes(), end);
        let length = word_length(chunk);
        if first(chunk, length) & TOPS != 0 {
            end = start.saturating_add(any_word(text.get(start..).unwrap_or_default()));
            break;
        }
        end = end.saturating_add(length);
        if length < 8 {
            break;
        }
    }
    (end, key_of(text.get(start..end).unwrap_or_default()))
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
        if let Some(mark) = Mark::of(sign).filter(|_| !is_inner) {
            sink.mark(mark, end);
        }
        end
    }
}

impl Word {
    /// A word that stands by itself.
    pub(super) fn of(word: &str) -> Self {
        Word { end: word.len(), is_joined: false, key: key_of(word), start: 0 }
    }
}
