//! Beginnings and ends that turn a word into its opposite: `un-` in `unlikely`, `-less` in `useless`.
//!
//! Rules: AIX-02.

use super::folded;
use touchline_kernel::text::Key;

/// How many letters a word has without them, at least.
const LEAST_LETTERS: usize = 3;

/// What turns words into their opposites, in a language or in several.
#[derive(Clone, Debug)]
pub(super) struct Opposites {
    beginnings: Vec<String>,
    ends: Vec<String>,
}

impl Opposites {
    /// Beginnings have a hyphen behind them, and ends before them.
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Key> + Clone) -> Self {
        let beginnings = entries.clone().filter_map(|entry| entry.as_str().strip_suffix('-'));
        let ends = entries.filter_map(|entry| entry.as_str().strip_prefix('-'));
        Opposites { beginnings: beginnings.map(folded).collect(), ends: ends.map(folded).collect() }
    }

    /// Whether one of two words is the other's opposite by its beginning or its end.
    pub(super) fn are(&self, one: &str, other: &str) -> bool {
        self.turns(one, other) || self.turns(other, one)
    }

    /// Whether a word is turned into another: into it, or into one that is bent otherwise, as `unhappily` is of `happy`.
    fn turns(&self, turned: &str, word: &str) -> bool {
        let mut rests = self.beginnings.iter().filter_map(|beginning| turned.strip_prefix(beginning.as_str()));
        let is_of = |rest: &str| {
            let (long, short) = if rest.len() < word.len() { (word, rest) } else { (rest, word) };
            is_long_enough(short) && (long.starts_with(short) || differ_at_their_ends(long, short))
        };
        let mut stems = self.ends.iter().filter_map(|end| turned.strip_suffix(end.as_str()));
        // What is only cut shorter, as `modelo` is of `modelos`, is no opposite.
        let is_without =
            |stem: &str| is_long_enough(stem) && word.starts_with(stem) && (word == stem || !turned.starts_with(word));
        rests.any(is_of) || stems.any(is_without)
    }
}

fn is_long_enough(word: &str) -> bool {
    word.chars().nth(LEAST_LETTERS.saturating_sub(1)).is_some()
}

/// Whether all of two words but the last letter of the shorter one, which has more than enough, is the same beginning: `happ` of
/// `happily` and `happy`.
fn differ_at_their_ends(long: &str, short: &str) -> bool {
    let mut letters = short.chars();
    letters.next_back();
    is_long_enough(letters.as_str()) && long.starts_with(letters.as_str())
}
