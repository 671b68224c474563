//! Where something stands in a picture.

use std::fmt::{Display, Formatter};

/// A number of a picture, written to a tenth: a picture has thousands, and tenths are written as the whole numbers that they
/// are, at a fifth of what it costs to find the digits of a double.
pub(super) struct Coordinate(pub(super) f64);

/// The double from which on doubles are whole numbers: what is added to it stands in its last binary digits.
const WHOLE_FROM: f64 = 4_503_599_627_370_496.0;
const DIGITS: u64 = (1 << 52) - 1;
/// Far outside of any picture, and no more tenths than those digits hold.
const FAR: f64 = 1e12;

impl Coordinate {
    pub(super) fn push(&self, out: &mut String) {
        let tenths = (self.0 * 10.0).round().clamp(-FAR, FAR);
        let digits = (tenths.abs() + WHOLE_FROM).to_bits() & DIGITS;
        // No minus before a zero.
        if tenths < 0.0 {
            out.push('-');
        }
        let mut buffer = itoa::Buffer::new();
        out.push_str(buffer.format(digits / 10));
        if !digits.is_multiple_of(10) {
            out.push('.');
            out.push_str(buffer.format(digits % 10));
        }
    }
}

impl Display for Coordinate {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.push(&mut text);
        formatter.write_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_to_a_tenth_without_zeros_at_its_end() {
        for (number, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (-0.06, "-0.1"),
            (0.05, "0.1"),
            (12.0, "12"),
            (639.96, "640"),
            (-3.25, "-3.3"),
            (100.94, "100.9"),
        ] {
            assert_eq!(Coordinate(number).to_string(), text, "{number}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_is_what_the_standard_library_writes(number in -1e6..1e6_f64) {
            proptest::prop_assert_eq!(Coordinate(number).to_string(), ((number * 10.0).round() / 10.0 + 0.0).to_string());
        }
    }
}
