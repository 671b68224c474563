//! A language's lists made ready to be searched for, all at once.
//!
//! Rules: TRS-04, TRS-05, TRS-07.

use super::lexicon::{Collected, Lexicon, WordId};
use super::list::List;
use super::mark::Mark;
use super::scan::{Sink, Word, scan};
use super::tree::{Growing, Node, ROOT, Tree};
use crate::transcript::Role;
use touchline_kernel::text::Key;

/// The place of the fillers among the kinds.
pub(crate) const FILLERS: usize = 0;

/// Words of a clause that are looked at for how it begins.
pub(crate) const OPENING_WORDS: usize = 16;

/// What stands in a beginning of a question for any word that is written like a name.
const A_NAME: WordId = WordId::MAX;

/// A word with which a clause begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Begins {
    id: WordId,
    letters: Letters,
}

/// How the first letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    /// In a capital that no small letter follows, as all words are where somebody writes in nothing else.
    Capitals,
    /// The first one alone in a capital, as names are.
    Name,
    /// The first one small, or without a case.
    Small,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !first.is_uppercase() => Letters::Small,
            Some(_) if letters.next().is_some_and(char::is_lowercase) => Letters::Name,
            Some(_) => Letters::Capitals,
            None => Letters::Small,
        }
    }
}

impl Begins {
    /// A word of a text, with its number.
    #[cfg(test)]
    pub(crate) fn of(id: WordId, text: &str, word: Word) -> Self {
        Begins::at(id, text, word.start)
    }

    /// A word that begins at a byte of a text, with its number.
    pub(crate) fn at(id: WordId, text: &str, start: usize) -> Self {
        Begins { id, letters: Letters::of(text.get(start..).unwrap_or_default()) }
    }

    /// Whether it is written as a name is behind another word: among words in capitals nothing tells which of them is one.
    fn is_named_behind(self, before: Option<&Begins>) -> bool {
        match self.letters {
            Letters::Name => true,
            Letters::Capitals => before.is_some_and(|before| before.letters != Letters::Capitals),
            Letters::Small => false,
        }
    }
}

/// What the beginning of a sentence says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Opening {
    /// It only looks like a question.
    Neither,
    /// An open question.
    Open,
    /// A closed question.
    Closed,
    /// It may stand before the beginning of a question.
    LeadIn,
}

/// Where a phrase ends: its kind, and its place in that; nothing for what only looks like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    /// Whether a clause may end within it.
    pub(super) holds_commas: bool,
    pub(super) kind: usize,
    pub(super) phrase: Option<usize>,
}

/// A kind of phrases.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    /// Its key; empty for fillers.
    pub(crate) key: Key,
    /// Its name.
    pub(crate) name: Key,
    /// Its phrases, as they are written in the list.
    pub(crate) phrases: Vec<Key>,
    /// The only side that is listened to for it.
    pub(crate) said_by: Option<Role>,
}

/// A language's lists, ready to be searched for.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Fillers, then the kinds of phrases in their order.
    pub(crate) kinds: Vec<Kind>,
    /// Whether it is known how questions begin.
    pub(crate) knows_questions: bool,
    pub(crate) language: Key,
    pub(crate) semicolon_asks: bool,
    lexicon: Lexicon,
    openings: Tree<Opening>,
    pub(super) phrases: Tree<End>,
    /// By word, what begins with it.
    starts: Vec<Start>,
}

/// What begins with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// Whether the word is a phrase by itself.
    pub(super) is_whole: bool,
    /// Where longer phrases go on; the root where there are none.
    pub(super) longer: Node,
    /// Where the word leads; the root where no phrase begins with it.
    pub(super) node: Node,
    /// Whether the beginning of a question may begin with it.
    pub(crate) opens: bool,
}

impl Start {
    const NOTHING: Start = Start { is_whole: false, longer: ROOT, node: ROOT, opens: false };
}

/// Takes the numbers of words.
struct Numbered<'a> {
    collected: &'a mut Collected,
    has_commas: bool,
    words: Vec<WordId>,
}

impl Sink for Numbered<'_> {
    fn word(&mut self, text: &str, word: Word) {
        self.words.push(self.collected.add(text.get(word.start..word.end).unwrap_or_default()));
    }

    fn mark(&mut self, mark: Mark, _: usize) {
        self.has_commas |= matches!(mark, Mark::Clause | Mark::Semicolon);
    }
}

