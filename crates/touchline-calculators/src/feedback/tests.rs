//! What a release promises whoever answers what, in whatever rounds: held against everything that was ever shown.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use touchline_kernel::text::{Key, Note};

const MINIMUM: usize = 3;
const QUESTIONS: [(&str, AsksFor); 2] = [("listens", AsksFor::Rating), ("more_of", AsksFor::Text)];

/// Who of a few answers in a round: as what, with which rating, and which text.
type Answering = Vec<Option<(FeedbackRelation, Option<u32>, Option<u32>)>>;

fn answering() -> impl Strategy<Value = Answering> {
    let relation = prop_oneof![
        3 => Just(FeedbackRelation::Peer),
        1 => Just(FeedbackRelation::DirectReport),
        1 => Just(FeedbackRelation::Stakeholder),
    ];
    let answers = (relation, proptest::option::weighted(0.9, 1_u32..=5), proptest::option::weighted(0.9, 0_u32..20));
    prop::collection::vec(proptest::option::weighted(0.75, answers), 9..12)
}

fn round(number: usize, answering: &Answering, released: &[ReleasedRound]) -> FeedbackRound {
    let answerers = answering.iter().enumerate().filter_map(|(nth, one)| {
        let (relation, rating, text) = (*one)?;
        let rating = rating.map(|rating| AnswerGiven::Rating(RatingGiven { rating }));
        let text = text.map(|text| AnswerGiven::Text(TextGiven { text: Note::new(&format!("text {text}")) }));
        let answers = QUESTIONS.iter().zip([rating, text]).filter_map(|((question, _), answer)| {
            Some(FeedbackAnswer { answer: answer?, question: Key::new(question) })
        });
        Some(FeedbackAnswerer { answers: answers.collect(), person: Key::new(&format!("p{nth}")), relation })
    });
    let questions =
        QUESTIONS.iter().map(|(key, asks_for)| FeedbackQuestion { asks_for: *asks_for, question: Key::new(key) });
    FeedbackRound {
        answerers: answerers.collect(),
        key: Key::new(&format!("round {number}")),
        questions: questions.collect(),
        released: released.to_vec(),
    }
}

/// Rounds one after the other, each with what was kept of those before it.
fn rounds(all: &[Answering]) -> Vec<(FeedbackRound, FeedbackRelease)> {
    let (mut kept, mut released) = (Vec::new(), Vec::new());
    for (number, answering) in all.iter().enumerate() {
        let round = round(number, answering, &kept);
        round.check("").unwrap();
        let release = round.release(&FeedbackPolicy { group_minimum: MINIMUM, ..FeedbackPolicy::default() });
        kept.push(release.kept.clone());
        released.push((round, release));
    }
    released
}

/// All groups of a question, of all rounds.
fn groups<'a>(released: &'a [(FeedbackRound, FeedbackRelease)], question: &str) -> Vec<BTreeSet<&'a Key>> {
    let groups = released.iter().flat_map(|(_, release)| &release.kept.groups);
    groups.filter(|group| group.question.as_str() == question).map(|group| group.people.iter().collect()).collect()
}

/// What tells each apart: in which of the groups they stand.
fn signatures<'a>(groups: &[BTreeSet<&'a Key>]) -> BTreeMap<&'a Key, Vec<bool>> {
    let people: BTreeSet<&Key> = groups.iter().flatten().copied().collect();
    people.into_iter().map(|one| (one, groups.iter().map(|group| group.contains(one)).collect())).collect()
}

