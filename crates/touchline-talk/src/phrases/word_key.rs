//! Short words as numbers: what the words of a text are looked up by.

use super::bytes::{TOPS, eight, first, lower, word_length};

/// A word of ASCII that is short enough, in lower case; the others have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordKey {
    /// Its first eight bytes. A word has at least one, so that this is 0 for no key alone.
    pub(super) head: u64,
    /// Those behind.
    pub(super) rest: u64,
}

/// How many bytes a word has at most that has a key: one fewer than there is room for, by which its end is seen.
const LONGEST: usize = 15;

impl WordKey {
    /// Of words that have none.
    pub(super) const NONE: WordKey = WordKey { head: 0, rest: 0 };

    /// The key of a word.
    pub(super) fn of(word: &str) -> Self {
        if word.len() > LONGEST || !word.is_ascii() {
            return WordKey::NONE;
        }
        let eight = |at: usize| first(lower(eight(word.as_bytes(), at)), word.len().saturating_sub(at));
        WordKey { head: eight(0), rest: eight(8) }
    }

    /// The key of a word of fewer than eight bytes.
    #[inline]
    pub(super) fn short(bytes: u64, length: usize) -> Self {
        WordKey { head: first(lower(bytes), length), rest: 0 }
    }

    /// How many bytes a word has that begins with these eight, and its key; nothing where it is too long for one, or is not of
    /// ASCII alone.
    pub(super) fn long(head: u64, rest: u64) -> Option<(usize, Self)> {
        let length = word_length(rest);
        let has_key = length < 8 && (head | first(rest, length)) & TOPS == 0;
        let key = WordKey { head: lower(head), rest: first(lower(rest), length) };
        has_key.then_some((length.saturating_add(8), key))
    }

    pub(super) const fn is_none(self) -> bool {
        self.head == 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::scan::{Sink, Word, scan};
    use super::*;

    struct Keys(Vec<(String, WordKey)>);

    impl Sink for Keys {
        fn word(&mut self, text: &str, word: Word) {
            self.0.push((text[word.start..word.end].to_owned(), word.key));
        }
    }

    proptest! {
        #[test]
        fn a_word_has_the_same_key_wherever_it_stands_and_no_other_word_has_it(
            text in prop_oneof![any::<String>(), "([a-zA-Z0-9]{1,20}[ .'éß]){0,6}", "([aAb]{7,9}[ é.]?){0,6}"]
        ) {
            let mut keys = Keys(Vec::new());
            scan(&text, &mut keys);
            for (word, key) in &keys.0 {
                prop_assert_eq!(*key, WordKey::of(word), "{}", word);
                prop_assert_eq!(key.is_none(), word.len() > LONGEST || !word.is_ascii());
                for (other, its) in keys.0.iter().filter(|_| !key.is_none()) {
                    prop_assert_eq!(key == its, word.eq_ignore_ascii_case(other), "{} {}", word, other);
                }
            }
        }
    }
}
