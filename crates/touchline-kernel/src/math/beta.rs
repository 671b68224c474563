//! The beta distribution: points below which a share lies.
//!
//! Rules: KER-19.

use super::distribution::HALVINGS;
use super::special::Beta;

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
        let (share, growth) = beta.share_and_growth(x, 1.0 - x);
        if share < p {
            low = x;
        } else {
            high = x;
        }
        let step = (share - p) / (growth / (x * (1.0 - x)));
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

#[cfg(test)]
mod tests {
    use super::super::{distribution::tests::close, fisher::tests::FISHER_POINTS, pow};
    use super::*;

    /// A point of Fisher's distribution is one of the beta distribution on another scale.
    #[test]
    fn ker_19_points_of_the_beta_distribution_are_those_of_fishers() {
        for (p, above, below, expected) in FISHER_POINTS {
            let line = above * expected;
            close(beta_quantile(p, above / 2.0, below / 2.0), line / (line + below), "beta");
        }
        // The distribution of (1, b) leaves (1 − x) to the power of b above x, and that of (a, 1) x to the power of a below it.
        for (a, p) in [(1.0, 0.025), (0.25, 0.025), (7.5, 0.975), (300.0, 0.5), (0.02, 0.1), (1e6, 0.025)] {
            close(beta_quantile(p, a, 1.0), pow(p, 1.0 / a), "of a");
            // Near 1 a point is no nearer to it than doubles are.
            let above = (1.0 - beta_quantile(p, 1.0, a)) - pow(1.0 - p, 1.0 / a);
            assert!(above.abs() <= 2e-15, "of b: {a} {above}");
        }
        close(beta_quantile(0.5, 20.0, 20.0), 0.5, "in the middle");
        assert!(beta_quantile(0.5, 0.0, 1.0).is_nan() && beta_quantile(1.5, 1.0, 1.0).is_nan());
        assert!(beta_quantile(0.5, f64::INFINITY, 1.0).is_nan());
        assert!(beta_quantile(0.0, 2.0, 3.0).abs() <= 0.0 && (beta_quantile(1.0, 2.0, 3.0) - 1.0).abs() <= 0.0);
    }
}
