//! The words that turn a sentence into its opposite.
//!
//! Rules: AIX-02.

use super::lexicon::{Collected, Lexicon};
use super::scan::{Sink, Word, scan};
use super::tree::{Growing, ROOT, Tree};
use touchline_kernel::text::Key;

/// The negations of a language, or of several.
#[derive(Clone, Debug)]
pub(crate) struct Negations {
    lexicon: Lexicon,
    tree: Tree<()>,
}

impl Negations {
    /// Makes lists of negations ready.
    pub(crate) fn of<'a>(negations: impl Iterator<Item = &'a Key>) -> Self {
        let (mut words, mut tree) = (Collected::default(), Growing::default());
        for negation in negations {
            tree.add(&words.words_of(negation), ());
        }
        Negations { lexicon: words.close(), tree: tree.close() }
    }

    /// The negations of a text in their order: the letters of each, since apostrophes come and go.
    pub(crate) fn of_text(&self, text: &str) -> Vec<String> {
        let mut words = Words { found: Vec::new(), negations: self };
        scan(text, &mut words);
        let words = words.found;
        let (mut found, mut at) = (Vec::new(), 0_usize);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let (mut length, mut node) = (0_usize, ROOT);
            for (place, (id, _)) in rest.iter().enumerate() {
                let Some(next) = self.tree.step(node, *id) else { break };
                node = next;
                if !self.tree.ends(node).is_empty() {
                    length = place.saturating_add(1);
                }
            }
            if length > 0 {
                found.push(rest.iter().take(length).map(|(_, word)| word.as_str()).collect());
            }
            at = at.saturating_add(length.max(1));
        }
        found
    }
}

struct Words<'a> {
    found: Vec<(super::WordId, String)>,
    negations: &'a Negations,
}

impl Sink for Words<'_> {
    fn word(&mut self, text: &str, word: Word) {
        let spelled = text.get(word.start..word.end).unwrap_or_default();
        self.found.push((self.negations.lexicon.id(text, word), super::folded(spelled)));
    }
}
