//! From a sum to a figure, as a fraction of whole numbers: whether a target is reached, and where a straight line
//! leads, is decided without dividing.

use super::{Direction, Reckoning};
use touchline_kernel::math::Millionths;

/// How a sum becomes a figure in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// So many times as much, over so much.
    Linear {
        /// How many times.
        times: i128,
        /// Over how much: over zero.
        over: i128,
    },
    /// How near it comes to what was forecast, of what it is: 1 where both are the same, and not under 0.
    Near {
        /// What was forecast, in what the sum is in.
        forecast: i128,
    },
}

impl Scale {
    /// A sum of millionths as it is.
    pub(super) const PLAIN: Scale = Scale::Linear { times: 1, over: 1 };
}

/// A figure in millionths, as a fraction. There is none where what stands below is not over zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) above: i128,
    pub(super) below: i128,
}

/// How what was observed becomes a figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    pub(super) direction: Direction,
    pub(super) reckoning: Reckoning,
    pub(super) scale: Scale,
    /// The target in millionths.
    pub(super) target: i128,
}

const MILLION: i128 = 1_000_000;

impl Figures {
    /// The figure of so many observations that add up to so much.
    pub(super) fn now(self, sum: i128, count: i128) -> Fraction {
        self.of(sum, count, 1)
    }

    /// The figure of what a sum comes to that goes on to the last of all days as on the whole days so far.
    pub(super) fn at_end(self, sum: i128, (days, whole): (i128, i128)) -> Fraction {
        self.of(sum.saturating_mul(days), 1, whole)
    }

    /// The figure of a part of a sum.
    fn of(self, sum: i128, count: i128, part: i128) -> Fraction {
        match self.scale {
            Scale::Linear { times, over } => {
                let shares = if self.reckoning.is_mean() { count } else { 1 };
                Fraction { above: sum.saturating_mul(times), below: over.saturating_mul(shares).saturating_mul(part) }
            }
            Scale::Near { forecast } => {
                let off = forecast.saturating_mul(part).saturating_sub(sum).saturating_abs();
                let near = sum.saturating_sub(off).max(0);
                Fraction { above: near.saturating_mul(MILLION), below: if part > 0 { sum } else { 0 } }
            }
        }
    }

    /// Whether a figure reaches the target; nothing where there is no figure.
    pub(super) fn reach(self, figure: Fraction) -> Option<bool> {
        let whole = self.target.saturating_mul(figure.below);
        let reached = match self.direction {
            Direction::Higher => figure.above >= whole,
            Direction::Lower => figure.above <= whole,
        };
        (figure.below > 0).then_some(reached)
    }

    /// A figure in percent of the target, in millionths. Where less is better it is mirrored at the target: as much as
    /// a figure lies under it, so much is it over 100.
    pub(super) fn percent(self, Fraction { above, below }: Fraction) -> Option<Millionths> {
        let whole = self.target.saturating_mul(below);
        let towards = match self.direction {
            Direction::Higher => above,
            Direction::Lower => whole.saturating_mul(2).saturating_sub(above),
        };
        Millionths::quotient(towards.saturating_mul(WHOLE), whole)
    }
}

/// The whole, as percents in millionths.
pub(super) const WHOLE: i128 = 100_000_000;
