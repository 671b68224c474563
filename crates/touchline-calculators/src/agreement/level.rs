//! What ratings say: names, places in an order, distances, or shares of a whole that begins at 0.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

/// What may be made of two ratings that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "RatingLevel")]
pub enum Level {
    /// That they differ: yes and no, kinds of mistakes.
    Nominal,
    /// That one is higher: stars.
    Ordinal,
    /// By how much: totals, temperatures.
    Interval,
    /// How many times as much: seconds, counts. None lies below 0.
    Ratio,
}
