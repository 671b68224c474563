//! What a goal can measure: one row for each type, with its unit, its range and how it is reckoned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::kernel::math::Millionths;
use crate::kernel::text::Key;

/// What a goal measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// The mean quality score of the calls that have one, in percent.
    OverallScore,
    /// How many of the results in one check are a pass, in percent.
    CheckPassRate(CheckMeasure),
    /// How many calls were handled.
    CallsCompleted,
    /// How many of the training items that were asked for are resolved, in percent.
    TrainingCompleted,
    /// The mean of the stars of the calls that have any.
    ScorecardAverage,
}

/// Which check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckMeasure {
    /// The check, by the key that it has with the host.
    pub check: Key,
}

/// What a measure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole things.
    Count,
    /// From 0 to 100.
    Percent,
    /// From 1 to 5.
    Stars,
}

impl Unit {
    /// The least that an observation can be, in millionths.
    pub(super) const fn least(self) -> i128 {
        match self {
            Unit::Count | Unit::Percent => 0,
            Unit::Stars => 1_000_000,
        }
    }
}

/// How observations come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reckoning {
    /// They are added up; reached is reached.
    Count,
    /// Their mean, known only at the end.
    Average,
    /// The share of those that pass, known only at the end.
    Rate,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
}

/// One type of goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MeasureEntry {
    /// Which way is better.
    pub direction: Direction,
    /// The greatest target.
    pub maximum: f64,
    /// The type's name.
    pub measure: &'static str,
    /// The least target.
    pub minimum: f64,
    /// How observations come together.
    pub reckoning: Reckoning,
    /// What it is counted in. A target in whole things is a whole number.
    pub unit: Unit,
}

const fn row(measure: &'static str, unit: Unit, reckoning: Reckoning, minimum: f64, maximum: f64) -> MeasureEntry {
    MeasureEntry { direction: Direction::Higher, maximum, measure, minimum, reckoning, unit }
}

/// The least share that can be aimed at: figures are to a millionth, and of a target of none nothing is a share.
const LEAST: f64 = 0.000_001;

/// One row for each type, in their order.
#[rustfmt::skip]
pub const MEASURES: &[MeasureEntry] = &[
    row("overall_score",      Unit::Percent, Reckoning::Average, LEAST, 100.0),
    row("check_pass_rate",    Unit::Percent, Reckoning::Rate,    LEAST, 100.0),
    row("calls_completed",    Unit::Count,   Reckoning::Count,   1.0,   1_000_000.0),
    row("training_completed", Unit::Percent, Reckoning::Rate,    LEAST, 100.0),
    row("scorecard_average",  Unit::Stars,   Reckoning::Average, 1.0,   5.0),
];

/// Something that may count.
#[derive(Clone, Copy, Debug)]
pub enum Observation<'a> {
    /// A call.
    Call {
        /// How good it was, in percent.
        score: Option<Millionths>,
        /// How many stars it got.
        stars: Option<Millionths>,
    },
    /// A result in a check; none where a call as a whole is meant.
    Result {
        /// The check.
        check: Option<&'a Key>,
        /// Whether it passes; nothing where the check does not apply.
        passes: Option<bool>,
    },
    /// A training item that is asked for.
    Item {
        /// Whether it is resolved, in time.
        resolved: bool,
    },
}

const CALL: Millionths = Millionths::new(1_000_000);
const PASS: Millionths = Millionths::new(100_000_000);

impl Measure {
    /// The type's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The type's row.
    #[must_use]
    pub fn entry(&self) -> &'static MeasureEntry {
        MEASURES.iter().find(|entry| entry.measure == self.name()).unwrap_or(&UNLISTED)
    }

    /// What an observation counts as, if it counts.
    #[must_use]
    pub fn reads(&self, observation: Observation<'_>) -> Option<Millionths> {
        let share = |passes: bool| if passes { PASS } else { Millionths::default() };
        match (self, observation) {
            (Measure::CallsCompleted, Observation::Call { .. }) => Some(CALL),
            (Measure::OverallScore, Observation::Call { score, .. }) => score,
            (Measure::ScorecardAverage, Observation::Call { stars, .. }) => stars,
            (Measure::CheckPassRate(of), Observation::Result { check, passes }) if check == Some(&of.check) => {
                passes.map(share)
            }
            (Measure::TrainingCompleted, Observation::Item { resolved }) => Some(share(resolved)),
            _ => None,
        }
    }

    /// The check that it names, if it names one.
    #[must_use]
    pub fn check(&self) -> Option<&Key> {
        match self {
            Measure::CheckPassRate(of) => Some(&of.check),
            _ => None,
        }
    }
}

/// Stands in for a type that the table lacks; a test shows that there is none.
const UNLISTED: MeasureEntry = row("none", Unit::Count, Reckoning::Count, 1.0, 1.0);