impl Collected {
    pub(super) fn words_of(&mut self, phrase: &Key) -> Vec<WordId> {
        self.words_and_commas_of(phrase).0
    }

    /// A phrase's words, and whether a comma stands among them.
    fn words_and_commas_of(&mut self, phrase: &Key) -> (Vec<WordId>, bool) {
        let mut numbered = Numbered { collected: self, has_commas: false, words: Vec::new() };
        scan(phrase.as_str(), &mut numbered);
        (numbered.words, numbered.has_commas)
    }
}

impl Compiled {
    /// Makes a language's lists ready.
    #[must_use]
    pub fn of(list: &List) -> Self {
        let (mut words, mut phrases, mut openings) = (Collected::default(), Growing::default(), Growing::default());
        let no_name = || Key::new("");
        let fillers = Kind { key: no_name(), name: no_name(), phrases: list.fillers.phrases.clone(), said_by: None };
        let mut kinds = vec![fillers];
        let mut excepts = vec![&list.fillers.exceptions];
        for kind in &list.phrases {
            let (key, name, said_by) = (kind.key.clone(), kind.name.clone(), kind.said_by);
            kinds.push(Kind { key, name, phrases: kind.phrases.clone(), said_by });
            excepts.push(&kind.exceptions);
        }
        for (place, (kind, except)) in kinds.iter().zip(excepts).enumerate() {
            for phrase in except {
                let (words, holds_commas) = words.words_and_commas_of(phrase);
                phrases.add(&words, End { holds_commas, kind: place, phrase: None });
            }
            for (number, phrase) in kind.phrases.iter().enumerate() {
                phrases.add(&words.words_of(phrase), End { holds_commas: true, kind: place, phrase: Some(number) });
            }
        }
        let questions = &list.questions;
        for (beginnings, opening) in [
            (&questions.open, Opening::Open),
            (&questions.closed, Opening::Closed),
            (&questions.not_questions, Opening::Neither),
            (&questions.lead_ins, Opening::LeadIn),
            (&list.fillers.phrases, Opening::LeadIn),
        ] {
            for beginning in beginnings {
                openings.add(&words.words_of(beginning), opening);
            }
        }
        for auxiliary in &questions.auxiliaries {
            let auxiliary = words.words_of(auxiliary);
            for subject in &questions.subjects {
                let both: Vec<WordId> = auxiliary.iter().copied().chain(words.words_of(subject)).collect();
                openings.add(&both, Opening::Closed);
            }
        }
        for auxiliary in &questions.before_names {
            let with_name: Vec<WordId> = words.words_of(auxiliary).into_iter().chain([A_NAME]).collect();
            openings.add(&with_name, Opening::Closed);
        }
        let has_inverted = !questions.auxiliaries.is_empty() && !questions.subjects.is_empty();
        let (phrases, openings, known) = (phrases.close(), openings.close(), words.len());
        let ids = 0..=WordId::try_from(known).unwrap_or(WordId::MAX);
        let start = |id| {
            let node = phrases.step(ROOT, id).unwrap_or(ROOT);
            Start {
                is_whole: !phrases.ends(node).is_empty(),
                longer: if node != ROOT && phrases.goes_on(node) { node } else { ROOT },
                node,
                opens: openings.step(ROOT, id).is_some(),
            }
        };
        let starts = ids.map(start).collect();
        Compiled {
            kinds,
            knows_questions: has_inverted
                || !questions.before_names.is_empty()
                || !questions.open.is_empty()
                || !questions.closed.is_empty(),
            language: list.language.clone(),
            semicolon_asks: questions.semicolon_asks,
            lexicon: words.close(),
            openings,
            phrases,
            starts,
        }
    }

    /// The number of a word of a text.
    #[inline]
    pub(crate) fn id(&self, text: &str, word: Word) -> WordId {
        self.lexicon.id(text, word)
    }

    /// What begins with a word.
    #[inline]
    pub(crate) fn start(&self, word: WordId) -> &Start {
        usize::try_from(word).ok().and_then(|place| self.starts.get(place)).unwrap_or(&Start::NOTHING)
    }

    /// What the first words of a clause say of it, once what may stand before a question is passed over.
    pub(crate) fn opening(&self, words: &[Begins]) -> Option<Opening> {
        self.begun(words).opening
    }

