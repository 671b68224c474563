//! `review.beside`: a review, and beside it what whoever handled the call made of it themselves, question by question.
//!
//! Rules: KER-09, REV-21.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_calculators::scorecard::{Given, QuestionScore, Template};
use touchline_kernel::{Code, Instant, Key, PersonId};
use touchline_law::facts::{FilledView, Refusal};
use touchline_law::ground::calls::CallId;
use touchline_law::ground::{ReviewId, ScorecardId, SelfReviewId};
use touchline_law::things::review::ReviewSight;
use touchline_law::things::self_review::{SelfReview, SelfReviewSight};

/// Which review.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "BesideReview")]
pub struct ReviewBeside {
    /// The review.
    pub review: ReviewId,
}

/// A review with the self-reviews of its call that were submitted, but for those that were put away.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReviewBesideView")]
pub struct BesideView {
    /// What whoever handled the call made of it, in the order in which they submitted it.
    pub beside: Vec<OwnBeside>,
    /// The review.
    pub review: ReviewId,
}

/// A self-review beside a review of the same call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SelfReviewBeside")]
pub struct OwnBeside {
    /// How many percent more the review gives than the self-review; null where one of them has no score, and where the two are
    /// not by versions of the same scorecard.
    pub difference: Option<f64>,
    /// The questions with both answers, in the order in which they are asked: by two versions of a scorecard those that both ask
    /// alike. Null where the two are not by the same scorecard.
    pub questions: Option<Vec<QuestionBeside>>,
    /// Whether the two are by the same scorecard; null where one of them has none.
    pub scorecards: Option<SameScorecard>,
    /// The score of the self-review, in percent.
    pub score: Option<f64>,
    /// The self-review.
    pub self_review: SelfReviewId,
    /// When it was submitted.
    pub submitted: Instant,
}

/// Whether a review and a self-review are by the same scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "BesideScorecards")]
pub enum SameScorecard {
    /// They are by different ones.
    Different,
    /// They are by different versions of one.
    OtherVersion,
    /// They are by the same version of one.
    SameVersion,
}

/// How a question was answered by the reviewer and by whoever handled the call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "QuestionBeside")]
pub struct QuestionBeside {
    /// How many percent more the review gives; null where one of them has no score.
    pub difference: Option<f64>,
    /// What whoever handled the call answered.
    pub own: Option<Given>,
    /// The question.
    pub question: Key,
    /// What the reviewer answered.
    pub reviewer: Option<Given>,
}

impl Question for ReviewBeside {
    type View = BesideView;

    /// Whoever handled the call has the review before them once it is delivered, and what they made of it themselves always.
    fn answer(&self, asked: &Asked<'_>) -> Result<BesideView, Refusal> {
        let review = asked.world.tables.reviews.get(self.review).ok_or(Code::NotFound)?;
        let (score, filled) = match asked.show(review)?.ok_or(Code::NotFound)? {
            ReviewSight::Agent(seen) => (seen.score, seen.scorecard),
            ReviewSight::Staff(seen) => (seen.score, seen.scorecard),
        };
        let own = asked.own_reviews(review.call, Some(review.agent))?.into_iter().filter(|seen| !is_put_away(seen));
        let template = |id: ScorecardId| asked.world.tables.scorecards.get(id).map(|version| &version.template);
        let beside = own.filter_map(|seen| beside(seen, score, filled.as_ref(), &template)).collect();
        Ok(BesideView { beside, review: self.review })
    }
}

impl Asked<'_> {
    /// What somebody, or whoever handled a call at the time, made of it themselves, as far as the viewer sees it: in the order
    /// in which it was submitted.
    pub(in crate::workspace) fn own_reviews(
        &self,
        call: CallId,
        agent: Option<PersonId>,
    ) -> Result<Vec<SelfReviewSight>, Refusal> {
        let of_call = self.world.self_review_index.of_call(call);
        let known = of_call.filter_map(|id| self.world.tables.self_reviews.get(id));
        let known = known.filter(|own| own.submitted.is_some() && agent.is_none_or(|agent| own.agent == agent));
        let mut known: Vec<&SelfReview> = known.collect();
        known.sort_by_key(|own| (own.submitted.map(|submitted| submitted.at), own.self_review));
        let shown = known.into_iter().map(|own| self.show(own)).collect::<Result<Vec<_>, Refusal>>()?;
        Ok(shown.into_iter().flatten().collect())
    }
}

