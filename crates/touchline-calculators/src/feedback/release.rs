//! What is shown of a round: of each question the groups that tell of nobody, with a mean or with texts.
//!
//! How many were asked, declined or were too few to be shown is told nowhere: a group that is not there had two answers, or none.
//!
//! Rules: FBK-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::apart::{Apart, People};
use super::shuffle::shuffle;
use super::{
    AnswerGiven, AsksFor, FeedbackAnswerer, FeedbackPolicy, FeedbackQuestion, FeedbackRelation, FeedbackRound,
    ReleasedGroup, ReleasedRound,
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

impl FeedbackRound {
    /// What is released of it.
    #[must_use]
    pub fn release(&self, policy: &FeedbackPolicy) -> FeedbackRelease {
        let kept = self.kept(policy);
        FeedbackRelease { shown: self.shown(&kept.groups), kept }
    }

    /// Who stands together in what is released of it.
    #[must_use]
    pub fn kept(&self, policy: &FeedbackPolicy) -> ReleasedRound {
        let groups = self.questions.iter().flat_map(|question| self.groups(question, policy.group_minimum));
        ReleasedRound { groups: groups.collect(), round: self.key.clone() }
    }

    /// What those who stand together said, question by question.
    #[must_use]
    pub fn shown(&self, groups: &[ReleasedGroup]) -> FeedbackShown {
        let questions = self.questions.iter().map(|question| {
            let of_question = groups.iter().filter(|group| group.question == question.question);
            let groups = of_question.map(|group| self.group_shown(group, question)).collect();
            QuestionShown { groups, question: question.question.clone() }
        });
        FeedbackShown { questions: questions.collect(), round: self.key.clone() }
    }

    /// The relations that can stand by themselves, and what the others come to together, if that can.
    fn groups(&self, question: &FeedbackQuestion, minimum: usize) -> Vec<ReleasedGroup> {
        let mut apart = self.told_apart(question);
        let (mut groups, mut fold) = (Vec::new(), (People::new(), Vec::new()));
        for relation in FeedbackRelation::VARIANTS {
            let people = self.people(&question.question, *relation);
            if apart.take(&people, minimum) {
                groups.push((people, vec![*relation]));
            } else {
                fold.0.extend(people);
                fold.1.push(*relation);
            }
        }
        if apart.take(&fold.0, minimum) {
            groups.push(fold);
        }
        let released = groups.into_iter().map(|(people, relations)| ReleasedGroup {
            asks_for: Some(question.asks_for),
            people: people.into_iter().cloned().collect(),
            question: question.question.clone(),
            relations,
        });
        released.collect()
    }

    /// Who was told apart by what was released so far of whatever asks for the same.
    fn told_apart(&self, question: &FeedbackQuestion) -> Apart<'_> {
        let groups = self.released.iter().flat_map(|round| &round.groups);
        let alike = groups.filter(|group| group.asks_for.is_none_or(|asked| asked == question.asks_for));
        Apart::by(&question.question, alike.map(|group| (&group.question, group.people.iter().collect())))
    }

    /// Who of a relation answered a question.
    fn people(&self, question: &Key, relation: FeedbackRelation) -> People<'_> {
        let answerers = self.answerers.iter().filter(|answerer| answerer.relation == relation);
        answerers.filter(|answerer| answerer.answer(question).is_some()).map(|answerer| &answerer.person).collect()
    }

    fn group_shown(&self, group: &ReleasedGroup, question: &FeedbackQuestion) -> GroupShown {
        let people: People<'_> = group.people.iter().collect();
        let answerers = || self.answerers.iter().filter(|answerer| people.contains(&answerer.person));
        let given = || answerers().filter_map(|answerer| answerer.answer(&question.question));
        let said = match question.asks_for {
            AsksFor::Rating => FeedbackSaid::Mean(mean(given().filter_map(AnswerGiven::rating)).value()),
            AsksFor::Text => {
                let mut texts: Vec<Note> = given().filter_map(AnswerGiven::text).cloned().collect();
                shuffle(&mut texts, &self.key, &question.question);
                FeedbackSaid::Texts(texts)
            }
        };
        GroupShown { answers: people.len(), relations: group.relations.clone(), said }
    }
}

impl FeedbackAnswerer {
    /// What they answered to a question.
    fn answer(&self, question: &Key) -> Option<&AnswerGiven> {
        self.answers.iter().find(|answer| answer.question == *question).map(|answer| &answer.answer)
    }
}

/// The mean of ratings; 0 of none, of which none is shown.
fn mean(ratings: impl Iterator<Item = u32>) -> Millionths {
    let (sum, count) = ratings.fold((0_i128, 0_i128), |(sum, count), rating| {
        (sum.saturating_add(i128::from(rating).saturating_mul(1_000_000)), count.saturating_add(1))
    });
    Millionths::quotient(sum, count).unwrap_or_default()
}
