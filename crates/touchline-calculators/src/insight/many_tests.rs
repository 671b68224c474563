//! Many tests at once: of a hundred people who go nowhere up to five seem to rise or fall by chance. What each is worth among all of them is
//! told by the false discovery rate of Benjamini and Hochberg.
//!
//! Rules: INS-01.

use touchline_kernel::math::quotient;

/// For each of these p, the least share of chance among all that are found where it is found too, in the order in which they came.
#[must_use]
pub fn false_discovery_rates(ps: &[f64]) -> Vec<f64> {
    let mut by_size: Vec<(usize, f64)> = ps.iter().copied().enumerate().collect();
    by_size.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let tests = i128::try_from(ps.len()).unwrap_or(i128::MAX);
    let (mut rates, mut least) = (vec![1.0; ps.len()], 1.0_f64);
    for (before, (place, p)) in by_size.into_iter().enumerate().rev() {
        let rank = i128::try_from(before).unwrap_or(i128::MAX).saturating_add(1);
        least = least.min(p * quotient(tests, rank).unwrap_or(1.0));
        if let Some(rate) = rates.get_mut(place) {
            *rate = least;
        }
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57 (1995) 289–300: of fifteen p the first four are found at
    /// 0.05, as their 4 · 0.05 ÷ 15 = 0.0133 is the last that p does not exceed.
    #[test]
    fn ins_01_four_of_the_fifteen_of_benjamini_and_hochberg_are_found() {
        let ps = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let rates = false_discovery_rates(&ps);
        assert_eq!(rates.iter().filter(|rate| **rate <= 0.05).count(), 4);
        assert!((rates[3] - 0.0095 * 15.0 / 4.0).abs() < 1e-15);
        // 0.0278 · 15 ÷ 6 is 0.0695, and that of the greater 0.0298 less: 0.0639, which both have.
        assert!((rates[5] - 0.0298 * 15.0 / 7.0).abs() < 1e-15 && rates[5].total_cmp(&rates[6]).is_eq());
        assert!(rates.is_sorted());
        assert_eq!(rates.last(), Some(&1.0));
    }

    #[test]
    fn ins_01_the_order_in_which_tests_come_changes_no_rate() {
        assert_eq!(false_discovery_rates(&[0.04, 0.01, 0.03]), [0.04, 0.03, 0.04]);
        assert_eq!(false_discovery_rates(&[0.5, 0.5]), [0.5, 0.5]);
        assert_eq!(false_discovery_rates(&[]), [0.0; 0]);
    }
}