    /// Whether these words are the beginning of an open question and no more, as in *What, if anything, do you use?* What is said
    /// in place of silence as well asks nothing by itself.
    pub(crate) fn is_but_open(&self, words: &[Begins]) -> bool {
        let Begun { node, opening, rest, .. } = self.begun(words);
        opening == Some(Opening::Open) && rest.is_empty() && !self.openings.ends(node).contains(&Opening::LeadIn)
    }

    /// Whether no word that follows changes what these say of their clause.
    pub(crate) fn is_decided(&self, words: &[Begins]) -> bool {
        self.begun(words).is_decided
    }

    /// The longest beginning behind what may stand before one.
    fn begun<'w>(&self, words: &'w [Begins]) -> Begun<'w> {
        let (mut rest, mut is_decided) = (words, true);
        loop {
            let (mut found, mut length, mut node) = ((None, ROOT), 0_usize, ROOT);
            let mut goes_on = true;
            for (place, word) in rest.iter().enumerate() {
                let before = place.checked_sub(1).and_then(|before| rest.get(before));
                let named = || self.openings.step(node, A_NAME).filter(|_| word.is_named_behind(before));
                let Some(next) = self.openings.step(node, word.id).or_else(named) else {
                    goes_on = false;
                    break;
                };
                node = next;
                if let Some(opening) = self.openings.ends(node).iter().min() {
                    (found, length) = ((Some(*opening), node), place.saturating_add(1));
                }
            }
            is_decided &= !goes_on;
            rest = rest.get(length..).unwrap_or_default();
            if found.0 != Some(Opening::LeadIn) {
                return Begun { is_decided, node: found.1, opening: found.0, rest };
            }
        }
    }
}

/// How a clause begins.
struct Begun<'w> {
    /// Whether neither it nor what may stand before it goes on beyond these words, so that those behind them do not matter.
    is_decided: bool,
    /// Where the beginning leads.
    node: Node,
    opening: Option<Opening>,
    /// The words that follow it.
    rest: &'w [Begins],
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::built_in;
    use super::*;

    /// The words of a text as a clause begins with them.
    struct Heard<'a>(&'a Compiled, Vec<Begins>);

    impl Sink for Heard<'_> {
        fn word(&mut self, text: &str, word: Word) {
            self.1.push(Begins::of(self.0.id(text, word), text, word));
        }
    }

    const WORDS: &[&str] = &[
        "so", "okay", "um", "what", "how", "many", "do", "did", "you", "it", "is", "a", "if", "anything", "Ann",
        "tell", "me", "about", "know", "like", "well", "and", "report",
    ];

    #[test]
    fn nothing_is_decided_while_a_longer_beginning_may_go_on() {
        let english = built_in().iter().find(|list| list.list.language.as_str() == "en").unwrap();
        let mut list = english.list.clone();
        list.questions.lead_ins.push(Key::new("zig"));
        list.questions.open.push(Key::new("zig zag zog"));
        let compiled = Compiled::of(&list);
        let told = |said: &str| {
            let mut heard = Heard(&compiled, Vec::new());
            scan(said, &mut heard);
            (compiled.is_decided(&heard.1), compiled.opening(&heard.1))
        };
        assert_eq!(told("zig zag"), (false, None));
        assert_eq!(told("zig zag zog"), (false, Some(Opening::Open)));
        assert_eq!(told("zig zag zog zag"), (true, Some(Opening::Open)));
        assert_eq!(told("zig zag zag"), (true, None));
        assert_eq!(told("zig"), (false, None));
    }

    proptest! {
        #[test]
        fn what_is_decided_stays_so_whatever_follows(
            said in proptest::collection::vec(select(WORDS), 1..8), more in proptest::collection::vec(select(WORDS), 1..8)
        ) {
            let english = built_in().iter().find(|list| list.list.language.as_str() == "en").unwrap();
            let compiled = &english.compiled;
            let mut heard = Heard(compiled, Vec::new());
            scan(&said.join(" "), &mut heard);
            if compiled.is_decided(&heard.1) {
                let opening = compiled.opening(&heard.1);
                prop_assert!(!compiled.is_but_open(&heard.1));
                scan(&more.join(" "), &mut heard);
                prop_assert_eq!((compiled.opening(&heard.1), compiled.is_but_open(&heard.1)), (opening, false));
                prop_assert!(compiled.is_decided(&heard.1));
            }
        }
    }
}
