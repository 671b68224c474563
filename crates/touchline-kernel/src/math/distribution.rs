//! The normal distribution and Student's t: shares below a point, and points below which a share lies.
//!
//! Rules: KER-19.

use super::special::regularised_beta;

/// The point of the normal distribution that leaves a 40th above it, and so a 20th outside both ends.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// The share of the standard normal distribution below `x`.
#[must_use]
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x / core::f64::consts::SQRT_2)
}

/// The share of Student's t distribution with `df` degrees of freedom below `t`; not a number where `df` is
/// not positive.
#[must_use]
pub fn student_cdf(t: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    let square = t * t;
    let tail = 0.5 * regularised_beta(df / 2.0, 0.5, df / (df + square), square / (df + square));
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The point below which the share `p` of the standard normal distribution lies, for `p` between 0 and 1.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    quantile(p, normal_cdf)
}

/// The point below which the share `p` of Student's t distribution lies, for `p` between 0 and 1.
#[must_use]
pub fn student_quantile(p: f64, df: f64) -> f64 {
    if df.is_nan() || df <= 0.0 { f64::NAN } else { quantile(p, |t| student_cdf(t, df)) }
}

/// Inverts a distribution that is symmetric about 0, by halving in its lower tail, where shares are small
/// numbers and so exact.
fn quantile(p: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p > 0.5 {
        return -lower_quantile(1.0 - p, cdf);
    }
    lower_quantile(p, cdf)
}

fn lower_quantile(p: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let mut low = -1.0;
    while cdf(low) > p {
        low *= 2.0;
    }
    between(low, 0.0, |t| cdf(t) < p)
}

/// Two neighbours are all that is left after so many halvings of any interval of doubles.
pub(super) const HALVINGS: u32 = 1100;

/// The first point between two of which it does not hold that too little lies below, by halving.
pub(super) fn between(mut low: f64, mut high: f64, is_too_low: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if is_too_low(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Up to the last digits of a double.
    pub(in super::super) fn close(found: f64, expected: f64, what: &str) {
        assert!((found - expected).abs() <= 2e-13 * expected.abs(), "{what}: {found} is not {expected}");
    }

    /// Computed with mpmath to 40 digits.
    #[test]
    fn ker_19_shares_match_a_reference() {
        for (x, expected) in [
            (-8.0, 6.220_960_574_271_784e-16),
            (-1.959_963_984_540_054, 0.025_000_000_000_000_01),
            (-0.3, 0.382_088_577_811_047_4),
            (0.0, 0.5),
            (2.5, 0.993_790_334_674_224),
        ] {
            close(normal_cdf(x), expected, "normal");
        }
        for (t, df, expected) in [
            (0.5, 1.0, 0.647_583_617_650_433_3),
            (12.706_204_736_4, 1.0, 0.975_000_000_000_441_5),
            (-2.570_581_836_6, 5.0, 0.024_999_999_970_763_94),
            (1.3, 2.5, 0.849_756_605_364_645_9),
            (40.0, 3.0, 0.999_982_809_659_605_4),
            (0.001, 200.0, 0.500_398_443_849_430_6),
            (-6.0, 30.0, 6.971_384_383_602_371e-7),
        ] {
            close(student_cdf(t, df), expected, "student");
        }
    }

    /// Computed with mpmath to 40 digits; the familiar ones stand in every table.
    #[test]
    fn ker_19_points_match_a_reference() {
        for (p, expected) in [
            (0.975, 1.959_963_984_540_054),
            (0.9, 1.281_551_565_544_600_5),
            (0.025, -1.959_963_984_540_054),
            (0.6, 0.253_347_103_135_799_7),
        ] {
            close(normal_quantile(p), expected, "normal");
        }
        for (p, df, expected) in [
            (0.975, 1.0, 12.706_204_736_174_69),
            (0.975, 5.0, 2.570_581_835_636_315),
            (0.95, 10.0, 1.812_461_122_811_676),
            (0.995, 30.0, 2.749_995_653_567_225),
            (0.1, 4.5, -1.500_885_317_508_558),
        ] {
            close(student_quantile(p, df), expected, "student");
        }
    }

    #[test]
    fn the_ends_are_infinite_and_what_makes_no_sense_is_no_number() {
        assert!(normal_quantile(0.0).is_infinite() && normal_quantile(0.0) < 0.0);
        assert!(normal_quantile(1.0).is_infinite() && normal_quantile(1.0) > 0.0);
        assert!(normal_quantile(1.5).is_nan() && student_quantile(0.5, 0.0).is_nan());
        assert!(student_cdf(1.0, -1.0).is_nan());
    }
}
