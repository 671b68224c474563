//! BAT-06: whatever was observed of people, and in whatever order the rows come, a table has the bits that the operations of insight
//! give for the same observations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMillisecondArray,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline_tables::{FairRanking, Gatherer, Practice, Proficiency, Trends, ValueEffects};

use crate::ratings::{answer, gathered, numbers};

/// Whose it is, how it came up, and what was observed: a value, and hits of so many.
type Seen = (u32, Option<&'static str>, f64, (u32, u32));

fn seen() -> impl Strategy<Value = Vec<Seen>> {
    let drawn = prop::sample::select(vec![None, Some("random"), Some("random"), Some("chosen"), Some("asked")]);
    let rate = (0..9_u32).prop_flat_map(|of| (0..=of, Just(of)));
    vec((0..8_u32, drawn, (0..60_u32).prop_map(|third| f64::from(third) / 3.0), rate), 0..60)
}

fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(texts.collect::<StringArray>())
}

/// What documents call somebody.
fn kept(person: u32) -> String {
    format!("zo\u{eb} {person}")
}

/// The same as it is written in a row: composed or not, with white space around it or without.
fn written(row: usize, person: u32) -> String {
    let (before, zoe) = [("", "zo\u{eb}"), (" ", "zoe\u{308}"), ("\u{a0}", "zo\u{eb}")][row % 3];
    format!("{before}{zoe} {person}{}", ["", "\n"][row / 3 % 2])
}

fn people(seen: &[Seen]) -> Vec<String> {
    seen.iter().enumerate().map(|(row, (person, ..))| written(row, *person)).collect()
}

fn whole(table: &RecordBatch, name: &str) -> Vec<Value> {
    table.column_by_name(name).unwrap().as_primitive::<Int64Type>().iter().map(|number| json!(number)).collect()
}

