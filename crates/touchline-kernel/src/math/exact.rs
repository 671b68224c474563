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
    let parts = value * ONE;
    #[expect(clippy::as_conversions, reason = "a double has no other way to a whole number; this one saturates")]
    let (narrow, wide) = (parts as i64, || parts.round() as i128);
    if narrow.unsigned_abs() >= NARROW {
        return wide();
    }
    // Most fit into 64 bits, of which the processor makes a whole number by itself. What is cut off then is exact, and what
    // is rounded by it is what `round` gives.
    #[expect(clippy::as_conversions, reason = "a whole number has no other way to a double; this one was one")]
    let cut = parts - narrow as f64;
    let away = i64::from(cut >= 0.5).saturating_sub(i64::from(cut <= -0.5));
    narrow.saturating_add(away).into()
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
    fn ker_16_trillionths_are_rounded_half_away_from_zero() {
        let whole = |value: f64| trillionths(value / ONE);
        for parts in [0.5, 1.5, 2.5, 0.499_999_999_999_999_9, 4_503_599_627_370_495.5, 3e15, 5e18, 1e25] {
            #[expect(clippy::as_conversions, reason = "what is cut off is held against what the language rounds")]
            let rounded = |parts: f64| (parts / ONE * ONE).round() as i128;
            assert_eq!((whole(parts), whole(-parts)), (rounded(parts), rounded(-parts)), "{parts}");
        }
        assert_eq!((trillionths(f64::NAN), trillionths(f64::INFINITY)), (0, i128::MAX));
    }

    #[test]
    fn ker_16_a_quotient_is_the_nearest_double_and_over_0_there_is_none() {
        assert_eq!(quotient(1, 3), Some(1.0 / 3.0));
        assert_eq!(quotient(-7, 2), Some(-3.5));
        assert_eq!(quotient(1, 0), None);
        assert_eq!(quotient(0, 5), Some(0.0));
    }
}
