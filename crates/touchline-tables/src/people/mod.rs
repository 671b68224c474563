//! Tables about people, a row for what was observed of somebody: the effect of coaching, fair rankings, how long people take
//! to become proficient, how what was measured of them goes over time, and how they take coaching.

mod cells;
mod effects;
mod held;
mod left_out;
mod options;
mod practice;
mod proficiency;
mod ranking;
mod trends;

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array};
use arrow_schema::ArrowError;
use touchline_kernel::text::Key;

use crate::keys;

pub use effects::ValueEffects;
pub use options::{
    PracticeOf, PracticeOptions, ProficiencyOf, ProficiencyOptions, RankedBy, RankingOptions, TrendsOf, TrendsOptions,
    ValueEffectsOf, ValueEffectsOptions,
};
pub use practice::Practice;
pub use proficiency::Proficiency;
pub use ranking::FairRanking;
pub use trends::Trends;

type Columns = Vec<(String, ArrayRef)>;

/// A name for somebody by their place, since numbers have another order than what they are written as.
fn name(place: usize) -> Key {
    Key::new(&format!("{place:010}"))
}

/// The place that a name stands for.
fn place(name: &Key) -> usize {
    name.as_str().parse().unwrap_or_default()
}

fn numbers(numbers: impl Iterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(numbers.collect::<Float64Array>())
}

fn counts(counts: impl Iterator<Item = Option<u64>>) -> ArrayRef {
    Arc::new(counts.map(|count| i64::try_from(count?).ok()).collect::<Int64Array>())
}

fn flags(flags: impl Iterator<Item = Option<bool>>) -> ArrayRef {
    Arc::new(flags.collect::<BooleanArray>())
}

fn words(words: impl Iterator<Item = &'static str>) -> Result<ArrayRef, ArrowError> {
    keys::texts(words.map(Some))
}

fn named<const N: usize>(columns: [(&str, ArrayRef); N]) -> Columns {
    columns.into_iter().map(|(name, column)| (name.to_owned(), column)).collect()
}
