//! The words that lists are made of, each with a number: what a word of a text is looked up in.

use unicode_normalization::UnicodeNormalization;

use super::scan::Word;
use super::table::{Perfect, Table};
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
        let mut long = Vec::new();
        for (word, id) in self.0 {
            let key = Word::of(&word).key;
            if key != 0 {
                short.push((key, id));
            } else {
                heads.push((head(&word), id));
                long.push((word, id));
            }
        }
        long.sort_unstable();
        Lexicon { heads: Table::of(&heads), long, short: Perfect::of(&short) }
    }
}

/// Words with their numbers.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// What longer words begin with, so that few of them are looked up.
    heads: Table,
    /// In order: few are looked up, and memory that is kept for good is pointed at from its beginning, so that tools which
    /// look for lost memory find it.
    long: Vec<(String, WordId)>,
    short: Perfect,
}

impl Lexicon {
    /// The number of a word of a text.
    #[inline]
    pub(super) fn id(&self, text: &str, word: Word) -> WordId {
        if word.key != 0 {
            return self.short.get(word.key);
        }
        self.long_id(text.get(word.start..word.end).unwrap_or_default())
    }

    fn long_id(&self, word: &str) -> WordId {
        // In folding, characters beyond ASCII may change their length, and so their heads.
        if word.is_ascii() && self.heads.get(head(word)).is_none() {
            return UNKNOWN;
        }
        let folded = folded(word);
        let found = self.long.binary_search_by(|(long, _)| long.as_str().cmp(&folded)).ok();
        found.and_then(|place| self.long.get(place)).map_or(UNKNOWN, |(_, id)| *id)
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
    let lower = word.chars().filter(|sign| !matches!(sign, '\u{200c}' | '\u{200d}')).flat_map(char::to_lowercase);
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
