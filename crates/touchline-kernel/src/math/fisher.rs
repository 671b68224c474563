//! Fisher's F distribution: shares below a point, and points below which a share lies.
//!
//! A point is found by halving, so that it is the same whatever is known of where it lies; what is known spares most of the
//! shares that this would ask for.
//!
//! Rules: KER-19.

use super::distribution::between;
use super::special::{Beta, exp};

/// The share of Fisher's F distribution, with `above` degrees of freedom above the line and `below` under it, that lies
/// below `f`; not a number where a degree is not positive.
#[must_use]
pub fn fisher_cdf(f: f64, above: f64, below: f64) -> f64 {
    if above > 0.0 && below > 0.0 { Fisher::of(above, below).share(f) } else { f64::NAN }
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
    let fisher = Fisher::of(above, below);
    let mut high = 1.0;
    while fisher.share(high) < p {
        if high > f64::MAX / 4.0 {
            return f64::INFINITY;
        }
        high *= 2.0;
    }
    let (low_end, high_end) = fisher.around(p, high);
    between(0.0, high, |f| f <= low_end || f < high_end && fisher.share(f) < p)
}

/// The distribution of some degrees of freedom.
struct Fisher {
    above: f64,
    below: f64,
    beta: Beta,
}

impl Fisher {
    fn of(above: f64, below: f64) -> Self {
        Fisher { above, below, beta: Beta::of(above / 2.0, below / 2.0) }
    }

    /// The share that lies below `f`.
    fn share(&self, f: f64) -> f64 {
        if f <= 0.0 {
            return 0.0;
        }
        self.parts(f).map_or(1.0, |(x, rest)| self.beta.share(x, rest))
    }

    /// The point of the beta function's integral that stands for `f`, and what is left of 1; nothing beyond all numbers.
    fn parts(&self, f: f64) -> Option<(f64, f64)> {
        let whole = self.above * f + self.below;
        (!whole.is_infinite()).then(|| (self.above * f / whole, self.below / whole))
    }

    /// A point up to which every share is reckoned as less than `p`, and one from which none is: close to the point that is
    /// sought, or where that is not found all there is up to `high`.
    fn around(&self, p: f64, high: f64) -> (f64, f64) {
        self.close_around(p, high).unwrap_or((0.0, high))
    }

    fn close_around(&self, p: f64, high: f64) -> Option<(f64, f64)> {
        let f = self.approach(p, high)?;
        let (x, rest) = self.parts(f)?;
        let error = self.beta.error(x, rest, p);
        // So far away the share differs by four times what it may be wrong by, and is asked for half of that.
        let apart = 4.0 * error / self.beta.growth(x, rest);
        let (low, high) = (f * (1.0 - apart), f * (1.0 + apart));
        let are_ends = apart < 0.01 && self.share(low) + 2.0 * error < p && self.share(high) - 2.0 * error >= p;
        are_ends.then_some((low, high))
    }

    /// A point close to the one that is sought, by Halley's steps between points that lie on either side of it.
    fn approach(&self, p: f64, mut high: f64) -> Option<f64> {
        const STEPS: u32 = 30;
        /// After a step so short the next would change nothing.
        const SHORT: f64 = 1e-5;
        const LONGEST: f64 = 4.0;
        let mut low = 0.0;
        let mut f = 1.0_f64.max(high / 2.0);
        for _ in 0..STEPS {
            let (x, rest) = self.parts(f)?;
            let (share, growth) = self.beta.share_and_growth(x, rest);
            let missing = p - share;
            if missing > 0.0 {
                low = f;
            } else {
                high = f;
            }
            let straight = missing / growth;
            let bent = straight / (1.0 + straight * self.beta.bend(x, rest) / 2.0).max(0.5);
            let step = bent.clamp(-LONGEST, LONGEST);
            let next = f * exp(step);
            if step.abs() < SHORT {
                return Some(next);
            }
            f = if low < next && next < high { next } else { low + (high - low) / 2.0 };
        }
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::distribution::tests::close;
    use super::*;
    use proptest::prelude::*;

    const FISHER_SHARES: [(f64, f64, f64, f64); 6] = [
        (0.5, 1.0, 1.0, 0.391_826_552_030_607_3),
        (3.2, 5.0, 20.0, 0.972_246_210_835_826_2),
        (1.7, 9.5, 3.25, 0.649_078_808_671_677),
        (12.0, 2.0, 7.0, 0.994_528_867_764_900_8),
        (0.01, 40.0, 60.0, 6.197_711_829_630_473e-31),
        (250.0, 3.0, 12.0, 0.999_999_999_955_571_5),
    ];
    pub(in super::super) const FISHER_POINTS: [(f64, f64, f64, f64); 6] = [
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

    /// The point by halving alone.
    fn halved(p: f64, above: f64, below: f64) -> f64 {
        let mut high = 1.0;
        while fisher_cdf(high, above, below) < p {
            if high > f64::MAX / 4.0 {
                return f64::INFINITY;
            }
            high *= 2.0;
        }
        between(0.0, high, |f| fisher_cdf(f, above, below) < p)
    }

    fn degrees() -> impl Strategy<Value = f64> {
        prop_oneof![(1..40_u32).prop_map(f64::from), 0.2..60.0_f64, 60.0..20_000.0_f64]
    }

    fn share() -> impl Strategy<Value = f64> {
        prop_oneof![Just(0.975), Just(0.025), Just(0.95), 0.4..0.6_f64, 0.0001..0.9999_f64]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

        #[test]
        fn ker_19_fishers_points_are_those_of_halving_alone(p in share(), above in degrees(), below in degrees()) {
            prop_assert_eq!(fisher_quantile(p, above, below).to_bits(), halved(p, above, below).to_bits());
        }

        #[test]
        fn ker_19_fishers_points_are_found_close_by(above in 1..600_u32, below in 1..6_000_u32) {
            let fisher = Fisher::of(above.into(), below.into());
            let point = fisher_quantile(0.975, above.into(), below.into());
            let mut high = 1.0;
            while high < point {
                high *= 2.0;
            }
            let found = fisher.close_around(0.975, high);
            prop_assert!(found.is_some_and(|(low, high)| low < point && point <= high && high - low < 1e-9 * point), "{:?}", found);
        }
    }
}
