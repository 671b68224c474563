//! Numbers counted in millionths, so that a sum of them is the same in whatever order they came.
//!
//! Sums of doubles depend on their order, and a sum that is kept up while things come and go has none. Whole
//! numbers have no such trouble: what is added can be taken away again, and nothing is left.

use super::exact::quotient;
use super::rounding::rounded;

/// How many make one.
const ONE: f64 = 1_000_000.0;

/// A number to a millionth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millionths(i64);

impl Millionths {
    /// So many millionths.
    #[must_use]
    pub const fn new(count: i64) -> Self {
        Millionths(count)
    }

    /// The number, its decimal form rounded half away from zero; what lies beyond the bounds stops at them.
    #[must_use]
    pub fn of(value: f64) -> Self {
        let scaled = value * ONE;
        // The product may lie on the other side of a half than the decimal number that a person sees.
        let beyond = (scaled - scaled.trunc()).abs();
        let decided = if (beyond - 0.5).abs() < 1e-3 { rounded(value, 6) * ONE } else { scaled };
        #[expect(clippy::as_conversions, reason = "a double has no other way to a whole number; this one saturates")]
        Millionths(decided.round() as i64)
    }

    /// The quotient, rounded half away from zero; nothing where the divisor is not over zero.
    #[must_use]
    pub fn quotient(dividend: i128, divisor: i128) -> Option<Self> {
        let nearest = nearest(dividend, divisor)?;
        Some(Millionths(i64::try_from(nearest).unwrap_or(if nearest < 0 { i64::MIN } else { i64::MAX })))
    }

    /// The same as the double that is nearest to it, however great it is.
    #[must_use]
    pub fn quotient_value(dividend: i128, divisor: i128) -> Option<f64> {
        quotient(nearest(dividend, divisor)?, 1_000_000)
    }

    /// How many millionths there are.
    #[must_use]
    pub const fn count(self) -> i64 {
        self.0
    }

    /// The double that is nearest to the number.
    #[must_use]
    pub fn value(self) -> f64 {
        #[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; this one rounds")]
        let count = self.0 as f64;
        count / ONE
    }
}

/// The quotient, rounded half away from zero; nothing where the divisor is not over zero.
fn nearest(dividend: i128, divisor: i128) -> Option<i128> {
    if divisor <= 0 {
        return None;
    }
    let (twice, over) = (divisor.saturating_mul(2), divisor.saturating_mul(dividend.signum()));
    dividend.saturating_mul(2).saturating_add(over).checked_div(twice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ker_16_a_number_is_rounded_half_away_from_zero_as_it_is_written() {
        for (value, count) in [
            (0.0, 0),
            (87.5, 87_500_000),
            (0.000_000_5, 1),
            (-0.000_000_5, -1),
            (0.000_000_499_999, 0),
            (1.000_000_5, 1_000_001),
            (66.666_666_5, 66_666_667),
            (66.666_666_49, 66_666_666),
            (100.0, 100_000_000),
            (1e300, i64::MAX),
        ] {
            assert_eq!(Millionths::of(value), Millionths(count), "{value}");
        }
    }

    #[test]
    fn ker_16_a_quotient_is_rounded_half_away_from_zero() {
        for (dividend, divisor, count) in
            [(1, 2, 1), (-1, 2, -1), (1, 3, 0), (2, 3, 1), (-2, 3, -1), (7, 1, 7), (0, 9, 0)]
        {
            assert_eq!(Millionths::quotient(dividend, divisor), Some(Millionths(count)), "{dividend} ÷ {divisor}");
        }
        assert_eq!(Millionths::quotient(1, 0), None);
        assert_eq!(Millionths::quotient(1, -3), None);
    }

    proptest! {
        #[test]
        fn ker_16_the_rounding_is_that_of_the_decimal_form(value in prop_oneof![-1e6..1e6_f64, -101.0..101.0_f64]) {
            let count = Millionths::of(value);
            prop_assert_eq!(count.value().to_bits(), (rounded(value, 6) + 0.0).to_bits(), "{}", value);
        }

        #[test]
        fn ker_16_what_has_six_places_is_kept_exactly(count in -1_000_000_000_000_i64..1_000_000_000_000) {
            prop_assert_eq!(Millionths::of(Millionths(count).value()), Millionths(count));
        }
    }
}
