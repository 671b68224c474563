//! The words in which a quote differs from what was said, and whether they are any that no quote may change.
//!
//! Rules: AIX-02.

use super::not_verified::NotVerified;
use super::said::{Said, SaidWord};
use crate::phrases::Fixed;

/// A text with its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) said: &'a Said,
    pub(super) text: &'a str,
    /// Which of its words are looked at: the first and the last.
    pub(super) words: (usize, usize),
}

/// The words that stand in one of two texts, and in the other not in the same place.
#[derive(Debug, Default)]
struct Changed<'a> {
    quoted: Vec<&'a SaidWord>,
    said: Vec<&'a SaidWord>,
}

impl<'a> Text<'a> {
    fn all(self) -> &'a [SaidWord] {
        self.said.words.get(self.words.0..=self.words.1).unwrap_or_default()
    }

    fn whole(self) -> &'a str {
        self.said.slice(self.text, self.words)
    }

    fn written(self, word: &SaidWord) -> &'a str {
        self.text.get(word.start..word.end).unwrap_or_default()
    }
}

/// What a quote changes that no quote may: a negation, a word into its opposite, or a number. Texts are near to one another.
pub(super) fn altered(quoted: Text<'_>, said: Text<'_>, fixed: &Fixed, steps: &mut usize) -> Option<NotVerified> {
    let changed = Changed::between(quoted, said, steps);
    let words = || {
        let said = changed.said.iter().map(move |word| said.written(word));
        changed.quoted.iter().map(move |word| quoted.written(word)).chain(said)
    };
    let are_opposites =
        |one: &SaidWord, other: &SaidWord| fixed.are_opposites(quoted.said.word(one), said.said.word(other));
    let denies = fixed.negations(quoted.whole()) != fixed.negations(said.whole())
        || words().any(|word| !fixed.negations(word).is_empty())
        || changed.quoted.iter().any(|one| changed.said.iter().any(|other| are_opposites(one, other)));
    if denies {
        return Some(NotVerified::NegationDiffers);
    }
    let counts = |word: &str| word.contains(char::is_numeric) || !fixed.numbers(word).is_empty();
    let count_otherwise = words().any(counts) || fixed.numbers(quoted.whole()) != fixed.numbers(said.whole());
    count_otherwise.then_some(NotVerified::NumberDiffers)
}

impl<'a> Changed<'a> {
    fn between(quoted: Text<'a>, said: Text<'a>, steps: &mut usize) -> Self {
        let is_same = |one: &SaidWord, other: &SaidWord| quoted.said.word(one) == said.said.word(other);
        let (mut one, mut other) = (quoted.all(), said.all());
        // What both begin and end with is in the same place, and mostly all but a word or two.
        while let ([first, rest @ ..], [begins, goes_on @ ..]) = (one, other)
            && is_same(first, begins)
        {
            (one, other) = (rest, goes_on);
        }
        while let ([rest @ .., last], [goes_on @ .., ends]) = (one, other)
            && is_same(last, ends)
        {
            (one, other) = (rest, goes_on);
        }
        *steps = steps.saturating_sub(one.len().saturating_mul(other.len()));
        let table = table(one, other, &is_same);
        let left =
            |here: usize, there: usize| table.get(here).and_then(|row| row.get(there)).copied().unwrap_or(usize::MAX);
        let (mut changed, mut here, mut there) = (Changed::default(), 0_usize, 0_usize);
        loop {
            let (next_here, next_there) = (here.saturating_add(1), there.saturating_add(1));
            let (put_in, left_out) = (left(next_here, there), left(here, next_there));
            match (one.get(here), other.get(there)) {
                (None, None) => return changed,
                (Some(word), Some(other)) if is_same(word, other) => (here, there) = (next_here, next_there),
                (Some(word), Some(other)) if left(next_here, next_there) <= put_in.min(left_out) => {
                    changed.quoted.push(word);
                    changed.said.push(other);
                    (here, there) = (next_here, next_there);
                }
                (Some(word), other) if other.is_none() || put_in <= left_out => {
                    changed.quoted.push(word);
                    here = next_here;
                }
                (_, other) => {
                    changed.said.extend(other);
                    there = next_there;
                }
            }
        }
    }
}

/// By word of the quote, and by word that was said: how many of those from there on have to be changed, left out or put in.
fn table(quoted: &[SaidWord], said: &[SaidWord], is_same: &impl Fn(&SaidWord, &SaidWord) -> bool) -> Vec<Vec<usize>> {
    let mut rows = vec![(0..=said.len()).rev().collect::<Vec<usize>>()];
    for (word, length) in quoted.iter().rev().zip(1_usize..) {
        let below = rows.last().map_or(&[][..], Vec::as_slice);
        let (mut row, mut behind) = (vec![length], length);
        for (other, pair) in said.iter().rev().zip(below.windows(2).rev()) {
            let [put_in, both] = pair else { continue };
            let both = both.saturating_add(usize::from(!is_same(word, other)));
            behind = both.min(put_in.saturating_add(1)).min(behind.saturating_add(1));
            row.push(behind);
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}
