//! How a table of answers is to be scored: the document that a host hands in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::scorecard::Template;

use crate::options::{Absent, Extra, NotFinite};

/// How a table of answers is to be scored.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct ScorecardOptions {
    /// The template by which forms were filled in.
    pub template: Template,
    /// Where each row is a form: what becomes of a question for which the table has no column.
    #[serde(default = "refuse")]
    pub absent: Absent,
    /// Where each row is a form: what an empty cell says.
    #[serde(default)]
    pub blank: Blank,
    /// The columns of questions, or of an answer's fields, that do not have their key as their name.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Whether there is a row for the form itself, for each section and for each question of it, each with its part in the
    /// score, in place of one with what the form comes to.
    #[serde(default)]
    pub detail: bool,
    /// What becomes of columns of which nobody has said anything.
    #[serde(default)]
    pub extra: Extra,
    /// The column that says which form it is: texts, whole numbers or dates. Where each row is an answer there has to be one;
    /// else no two rows have the same.
    #[serde(default)]
    pub form: Option<String>,
    /// Whether each row is a form or an answer.
    #[serde(default)]
    pub layout: FormLayout,
    /// How many rows may be told, where whoever hands the table in is not trusted: more are refused before one is made.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub most_rows: Option<u32>,
    /// What becomes of a NaN or an infinity.
    #[serde(default)]
    pub not_finite: NotFinite,
    /// What stands between options, or root causes, in a text of several; a text is one of them where this is null.
    #[serde(default)]
    pub separator: Option<String>,
    /// Whether what people, models and rules give by themselves is told, too.
    #[serde(default)]
    pub sources: bool,
}

/// What a row of a table of answers is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormLayout {
    /// An answer: with `question`, and with `options`, `number` or `not_applicable`; besides, `source`, `comment` and `tags`.
    /// Where it has taken the place of another, `overridden_source` says whose that was, and `overridden_options`,
    /// `overridden_number` or `overridden_not_applicable` what had been answered.
    Answers,
    /// A form, with a column for each question.
    #[default]
    Forms,
}

/// What an empty cell of a question says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// That the question is not applicable, where it may be; else nobody has answered.
    NotApplicable,
    /// That nobody has answered.
    #[default]
    Unanswered,
}

fn refuse() -> Absent {
    Absent::Refuse
}
