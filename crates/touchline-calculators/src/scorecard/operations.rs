//! Scorecards for hosts: a check of a template, and the score of a filled form with every part of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::compiled::Compiled;
use super::form::Form;
use super::report::Score;
use super::template::Template;
use touchline_kernel::canonical;
use touchline_kernel::operation::Failure;
use touchline_kernel::record::Hash;

touchline_kernel::operations! {
    /// Check a scorecard's template: it comes back as it is read, with the digest of what is published, or every fault is
    /// told at once.
    "scorecard.check": scorecard_check;
    /// The score of a filled form, with what every section and every question gives to it.
    "scorecard.score": scorecard_score;
}

/// A template that was checked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ScorecardChecked")]
pub struct Checked {
    /// The SHA-256 digest of the template's canonical form, as it comes back: another template has another.
    pub digest: Hash,
    /// How many questions it asks.
    pub questions: u64,
    /// The template, with what was left out filled in.
    pub template: Template,
}

fn scorecard_check(template: Template) -> Result<Checked, Failure> {
    template.check("").map_err(Failure::BadInput)?;
    let digest = Hash::of(&[canonical::to_string(&template)?.as_bytes()]);
    let questions = u64::try_from(template.questions().count()).unwrap_or(u64::MAX);
    Ok(Checked { digest, questions, template })
}

/// A template, and a form of it as it was filled in.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "ScorecardScoreInput")]
pub struct ScoreInput {
    /// The form.
    pub form: Form,
    /// The template.
    pub template: Template,
}

fn scorecard_score(input: ScoreInput) -> Result<Score, Failure> {
    let compiled = Compiled::at(&input.template, "/template").map_err(Failure::BadInput)?;
    compiled.report(&input.template, &input.form, "/form").map_err(Failure::BadInput)
}
