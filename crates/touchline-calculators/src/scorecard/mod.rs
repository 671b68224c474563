//! Scorecards: from a template and a filled form to a score, with every section's and every question's part in it.
//!
//! It knows neither reviews nor people. A template is a document; compiled, it is arithmetic whose parts add up exactly,
//! whatever the order of answers and whoever gave them.

mod bounds;
mod cell;
mod check;
mod compiled;
mod condition;
mod earnings;
mod fatal;
mod figures;
mod form;
mod given;
mod operations;
mod points;
mod question;
mod report;
mod rule;
mod template;
#[cfg(test)]
#[expect(clippy::float_cmp, clippy::arithmetic_side_effects, reason = "sums are exact, and small")]
mod tests;

pub use cell::{ByWhom, Cell};
pub use compiled::{Compiled, Leaf};
pub use condition::{AllHold, AnswerTest, Match};
pub use fatal::{BelowPercent, FatalEffect, FatalOption, FatalScope, FatalTrigger, FatalWhen};
pub use figures::{Answered, Figures, Scratch, SideBySide, SideFigures};
pub use form::{Answer, AnswerSource, Form, Giver, Lack, ModelNamed, Overridden};
pub use given::Given;
pub use operations::{Checked, OPERATIONS, ScoreInput};
pub use points::Points;
pub use question::{AsksFor, Choice, ChoiceOption, NumberInBands, PointBand, Question, QuestionKind, Rating, YesNo};
pub use report::{
    NoScore, NodeFigures, QuestionScore, Score, SectionScore, SourceScores, Standing, TagNamed, Tree, TriggerFired,
};
pub use rule::{AnswerRule, MeasureTest, PhraseTest, RuleCase, RuleCompare, RuleTest};
pub use template::{Aggregation, NotApplicable, RootCause, ScoreBand, Section, StarBand, Subsection, Template};
