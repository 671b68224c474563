//! BAT-06: whatever was observed of people, and in whatever order the rows come, a table has the bits that the operations of insight
//! give for the same observations.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline_tables::{FairRanking, Proficiency};

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

fn people(seen: &[Seen]) -> Vec<String> {
    seen.iter().map(|(person, ..)| format!("p{person}")).collect()
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
        let names: Vec<String> = scores.iter().map(|((person, _), _)| format!("p{person}")).collect();
        let days = Date32Array::from_iter_values(scores.iter().map(|((_, week), _)| day(*week)));
        let points = Int64Array::from_iter_values(scores.iter().map(|(_, score)| i64::from(*score)));
        let columns: [(&str, ArrayRef); 3] =
            [("person", texts(names.iter().map(|name| Some(name.as_str())))), ("on", Arc::new(days)), ("score", Arc::new(points))];
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
}
