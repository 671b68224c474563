//! What is shown of a round: of each question the groups that tell of nobody, with a mean or with texts.
//!
//! How many were asked, declined or were too few to be shown is told nowhere: a group that is not there had two answers, or none.
//!
//! Rules: FBK-03.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::apart::{Classes, People};
use super::shuffle::shuffle;
use super::{
    AnswerGiven, AsksFor, FeedbackPolicy, FeedbackQuestion, FeedbackRelation, FeedbackRound, ReleasedGroup,
    ReleasedRound,
};
use touchline_kernel::math::Millionths;
use touchline_kernel::text::{Key, Note};

/// What a group said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum FeedbackSaid {
    /// The mean of its ratings, rounded half away from zero to a millionth.
    Mean(f64),
    /// Its texts, in an order that follows neither who wrote them nor when.
    Texts(Vec<Note>),
}

/// A group of which something is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackGroupShown")]
pub struct GroupShown {
    /// How many answers it holds.
    pub answers: usize,
    /// Whose they are: of one relation, or of all those together that are not shown by themselves, whether or not anybody of each
    /// answered.
    pub relations: Vec<FeedbackRelation>,
    /// What they said.
    pub said: FeedbackSaid,
}

/// What is shown of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FeedbackQuestionShown")]
pub struct QuestionShown {
    /// The groups; none where nothing can be shown.
    pub groups: Vec<GroupShown>,
    /// The question.
    pub question: Key,
}

/// What is shown of a round, to whomever it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackShown {
    /// The questions, as they were given.
    pub questions: Vec<QuestionShown>,
    /// The round.
    pub round: Key,
}

/// What is released of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackRelease {
    /// What the host keeps, shows to nobody, and hands in with later rounds about the same person.
    pub kept: ReleasedRound,
    /// What is shown, once, and to everybody the same.
    pub shown: FeedbackShown,
}

/// The answers of some people to a question.
type Answers<'a> = BTreeMap<&'a Key, &'a AnswerGiven>;

/// A group of which something is shown, with who stands in it.
struct Group<'a> {
    answers: Answers<'a>,
    relations: Vec<FeedbackRelation>,
}

impl FeedbackRound {
    /// What is released of it.
    #[must_use]
    pub fn release(&self, policy: &FeedbackPolicy) -> FeedbackRelease {
        let (mut kept, mut shown) = (Vec::new(), Vec::new());
        for question in &self.questions {
            let groups = self.groups(&question.question, policy.group_minimum);
            kept.extend(groups.iter().map(|group| ReleasedGroup {
                people: group.answers.keys().map(|person| (*person).clone()).collect(),
                question: question.question.clone(),
            }));
            let groups = groups.into_iter().map(|group| self.shown(group, question));
            shown.push(QuestionShown { groups: groups.collect(), question: question.question.clone() });
        }
        FeedbackRelease {
            kept: ReleasedRound { groups: kept, round: self.key.clone() },
            shown: FeedbackShown { questions: shown, round: self.key.clone() },
        }
    }

    /// The relations that can stand by themselves, and what the others come to together, if that can.
    fn groups(&self, question: &Key, minimum: usize) -> Vec<Group<'_>> {
        let mut classes = self.classes(question);
        let (mut groups, mut fold) = (Vec::new(), Group { answers: Answers::new(), relations: Vec::new() });
        for relation in FeedbackRelation::VARIANTS {
            let answers = self.answers(question, *relation);
            if classes.take(&people(&answers), minimum) {
                groups.push(Group { answers, relations: vec![*relation] });
            } else {
                fold.answers.extend(answers);
                fold.relations.push(*relation);
            }
        }
        if classes.take(&people(&fold.answers), minimum) {
            groups.push(fold);
        }
        groups
    }

    /// Who was told apart by what was released of a question so far.
    fn classes(&self, question: &Key) -> Classes<'_> {
        let mut classes = Classes::default();
        let groups = self.released.iter().flat_map(|round| &round.groups);
        groups.filter(|group| group.question == *question).for_each(|group| {
            classes.split(&group.people.iter().collect());
        });
        classes
    }

    fn answers(&self, question: &Key, relation: FeedbackRelation) -> Answers<'_> {
        let answerers = self.answerers.iter().filter(|answerer| answerer.relation == relation);
        let given = answerers.filter_map(|answerer| {
            let answer = answerer.answers.iter().find(|answer| answer.question == *question)?;
            Some((&answerer.person, &answer.answer))
        });
        given.collect()
    }

    fn shown(&self, group: Group<'_>, question: &FeedbackQuestion) -> GroupShown {
        let given = || group.answers.values();
        let said = match question.asks_for {
            AsksFor::Rating => FeedbackSaid::Mean(mean(given().filter_map(|given| given.rating())).value()),
            AsksFor::Text => {
                let mut texts: Vec<Note> = given().filter_map(|given| given.text()).cloned().collect();
                shuffle(&mut texts, &self.key, &question.question);
                FeedbackSaid::Texts(texts)
            }
        };
        GroupShown { answers: group.answers.len(), relations: group.relations, said }
    }
}

fn people<'a>(answers: &Answers<'a>) -> People<'a> {
    answers.keys().copied().collect()
}

/// The mean of ratings; 0 of none, of which none is shown.
fn mean(ratings: impl Iterator<Item = u32>) -> Millionths {
    let (sum, count) = ratings.fold((0_i128, 0_i128), |(sum, count), rating| {
        (sum.saturating_add(i128::from(rating).saturating_mul(1_000_000)), count.saturating_add(1))
    });
    Millionths::quotient(sum, count).unwrap_or_default()
}
