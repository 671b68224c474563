//! The words that come nearest to a quote, by how many have to be changed, left out or put in.
//!
//! Rules: AIX-02.

use super::said::Said;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::math::quotient;

/// Of how many words of the longer of both one may differ.
const ONE_IN: usize = 10;

/// The words of a segment that are nearest to a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// How many words have to be changed, left out or put in.
    edits: usize,
    pub(super) first: usize,
    pub(super) last: usize,
    /// How many words the longer of both has.
    longer: usize,
}

impl Near {
    pub(super) fn is_near_enough(&self) -> bool {
        self.edits.saturating_mul(ONE_IN) <= self.longer
    }

    pub(super) fn similarity(&self) -> Option<f64> {
        let same = self.longer.saturating_sub(self.edits);
        quotient(i128::try_from(same).ok()?, i128::try_from(self.longer).ok()?)
    }

    /// Whether it is nearer than another: fewer words of the longer of both differ, or as many and it has more words. So the
    /// word for which the last one of a quote stands is among them.
    fn is_nearer_than(&self, other: &Near) -> bool {
        let (ours, theirs) = (self.edits.saturating_mul(other.longer), other.edits.saturating_mul(self.longer));
        ours < theirs || ours == theirs && self.length() > other.length()
    }

    fn length(&self) -> usize {
        self.last.saturating_sub(self.first)
    }
}

/// A way through the table of edits: how many, and with which word of the segment it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    edits: usize,
    first: usize,
}

/// The words of a segment that are nearest to a quote, where there may be any that are near enough: by the least number of
/// words that are changed, left out or put in. Nothing is looked for where no steps are left.
pub(super) fn nearest(asked: &Said, said: &Said, steps: &mut usize) -> Option<Near> {
    // What may differ in a window that is longer than the quote by as many words as differ.
    let most = asked.words.len() / (ONE_IN - 1);
    *steps = steps.checked_sub(said.words.len())?;
    let mut known: LookUp<&str, u32> = LookUp::default();
    for word in &said.words {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        known.entry(said.word(word)).or_insert(next);
    }
    let quote: Vec<Option<u32>> = asked.words.iter().map(|word| known.get(asked.word(word)).copied()).collect();
    let strangers = quote.iter().filter(|word| word.is_none()).count();
    if most == 0 || strangers > most {
        return None;
    }
    let beyond = most.saturating_add(1);
    // By how many words of the quote are taken: the best way that ends with the present word of the segment. Rows from
    // `live` on have more edits than may be.
    let mut column: Vec<Way> = (0..=quote.len()).map(|edits| Way { edits, first: 0 }).collect();
    let mut live = beyond.min(quote.len());
    let mut best: Option<Near> = None;
    for (place, word) in said.words.iter().enumerate() {
        let id = known.get(said.word(word)).copied();
        let mut slanted = Way { edits: 0, first: place };
        let mut above = Way { edits: 0, first: place.saturating_add(1) };
        if let Some(top) = column.first_mut() {
            *top = above;
        }
        let rows = live.saturating_add(1).min(quote.len());
        *steps = steps.checked_sub(rows)?;
        for (cell, of_quote) in column.iter_mut().skip(1).zip(&quote).take(rows) {
            let left = *cell;
            let cost = usize::from(of_quote.is_none() || *of_quote != id);
            let changed = Way { edits: slanted.edits.saturating_add(cost), ..slanted };
            let put_in = Way { edits: left.edits.saturating_add(1), ..left };
            let left_out = Way { edits: above.edits.saturating_add(1), ..above };
            let least = changed.min(put_in).min(left_out);
            *cell = Way { edits: least.edits.min(beyond), ..least };
            (slanted, above) = (left, *cell);
        }
        live = rows;
        while live > 0 && column.get(live).is_some_and(|way| way.edits >= beyond) {
            live = live.saturating_sub(1);
        }
        if live == quote.len()
            && let Some(way) = column.last()
        {
            let length = place.saturating_add(1).saturating_sub(way.first);
            let near = Near { edits: way.edits, first: way.first, last: place, longer: quote.len().max(length) };
            if length > 0 && best.is_none_or(|best| near.is_nearer_than(&best)) {
                best = Some(near);
            }
        }
    }
    best
}
