//! Reviews in a trial: the answers of those that were delivered, scored anew by the scorecard that is tried.
//!
//! An answer to a question that the scorecard does not ask is left out. A question that is asked and has no answer that it
//! takes leaves the review without a score there; both are told by name.
//!
//! Rules: WSP-08.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::Workspace;
use crate::workspace::log::load_error::LoadError;
use touchline_calculators::scorecard::{Answer, AnswerSource, Compiled, Form, Score, Template};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::{Key, PersonId};
use touchline_law::ground::ReviewId;
use touchline_law::ground::calls::CallId;
use touchline_law::things::review::Review;
use touchline_law::things::scorecard::ScorecardId;

/// What the scorecard of a review comes to, in a trial.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialReviewScore")]
pub struct ReviewScore {
    /// The score of its critical questions, in percent; null where none was answered.
    pub critical: Option<f64>,
    /// Whether a trigger has failed it.
    pub failed: bool,
    /// Whether it passes; null where neither is asked.
    pub passed: Option<bool>,
    /// The score that counts, in percent; null where nothing in it was applicable.
    pub score: Option<f64>,
    /// The same in stars.
    pub stars: Option<f64>,
}

/// A section that would come to something else.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialSectionDifference")]
pub struct SectionDifference {
    /// Its score in percent; null where it has none, or there is no such section.
    pub before: Option<f64>,
    /// The section.
    pub section: Key,
    /// What it would be.
    pub then: Option<f64>,
}

/// A review that would come to something else.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialReviewDifference")]
pub struct ReviewDifference {
    /// Who handled the call.
    pub agent: PersonId,
    /// What it comes to; null where it was not delivered.
    pub before: Option<ReviewScore>,
    /// The call.
    pub call: CallId,
    /// The review.
    pub review: ReviewId,
    /// The version that was filled in.
    pub scorecard: ScorecardId,
    /// The sections that would come to something else: those that it has, then those that it would have besides.
    pub sections: Vec<SectionDifference>,
    /// What it would come to; null where it would not be delivered.
    pub then: Option<ReviewScore>,
}

/// A review whose answers the scorecard that is tried does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TrialReviewUnfit")]
pub struct ReviewUnfit {
    /// Who handled the call.
    pub agent: PersonId,
    /// The questions that were answered and are asked no more: the review is scored without them.
    pub left_out: Vec<Key>,
    /// The questions that are asked and have no answer that they take: with any of these it has no score.
    pub missing: Vec<Key>,
    /// The review.
    pub review: ReviewId,
}

/// A scorecard that is tried, and in which one's place.
#[derive(Debug)]
pub(super) struct Tried {
    by: Template,
    compiled: Compiled,
    of: Key,
}

/// A delivered review whose scorecard is the one in whose place another is tried.
struct Filled<'a> {
    form: &'a Form,
    review: &'a Review,
    scorecard: ScorecardId,
    template: &'a Template,
}

/// Answers, as far as they fit.
struct Fitted {
    form: Form,
    left_out: Vec<Key>,
    missing: Vec<Key>,
}

/// What came of trying a scorecard.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub differences: Vec<ReviewDifference>,
    pub unfit: Vec<ReviewUnfit>,
}

impl Tried {
    /// Checks what is tried.
    pub(super) fn of(by: Option<Template>, replaces: Option<Key>) -> Result<Option<Self>, BadInput> {
        let Some(by) = by else {
            let mut faults = Faults::default();
            if replaces.is_some() {
                let alone = Reason::new(Code::CompanionMissing).with(DetailKey::Field, "replaces_scorecard");
                faults.add("/replaces_scorecard", alone.with(DetailKey::Expected, "scorecard"));
            }
            return faults.told().map(|()| None);
        };
        let compiled = Compiled::at(&by, "/scorecard")?;
        let of = replaces.unwrap_or_else(|| by.key.clone());
        Ok(Some(Tried { by, compiled, of }))
    }

    /// What would differ, in the order in which the reviews were made; then of those that would be made besides.
    pub(super) fn told(&self, before: &Workspace, then: &Workspace) -> Result<Told, LoadError> {
        self.check_known(before, then)?;
        let known = before.world.tables.reviews.rows();
        let both = known.map(|review| (Some(review), then.world.tables.reviews.get(review.review)));
        let is_new = |review: &&Review| before.world.tables.reviews.get(review.review).is_none();
        let besides = then.world.tables.reviews.rows().filter(is_new).map(|review| (None, Some(review)));
        let mut told = Told::default();
        for (was, would) in both.chain(besides) {
            let was = was.and_then(|review| self.filled(review, before));
            let would = would.and_then(|review| self.filled(review, then));
            self.tell(was.as_ref(), would.as_ref(), &mut told);
        }
        Ok(told)
    }

