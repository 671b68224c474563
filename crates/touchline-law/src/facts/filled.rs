//! A scorecard by which a call is judged, in a review or by whoever handled it: which version was filled in, how, and what
//! came of it.
//!
//! Rules: SCO-01, SCO-05, SCO-10, SCO-11.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::scorecard::{Answer, AnswerSource, Compiled, Form, Given, Lack, Score, Template};
use touchline_kernel::{Code, DetailKey, Key, Reason, Rejection};

use super::{Facts, Refusal, ScorecardStanding, first_fault};
use crate::ground::ScorecardId;
use crate::ground::calls::CallId;

/// A scorecard that is filled in, as far as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FilledScorecard")]
pub struct Filled {
    /// The answers.
    pub form: Form,
    /// The version that is filled in, which the review keeps.
    pub scorecard: ScorecardId,
}

/// A scorecard, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "FilledScorecardView")]
pub struct FilledView {
    /// How many versions of it there have been, this one among them.
    pub edition: u64,
    /// The answers, with what was said beside them.
    pub form: Form,
    /// What it is called.
    pub name: Key,
    /// The score with every part of it; null as long as an answer is missing.
    pub score: Option<Score>,
    /// The version that was filled in.
    pub scorecard: ScorecardId,
}

/// What came of the scorecard of a review when it was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewScore")]
pub struct Judged {
    /// The score of its critical questions, in percent; null where none was answered.
    pub critical: Option<f64>,
    /// Whether a trigger has failed it.
    pub failed: bool,
    /// Whether it passes; null where neither is asked.
    pub passed: Option<bool>,
    /// The score that counts, in percent; null where nothing in it was applicable.
    pub percent: Option<f64>,
    /// The same in stars, by the scorecard's own bands where it has any.
    pub stars: Option<f64>,
}

impl Judged {
    fn of(score: &Score) -> Self {
        let Score { critical, failed, passed, stars, .. } = *score;
        Judged { critical, failed, passed, percent: score.score, stars }
    }
}

/// What of the form stands where, in a command that fills it in.
const FORM: &str = "/body/filled/form";

impl Filled {
    /// A call is judged by a version in use, which everybody sees; or by the one that was filled in before, whatever became of
    /// that meanwhile.
    pub(crate) fn check_fit<F: Facts>(&self, kept: Option<&Filled>, call: CallId, facts: &F) -> Result<(), Refusal> {
        let refuse = |code: Code| Err(Rejection::from(code).at("/body/filled/scorecard").into());
        let standing: Option<ScorecardStanding<'_>> = facts.scorecard(self.scorecard).present()?;
        let is_kept = kept.is_some_and(|kept| kept.scorecard == self.scorecard);
        match standing {
            None => refuse(Code::NotFound),
            Some(version) if !version.is_published => refuse(Code::NotFound),
            Some(version) if version.is_retired && !is_kept => refuse(Code::ScorecardNotInUse),
            Some(version) => {
                let length = facts.call(call).present()?.map_or(0, |call| call.length_ms);
                self.check_begun(version.template, length)?;
                Ok(self.check_whose(kept)?)
            }
        }
    }

    /// Refuses what a model or a rule would answer in the place of a person.
    fn check_whose(&self, kept: Option<&Filled>) -> Result<(), Rejection> {
        let takes_place = |answer: &Answer| {
            let before = self.answer_before(kept, &answer.question);
            answer.source != AnswerSource::Person && before.is_some_and(|before| before.source == AnswerSource::Person)
        };
        match self.form.answers.iter().position(takes_place) {
            None => Ok(()),
            Some(number) => Err(Rejection::from(Code::PersonOverridden).at(format!("{FORM}/answers/{number}/source"))),
        }
    }

