//! The words for numbers, and those that are made up of them, such as `zweihundertdreiundzwanzig`.
//!
//! Rules: AIX-02.

use std::collections::BTreeSet;

use super::folded;
use super::listed::Listed;
use touchline_kernel::text::Key;

/// How many bytes a word has at most that is made up of others.
const LONGEST: usize = 80;

/// The words for numbers of a language, or of several.
#[derive(Clone, Debug)]
pub(super) struct NumberWords {
    listed: Listed,
    /// Those of one word, in their order.
    parts: Vec<String>,
}

impl NumberWords {
    pub(super) fn of<'a>(numbers: impl Iterator<Item = &'a Key> + Clone) -> Self {
        let words = numbers.clone().filter(|number| number.as_str().chars().all(char::is_alphabetic));
        let mut parts: Vec<String> = words.map(|number| folded(number.as_str())).collect();
        parts.sort_unstable();
        parts.dedup();
        NumberWords { listed: Listed::of(numbers), parts }
    }

    /// The words for numbers in a text, in their order.
    pub(super) fn of_text(&self, text: &str) -> Vec<String> {
        self.listed.of_text_and(text, |word| self.are_joined_in(word))
    }

    /// Whether a word is made up of words for numbers, and of nothing else.
    fn are_joined_in(&self, word: &str) -> bool {
        let mut reached = BTreeSet::from([0_usize]);
        while let Some(at) = reached.pop_first() {
            let Some(rest) = word.get(at..).filter(|_| word.len() <= LONGEST) else { return false };
            if rest.is_empty() {
                return true;
            }
            let first = rest.as_bytes().first();
            let from = self.parts.partition_point(|part| part.as_bytes().first() < first);
            let alike = self.parts.iter().skip(from).take_while(|part| part.as_bytes().first() == first);
            let begins = alike.filter(|part| rest.starts_with(part.as_str()));
            reached.extend(begins.map(|part| at.saturating_add(part.len())));
        }
        false
    }
}
