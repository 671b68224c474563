//! Where something stands in a picture.

use touchline_kernel::math::nearest_whole;

/// Far outside of any picture.
const FAR: f64 = 1e12;
/// What is written of each tenth.
const TENTHS: [&str; 10] = ["", ".1", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9"];

/// A number of a picture in tenths, as which it is written.
pub(super) fn tenths(number: f64) -> i64 {
    let tenths = nearest_whole((number.abs() * 10.0).min(FAR)).and_then(|tenths| i64::try_from(tenths).ok());
    let tenths = tenths.unwrap_or_default();
    if number < 0.0 { tenths.saturating_neg() } else { tenths }
}

/// Appends a number of tenths: a picture has thousands, and tenths are written as the whole numbers that they are, at a fifth of
/// what it costs to find the digits of a double.
pub(super) fn push_tenths(out: &mut String, number: i64) {
    // No minus before a zero.
    if number < 0 {
        out.push('-');
    }
    let tenths = number.unsigned_abs();
    out.push_str(itoa::Buffer::new().format(tenths / 10));
    if let Some(tenth) =
        usize::try_from(tenths % 10).ok().and_then(|tenth| TENTHS.get(tenth)).filter(|tenth| !tenth.is_empty())
    {
        out.push_str(tenth);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: f64) -> String {
        let mut text = String::new();
        push_tenths(&mut text, tenths(number));
        text
    }

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
            assert_eq!(written(number), text, "{number}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_is_what_the_standard_library_writes(number in -1e6..1e6_f64) {
            proptest::prop_assert_eq!(written(number), ((number * 10.0).round() / 10.0 + 0.0).to_string());
        }
    }
}