    /// Refuses to stand in the place of what the log does not know.
    fn check_known(&self, before: &Workspace, then: &Workspace) -> Result<(), LoadError> {
        let scorecards = [before, then].map(|workspace| workspace.world.tables.scorecards.rows());
        let keys: BTreeSet<&str> = scorecards.into_iter().flatten().map(|known| known.template.key.as_str()).collect();
        let mut faults = Faults::default();
        faults.known("/replaces_scorecard", self.of.as_str(), keys.into_iter());
        let first = faults.told().err().and_then(|bad| bad.faults.into_iter().next());
        first.map_or(Ok(()), |fault| Err(LoadError(fault.reason)))
    }

    /// A review that was delivered, and not taken back, by a version of the scorecard in whose place another is tried.
    fn filled<'a>(&self, review: &'a Review, on: &'a Workspace) -> Option<Filled<'a>> {
        let filled = review.filled.as_deref().filter(|_| review.state.is_shown())?;
        let template = &on.world.tables.scorecards.get(filled.scorecard)?.template;
        let scorecard = filled.scorecard;
        (template.key == self.of).then_some(Filled { form: &filled.form, review, scorecard, template })
    }

    fn tell(&self, was: Option<&Filled<'_>>, would: Option<&Filled<'_>>, told: &mut Told) {
        let Some(Filled { review, scorecard, .. }) = was.or(would) else { return };
        let Review { agent, call, review, .. } = **review;
        let before = was.and_then(Filled::score);
        let fitted = would.map(|would| self.fitted(would.form));
        if let Some(Fitted { left_out, missing, .. }) = &fitted
            && !(left_out.is_empty() && missing.is_empty())
        {
            let (left_out, missing) = (left_out.clone(), missing.clone());
            told.unfit.push(ReviewUnfit { agent, left_out, missing, review });
        }
        // What has no score there is told with what it lacks.
        if fitted.as_ref().is_some_and(|fitted| !fitted.missing.is_empty()) {
            return;
        }
        let then = fitted.and_then(|fitted| self.compiled.report_of_answers(&self.by, &fitted.form));
        let sections = sections_that_differ(before.as_ref(), then.as_ref());
        let [before, then] = [before, then].map(|score| score.as_ref().map(ReviewScore::of));
        if before != then || !sections.is_empty() {
            let scorecard = *scorecard;
            told.differences.push(ReviewDifference { agent, before, call, review, scorecard, sections, then });
        }
    }

    /// The answers that questions of the scorecard take, as far as they count.
    fn fitted(&self, form: &Form) -> Fitted {
        let is_asked = |answer: &&Answer| self.by.questions().any(|question| question.key == answer.question);
        let (asked, others): (Vec<&Answer>, Vec<&Answer>) = form.answers.iter().partition(is_asked);
        // What a rule had answered is answered by the one that is tried, where that question has one.
        let has_rule = |key: &Key| self.by.questions().any(|question| question.key == *key && question.rule.is_some());
        let is_given = |answer: &&Answer| answer.source != AnswerSource::Rule || !has_rule(&answer.question);
        let bare =
            asked.into_iter().filter(is_given).map(|answer| Answer::of(answer.question.clone(), answer.answer.clone()));
        let takes = |answer: &Answer| {
            let alone = Form { answers: vec![answer.clone()], ..Form::default() };
            alone.check_begun(&self.compiled, "").is_ok()
        };
        let form = Form { answers: bare.filter(takes).collect(), ..form.clone() };
        let lacks = form.lacks(&self.compiled).into_iter().filter(|lack| lack.answer.is_none());
        let lacking: Vec<&str> = lacks.map(|lack| lack.question).collect();
        let missing = self.by.questions().map(|question| &question.key);
        let missing = missing.filter(|question| lacking.contains(&question.as_str())).cloned().collect();
        Fitted { left_out: others.into_iter().map(|answer| answer.question.clone()).collect(), missing, form }
    }
}

impl Filled<'_> {
    /// What it comes to by its own version.
    fn score(&self) -> Option<Score> {
        Compiled::of(self.template).ok()?.report_of_answers(self.template, self.form)
    }
}

impl ReviewScore {
    fn of(score: &Score) -> Self {
        let Score { critical, failed, passed, score, stars, .. } = *score;
        ReviewScore { critical, failed, passed, score, stars }
    }
}

fn sections_that_differ(before: Option<&Score>, then: Option<&Score>) -> Vec<SectionDifference> {
    let (Some(before), Some(then)) = (before, then) else { return Vec::new() };
    let of = |score: &Score, section: &Key| {
        score.sections.iter().find(|known| known.section == *section).and_then(|known| known.figures.percent)
    };
    let is_new = |section: &&Key| before.sections.iter().all(|known| known.section != **section);
    let known = before.sections.iter().map(|known| &known.section);
    let besides = then.sections.iter().map(|known| &known.section).filter(is_new);
    let each = known.chain(besides).map(|section| SectionDifference {
        before: of(before, section),
        section: section.clone(),
        then: of(then, section),
    });
    each.filter(|section| section.before != section.then).collect()
}
