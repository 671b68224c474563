//! What was said as words, each with the letters by which it is compared.

use crate::phrases::{Sink, Word, recased, scan};

/// A text as words, and as letters alone. What an apostrophe joins is one word here.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its letters and digits, in lower case.
    pub(super) letters: String,
    /// By word, where it begins and ends in the text, where its letters begin and end, and what it is.
    pub(super) words: Vec<SaidWord>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SaidWord {
    pub(super) end: usize,
    pub(super) letters: (usize, usize),
    pub(super) start: usize,
}

impl Sink for Said {
    fn word(&mut self, text: &str, word: Word) {
        let begin = self.letters.len();
        let spelled = text.get(word.start..word.end).unwrap_or_default();
        if spelled.is_ascii() {
            self.letters.extend(spelled.chars().map(|letter| letter.to_ascii_lowercase()));
        } else {
            self.letters.push_str(&recased(spelled));
        }
        let end = self.letters.len();
        match self.words.last_mut().filter(|_| word.is_joined) {
            Some(before) => (before.end, before.letters.1) = (word.end, end),
            None => self.words.push(SaidWord { end: word.end, letters: (begin, end), start: word.start }),
        }
    }
}

impl Said {
    pub(super) fn of(text: &str) -> Self {
        let mut said = Said::default();
        scan(text, &mut said);
        said
    }

    /// A word's letters and digits.
    pub(super) fn word(&self, word: &SaidWord) -> &str {
        self.letters.get(word.letters.0..word.letters.1).unwrap_or_default()
    }

    /// The letters of words, from one to the one behind the last.
    pub(super) fn letters(&self, (from, to): (usize, usize)) -> &str {
        let words = self.words.get(from..to).unwrap_or_default();
        let begin = words.first().map_or(0, |word| word.letters.0);
        let end = words.last().map_or(0, |word| word.letters.1);
        self.letters.get(begin..end).unwrap_or_default()
    }

    /// The same words with a space between any two.
    pub(super) fn spaced(&self, (from, to): (usize, usize)) -> String {
        let words = self.words.get(from..to).unwrap_or_default();
        words.iter().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    /// The text of the same words, as it stands.
    pub(super) fn slice<'t>(&self, text: &'t str, (from, to): (usize, usize)) -> &'t str {
        let words = self.words.get(from..to).unwrap_or_default();
        let begin = words.first().map_or(0, |word| word.start);
        let end = words.last().map_or(0, |word| word.end);
        text.get(begin..end).unwrap_or_default()
    }
}
