//! What the rule lets pass: nine words of ten that were said, in their order.

use crate::quote::folded;

/// The words of a text by which it is compared.
pub(crate) fn words<'w>(text: impl IntoIterator<Item = &'w str>) -> Vec<String> {
    text.into_iter().map(folded).filter(|word| !word.is_empty()).collect()
}

/// Whether some words of a segment are near enough to a quote, or have its very letters.
pub(crate) fn may_pass(quote: &[String], said: &[String]) -> bool {
    let edits = edits(quote, said);
    said.concat().contains(&quote.concat()) || edits * 10 <= quote.len() + edits
}

/// How many words have to be changed, left out or put in at least to come from a quote to words of a segment that stand together.
fn edits(quote: &[String], said: &[String]) -> usize {
    let mut column: Vec<usize> = (0..=quote.len()).collect();
    let mut least = quote.len();
    for word in said {
        let mut slanted = 0;
        for place in 1..column.len() {
            let changed = slanted + usize::from(quote[place - 1] != *word);
            slanted = column[place];
            column[place] = changed.min(slanted + 1).min(column[place - 1] + 1);
        }
        least = least.min(column[quote.len()]);
    }
    least
}