fn beside<'a>(
    seen: SelfReviewSight,
    score: Option<f64>,
    reviewed: Option<&FilledView>,
    template: &impl Fn(ScorecardId) -> Option<&'a Template>,
) -> Option<OwnBeside> {
    let (self_review, own_score, submitted, own) = match seen {
        SelfReviewSight::Agent(seen) => (seen.self_review, seen.score, seen.submitted, seen.scorecard),
        SelfReviewSight::Staff(seen) => (seen.self_review, seen.score, seen.submitted, seen.scorecard),
    };
    let both = reviewed.zip(own.as_ref());
    let templates = both.map(|(reviewed, own)| (template(reviewed.scorecard), template(own.scorecard)));
    let scorecards = both.zip(templates).map(|((reviewed, own), (one, other))| match () {
        () if reviewed.scorecard == own.scorecard => SameScorecard::SameVersion,
        () if one.map(|one| &one.key) == other.map(|other| &other.key) => SameScorecard::OtherVersion,
        () => SameScorecard::Different,
    });
    let is_same = scorecards != Some(SameScorecard::Different);
    let asks_alike = |question: &Key| {
        let asked = |template: Option<&'a Template>| {
            template.and_then(|template| template.questions().find(|asked| asked.key == *question))
        };
        templates.is_some_and(|(one, other)| asked(one) == asked(other))
    };
    Some(OwnBeside {
        difference: difference(score, own_score).filter(|_| is_same),
        questions: both.filter(|_| is_same).map(|(reviewed, own)| questions(reviewed, own, &asks_alike)),
        scorecards,
        score: own_score,
        self_review,
        submitted: submitted?.at,
    })
}

fn is_put_away(seen: &SelfReviewSight) -> bool {
    match seen {
        SelfReviewSight::Agent(seen) => seen.archived,
        SelfReviewSight::Staff(seen) => seen.archived,
    }
}

fn difference(reviewer: Option<f64>, own: Option<f64>) -> Option<f64> {
    reviewer.zip(own).map(|(reviewer, own)| reviewer - own)
}

/// Whatever either of the two answered, in the order in which it is asked where a score tells that, else as it was answered.
fn questions(reviewed: &FilledView, own: &FilledView, asks_alike: &impl Fn(&Key) -> bool) -> Vec<QuestionBeside> {
    let mut asked: BTreeSet<&Key> = BTreeSet::new();
    let scored = [reviewed, own].into_iter().filter_map(|view| view.score.as_ref()).flat_map(|score| &score.questions);
    let answered = [reviewed, own].into_iter().flat_map(|view| &view.form.answers);
    let keys = scored.map(|scored| &scored.question).chain(answered.map(|answer| &answer.question));
    let keys = keys.filter(|question| asked.insert(question) && asks_alike(question));
    let shown = keys.map(|question| QuestionBeside {
        difference: difference(percent(reviewed, question), percent(own, question)),
        own: given(own, question),
        question: question.clone(),
        reviewer: given(reviewed, question),
    });
    shown.collect()
}

fn percent(view: &FilledView, question: &Key) -> Option<f64> {
    let mut questions = view.score.iter().flat_map(|score| &score.questions);
    questions.find(|scored: &&QuestionScore| scored.question == *question)?.figures.percent
}

/// The answer that counts, a rule's too, where there is a score; else what was filled in.
fn given(view: &FilledView, question: &Key) -> Option<Given> {
    if let Some(score) = &view.score {
        let asked = score.questions.iter().find(|asked| asked.question == *question)?;
        return asked.source.is_some().then(|| asked.answer.clone());
    }
    let answer = view.form.answers.iter().find(|answer| answer.question == *question);
    answer.map(|answer| answer.answer.clone())
}
