//! The words that lists are made of, each with a number: what a word of a text is looked up in.

use unicode_normalization::UnicodeNormalization;

use super::mark::is_joiner;
use super::perfect::Perfect;
use super::scan::Word;
use super::table::Filter;
use touchline_kernel::look_up::LookUp;

/// A word's number. [`UNKNOWN`] stands for all that no list has.
pub(crate) type WordId = u32;
/// The number of each word that no list has.
pub(super) const UNKNOWN: WordId = 0;

/// Words being collected.
#[derive(Debug, Default)]
pub(super) struct Collected(LookUp<String, WordId>);

impl Collected {
    /// The number of a word, which it gets where it has none.
    pub(super) fn add(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.0.len()).unwrap_or(WordId::MAX).saturating_add(1);
        *self.0.entry(folded(word)).or_insert(next)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn close(self) -> Lexicon {
        let (mut short, mut heads) = (Vec::new(), Vec::new());
        let mut folded = Vec::new();
        for (word, id) in self.0 {
            let key = Word::of(&word).key;
            if key.is_none() {
                heads.push(head(&word));
            } else {
                short.push((key, id));
            }
            folded.push((word, id));
        }
        folded.sort_unstable();
        Lexicon { folded, heads: Filter::of(heads.into_iter()), short: Perfect::of(&short) }
    }
}

/// Words with their numbers.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// All of them in order, since one that a text writes with a joiner has no key there and is folded into one that has. No table
    /// but a list, since memory that is kept for good is pointed at from its beginning then, as tools that look for lost memory
    /// want it.
    folded: Vec<(String, WordId)>,
    /// What words without keys begin with, so that few of them are looked up.
    heads: Filter,
    short: Perfect,
}

impl Lexicon {
    /// The number of a word of a text.
    #[inline]
    pub(super) fn id(&self, text: &str, word: Word) -> WordId {
        if !word.key.is_none() {
            return self.short.get(word.key);
        }
        self.folded_id(text.get(word.start..word.end).unwrap_or_default())
    }

    #[inline(never)]
    fn folded_id(&self, word: &str) -> WordId {
        // In folding, characters beyond ASCII may change their length, and so their heads.
        if word.is_ascii() && !self.heads.may_have(head(word)) {
            return UNKNOWN;
        }
        let folded = folded(word);
        let found = self.folded.binary_search_by(|(known, _)| known.as_str().cmp(&folded)).ok();
        found.and_then(|place| self.folded.get(place)).map_or(UNKNOWN, |(_, id)| *id)
    }
}

/// A number for the first eight bytes of a word and its length.
fn head(word: &str) -> u64 {
    let length = u64::try_from(word.len()).unwrap_or(u64::MAX);
    let bytes = word.bytes().take(8).fold(0_u64, |bytes, byte| (bytes << 8) | u64::from(byte | 0x20));
    bytes ^ length.wrapping_mul(0x0101_0101_0101_0101)
}

/// A word as it is compared: in lower case, letter and accent as one character, without joiners.
pub(crate) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.chars().filter(|sign| !is_joiner(*sign)).flat_map(char::to_lowercase);
    lower.nfc().collect()
}

/// A word as it is compared however its case was changed: what other cases have more letters of, as `ß` becomes `SS`, has them.
pub(crate) fn recased(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let upper = folded(word).chars().flat_map(char::to_uppercase).collect::<String>();
    folded(&upper)
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Sink, scan};
    use super::*;

    struct Ids<'a>(&'a Lexicon, Vec<WordId>);

    impl Sink for Ids<'_> {
        fn word(&mut self, text: &str, word: Word) {
            self.1.push(self.0.id(text, word));
        }
    }

    #[test]
    fn a_word_is_the_same_with_a_joiner_in_it_and_with_letters_that_are_small_ones_elsewhere() {
        let mut collected = Collected::default();
        let words = ["kilo", "suscripciones", "kilometers", "extraordinarily", "straightforwardness", "größe"];
        let ids = words.map(|word| collected.add(word));
        let lexicon = collected.close();
        for text in [
            "kilo suscripciones kilometers extraordinarily straightforwardness größe",
            "Ki\u{200d}lo SUSCRIPCIONES\u{200c} Kilo\u{200d}meters extra\u{200c}ordinarily straight\u{200c}forwardness GRÖ\u{200c}ßE",
            "\u{212a}ilo Suscripciones, \u{212a}ilometers Extraordinarily Straightforwardness gro\u{308}ße",
        ] {
            let mut found = Ids(&lexicon, Vec::new());
            scan(text, &mut found);
            assert_eq!(found.1, ids, "{text}");
        }
    }
}
