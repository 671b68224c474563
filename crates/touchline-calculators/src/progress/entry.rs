//! What is said of a type of goal: its unit, how its observations come together, which way is better, and its range.
//!
//! Rules: GOL-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::metric::Metric;

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
    /// From 0 to 1.
    Share,
    /// One number over another: 1 where both are the same.
    Ratio,
    /// How many.
    Number,
    /// How many in a week.
    PerWeek,
    /// Days of 24 hours.
    Days,
    /// Whole minor units of a currency.
    Money,
    /// From 0 to 100.
    Points,
}

impl Unit {
    /// The least that an observation can be, in millionths. A discount can be less, but nobody plans on that.
    pub(super) const fn least(self) -> i128 {
        match self {
            Unit::Stars => 1_000_000,
            _ => 0,
        }
    }

    /// The most that an observation can be, in millionths, if there is such.
    pub(super) const fn most(self) -> Option<i128> {
        match self {
            Unit::Percent | Unit::Points => Some(100_000_000),
            Unit::Stars => Some(5_000_000),
            Unit::Share => Some(1_000_000),
            Unit::Count | Unit::Ratio | Unit::Number | Unit::PerWeek | Unit::Days | Unit::Money => None,
        }
    }

    /// Whether a number in it is a whole one.
    pub(super) const fn is_whole(self) -> bool {
        matches!(self, Unit::Count | Unit::Money)
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
    /// How near what they add up to comes to a forecast, known only at the end.
    Accuracy,
}

impl Reckoning {
    /// Whether it is over the number of observations.
    pub(super) const fn is_mean(self) -> bool {
        matches!(self, Reckoning::Average | Reckoning::Rate)
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better: what is to be reached is to lie at the target or under it.
    Lower,
}

/// One type of goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MeasureEntry {
    /// What the number is in that it is held against, in the measure's `against`; null where it is held against none.
    pub against: Option<Unit>,
    /// Whether it is one of each stage, in the measure's `stage`.
    pub by_stage: bool,
    /// Which way is better.
    pub direction: Direction,
    /// Whether what it counts is money, of the measure's `currency`.
    pub in_currency: bool,
    /// The greatest target.
    pub maximum: f64,
    /// The type's name.
    pub measure: &'static str,
    /// The metric, of the type `metric`.
    pub metric: Option<Metric>,
    /// The least target.
    pub minimum: f64,
    /// How observations come together.
    pub reckoning: Reckoning,
    /// What it is counted in. A target in whole things or in money is a whole number.
    pub unit: Unit,
}

/// The least share that can be aimed at: figures are to a millionth, and of a target of none nothing is a share.
pub(super) const LEAST: f64 = 0.000_001;
