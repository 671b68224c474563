//! Takes out of a quote what would tell whose it is.
//!
//! An anonymous example has no field for person, call, name or day. What was said may still hold them: so the words of
//! the handler's and the call's names, the day and the ids are taken out of it.
//!
//! Rules: TRS-10.

use super::Highlight;
use touchline_kernel::text::Name;

/// What stands where something was taken out.
const INSTEAD: char = '…';

/// A quote, and what would tell whose it is.
pub(super) struct Telling<'a> {
    quote: &'a str,
    words: Vec<Vec<char>>,
}

impl<'a> Telling<'a> {
    /// What would tell whose a highlight is in what was said in it: `quote` is that, as it may be shown otherwise.
    pub(super) fn of(highlight: &Highlight, quote: &'a str, name: Option<&Name>) -> Self {
        let ids = [highlight.call.to_string(), highlight.person.to_string(), highlight.on.to_string()];
        let names = name.into_iter().flat_map(|name| words(name.as_str()));
        let call = highlight.call_name.as_ref().map_or("", |name| name.as_str());
        let telling = ids.iter().map(String::as_str).chain(names).chain(proper_words(call));
        let mut words: Vec<Vec<char>> = telling.map(|word| word.chars().map(folded).collect()).collect();
        // The longer first: an id goes as a whole, and not only a part of it that is also a name.
        words.sort_by_key(|word| core::cmp::Reverse(word.len()));
        Telling { quote, words }
    }

    /// The quote without them.
    pub(super) fn taken_out(&self) -> String {
        let quote: Vec<char> = self.quote.chars().collect();
        let mut kept = String::with_capacity(self.quote.len());
        let (mut rest, mut before) = (quote.as_slice(), None);
        while let Some((next, after)) = rest.split_first() {
            let found = self.words.iter().find_map(|word| stands(word, before, rest));
            (kept, before, rest) = match found {
                Some(behind) => (kept + INSTEAD.encode_utf8(&mut [0; 4]), None, behind),
                None => {
                    kept.push(*next);
                    (kept, Some(*next), after)
                }
            };
        }
        kept
    }
}

/// What follows a word, where it stands at the beginning of `rest`.
fn stands<'t>(word: &[char], before: Option<char>, rest: &'t [char]) -> Option<&'t [char]> {
    let (found, behind) = rest.split_at_checked(word.len())?;
    let same = found.iter().map(|character| folded(*character)).eq(word.iter().copied());
    let begins = before.zip(word.first()).is_none_or(|(before, first)| !go_together(before, *first));
    let ends = word.last().zip(behind.first()).is_none_or(|(last, next)| !go_together(*last, *next));
    (same && !word.is_empty() && begins && ends).then_some(behind)
}

/// Whether two characters belong to one word: two letters, or two digits of the sort in which days and ids are written (what
/// follows a day may be an hour: `T09`).
/// Scripts without upper and lower case may write words without a space between them: there, a name is taken out
/// wherever it stands.
fn go_together(one: char, other: char) -> bool {
    let is_cased = |character: char| character.is_lowercase() || character.is_uppercase();
    is_cased(one) && is_cased(other) || one.is_ascii_digit() && other.is_ascii_digit()
}

fn folded(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

/// The words of a text. A single letter of a script with capitals is an initial, or no name at all.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_letter = |word: &str| word.chars().count() == 1 && word.starts_with(|letter| go_together(letter, letter));
    let words = text.split(|character: char| !character.is_alphanumeric());
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
