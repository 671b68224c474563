//! Skill scores: from raw measures of different scales to areas, an overall score and a level, with every step told.
//!
//! It knows neither people nor reports as things. A framework is a document; compiled, it is the arithmetic that rows
//! and columns share to the last bit: sums in the framework's order, no fused multiply-add, weights as whole numbers.

mod built_in;
mod certainty;
mod check;
mod choice;
mod compiled;
mod evidence;
mod explain;
mod figures;
mod framework;
mod group_means;
mod interval;
mod level;
mod moments;
mod operations;
mod policy;
mod report;
mod student;
mod sums;
#[cfg(test)]
#[expect(clippy::float_cmp, clippy::arithmetic_side_effects, reason = "figures are worked out by hand and are exact")]
mod tests;
mod trend;
mod what_if;

pub use built_in::{BuiltIn, built_in};
pub use certainty::NoInterval;
pub use choice::{BuiltInChoice, Chosen, FrameworkChoice, FrameworkGiven, SkillScorerInput};
pub use compiled::{Area, Compiled, Component, Curve, MISSING, NotANumber};
pub use evidence::{CallCount, Evidence, PerCall, Raws, Spread, Spreads};
pub use explain::{CountedPart, Difference, ExplainedPart, Explanation, PartDifference, Uncounted, UncountedPart};
pub use figures::{AreaFigures, ComponentFigures, Figures, PointShare};
pub use framework::{
    AreaDocument, ComponentDocument, CurveDocument, CurvePoint, Framework, FrameworkView, RawUnit, ViewComponent,
};
pub use group_means::{GroupScores, told_together};
pub use interval::Interval;
pub use level::{Consequence, HALF, LEVELS, LOST, Level, LevelEntry, is_any_critical, published};
pub use moments::{Covariances, Moments};
pub use operations::{ExplainInput, FrameworksInput, OPERATIONS, Scoring, WhatIfInput};
pub use policy::{ExpectedLevel, SkillPolicy, Target};
pub use report::{AreaScore, Beside, ComponentScore, NoScore, Rating, SkillScore, WeakestComponent};
pub use student::StudentPoints;
pub(crate) use sums::check_together;
pub use sums::{CallSums, MOST_TOGETHER, MeasureSum};
pub use trend::{Arrow, Meaning, PreviousScores, PublishedScore};
pub use what_if::{Change, Goal, WhatIf};
