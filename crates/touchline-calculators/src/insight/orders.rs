//! Whatever was given, read, done and scored: no figure of a manager, a person or a team knows in which order it was recorded, nor who
//! needs coaching in which order they are asked about, and the parts of each add up.

use proptest::prelude::*;

use super::*;
use crate::metric::{Window, WindowDays};
use crate::skill::{FrameworkGiven, PublishedScore, Raws};
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, LocalDate, Zone};

const FIRST: i64 = 20_500;
const DAYS: i64 = 60;
const HOUR: i64 = 3_600_000;

fn zone() -> Zone {
    Zone::named("Europe/Berlin").unwrap()
}

fn day(after: i64) -> LocalDate {
    LocalDate::from_days(FIRST + after).unwrap()
}

/// So many hours after the first of the days on which something is recorded.
fn hour(after: i64) -> Instant {
    Instant::from_millis(FIRST * 24 * HOUR + after * HOUR).unwrap()
}

fn key(what: &str, nth: usize) -> Key {
    Key::new(&format!("{what}{nth}"))
}

/// An hour after another, if at all.
fn later(after: i64) -> impl Strategy<Value = Option<i64>> {
    prop::option::of((0..400_i64).prop_map(move |hours| after + hours))
}

fn deliveries() -> impl Strategy<Value = Vec<DeliveredCoaching>> {
    let when = (0..DAYS * 24).prop_flat_map(|at| (Just(at), later(at), later(at), later(at)));
    let one = (when, 0..3_usize, 0..4_usize, 0..3_u32, any::<[bool; 3]>());
    prop::collection::vec(one, 0..30).prop_map(|all| {
        type Told = ((i64, Option<i64>, Option<i64>, Option<i64>), usize, usize, u32, [bool; 3]);
        let delivery = |(nth, ((at, acknowledged, read, responded), by, person, questions, flags)): (usize, Told)| {
            let [acknowledgement_asked, clarification_open, reading_known] = flags;
            DeliveredCoaching {
                acknowledged_at: acknowledged.map(hour),
                acknowledgement_asked,
                by: key("m", by),
                clarification_open,
                delivered_at: hour(at),
                delivery: key("d", nth),
                person: key("p", person),
                questions,
                read_at: read.map(hour),
                reading_known,
                responded_at: responded.map(hour),
            }
        };
        all.into_iter().enumerate().map(delivery).collect()
    })
}

fn items() -> impl Strategy<Value = Vec<CoachingItem>> {
    let when = (0..DAYS * 24).prop_flat_map(|at| (Just(at), later(at), prop::option::of(0..DAYS)));
    let one = (when, 0..3_usize, 0..4_usize, prop::option::of(0..30_usize), any::<bool>());
    prop::collection::vec(one, 0..20).prop_map(|all| {
        let item = |(nth, ((at, completed, due), by, person, delivery, cancelled)): (usize, _)| CoachingItem {
            assigned_at: hour(at),
            by: key("m", by),
            cancelled,
            completed_at: Option::map(completed, hour),
            completed_on: None,
            delivery: Option::map(delivery, |nth| key("d", nth)),
            due_on: Option::map(due, day),
            item: key("i", nth),
            person: key("p", person),
            zone: None,
        };
        all.into_iter().enumerate().map(item).collect()
    })
}

fn records() -> impl Strategy<Value = CoachingRecords> {
    let kinds = prop::sample::select(vec![FindingKind::Gap, FindingKind::FailedCheck, FindingKind::WarningComment]);
    let findings = prop::collection::vec((0..DAYS * 24, kinds, 0..4_usize, 0..3_usize), 0..20);
    let drawn = prop::sample::select(vec![None, Some(Drawn::Random), Some(Drawn::Chosen), Some(Drawn::Asked)]);
    let scores = prop::collection::vec((0..DAYS * 24, drawn, 0..4_usize, 0..1_001_i32), 0..40);
    (deliveries(), findings, items(), scores).prop_map(|(deliveries, findings, items, scores)| {
        let finding =
            |(at, kind, person, what)| Finding { at: hour(at), kind, person: key("p", person), what: key("w", what) };
        let score = |(at, drawn, person, score): (i64, Option<Drawn>, usize, i32)| PersonScore {
            at: hour(at),
            drawn,
            person: key("p", person),
            score: f64::from(score) / 10.0,
        };
        CoachingRecords {
            deliveries,
            findings: findings.into_iter().map(finding).collect(),
            items,
            scores: scores.into_iter().map(score).collect(),
        }
    })
}

/// The last days of those on which something is recorded; there are as many before them, and some are not over yet.
fn asked() -> Asked {
    let window = Window::Days(WindowDays { first: day(30), last: day(DAYS - 1), zone: zone() });
    Asked { at: hour(24 * (DAYS - 4)), window, zone: zone() }
}

/// The same in another order.
fn turned<T: Clone>(all: &[T], by: usize) -> Vec<T> {
    let mut turned: Vec<T> = all.iter().rev().cloned().collect();
    let by = by.checked_rem(turned.len()).unwrap_or_default();
    turned.rotate_left(by);
    turned
}

fn turned_records(records: &CoachingRecords, by: usize) -> CoachingRecords {
    CoachingRecords {
        deliveries: turned(&records.deliveries, by),
        findings: turned(&records.findings, by),
        items: turned(&records.items, by),
        scores: turned(&records.scores, by),
    }
}

