//! Decimals as doubles: the nearest one of each, and none of what is greater than the whole numbers that doubles hold.
//!
//! Rules: BAT-02.

use std::fmt::Display;

use arrow_buffer::i256;
use touchline_kernel::marks::MAX_INTEGER;

/// The greatest whole number that is read, as in documents: up to here a double holds every one, and the next one, too.
pub(crate) const EXACT: u64 = MAX_INTEGER;

/// The same as a double.
pub(crate) const MOST: f64 = EXACT as f64;

/// Powers of ten that a double holds.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// The double next to so many units, of which so many digits stand behind the point; a NaN beyond what doubles hold whole.
pub(crate) fn double(units: i128, scale: i8) -> f64 {
    let power = usize::try_from(scale).ok().and_then(|scale| POWERS.get(scale));
    match power {
        // Both are exact, so that the quotient is the nearest double.
        Some(power) if units.unsigned_abs() <= EXACT.into() => units as f64 / power,
        _ => spelt(units, scale),
    }
}

/// The same of the widest decimals.
pub(crate) fn wide(units: i256, scale: i8) -> f64 {
    units.to_i128().map_or_else(|| spelt(units, scale), |units| double(units, scale))
}

/// A decimal as it is told where it is refused.
pub(crate) fn told(units: impl Display, scale: i8) -> String {
    if scale == 0 { units.to_string() } else { format!("{units}e{}", -i32::from(scale)) }
}

fn spelt(units: impl Display, scale: i8) -> f64 {
    let double: f64 = told(units, scale).parse().unwrap_or(f64::NAN);
    // As in a document, it is the double that is held against the greatest one.
    if double.abs() <= MOST { double } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bat_02_a_decimal_is_the_double_next_to_it() {
        for (units, scale, number) in [
            (5_i128, 1_i8, 0.5),
            (-1, 1, -0.1),
            (1_234_567_890_123_456_789, 18, 1.234_567_890_123_456_8),
            (3, -2, 300.0),
            (1, 38, 1e-38),
            ((1 << 53) - 1, 0, 9_007_199_254_740_991.0),
            (0, 0, 0.0),
        ] {
            assert_eq!(double(units, scale), number);
            assert_eq!(wide(i256::from_i128(units), scale), number);
        }
    }

    #[test]
    fn bat_02_a_decimal_beyond_the_whole_numbers_of_doubles_is_none() {
        for (units, scale) in [(1_i128 << 53, 0_i8), (1, -20), (i128::MAX, 3), (i128::MIN, 0)] {
            assert!(double(units, scale).is_nan() && wide(i256::from_i128(units), scale).is_nan(), "{units} {scale}");
        }
        assert!(wide(i256::MAX, 10).is_nan());
        assert_eq!(Ok(wide(i256::MAX, 76)), "5.78960446186580977117854925".parse());
        assert_eq!((told(12, 0), told(12, 1)), ("12".to_owned(), "12e-1".to_owned()));
    }
}
