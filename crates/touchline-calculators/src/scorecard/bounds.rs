//! Between which bounds numbers of a template lie, and how many of a kind it may have.
//!
//! Rules: SCO-01.

/// The least and the greatest weight that can be given, and as many points.
pub(super) const WEIGHTS: (f64, f64) = (0.0, 1_000_000.0);
/// The least weight that is not 0, and as many points.
pub(super) const LEAST_WEIGHT: f64 = 0.000_001;
/// The least and the greatest score at which a band can begin, or that can be asked for.
pub(super) const SCORES: (f64, f64) = (0.0, 1_000.0);
/// The stars that there are.
pub(super) const STARS: (f64, f64) = (1.0, 5.0);
/// Questions of one template, at most.
pub(super) const MOST_QUESTIONS: usize = 1_000;
/// What everything weighs of which nobody says otherwise.
pub(super) fn one() -> f64 {
    1.0
}

/// The least and the greatest number that can be an answer.
pub(super) const NUMBERS: (f64, f64) = (-1e12, 1e12);
/// Options of one question, at most: as many as a whole number of 64 bits tells apart.
pub(super) const MOST_OPTIONS: usize = 64;
