//! Points of a score as whole numbers: parts of them add up exactly, in any order and at any level.
//!
//! What is added is counted in parts so fine that nothing is lost, and what is told is a multiple of some that a double
//! holds exactly. A part's own points are what the sum has grown by: so no part is rounded apart from the others, and a
//! form with every answer at its best has 100.
//!
//! Rules: SCO-04.

/// Parts of a whole, as fine as a double tells them apart in percent.
const TRILLION: f64 = 1_000_000_000_000.0;
/// Parts of a point in which points are added up: 2 to the power of 52.
const PARTS: f64 = 4_503_599_627_370_496.0;
/// By how many bits what is told is coarser, so that doubles hold it to 8,192 points.
const COARSER: u32 = 12;
/// What is told, in parts of a point: 2 to the power of 40.
const TOLD: f64 = 1_099_511_627_776.0;
/// Half of what is told, in the finer parts.
const HALF: i64 = 2_048;

/// Points that are added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum(i64);

/// Points that are told: a multiple of 2 to the power of -40.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(i64);

impl Sum {
    /// These points. Beyond 2,047 it is no more, and of what is no number none.
    #[inline(always)]
    pub(super) fn of(points: f64) -> Self {
        Sum(whole(points * PARTS))
    }

    /// Both together.
    #[inline(always)]
    pub(super) fn plus(self, other: Sum) -> Self {
        Sum(self.0.saturating_add(other.0))
    }

    /// What it comes to.
    #[inline(always)]
    pub(super) fn told(self) -> Points {
        Points(self.0.saturating_add(HALF).wrapping_shr(COARSER))
    }
}

impl Points {
    /// None.
    pub const NONE: Points = Points(0);
    /// A hundred.
    pub const HUNDRED: Points = Points(109_951_162_777_600);

    /// By how much it is more than another.
    #[must_use]
    #[inline(always)]
    pub fn less(self, other: Points) -> Self {
        Points(self.0.saturating_sub(other.0))
    }

    /// Both together.
    #[must_use]
    #[inline(always)]
    pub fn plus(self, other: Points) -> Self {
        Points(self.0.saturating_add(other.0))
    }

    /// The points as a number, exactly.
    #[must_use]
    #[inline(always)]
    pub fn value(self) -> f64 {
        real(self.0) / TOLD
    }

    /// The points to two places, as they are shown: rounded half up, as they are written to eleven places, which they are
    /// nearer to than to any other.
    #[must_use]
    #[inline(always)]
    pub fn shown(self) -> f64 {
        let written = i128::from(self.0).saturating_mul(WRITTEN).saturating_add(HALF_TOLD).wrapping_shr(TOLD_BITS);
        // What is written is coarser than what is told, so that whatever is told fits.
        let written = i64::try_from(written).unwrap_or(i64::MAX);
        real(written.saturating_add(HALF_HUNDREDTH).wrapping_div(HUNDREDTH)) / 100.0
    }
}

/// A share or a percentage that is no sum of parts, to a trillionth: what is whole is not missed by a bit.
#[inline(always)]
pub(super) fn tidy(value: f64) -> f64 {
    real(whole(value * TRILLION)) / TRILLION
}

/// What a point is to eleven places, and a hundredth of one.
const WRITTEN: i128 = 100_000_000_000;
const HUNDREDTH: i64 = 1_000_000_000;
const HALF_HUNDREDTH: i64 = 500_000_000;
/// Half a point, as it is told.
const HALF_TOLD: i128 = 549_755_813_888;
const TOLD_BITS: u32 = 40;

#[inline(always)]
fn whole(number: f64) -> i64 {
    #[expect(clippy::as_conversions, reason = "a double has no other way to a whole number; this one saturates")]
    // Of a number that is not negative, half and what lies below it leave the nearest.
    let whole = (number + 0.5) as i64;
    whole
}

#[inline(always)]
fn real(whole: i64) -> f64 {
    #[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; these are exact")]
    let real = whole as f64;
    real
}
