//! Where a quote differs from what was said, and whether it does in what no quote may change.
//!
//! Rules: AIX-02.

use super::not_verified::NotVerified;
use super::said::{Said, SaidWord};
use crate::phrases::Fixed;

/// How many words beside those that are looked at may belong to what denies in several.
const LONGEST: usize = 8;

/// A text with its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) said: &'a Said,
    pub(super) text: &'a str,
    /// Which of its words are looked at: the first, and the one behind the last.
    pub(super) words: (usize, usize),
}

/// Words of two texts that stand between the same words and differ: of each the first, and the one behind the last.
#[derive(Clone, Copy, Debug)]
struct Region {
    quoted: (usize, usize),
    said: (usize, usize),
}

impl<'a> Text<'a> {
    fn words(self, (from, to): (usize, usize)) -> &'a [SaidWord] {
        self.said.words.get(from..to).unwrap_or_default()
    }

    /// So many words to either side of those that are looked at.
    fn around(self, many: usize) -> impl Iterator<Item = &'a SaidWord> {
        let (from, to) = self.words;
        let before = self.words((from.saturating_sub(many), from));
        let behind = self.said.words.get(to..).unwrap_or_default();
        before.iter().chain(behind.iter().take(many))
    }

    fn whole(self) -> &'a str {
        self.said.slice(self.text, self.words)
    }

    /// Whether what denies has one of the words that are changed, or goes on beyond those that are looked at. What denies in
    /// several has none beside it either: a word that is moved from one side to the other seems to leave it alone.
    fn breaks_a_negation(self, changed: &[&SaidWord], fixed: &Fixed) -> bool {
        let (from, to) = self.words;
        let around = (from.saturating_sub(LONGEST), to.saturating_add(LONGEST).min(self.said.words.len()));
        let (begin, end) = self.said.span(self.words);
        let at = self.said.span(around).0;
        let crosses = |edge: usize, (from, to): (usize, usize)| from < edge && edge < to;
        fixed.negations_at(self.said.slice(self.text, around)).into_iter().any(|(from, to)| {
            let place = (from.saturating_add(at), to.saturating_add(at));
            let (first, last) = self.said.reach(place);
            let beside = usize::from(last.saturating_sub(first) > 1);
            let (from, to) = self.said.span((first.saturating_sub(beside), last.saturating_add(beside)));
            let is_touched = |word: &&SaidWord| word.start < to && from < word.end;
            crosses(begin, place) || crosses(end, place) || changed.iter().any(is_touched)
        })
    }

    fn written(self, word: &SaidWord) -> &'a str {
        self.text.get(word.start..word.end).unwrap_or_default()
    }
}

/// What a quote changes that no quote may: a negation, a word into its opposite, or a number. Texts are near to one another.
pub(super) fn altered(quoted: Text<'_>, said: Text<'_>, fixed: &Fixed, steps: &mut usize) -> Option<NotVerified> {
    let regions = regions(quoted, said, steps);
    let is_cut_otherwise = |region: &Region| said.said.letters(region.said) == quoted.said.letters(region.quoted);
    let (cut, changed): (Vec<Region>, Vec<Region>) = regions.into_iter().partition(is_cut_otherwise);
    let of_quote: Vec<&SaidWord> = changed.iter().flat_map(|region| quoted.words(region.quoted)).collect();
    let of_said: Vec<&SaidWord> = changed.iter().flat_map(|region| said.words(region.said)).collect();
    let mut words: Vec<&str> = of_quote.iter().map(|word| quoted.written(word)).collect();
    words.extend(of_said.iter().map(|word| said.written(word)));
    // A word at the edge of a quote may stand for one that the nearest words just leave out.
    let instead: Vec<&SaidWord> = of_said.iter().copied().chain(said.around(of_quote.len())).collect();
    let are_opposites =
        |one: &SaidWord, other: &SaidWord| fixed.are_opposites(quoted.said.word(one), said.said.word(other));
    let widened = Text { words: widened(&changed, quoted, said), ..said };
    let denies = fixed.negations(quoted.whole()) != fixed.negations(widened.whole())
        || words.iter().any(|word| !fixed.negations(word).is_empty())
        || of_quote.iter().any(|one| instead.iter().any(|other| are_opposites(one, other)))
        || quoted.breaks_a_negation(&of_quote, fixed)
        || said.breaks_a_negation(&of_said, fixed);
    if denies {
        return Some(NotVerified::NegationDiffers);
    }
    let texts = |region: &Region| (Text { words: region.said, ..said }, Text { words: region.quoted, ..quoted });
    let differs = cut.iter().map(texts).find_map(|(said, quoted)| cut_otherwise(said, quoted, Some(fixed)));
    let counts = |word: &&str| word.contains(char::is_numeric) || !fixed.numbers(word).is_empty();
    let beside = [(widened.words.0, said.words.0), (said.words.1, widened.words.1)];
    words.extend(beside.into_iter().flat_map(|words| said.words(words)).map(|word| said.written(word)));
    let count_otherwise = || {
        of_quote.iter().chain(&of_said).any(|word| word.is_sign)
            || said.said.cut_a_number(said.text, said.words)
            || words.iter().any(counts)
            || fixed.numbers(quoted.whole()).concat() != fixed.numbers(widened.whole()).concat()
    };
    differs.or_else(|| count_otherwise().then_some(NotVerified::NumberDiffers))
}

