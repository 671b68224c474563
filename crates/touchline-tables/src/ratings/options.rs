//! What is asked of a table of ratings: the documents that a host hands in.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};
use touchline_calculators::agreement::Level;
use touchline_kernel::text::Key;

use crate::options::{Extra, NotFinite};

/// What is asked of the agreement of raters.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct AgreementOptions {
    /// What may be made of two ratings that differ.
    pub level: Level,
    /// The columns by which groups are told apart; without any, the table is one.
    #[serde(default)]
    pub by: Vec<String>,
    /// The categories from the lowest to the highest, where ratings are names in an order. Null where they are numbers, or
    /// names without one.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub categories: Option<Vec<Key>>,
    /// Which coefficients are told. Where it is null: all but Cohen's kappa, and the correlation within classes only of
    /// distances and ratios.
    #[serde(default)]
    pub coefficients: Option<Vec<Coefficient>>,
    /// What becomes of columns of which nobody has said anything.
    #[serde(default)]
    pub extra: Extra,
    /// What becomes of a NaN or an infinity.
    #[serde(default)]
    pub not_finite: NotFinite,
    /// The column that says who rated: texts, whole numbers or dates.
    #[serde(default = "rater")]
    pub rater: String,
    /// The column of ratings: numbers, booleans, or names. An empty one says that nothing was said.
    #[serde(default = "rating")]
    pub rating: String,
    /// The column that says what was rated: texts, whole numbers or dates.
    #[serde(default = "subject")]
    pub subject: String,
}

/// What is asked of the severity of raters.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SeverityOptions {
    /// The columns by which groups are told apart; without any, the table is one.
    pub by: Vec<String>,
    /// What becomes of columns of which nobody has said anything.
    pub extra: Extra,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The column that says who was rated: texts, whole numbers or dates.
    pub person: String,
    /// The column that says who rated: texts, whole numbers or dates.
    pub rater: String,
    /// The column of ratings: numbers or booleans. An empty one says that nothing was said.
    pub rating: String,
    /// Of whom there are rows.
    pub tells: SeverityOf,
}

impl Default for SeverityOptions {
    fn default() -> Self {
        SeverityOptions {
            by: Vec::new(),
            extra: Extra::default(),
            not_finite: NotFinite::default(),
            person: "person".to_owned(),
            rater: rater(),
            rating: rating(),
            tells: SeverityOf::default(),
        }
    }
}

/// Of whom the table of severity has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeverityOf {
    /// Of people: what their ratings would be from raters of mean severity.
    People,
    /// Of raters: how lenient each is.
    #[default]
    Raters,
}

/// A coefficient of agreement, with all of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "AgreementCoefficient")]
pub enum Coefficient {
    /// Cohen's kappa of each two raters: plain, and of what has an order with linear and quadratic weights.
    Cohen,
    /// Fleiss' kappa.
    Fleiss,
    /// The correlation within classes, in six forms.
    Intraclass,
    /// Krippendorff's alpha.
    Krippendorff,
    /// How often raters agree: of all pairs of ratings, and of all subjects.
    Percent,
}

impl AgreementOptions {
    /// The coefficients that are told, in the order in which they are.
    pub(super) fn told(&self) -> Vec<Coefficient> {
        let is_asked = |coefficient: &&Coefficient| match (&self.coefficients, coefficient) {
            (Some(asked), coefficient) => asked.contains(coefficient),
            (None, Coefficient::Cohen) => false,
            (None, Coefficient::Intraclass) => matches!(self.level, Level::Interval | Level::Ratio),
            (None, _) => true,
        };
        Coefficient::VARIANTS.iter().filter(is_asked).copied().collect()
    }
}

fn rater() -> String {
    "rater".to_owned()
}

fn rating() -> String {
    "rating".to_owned()
}

fn subject() -> String {
    "subject".to_owned()
}
