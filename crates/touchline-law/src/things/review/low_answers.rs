//! The answers of a review that lost points.
//!
//! Rules: REV-04, REV-10.

use schemars::JsonSchema;
use serde::Serialize;
use touchline_calculators::scorecard::{QuestionScore, Score, Template};
use touchline_kernel::Key;

/// An answer that lost points.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "LowScorecardAnswer")]
pub struct LowAnswer {
    /// Its own score, in percent.
    pub percent: f64,
    /// The question.
    pub question: Key,
}

/// The answers that lost points, the lowest first; a bonus that was not earned lost none.
pub(super) fn low_answers(score: &Score, template: &Template) -> Vec<LowAnswer> {
    let asked = template.questions().zip(&score.questions).filter(|(question, _)| !question.bonus);
    let low = asked.filter_map(|(_, QuestionScore { figures, question, .. })| {
        let percent = figures.percent.filter(|percent| *percent < 100.0)?;
        Some(LowAnswer { percent, question: question.clone() })
    });
    let mut low: Vec<LowAnswer> = low.collect();
    low.sort_by(|one, other| one.percent.total_cmp(&other.percent));
    low
}
