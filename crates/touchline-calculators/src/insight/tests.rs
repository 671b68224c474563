//! Whatever was observed: estimates lie where they must, and no figure knows an order.

use proptest::prelude::*;

use super::ranking::RankingOf;
use super::*;
use crate::metric::Better;
use crate::skill::{PublishedScore, SkillPolicy};
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

fn drawn(nth: usize) -> Option<Drawn> {
    [None, Some(Drawn::Random), Some(Drawn::Random), Some(Drawn::Chosen), Some(Drawn::Asked)]
        .get(nth)
        .copied()
        .flatten()
}

fn rates() -> impl Strategy<Value = Vec<RankedRate>> {
    let one = (0..9_usize, 0..30_u64, 0..30_u64, 0..5_usize);
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let rate = |(person, hits, more, how): (usize, u64, u64, usize)| RankedRate {
            drawn: drawn(how),
            hits,
            of: hits + more,
            person: Key::new(&format!("p{person}")),
        };
        all.into_iter().map(rate).collect()
    })
}

fn values() -> impl Strategy<Value = Vec<RankedValue>> {
    let one = (0..9_usize, -1_000..1_000_i32, 0..5_usize);
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let value = |(person, value, how): (usize, i32, usize)| RankedValue {
            drawn: drawn(how),
            person: Key::new(&format!("p{person}")),
            value: f64::from(value) / 8.0,
        };
        all.into_iter().map(value).collect()
    })
}

fn stands_where_it_must(ranking: &Ranking, better: Better) -> Result<(), TestCaseError> {
    for row in &ranking.people {
        let mean = ranking.mean.unwrap();
        prop_assert!((row.raw.min(mean)..=row.raw.max(mean)).contains(&row.shrunken), "{row:?} of {mean}");
        prop_assert!((0.0..=1.0).contains(&row.own_weight), "{row:?}");
        if let Some(interval) = row.interval {
            prop_assert!(interval.low <= interval.high, "{row:?}");
        }
    }
    for (before, next) in ranking.people.iter().zip(ranking.people.iter().skip(1)) {
        let in_order = match better {
            Better::Higher => before.shrunken >= next.shrunken,
            Better::Lower => before.shrunken <= next.shrunken,
        };
        prop_assert!(in_order && before.rank <= next.rank);
    }
    Ok(())
}

fn turned<T: Clone>(all: &[T], by: usize) -> Vec<T> {
    let mut turned = all.to_vec();
    if !turned.is_empty() {
        let by = by % turned.len();
        turned.rotate_left(by);
        turned.reverse();
    }
    turned
}

fn scored() -> impl Strategy<Value = Vec<ScoredPerson>> {
    let scores = prop::collection::btree_map(0..400_i64, 0..101_u8, 0..8);
    prop::collection::vec(scores, 0..12).prop_map(|all| {
        let person = |(nth, scores): (usize, std::collections::BTreeMap<i64, u8>)| ScoredPerson {
            hire_date: None,
            person: Key::new(&format!("p{nth:02}")),
            roles: Vec::new(),
            scores: scores
                .into_iter()
                .map(|(on, score)| WindowScore {
                    on: LocalDate::from_days(20_000 + on).unwrap(),
                    score: PublishedScore(score),
                })
                .collect(),
        };
        all.into_iter().enumerate().map(person).collect()
    })
}

proptest! {
    #[test]
    fn ins_08_a_shrunken_rate_lies_between_the_raw_one_and_the_mean_in_any_order(rates in rates(), by in 0..40_usize) {
        let policy = InsightPolicy::default();
        for better in [Better::Higher, Better::Lower] {
            let ranking = RankingOf::Rates(RankedRates { rates: rates.clone() }).ranking(better, &policy);
            stands_where_it_must(&ranking, better)?;
            let again = RankingOf::Rates(RankedRates { rates: turned(&rates, by) }).ranking(better, &policy);
            prop_assert_eq!(&ranking, &again);
        }
    }

    #[test]
    fn ins_08_a_shrunken_mean_lies_between_the_raw_one_and_the_mean_in_any_order(values in values(), by in 0..40_usize) {
        let policy = InsightPolicy::default();
        for better in [Better::Higher, Better::Lower] {
            let ranking = RankingOf::Means(RankedMeans { values: values.clone() }).ranking(better, &policy);
            stands_where_it_must(&ranking, better)?;
            let again = RankingOf::Means(RankedMeans { values: turned(&values, by) }).ranking(better, &policy);
            prop_assert_eq!(&ranking, &again);
        }
    }

    #[test]
    fn ins_11_the_curve_falls_and_whoever_counts_is_on_it_in_any_order(people in scored(), by in 0..40_usize) {
        let (insight, skill) = (InsightPolicy::default(), SkillPolicy::default());
        let policies = (&insight, &skill);
        let told = TimeToProficiency::of(&people, ProficiencySince::FirstScore, policies);
        let mut turned_people = turned(&people, by);
        turned_people.iter_mut().for_each(|person| person.scores.reverse());
        prop_assert_eq!(&TimeToProficiency::of(&turned_people, ProficiencySince::FirstScore, policies), &told);
        let counts = told.counts;
        let known = counts.reached + counts.not_yet + counts.unconfirmed;
        prop_assert_eq!(told.curve.iter().map(|step| step.happened).sum::<u64>(), counts.reached);
        prop_assert_eq!(told.curve.iter().map(|step| step.happened + step.censored).sum::<u64>(), known);
        let all = known + counts.at_the_start + counts.no_scores;
        prop_assert_eq!(all, u64::try_from(people.len()).unwrap());
        for (before, next) in told.curve.iter().zip(told.curve.iter().skip(1)) {
            prop_assert!(before.share >= next.share && before.after < next.after);
        }
        for step in &told.curve {
            if let Some(interval) = step.interval {
                prop_assert!(interval.low <= step.share && step.share <= interval.high);
            }
        }
    }

    #[test]
    fn ins_01_the_slope_in_the_middle_leaves_half_of_the_pairs_on_either_side(
        steps in prop::collection::vec((1..4_i64, -40..40_i32), 301..420),
        grain in prop_oneof![Just(1.0), Just(0.5), Just(10.0), Just(0.1)],
    ) {
        let mut place = 0;
        let points: Vec<(i64, f64)> = steps.into_iter().map(|(step, value)| {
            place += step;
            (place, f64::from(value) * grain)
        }).collect();
        let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
        let TheilSen { interval, slope } = TheilSen::of(&points, TrendTest::of(&values).ok().as_ref()).unwrap();
        prop_assert!(interval.is_some_and(|interval| interval.low <= slope && slope <= interval.high));
        let (mut less, mut more, mut all) = (0_u64, 0_u64, 0_u64);
        for (nth, (from, before)) in points.iter().enumerate() {
            for (to, after) in &points[nth + 1..] {
                let one = (after - before) / f64::from(i32::try_from(to - from).unwrap());
                less += u64::from(one < slope - 1e-12);
                more += u64::from(one > slope + 1e-12);
                all += 1;
            }
        }
        prop_assert!(2 * less <= all && 2 * more <= all, "{less} {more} of {all}");
    }
}
