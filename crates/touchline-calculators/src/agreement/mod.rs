//! Whether those who judge agree: coefficients over ratings of the same subjects, and how severe each rater is.
//!
//! It knows no people and no scorecards: who rated what, and what came of it, the host says.
//!
//! Rules: INS-09, INS-10.

mod cohen;
mod fleiss;
mod intraclass;
mod krippendorff;
mod level;
mod linear;
mod operations;
mod percent;
mod ratings;
mod scale;
mod severity;
mod undefined;

pub use cohen::{CohenKappa, Kappa, KappaOfPair, MOST_CATEGORIES, MOST_PAIRED};
pub use fleiss::FleissKappa;
pub use intraclass::{Intraclass, IntraclassCorrelation, IntraclassFigures};
pub use krippendorff::{Krippendorff, MOST_RATIOS};
pub use level::Level;
pub use operations::{
    CohenAnswer, CohenOfPair, LevelledRatingsInput, OPERATIONS, RatingOfPerson, RatingsInput, SeverityInput,
};
pub use percent::PercentAgreement;
pub use ratings::{Cell, GivenRatings, Rating, Ratings};
pub use severity::{Judgement, MOST_RATERS, NamedJudgement, Part, PersonAdjusted, RaterSeverity, Severity, Unsolved};
pub use undefined::NoAgreement;

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests;
