//! A language's lists as a document: fillers, the beginnings of questions, phrases by kind, and what no quote may
//! change.
//!
//! Rules: TRS-04, TRS-05, TRS-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::tag;
use crate::transcript::Role;
use touchline_kernel::text::Key;

/// Entries of one list of phrases, at most.
pub(super) const MOST_PHRASES: usize = 10_000;
/// Lists of phrases of one language, at most.
pub(super) const MOST_LISTS: usize = 200;

/// The lists of one language. Case, punctuation and white space do not matter in their entries: what counts is words. Only
/// in an exception it says something that a comma stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkList")]
pub struct List {
    /// What is said in place of silence.
    pub fillers: Fillers,
    /// The language as its tag begins, such as `en`; a list for `pt-BR` goes before one for `pt`.
    pub language: Key,
    /// Its name.
    pub name: Key,
    /// The words and phrases that turn a sentence into its opposite: a quote has to have the same as what was said.
    #[serde(default)]
    #[schemars(length(max = MOST_PHRASES))]
    pub negations: Vec<Key>,
    /// The words for numbers, without digits: a quote has to have the same as what was said. A word that is made up of these
    /// alone, such as `zweihundert`, is one too.
    #[serde(default)]
    #[schemars(length(max = MOST_PHRASES))]
    pub numbers: Vec<Key>,
    /// What turns a word into its opposite: beginnings such as `un-`, ends such as `-less`. A quote that has the one word where
    /// the other was said is none.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub opposites: Vec<Key>,
    /// Phrases by kind.
    #[serde(default)]
    #[schemars(length(max = MOST_LISTS))]
    pub phrases: Vec<PhraseList>,
    /// How questions begin.
    pub questions: QuestionWords,
}

/// Words and phrases that are said in place of silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkFillers")]
pub struct Fillers {
    /// Phrases that hold a filler and are none, such as `do you know` where `you know` is one. They are said in one clause; one
    /// that has a comma in it, such as `wissen Sie, ob`, may be said in several.
    #[serde(default)]
    #[schemars(length(max = MOST_PHRASES))]
    pub exceptions: Vec<Key>,
    /// The fillers.
    #[serde(default)]
    #[schemars(length(max = MOST_PHRASES))]
    pub phrases: Vec<Key>,
}

/// How questions begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "TalkQuestionWords")]
pub struct QuestionWords {
    /// Verbs that stand before their subject in a question, such as `do` and `can`: followed by one of the subjects they
    /// begin a closed one.
    #[schemars(length(max = 200))]
    pub auxiliaries: Vec<Key>,
    /// Those behind which a word with a capital is a subject, too, as in `did John`: in a language that writes names alone so.
    #[schemars(length(max = 200))]
    pub before_names: Vec<Key>,
    /// Other beginnings of closed questions.
    #[schemars(length(max = MOST_PHRASES))]
    pub closed: Vec<Key>,
    /// What may stand before the beginning of a question, such as `so` or `okay`.
    #[schemars(length(max = MOST_PHRASES))]
    pub lead_ins: Vec<Key>,
    /// Beginnings that look like those of questions and are none, such as `what a`. Where a sentence begins with several
    /// of these lists, the longest decides.
    #[schemars(length(max = MOST_PHRASES))]
    pub not_questions: Vec<Key>,
    /// Beginnings of open questions, such as `what` and `how`.
    #[schemars(length(max = MOST_PHRASES))]
    pub open: Vec<Key>,
    /// Whether the semicolon is a question mark, as in Greek.
    pub semicolon_asks: bool,
    /// The words that follow an auxiliary in a question, such as `you` and `the`.
    #[schemars(length(max = 200))]
    pub subjects: Vec<Key>,
}

/// Phrases of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkPhraseList")]
pub struct PhraseList {
    /// Phrases that hold one of the kind and are none of it. They are said in one clause, but for those that have a comma in
    /// them.
    #[serde(default)]
    #[schemars(length(max = MOST_PHRASES))]
    pub exceptions: Vec<Key>,
    /// The kind: no other list of the language has it.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// The phrases. A kind without any, such as that of competitors before the host names them, cannot be measured.
    #[serde(default)]
    #[schemars(length(max = MOST_PHRASES))]
    pub phrases: Vec<Key>,
    /// The only side that is listened to for it; null for everybody.
    #[serde(default)]
    pub said_by: Option<Role>,
}

/// What a host adds to the lists of the language, whichever it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "TalkMorePhrases")]
pub struct More {
    /// Beginnings of closed questions.
    #[schemars(length(max = MOST_PHRASES))]
    pub closed: Vec<Key>,
    /// Fillers.
    #[schemars(length(max = MOST_PHRASES))]
    pub fillers: Vec<Key>,
    /// Beginnings of open questions.
    #[schemars(length(max = MOST_PHRASES))]
    pub open: Vec<Key>,
    /// Phrases by kind: those of a kind that is there join it, and the others are kinds of the host's own. Of whom a kind that is
    /// there is listened to stays as it is: another `said_by` is refused, and null says nothing of it.
    #[schemars(length(max = MOST_LISTS))]
    pub phrases: Vec<PhraseList>,
}

impl More {
    /// Whether nothing is added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.closed.is_empty() && self.fillers.is_empty() && self.open.is_empty() && self.phrases.is_empty()
    }
}

impl List {
    /// The list with what the host adds.
    #[must_use]
    pub fn with(&self, more: &More) -> List {
        let mut list = self.clone();
        list.fillers.phrases.extend_from_slice(&more.fillers);
        list.questions.open.extend_from_slice(&more.open);
        list.questions.closed.extend_from_slice(&more.closed);
        for added in &more.phrases {
            match list.phrases.iter_mut().find(|kind| kind.key == added.key) {
                None => list.phrases.push(added.clone()),
                Some(kind) => {
                    kind.phrases.extend_from_slice(&added.phrases);
                    kind.exceptions.extend_from_slice(&added.exceptions);
                }
            }
        }
        list
    }

    /// How well the list fits a language: not at all, by the beginning of the tag, or exactly.
    #[must_use]
    pub fn fits(&self, language: &str) -> Option<usize> {
        let (own, language) = (tag(self.language.as_str()), tag(language));
        let (begins, rest) = (language.get(..own.len())?, language.get(own.len()..)?);
        let is_border = rest.is_empty() || rest.starts_with(['-', '_']);
        (begins.eq_ignore_ascii_case(&own) && is_border).then_some(own.len())
    }
}
