//! Words by which texts are found: without case, without accents, and whole where a hyphen or an apostrophe parts them.
//!
//! The same text gives the same words everywhere, by the tables that are compiled in; whoever looks for `muller`,
//! `MÜLLER` or `Muller` finds Müller. It knows no language: `mueller` is another word.
//!
//! Rules: WSP-05.

use core::cmp::Reverse;
use core::ops::Bound;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters that are written with a stroke, a hook or another letter and fall into no parts.
const PLAIN: &[(char, &str)] = &[
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('œ', "oe"),
    ('ŧ', "t"),
    ('ß', "ss"),
    ('ς', "σ"),
];

/// Whether a character stands by no other than the letter before it, as an accent or the sign of a vowel does.
#[must_use]
pub fn is_mark(character: char) -> bool {
    is_combining_mark(character)
}

/// A text as it is compared: small letters, without accents.
#[must_use]
pub fn folded(text: &str) -> String {
    let small = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    // What becomes small may fall into parts only then.
    for letter in small.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match PLAIN.iter().find(|(written, _)| *written == letter) {
            Some((_, plain)) => folded.push_str(plain),
            None => folded.push(letter),
        }
    }
    folded
}

/// The words of what somebody looks for, each once, in no order but that of their letters.
#[must_use]
pub fn looked_for(text: &str) -> BTreeSet<String> {
    parts(&folded(text)).map(str::to_owned).collect()
}

/// The words by which a text is found: those that stand in it, and those that a hyphen or an apostrophe joins, as one.
#[must_use]
pub fn found_by(text: &str) -> BTreeSet<String> {
    let folded = folded(text);
    let apart = parts(&folded).map(str::to_owned);
    let joined = folded.split(char::is_whitespace).map(|written| parts(written).collect::<String>());
    apart.chain(joined.filter(|word| !word.is_empty())).collect()
}

/// The longest of the words that are looked for, which the fewest begin with; of equally long ones the first.
#[must_use]
pub fn longest(looked_for: &BTreeSet<String>) -> Option<&str> {
    looked_for.iter().max_by_key(|word| (word.chars().count(), Reverse(*word))).map(String::as_str)
}

/// Whether every word that is looked for begins one by which a text is found.
#[must_use]
pub fn all_found(looked_for: &BTreeSet<String>, found_by: &BTreeSet<String>) -> bool {
    let begins = |word: &String| first_beginning(word, found_by).is_some();
    looked_for.iter().all(begins)
}

/// The first of the words that begins so.
#[must_use]
pub fn first_beginning<'w>(beginning: &str, words: &'w BTreeSet<String>) -> Option<&'w str> {
    let first = words.range::<str, _>((Bound::Included(beginning), Bound::Unbounded)).next()?;
    first.starts_with(beginning).then_some(first)
}

fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        found_by(text).into_iter().collect()
    }

    #[test]
    fn case_and_accents_do_not_count_however_they_are_written() {
        for written in ["Zoë Müller", "ZOE MULLER", "zoe\u{308} mu\u{308}ller", "Zoé  Muller"] {
            assert_eq!(words(written), ["muller", "zoe"], "{written}");
        }
        assert_eq!(words("Søren Æbelø"), ["aebelo", "soren"]);
        assert_eq!(words("İlkay Işık"), ["ilkay", "isik"]);
        assert_eq!(words("STRAẞE Straße"), ["strasse"]);
        assert_eq!(words("ΝΊΚΟΣ Νίκος"), ["νικοσ"]);
    }

    #[test]
    fn what_a_hyphen_or_an_apostrophe_joins_is_found_whole_and_in_parts() {
        assert_eq!(words("Anna-Lena O’Brien"), ["anna", "annalena", "brien", "lena", "o", "obrien"]);
        let found = |looked: &str| all_found(&looked_for(looked), &found_by("Anna-Lena O'Brien"));
        for looked in ["anna", "AnnaL", "lena obr", "o'brien", "brien anna-lena"] {
            assert!(found(looked), "{looked}");
        }
        for looked in ["nna", "ann lenab", "bria"] {
            assert!(!found(looked), "{looked}");
        }
    }

    #[test]
    fn a_text_of_signs_alone_has_no_words() {
        assert!(words(" – ! ’ ").is_empty());
        assert!(looked_for("--").is_empty());
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for letter in (0..0x3000).filter_map(char::from_u32) {
            let once = folded(&letter.to_string());
            assert_eq!(folded(&once), once, "{letter:?}");
        }
    }
}
