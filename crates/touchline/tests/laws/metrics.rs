//! MET-01, MET-05, MET-06, INS-07: figures are what their facts add up to, in whatever order and parts these come, and
//! intervals hold what they are about.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::kernel::math::NORMAL_95;
use touchline::metric::{Against, Counted, Figure, METRICS, Metric, MetricEntry, Proportion, Tally};
use touchline::waist::{Status, call};

fn counted() -> impl Strategy<Value = Counted> {
    prop_oneof![
        Just(Counted::Out),
        Just(Counted::Unknown),
        Just(Counted::Pending),
        any::<bool>().prop_map(|hit| Counted::yes(Some(hit))),
        (0.0..100.0_f64).prop_map(|number| Counted::number(Some(number))),
        (1..1_000_000_i128, 0..2_000_000_i128).prop_map(|(list, sold)| Counted::discount(Some(list), Some(sold))),
    ]
}

fn moment() -> impl Strategy<Value = String> {
    (1..=28_u32, 0..24_u32).prop_map(|(day, hour)| format!("2026-03-{day:02}T{hour:02}:00:00.000Z"))
}

fn owner() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), (0..3_u8).prop_map(|owner| json!(format!("p{owner}")))]
}

fn flag() -> impl Strategy<Value = Value> {
    any::<Option<bool>>().prop_map(|flag| json!(flag))
}

fn deal() -> impl Strategy<Value = Value> {
    let outcome = prop_oneof![Just("won"), Just("lost"), Just("disqualified")];
    let whole = (0..10_000_i64, 1..10_000_i64, 0..9_u32);
    let moments = (moment(), 1..=28_u32, any::<bool>());
    (owner(), outcome, whole, moments, (flag(), flag(), flag())).prop_map(
        |(owner, outcome, (value, list, stakeholders), (opened, closed, is_closed), (qualified, executive, fits))| {
            let closed = json!({"at": format!("2026-04-{closed:02}T00:00:00.000Z"), "outcome": outcome});
            json!({
                "owner": owner, "opened_at": opened, "stakeholders": stakeholders, "qualified": qualified,
                "closed": if is_closed { closed } else { Value::Null },
                "value": {"amount": value, "currency": "EUR"}, "list_price": {"amount": list, "currency": "EUR"},
                "executive": executive, "icp_fit": fits,
                "stages": [{"at": opened, "stage": "demo"}],
            })
        },
    )
}

fn meeting() -> impl Strategy<Value = Value> {
    (owner(), moment(), 0..8_usize, any::<bool>(), prop::option::of(0.0..100.0_f64)).prop_map(
        |(owner, at, deal, demo, engagement)| {
            json!({"owner": owner, "at": at, "deal": format!("d{deal}"), "demo": demo, "engagement": engagement})
        },
    )
}

fn facts() -> impl Strategy<Value = Value> {
    let proposals = prop::collection::vec((0..8_usize, moment()), 0..6);
    (prop::collection::vec(deal(), 0..12), prop::collection::vec(meeting(), 0..12), proposals).prop_map(
        |(mut deals, meetings, proposals)| {
            for (place, deal) in deals.iter_mut().enumerate() {
                deal["deal"] = json!(format!("d{place}"));
            }
            let proposals: Vec<Value> =
                proposals.iter().map(|(deal, at)| json!({"deal": format!("d{deal}"), "at": at})).collect();
            json!({"deals": deals, "meetings": meetings, "proposals": proposals})
        },
    )
}