fn shown(released: &[(FeedbackRound, FeedbackRelease)]) -> Vec<String> {
    released.iter().map(|(_, release)| serde_json::to_string(&release.shown).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn fbk_03_no_sum_of_differences_of_groups_is_over_fewer_answers_than_the_minimum(
        all in prop::collection::vec(answering(), 1..5),
        parts in prop::collection::vec(-3_i32..=3, 40),
    ) {
        let released = rounds(&all);
        for (question, _) in QUESTIONS {
            let groups = groups(&released, question);
            for group in &groups {
                prop_assert!(group.len() >= MINIMUM);
            }
            for (nth, one) in groups.iter().enumerate() {
                for other in groups.iter().skip(nth + 1) {
                    let apart = one.symmetric_difference(other).count();
                    prop_assert!(apart == 0 || apart >= MINIMUM, "{one:?} {other:?}");
                }
            }
            // Not only two of them: any number, added and taken away, however often.
            let signatures = signatures(&groups);
            let weight = |of: &Vec<bool>| of.iter().zip(&parts).filter(|(is_in, _)| **is_in).map(|(_, part)| *part).sum::<i32>();
            let left = signatures.values().filter(|signature| weight(signature) != 0).count();
            prop_assert!(left == 0 || left >= MINIMUM, "{groups:?} {parts:?}");
        }
    }

    #[test]
    fn fbk_03_everybody_in_what_is_shown_stands_there_with_enough_others_that_nothing_tells_them_from(
        all in prop::collection::vec(answering(), 1..5),
    ) {
        let released = rounds(&all);
        for (question, _) in QUESTIONS {
            let mut alike: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
            for signature in signatures(&groups(&released, question)).into_values() {
                *alike.entry(signature).or_default() += 1;
            }
            prop_assert!(alike.values().all(|people| *people >= MINIMUM), "{alike:?}");
        }
    }

    // Whoever asks chooses the words: a question that asks the same under another key tells nobody apart either.
    #[test]
    fn fbk_03_no_other_name_for_a_question_tells_fewer_apart_than_the_minimum(
        all in prop::collection::vec((answering(), 0_usize..3), 1..5),
    ) {
        let keys = ["listens", "hears", "hears_out"].map(Key::new);
        let mut kept: Vec<ReleasedRound> = Vec::new();
        for (number, (answering, called)) in all.iter().enumerate() {
            let mut round = round(number, answering, &kept);
            let called = keys.get(*called).unwrap();
            round.questions.retain(|one| one.asks_for == AsksFor::Rating);
            round.questions.iter_mut().for_each(|one| one.question = called.clone());
            for answerer in &mut round.answerers {
                answerer.answers.retain(|one| one.answer.rating().is_some());
                answerer.answers.iter_mut().for_each(|one| one.question = called.clone());
            }
            kept.push(round.kept(&FeedbackPolicy { group_minimum: MINIMUM, ..FeedbackPolicy::default() }));
        }
        let groups: Vec<BTreeSet<&Key>> =
            kept.iter().flat_map(|round| &round.groups).map(|group| group.people.iter().collect()).collect();
        let mut alike: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for signature in signatures(&groups).into_values() {
            *alike.entry(signature).or_default() += 1;
        }
        prop_assert!(alike.values().all(|people| *people >= MINIMUM), "{alike:?}");
    }

    // Whoever reads all that is shown, and knows what all others answered, cannot tell two of a group from one another.
    #[test]
    fn fbk_03_who_of_two_that_stand_together_gave_which_answers_changes_no_byte(
        all in prop::collection::vec(answering(), 1..4), one in 0_usize..9, other in 0_usize..9,
    ) {
        let released = rounds(&all);
        for (place, (question, _)) in QUESTIONS.iter().enumerate() {
            let signatures = signatures(&groups(&released, question));
            let signature = |nth: usize| signatures.get(&Key::new(&format!("p{nth}"))).cloned();
            prop_assume!(signature(one).is_some());
            if signature(one) != signature(other) {
                continue;
            }
            let mut swapped = all.clone();
            for (number, answering) in swapped.iter_mut().enumerate() {
                let Some((first, second)) = answering.get(one).copied().flatten().zip(answering.get(other).copied().flatten())
                else { continue };
                // Only where both answered in a group that is shown: else nothing of them is shown, or nothing is alike.
                let kept = &released.get(number).unwrap().1.kept.groups;
                let stands = |nth: usize| kept.iter().any(|group| {
                    group.question.as_str() == *question && group.people.contains(&Key::new(&format!("p{nth}")))
                });
                if !stands(one) || !stands(other) {
                    continue;
                }
                let (mut to_one, mut to_other) = (first, second);
                match place {
                    0 => (to_one.1, to_other.1) = (second.1, first.1),
                    _ => (to_one.2, to_other.2) = (second.2, first.2),
                }
                *answering.get_mut(one).unwrap() = Some(to_one);
                *answering.get_mut(other).unwrap() = Some(to_other);
            }
            prop_assert_eq!(shown(&rounds(&swapped)), shown(&released));
        }
    }

    #[test]
    fn fbk_03_the_order_of_submission_changes_no_byte(answering in answering(), seed in any::<u64>()) {
        let first = round(0, &answering, &[]);
        let mut other = first.clone();
        let mut generator = touchline_kernel::random::SplitMix64::new(touchline_kernel::random::Seed(seed));
        generator.draw_first(&mut other.answerers, usize::MAX);
        other.answerers.iter_mut().for_each(|one| generator.draw_first(&mut one.answers, usize::MAX));
        let policy = FeedbackPolicy::default();
        prop_assert_eq!(first.release(&policy), other.release(&policy));
    }

    // What is not shown can be anything: it changes no byte of what is, and neither does whether there is any of it.
    #[test]
    fn fbk_03_nothing_that_is_shown_tells_of_answers_that_are_not(answering in answering(), rating in 1_u32..=5) {
        let first = round(0, &answering, &[]);
        let release = first.release(&FeedbackPolicy::default());
        let mut other = first.clone();
        for answerer in &mut other.answerers {
            let person = answerer.person.clone();
            let is_shown = |question: &Key| {
                release.kept.groups.iter().any(|group| group.question == *question && group.people.contains(&person))
            };
            for one in answerer.answers.iter_mut().filter(|one| !is_shown(&one.question)) {
                one.answer = match one.answer {
                    AnswerGiven::Rating(_) => AnswerGiven::Rating(RatingGiven { rating }),
                    AnswerGiven::Text(_) => AnswerGiven::Text(TextGiven { text: Note::new("another") }),
                };
            }
        }
        prop_assert_eq!(&other.release(&FeedbackPolicy::default()).shown, &release.shown);
        for answerer in &mut other.answerers {
            let person = answerer.person.clone();
            answerer.answers.retain(|one| {
                release.kept.groups.iter().any(|group| group.question == one.question && group.people.contains(&person))
            });
        }
        prop_assert_eq!(other.release(&FeedbackPolicy::default()).shown, release.shown);
    }
}

#[test]
fn fbk_03_texts_stand_in_no_order_that_could_be_guessed_from_who_wrote_them() {
    // Of a hundred questions each of six orders of three is there: the order is the question's, and nobody's.
    let orders: BTreeSet<Vec<String>> = (0..100)
        .map(|nth| {
            let mut texts: Vec<Note> = ["first", "second", "third"].map(Note::new).into();
            shuffle::shuffle(&mut texts, &Key::new("spring"), &Key::new(&format!("q{nth}")));
            texts.iter().map(|text| text.as_str().to_owned()).collect()
        })
        .collect();
    assert_eq!(orders.len(), 6);
}
