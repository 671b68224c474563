//! What was observed, one by one, in whole numbers: so that a mean and a spread know no order, and a spread and a
//! difference stay the same to the last bit when everything moves by as much.

use std::iter::repeat_n;

use super::exact::{TRILLION, quotient, trillionths};
use super::rounding::sum;

/// The squares of so many are put in order on the stack.
const FEW: usize = 16;
/// For so many there is room at once.
const ROOM: usize = 8;

/// What was observed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The amounts, and how often each follows upon itself: of those, what is the same is reckoned once.
    amounts: Vec<(i128, usize)>,
    count: u64,
    /// How many of the amounts' grain make one.
    one: i128,
    sum: i128,
}

impl Default for Sample {
    fn default() -> Self {
        Sample::new(Vec::new(), 1)
    }
}

impl Sample {
    /// Amounts in a grain of which so many make one.
    #[must_use]
    pub fn new(amounts: Vec<i128>, one: i128) -> Self {
        Sample::of(amounts.into_iter().map(|amount| (amount, 1)), one)
    }

    fn of(all: impl IntoIterator<Item = (i128, usize)>, one: i128) -> Self {
        let all = all.into_iter();
        // Where nobody can say how many there are, some few have their room at once.
        let (least, most) = all.size_hint();
        let mut amounts = Vec::<(i128, usize)>::with_capacity(most.unwrap_or(ROOM).min(ROOM).max(least));
        let (mut count, mut sum) = (0_u64, 0_i128);
        for (amount, times) in all {
            count = count.saturating_add(u64::try_from(times).unwrap_or(u64::MAX));
            sum = sum.saturating_add(i128::try_from(times).map_or(i128::MAX, |times| amount.saturating_mul(times)));
            match amounts.last_mut() {
                Some((same, before)) if *same == amount => *before = before.saturating_add(times),
                _ => amounts.push((amount, times)),
            }
        }
        Sample { amounts, count, one, sum }
    }

    /// Numbers, of which each counts to a trillionth.
    #[must_use]
    pub fn of_numbers(numbers: impl IntoIterator<Item = f64>) -> Self {
        let (mut last, mut whole) = (0_u64, 0_i128);
        let mut amount = |number: f64| {
            if number.to_bits() != last {
                (last, whole) = (number.to_bits(), trillionths(number));
            }
            whole
        };
        Sample::of(numbers.into_iter().map(|number| (amount(number), 1)), TRILLION)
    }

    /// Numbers in order, and how often each is there: what [`Sample::of_numbers`] makes of them one by one.
    #[must_use]
    pub fn of_counted(numbers: impl IntoIterator<Item = (f64, usize)>) -> Self {
        Sample::of(numbers.into_iter().map(|(number, times)| (trillionths(number), times)), TRILLION)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The mean; none of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        quotient(self.sum, self.one.saturating_mul(self.count().into()))
    }

