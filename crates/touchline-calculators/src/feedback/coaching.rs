//! What is shown of the ratings that people give the coaching of one person: a mean over whole classes, each of as many different
//! people as the policy asks for, and at least five.
//!
//! A rating counts from a moment that was fixed when it was given. At each such moment all that wait of coaching by the same people
//! are one class if they come from enough people, and wait on if they do not. So a class never changes once it is there, whatever is
//! rated later and whatever the policy has become; and two means that are laid side by side, of one coach at two moments or of two
//! who coached together, differ by whole classes.
//!
//! Rules: FBK-04.

use std::collections::{BTreeMap, BTreeSet};

use touchline_kernel::command::PersonId;
use touchline_kernel::time::Instant;

/// A rating of somebody's coaching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoachingAnswer {
    /// All who coached then.
    pub coaches: BTreeSet<PersonId>,
    /// From when on it counts.
    pub counts_from: Instant,
    /// How many people have to stand in its class, as the policy was when it was given.
    pub minimum: u32,
    /// Who gave it.
    pub person: PersonId,
    /// From 1 to 5.
    pub rating: u32,
}

/// The ratings that are shown in a mean at a moment, of all in the order in which they were given: in each class one of each person,
/// the newest, so that as many answers are as many people.
#[must_use]
pub fn shown_ratings(given: Vec<CoachingAnswer>, at: Instant) -> Vec<u32> {
    let mut by_coaches: BTreeMap<BTreeSet<PersonId>, Vec<CoachingAnswer>> = BTreeMap::new();
    for answer in given.into_iter().filter(|answer| answer.counts_from <= at) {
        by_coaches.entry(answer.coaches.clone()).or_default().push(answer);
    }
    by_coaches.into_values().flat_map(in_classes).collect()
}

/// Those of coaching by the same people that stand in a class.
fn in_classes(mut given: Vec<CoachingAnswer>) -> Vec<u32> {
    // Those that count from one moment stay in the order in which they were given.
    given.sort_by_key(|answer| answer.counts_from);
    let (mut shown, mut waiting) = (Vec::new(), BTreeMap::new());
    for together in given.chunk_by(|one, next| one.counts_from == next.counts_from) {
        waiting.extend(together.iter().map(|answer| (answer.person, (answer.minimum, answer.rating))));
        let minimum = waiting.values().map(|(minimum, _)| *minimum).max().unwrap_or_default();
        if u32::try_from(waiting.len()).is_ok_and(|people| people >= minimum) {
            shown.extend(core::mem::take(&mut waiting).into_values().map(|(_, rating)| rating));
        }
    }
    shown
}

/// The mean of ratings to a hundredth, rounded half up; nothing of none. A finer one would tell how many there are.
#[must_use]
pub fn rounded_mean(ratings: &[u32]) -> Option<f64> {
    let count = u64::try_from(ratings.len()).ok()?;
    let sum = ratings.iter().fold(0_u64, |sum, rating| sum.saturating_add(u64::from(*rating)));
    let hundredths = sum.saturating_mul(200).saturating_add(count).checked_div(count.saturating_mul(2))?;
    u32::try_from(hundredths).ok().map(|hundredths| f64::from(hundredths) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(number: i64) -> Instant {
        Instant::MIN.checked_add_millis(number).unwrap()
    }

    fn given(month_of: i64, people: &[(u128, u32)]) -> Vec<CoachingAnswer> {
        by(&[99], given_of(month_of, people))
    }

    fn person(number: u128) -> PersonId {
        serde_json::from_value(format!("00000000-0000-4000-8000-{number:012x}").into()).unwrap()
    }

    fn by(coaches: &[u128], mut answers: Vec<CoachingAnswer>) -> Vec<CoachingAnswer> {
        answers.iter_mut().for_each(|answer| answer.coaches = coaches.iter().copied().map(person).collect());
        answers
    }

    fn given_of(month_of: i64, people: &[(u128, u32)]) -> Vec<CoachingAnswer> {
        let answer = |(by, rating): &(u128, u32)| CoachingAnswer {
            coaches: BTreeSet::new(),
            counts_from: month(month_of),
            minimum: 5,
            person: person(*by),
            rating: *rating,
        };
        people.iter().map(answer).collect()
    }

    fn all(rating: u32, people: core::ops::Range<u128>) -> Vec<(u128, u32)> {
        people.map(|person| (person, rating)).collect()
    }

    #[test]
    fn fbk_04_four_people_wait_and_five_are_a_class_from_the_next_moment_on() {
        let four = given(1, &all(4, 0..4));
        assert_eq!(shown_ratings(four.clone(), month(9)), [0_u32; 0]);
        let five = [four, given(2, &all(1, 4..5))].concat();
        assert_eq!(shown_ratings(five.clone(), month(1)), [0_u32; 0]);
        assert_eq!(shown_ratings(five, month(2)), [4, 4, 4, 4, 1]);
    }

    #[test]
    fn fbk_04_five_answers_of_four_people_are_four() {
        let twice = given(1, &[(0, 1), (1, 2), (2, 3), (3, 4), (0, 5)]);
        assert_eq!(shown_ratings(twice.clone(), month(1)), [0_u32; 0]);
        let more = [twice, given(2, &all(2, 7..8))].concat();
        assert_eq!(shown_ratings(more, month(2)), [5, 2, 3, 4, 2], "each with the newest of theirs");
    }

    #[test]
    fn fbk_04_what_comes_after_a_class_waits_for_one_of_its_own() {
        let first = given(1, &all(5, 0..6));
        let second = given(2, &all(1, 0..4));
        let shown = |answers: &[Vec<CoachingAnswer>]| shown_ratings(answers.concat(), month(9));
        assert_eq!(shown(&[first.clone(), second.clone()]), [5; 6]);
        let third = given(3, &all(2, 3..5));
        assert_eq!(shown(&[first, second, third]), [5, 5, 5, 5, 5, 5, 1, 1, 1, 2, 2]);
    }

    #[test]
    fn fbk_04_a_minimum_is_that_of_when_they_were_given_and_the_greatest_of_those_who_wait() {
        let mut answers = given(1, &all(3, 0..5));
        answers[2].minimum = 6;
        assert_eq!(shown_ratings(answers.clone(), month(1)), [0_u32; 0]);
        answers.extend(given(2, &all(3, 5..6)));
        assert_eq!(shown_ratings(answers, month(2)), [3; 6]);
    }

    #[test]
    fn fbk_04_one_whom_one_of_two_coached_alone_is_in_no_class_with_those_whom_both_did() {
        let both = by(&[98, 99], given_of(1, &all(4, 0..5)));
        let alone = by(&[99], given_of(1, &[(5, 1)]));
        assert_eq!(shown_ratings([both.clone(), alone.clone()].concat(), month(9)), [4; 5]);
        let more = by(&[99], given_of(2, &all(2, 6..10)));
        let mut shown = shown_ratings([both, alone, more].concat(), month(9));
        shown.sort_unstable();
        assert_eq!(shown, [1, 2, 2, 2, 2, 4, 4, 4, 4, 4]);
    }

    #[test]
    fn fbk_04_a_mean_is_told_to_a_hundredth() {
        assert_eq!(rounded_mean(&[]), None);
        assert_eq!(rounded_mean(&[5, 4, 4, 4, 4, 4]), Some(4.17));
        assert_eq!(rounded_mean(&[1, 1, 1, 1, 1, 1, 1, 2]), Some(1.13), "a half goes up");
    }
}
