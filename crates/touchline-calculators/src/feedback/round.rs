//! A round of 360 feedback as it is handed in: its questions, the answers with who gave them, and what was released before.
//!
//! Rules: FBK-03.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::{Key, Note};

/// What somebody is to the person whom the feedback is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FeedbackRelation {
    /// They work side by side.
    Peer,
    /// They report to that person.
    DirectReport,
    /// They depend on that person's work.
    Stakeholder,
}

/// What a question asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "FeedbackAsksFor")]
pub enum AsksFor {
    /// A rating from 1 to 5.
    Rating,
    /// A text.
    Text,
}

/// A question of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackQuestion {
    /// What it asks for.
    pub asks_for: AsksFor,
    /// What tells it from the others. A question that asks the same in another round has the same key there; one of another key
    /// may ask the same in other words, and is held against it all the same.
    pub question: Key,
}

/// A rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackRatingGiven")]
pub struct RatingGiven {
    /// From 1 to 5.
    #[schemars(range(min = 1, max = 5))]
    pub rating: u32,
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackTextGiven")]
pub struct TextGiven {
    /// What was written.
    pub text: Note,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "FeedbackAnswerGiven")]
pub enum AnswerGiven {
    /// A rating.
    Rating(RatingGiven),
    /// A text.
    Text(TextGiven),
}

impl AnswerGiven {
    const fn is(&self) -> AsksFor {
        match self {
            AnswerGiven::Rating(_) => AsksFor::Rating,
            AnswerGiven::Text(_) => AsksFor::Text,
        }
    }

    /// The rating, where it is one.
    pub(super) const fn rating(&self) -> Option<u32> {
        match self {
            AnswerGiven::Rating(given) => Some(given.rating),
            AnswerGiven::Text(_) => None,
        }
    }

    /// The text, where it is one.
    pub(super) const fn text(&self) -> Option<&Note> {
        match self {
            AnswerGiven::Text(given) => Some(&given.text),
            AnswerGiven::Rating(_) => None,
        }
    }
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackAnswer {
    /// What was answered.
    pub answer: AnswerGiven,
    /// The question.
    pub question: Key,
}

/// Somebody who answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackAnswerer {
    /// What they answered. A question may be left out.
    pub answers: Vec<FeedbackAnswer>,
    /// Who.
    pub person: Key,
    /// What they are to the person whom it is about.
    pub relation: FeedbackRelation,
}

/// Those who stand together in something that was released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackReleasedGroup")]
pub struct ReleasedGroup {
    /// What its question asked for. Where that is left out, it is held against questions that ask for either.
    #[serde(default)]
    pub asks_for: Option<AsksFor>,
    /// Who, in the order of their keys.
    pub people: Vec<Key>,
    /// The question that they answered.
    pub question: Key,
    /// Whose answers they are shown to be.
    #[serde(default)]
    pub relations: Vec<FeedbackRelation>,
}

/// What was released of a round: who stands together in it, and not what they said. It is the host's to keep, and nobody's to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackReleasedRound")]
pub struct ReleasedRound {
    /// The groups; none where nothing could be shown.
    pub groups: Vec<ReleasedGroup>,
    /// The round.
    pub round: Key,
}

/// A round that has closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackRound {
    /// Who answered, in any order.
    pub answerers: Vec<FeedbackAnswerer>,
    /// What tells the round from others about the same person.
    pub key: Key,
    /// The questions.
    #[schemars(length(max = 100))]
    pub questions: Vec<FeedbackQuestion>,
    /// What was released of every earlier round about the same person, as it was given out with each.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub released: Vec<ReleasedRound>,
}

impl FeedbackRound {
    /// Tells all that is wrong with it, where it stands at a path.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let mut questions = BTreeMap::new();
        for (nth, one) in self.questions.iter().enumerate() {
            if questions.insert(&one.question, one.asks_for).is_some() {
                faults.add(format!("{path}/questions/{nth}/question"), Reason::twice(one.question.as_str()));
            }
        }
        let mut people = BTreeSet::new();
        for (nth, answerer) in self.answerers.iter().enumerate() {
            let place = format!("{path}/answerers/{nth}");
            if !people.insert(&answerer.person) {
                faults.add(format!("{place}/person"), Reason::twice(answerer.person.as_str()));
            }
            find_faults(&questions, &answerer.answers, &format!("{place}/answers"), &mut faults);
        }
        let mut rounds = BTreeSet::new();
        for (nth, released) in self.released.iter().enumerate() {
            if !rounds.insert(&released.round) {
                faults.add(format!("{path}/released/{nth}/round"), Reason::twice(released.round.as_str()));
            }
        }
        faults.told()
    }
}

/// Tells all that is wrong with somebody's answers to some questions, where they stand at a path.
pub fn check_answers(questions: &[FeedbackQuestion], answers: &[FeedbackAnswer], path: &str) -> Result<(), BadInput> {
    let questions = questions.iter().map(|one| (&one.question, one.asks_for)).collect();
    let mut faults = Faults::default();
    find_faults(&questions, answers, path, &mut faults);
    faults.told()
}

fn find_faults(questions: &BTreeMap<&Key, AsksFor>, answers: &[FeedbackAnswer], path: &str, faults: &mut Faults) {
    let mut answered = BTreeSet::new();
    for (nth, one) in answers.iter().enumerate() {
        let path = format!("{path}/{nth}");
        faults.known(format!("{path}/question"), one.question.as_str(), questions.keys().map(|key| key.as_str()));
        if !answered.insert(&one.question) {
            faults.add(format!("{path}/question"), Reason::twice(one.question.as_str()));
        }
        let (given, asked) = (one.answer.is(), questions.get(&one.question));
        if let Some(asked) = asked.filter(|asked| **asked != given) {
            let (expected, actual): (&str, &str) = (asked.into(), given.into());
            let reason = Reason::new(Code::WrongType).with(DetailKey::Expected, expected);
            faults.add(format!("{path}/answer/type"), reason.with(DetailKey::Actual, actual));
        }
    }
}