/// The words that were said, and as many beside them as a quote has more at that edge: for one of these it may stand.
fn widened(changed: &[Region], quoted: Text<'_>, said: Text<'_>) -> (usize, usize) {
    let length = |(from, to): (usize, usize)| to.saturating_sub(from);
    let more = |region: &Region| length(region.quoted).saturating_sub(length(region.said));
    let before = changed.first().filter(|region| region.quoted.0 == quoted.words.0).map_or(0, more);
    let behind = changed.last().filter(|region| region.quoted.1 == quoted.words.1).map_or(0, more);
    let end = said.words.1.saturating_add(behind).min(said.said.words.len());
    (said.words.0.saturating_sub(before), end)
}

/// What keeps words from being the same that have the same letters and are cut otherwise: a number with digits is part of them, or
/// they have other negations or numbers, or one is the opposite of another (*in direct*, *indirect*). Where nobody knows how the
/// language denies, nothing may be cut otherwise.
pub(super) fn cut_otherwise(said: Text<'_>, quoted: Text<'_>, fixed: Option<&Fixed>) -> Option<NotVerified> {
    if said.whole().contains(char::is_numeric) {
        return Some(NotVerified::NumberDiffers);
    }
    let Some(fixed) = fixed else { return Some(NotVerified::NegationsUnknown) };
    let are_opposites =
        |one: &SaidWord, other: &SaidWord| fixed.are_opposites(quoted.said.word(one), said.said.word(other));
    let (words, others) = (quoted.words(quoted.words), said.words(said.words));
    let turns = words.iter().any(|one| others.iter().any(|other| are_opposites(one, other)));
    if turns || fixed.negations(said.whole()) != fixed.negations(quoted.whole()) {
        return Some(NotVerified::NegationDiffers);
    }
    let count_otherwise = fixed.numbers(said.whole()).concat() != fixed.numbers(quoted.whole()).concat();
    count_otherwise.then_some(NotVerified::NumberDiffers)
}

/// Where two texts differ.
fn regions(quoted: Text<'_>, said: Text<'_>, steps: &mut usize) -> Vec<Region> {
    let is_same = |one: &SaidWord, other: &SaidWord| quoted.said.word(one) == said.said.word(other);
    let (mut one, mut other) = (quoted.words(quoted.words), said.words(said.words));
    // What both begin and end with is in the same place, and mostly all but a word or two.
    while let ([rest @ .., last], [goes_on @ .., ends]) = (one, other)
        && is_same(last, ends)
    {
        (one, other) = (rest, goes_on);
    }
    let alike = one.iter().zip(other).take_while(|(one, other)| is_same(one, other)).count();
    let (one, other) = (one.get(alike..).unwrap_or_default(), other.get(alike..).unwrap_or_default());
    *steps = steps.saturating_sub(one.len().saturating_mul(other.len()));
    let (here, there) = (quoted.words.0.saturating_add(alike), said.words.0.saturating_add(alike));
    let begin = |here: usize, there: usize| Region { quoted: (here, here), said: (there, there) };
    let (mut regions, mut region) = (Vec::new(), begin(here, there));
    for edit in edits(one, other, &is_same) {
        let here = region.quoted.1.saturating_add(usize::from(edit != Edit::LeftOut));
        let there = region.said.1.saturating_add(usize::from(edit != Edit::PutIn));
        if edit == Edit::None {
            regions.push(region);
            region = begin(here, there);
        } else {
            (region.quoted.1, region.said.1) = (here, there);
        }
    }
    regions.push(region);
    regions.retain(|region| region.quoted.0 < region.quoted.1 || region.said.0 < region.said.1);
    regions
}

/// What becomes of a word of what was said in a quote, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    None,
    Changed,
    LeftOut,
    PutIn,
}

/// The least number of edits that make a quote of what was said, with those words between them that stay.
fn edits(quoted: &[SaidWord], said: &[SaidWord], is_same: &impl Fn(&SaidWord, &SaidWord) -> bool) -> Vec<Edit> {
    let table = table(quoted, said, is_same);
    let left =
        |here: usize, there: usize| table.get(here).and_then(|row| row.get(there)).copied().unwrap_or(usize::MAX);
    let (mut edits, mut here, mut there) = (Vec::new(), 0_usize, 0_usize);
    loop {
        let (next_here, next_there) = (here.saturating_add(1), there.saturating_add(1));
        let (put_in, left_out) = (left(next_here, there), left(here, next_there));
        let edit = match (quoted.get(here), said.get(there)) {
            (None, None) => return edits,
            (Some(word), Some(other)) if is_same(word, other) => Edit::None,
            (Some(_), Some(_)) if left(next_here, next_there) <= put_in.min(left_out) => Edit::Changed,
            (Some(_), other) if other.is_none() || put_in <= left_out => Edit::PutIn,
            _ => Edit::LeftOut,
        };
        edits.push(edit);
        here = if edit == Edit::LeftOut { here } else { next_here };
        there = if edit == Edit::PutIn { there } else { next_there };
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