fn of_people(told: &Value, figure: &str) -> Vec<Value> {
    let float = |value: &Value| json!(value.as_f64());
    told["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| float(person.pointer(figure).unwrap_or(&Value::Null)))
        .collect()
}

/// When something was delivered, and after how many hours it was acknowledged, read and responded to; each in hours from a first
/// moment on, and of whose coaching, to whom, with how many questions.
type Delivered = ((u32, u32), i64, [Option<i64>; 3], u32);

fn delivered() -> impl Strategy<Value = Vec<Delivered>> {
    let after = || prop::option::of(prop_oneof![0..30_i64, 0..900_i64]);
    vec(((0..3_u32, 0..4_u32), 0..900_i64, [after(), after(), after()], 0..3_u32), 0..40)
}

fn of_hours(hours: i64) -> touchline::kernel::Instant {
    touchline::kernel::Instant::from_millis((20_514 * 24 + hours) * 3_600_000).unwrap()
}

fn moments(hours: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    let moments: TimestampMillisecondArray = hours.map(|hours| Some(of_hours(hours?).millis())).collect();
    Arc::new(moments.with_timezone("UTC"))
}

fn deliveries(seen: &[Delivered]) -> (RecordBatch, Vec<Value>) {
    let by: Vec<String> = seen.iter().enumerate().map(|(row, ((by, _), ..))| written(row / 2, *by)).collect();
    let people: Vec<String> = seen.iter().enumerate().map(|(row, ((_, person), ..))| written(row, *person)).collect();
    let after = |nth: usize| moments(seen.iter().map(move |(_, at, after, _)| Some(at + after[nth]?)));
    let table = RecordBatch::try_from_iter([
        ("by", texts(by.iter().map(|by| Some(by.as_str())))),
        ("person", texts(people.iter().map(|person| Some(person.as_str())))),
        ("delivered_at", moments(seen.iter().map(|(_, at, ..)| Some(*at)))),
        ("acknowledged_at", after(0)),
        ("read_at", after(1)),
        ("responded_at", after(2)),
        ("questions", Arc::new(Int64Array::from_iter_values(seen.iter().map(|(.., asked)| i64::from(*asked))))),
    ]);
    let document = |(nth, (_, at, after, questions)): (usize, &Delivered)| {
        let moment = |nth: usize| after[nth].map(|hours| of_hours(at + hours).to_string());
        json!({
            "delivery": format!("d{nth}"), "by": by[nth], "person": people[nth], "delivered_at": of_hours(*at).to_string(),
            "acknowledged_at": moment(0), "read_at": moment(1), "responded_at": moment(2), "questions": questions,
        })
    };
    (table.unwrap(), seen.iter().enumerate().map(document).collect())
}

/// Where the columns of a rate stand in what is told of it.
const OF_RATE: [(&str, &str); 4] =
    [("_rate", "/rate/rate"), ("_low", "/rate/interval/low"), ("_high", "/rate/interval/high"), ("_of", "/of")];

/// A ranking over a table, and the document that tells of the same.
fn agrees(table: &RecordBatch, options: &Value, of: &Value) -> Result<(), TestCaseError> {
    let told = gathered(Box::new(FairRanking::new(options.to_string().as_bytes()).unwrap()), table);
    let policy = &options["policy"];
    let found = answer("insight.ranking", &json!({"of": of, "policy": policy}));
    let placed = found["people"].as_array().unwrap().len();
    for (column, figure) in [
        ("shrunken", "/shrunken"),
        ("low", "/interval/low"),
        ("high", "/interval/high"),
        ("raw", "/raw"),
        ("raw_low", "/raw_interval/low"),
        ("raw_high", "/raw_interval/high"),
        ("own_weight", "/own_weight"),
    ] {
        prop_assert_eq!(&numbers(&told, column)[..placed], of_people(&found, figure), "{}", column);
    }
    let ranks: Vec<Value> = found["people"].as_array().unwrap().iter().map(|person| person["rank"].clone()).collect();
    prop_assert_eq!(&whole(&told, "rank")[..placed], ranks);
    let names = |people: &Value| people.as_array().unwrap().clone();
    let in_order = names(&found["people"]).into_iter().map(|person| person["person"].clone());
    let in_order: Vec<Value> = in_order.chain(names(&found["without"])).collect();
    let named: Vec<Value> =
        told.column_by_name("person").unwrap().as_string::<i32>().iter().map(|name| json!(name)).collect();
    prop_assert_eq!(named, in_order);
    prop_assert!(numbers(&told, "mean").iter().all(|mean| mean.as_f64() == found["mean"].as_f64()));
    prop_assert!(numbers(&told, "between_variance").iter().all(|of| of.as_f64() == found["between_variance"].as_f64()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bat_06_ins_08_a_ranking_over_a_table_is_that_of_its_document(seen in seen(), enough in 1..4_u32) {
        let named = people(&seen);
        let person = || texts(named.iter().map(|name| Some(name.as_str())));
        let how = || texts(seen.iter().map(|(_, drawn, ..)| *drawn));
        let options = |ranks: &str| json!({"ranks": ranks, "drawn": "how", "policy": {"insight": {"random_enough": enough}}});
        let values: ArrayRef = Arc::new(Float64Array::from_iter_values(seen.iter().map(|(_, _, value, _)| *value)));
        let table = RecordBatch::try_from_iter([("person", person()), ("how", how()), ("value", values)]).unwrap();
        let one = |((_, drawn, value, _), name): (&Seen, &String)| json!({"person": name, "drawn": drawn, "value": value});
        let values: Vec<Value> = seen.iter().zip(&named).map(one).collect();
        agrees(&table, &options("means"), &json!({"type": "means", "body": {"values": values}}))?;
        let count = |of: fn((u32, u32)) -> u32| -> ArrayRef {
            Arc::new(Int64Array::from_iter_values(seen.iter().map(|(.., rate)| i64::from(of(*rate)))))
        };
        let table = [("person", person()), ("how", how()), ("hits", count(|(hits, _)| hits)), ("of", count(|(_, of)| of))];
        let table = RecordBatch::try_from_iter(table).unwrap();
        let one = |((_, drawn, _, (hits, of)), name): (&Seen, &String)| {
            json!({"person": name, "drawn": drawn, "hits": hits, "of": of})
        };
        let rates: Vec<Value> = seen.iter().zip(&named).map(one).collect();
        agrees(&table, &options("rates"), &json!({"type": "rates", "body": {"rates": rates}}))?;
    }

    #[test]
    fn bat_06_ins_11_times_to_proficiency_over_a_table_are_those_of_its_document(
        scores in btree_map((0..6_u32, 0..20_i32), 60..90_u32, 0..40).prop_map(|scores| scores.into_iter().collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let day = |week: i32| 20_454 + 7 * week;
        let names: Vec<String> = scores.iter().map(|((person, _), _)| kept(*person)).collect();
        let in_rows: Vec<String> = scores.iter().enumerate().map(|(row, ((person, _), _))| written(row, *person)).collect();
        let days = Date32Array::from_iter_values(scores.iter().map(|((_, week), _)| day(*week)));
        let points = Int64Array::from_iter_values(scores.iter().map(|(_, score)| i64::from(*score)));
        let columns: [(&str, ArrayRef); 3] =
            [("person", texts(in_rows.iter().map(|name| Some(name.as_str())))), ("on", Arc::new(days)), ("score", Arc::new(points))];
        let table = RecordBatch::try_from_iter(columns).unwrap();
        let written = |week: i32| touchline::kernel::LocalDate::from_days(day(week).into()).unwrap().to_string();
        let mut people: Vec<&String> = names.iter().collect();
        people.sort();
        people.dedup();
        let person = |name: &&String| {
            let own = scores.iter().zip(&names).filter(|(_, of)| of == name);
            let own: Vec<Value> = own.map(|(((_, week), score), _)| json!({"on": written(*week), "score": score})).collect();
            json!({"person": name, "scores": own})
        };
        let people: Vec<Value> = people.iter().map(person).collect();
        let found = answer("insight.time_to_proficiency", &json!({"people": people}));
        let told = |tells: &str| {
            let options = json!({"tells": tells}).to_string();
            gathered(Box::new(Proficiency::new(options.as_bytes()).unwrap()), &table)
        };
        let (groups, steps, by_person) = (told("groups"), told("steps"), told("people"));
        for (column, figure) in [("median", "/median/median"), ("low", "/median/low"), ("high", "/median/high")] {
            prop_assert_eq!(&numbers(&groups, column), &[json!(found.pointer(figure).unwrap().as_f64())], "{}", column);
        }
        for count in ["reached", "not_yet", "unconfirmed", "at_the_start", "no_scores"] {
            prop_assert_eq!(&whole(&groups, count), &[found["counts"][count].clone()], "{}", count);
        }
        let curve = found["curve"].as_array().unwrap();
        for (column, figure) in [("after", "/after"), ("share", "/share"), ("low", "/interval/low"), ("high", "/interval/high"), ("standard_error", "/standard_error")] {
            let wanted = curve.iter().map(|step| json!(step.pointer(figure).and_then(Value::as_f64)));
            prop_assert_eq!(numbers(&steps, column), wanted.collect::<Vec<_>>(), "{}", column);
        }
        prop_assert_eq!(numbers(&by_person, "weeks"), of_people(&found, "/weeks"));
        let reached = by_person.column_by_name("on").unwrap().as_primitive::<Date32Type>().iter();
        let reached = reached.map(|day| json!(day.map(|day| touchline::kernel::LocalDate::from_days(day.into()).unwrap().to_string())));
        let wanted = found["people"].as_array().unwrap().iter().map(|person| person["on"].clone());
        prop_assert_eq!(reached.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
    }
    #[test]
    fn bat_06_ins_01_trends_over_a_table_are_those_of_each_ones_scores(
        seen in vec((0..4_u32, -200..200_i32, 0..301_u32), 0..120),
        every in prop::sample::select(vec!["day", "week", "month", "quarter", "year"]),
    ) {
        let date = |days: i32| touchline::kernel::LocalDate::from_days(days.into()).unwrap().to_string();
        let names: Vec<String> = seen.iter().map(|(person, ..)| kept(*person)).collect();
        let in_rows: Vec<String> = seen.iter().enumerate().map(|(row, (person, ..))| written(row, *person)).collect();
        let day = |after: &i32| 20_514 + after;
        let score = |third: &u32| f64::from(*third) / 3.0;
        let columns: [(&str, ArrayRef); 3] = [
            ("person", texts(in_rows.iter().map(|name| Some(name.as_str())))),
            ("on", Arc::new(Date32Array::from_iter_values(seen.iter().map(|(_, after, _)| day(after))))),
            ("value", Arc::new(Float64Array::from_iter_values(seen.iter().map(|(.., third)| score(third))))),
        ];
        let table = RecordBatch::try_from_iter(columns).unwrap();
        let told = |tells: &str| {
            let options = json!({"every": every, "tells": tells}).to_string();
            gathered(Box::new(Trends::new(options.as_bytes()).unwrap()), &table)
        };
        let (people, windows) = (told("people"), told("windows"));
        let own: std::collections::BTreeSet<&String> = names.iter().collect();
        let trend = |name: &&String| {
            let scores = seen.iter().zip(&names).filter(|(_, of)| of == name).map(|((_, after, third), _)| {
                json!({"at": format!("{}T12:00:00Z", date(day(after))), "score": score(third)})
            });
            answer("insight.trend", &json!({"every": every, "scores": scores.collect::<Vec<_>>()}))
        };
        let found: Vec<Value> = own.iter().map(trend).collect();
        for (column, figure) in [
            ("slope", "/slope"), ("slope_low", "/slope_interval/low"), ("slope_high", "/slope_interval/high"),
            ("p", "/test/p"), ("variance", "/test/variance"), ("z", "/test/z"),
        ] {
            let figures = found.iter().map(|trend| json!(trend.pointer(figure).and_then(Value::as_f64)));
            prop_assert_eq!(numbers(&people, column), figures.collect::<Vec<_>>(), "{}", column);
        }
        let s = found.iter().map(|trend| trend.pointer("/test/s").cloned().unwrap_or_default());
        prop_assert_eq!(whole(&people, "s"), s.collect::<Vec<_>>());
        for (column, figure) in [("direction", "/test/direction"), ("no_test", "/no_test")] {
            let told = people.column_by_name(column).unwrap().as_string::<i32>().iter().map(|told| json!(told));
            let wanted = found.iter().map(|trend| trend.pointer(figure).cloned().unwrap_or_default());
            prop_assert_eq!(told.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{}", column);
        }
        let exact = people.column_by_name("exact").unwrap().as_boolean().iter().map(|exact| json!(exact));
        let wanted = found.iter().map(|trend| trend.pointer("/test/exact").cloned().unwrap_or_default());
        prop_assert_eq!(exact.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
        let points = |trend: &Value| trend["points"].as_array().unwrap().clone();
        prop_assert_eq!(whole(&people, "windows"), found.iter().map(|trend| json!(points(trend).len())).collect::<Vec<_>>());
        let is_there = |point: &Value| !point["score"].is_null();
        let counted = found.iter().map(|trend| json!(points(trend).iter().filter(|point| is_there(point)).count()));
        prop_assert_eq!(whole(&people, "points"), counted.collect::<Vec<_>>());
        let with_score: Vec<Value> = found.iter().flat_map(points).filter(is_there).collect();
        let of_points = |figure: &str| with_score.iter().map(|point| point[figure].clone()).collect::<Vec<_>>();
        let scores = with_score.iter().map(|point| json!(point["score"].as_f64()));
        prop_assert_eq!(numbers(&windows, "value"), scores.collect::<Vec<_>>());
        prop_assert_eq!(whole(&windows, "observations"), of_points("count"));
        for end in ["first", "last"] {
            let days = windows.column_by_name(end).unwrap().as_primitive::<Date32Type>().iter();
            prop_assert_eq!(days.map(|day| json!(date(day.unwrap()))).collect::<Vec<_>>(), of_points(end));
        }
        // Those of scores end with the scale, and are told to a millionth.
        for (end, figure) in [("low", "/interval/low"), ("high", "/interval/high")] {
            for (bound, point) in numbers(&windows, end).iter().zip(&with_score) {
                let wanted = point.pointer(figure).and_then(Value::as_f64);
                prop_assert_eq!(bound.is_null(), wanted.is_none());
                let apart = bound.as_f64().zip(wanted).map_or(0.0, |(bound, wanted)| bound.clamp(0.0, 100.0) - wanted);
                prop_assert!(apart.abs() < 1e-6, "{} is not {}", bound, point);
            }
        }
    }
    #[test]
    fn bat_06_ins_03_ins_04_how_coaching_is_taken_over_a_table_is_what_managers_and_people_see_of_it(
        seen in delivered(), at in 0..1_000_i64, (since, lasts) in (0..800_i64, 1..800_i64),
    ) {
        let (table, documents) = deliveries(&seen);
        let window = json!({"type": "moments", "body": {"since": of_hours(since).to_string(), "until": of_hours(since + lasts).to_string()}});
        let asked = json!({"at": of_hours(at).to_string(), "window": window});
        let told = |tells: &str, by: &[&str]| {
            let mut options = json!({
                "by": by, "tells": tells, "extra": "ignore", "read": "read_at", "responded": "responded_at", "questions": "questions",
            });
            options.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
            gathered(Box::new(Practice::new(options.to_string().as_bytes()).unwrap()), &table)
        };
        let asked_of = |more: Value| {
            let mut input = json!({"records": {"deliveries": documents}});
            input.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            input
        };
        let names = |column: &str, table: &RecordBatch| -> Vec<String> {
            table.column_by_name(column).unwrap().as_string::<i32>().iter().map(|name| name.unwrap().to_owned()).collect()
        };
        let figure = |table: &RecordBatch, column: &str| -> Vec<Value> {
            if table.schema_ref().field_with_name(column).unwrap().data_type().is_integer() {
                whole(table, column).iter().map(|count| json!(count.as_f64())).collect()
            } else {
                numbers(table, column)
            }
        };
        let managers = told("groups", &["by"]);
        let own = names("by", &managers);
        let found = answer("insight.manager", &asked_of(json!({"managers": own})));
        let found = found["managers"].as_array().unwrap();
        let of = |all: &[Value], figure: &str| all.iter().map(|one| json!(one.pointer(figure).and_then(Value::as_f64))).collect::<Vec<_>>();
        let mut wanted = vec![
            ("deliveries".to_owned(), "/deliveries".to_owned()), ("per_week_and_person".to_owned(), "/per_week_and_person".to_owned()),
            ("hours_mean".to_owned(), "/hours_to_acknowledge/mean".to_owned()), ("open".to_owned(), "/hours_to_acknowledge/open".to_owned()),
        ];
        for end in ["median", "low", "high"] {
            wanted.push((format!("hours_{end}"), format!("/hours_to_acknowledge/median/{end}")));
        }
        let rate = |column: &str, figure: &str| {
            let hits = (column.to_owned(), format!("/{figure}/hits"));
            std::iter::once(hits).chain(OF_RATE.map(|(end, of)| (format!("{column}{end}"), format!("/{figure}{of}")))).collect::<Vec<_>>()
        };
        wanted.extend(["acknowledged", "responded"].iter().flat_map(|name| rate(name, name)));
        for (column, at) in wanted {
            prop_assert_eq!(figure(&managers, &column), of(found, &at), "{}", column);
        }
        for rate in ["acknowledged", "responded"] {
            let flags = managers.column_by_name(&format!("{rate}_low_evidence")).unwrap().as_boolean().iter();
            let wanted = found.iter().map(|one| one[rate]["rate"]["low_evidence"].clone());
            prop_assert_eq!(flags.map(|flag| json!(flag)).collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{}", rate);
        }
        let coached = found.iter().map(|one| json!(one["people"].as_array().unwrap().len()));
        prop_assert_eq!(whole(&managers, "people"), coached.collect::<Vec<_>>());
        let people = told("people", &[]);
        let found = names("person", &people).into_iter().map(|person| answer("insight.person", &asked_of(json!({"person": person}))));
        let found: Vec<Value> = found.collect();
        let habits = ["acknowledged", "read_in_time", "asked"];
        for (column, at) in habits.iter().flat_map(|name| rate(name, &format!("habits/{name}"))) {
            prop_assert_eq!(figure(&people, &column), of(&found, &at), "{}", column);
        }
        prop_assert_eq!(figure(&people, "questions"), of(&found, "/habits/questions"));
    }
    #[test]
    fn bat_03_ins_05_the_effect_of_coaching_over_a_table_is_that_of_its_document(
        seen in vec((0..8_u32, 0..2_u32, -100..100_i64, 0..90_u32), 0..80),
        coached in 1..4_u32,
    ) {
        // Ninety days before three weeks of coaching, these weeks, and more than ninety days after them.
        let moment = |days: i64| touchline::kernel::Instant::from_millis((20_514 + days) * 86_400_000 + 5).unwrap();
        let names: Vec<String> = seen.iter().enumerate().map(|(row, (person, ..))| written(row, *person)).collect();
        let measures: Vec<String> = seen.iter().map(|(_, measure, ..)| format!("m{measure}")).collect();
        let value = |third: &u32| f64::from(*third) / 3.0;
        let written = |texts: &[String]| -> ArrayRef { Arc::new(texts.iter().map(|text| Some(text.as_str())).collect::<StringArray>()) };
        let at: TimestampMillisecondArray = seen.iter().map(|(.., days, _)| Some(moment(*days).millis())).collect();
        let values = Float64Array::from_iter_values(seen.iter().map(|(.., third)| value(third)));
        let table = RecordBatch::try_from_iter([
            ("measure", written(&measures)),
            ("person", written(&names)),
            ("at", Arc::new(at.with_timezone("UTC")) as ArrayRef),
            ("value", Arc::new(values)),
        ])
        .unwrap();
        let engagement = json!({"first": "2026-03-02", "last": "2026-03-22"});
        let coaching = json!({
            "coached": (0..coached).map(|one| json!({"person": kept(one), "engagement": engagement})).collect::<Vec<_>>(),
            "comparison": (4..7).map(|one| json!({"person": kept(one)})).collect::<Vec<_>>(),
        });
        let measured: Vec<Value> = seen
            .iter()
            .zip(names.iter().zip(&measures))
            .map(|((.., days, third), (person, measure))| {
                json!({"person": person, "measure": measure, "at": moment(*days).to_string(), "value": value(third)})
            })
            .collect();
        let asked = |tells: &str| {
            let options = json!({"at": "2026-06-01T00:00:00Z", "by": ["measure"], "coaching": coaching, "tells": tells});
            gathered(Box::new(ValueEffects::new(options.to_string().as_bytes()).unwrap()), &table)
        };
        let found = answer(
            "insight.effect",
            &json!({"at": "2026-06-01T00:00:00Z", "by_person": true, "coaching": coaching, "values": measured}),
        );
        let (effects, people) = (asked("effects"), asked("people"));
        let of_measures = found["measures"].as_array().unwrap();
        let told = |paths: &[&str], figure: &str| -> Vec<Value> {
            let of = |measure: &Value| {
                let at = |path: &&str| json!(measure.pointer(&format!("/effect/{path}{figure}")).and_then(Value::as_f64));
                paths.iter().map(at).collect::<Vec<_>>()
            };
            of_measures.iter().flat_map(of).collect()
        };
        let rows = ["coached", "comparison", "difference_in_differences", "trend_before"];
        let each: Vec<String> = (0..coached).map(|nth| format!("people/{nth}")).collect();
        let each: Vec<&str> = each.iter().map(String::as_str).collect();
        for (column, figure) in [
            ("before_mean", "/before/mean"),
            ("before_deviation", "/before/deviation"),
            ("after_mean", "/after/mean"),
            ("after_deviation", "/after/deviation"),
            ("difference", "/change/difference"),
            ("low", "/change/interval/low"),
            ("high", "/change/interval/high"),
            ("effect_size", "/change/effect_size"),
            ("standard_error", "/change/standard_error"),
            ("degrees_of_freedom", "/change/degrees_of_freedom"),
        ] {
            prop_assert_eq!(numbers(&effects, column), told(&rows, figure), "{}", column);
            prop_assert_eq!(numbers(&people, column), told(&each, figure), "{} of people", column);
        }
        let whole_of = |paths: &[&str], figure: &str| -> Vec<Value> {
            let at = |measure: &Value, path: &&str| {
                measure.pointer(&format!("/effect/{path}{figure}")).cloned().unwrap_or(Value::Null)
            };
            of_measures.iter().flat_map(|measure| paths.iter().map(move |path| at(measure, path))).collect()
        };
        let words = |table: &RecordBatch, name: &str| -> Vec<Value> {
            table.column_by_name(name).unwrap().as_string::<i32>().iter().map(|word| json!(word)).collect()
        };
        for (column, figure) in [("before_count", "/before/count"), ("after_count", "/after/count")] {
            prop_assert_eq!(whole(&effects, column), whole_of(&rows, figure), "{}", column);
            prop_assert_eq!(whole(&people, column), whole_of(&each, figure), "{} of people", column);
        }
        prop_assert_eq!(words(&effects, "undefined"), whole_of(&rows, "/undefined"));
        prop_assert_eq!(words(&people, "undefined"), whole_of(&each, "/undefined"));
        prop_assert_eq!(words(&effects, "over"), whole_of(&rows, "/over"));
        let left_out = whole_of(&rows, "/left_out").into_iter().map(|left_out| json!(left_out.as_array().map(Vec::len)));
        prop_assert_eq!(whole(&effects, "left_out"), left_out.collect::<Vec<_>>());
        let apart = effects.column_by_name("apart").unwrap().as_boolean().iter().map(|apart| json!(apart));
        prop_assert_eq!(apart.collect::<Vec<_>>(), whole_of(&rows, "/apart"));
        let said: Vec<&str> = found["statements"].as_array().unwrap().iter().filter_map(|one| one["key"].as_str()).collect();
        let statements = effects.column_by_name("statements").unwrap().as_string::<i32>();
        prop_assert!(statements.iter().all(|keys| keys == Some(said.join(" ").as_str())));
        prop_assert_eq!(effects.num_rows(), of_measures.len() * rows.len());
    }
}

#[test]
fn bat_03_more_people_around_more_engagements_than_a_document_may_name_are_refused_before_one_is_looked_at() {
    let day = |number: u32| touchline::kernel::LocalDate::from_days(i64::from(20_000 + number)).unwrap().to_string();
    let engaged = |nth: u32| json!({"person": format!("p{nth}"), "engagement": {"first": day(nth), "last": day(nth)}});
    let coached: Vec<Value> = (0..1_000).map(engaged).collect();
    let compared: Vec<Value> = (0..1_000).map(|nth| json!({"person": format!("k{nth}")})).collect();
    let options = json!({"at": "2026-06-01T00:00:00Z", "by": ["measure"], "coaching": {"coached": coached, "comparison": compared}});
    let told = |groups: i64| {
        let rows = usize::try_from(groups).unwrap();
        let measures: ArrayRef = Arc::new((0..groups).collect::<Int64Array>());
        let people: ArrayRef = Arc::new(StringArray::from(vec!["p1"; rows]));
        let at = TimestampMillisecondArray::from(vec![1_770_000_000_000_i64; rows]).with_timezone("UTC");
        let values: ArrayRef = Arc::new(Float64Array::from(vec![1.0; rows]));
        let columns = [("measure", measures), ("person", people), ("at", Arc::new(at) as ArrayRef), ("value", values)];
        let table = RecordBatch::try_from_iter(columns).unwrap();
        let mut effects = Box::new(ValueEffects::new(options.to_string().as_bytes()).unwrap());
        effects.begin(table.schema_ref()).unwrap();
        effects.add(&table).unwrap();
        effects.finish()
    };
    // In each group a thousand are looked at once, and a thousand around each of a thousand engagements.
    let refused = told(100).unwrap_err();
    let [fault] = refused.faults.as_slice() else { panic!("{refused:?}") };
    assert_eq!((fault.path.as_str(), fault.reason.code.name()), ("/by", "number_out_of_range"));
    assert!(fault.reason.message().contains("tell fewer groups apart"), "{}", fault.reason.message());
    assert_eq!(told(1).unwrap().num_rows(), 4);
}

#[test]
fn bat_02_of_a_batch_that_was_refused_no_group_is_left() {
    let batch = |by: &str, person: Option<&str>| {
        let moment = || moments(std::iter::once(Some(5)));
        let columns: [(&str, ArrayRef); 4] = [
            ("by", texts(std::iter::once(Some(by)))),
            ("person", texts(std::iter::once(person))),
            ("delivered_at", moment()),
            ("acknowledged_at", moment()),
        ];
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let options = json!({"at": "2026-06-01T00:00:00Z", "by": ["by"]}).to_string();
    let mut practice = Box::new(Practice::new(options.as_bytes()).unwrap());
    practice.add(&batch("omar", None)).unwrap_err();
    practice.add(&batch("mia", Some("ana"))).unwrap();
    assert_eq!(practice.progress().rows, 1);
    let told = practice.finish().unwrap();
    assert_eq!(told.column_by_name("by").unwrap().as_string::<i32>().iter().collect::<Vec<_>>(), [Some("mia")]);
}

/// What is wrong with a row: nothing, its value, its moment, or whose it is.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    Nothing,
    Value(f64),
    Moment(Option<&'static str>),
    Person(Option<&'static str>),
}

/// A row: of which group, about whom, and what is wrong with it.
type Untidy = (u32, u32, Wrong);

fn untidy() -> impl Strategy<Value = Vec<Untidy>> {
    let wrong = prop_oneof![
        4 => Just(Wrong::Nothing),
        1 => Just(Wrong::Value(f64::NAN)),
        1 => Just(Wrong::Value(2e15)),
        1 => Just(Wrong::Moment(Some("soon"))),
        1 => Just(Wrong::Moment(None)),
        1 => Just(Wrong::Person(None)),
        1 => Just(Wrong::Person(Some("\u{a0}"))),
        1 => Just(Wrong::Person(Some("a\u{7}b"))),
    ];
    vec((0..2_u32, 0..3_u32, wrong), 0..30)
}

/// These rows as a table, each with its day and its value by its place among all.
fn untidy_table(rows: &[(u32, Untidy)]) -> RecordBatch {
    let person = |(_, (_, person, wrong)): &(u32, Untidy)| match wrong {
        Wrong::Person(person) => person.map(str::to_owned),
        _ => Some(format!("p{person}")),
    };
    let at = |(place, (.., wrong)): &(u32, Untidy)| match wrong {
        Wrong::Moment(at) => at.map(str::to_owned),
        _ => Some(of_hours(i64::from(*place) * 24).to_string()),
    };
    let value = |(place, (.., wrong)): &(u32, Untidy)| match wrong {
        Wrong::Value(value) => *value,
        _ => f64::from(place * 37 % 101),
    };
    let group = |(_, (group, ..)): &(u32, Untidy)| i64::from(*group);
    RecordBatch::try_from_iter([
        ("group", Arc::new(Int64Array::from_iter_values(rows.iter().map(group))) as ArrayRef),
        ("whose", Arc::new(rows.iter().map(person).collect::<StringArray>())),
        ("at", Arc::new(rows.iter().map(at).collect::<StringArray>())),
        ("value", Arc::new(Float64Array::from_iter_values(rows.iter().map(value)))),
    ])
    .unwrap()
}

/// What a table is made by from what is asked, whether it reads moments and values, and whether its rows are of people.
type Made = (fn(&[u8]) -> Box<dyn Gatherer>, Value, (bool, bool), bool);

fn all_made() -> Vec<Made> {
    let coached = json!([{"person": "p0", "engagement": {"first": "2026-03-03", "last": "2026-03-10"}}]);
    let of = |tells: &str| json!({"tells": tells});
    let with = |mut options: Value, more: Value| {
        options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        options
    };
    let score = json!({"on": "at", "score": "value"});
    let practice = json!({"at": "2027-01-01T00:00:00Z", "delivered": "at", "acknowledged": "at",
        "window": {"type": "days", "body": {"first": "2026-01-01", "last": "2026-12-31", "zone": "UTC"}}});
    let effects = json!({"at": "2027-01-01T00:00:00Z", "coaching": {"coached": coached}});
    vec![
        (|asked| Box::new(FairRanking::new(asked).unwrap()), json!({}), (false, true), true),
        (|asked| Box::new(Trends::new(asked).unwrap()), with(of("people"), json!({"on": "at"})), (true, true), true),
        (|asked| Box::new(Trends::new(asked).unwrap()), with(of("windows"), json!({"on": "at"})), (true, true), true),
        (|asked| Box::new(Proficiency::new(asked).unwrap()), with(of("groups"), score.clone()), (true, true), false),
        (|asked| Box::new(Proficiency::new(asked).unwrap()), with(of("people"), score.clone()), (true, true), true),
        (|asked| Box::new(Proficiency::new(asked).unwrap()), with(of("steps"), score), (true, true), false),
        (|asked| Box::new(Practice::new(asked).unwrap()), with(of("groups"), practice.clone()), (true, false), false),
        (|asked| Box::new(Practice::new(asked).unwrap()), with(of("people"), practice), (true, false), true),
        (
            |asked| Box::new(ValueEffects::new(asked).unwrap()),
            with(of("effects"), effects.clone()),
            (true, true),
            false,
        ),
        (|asked| Box::new(ValueEffects::new(asked).unwrap()), with(of("people"), effects), (true, true), false),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bat_02_bat_03_what_is_left_out_of_a_table_changes_nothing_that_is_told_and_is_all_accounted_for(rows in untidy()) {
        // Of everybody something is right, so that whoever is told of is the same.
        let right = (0..6_u32).map(|both| (both / 3, both % 3, Wrong::Nothing));
        let rows: Vec<(u32, Untidy)> = (0..).zip(right.chain(rows)).collect();
        for (made, mut options, (moments, values), of_people) in all_made() {
            let is_wrong = |wrong: Wrong| match wrong {
                Wrong::Nothing => false,
                Wrong::Value(_) => values,
                Wrong::Moment(_) => moments,
                Wrong::Person(_) => true,
            };
            let (bad, good): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|(_, (.., wrong))| is_wrong(*wrong));
            let asked = json!({"by": ["group"], "person": "whose", "extra": "ignore", "invalid": "skip"});
            options.as_object_mut().unwrap().extend(asked.as_object().unwrap().clone());
            let skipped = gathered(made(options.to_string().as_bytes()), &untidy_table(&rows));
            options["invalid"] = json!("refuse");
            let tidy = gathered(made(options.to_string().as_bytes()), &untidy_table(&good));
            let told = skipped.project(&(0..tidy.num_columns()).collect::<Vec<_>>()).unwrap();
            prop_assert_eq!(told.slice(0, tidy.num_rows()), tidy.clone(), "{}", options);
            // Whoever is called nothing has a row behind those that are told.
            let nobodies: BTreeSet<(u32, bool)> = bad.iter().map(|(_, (group, _, wrong))| (*group, matches!(wrong, Wrong::Person(_)))).collect();
            let nobodies = nobodies.iter().filter(|(_, is_nobody)| of_people && *is_nobody).count();
            prop_assert_eq!(skipped.num_rows() - tidy.num_rows(), nobodies, "{}", options);
            let counts = skipped.column(tidy.num_columns()).as_primitive::<Int64Type>().clone();
            let groups = skipped.column(0).as_primitive::<Int64Type>();
            let people = skipped.column(1).as_string_opt::<i32>().filter(|_| of_people);
            let counted: BTreeMap<(i64, Option<&str>), i64> = (0..skipped.num_rows())
                .map(|row| ((groups.value(row), people.filter(|people| people.is_valid(row)).map(|people| people.value(row))), counts.value(row)))
                .collect();
            prop_assert_eq!(counted.values().sum::<i64>(), i64::try_from(bad.len()).unwrap(), "{}", options);
            let because = skipped.column(tidy.num_columns() + 1);
            prop_assert!((0..skipped.num_rows()).all(|row| because.is_null(row) == (counts.value(row) == 0)));
        }
    }
}
