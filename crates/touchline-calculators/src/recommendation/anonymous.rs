//! Takes out of a quote what would tell whose it is.
//!
//! An anonymous example has no field for person, call, name or day. What was said may still hold them: so the words of
//! the handler's and the call's names, the day and the ids are taken out of it, in whatever case, with accents and without: who
//! writes down what was said leaves them out.
//!
//! Rules: TRS-10.

use super::Highlight;
use touchline_kernel::text::Name;
use touchline_kernel::words::{folded, is_mark};

/// What stands where something was taken out.
const INSTEAD: char = '…';

/// A quote, and what would tell whose it is.
pub(super) struct Telling {
    quote: Quote,
    words: Vec<Vec<char>>,
}

impl Telling {
    /// What would tell whose a highlight is in what was said in it: `quote` is that, as it may be shown otherwise.
    pub(super) fn of(highlight: &Highlight, quote: &str, name: Option<&Name>) -> Self {
        let ids = [highlight.call.to_string(), highlight.person.to_string(), highlight.on.to_string()];
        let names = name.into_iter().flat_map(|name| words(name.as_str()));
        let call = highlight.call_name.as_ref().map_or("", |name| name.as_str());
        let telling = ids.iter().map(String::as_str).chain(names).chain(proper_words(call));
        let mut words: Vec<Vec<char>> = telling.map(|word| folded(word).chars().collect()).collect();
        words.retain(|word| !word.is_empty());
        // The longer first: an id goes as a whole, and not only a part of it that is also a name.
        words.sort_by_key(|word| core::cmp::Reverse(word.len()));
        Telling { quote: Quote::of(quote), words }
    }

    /// The quote without them.
    pub(super) fn taken_out(&self) -> String {
        let mut kept = String::new();
        let (mut at, mut before) = (0_usize, None);
        while let Some(next) = self.quote.characters.get(at).copied() {
            let found = self.words.iter().find_map(|word| self.quote.behind(word, before, at));
            match found {
                Some(behind) => {
                    kept.push(INSTEAD);
                    (at, before) = (behind, None);
                }
                None => {
                    kept.push(next);
                    at = at.saturating_add(1);
                    // An accent by itself parts no word.
                    before = if is_mark(next) { before } else { Some(next) };
                }
            }
        }
        kept
    }
}

/// A quote as it is written, and as it is compared.
struct Quote {
    characters: Vec<char>,
    /// The characters in small letters, without accents: one may become several, and an accent none.
    plain: Vec<char>,
    /// By character, where what it becomes begins; and where all of it ends.
    begins: Vec<usize>,
}

impl Quote {
    fn of(quote: &str) -> Self {
        let (characters, mut plain, mut begins): (Vec<char>, _, _) = (quote.chars().collect(), Vec::new(), vec![0]);
        for character in &characters {
            plain.extend(folded(character.encode_utf8(&mut [0; 4])).chars());
            begins.push(plain.len());
        }
        Quote { characters, plain, begins }
    }

    /// The place behind a word that stands at one, and behind its last accents.
    fn behind(&self, word: &[char], before: Option<char>, at: usize) -> Option<usize> {
        let first = self.characters.get(at).copied().filter(|first| !is_mark(*first))?;
        let begin = *self.begins.get(at)?;
        let end = begin.saturating_add(word.len());
        if self.plain.get(begin..end)? != word {
            return None;
        }
        let behind = self.begins.partition_point(|place| *place < end);
        // A character that became several stands whole, or not at all.
        let is_whole = self.begins.get(behind) == Some(&end);
        let rest = self.characters.get(behind..)?;
        let accents = rest.iter().take_while(|accent| is_mark(**accent)).count();
        let last = behind.checked_sub(1).and_then(|last| self.characters.get(last).copied());
        let begins = before.is_none_or(|before| !go_together(before, first));
        let ends = last.zip(rest.get(accents).copied()).is_none_or(|(last, next)| !go_together(last, next));
        (is_whole && begins && ends).then_some(behind.saturating_add(accents))
    }
}

/// Whether two characters belong to one word: two letters, or two digits of the sort in which days and ids are written (what
/// follows a day may be an hour: `T09`).
/// Scripts without upper and lower case may write words without a space between them: there, a name is taken out
/// wherever it stands.
fn go_together(one: char, other: char) -> bool {
    let is_cased = |character: char| character.is_lowercase() || character.is_uppercase();
    is_cased(one) && is_cased(other) || one.is_ascii_digit() && other.is_ascii_digit()
}

/// The words of a text. A single letter of a script with capitals is an initial, or no name at all.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let letters = |word: &str| word.chars().filter(|letter| !is_mark(*letter)).count();
    let is_letter = move |word: &str| letters(word) == 1 && word.starts_with(|letter| go_together(letter, letter));
    let words = text.split(|character: char| !character.is_alphanumeric() && !is_mark(character));
    words.filter(move |word| !word.is_empty() && !is_letter(word))
}

/// The words of a call's name that name something: all but those that begin with a small letter, unless all do.
fn proper_words(name: &str) -> Vec<&str> {
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    if words(name).all(|word| is_small(&word)) {
        return words(name).collect();
    }
    words(name).filter(|word| !is_small(word)).collect()
}
