//! Why a coefficient of agreement says nothing.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::Ratings;

/// Why there is no coefficient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NoAgreement {
    /// Nothing was rated.
    NothingRated,
    /// There is one rater, and two are needed.
    OneRater,
    /// No subject was rated by two, or by all where all are needed.
    NothingShared,
    /// One subject was rated by two, or by all where all are needed, and two are needed.
    OneSubject,
    /// Subjects were rated by different numbers of raters, and the coefficient needs one number.
    UnequalRatings,
    /// All ratings are the same: nothing can be told from chance.
    NoVariation,
}

impl NoAgreement {
    /// Why there is nothing to hold against one another, where no subject was rated by as many as are needed.
    pub(super) fn of_too_few(ratings: &Ratings) -> Self {
        match ratings.raters() {
            0 => NoAgreement::NothingRated,
            1 => NoAgreement::OneRater,
            _ => NoAgreement::NothingShared,
        }
    }
}
