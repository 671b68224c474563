//! What came of a model's answer: every judgement with its evidence, and every quote that is none.
//!
//! Rules: AIX-02, AIX-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::not_verified::NotVerified;
use super::quote::Quoted;
use crate::measure::{ComponentSource, Observed};
use touchline_calculators::scorecard::Answer;
use touchline_calculators::skill::Raws;
use touchline_kernel::command::PersonId;
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

/// A quote that is no evidence, or a judgement that was left out since it has no quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "HandOffDroppedQuote")]
pub struct DroppedQuote {
    /// Where it stands in the answer, as a JSON Pointer.
    pub path: String,
    /// What the model says was said, without numbers of cards, its first 2,000 characters; empty where it quotes nothing.
    pub quote: String,
    /// Why it is none.
    pub reason: NotVerified,
    /// In which segment it is said to stand; null where nothing is quoted.
    #[serde(default)]
    pub segment: Option<usize>,
    /// How much of it is as in the nearest words of the segment; null where nothing there comes near.
    pub similarity: Option<f64>,
    /// The segment in which it does stand; null where it stands in none, or nobody looked.
    pub stands_in: Option<usize>,
}

/// The raw measure of a component as a model gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "HandOffScore")]
pub struct ModelScore {
    /// The component.
    pub component: Key,
    /// Whether a person has confirmed it. Until then it enters no goal, ranking, certification or improvement track.
    pub confirmed: bool,
    /// When that was; null where nobody has.
    #[serde(default)]
    pub confirmed_at: Option<Instant>,
    /// Who has; null where nobody has.
    #[serde(default)]
    pub confirmed_by: Option<PersonId>,
    /// Whether it is among the values.
    pub counted: bool,
    /// What it rests on.
    pub evidence: Vec<Quoted>,
    /// Why the model says so, without numbers of cards.
    pub reason: String,
    /// The model.
    pub source: ComponentSource,
    /// The raw measure; null where the model gives none.
    pub value: Option<f64>,
    /// Whether one of its quotes was found at least.
    pub verified: bool,
}

/// The answer of a model to a question of the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "HandOffAnswer")]
pub struct ModelAnswer {
    /// The answer as a form takes it, of which a model is the source. It counts for a person once one has submitted the form.
    pub answer: Answer,
    /// Whether it is among the form's answers.
    pub counted: bool,
    /// What it rests on.
    pub evidence: Vec<Quoted>,
    /// Whether one of its quotes was found at least.
    pub verified: bool,
}

/// What came of a model's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "HandOffReading")]
pub struct Reading {
    /// Its answers to the scorecard's questions, in the order in which they are asked; without those that it did not answer.
    pub answers: Vec<ModelAnswer>,
    /// The raw measures that a person has confirmed, as a skill score takes them.
    pub confirmed_values: Raws,
    /// How the customers feel, as measures of the call take it; null where nobody asked, or it is not known.
    #[serde(default)]
    pub customer_sentiment: Option<Observed>,
    /// The quotes that are no evidence, and how the customers feel where it was left out without a quote.
    pub dropped: Vec<DroppedQuote>,
    /// Those answers to the scorecard's questions that count, as a form takes them.
    pub form_answers: Vec<Answer>,
    /// The components that it gives, in the framework's order.
    pub scores: Vec<ModelScore>,
    /// The raw measures that count, as a skill score takes them.
    pub values: Raws,
}

impl Reading {
    /// The same, with the values that follow from its scores.
    pub(super) fn with_values(mut self) -> Self {
        let of = |keep: fn(&ModelScore) -> bool| -> Raws {
            let kept = self.scores.iter().filter(|score| keep(score) && score.value.is_some());
            kept.map(|score| (score.component.as_str().to_owned(), score.value)).collect()
        };
        let (values, confirmed_values) = (of(|score| score.counted), of(|score| score.confirmed));
        self.values = values;
        self.confirmed_values = confirmed_values;
        self
    }
}