/// Calls with some of the measures that the framework by default has.
fn calls() -> impl Strategy<Value = Vec<TrendCall>> {
    let measures = prop::sample::subsequence(vec!["question_quality", "active_listening", "need_identification"], 0..4);
    let values = (measures, any::<[i16; 3]>());
    prop::collection::vec((0..DAYS * 24, values), 0..40).prop_map(|all| {
        let value = |(measure, value): (&str, i16)| (measure.to_owned(), Some(f64::from(value) / 300.0));
        let values = |(measures, values): (Vec<&str>, [i16; 3])| -> Raws {
            measures.into_iter().zip(values).map(value).collect()
        };
        all.into_iter().map(|(at, of)| TrendCall { at: hour(at), values: values(of) }).collect()
    })
}

fn needs() -> impl Strategy<Value = Vec<CoachingNeed>> {
    let when = (prop::option::of(0..DAYS * 24), prop::option::of(0..DAYS));
    let one = (when, 0..2_u32, 0..2_u32, prop::collection::vec(0..101_u8, 0..3));
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let need = |(nth, ((last, since), live_proposals, pending_training, scores)): (usize, _)| CoachingNeed {
            last_coached_at: Option::map(last, hour),
            live_proposals,
            pending_training,
            person: key("p", nth),
            scores: Vec::into_iter(scores)
                .enumerate()
                .map(|(area, score)| AreaPublished { area: Some(key("a", area)), score: PublishedScore(score) })
                .collect(),
            since: Option::map(since, day),
        };
        all.into_iter().enumerate().map(need).collect()
    })
}

proptest! {
    #[test]
    fn ins_03_what_managers_see_adds_up_in_any_order(records in records(), by in 0..40_usize) {
        let told = ManagersInsight::of(&records, &[], None, &asked()).unwrap();
        let again = ManagersInsight::of(&turned_records(&records, by), &[], None, &asked()).unwrap();
        prop_assert_eq!(&told, &again);
        for one in &told.managers {
            prop_assert_eq!(one.people.iter().map(|person| person.deliveries).sum::<u64>(), one.deliveries);
            prop_assert_eq!(one.hours_to_acknowledge.open + one.acknowledged.hits, one.acknowledged.of);
            let theirs = records.items.iter().filter(|item| item.by == one.manager && item.counts(asked().at));
            let open = theirs.filter(|item| !item.is_complete(asked().at)).count();
            prop_assert!(one.items.complete.hits <= one.items.complete.of);
            prop_assert!(one.items.overdue <= u64::try_from(open).unwrap());
        }
    }

    #[test]
    fn ins_01_trends_of_calls_are_the_same_in_any_order(calls in calls(), by in 0..40_usize) {
        let windows = TrendWindows { arrow_points: 2, every: Every::Week, zone: zone() };
        let told = |calls: &[TrendCall]| windows.of_calls(calls, &FrameworkGiven::default(), None, "").ok().unwrap();
        let one = told(&calls);
        prop_assert_eq!(&one, &told(&turned(&calls, by)));
        let counted: usize = one.overall.points.iter().filter(|point| point.score.is_some()).count();
        prop_assert!(counted <= calls.len());
    }

    #[test]
    fn ins_04_what_somebody_sees_adds_up_in_any_order(records in records(), by in 0..40_usize) {
        let windows = TrendWindows { arrow_points: 2, every: Every::Week, zone: zone() };
        let policy = InsightPolicy::default();
        let (asked, turned) = (asked(), turned_records(&records, by));
        for person in (0..4).map(|nth| key("p", nth)) {
            let told = |records| PersonInsight::of(records, &person, (&asked, &windows, &policy)).ok().unwrap();
            let (one, again) = (told(&records), told(&turned));
            prop_assert_eq!(&one, &again);
            prop_assert!(one.overdue_items <= one.pending_items);
            let scores = records.scores.iter().filter(|score| score.person == person && score.at <= asked.at);
            let points = one.trend.points.iter().map(|point| u64::from(point.count)).sum::<u64>();
            prop_assert_eq!(points, u64::try_from(scores.count()).unwrap());
        }
    }

    #[test]
    fn ins_06_what_is_told_of_a_team_adds_up_in_any_order(records in records(), by in 0..40_usize) {
        let people: Vec<Key> = (0..3).map(|nth| key("p", nth)).collect();
        let policy = InsightPolicy::default();
        let told = TeamInsight::of(&records, &people, &asked(), &policy);
        let again = TeamInsight::of(&turned_records(&records, by), &turned(&people, by), &asked(), &policy);
        prop_assert_eq!(&told, &again);
        prop_assert_eq!(told.managers.iter().map(|manager| manager.deliveries).sum::<u64>(), told.deliveries);
        prop_assert!(told.average.people <= 3 && told.average.people <= told.average.scores);
        prop_assert!(told.improvement_areas.iter().all(|area| area.people <= area.count.min(3)));
    }

    #[test]
    fn ins_13_who_needs_coaching_is_told_in_one_order(people in needs(), by in 0..40_usize) {
        let policy = InsightPolicy::default();
        let told = |people: &[CoachingNeed]| needs_coaching(people, (asked().at, zone()), &policy);
        let first = told(&people);
        prop_assert_eq!(&first, &told(&turned(&people, by)));
        prop_assert!(first.iter().zip(first.iter().skip(1)).all(|(one, next)| one.reasons.len() >= next.reasons.len()));
        prop_assert!(first.iter().all(|one| !one.reasons.is_empty()));
    }
}
