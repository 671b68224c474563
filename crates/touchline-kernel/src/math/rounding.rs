//! Sums in one order, and printed figures rounded half away from zero.
//!
//! Rules: KER-16.

use super::whole::{nearest_even, nearest_whole};

/// How far weights that must add up to 1 may miss it.
pub const WEIGHT_TOLERANCE: f64 = 1e-9;

/// The sum in the order given: the one order in which touchline adds.
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(0.0, |sum, value| sum + value)
}

/// Whether weights add up to 1, within [`WEIGHT_TOLERANCE`].
pub fn adds_up_to_one(weights: impl IntoIterator<Item = f64>) -> bool {
    (sum(weights) - 1.0).abs() <= WEIGHT_TOLERANCE
}

/// The value with so many places after the point, rounded half away from zero.
///
/// What is rounded is the decimal number that a person sees, the shortest that stands for this double: so
/// 1.005 gives 1.01, although the double lies a little below it.
#[must_use]
pub fn rounded(value: f64, places: u8) -> f64 {
    match rounded_clearly(value.abs(), places) {
        Some(magnitude) => magnitude.copysign(value),
        None => rounded_by_digits(value, places),
    }
}

/// The same without its sign and its point, for whoever prints it: 1.005 with two places is 101. None where a double has no such
/// number of digits, or more than are known of it.
#[must_use]
pub fn rounded_digits(value: f64, places: u8) -> Option<u64> {
    /// So many digits of a decimal number come back from the double that stands for it.
    const KNOWN: u64 = 1_000_000_000_000_000;
    let unit = TENS.get(usize::from(places))?;
    nearest_whole(rounded(value.abs(), places) * unit).filter(|digits| *digits < KNOWN)
}

/// What ten is to the power of as many places as people read.
const TENS: [f64; 7] = [1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0];

/// The rounded value where what is cut off is so far from half a place that no digits are needed to tell which way it goes: further
/// than the double lies from its decimal number, and the product from its own.
fn rounded_clearly(magnitude: f64, places: u8) -> Option<f64> {
    const MOST: f64 = 1e12;
    const CLEARLY: f64 = 1e-3;
    let unit = TENS.get(usize::from(places))?;
    let parts = magnitude * unit;
    let whole = nearest_even(parts).filter(|_| parts < MOST)?;
    // Both are whole numbers that doubles hold, so the quotient is the double that the decimal number stands for.
    ((parts - whole).abs() < 0.5 - CLEARLY).then(|| whole / unit)
}

fn rounded_by_digits(value: f64, places: u8) -> f64 {
    if !value.is_finite() {
        return value;
    }
    let shown = format!("{}", value.abs());
    let (whole, part) = shown.split_once('.').unwrap_or((&shown, ""));
    let places = usize::from(places);
    let Some(kept) = part.get(..places).filter(|_| part.len() > places) else { return value };
    let up = part.as_bytes().get(places).is_some_and(|digit| *digit >= b'5');
    let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    if up && carry(&mut digits) {
        digits.insert(0, b'1');
    }
    let point = digits.len().saturating_sub(places);
    let text: String = digits
        .iter()
        .enumerate()
        .flat_map(|(place, digit)| (place == point).then_some('.').into_iter().chain([char::from(*digit)]))
        .collect();
    let magnitude: f64 = text.parse().unwrap_or(value);
    if value < 0.0 { -magnitude } else { magnitude }
}

/// Adds one to the last digit; says whether a digit must be put in front.
fn carry(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit = digit.saturating_add(1);
            return false;
        }
        *digit = b'0';
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "rounding gives the very double that the text stands for")]
    fn ker_16_printed_figures_round_half_away_from_zero() {
        for (value, places, expected) in [
            (0.5, 0, 1.0),
            (1.5, 0, 2.0),
            (2.5, 0, 3.0),
            (-2.5, 0, -3.0),
            (1.005, 2, 1.01),
            (2.675, 2, 2.68),
            (-1.005, 2, -1.01),
            (99.995, 2, 100.0),
            (0.049_999, 1, 0.0),
            (89.5, 0, 90.0),
            (89.499_999_999_999_99, 0, 89.0),
            (12.0, 3, 12.0),
            (1e300, 2, 1e300),
            (1e-300, 2, 0.0),
        ] {
            assert_eq!(rounded(value, places), expected, "{value} to {places}");
        }
    }

    #[test]
    fn ker_16_weights_may_miss_one_by_a_billionth() {
        assert!(adds_up_to_one([0.1; 10]));
        assert!(adds_up_to_one([0.5, 0.5 + 0.9e-9]));
        assert!(!adds_up_to_one([0.5, 0.5 + 1.2e-9]));
        assert!(!adds_up_to_one([]));
    }

    #[test]
    fn digits_are_those_of_the_rounded_value() {
        for (value, places, expected) in [
            (0.0, 0, Some(0)),
            (-0.04, 1, Some(0)),
            (1.005, 2, Some(101)),
            (-62.5, 0, Some(63)),
            (42.0, 1, Some(420)),
            (999_999_999_999_999.0, 0, Some(999_999_999_999_999)),
            (1e15, 0, None),
            (1.0, 7, None),
            (f64::NAN, 0, None),
            (f64::INFINITY, 0, None),
        ] {
            assert_eq!(rounded_digits(value, places), expected, "{value} to {places}");
        }
    }

    proptest! {
        #[test]
        fn what_is_clear_is_rounded_as_its_digits_are(value in -1e9..1e9_f64, shrunk in 0_usize..7, places in 0_u8..9) {
            let value = value / TENS[shrunk];
            prop_assert_eq!(rounded(value, places).to_bits(), rounded_by_digits(value, places).to_bits());
        }

        #[test]
        fn what_a_person_writes_is_rounded_as_its_digits_are(
            parts in -100_000_000_i32..100_000_000,
            unit in 0_usize..7,
            places in 0_u8..7,
        ) {
            let value = f64::from(parts) / TENS[unit];
            prop_assert_eq!(rounded(value, places).to_bits(), rounded_by_digits(value, places).to_bits());
        }

        #[test]
        fn digits_are_written_as_the_standard_library_writes_them(value in 0.0..1e8_f64, places in 0_u8..7) {
            let shown = format!("{:.*}", usize::from(places), rounded(value, places)).replace('.', "");
            prop_assert_eq!(rounded_digits(value, places), shown.parse().ok());
        }

        #[test]
        fn rounding_moves_a_value_by_half_a_place_at_the_most_and_only_once(value in -1e9..1e9_f64, places in 0_u8..6) {
            let once = rounded(value, places);
            let half = 0.5 * super::super::pow(10.0, -f64::from(places));
            // The doubles nearest to both decimals lie up to half a unit in the last place away from them.
            let nearest = value.abs() * f64::EPSILON;
            prop_assert!((once - value).abs() <= half * (1.0 + 1e-6) + nearest, "{} to {}", value, once);
            prop_assert_eq!(rounded(once, places).to_bits(), once.to_bits());
        }
    }
}
