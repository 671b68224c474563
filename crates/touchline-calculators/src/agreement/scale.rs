//! The different ratings that were given, in order, and how often each was: so that what is the same is reckoned once.
//!
//! Rules: INS-09.

use super::percent::{is_same, runs};
use super::{Cell, Ratings};
use touchline_kernel::math::{quotient, sum};

/// A rating, or what it counts as, and how often it was given.
pub(super) type Counted = (f64, usize);

/// Up to so many different ratings, those of a subject are counted in a place for each; of more they are put in order.
const FEW: usize = 64;

/// The different ratings of those subjects that two or more rated.
#[derive(Debug, Default)]
pub(super) struct Scale {
    /// Where one of them may stand.
    near: Near,
    /// In order.
    ratings: Vec<f64>,
    /// How often each was given.
    times: Vec<usize>,
    /// What each counts as: itself, or its rank.
    values: Vec<f64>,
}

impl Scale {
    pub(super) fn of(ratings: &Ratings) -> Self {
        let given = || ratings.pairable().flatten().map(|cell| cell.value);
        let mut scale = Scale::default();
        for value in given() {
            scale.add(value);
            if scale.ratings.len() > FEW {
                scale = Scale::sorted(&mut given().collect::<Vec<f64>>());
                scale.near.keep(&scale.ratings);
                break;
            }
        }
        scale.values.clone_from(&scale.ratings);
        scale
    }

    fn sorted(values: &mut [f64]) -> Self {
        let mut scale = Scale::default();
        for same in runs(values) {
            scale.ratings.extend(same.first());
            scale.times.push(same.len());
        }
        scale
    }

    fn add(&mut self, value: f64) {
        let place = self.place(value);
        match (self.ratings.get(place), self.times.get_mut(place)) {
            (Some(rated), Some(times)) if is_same(*rated, value) => *times = times.saturating_add(1),
            _ => {
                self.ratings.insert(place, value);
                self.times.insert(place, 1);
                self.near.keep(&self.ratings);
            }
        }
    }

    /// Where a rating stands.
    fn place(&self, value: f64) -> usize {
        let near = self.near.place(value);
        let is_there = self.ratings.get(near).is_some_and(|rated| is_same(*rated, value));
        if is_there { near } else { self.ratings.partition_point(|rated| *rated < value) }
    }

    /// How many ratings there are.
    pub(super) fn ratings(&self) -> usize {
        self.times.iter().copied().fold(0, usize::saturating_add)
    }

    /// How many different ones there are.
    pub(super) fn different(&self) -> usize {
        self.ratings.len()
    }

    /// Has each count as its rank: how many lie below it, and half of those that are the same.
    pub(super) fn rank(&mut self) {
        let mut below = 0.0;
        for (value, times) in self.values.iter_mut().zip(&self.times) {
            let count = real(*times);
            *value = below + count / 2.0;
            below += count;
        }
    }

    /// All that were given.
    pub(super) fn all(&self) -> Vec<Counted> {
        self.values.iter().copied().zip(self.times.iter().copied()).collect()
    }

    /// The sum of what each subject that two or more rated comes to, by its ratings in order and how many they are.
    pub(super) fn sum_over_subjects(
        &self,
        ratings: &Ratings,
        mut comes_to: impl FnMut(&[Counted], usize) -> f64,
    ) -> f64 {
        let mut own = Own::default();
        sum(ratings.pairable().map(|cells| {
            own.count(self, cells);
            comes_to(&own.counted, cells.len())
        }))
    }
}

/// Where a rating may stand, by its first bits: no two whole numbers up to 31, halves up to 15 or percentages by tens have the
/// same. So most are found by one look, and the others are looked for.
#[derive(Debug)]
struct Near([u8; 256]);

impl Default for Near {
    fn default() -> Self {
        Near([0; 256])
    }
}

impl Near {
    fn bits(value: f64) -> usize {
        let [first, second, ..] = value.to_bits().to_be_bytes();
        usize::from(first ^ second)
    }

