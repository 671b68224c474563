//! How far the measures of a group lie from their means: sums of squares of whole trillionths, of which none is rounded and only the
//! last step is a double. So the interval around a mean knows no order of rows and batches, and its memory is that of a group.
//!
//! Rules: BAT-03.

use arrow_buffer::i256;
use touchline_calculators::skill::MeasureSum;

use crate::decimal;

/// Up to here so many squares of trillionths fit into a whole number of 128 bits as are added up there.
const NARROW: u128 = 1 << 58;

/// How often a square of that size may be added.
const OFTEN: u32 = 1 << 11;

/// By component: the squares of all measures, in square trillionths.
#[derive(Debug, Default)]
pub(super) struct Squares(Box<[Square]>);

#[derive(Clone, Copy, Debug, Default)]
struct Square {
    whole: i256,
    /// Of those that are not in the whole yet.
    narrow: u128,
    waiting: u32,
}

impl Squares {
    pub(super) fn of(components: usize) -> Self {
        Squares(vec![Square::default(); components].into())
    }

    /// Adds the measures of a row, of which a NaN is missing.
    pub(super) fn add(&mut self, row: &[f64]) {
        let measures = self.0.iter_mut().zip(row).filter(|(_, raw)| !raw.is_nan());
        measures.for_each(|(square, raw)| square.add(MeasureSum::counted(*raw)));
    }

    /// Adds what was added up elsewhere.
    pub(super) fn merge(&mut self, other: &Squares) {
        let squares = self.0.iter_mut().zip(&other.0);
        squares.for_each(|(square, other)| square.whole = square.whole.wrapping_add(other.all()));
    }

    /// The squares of how far the measures of a component lie from their mean.
    pub(super) fn around_mean(&self, component: usize, measures: &MeasureSum) -> Option<f64> {
        let square = self.0.get(component)?;
        let (count, sum) = (i256::from(measures.calls() as i128), i256::from(measures.sum()));
        // So many times as many as there are calls, which leaves a whole number.
        let apart = square.all().wrapping_mul(count).wrapping_sub(sum.wrapping_mul(sum));
        let squares: f64 = decimal::told(apart, 24).parse().ok()?;
        (measures.calls() > 0).then(|| squares / measures.calls() as f64)
    }
}

impl Square {
    fn add(&mut self, measure: i128) {
        let size = measure.unsigned_abs();
        if size <= NARROW {
            self.narrow += size * size;
            self.waiting += 1;
            if self.waiting >= OFTEN {
                *self = Square { whole: self.all(), ..Square::default() };
            }
        } else {
            let measure = i256::from(measure);
            self.whole = self.whole.wrapping_add(measure.wrapping_mul(measure));
        }
    }

    fn all(self) -> i256 {
        self.whole.wrapping_add(i256::from_parts(self.narrow, 0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use touchline_kernel::math::Sample;

    use super::*;

    fn squares(raws: &[f64]) -> f64 {
        let (mut squares, mut sum) = (Squares::of(1), MeasureSum::default());
        for raw in raws {
            squares.add(&[*raw]);
            sum.add(*raw);
        }
        squares.around_mean(0, &sum).unwrap()
    }

    #[test]
    fn bat_03_what_is_the_same_does_not_vary() {
        assert_eq!(squares(&[0.1 + 0.2; 5_000]), 0.0);
        assert_eq!(squares(&[1e15, 1e15]), 0.0);
        assert_eq!(squares(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]), 32.0);
    }

    proptest! {
        #[test]
        fn bat_03_squares_about_a_mean_are_those_of_the_sample(
            raws in prop::collection::vec(prop_oneof![0.0..1.0_f64, -1e4..1e7_f64, -1e15..1e15_f64], 2..60),
            cut in 0..60_usize,
        ) {
            let found = squares(&raws);
            let wanted = Sample::of_numbers(raws.iter().copied()).squares();
            prop_assert!((found - wanted).abs() <= 1e-12 * wanted, "{found} {wanted}");
            let mut turned = raws.clone();
            turned.rotate_left(cut % raws.len());
            prop_assert_eq!(squares(&turned).to_bits(), found.to_bits());
        }
    }
}
