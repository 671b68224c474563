//! The normal distribution, Student's t, Fisher's F and the beta distribution: shares below a point, and points below which a share lies.
//!
//! Rules: KER-19.

use super::special::{Beta, regularised_beta};

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

/// The share of Fisher's F distribution, with `above` degrees of freedom above the line and `below` under it, that lies
/// below `f`; not a number where a degree is not positive.
#[must_use]
pub fn fisher_cdf(f: f64, above: f64, below: f64) -> f64 {
    if !(above > 0.0 && below > 0.0) {
        return f64::NAN;
    }
    if f <= 0.0 {
        return 0.0;
    }
    let whole = above * f + below;
    if whole.is_infinite() {
        return 1.0;
    }
    regularised_beta(above / 2.0, below / 2.0, above * f / whole, below / whole)
}

/// The point below which the share `p` of Fisher's F distribution lies, for `p` between 0 and 1.
#[must_use]
pub fn fisher_quantile(p: f64, above: f64, below: f64) -> f64 {
    if !(above > 0.0 && below > 0.0 && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0.0 } else { f64::INFINITY };
    }
    let mut high = 1.0;
    while fisher_cdf(high, above, below) < p {
        if high > f64::MAX / 4.0 {
            return f64::INFINITY;
        }
        high *= 2.0;
    }
    between(0.0, high, |f| fisher_cdf(f, above, below) < p)
}

/// The point below which the share `p` of the beta distribution lies, for `p` between 0 and 1 and positive `a` and `b`; not a
/// number for others.
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0 && (a + b).is_finite() && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0.0 } else { 1.0 };
    }
    let beta = Beta::of(a, b);
    let (mut low, mut high, mut x) = (0.0, 1.0, a / (a + b));
    for _ in 0..HALVINGS {
        let (share, density) = beta.share_and_density(x, 1.0 - x);
        if share < p {
            low = x;
        } else {
            high = x;
        }
        let step = (share - p) / density;
        let next = x - step;
        if step.abs() <= NEWTON_ENDS * x {
            return next;
        }
        // By Newton's step where that stays between what is too low and what is not, else by halving.
        x = if low < next && next < high { next } else { low + (high - low) / 2.0 };
        if x <= low || x >= high {
            return x;
        }
    }
    high
}

/// A step that moves a point by so small a share of it is the last.
const NEWTON_ENDS: f64 = 1e-15;

/// Two neighbours are all that is left after so many halvings of any interval of doubles.
const HALVINGS: u32 = 1100;

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

/// The first point between two of which it does not hold that too little lies below, by halving.
fn between(mut low: f64, mut high: f64, is_too_low: impl Fn(f64) -> bool) -> f64 {
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
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, what: &str) {
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

    const FISHER_SHARES: [(f64, f64, f64, f64); 6] = [
        (0.5, 1.0, 1.0, 0.391_826_552_030_607_3),
        (3.2, 5.0, 20.0, 0.972_246_210_835_826_2),
        (1.7, 9.5, 3.25, 0.649_078_808_671_677),
        (12.0, 2.0, 7.0, 0.994_528_867_764_900_8),
        (0.01, 40.0, 60.0, 6.197_711_829_630_473e-31),
        (250.0, 3.0, 12.0, 0.999_999_999_955_571_5),
    ];
    const FISHER_POINTS: [(f64, f64, f64, f64); 6] = [
        (0.975, 5.0, 15.0, 3.576_415_349_279_061),
        (0.975, 15.0, 5.0, 6.427_728_167_078_779),
        (0.025, 3.0, 9.5, 0.069_229_715_398_806_7),
        (0.975, 9.4627, 5.0, 6.650_901_002_282_117),
        (0.95, 1.0, 10.0, 4.964_602_743_730_712),
        (0.5, 200.0, 300.0, 0.998_887_652_842_180_3),
    ];

    /// Computed with mpmath to 40 digits.
    #[test]
    fn ker_19_fishers_shares_and_points_match_a_reference() {
        for (f, above, below, expected) in FISHER_SHARES {
            close(fisher_cdf(f, above, below), expected, "fisher");
        }
        for (p, above, below, expected) in FISHER_POINTS {
            close(fisher_quantile(p, above, below), expected, "fisher");
        }
        assert!(fisher_cdf(1.0, 0.0, 3.0).is_nan() && fisher_quantile(1.5, 2.0, 3.0).is_nan());
        assert!(fisher_quantile(0.975, 1e-6, 1e-6).is_infinite());
        assert!(fisher_quantile(1.0, 2.0, 3.0).is_infinite() && fisher_quantile(0.0, 2.0, 3.0).abs() <= 0.0);
        assert!((fisher_cdf(f64::INFINITY, 2.0, 3.0) - 1.0).abs() <= 0.0 && fisher_cdf(-1.0, 2.0, 3.0).abs() <= 0.0);
    }

    /// A point of Fisher's distribution is one of the beta distribution on another scale.
    #[test]
    fn ker_19_points_of_the_beta_distribution_are_those_of_fishers() {
        for (p, above, below, expected) in FISHER_POINTS {
            let line = above * expected;
            close(beta_quantile(p, above / 2.0, below / 2.0), line / (line + below), "beta");
        }
        // The distribution of (1, b) leaves (1 − x) to the power of b above x, and that of (a, 1) x to the power of a below it.
        for (a, p) in [(1.0, 0.025), (0.25, 0.025), (7.5, 0.975), (300.0, 0.5), (0.02, 0.1), (1e6, 0.025)] {
            close(beta_quantile(p, a, 1.0), super::super::pow(p, 1.0 / a), "of a");
            // Near 1 a point is no nearer to it than doubles are.
            let above = (1.0 - beta_quantile(p, 1.0, a)) - super::super::pow(1.0 - p, 1.0 / a);
            assert!(above.abs() <= 2e-15, "of b: {a} {above}");
        }
        close(beta_quantile(0.5, 20.0, 20.0), 0.5, "in the middle");
        assert!(beta_quantile(0.5, 0.0, 1.0).is_nan() && beta_quantile(1.5, 1.0, 1.0).is_nan());
        assert!(beta_quantile(0.5, f64::INFINITY, 1.0).is_nan());
        assert!(beta_quantile(0.0, 2.0, 3.0).abs() <= 0.0 && (beta_quantile(1.0, 2.0, 3.0) - 1.0).abs() <= 0.0);
    }

    #[test]
    fn the_ends_are_infinite_and_what_makes_no_sense_is_no_number() {
        assert!(normal_quantile(0.0).is_infinite() && normal_quantile(0.0) < 0.0);
        assert!(normal_quantile(1.0).is_infinite() && normal_quantile(1.0) > 0.0);
        assert!(normal_quantile(1.5).is_nan() && student_quantile(0.5, 0.0).is_nan());
        assert!(student_cdf(1.0, -1.0).is_nan());
    }
}
