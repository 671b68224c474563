//! Functions whose last bit differs between the mathematics libraries of platforms.
//!
//! Rules: KER-19.

/// e to the power of `x`.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power of `y`.
#[must_use]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// The natural logarithm of the gamma function's absolute value.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The share of the beta function's integral that lies below `x`, for positive `a` and `b`; see [`Beta::share`].
pub(super) fn regularised_beta(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    Beta::of(a, b).share(x, rest)
}

/// The beta function's integral for positive `a` and `b`: what hangs on these alone is reckoned once for all its shares.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beta {
    a: f64,
    b: f64,
    /// The logarithm of 1 over the whole integral.
    lead: f64,
    /// How large the logarithms are whose rounding is in it.
    size: f64,
}

impl Beta {
    pub(super) fn of(a: f64, b: f64) -> Self {
        let (both, of_a, of_b) = (ln_gamma(a + b), ln_gamma(a), ln_gamma(b));
        Beta { a, b, lead: both - of_a - of_b, size: both.abs() + of_a.abs() + of_b.abs() }
    }

    /// The share of the integral that lies below `x`. What is left of 1, `rest`, is handed in too: near 1 it could not be
    /// had from `x` without loss.
    pub(super) fn share(&self, x: f64, rest: f64) -> f64 {
        self.share_and_growth(x, rest).0
    }

    /// The same, and its growth there.
    pub(super) fn share_and_growth(&self, x: f64, rest: f64) -> (f64, f64) {
        if x <= 0.0 {
            return (0.0, 0.0);
        }
        if rest <= 0.0 {
            return (1.0, 0.0);
        }
        let growth = self.growth(x, rest);
        // The continued fraction converges fast only below the mean; above it the other tail is computed.
        let share = if x < self.turn() {
            growth * beta_fraction(self.a, self.b, x) / self.a
        } else {
            1.0 - growth * beta_fraction(self.b, self.a, rest) / self.b
        };
        (share, growth)
    }

    /// By how much the share grows as the logarithm of `x` over `rest` does.
    pub(super) fn growth(&self, x: f64, rest: f64) -> f64 {
        exp(self.lead + self.a * ln(x) + self.b * ln(rest))
    }

    /// By how much that growth itself does, as a share of it.
    pub(super) fn bend(&self, x: f64, rest: f64) -> f64 {
        self.a * rest - self.b * x
    }

    /// How far a share that was reckoned may lie from the true one, at most.
    pub(super) fn error(&self, x: f64, rest: f64, share: f64) -> f64 {
        // Besides the logarithms, the fraction's terms are rounded, of which there are up to 500.
        const OF_FRACTION: f64 = 1_024.0;
        // Beside the turn, what is reckoned of the other tail is held against it.
        const BESIDE: f64 = 1e-4;
        let size = self.size + (self.a * ln(x)).abs() + (self.b * ln(rest)).abs() + OF_FRACTION;
        let reckoned = if x < self.turn() * (1.0 - BESIDE) {
            share
        } else if x > self.turn() * (1.0 + BESIDE) {
            1.0 - share
        } else {
            1.0
        };
        f64::EPSILON * (size * reckoned + 1.0)
    }

    /// The point from which the upper tail is reckoned.
    fn turn(&self) -> f64 {
        (self.a + 1.0) / (self.a + self.b + 2.0)
    }
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TERMS: u32 = 500;
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for term in 1..=TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for step in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + step * d);
            c = away_from_zero(1.0 + step / c);
            fraction *= d * c;
        }
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with mpmath to 40 digits.
    #[test]
    fn ker_19_the_logarithm_of_gamma_matches_a_reference() {
        for (x, expected) in [
            (0.001, 6.907_178_885_383_854),
            (0.5, 0.572_364_942_924_700_1),
            (1.0, 0.0),
            (3.7, 1.428_072_326_665_388),
            (10.5, 13.940_625_219_403_764),
            (100.25, 360.284_559_637_764_23),
            (1e-8, 18.420_680_738_180_21),
        ] {
            assert!((ln_gamma(x) - expected).abs() <= 1e-14 * expected.max(1.0), "{x}: {}", ln_gamma(x));
        }
    }
}
