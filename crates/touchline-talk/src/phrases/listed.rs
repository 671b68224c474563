//! Words and phrases of a list, found in a text in their order.

use super::lexicon::{Collected, Lexicon, WordId};
use super::scan::{Sink, Word, scan};
use super::tree::{Growing, ROOT, Tree};
use touchline_kernel::text::Key;

/// The entries of a list, or of several.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    lexicon: Lexicon,
    tree: Tree<()>,
}

impl Listed {
    /// Makes entries ready.
    pub(crate) fn of<'a>(entries: impl Iterator<Item = &'a Key>) -> Self {
        let (mut words, mut tree) = (Collected::default(), Growing::default());
        for entry in entries {
            tree.add(&words.words_of(entry), ());
        }
        Listed { lexicon: words.close(), tree: tree.close() }
    }

    /// The entries that stand in a text, in their order: the letters of each, since apostrophes come and go.
    pub(crate) fn of_text(&self, text: &str) -> Vec<String> {
        self.of_text_and(text, |_| false)
    }

    /// Where the entries begin and end that stand in a text, in their order.
    pub(super) fn places_in(&self, text: &str) -> Vec<(usize, usize)> {
        self.entries(text, |_| false).into_iter().map(|entry| entry.place).collect()
    }

    /// The same, and the words beside that some rule takes in.
    pub(super) fn of_text_and(&self, text: &str, is_one: impl Fn(&str) -> bool) -> Vec<String> {
        self.entries(text, is_one).into_iter().map(|entry| entry.letters).collect()
    }

    fn entries(&self, text: &str, is_one: impl Fn(&str) -> bool) -> Vec<Entry> {
        let mut words = Words { found: Vec::new(), listed: self };
        scan(text, &mut words);
        let words = words.found;
        let (mut found, mut at) = (Vec::new(), 0_usize);
        while let Some(rest @ [(_, first), ..]) = words.get(at..) {
            let begin = first.place.0;
            let (mut length, mut node) = (0_usize, ROOT);
            for (place, (id, _)) in rest.iter().enumerate() {
                let Some(next) = self.tree.step(node, *id) else { break };
                node = next;
                if !self.tree.ends(node).is_empty() {
                    length = place.saturating_add(1);
                }
            }
            if length > 0 {
                let words = || rest.iter().take(length).map(|(_, word)| word);
                let end = words().next_back().map_or(begin, |last| last.place.1);
                found.push(Entry { letters: words().map(|word| word.letters.as_str()).collect(), place: (begin, end) });
            } else if is_one(&first.letters) {
                found.push(first.clone());
            }
            at = at.saturating_add(length.max(1));
        }
        found
    }
}

/// What stands in a text: its letters, and where it begins and ends.
#[derive(Clone, Debug)]
struct Entry {
    letters: String,
    place: (usize, usize),
}

struct Words<'a> {
    found: Vec<(WordId, Entry)>,
    listed: &'a Listed,
}

impl Sink for Words<'_> {
    fn word(&mut self, text: &str, word: Word) {
        let spelled = text.get(word.start..word.end).unwrap_or_default();
        let entry = Entry { letters: super::folded(spelled), place: (word.start, word.end) };
        self.found.push((self.listed.lexicon.id(text, word), entry));
    }
}
