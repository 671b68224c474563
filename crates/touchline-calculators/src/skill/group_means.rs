//! Which means of a team's scores are told: of enough people, and no two of which one, taken off the other, would leave the scores of
//! a few.
//!
//! Rules: ACC-15.

use std::collections::BTreeMap;

use touchline_kernel::math::rounded;

/// To how many places a mean is told: a finer one would tell how many there are.
const PLACES: u8 = 2;

/// What each of several people was scored at, more than once where they were: one figure of a group.
#[derive(Clone, Debug)]
pub struct GroupScores<P>(BTreeMap<P, Vec<u8>>);

impl<P> Default for GroupScores<P> {
    fn default() -> Self {
        GroupScores(BTreeMap::new())
    }
}

impl<P: Ord> GroupScores<P> {
    /// Adds a score of somebody.
    pub fn add(&mut self, person: P, score: u8) {
        self.0.entry(person).or_default().push(score);
    }

    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.0.len()
    }

    /// How many there are besides this one.
    #[must_use]
    pub fn others_than(&self, person: &P) -> usize {
        self.people().saturating_sub(usize::from(self.0.contains_key(person)))
    }

    /// The mean over people, each of whom counts once by the mean of their own; nothing of nobody.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let own = self.0.values().filter_map(|scores| mean(scores.iter().copied().map(f64::from)));
        mean(own).map(|mean| rounded(mean, PLACES))
    }

    /// Everybody in it.
    pub fn all(&self) -> impl Iterator<Item = &P> {
        self.0.keys()
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count.saturating_add(1)));
    (count > 0).then(|| sum / f64::from(count))
}

/// Of figures of one group, those that can be told beside one another to who does not know what some in it were scored at: each of
/// none of these people or of at least so many, and no two of such that differ by fewer. The larger come first, and of equal ones the
/// earlier.
#[must_use]
pub fn told_together<N, P: Ord>(
    figures: Vec<(N, GroupScores<P>)>,
    least: usize,
    is_unknown: impl Fn(&P) -> bool,
) -> Vec<(N, GroupScores<P>)> {
    let unknown = |scores: &GroupScores<P>| scores.all().filter(|person| is_unknown(person)).count();
    let mut figures: Vec<(usize, (N, GroupScores<P>))> =
        figures.into_iter().map(|(name, scores)| (unknown(&scores), (name, scores))).collect();
    figures.retain(|(unknown, (_, scores))| scores.people() > 0 && is_none_or_enough(*unknown, least));
    figures.sort_by_key(|(unknown, _)| core::cmp::Reverse(*unknown));
    let mut told: Vec<(N, GroupScores<P>)> = Vec::new();
    for (_, (name, scores)) in figures {
        let fits = |other: &GroupScores<P>| is_none_or_enough(apart(&scores, other, &is_unknown), least);
        if told.iter().all(|(_, other)| fits(other)) {
            told.push((name, scores));
        }
    }
    told
}

fn is_none_or_enough(people: usize, least: usize) -> bool {
    people == 0 || people >= least
}

/// By how many of these people two groups differ.
fn apart<P: Ord>(one: &GroupScores<P>, other: &GroupScores<P>, is_one_of_these: &impl Fn(&P) -> bool) -> usize {
    let alone = |one: &GroupScores<P>, other: &GroupScores<P>| {
        one.all().filter(|person| is_one_of_these(person) && !other.0.contains_key(person)).count()
    };
    alone(one, other).saturating_add(alone(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(people: core::ops::Range<u32>) -> GroupScores<u32> {
        let mut scores = GroupScores::default();
        people.for_each(|person| scores.add(person, 60));
        scores
    }

    fn told(figures: &[core::ops::Range<u32>]) -> Vec<usize> {
        let figures = figures.iter().cloned().map(scores).enumerate().collect();
        told_together(figures, 5, |_| true).into_iter().map(|(place, _)| place).collect()
    }

    #[test]
    fn each_person_counts_once_by_the_mean_of_their_own() {
        let mut scores = GroupScores::default();
        [(1, 60), (1, 61), (2, 80), (3, 71)].into_iter().for_each(|(person, score)| scores.add(person, score));
        assert_eq!(scores.mean(), Some(70.5));
        scores.add(4, 70);
        scores.add(5, 71);
        scores.add(6, 71);
        // 60.5 + 80 + 71 + 70 + 71 + 71 = 423.5; a sixth of it is 70.5833…
        assert_eq!(scores.mean(), Some(70.58));
        assert_eq!((scores.people(), scores.others_than(&3), scores.others_than(&9)), (6, 5, 6));
        assert_eq!(GroupScores::<u32>::default().mean(), None);
    }

    #[test]
    fn a_group_of_too_few_is_not_told() {
        assert_eq!(told(&[0..5, 0..4, 0..0]), [0]);
    }

    #[test]
    fn of_two_groups_that_differ_by_too_few_the_larger_is_told() {
        assert_eq!(told(&[0..6, 0..7]), [1]);
        assert_eq!(told(&[0..6, 0..10, 0..11]), [2, 0]);
        assert_eq!(told(&[0..6, 1..7, 0..6]), [0, 2], "the earlier of equal ones, and the same people again");
        assert_eq!(told(&[0..5, 5..10, 0..10]), [2, 0, 1], "halves differ from the whole by five each");
    }

    #[test]
    fn of_those_whose_scores_are_known_anyhow_it_does_not_matter_how_many_there_are() {
        let figures = || [0..1, 0..6, 0..7, 3..9].into_iter().map(scores).enumerate().collect();
        let places = |unknown: &[u32]| -> Vec<usize> {
            let told = told_together(figures(), 5, |person| unknown.contains(person));
            told.into_iter().map(|(place, _)| place).collect()
        };
        assert_eq!(places(&[]), [0, 1, 2, 3]);
        assert_eq!(places(&[6]), [0, 1], "the sixth alone would follow from the others");
        assert_eq!(places(&[0, 1, 2, 3, 4]), [1, 2], "five are unknown in both, and nobody is in one alone");
    }

    /// Of every three groups out of five people.
    #[test]
    fn whatever_is_told_together_differs_by_enough_and_what_is_left_out_does_not() {
        const LEAST: usize = 2;
        let group = |set: u32| {
            let mut scores = GroupScores::default();
            (0..5).filter(|person| set & (1 << person) != 0).for_each(|person| scores.add(person, 60));
            scores
        };
        let apart = |one: u32, other: u32| match (one ^ other).count_ones() {
            0 => usize::MAX,
            people => usize::try_from(people).unwrap(),
        };
        for sets in 0..(1_u32 << 15) {
            let sets = [sets & 31, (sets >> 5) & 31, sets >> 10];
            let figures = sets.iter().map(|set| (*set, group(*set))).collect();
            let told: Vec<u32> = told_together(figures, LEAST, |_| true).into_iter().map(|(set, _)| set).collect();
            let fits = |set: &u32| told.iter().all(|other| apart(*set, *other) >= LEAST);
            assert!(told.iter().all(fits), "{sets:?}");
            let large = sets.iter().filter(|set| group(**set).people() >= LEAST);
            assert!(large.clone().all(|set| told.contains(set) || !fits(set)), "{sets:?}");
        }
    }
}
