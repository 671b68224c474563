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
        // A score has 2,048 points at the most, a hundred times which is far from where 64 bits end; to stop there is not done
        // of several scores at once.
        real(self.0.wrapping_mul(100).saturating_add(HALF_SHOWN).wrapping_shr(TOLD_BITS)) / 100.0
    }

    /// The points as stars, from 1 to 5.
    #[must_use]
    #[inline(always)]
    pub(super) fn stars(self) -> f64 {
        1.0 + self.min(Points::HUNDRED).value() / 25.0
    }
}

/// A share or a percentage that is no sum of parts, to a trillionth: what is whole is not missed by a bit.
#[inline(always)]
pub(super) fn tidy(value: f64) -> f64 {
    real(whole(value * TRILLION)) / TRILLION
}

/// What a point is told in, in bits.
const TOLD_BITS: u32 = 40;
/// Half a hundredth of a point in hundredths of what is told, 2 to the power of 39, and half of the eleventh place behind it:
/// 549.76, of which what is whole decides.
const HALF_SHOWN: i64 = 549_755_814_437;

/// The nearest whole number to one that is not negative; the greatest where it is greater than that, and 0 where it is none.
/// As `as` has it, but that it can be done of several numbers at once.
#[inline(always)]
fn whole(number: f64) -> i64 {
    // Half and what lies below it leave the nearest; what is no number is less than any here.
    let bits = (number + 0.5).max(0.0).to_bits();
    let exponent = bits.wrapping_shr(52);
    let digits = (bits & (FIRST_DIGIT - 1)) | FIRST_DIGIT;
    let (fraction, zeros) = (UNITS.saturating_sub(exponent), exponent.saturating_sub(UNITS));
    let whole = digits.wrapping_shr(places(fraction)).wrapping_shl(places(zeros)).cast_signed();
    if zeros > MOST_ZEROS { i64::MAX } else { whole }
}

/// The exponent, as a double has it, at which its last binary digit is worth 1.
const UNITS: u64 = 1_075;
/// The first binary digit of a double, which is not written.
const FIRST_DIGIT: u64 = 1 << 52;
/// How many zeros may follow a double's digits in 63.
const MOST_ZEROS: u64 = 10;

/// A number of binary digits, of which there are 64.
#[inline(always)]
fn places(count: u64) -> u32 {
    u32::try_from(count.min(63)).unwrap_or(63)
}

#[inline(always)]
fn real(whole: i64) -> f64 {
    #[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; these are exact")]
    let real = whole as f64;
    real
}
