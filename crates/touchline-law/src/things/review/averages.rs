//! What reviews of somebody's calls come to on average: by calls, each of which counts as the mean of its reviews.
//!
//! Rules: REV-09, SCO-02, SCO-10, SCO-11, SCO-12.

use core::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::scorecard::{Score, SourceScores};
use touchline_kernel::Key;
use touchline_kernel::math::Sample;

use super::Review;
use crate::facts::{Facts, Refusal};
use crate::policy::DisputedScores;

/// What reviews of somebody's calls come to on average.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReviewAverages {
    /// How many calls have a score.
    pub calls: u64,
    /// The mean score of critical questions, in percent; null where none was answered.
    pub critical: Option<f64>,
    /// How many reviews are left out since a dispute of them awaits its decision.
    pub disputed: u64,
    /// What people gave by themselves, in percent; null where they gave nothing.
    pub human: Option<f64>,
    /// What models gave by themselves, whether or not somebody overrode it, in percent; null where they gave nothing.
    pub model: Option<f64>,
    /// How many reviews have a score.
    pub reviews: u64,
    /// The root causes that were named, also by what is disputed: those first that most reviews name, then by scorecard and
    /// key.
    pub root_causes: Vec<RootCauseCounted>,
    /// The mean score in percent; null where there is none.
    pub score: Option<f64>,
    /// The mean score in stars, by the scorecards' own bands where they have any; null where there is none.
    pub stars: Option<f64>,
    /// How many reviews count in no mean, since nothing in their scorecard was applicable.
    pub without_score: u64,
}

/// How many reviews name a root cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RootCauseCounted {
    /// How many.
    pub reviews: u64,
    /// The root cause.
    pub root_cause: Key,
    /// The key of the scorecard that has it on its list, in whatever version.
    pub scorecard: Key,
}

/// What one review counts as.
#[derive(Clone, Copy, Default)]
struct Given {
    critical: Option<f64>,
    by: SourceScores,
    score: Option<f64>,
    stars: Option<f64>,
}

impl Given {
    /// A rating is what a person gives, as the answers of a scorecard are by whoever answered.
    fn by(review: &Review, score: Option<&Score>) -> Self {
        let percent = review.percent();
        let by_rating = SourceScores { human: percent, ..SourceScores::default() };
        Given {
            critical: review.judged.and_then(|judged| judged.critical),
            by: score.map_or(by_rating, |score| score.by_source),
            score: percent,
            stars: review.stars(),
        }
    }
}

/// Reviews added up, call by call.
#[derive(Default)]
pub struct Averaging {
    calls: Vec<Vec<Given>>,
    /// By the keys of scorecards and causes.
    causes: BTreeMap<(Key, Key), u64>,
    disputed: u64,
    without_score: u64,
}

impl Averaging {
    /// Takes the reviews of one call: those that were delivered, and are neither taken back nor void.
    pub fn call<'r, F: Facts>(
        &mut self,
        reviews: impl Iterator<Item = &'r Review>,
        facts: &F,
        disputed: DisputedScores,
    ) -> Result<(), Refusal> {
        let mut given = Vec::new();
        for review in reviews.filter(|review| review.state.is_shown()) {
            let scored = scored(review, facts)?;
            self.named(scored.as_ref());
            if !review.counts(disputed) {
                self.disputed = self.disputed.saturating_add(1);
                continue;
            }
            match review.percent() {
                Some(_) => given.push(Given::by(review, scored.as_ref().map(|(_, score)| score))),
                None => self.without_score = self.without_score.saturating_add(1),
            }
        }
        self.calls.push(given);
        Ok(())
    }

    fn named(&mut self, scored: Option<&(Key, Score)>) {
        let Some((scorecard, score)) = scored else { return };
        for named in score.tags.iter().filter(|named| !named.questions.is_empty()) {
            let reviews = self.causes.entry((scorecard.clone(), named.tag.clone())).or_default();
            *reviews = reviews.saturating_add(1);
        }
    }

    /// The mean over calls, each of which counts as the mean of its reviews; each counts to a trillionth.
    fn mean(&self, of: impl Fn(&Given) -> Option<f64>) -> Option<f64> {
        let by_call = self.calls.iter().filter_map(|given| Sample::of_numbers(given.iter().filter_map(&of)).mean());
        Sample::of_numbers(by_call).mean()
    }

    /// What they come to.
    #[must_use]
    pub fn averages(self) -> ReviewAverages {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let mut root_causes: Vec<RootCauseCounted> =
            self.causes.iter().map(|(cause, reviews)| counted(cause, *reviews)).collect();
        root_causes.sort_by_key(|cause| Reverse(cause.reviews));
        ReviewAverages {
            calls: count(self.calls.iter().filter(|given| !given.is_empty()).count()),
            critical: self.mean(|given| given.critical),
            disputed: self.disputed,
            human: self.mean(|given| given.by.human),
            model: self.mean(|given| given.by.model),
            reviews: count(self.calls.iter().map(Vec::len).sum()),
            root_causes,
            score: self.mean(|given| given.score),
            stars: self.mean(|given| given.stars),
            without_score: self.without_score,
        }
    }
}

fn counted((scorecard, root_cause): &(Key, Key), reviews: u64) -> RootCauseCounted {
    RootCauseCounted { reviews, root_cause: root_cause.clone(), scorecard: scorecard.clone() }
}

/// The key of a review's scorecard and its score with all its parts, where it has one.
fn scored<F: Facts>(review: &Review, facts: &F) -> Result<Option<(Key, Score)>, Refusal> {
    let Some(filled) = review.filled.as_deref() else { return Ok(None) };
    let version = facts.scorecard(filled.scorecard).present()?;
    Ok(version.and_then(|version| Some((version.key.clone(), filled.score(version.template)?))))
}
