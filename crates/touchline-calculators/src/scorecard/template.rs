//! A scorecard's template as a document: sections in two levels, their questions, and how a filled form is judged.
//!
//! Rules: SCO-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::{SCORES, STARS, WEIGHTS, one};
use super::question::Question;
use touchline_kernel::text::Key;

/// A scorecard's template: what is asked of a call, what each answer is worth, and how the whole is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardTemplate")]
pub struct Template {
    /// How answers become a score.
    #[serde(default)]
    pub aggregation: Aggregation,
    /// Names for scores, the lowest first: a score has that of the last band that begins at it or below.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub bands: Vec<ScoreBand>,
    /// Its key.
    pub key: Key,
    /// Whether bonus questions may lift the score above 100.
    #[serde(default)]
    pub may_pass_100: bool,
    /// Its name.
    pub name: Key,
    /// What becomes of the weight of a question that is not applicable, and of a section all of whose questions are.
    #[serde(default)]
    pub not_applicable: NotApplicable,
    /// The score from which a form passes; null where forms neither pass nor fail.
    #[serde(default)]
    #[schemars(range(min = SCORES.0, max = SCORES.1))]
    pub pass_mark: Option<f64>,
    /// Its sections, in the order in which they are shown.
    pub sections: Vec<Section>,
    /// Bands of its own from scores to stars, the lowest first, which begins at 0. Without any, stars are 1 + score ÷ 25.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub star_bands: Vec<StarBand>,
    /// The root causes that answers can be tagged with.
    #[serde(default)]
    pub tags: Vec<RootCause>,
}

/// How answers become a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardAggregation")]
pub enum Aggregation {
    /// Each answer's share of its own most, weighted within its section, and each section weighted.
    #[default]
    Normalised,
    /// Points × weights ÷ possible points × weights: a question that gives more points counts for more.
    WeightedPoints,
}

/// What becomes of the weight of what is not applicable. Where nothing is applicable there is no score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardNotApplicable")]
pub enum NotApplicable {
    /// It is shared out in proportion among what stands beside it: a section keeps its weight while any of it applies.
    #[default]
    Proportional,
    /// It leaves the whole form: what is possible is less, and a section weighs less by it.
    DropPoints,
    /// It is shared out in equal parts among what stands beside it.
    EqualSplit,
    /// It counts as if the best answer had been given.
    CountAsPass,
}

/// A name for scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreBand {
    /// Its key; no other band of the template has it.
    pub key: Key,
    /// The score at which it begins: above that of the band before.
    #[schemars(range(min = SCORES.0, max = SCORES.1))]
    pub least: f64,
    /// Its name.
    pub name: Key,
}

/// How many stars scores have.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StarBand {
    /// The score at which it begins: above that of the band before.
    #[schemars(range(min = SCORES.0, max = SCORES.1))]
    pub least: f64,
    /// How many: more than in the band before.
    #[schemars(range(min = STARS.0, max = STARS.1))]
    pub stars: f64,
}

/// A root cause that an answer can be tagged with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RootCause {
    /// Its key; no other root cause of the template has it.
    pub key: Key,
    /// Its name.
    pub name: Key,
}

/// A section of a template: questions, then subsections, weighted against one another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardSection")]
pub struct Section {
    /// Its key; no other section of the template has it, and no subsection.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// Its own questions, which stand before those of its subsections.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Its subsections.
    #[serde(default)]
    pub sections: Vec<Subsection>,
    /// Its weight beside the other sections.
    #[serde(default = "one")]
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub weight: f64,
}

/// A section within a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardSubsection")]
pub struct Subsection {
    /// Its key; no other subsection of the template has it, and no section.
    pub key: Key,
    /// Its name.
    pub name: Key,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Its weight beside the section's questions and other subsections.
    #[serde(default = "one")]
    #[schemars(range(min = WEIGHTS.0, max = WEIGHTS.1))]
    pub weight: f64,
}

impl Template {
    /// Every question, in the order in which they are asked.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(Section::all_questions)
    }
}

impl Section {
    /// Its questions, and then those of its subsections.
    pub fn all_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().chain(self.sections.iter().flat_map(|section| &section.questions))
    }
}
