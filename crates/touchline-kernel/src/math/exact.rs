//! Sums without an order: what is added is a whole number, and only the last step, a quotient, is a double.

/// How many trillionths make one.
pub const TRILLION: i128 = 1_000_000_000_000;

/// The same as a double.
const ONE: f64 = 1_000_000_000_000.0;

/// Beyond this a whole number of 64 bits may be where it stopped.
const NARROW: u64 = 1 << 62;

/// The number in whole trillionths, rounded half away from zero; what lies beyond the bounds stops at them.
#[must_use]
pub fn trillionths(value: f64) -> i128 {
    let whole = (value * ONE).round();
    #[expect(clippy::as_conversions, reason = "a double has no other way to a whole number; this one saturates")]
    let (narrow, wide) = (whole as i64, || whole as i128);
    // Most fit into 64 bits, of which the processor makes a whole number by itself.
    if narrow.unsigned_abs() < NARROW { narrow.into() } else { wide() }
}

/// One whole number over another as a double; none where the divisor is 0. Up to 2^53 it is the double nearest to the
/// quotient, beyond that each of both is rounded to a double first.
#[must_use]
pub fn quotient(dividend: i128, divisor: i128) -> Option<f64> {
    #[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; this one rounds")]
    let real = |whole: i128| i64::try_from(whole).map_or_else(|_| whole as f64, |narrow| narrow as f64);
    (divisor != 0).then(|| real(dividend) / real(divisor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ker_16_trillionths_keep_what_a_person_writes() {
        for (value, count) in [
            (0.1, 100_000_000_000),
            (87.3, 87_300_000_000_000),
            (4.999_999, 4_999_999_000_000),
            (-0.05, -50_000_000_000),
            (0.0, 0),
        ] {
            assert_eq!(trillionths(value), count, "{value}");
        }
    }

    #[test]
    fn ker_16_a_quotient_is_the_nearest_double_and_over_0_there_is_none() {
        assert_eq!(quotient(1, 3), Some(1.0 / 3.0));
        assert_eq!(quotient(-7, 2), Some(-3.5));
        assert_eq!(quotient(1, 0), None);
        assert_eq!(quotient(0, 5), Some(0.0));
    }
}
