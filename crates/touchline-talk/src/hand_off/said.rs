//! What was said as words, each with the letters by which it is compared.

use super::letters::push_letters;
use super::sign::{MASK, Sign, is_of_money, signs};
use crate::phrases::{Sink, Word, is_apostrophe, scan};

/// A text as words, and as letters alone. What an apostrophe joins is one word here, and so is a number whose digits are parted
/// into groups of three; signs that count are words too.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Whether masked digits are words.
    has_masks: bool,
    /// What the last word is as part of a number.
    last: Part,
    /// Its letters and digits, in lower case, and its signs that count.
    pub(super) letters: String,
    /// By word, where it begins and ends in the text, where its letters begin and end, and what it is.
    pub(super) words: Vec<SaidWord>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SaidWord {
    pub(super) end: usize,
    /// Whether it is a sign.
    pub(super) is_sign: bool,
    pub(super) letters: (usize, usize),
    pub(super) start: usize,
}

/// What a word is as part of a number that is written in groups of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// A word, or digits behind others.
    #[default]
    Other,
    /// One to three digits, with which such a number may begin.
    First,
    /// Digits behind others, parted from them by this.
    Group(char),
}

impl Sink for Said {
    fn word(&mut self, text: &str, word: Word) {
        let from = self.words.last().map_or(0, |before| before.end);
        self.signs(text, from, word.start);
        let spelled = text.get(word.start..word.end).unwrap_or_default();
        let begin = self.letters.len();
        push_letters(&mut self.letters, spelled);
        let end = self.letters.len();
        let digits = self.letters.get(begin..end).unwrap_or_default();
        let before = self.letters.get(..begin).unwrap_or_default();
        let are_digits = before.ends_with(char::is_numeric) && digits.starts_with(char::is_numeric);
        let parts = text.get(from..word.start).and_then(parts_groups).filter(|_| are_digits);
        let is_group = digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let goes_on = match self.last {
            Part::Other => None,
            Part::First => parts,
            Part::Group(by) => parts.filter(|parts| *parts == by),
        };
        let goes_on = goes_on.filter(|_| is_group);
        let is_first = parts.is_none()
            && matches!(digits.len(), 1..=3)
            && !digits.starts_with('0')
            && digits.bytes().all(|digit| digit.is_ascii_digit());
        let is_joined = goes_on.is_some() || word.is_joined && !are_digits;
        self.last = match goes_on {
            Some(by) => Part::Group(by),
            None if is_first && !is_joined => Part::First,
            None => Part::Other,
        };
        match self.words.last_mut().filter(|_| is_joined) {
            Some(before) => (before.end, before.letters.1) = (word.end, end),
            None => {
                self.words.push(SaidWord { end: word.end, is_sign: false, letters: (begin, end), start: word.start })
            }
        }
    }
}

/// What parts digits into groups where it stands between them alone; all apostrophes are one, and all spaces that break no line.
fn parts_groups(between: &str) -> Option<char> {
    let mut signs = between.chars();
    let sign = signs.next().filter(|_| signs.next().is_none())?;
    match sign {
        ',' | '.' => Some(sign),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(' '),
        _ => is_apostrophe(sign).then_some('\''),
    }
}

impl Said {
    pub(super) fn of(text: &str) -> Self {
        Said::read(text, Said::default())
    }

    /// A text in which numbers of cards are masked: what stands for their digits are words.
    pub(super) fn of_masked(text: &str) -> Self {
        Said::read(text, Said { has_masks: true, ..Said::default() })
    }

    fn read(text: &str, mut said: Said) -> Self {
        scan(text, &mut said);
        let from = said.words.last().map_or(0, |last| last.end);
        said.signs(text, from, text.len());
        said
    }

