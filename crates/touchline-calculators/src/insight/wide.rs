//! Whole numbers of many bits: of values that are far greater and far finer than one another, such as 50 and the 5.6e-17 that a sum
//! leaves in place of 0, no grain makes whole numbers that a processor has.
//!
//! Rules: INS-01.

use std::cmp::Ordering;

use super::whole::Whole;

/// A whole number in so many times 64 bits, the lowest first; below 0 in two's complement.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wide<const LIMBS: usize>([u64; LIMBS]);

/// So many bits go to a product with a place, the difference of two such, and the sign.
const BESIDE: usize = 34;

/// The lowest 64 bits of a whole number, and those above.
fn apart(whole: u128) -> (u64, u128) {
    (u64::try_from(whole & u128::from(u64::MAX)).unwrap_or_default(), whole >> 64)
}

impl<const LIMBS: usize> Wide<LIMBS> {
    fn is_below_0(&self) -> bool {
        self.0.last().is_some_and(|top| top.leading_zeros() == 0)
    }
}

impl<const LIMBS: usize> Default for Wide<LIMBS> {
    fn default() -> Self {
        Wide([0; LIMBS])
    }
}

impl<const LIMBS: usize> Ord for Wide<LIMBS> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_sign = other.is_below_0().cmp(&self.is_below_0());
        by_sign.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl<const LIMBS: usize> PartialOrd for Wide<LIMBS> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const LIMBS: usize> Whole for Wide<LIMBS> {
    const WIDEST: usize = LIMBS * 64 - BESIDE;

    fn of(part: i64, power: u32) -> Self {
        let above = usize::try_from(power / 64).unwrap_or(usize::MAX);
        let (mut limbs, mut rest) = ([0; LIMBS], i128::from(part).wrapping_shl(power % 64));
        for limb in limbs.iter_mut().skip(above) {
            *limb = u64::try_from(rest & i128::from(u64::MAX)).unwrap_or_default();
            rest >>= 64;
        }
        Wide(limbs)
    }

    /// Places are never below 0, and have no more than the lowest bits.
    fn times(self, place: Self) -> Self {
        let by = u128::from(place.0.first().copied().unwrap_or_default());
        let mut carried = 0_u128;
        Wide(self.0.map(|limb| {
            let (limb, above) = apart(u128::from(limb).wrapping_mul(by).wrapping_add(carried));
            carried = above;
            limb
        }))
    }

    fn less(self, other: Self) -> Self {
        let (mut left, mut borrowed) = (self, false);
        for (limb, other) in left.0.iter_mut().zip(other.0) {
            let (less, is_under) = limb.overflowing_sub(other);
            let (less, is_under_again) = less.overflowing_sub(u64::from(borrowed));
            (*limb, borrowed) = (less, is_under || is_under_again);
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn two(whole: i128) -> Wide<2> {
        let (low, high) = apart(whole.cast_unsigned());
        Wide([low, u64::try_from(high).unwrap()])
    }

    proptest! {
        #[test]
        fn ins_01_two_times_64_bits_are_what_128_are(
            part in -(1_i64 << 53)..1 << 53, power in 0_u32..70, place in 0_i64..1 << 32,
            one in any::<i128>(), other in any::<i128>(),
        ) {
            prop_assert!(Wide::<2>::of(part, power) == two(i128::from(part) << power));
            prop_assert!(two(one).times(Wide::of(place, 0)) == two(one.wrapping_mul(place.into())));
            prop_assert!(two(one).less(two(other)) == two(one.wrapping_sub(other)));
            prop_assert_eq!(two(one).cmp(&two(other)), one.cmp(&other));
        }
    }
}
