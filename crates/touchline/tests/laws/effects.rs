//! INS-05, MET-04: what an effect of coaching may not depend on, and how it follows its values.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::kernel::time::LocalDate;
use touchline::waist::{Status, call};

/// What was measured of somebody before and after, in thousandths.
type Sides = (Vec<i32>, Vec<i32>);

fn side() -> impl Strategy<Value = Vec<i32>> {
    prop::collection::vec(-100_000..100_000_i32, 2..8)
}

fn people() -> impl Strategy<Value = Vec<Sides>> {
    prop::collection::vec((side(), side()), 1..5)
}

fn values(prefix: &str, people: &[Sides]) -> Vec<Value> {
    let of = |place: usize, month: &str, side: &[i32]| -> Vec<Value> {
        let value = |(day, value): (usize, &i32)| {
            let at = format!("2026-{month}-{:02}T00:00:00Z", day + 1);
            let value = f64::from(*value) / 1000.0;
            json!({"person": format!("{prefix}{place}"), "measure": "score", "at": at, "value": value})
        };
        side.iter().enumerate().map(value).collect()
    };
    let each = people.iter().enumerate();
    each.flat_map(|(place, (before, after))| [of(place, "02", before), of(place, "05", after)].concat()).collect()
}

/// What was measured of people on days of February, in thousandths.
fn days() -> impl Strategy<Value = Vec<Vec<(u32, i32)>>> {
    prop::collection::vec(prop::collection::vec((1..=28_u32, -100_000..100_000_i32), 0..9), 1..5)
}

fn dated(prefix: &str, people: &[Vec<(u32, i32)>]) -> Vec<Value> {
    let value = |(place, (day, value)): (usize, &(u32, i32))| {
        let at = format!("2026-02-{day:02}T12:00:00Z");
        json!({"person": format!("{prefix}{place}"), "measure": "score", "at": at, "value": f64::from(*value) / 1000.0})
    };
    let each = people.iter().enumerate();
    let mut all: Vec<Value> = each.flat_map(|(place, days)| days.iter().map(move |day| value((place, day)))).collect();
    all.push(json!({"person": "nobody", "measure": "score", "at": "2026-02-01T12:00:00Z", "value": 1}));
    all
}

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|place| format!("{prefix}{place}")).collect()
}