    fn place(&self, value: f64) -> usize {
        self.0.get(Near::bits(value)).copied().map(usize::from).unwrap_or_default()
    }

    fn keep(&mut self, ratings: &[f64]) {
        for (rated, place) in ratings.iter().zip(0..=u8::MAX) {
            if let Some(near) = self.0.get_mut(Near::bits(*rated)) {
                *near = place;
            }
        }
    }
}

/// A count as a double.
pub(super) fn real(count: usize) -> f64 {
    quotient(i128::try_from(count).unwrap_or(i128::MAX), 1).unwrap_or_default()
}

/// The ratings of one subject, in room that is used again for the next.
#[derive(Debug, Default)]
struct Own {
    places: Vec<usize>,
    counted: Vec<Counted>,
}

impl Own {
    fn count(&mut self, scale: &Scale, cells: &[Cell]) {
        self.places.clear();
        self.counted.clear();
        if scale.ratings.len() > FEW { self.count_in_order(scale, cells) } else { self.count_in_place(scale, cells) }
    }

    fn count_in_place(&mut self, scale: &Scale, cells: &[Cell]) {
        self.places.resize(scale.ratings.len(), 0);
        for cell in cells {
            if let Some(times) = self.places.get_mut(scale.place(cell.value)) {
                *times = times.saturating_add(1);
            }
        }
        let given = scale.values.iter().copied().zip(self.places.iter().copied());
        self.counted.extend(given.filter(|(_, times)| *times > 0));
    }

    fn count_in_order(&mut self, scale: &Scale, cells: &[Cell]) {
        self.places.extend(cells.iter().map(|cell| scale.place(cell.value)));
        self.places.sort_unstable();
        let same = self.places.chunk_by(|one, other| one == other);
        let value = |place: Option<&usize>| scale.values.get(*place?).copied();
        self.counted.extend(same.filter_map(|same| Some((value(same.first())?, same.len()))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ins_09_what_is_counted_in_places_is_counted_in_order_alike(
            subjects in prop::collection::vec(prop::collection::vec(-9_i8..9, 0..12), 0..8),
        ) {
            let rows = subjects.iter().zip(0_u32..).flat_map(|(values, subject)| {
                let rated = values.iter().zip(0_u32..);
                rated.map(move |(value, rater)| (subject, Cell { rater, value: f64::from(*value) / 4.0 }))
            });
            let ratings = Ratings::of_rows(rows.collect(), 12);
            let mut scale = Scale::of(&ratings);
            let mut all: Vec<f64> = ratings.pairable().flatten().map(|cell| cell.value).collect();
            let sorted = Scale::sorted(&mut all);
            prop_assert_eq!((&scale.ratings, &scale.times), (&sorted.ratings, &sorted.times));
            scale.rank();
            for cells in ratings.pairable() {
                let (mut places, mut order) = (Own::default(), Own::default());
                places.count_in_place(&scale, cells);
                order.count_in_order(&scale, cells);
                prop_assert_eq!(places.counted, order.counted);
            }
        }
    }

    #[test]
    fn ins_09_ratings_of_a_few_steps_are_found_by_one_look() {
        let whole = |step: f64, most: u32| (0..=most).map(f64::from).map(move |nth| nth * step).collect::<Vec<f64>>();
        for ratings in [whole(1.0, 31), whole(0.5, 31), whole(10.0, 10)] {
            let mut near = Near::default();
            near.keep(&ratings);
            assert!(ratings.iter().enumerate().all(|(place, rated)| near.place(*rated) == place), "{ratings:?}");
        }
    }

    #[test]
    fn ins_09_of_many_different_ratings_none_is_lost() {
        let rows = (0..400_u32).map(|nth| (nth / 2, Cell { rater: nth % 2, value: f64::from(nth % 199) }));
        let scale = Scale::of(&Ratings::of_rows(rows.collect(), 2));
        assert_eq!((scale.different(), scale.ratings()), (199, 400));
    }
}
