//! Two lots of figures held against each other by their ranks (Mann–Whitney), and a mean that leaves out what was interrupted.

/// How many of a hundred figures are left out at either end.
const TRIMMED: usize = 10;

/// What two lots come to.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// How often, of one figure of each lot, the second lot's is the greater one; a half where nothing tells them apart.
    pub share: f64,
    /// By how many standard deviations that is more than chance would give.
    pub z: f64,
}

/// Holds two lots against each other. Figures that are alike share their ranks.
#[must_use]
pub fn held(first: &[f64], second: &[f64]) -> Ranked {
    let mut all: Vec<(f64, bool)> = first.iter().map(|figure| (*figure, false)).collect();
    all.extend(second.iter().map(|figure| (*figure, true)));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut ties, mut before) = (0.0, 0.0, 0.0);
    for alike in all.chunk_by(|a, b| a.0 == b.0) {
        let count = alike.len() as f64;
        let rank = before + (count + 1.0) / 2.0;
        ranks += rank * alike.iter().filter(|(_, is_second)| *is_second).count() as f64;
        ties += count * count * count - count;
        before += count;
    }
    let (n, m) = (first.len() as f64, second.len() as f64);
    let over = ranks - m * (m + 1.0) / 2.0;
    let total = n + m;
    let variance = n * m / 12.0 * (total + 1.0 - ties / (total * (total - 1.0)));
    let beyond = over - n * m / 2.0;
    Ranked { share: over / (n * m), z: if variance > 0.0 { beyond / variance.sqrt() } else { 0.0 } }
}

/// The mean of the figures but for the least and the greatest of them.
#[must_use]
pub fn trimmed_mean(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let out = sorted.len() * TRIMMED / 100;
    let kept = &sorted[out..sorted.len() - out];
    kept.iter().sum::<f64>() / kept.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_held_against_each_other_by_their_ranks() {
        let apart = held(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]);
        assert_eq!(apart.share, 1.0);
        assert!((apart.z - 4.5 / 5.25_f64.sqrt()).abs() < 1e-12, "{apart:?}");
        // Of 16 pairs the second one is greater in 10, and alike in 3. Three pairs of figures are alike.
        let tied = held(&[1.0, 2.0, 3.0, 4.0], &[2.0, 3.0, 4.0, 5.0]);
        assert_eq!(tied.share, 11.5 / 16.0);
        let variance: f64 = 16.0 / 12.0 * (9.0 - 18.0 / 56.0);
        assert!((tied.z - 3.5 / variance.sqrt()).abs() < 1e-12, "{tied:?}");
        let alike = held(&[1.0, 1.0], &[1.0, 1.0]);
        assert_eq!((alike.share, alike.z), (0.5, 0.0));
    }

    #[test]
    fn what_was_interrupted_is_left_out_of_a_mean() {
        let figures: Vec<f64> = (0..9).map(|_| 5.0).chain([1e9]).collect();
        assert_eq!(trimmed_mean(&figures), 5.0);
    }
}