    /// The answer to a question in what was filled in of the same version before.
    fn answer_before<'a>(&self, kept: Option<&'a Filled>, question: &Key) -> Option<&'a Answer> {
        let kept = kept.filter(|kept| kept.scorecard == self.scorecard)?;
        kept.form.answers.iter().find(|answer| answer.question == *question)
    }

    /// It in the place of what was filled in before: what a model or a rule had answered stays beside what a person answers
    /// instead.
    pub(crate) fn in_place_of(&self, kept: Option<&Filled>) -> Filled {
        let taken_over = |answer: &Answer| {
            let before = self.answer_before(kept, &answer.question);
            let overridden =
                before.filter(|_| answer.source == AnswerSource::Person).and_then(Answer::overridden_by_person);
            Answer { overridden: overridden.or_else(|| answer.overridden.clone()), ..answer.clone() }
        };
        let answers = self.form.answers.iter().map(taken_over).collect();
        Filled { form: Form { answers, ..self.form.clone() }, scorecard: self.scorecard }
    }

    /// Refuses a scorecard that lacks anything, and one that is known no more.
    pub(crate) fn check_known_whole<F: Facts>(&self, facts: &F) -> Result<(), Refusal> {
        let version = facts.scorecard(self.scorecard).present()?.ok_or(Code::NotFound)?;
        Ok(self.check_whole(version.template)?)
    }

    /// What comes of it by its version.
    pub(crate) fn judged_by_version<F: Facts>(&self, facts: &F) -> Result<Option<Judged>, Refusal> {
        let version = facts.scorecard(self.scorecard).present()?;
        Ok(version.and_then(|version| self.judged(version.template)))
    }

    /// As it is shown. What was published is everybody's to see.
    pub(crate) fn shown(&self, version: &ScorecardStanding<'_>) -> FilledView {
        FilledView {
            edition: version.edition,
            form: self.form.clone(),
            name: version.template.name.clone(),
            score: self.score(version.template),
            scorecard: self.scorecard,
        }
    }

    /// The first thing that is wrong with the answers that are there, or a moment of theirs that lies outside a call of this
    /// length.
    fn check_begun(&self, template: &Template, length_ms: u64) -> Result<(), Rejection> {
        let compiled = compiled(template)?;
        self.form.check_begun(&compiled, FORM).map_err(|wrong| first_fault(wrong, str::to_owned))?;
        match self.form.first_outside(length_ms) {
            Some((number, reason)) => Err(Rejection::from(reason).at(format!("{FORM}/answers/{number}/moment_ms"))),
            None => Ok(()),
        }
    }

    /// Refuses what is no answer to this question, which stands at `path`.
    pub(crate) fn check_answer(
        &self,
        template: &Template,
        (question, given): (&Key, &Given),
        path: &str,
    ) -> Result<(), Rejection> {
        let at = |place: &str| format!("{path}{}", place.strip_prefix("/answer").unwrap_or_default());
        check_one(template, Answer::of(question.clone(), given.clone()), at)
    }

    /// Refuses root causes of an answer to this question that the template does not have; they stand below `path`.
    pub(crate) fn check_tags(
        &self,
        template: &Template,
        (question, tags): (&Key, &[Key]),
        path: &str,
    ) -> Result<(), Rejection> {
        let Some(answer) = self.form.answers.iter().find(|answer| answer.question == *question) else { return Ok(()) };
        let tagged = Answer { tags: tags.to_vec(), ..Answer::of(question.clone(), answer.answer.clone()) };
        check_one(template, tagged, |place| format!("{path}{place}"))
    }

    /// Refuses what is wrong with an answer, which stands at `path`.
    pub(crate) fn check_given(&self, template: &Template, answer: &Answer, path: &str) -> Result<(), Rejection> {
        check_one(template, answer.clone(), |place| format!("{path}{place}"))
    }

    /// What was answered to a question, whether it counts or not.
    pub(crate) fn answer_to(&self, question: &Key) -> Option<&Given> {
        self.form.answers.iter().find(|answer| answer.question == *question).map(|answer| &answer.answer)
    }

    /// The questions that were answered and do not apply: nothing was asked for beside these answers.
    pub(crate) fn passed_over(&self, template: &Template) -> Result<Vec<Key>, Rejection> {
        let compiled = compiled(template)?;
        let applying = self.form.applying(&compiled);
        let answered = self.form.answers.iter().map(|answer| &answer.question);
        Ok(answered.filter(|question| !applying.contains(question)).cloned().collect())
    }

    /// The questions that apply and await an answer, in the order in which they are asked: neither anybody nor a rule has
    /// given one, or it is of those that were passed over before.
    pub(crate) fn awaited(&self, template: &Template, passed_over: &[Key]) -> Result<Vec<Key>, Rejection> {
        let compiled = compiled(template)?;
        let answers = self.form.answers.iter().filter(|answer| !passed_over.contains(&answer.question)).cloned();
        let form = Form { answers: answers.collect(), ..self.form.clone() };
        let lacks = form.lacks(&compiled);
        let lacks =
            |question: &Key| lacks.iter().any(|lack| lack.answer.is_none() && lack.question == question.as_str());
        let applying = form.applying(&compiled).into_iter();
        Ok(applying.filter(|question| passed_over.contains(question) || lacks(question)).cloned().collect())
    }

    /// What the answer to a question asks for and has not beside it: `comment` or `tags`.
    pub(crate) fn lack_beside(&self, template: &Template, question: &Key) -> Result<Option<&'static str>, Rejection> {
        let compiled = compiled(template)?;
        let lacks = self.form.lacks(&compiled);
        let beside = lacks.iter().find(|lack| lack.answer.is_some() && lack.question == question.as_str());
        Ok(beside.map(|lack| lack.field))
    }

    /// Refuses a scorecard in which an answer is missing, whatever became of what was said beside answers; of these questions
    /// what was passed over before is none.
    pub(crate) fn check_answered(&self, template: &Template, passed_over: &[Key]) -> Result<(), Rejection> {
        let awaited = self.awaited(template, passed_over)?;
        let lack = awaited.first().map(|question| Lack { answer: None, field: "answer", question: question.as_str() });
        lack.map_or(Ok(()), |lack| Err(incomplete(&lack)))
    }

    /// Refuses a scorecard that lacks anything.
    fn check_whole(&self, template: &Template) -> Result<(), Rejection> {
        match self.form.first_lack(&compiled(template)?) {
            None => Ok(()),
            Some(lack) => Err(incomplete(&lack)),
        }
    }

    /// The score with every part of it; nothing as long as an answer is missing. What was said beside the answers may have
    /// been redacted since.
    pub(crate) fn score(&self, template: &Template) -> Option<Score> {
        Compiled::of(template).ok()?.report_of_answers(template, &self.form)
    }

    /// The answer to a question that counts, where it applies and was answered: by whomever, or by its rule.
    pub(crate) fn answer_that_counts(&self, template: &Template, question: &Key) -> Option<Given> {
        let questions = self.score(template).map(|score| score.questions).unwrap_or_default();
        let asked = questions.into_iter().find(|asked| asked.question == *question)?;
        asked.source.is_some().then_some(asked.answer)
    }

    /// What comes of it.
    pub(crate) fn judged(&self, template: &Template) -> Option<Judged> {
        self.score(template).as_ref().map(Judged::of)
    }
}

/// Refuses what is wrong with one answer, wherever it stands.
fn check_one(template: &Template, answer: Answer, at: impl Fn(&str) -> String) -> Result<(), Rejection> {
    let form = Form { answers: vec![answer], ..Form::default() };
    let at = |place: &str| at(place.strip_prefix("/answers/0").unwrap_or_default());
    form.check_begun(&compiled(template)?, "").map_err(|wrong| first_fault(wrong, at))
}

fn incomplete(lack: &Lack<'_>) -> Rejection {
    let reason = Reason::new(Code::ScorecardIncomplete).with(DetailKey::Actual, lack.question);
    reason.with(DetailKey::Field, lack.field).into()
}

/// What was published has no fault: a host that hands in a document with one is told the first.
fn compiled(template: &Template) -> Result<Compiled, Rejection> {
    Compiled::of(template).map_err(|wrong| first_fault(wrong, |_| "/body/filled/scorecard".to_owned()))
}
