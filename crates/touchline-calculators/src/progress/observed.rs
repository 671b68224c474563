//! What was observed, added up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::marks::MAX_INTEGER;
use touchline_kernel::math::Millionths;

/// What was observed of a goal: how many observations count, and what they add up to.
///
/// Each observation, and of a metric each day's sum, is rounded to a millionth, half away from zero, before it is added, so that the sum is the same
/// whole number in whatever order they come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Observed {
    /// How many observations there are.
    pub count: u64,
    /// Their sum in millionths: of a call that is counted 1000000, of a pass 100000000, of a score of 87.5 percent
    /// 87500000, of four stars 4000000; of a metric's rate each hit 1000000. Of money it is in whole minor units. Only
    /// discounts can come to less than 0.
    pub sum: i64,
}

impl Observed {
    /// One observation.
    #[must_use]
    pub fn one(value: Millionths) -> Self {
        Observed { count: 1, sum: value.count() }
    }

    /// It as a document can tell it: a sum that no number there holds is the one next to it that one does.
    #[must_use]
    pub fn told(self) -> Self {
        let most = i64::try_from(MAX_INTEGER).unwrap_or(i64::MAX);
        Observed { sum: self.sum.clamp(most.saturating_neg(), most), ..self }
    }

    /// Counts what another has, too.
    pub fn add(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.sum = self.sum.saturating_add(other.sum);
    }

    /// Counts no longer what another has, which is part of it.
    pub fn take(&mut self, part: &Self) {
        self.count = self.count.saturating_sub(part.count);
        self.sum = self.sum.saturating_sub(part.sum);
    }
}
