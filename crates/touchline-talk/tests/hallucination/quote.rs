//! Quotes, and those that are true: cased and punctuated otherwise.

use std::ops::Range;

use crate::calls::Calls;
use crate::dice::Dice;

/// A quote, and where it is said to stand.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    pub(crate) call: usize,
    pub(crate) segment: usize,
    pub(crate) text: String,
}

/// Some of the words of a segment: what stands between white space.
#[derive(Clone, Debug)]
pub(crate) struct Place<'c> {
    pub(crate) call: usize,
    pub(crate) segment: usize,
    pub(crate) words: Vec<&'c str>,
    pub(crate) quoted: Range<usize>,
}

impl<'c> Place<'c> {
    /// All words of a segment.
    pub(crate) fn whole(calls: &'c Calls, call: usize, segment: usize) -> Self {
        let words: Vec<&str> = calls[call][segment].split_whitespace().collect();
        Place { call, segment, quoted: 0..words.len(), words }
    }

    /// As many words of some segment, or fewer where it has no more.
    pub(crate) fn find(calls: &'c Calls, length: usize, dice: &mut Dice) -> Self {
        let call = dice.roll(calls.len());
        let whole = Place::whole(calls, call, dice.roll(calls[call].len()));
        let length = length.min(whole.words.len());
        let from = dice.roll(whole.words.len() - length + 1);
        Place { quoted: from..from + length, ..whole }
    }

    pub(crate) fn quoted(&self) -> &[&'c str] {
        &self.words[self.quoted.clone()]
    }

    pub(crate) fn quote(&self, text: String) -> Quote {
        Quote { call: self.call, segment: self.segment, text }
    }
}

/// The letters and digits of a text, in one case.
pub(crate) fn folded(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a word is letters, or digits, with nothing within or beside them but what punctuates: it is one word to everybody.
pub(crate) fn is_plain(word: &str) -> bool {
    let inner = bare(word);
    let is_word = inner.chars().all(|sign| sign.is_alphabetic() || sign == '\'');
    !inner.is_empty() && (is_word || inner.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A word without what punctuates around it.
pub(crate) fn bare(word: &str) -> &str {
    word.trim_matches(['.', ',', ';', ':', '!', '?', '"', '(', ')', '—'])
}

/// A true quote. Where words have digits or signs these stay as they are, and the quote is not cut beside them.
pub(crate) fn repunctuated(calls: &Calls, dice: &mut Dice) -> Option<Quote> {
    let length = 3 + dice.roll(38);
    let place = Place::find(calls, length, dice);
    let is_letters = |word: &str| is_plain(word) && !word.contains(char::is_numeric);
    let beside = [place.quoted.start.checked_sub(1), Some(place.quoted.end)];
    let is_whole = beside.into_iter().flatten().filter_map(|nth| place.words.get(nth)).all(|word| is_letters(word));
    let spoken = place.quoted().iter().filter(|word| is_letters(word)).count();
    (is_whole && spoken >= 3).then(|| {
        let mut text = String::new();
        for (nth, word) in place.quoted().iter().enumerate() {
            let next = place.quoted().get(nth + 1).is_none_or(|next| is_letters(next));
            if !is_letters(word) {
                text += word;
                text.push(' ');
                continue;
            }
            text += &match dice.roll(4) {
                0 => bare(word).to_uppercase(),
                1 => bare(word).to_lowercase(),
                2 => bare(word).replace('\'', "’"),
                _ => bare(word).to_owned(),
            };
            text += if next { dice.of(&[" ", ", ", " — ", "\n", "... ", "; “", "  "]) } else { " " };
        }
        place.quote(text)
    })
}