    /// Takes the signs that count between two bytes of a text.
    fn signs(&mut self, text: &str, from: usize, to: usize) {
        let between = text.get(from..to).unwrap_or_default();
        // Mostly a space is all there is.
        if between == " " || between.is_empty() {
            return;
        }
        if self.has_masks && between.contains(MASK) {
            let masks = between.match_indices(MASK).map(|(place, mask)| {
                let start = from.saturating_add(place);
                Sign { end: start.saturating_add(mask.len()), sign: MASK, start }
            });
            let mut all: Vec<Sign> = masks.chain(signs(text, from, to)).collect();
            all.sort_unstable_by_key(|sign| sign.start);
            all.into_iter().for_each(|sign| self.sign(sign));
        } else {
            signs(text, from, to).for_each(|sign| self.sign(sign));
        }
    }

    /// A sign as a word; masked digits that nothing parts are one.
    fn sign(&mut self, Sign { end, sign, start }: Sign) {
        let begin = self.letters.len();
        let goes_on = sign == MASK && self.letters.ends_with(MASK);
        self.letters.push(sign);
        self.last = Part::Other;
        let letters = (begin, self.letters.len());
        match self.words.last_mut().filter(|before| goes_on && before.end == start) {
            Some(before) => (before.end, before.letters.1) = (end, letters.1),
            None => self.words.push(SaidWord { end, is_sign: true, letters, start }),
        }
    }

    /// A word's letters and digits.
    pub(super) fn word(&self, word: &SaidWord) -> &str {
        self.letters.get(word.letters.0..word.letters.1).unwrap_or_default()
    }

    /// How many words there are that are no signs.
    pub(super) fn spoken(&self) -> usize {
        self.words.iter().filter(|word| !word.is_sign).count()
    }

    /// The letters of words, from one to the one behind the last.
    pub(super) fn letters(&self, (from, to): (usize, usize)) -> &str {
        let words = self.words.get(from..to).unwrap_or_default();
        let begin = words.first().map_or(0, |word| word.letters.0);
        let end = words.last().map_or(0, |word| word.letters.1);
        self.letters.get(begin..end).unwrap_or_default()
    }

    /// Where the same words begin and end in the text.
    pub(super) fn span(&self, (from, to): (usize, usize)) -> (usize, usize) {
        let words = self.words.get(from..to.min(self.words.len())).unwrap_or_default();
        (words.first().map_or(0, |word| word.start), words.last().map_or(0, |word| word.end))
    }

    /// The words that have bytes of a place in the text: the first, and the one behind the last.
    pub(super) fn reach(&self, (begin, end): (usize, usize)) -> (usize, usize) {
        let first = self.words.partition_point(|word| word.end <= begin);
        (first, self.words.partition_point(|word| word.start < end))
    }

    /// The text of the same words, as it stands.
    pub(super) fn slice<'t>(&self, text: &'t str, words: (usize, usize)) -> &'t str {
        let (begin, end) = self.span(words);
        text.get(begin..end).unwrap_or_default()
    }

    /// Whether the same words begin or end within a number or with one whose sign they leave out: `5` of `3.5`, of `-5`, of
    /// `5 %`.
    pub(super) fn cut_a_number(&self, text: &str, (from, to): (usize, usize)) -> bool {
        let parts = |first: usize| {
            let pair = self.words.get(first..first.saturating_add(2));
            pair.and_then(|pair| <&[SaidWord; 2]>::try_from(pair).ok()).is_some_and(|pair| self.belong(text, pair))
        };
        from.checked_sub(1).is_some_and(parts) || to.checked_sub(1).is_some_and(parts)
    }

    /// Whether two words that follow one another make one number or mean another one apart.
    fn belong(&self, text: &str, [one, other]: &[SaidWord; 2]) -> bool {
        let between = text.get(one.end..other.start).unwrap_or_default();
        if !one.is_sign && !other.is_sign {
            let are_digits =
                self.word(one).ends_with(char::is_numeric) && self.word(other).starts_with(char::is_numeric);
            return are_digits && matches!(between, "." | ",");
        }
        let is_unit =
            |word: &SaidWord| word.is_sign && self.word(word).contains(|sign| sign == '%' || is_of_money(sign));
        let is_number = |word: &SaidWord| self.word(word).contains(char::is_numeric);
        let is_of_number = is_unit(other) && is_number(one) || is_unit(one) && is_number(other);
        between.is_empty() || is_of_number && between.chars().all(char::is_whitespace)
    }
}
