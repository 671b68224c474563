//! How many words something has.

use crate::phrases::{Sink, Word, scan};

/// How many words a text has.
pub(super) fn words_of(text: &str) -> u64 {
    let mut words = Words(0);
    scan(text, &mut words);
    words.0
}

struct Words(u64);

impl Sink for Words {
    fn word(&mut self, _: &str, word: Word) {
        self.0 = self.0.wrapping_add(u64::from(!word.is_joined));
    }
}
