//! What any ratings do.

use proptest::prelude::*;

use super::*;
use touchline_kernel::text::Key;

/// Ratings of some subjects by some raters, a few missing.
fn rows() -> impl Strategy<Value = Vec<(u32, Cell)>> {
    (2_u32..9, 2_u32..6, 1_u8..7).prop_flat_map(|(subjects, raters, most)| {
        let cells = usize::try_from(subjects * raters).unwrap();
        prop::collection::vec(prop::option::weighted(0.8, 0..most), cells).prop_map(move |values| {
            let places = (0..subjects).flat_map(move |subject| (0..raters).map(move |rater| (subject, rater)));
            let rows = places.zip(values).filter_map(|((subject, rater), value)| {
                Some((subject, Cell { rater, value: f64::from(value?) / 10.0 }))
            });
            rows.collect()
        })
    })
}

fn raters_of(rows: &[(u32, Cell)]) -> usize {
    rows.iter().map(|(_, cell)| cell.rater).collect::<std::collections::BTreeSet<u32>>().len()
}

fn of(rows: &[(u32, Cell)]) -> Ratings {
    Ratings::of_rows(rows.to_vec(), raters_of(rows))
}

const LEVELS: [Level; 4] = [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio];

fn told(ratings: &Ratings) -> String {
    let alphas = LEVELS.map(|level| Krippendorff::of(ratings, level));
    format!("{alphas:?} {:?} {:?}", FleissKappa::of(ratings), PercentAgreement::of(ratings))
}

fn keys(count: usize) -> Vec<Key> {
    (0..count).map(|nth| Key::new(&format!("k{nth:04}"))).collect()
}

fn severity(judgements: &[Judgement], people: usize, raters: usize) -> Severity {
    let (people, raters) = (keys(people), keys(raters));
    Severity::of(judgements.to_vec(), &people.iter().collect::<Vec<_>>(), &raters.iter().collect::<Vec<_>>()).unwrap()
}

fn judgements() -> impl Strategy<Value = Vec<Judgement>> {
    let one = (0_u32..7, 0_u32..5, 0_u8..=100);
    let judged = one.prop_map(|(person, rater, value)| Judgement { person, rater, value: value.into() });
    prop::collection::vec(judged, 1..40)
}

proptest! {
    #[test]
    fn ins_09_no_coefficient_knows_in_which_order_ratings_came_or_who_gave_them(rows in rows(), by in 0..40_usize) {
        let expected = told(&of(&rows));
        let mut turned = rows.clone();
        if !turned.is_empty() {
            turned.rotate_left(by % rows.len());
        }
        prop_assert_eq!(told(&of(&turned)), expected.clone());
        let most = rows.iter().map(|(_, cell)| cell.rater).max().unwrap_or_default();
        let others = rows.iter().map(|(subject, cell)| (*subject, Cell { rater: most - cell.rater, ..*cell }));
        prop_assert_eq!(told(&of(&others.collect::<Vec<_>>())), expected);
    }

    #[test]
    fn ins_09_agreement_is_1_at_most_and_1_only_where_nobody_differs(rows in rows()) {
        let ratings = of(&rows);
        let percent = PercentAgreement::of(&ratings);
        for level in LEVELS {
            let Krippendorff { alpha, undefined, .. } = Krippendorff::of(&ratings, level);
            prop_assert_eq!(alpha.is_some(), undefined.is_none());
            if let Some(alpha) = alpha {
                prop_assert_eq!(alpha >= 1.0, percent.pairs == percent.agreeing_pairs, "{:?} {}", level, alpha);
            }
        }
    }

    #[test]
    fn ins_09_names_may_be_called_otherwise_and_distances_moved(rows in rows()) {
        let alpha = |level, change: fn(f64) -> f64| {
            let changed = rows.iter().map(|(subject, cell)| (*subject, Cell { value: change(cell.value), ..*cell }));
            Krippendorff::of(&of(&changed.collect::<Vec<_>>()), level).alpha
        };
        prop_assert_eq!(alpha(Level::Nominal, |value| value), alpha(Level::Nominal, |value| 7.0 - value));
        prop_assert_eq!(alpha(Level::Ordinal, |value| value), alpha(Level::Ordinal, |value| value * value * 1e3));
        prop_assert_eq!(alpha(Level::Interval, |value| value), alpha(Level::Interval, |value| value + 40.0));
    }

    #[test]
    fn ins_10_leniencies_add_up_to_0_in_each_part_and_what_is_left_tells_nothing_of_people_or_raters(
        judgements in judgements(),
        by in 0..40_usize,
    ) {
        let found = severity(&judgements, 7, 5);
        for (part, number) in found.parts.iter().zip(0_u32..) {
            let own: Vec<&RaterSeverity> = found.raters.iter().filter(|rater| rater.part == number).collect();
            let all: f64 = own.iter().map(|rater| rater.leniency).sum();
            prop_assert!(all.abs() < 1e-9, "{}", all);
            prop_assert_eq!(u32::try_from(own.len()).unwrap(), part.raters);
        }
        let keys = keys(7);
        let left = |judgement: &Judgement| {
            let place = |place: u32| &keys[usize::try_from(place).unwrap()];
            let rater = found.raters.iter().find(|rater| rater.rater == *place(judgement.rater)).unwrap();
            let person = found.people.iter().find(|person| person.person == *place(judgement.person)).unwrap();
            judgement.value - person.adjusted - rater.leniency
        };
        for nth in 0..7 {
            let of_person: f64 = judgements.iter().filter(|judgement| judgement.person == nth).map(left).sum();
            let of_rater: f64 = judgements.iter().filter(|judgement| judgement.rater == nth).map(left).sum();
            prop_assert!(of_person.abs() < 1e-7 && of_rater.abs() < 1e-7, "{} {}", of_person, of_rater);
        }
        let mut turned = judgements.clone();
        turned.rotate_left(by % judgements.len());
        prop_assert_eq!(severity(&turned, 7, 5), found);
    }

    #[test]
    fn ins_10_what_raters_add_is_taken_off_again(
        worth in prop::collection::vec(0_i32..80, 6),
        lenience in prop::collection::vec(-20_i32..20, 4),
    ) {
        let mean = f64::from(lenience.iter().sum::<i32>()) / 4.0;
        let judgements: Vec<Judgement> = (0_u32..).zip(&worth).flat_map(|(person, worth)| {
            // Each is rated by two neighbours, so that all are connected and nobody by all.
            let both = (0_u32..).zip(&lenience).filter(move |(rater, _)| (*rater == person % 4) || *rater == (person + 1) % 4);
            both.map(move |(rater, lenient)| Judgement { person, rater, value: f64::from(worth + lenient) })
        }).collect();
        let found = severity(&judgements, 6, 4);
        prop_assert_eq!(found.parts.len(), 1);
        for (rater, lenient) in found.raters.iter().zip(&lenience) {
            prop_assert!((rater.leniency - (f64::from(*lenient) - mean)).abs() < 1e-9);
        }
        for (person, worth) in found.people.iter().zip(&worth) {
            prop_assert!((person.adjusted - (f64::from(*worth) + mean)).abs() < 1e-9);
        }
    }
}