fn answer(operation: &str, input: &Value) -> Value {
    let answer = call(operation, input.to_string().as_bytes());
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

fn coached(names: &[String]) -> Value {
    let engagement = json!({"first": "2026-03-02", "last": "2026-03-31"});
    names.iter().map(|person| json!({"person": person, "engagement": engagement})).collect()
}

fn effect_of(values: &[Value], names: &[String], others: &[String]) -> Value {
    let comparison: Value = others.iter().map(|person| json!({"person": person})).collect();
    let coaching = json!({"coached": coached(names), "comparison": comparison});
    let input = json!({"at": "2026-08-01T00:00:00Z", "by_person": true, "coaching": coaching, "values": values});
    answer("insight.effect", &input)["measures"][0]["effect"].clone()
}

fn effect(people: &[Sides]) -> Value {
    effect_of(&values("c", people), &names("c", people.len()), &[])
}

/// Every change that an effect tells, where it tells one.
fn changes(effect: &Value) -> Vec<&Value> {
    let people = effect["people"].as_array().unwrap().iter().map(|person| &person["change"]);
    [&effect["coached"]["change"], &effect["difference_in_differences"]["change"]].into_iter().chain(people).collect()
}

fn number(change: &Value, path: &str) -> f64 {
    change.pointer(path).and_then(Value::as_f64).unwrap_or(0.0)
}

/// That one change is the other with its sign turned, to the last bit.
fn mirrored(one: &Value, other: &Value) {
    assert_eq!(one.is_null(), other.is_null());
    for (path, opposite) in [
        ("/difference", "/difference"),
        ("/interval/low", "/interval/high"),
        ("/interval/high", "/interval/low"),
        ("/effect_size", "/effect_size"),
    ] {
        let (found, expected) = (number(one, path), -number(other, opposite));
        assert_eq!((found + 0.0).to_bits(), (expected + 0.0).to_bits(), "{path}: {one} and {other}");
    }
    for path in ["/standard_error", "/degrees_of_freedom"] {
        assert_eq!(number(one, path).to_bits(), number(other, path).to_bits(), "{path}: {one} and {other}");
    }
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn ins_05_before_and_after_in_each_others_place_turn_every_sign(people in people()) {
        let turned: Vec<Sides> = people.iter().cloned().map(|(before, after)| (after, before)).collect();
        let (one, other) = (effect(&people), effect(&turned));
        for (one, other) in changes(&one).into_iter().zip(changes(&other)) {
            mirrored(one, other);
        }
    }

    #[test]
    fn ins_05_coached_and_compared_in_each_others_place_turn_the_contrast(coached in people(), compared in people()) {
        let all = [values("c", &coached), values("k", &compared)].concat();
        let (these, those) = (names("c", coached.len()), names("k", compared.len()));
        let (one, other) = (effect_of(&all, &these, &those), effect_of(&all, &those, &these));
        let contrast = |effect: &Value| effect["difference_in_differences"]["change"].clone();
        mirrored(&contrast(&one), &contrast(&other));
    }

    /// As if the day in the middle of the days before had been a coaching of its own.
    #[test]
    fn ins_05_a_trend_before_is_the_contrast_of_its_two_halves(
        coached in days(), compared in days(), even in any::<bool>(),
    ) {
        let all = [dated("c", &coached), dated("k", &compared)].concat();
        let (these, those) = (names("c", coached.len()), names("k", compared.len()));
        let of = |first: &str, last: &str, days: u32| {
            let engagement = json!({"first": first, "last": last});
            let these: Value = these.iter().map(|one| json!({"person": one, "engagement": engagement})).collect();
            let those: Value = those.iter().map(|one| json!({"person": one})).collect();
            let coaching = json!({"coached": these, "comparison": those, "days": days});
            let input = json!({"at": "2026-08-01T00:00:00Z", "coaching": coaching, "values": all});
            answer("insight.effect", &input)["measures"][0]["effect"].clone()
        };
        // The days before are those of February, but for its first where they are of an odd number: the day in the middle
        // is the 15th then. Where they are of an even number the halves are held against each other around nothing.
        let trend = of("2026-03-01", "2026-03-02", if even { 28 } else { 27 })["trend_before"].clone();
        let contrast = of("2026-02-15", "2026-02-15", 13)["difference_in_differences"].clone();
        if !even {
            prop_assert_eq!(&trend["change"], &contrast["change"]);
            prop_assert_eq!(&trend["undefined"], &contrast["undefined"]);
        }
        let apart = trend["change"].as_object().map(|_| {
            number(&trend["change"], "/interval/low") > 0.0 || number(&trend["change"], "/interval/high") < 0.0
        });
        prop_assert_eq!(trend["apart"].as_bool(), apart);
    }

    #[test]
    fn ins_05_everything_moved_by_as_much_changes_no_bit(people in people(), by in -1_000_000..1_000_000_i32) {
        let moved = |side: &Vec<i32>| side.iter().map(|value| value + by).collect::<Vec<i32>>();
        let shifted: Vec<Sides> = people.iter().map(|(before, after)| (moved(before), moved(after))).collect();
        let (one, other) = (effect(&people), effect(&shifted));
        let welch = |effect: &Value| effect["people"].as_array().unwrap().iter().map(|one| one["change"].clone()).collect::<Vec<_>>();
        prop_assert_eq!(welch(&one), welch(&other));
        prop_assert_eq!(&one["coached"]["change"], &other["coached"]["change"]);
    }

    #[test]
    fn ins_05_everything_made_greater_is_a_greater_change_of_the_same_size(people in people(), by in 2..50_i32) {
        let scaled = |side: &Vec<i32>| side.iter().map(|value| value * by).collect::<Vec<i32>>();
        let greater: Vec<Sides> = people.iter().map(|(before, after)| (scaled(before), scaled(after))).collect();
        let (one, other) = (effect(&people), effect(&greater));
        let by = f64::from(by);
        for (one, other) in changes(&one).into_iter().zip(changes(&other)) {
            prop_assert_eq!(one.is_null(), other.is_null());
            for path in ["/difference", "/interval/low", "/interval/high", "/standard_error"] {
                close(number(other, path), by * number(one, path));
            }
            for path in ["/effect_size", "/degrees_of_freedom"] {
                close(number(other, path), number(one, path));
            }
        }
    }

    #[test]
    fn ins_05_no_order_of_values_or_people_changes_a_bit(
        coached in people(), compared in people(), by in 0..40_usize,
    ) {
        let all = [values("c", &coached), values("k", &compared)].concat();
        let (mut these, mut those) = (names("c", coached.len()), names("k", compared.len()));
        let whole = effect_of(&all, &these, &those);
        let mut turned = all.clone();
        turned.rotate_left(by % all.len());
        turned[..].reverse();
        these.reverse();
        those.reverse();
        prop_assert_eq!(effect_of(&turned, &these, &those), whole);
    }

    #[test]
    fn ins_05_an_interval_is_around_its_difference_and_a_change_is_told_or_the_reason(people in people()) {
        let effect = effect(&people);
        for one in effect["people"].as_array().unwrap().iter().chain([&effect["coached"]]) {
            let change = &one["change"];
            prop_assert_eq!(change.is_null(), !one["undefined"].is_null(), "{}", one);
            if !change.is_null() {
                let difference = number(change, "/difference");
                prop_assert!(number(change, "/interval/low") < difference && difference < number(change, "/interval/high"));
                close(difference, number(one, "/after/mean") - number(one, "/before/mean"));
            }
        }
    }
}

fn call_fact() -> impl Strategy<Value = Value> {
    (0..3_u8, prop_oneof![Just("02"), Just("05")], 1..28_u32, any::<Option<bool>>()).prop_map(|(owner, month, day, reached)| {
        json!({"owner": format!("c{owner}"), "at": format!("2026-{month}-{day:02}T00:00:00Z"), "reached_decision_maker": reached})
    })
}

fn deal() -> impl Strategy<Value = Value> {
    let outcome = prop_oneof![Just("won"), Just("lost")];
    (0..3_u8, prop_oneof![Just("02"), Just("05")], 1..28_u32, outcome, 0..100_000_i64, 1..100_000_i64).prop_map(
        |(owner, month, day, outcome, value, list)| {
            json!({
                "owner": format!("c{owner}"), "opened_at": "2026-01-01T00:00:00Z",
                "closed": {"at": format!("2026-{month}-{day:02}T00:00:00Z"), "outcome": outcome},
                "value": {"amount": value, "currency": "EUR"}, "list_price": {"amount": list, "currency": "EUR"},
            })
        },
    )
}

fn metrics(facts: &Value) -> Value {
    let input = json!({
        "at": "2026-08-01T00:00:00Z", "by_person": true, "facts": facts,
        "coaching": {"coached": coached(&names("c", 3))},
        "terms": {"discount_target": 0.1, "deal_size": {"amount": 700, "currency": "EUR"}},
    });
    answer("metric.effect", &input)["metrics"].clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn met_04_the_mean_of_a_metrics_records_is_its_figure_to_the_last_bit_in_any_order(
        calls in prop::collection::vec(call_fact(), 0..40), mut deals in prop::collection::vec(deal(), 0..40),
    ) {
        for (place, deal) in deals.iter_mut().enumerate() {
            deal["deal"] = json!(format!("d{place}"));
        }
        let found = metrics(&json!({"calls": calls, "deals": deals}));
        for metric in found.as_array().unwrap().iter().filter(|metric| metric["observation"] == "record") {
            let people = metric["effect"]["people"].as_array().unwrap();
            for (person, figures) in people.iter().zip(metric["figures"].as_array().unwrap()) {
                for side in ["before", "after"] {
                    prop_assert_eq!(&person[side]["mean"], &figures[side]["value"], "{} of {}", side, metric);
                    if !person[side]["mean"].is_null() {
                        prop_assert_eq!(&person[side]["count"], &figures[side]["observations"]);
                    }
                }
            }
        }
        let turned = |list: &[Value]| list.iter().rev().cloned().collect::<Vec<_>>();
        prop_assert_eq!(metrics(&json!({"calls": turned(&calls), "deals": turned(&deals)})), found);
    }
}

/// One call on each day from this one of 2026, counted from 1 January, to the end of June.
fn steady(begin: i64) -> Value {
    let days = begin..181;
    days.map(|day| json!({"owner": "c0", "at": format!("{}T12:00:00Z", after_new_year(day))})).collect()
}

fn after_new_year(days: i64) -> LocalDate {
    "2026-01-01".parse::<LocalDate>().unwrap().checked_add_days(days).unwrap()
}

#[test]
fn met_04_what_is_always_the_same_has_no_effect_wherever_an_export_begins_that_says_so() {
    // Twelve weeks before 2 March begin on 8 December, 24 days before the year.
    for begin in -24..40_i64 {
        let told = |known: Value| {
            let input = json!({
                "at": "2026-07-01T00:00:00Z", "metrics": ["calls_per_week"], "facts": {"calls": steady(begin)},
                "coaching": {"coached": coached(&names("c", 1)), "known": known},
            });
            let answer = answer("metric.effect", &input);
            (answer["metrics"][0]["effect"]["coached"].clone(), answer["statements"].to_string())
        };
        let (known, said) = told(json!({"first": after_new_year(begin).to_string()}));
        assert_eq!((number(&known, "/before/mean"), number(&known, "/after/mean")), (7.0, 7.0), "{begin}");
        assert_eq!((&known["undefined"], &known["before"]["silent"]), (&json!("nothing_varies"), &json!(0)), "{begin}");
        assert!(!said.contains("silent_weeks"), "{begin}");

        let (unknown, said) = told(Value::Null);
        let silent = (begin + 24) / 7;
        assert_eq!(unknown["before"]["silent"], silent, "{begin}");
        assert_eq!(unknown["before"]["low_evidence"], silent > 0, "{begin}");
        assert_eq!(said.contains("silent_weeks"), silent > 0, "{begin}");
    }
}