fn measured(facts: &Value) -> Value {
    let input = json!({
        "at": "2026-04-15T00:00:00Z", "by_owner": true, "facts": facts,
        "terms": {"pipeline": ["demo", "closing"], "discount_target": 0.1, "deal_size": {"amount": 500, "currency": "EUR"}},
        "window": {"type": "days", "body": {"first": "2026-03-01", "last": "2026-04-14", "zone": "Europe/Berlin"}},
    });
    let answer = call("metric.measure", input.to_string().as_bytes());
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

fn turned(facts: &Value, by: usize) -> Value {
    let mut turned = facts.clone();
    for list in turned.as_object_mut().unwrap().values_mut() {
        let list = list.as_array_mut().unwrap();
        if !list.is_empty() {
            let by = by % list.len();
            list.rotate_left(by);
            list[..].reverse();
        }
    }
    turned
}

fn figure(entry: &MetricEntry, tally: &Tally) -> Figure {
    let against = Against {
        active_millis: 86_400_000,
        deal_size: Some(7),
        discount_target: Some(3),
        forecast: Some(11),
        quota: Some(13),
    };
    Figure::of(entry.metric, None, tally, &against, None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn met_05_whatever_the_order_and_the_parts_every_figure_has_the_same_bits(
        all in prop::collection::vec(counted(), 0..60), cut in 0..60_usize, turn in 0..60_usize,
    ) {
        let whole: Tally = all.iter().copied().collect();
        let mut shuffled = all.clone();
        shuffled.reverse();
        if !shuffled.is_empty() {
            let by = turn % shuffled.len();
            shuffled.rotate_left(by);
        }
        let (left, right) = shuffled.split_at(cut.min(shuffled.len()));
        let mut parts: Tally = right.iter().copied().collect();
        parts.merge(&left.iter().copied().collect());
        prop_assert_eq!(whole, parts);
        for entry in METRICS {
            let (one, other) = (figure(entry, &whole), figure(entry, &parts));
            prop_assert_eq!(one.value.map(f64::to_bits), other.value.map(f64::to_bits));
        }
    }

    #[test]
    fn met_05_a_document_in_another_order_prints_the_same(facts in facts(), by in 0..12_usize) {
        prop_assert_eq!(measured(&facts), measured(&turned(&facts, by)));
    }

    #[test]
    fn met_01_owners_add_up_to_everybody_and_a_figure_is_undefined_or_has_a_value(facts in facts()) {
        let measured = measured(&facts);
        for (place, total) in measured["total"].as_array().unwrap().iter().enumerate() {
            prop_assert_eq!(total["value"].is_null(), !total["undefined"].is_null(), "{}", total);
            let sum = |field: &str| -> u64 {
                let owners = measured["by_owner"].as_array().unwrap().iter();
                owners.map(|owner| owner["figures"][place][field].as_u64().unwrap()).sum()
            };
            // What is held against a quota or a forecast counts for those alone who have one.
            if total["metric"] != "quota_attainment" && total["metric"] != "forecast_accuracy" {
                for field in ["observations", "pending", "unknown"] {
                    prop_assert_eq!(total[field].as_u64(), Some(sum(field)), "{} of {}", field, total);
                }
            }
            prop_assert_eq!(total["interval"].is_null(), total["unit"] != "share" || total["value"].is_null()
                || total["metric"] == "average_discount" || total["metric"] == "forecast_accuracy");
        }
    }

    #[test]
    fn ins_07_wilsons_interval_holds_the_rate_lies_within_0_and_1_and_narrows_with_more_of_the_same(
        of in 1..5_000_u64, share in 0.0..=1.0_f64, times in 2..20_u64,
    ) {
        let hits = (1..=of).filter(|hit| f64::from(u32::try_from(*hit).unwrap()) <= share * f64::from(u32::try_from(of).unwrap())).count();
        let hits = u64::try_from(hits).unwrap();
        let one = Proportion { hits, of };
        let (rate, interval) = (one.share().unwrap(), one.interval(NORMAL_95).unwrap());
        prop_assert!(0.0 <= interval.low && interval.low <= rate && rate <= interval.high && interval.high <= 1.0);
        let more = Proportion { hits: hits * times, of: of * times }.interval(NORMAL_95).unwrap();
        prop_assert!(more.high - more.low < interval.high - interval.low);
    }

    #[test]
    fn met_06_newcombes_interval_holds_the_difference_and_is_mirrored_when_the_two_change_places(
        (of, other_of) in (1..500_u64, 1..500_u64), (hits, other_hits) in (0..500_u64, 0..500_u64),
    ) {
        let one = Proportion { hits: hits.min(of), of };
        let other = Proportion { hits: other_hits.min(other_of), of: other_of };
        let (difference, interval) = one.less(other, NORMAL_95).unwrap();
        let (_, mirrored) = other.less(one, NORMAL_95).unwrap();
        prop_assert!(interval.low <= difference && difference <= interval.high);
        prop_assert!(-1.0 - 1e-12 <= interval.low && interval.high <= 1.0 + 1e-12);
        prop_assert!((interval.low + mirrored.high).abs() < 1e-12 && (interval.high + mirrored.low).abs() < 1e-12);
    }
}

#[test]
fn met_01_over_nothing_no_rate_and_no_mean_is_0() {
    for entry in METRICS {
        let figure = Figure::of(entry.metric, None, &Tally::default(), &Against::default(), None);
        let is_sum = entry.metric == Metric::PipelineGeneration;
        assert_eq!(figure.value.is_none(), !is_sum, "{}", entry.metric.name());
        assert_eq!(figure.undefined.is_some(), !is_sum, "{}", entry.metric.name());
    }
}
