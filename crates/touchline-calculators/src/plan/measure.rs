//! What a milestone measures, and how much of the way from its baseline to its target a value is.
//!
//! Rules: MIL-01, MIL-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::math::Millionths;
use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::text::Key;

/// How great a number of a milestone can be, either way: its millionths still are whole numbers.
const MOST: i64 = 1_000_000_000_000;

/// The whole, as percents in millionths.
pub(super) const WHOLE: i128 = 100_000_000;

/// What a milestone measures. All numbers are read to a millionth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum MilestoneMeasure {
    /// A number that is to come from where it stands to where it is wanted, either up or down.
    Number(NumberMeasure),
    /// Something that is done or not. Its values are percents of what is to be done, from 0 to 100.
    YesNo,
}

/// A number that is to come from where it stands to where it is wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NumberMeasure {
    /// Where it stands in the beginning.
    #[schemars(range(min = -MOST, max = MOST))]
    pub baseline: f64,
    /// The most that it can be, where there is such.
    #[serde(default)]
    #[schemars(range(min = -MOST, max = MOST))]
    pub maximum: Option<f64>,
    /// The least that it can be, where there is such.
    #[serde(default)]
    #[schemars(range(min = -MOST, max = MOST))]
    pub minimum: Option<f64>,
    /// Where it is wanted.
    #[schemars(range(min = -MOST, max = MOST))]
    pub target: f64,
    /// What it is counted in.
    pub unit: Key,
}

fn count(value: f64) -> i128 {
    Millionths::of(value).count().into()
}

impl NumberMeasure {
    fn bounds(&self) -> (i128, i128) {
        (self.minimum.map_or(i128::MIN, count), self.maximum.map_or(i128::MAX, count))
    }

    /// Whether its target differs from its baseline, and can be reached at all.
    #[must_use]
    pub(super) fn is_achievable(&self) -> bool {
        let (target, (least, most)) = (count(self.target), self.bounds());
        target != count(self.baseline) && (least..=most).contains(&target)
    }

    /// How much of the way a value is, in millionths of a percent. It is cut off and not rounded, so that nothing but
    /// the target itself comes to the whole.
    fn percent(&self, value: f64) -> i128 {
        let (baseline, target, value) = (count(self.baseline), count(self.target), count(value));
        let way = target.saturating_sub(baseline);
        if way == 0 {
            // What is to stay where it is has come all the way while it does.
            return if value == target { WHOLE } else { 0 };
        }
        let come = value.saturating_sub(baseline).saturating_mul(way.signum()).clamp(0, way.abs());
        come.saturating_mul(WHOLE).checked_div(way.abs()).unwrap_or_default()
    }
}

impl MilestoneMeasure {
    /// Refuses a value that the measure cannot have.
    pub fn check(&self, value: f64) -> Result<(), Reason> {
        let (least, most) = match self {
            MilestoneMeasure::YesNo => (Some(0.0), Some(100.0)),
            MilestoneMeasure::Number(number) => (number.minimum, number.maximum),
        };
        let is_under = least.is_some_and(|least| count(value) < count(least));
        if is_under || most.is_some_and(|most| count(value) > count(most)) {
            let open = |bound: Option<f64>| bound.map_or_else(|| "no bound".to_owned(), |bound| bound.to_string());
            return Err(Reason::new(Code::NumberOutOfRange)
                .with(DetailKey::Actual, value.to_string())
                .with(DetailKey::Minimum, open(least))
                .with(DetailKey::Maximum, open(most)));
        }
        Ok(())
    }

    /// Refuses bounds between which there is nothing.
    pub fn check_bounds(&self) -> Result<(), Reason> {
        match self {
            MilestoneMeasure::Number(NumberMeasure { minimum: Some(least), maximum: Some(most), .. })
                if count(*least) >= count(*most) =>
            {
                Err(Reason::new(Code::BandsFoldBack)
                    .with(DetailKey::Actual, most.to_string())
                    .with(DetailKey::Minimum, least.to_string()))
            }
            _ => Ok(()),
        }
    }

    /// Whether a value comes to the whole of it.
    #[must_use]
    pub fn is_reached_by(&self, value: f64) -> bool {
        i128::from(self.percent(value).count()) == WHOLE
    }

    /// How much of the way a value is, in percent from 0 to 100.
    #[must_use]
    pub fn percent(&self, value: f64) -> Millionths {
        let percent = match self {
            MilestoneMeasure::Number(number) => number.percent(value),
            MilestoneMeasure::YesNo => count(value).clamp(0, WHOLE),
        };
        Millionths::new(i64::try_from(percent).unwrap_or_default())
    }
}
