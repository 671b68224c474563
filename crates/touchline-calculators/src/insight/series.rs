//! The trend of any series: values one after the other, or at places that rise.
//!
//! Rules: INS-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::trend::{NoTest, TheilSen, TrendTest};
use crate::metric::Interval;
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};

/// A series.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct TrendSeries {
    /// Where the values stand: one for each, and each above the one before it. One after the other where it is null.
    #[serde(default)]
    #[schemars(length(max = 100_000), inner(range(min = -1_000_000_000, max = 1_000_000_000)))]
    pub places: Option<Vec<i64>>,
    /// The values, in order of time.
    #[schemars(length(max = 100_000), inner(range(min = -1_000_000_000_000_000_i64, max = 1_000_000_000_000_000_i64)))]
    pub values: Vec<f64>,
}

/// The trend of a series.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SeriesTrend {
    /// Why nothing is tested.
    pub no_test: Option<NoTest>,
    /// By how much the value changes from one place to the next: the median of the slopes of all pairs; null of fewer than
    /// two values.
    pub slope: Option<f64>,
    /// Between which bounds the slope lies with a probability of 95 %: Sen's interval; null of fewer than five values, or where all
    /// are tied.
    pub slope_interval: Option<Interval>,
    /// Whether it rises or falls.
    pub test: Option<TrendTest>,
}

impl TrendSeries {
    /// The trend. Places stand at `/places`.
    ///
    /// # Errors
    /// More or fewer places than values; places that do not rise.
    pub fn trend(&self) -> Result<SeriesTrend, BadInput> {
        let mut faults = Faults::default();
        let (values, places) = (&self.values, self.places.as_deref().unwrap_or_default());
        if self.places.is_some() {
            if places.len() < values.len() {
                faults.add("/places", Reason::too_short(places.len(), values.len()));
            } else if places.len() > values.len() {
                faults.add("/places", Reason::too_long(places.len(), values.len()));
            }
        }
        for (nth, (before, next)) in (1..).zip(places.iter().zip(places.iter().skip(1))) {
            if next <= before {
                let reason = Reason::new(Code::BandsFoldBack).with(DetailKey::Actual, next.to_string());
                faults.add(format!("/places/{nth}"), reason.with(DetailKey::Minimum, before.to_string()));
            }
        }
        faults.told()?;
        let points: Vec<(i64, f64)> = match &self.places {
            Some(places) => places.iter().copied().zip(values.iter().copied()).collect(),
            None => (0..).zip(values.iter().copied()).collect(),
        };
        let test = TrendTest::of(values);
        let found = TheilSen::of(&points, test.as_ref().ok());
        Ok(SeriesTrend {
            no_test: test.err(),
            slope: found.map(|found| found.slope),
            slope_interval: found.and_then(|found| found.interval),
            test: test.ok(),
        })
    }
}