    /// The sum of the amounts, in their grain.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.sum
    }

    /// This mean less another one; none where one of both is of nothing.
    #[must_use]
    pub fn less(&self, other: &Sample) -> Option<f64> {
        let by_doubles = self.mean()? - other.mean()?;
        Some(self.less_exactly(other).unwrap_or(by_doubles))
    }

    /// The same from whole numbers, where they have one grain and are no greater than whole numbers may be.
    fn less_exactly(&self, other: &Sample) -> Option<f64> {
        let (own, others) = (i128::from(self.count()), i128::from(other.count()));
        let above = self.sum.checked_mul(others)?.checked_sub(other.sum.checked_mul(own)?)?;
        let below = self.one.checked_mul(own)?.checked_mul(others)?;
        quotient(above, below).filter(|_| self.one == other.one)
    }

    /// The squares of how far each lies from the mean, added up from the smallest on.
    #[must_use]
    pub fn squares(&self) -> f64 {
        // Few take no room of their own.
        let (mut few, mut many) = ([(0.0, 0_usize); FEW], Vec::new());
        let squares = match few.get_mut(..self.amounts.len()) {
            Some(few) => few,
            None => {
                many.resize(self.amounts.len(), (0.0, 0));
                many.as_mut_slice()
            }
        };
        for (square, (amount, times)) in squares.iter_mut().zip(&self.amounts) {
            let apart = self.apart(*amount);
            *square = (apart * apart, *times);
        }
        squares.sort_unstable_by(|(one, _), (other, _)| one.total_cmp(other));
        sum(squares.iter().flat_map(|(square, times)| repeat_n(*square, *times)))
    }

    fn apart(&self, amount: i128) -> f64 {
        let count = i128::from(self.count());
        let exactly = || {
            let apart = amount.checked_mul(count)?.checked_sub(self.sum)?;
            quotient(apart, self.one.saturating_mul(count))
        };
        let by_doubles = || Some(quotient(amount, self.one)? - self.mean()?);
        self.apart_of_64_bits(amount).or_else(exactly).or_else(by_doubles).unwrap_or_default()
    }

    /// The same where all of it fits into whole numbers of 64 bits, which the processor multiplies by itself.
    fn apart_of_64_bits(&self, amount: i128) -> Option<f64> {
        let narrow = |whole: i128| i64::try_from(whole).ok();
        let count = i64::try_from(self.count()).ok()?;
        let apart = narrow(amount)?.checked_mul(count)?.checked_sub(narrow(self.sum)?)?;
        quotient(apart.into(), narrow(self.one)?.checked_mul(count)?.into())
    }

    /// The variance, as it is estimated for all from which these were taken; none of fewer than two.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        let freedom = self.count().checked_sub(1).filter(|freedom| *freedom > 0)?;
        Some(self.squares() / quotient(freedom.into(), 1)?)
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: Option<f64>, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() <= 1e-14 * expected.abs()), "{found:?}: {expected}");
    }

    #[test]
    fn ker_16_what_is_counted_is_what_is_there_one_by_one() {
        let counted = [(-0.5, 2), (-0.0, 1), (0.0, 3), (0.1, 1), (4.25, 2)];
        let one_by_one = counted.iter().flat_map(|(number, times)| repeat_n(*number, *times));
        assert_eq!(Sample::of_counted(counted), Sample::of_numbers(one_by_one));
    }

    /// Of 2, 4, 4, 4, 5, 5, 7, 9 the mean is 5, and the squares about it are 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16.
    #[test]
    fn ker_16_mean_and_variance_are_the_textbooks() {
        let sample = Sample::new(vec![2, 4, 4, 4, 5, 5, 7, 9], 1);
        assert_eq!(sample.mean().map(f64::to_bits), Some(5.0_f64.to_bits()));
        close(sample.variance(), 32.0 / 7.0);
        close(Sample::new(vec![20, 40, 40, 40, 50, 50, 70, 90], 10).variance(), 32.0 / 7.0);
        close(sample.less(&Sample::new(vec![45, 15], 10)), 2.0);
    }

    #[test]
    fn ker_16_of_nothing_there_is_no_mean_and_of_one_no_variance() {
        assert_eq!(Sample::default().mean(), None);
        assert_eq!(Sample::default().less(&Sample::new(vec![1], 1)), None);
        assert_eq!(Sample::new(vec![7], 1).variance(), None);
        assert_eq!(Sample::of_numbers([0.1 + 0.2, 0.3]).squares().to_bits(), 0.0_f64.to_bits());
    }

    #[test]
    fn ker_16_what_is_beyond_whole_numbers_is_reckoned_by_doubles() {
        let wide = Sample::new(vec![i128::MAX / 4, i128::MAX / 4, -(i128::MAX / 4)], 1);
        let quarter = quotient(i128::MAX / 4, 1).unwrap();
        close(wide.variance(), 4.0 / 3.0 * quarter * quarter);
        close(wide.less(&Sample::new(vec![0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1)), quarter / 3.0);
    }

    proptest! {
        #[test]
        fn ker_16_a_spread_knows_no_order_no_shift_and_no_sign(
            amounts in prop::collection::vec(-1_000_000_000_000_000_i128..1_000_000_000_000_000, 2..40),
            by in 0..40_usize,
            shift in -1_000_000_000_000_000_000_i128..1_000_000_000_000_000_000,
        ) {
            let spread = Sample::new(amounts.clone(), TRILLION).squares().to_bits();
            let mut turned = amounts.clone();
            turned.rotate_left(by % amounts.len());
            prop_assert_eq!(Sample::new(turned, TRILLION).squares().to_bits(), spread);
            let moved = amounts.iter().map(|amount| amount + shift).collect();
            prop_assert_eq!(Sample::new(moved, TRILLION).squares().to_bits(), spread);
            let mirrored = amounts.iter().map(|amount| -amount).collect();
            prop_assert_eq!(Sample::new(mirrored, TRILLION).squares().to_bits(), spread);
        }
    }
}
