//! Whole numbers of doubles, without the calls that older processors need for rounding.

/// The double from which on doubles are whole numbers: what is added to it stands in its last binary digits.
const WHOLE_FROM: f64 = 4_503_599_627_370_496.0;
const DIGITS: u64 = (1 << 52) - 1;
/// Twice of this has no room in those digits.
const MOST: f64 = WHOLE_FROM / 2.0;

/// The whole number that is nearest to a double, half away from zero; none of what lies below 0 or beyond 2^51.
#[inline]
#[must_use]
pub fn nearest_whole(value: f64) -> Option<u64> {
    let whole = nearest_even(value)?;
    let digits = (whole + WHOLE_FROM).to_bits() & DIGITS;
    // Of two that are as near the even one was taken.
    Some(digits.saturating_add(u64::from(value - whole >= 0.5)))
}

/// The whole number that is nearest to a double, of two as near the even one; none of what lies below 0 or beyond 2^51.
#[inline]
pub(super) fn nearest_even(value: f64) -> Option<f64> {
    (0.0..MOST).contains(&value).then_some(value + WHOLE_FROM - WHOLE_FROM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_up_and_what_has_no_whole_number_gives_none() {
        for (value, whole) in [
            (0.0, Some(0)),
            (-0.0, Some(0)),
            (0.5, Some(1)),
            (1.5, Some(2)),
            (2.5, Some(3)),
            (0.499_999_999_999_999_94, Some(0)),
            (1_125_899_906_842_623.5, Some(1_125_899_906_842_624)),
            (2_251_799_813_685_247.0, Some(2_251_799_813_685_247)),
            (MOST, None),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(nearest_whole(value), whole, "{value}");
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_standard_library_rounds_to(value in 0.0..1e12_f64) {
            prop_assert_eq!(nearest_whole(value).map(|whole| whole.to_string()), Some(value.round().to_string()));
        }
    }
}
