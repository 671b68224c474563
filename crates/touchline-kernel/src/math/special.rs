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

/// The beta distribution, of a positive `a` and `b`.
pub(super) struct Beta {
    a: f64,
    b: f64,
    /// The logarithm of what its density has to be divided by, below 0.
    whole: f64,
}

impl Beta {
    pub(super) fn of(a: f64, b: f64) -> Self {
        Beta { a, b, whole: ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) }
    }

    /// Its density at `x`, times `x` and times the `rest` of 1.
    fn front(&self, x: f64, rest: f64) -> f64 {
        exp(self.whole + self.a * ln(x) + self.b * ln(rest))
    }

    /// The share of the integral that lies below `x`. What is left of 1, `rest`, is handed in too: near 1 it could not be had
    /// from `x` without loss.
    pub(super) fn share(&self, x: f64, rest: f64) -> f64 {
        self.share_and_density(x, rest).0
    }

    /// The same, and how fast it rises there.
    pub(super) fn share_and_density(&self, x: f64, rest: f64) -> (f64, f64) {
        if x <= 0.0 {
            return (0.0, 0.0);
        }
        if rest <= 0.0 {
            return (1.0, 0.0);
        }
        let Beta { a, b, .. } = *self;
        let front = self.front(x, rest);
        // The continued fraction converges fast only below the mean; above it the other tail is computed.
        let share = if x < (a + 1.0) / (a + b + 2.0) {
            front * beta_fraction(a, b, x) / a
        } else {
            1.0 - front * beta_fraction(b, a, rest) / b
        };
        (share, front / (x * rest))
    }
}

/// The share of the beta function's integral that lies below `x`, with the `rest` of 1, for positive `a` and `b`.
pub(super) fn regularised_beta(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    Beta::of(a, b).share(x, rest)
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
