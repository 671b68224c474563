//! What is told of little is bounded, and refused before it is made.

use std::sync::Arc;

use crate::support::wide;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, LargeListArray, LargeStringArray, ListArray, NullArray,
    RecordBatch, StringArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use serde_json::{Value, json};
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline_tables::{Explainer, FactTable, Gatherer, Grouper, Metrics, Scorecards, Scorer, WhatIfs};

const MEBIBYTE: usize = 1 << 20;

/// The one thing that is wrong: where, of which code, and which way out is told.
fn fault(refused: &BadInput) -> (&str, &str, String) {
    let [fault] = refused.faults.as_slice() else { panic!("{refused:?}") };
    (&fault.path, fault.reason.code.name(), fault.reason.message())
}

fn long() -> String {
    "x".repeat(MEBIBYTE)
}

#[test]
fn bat_03_gaps_do_not_tell_a_long_text_for_each_day() {
    let grouped = |options: Value, teams: [&str; 2]| {
        let teams: ArrayRef = Arc::new(StringArray::from(teams.to_vec()));
        let days: ArrayRef = Arc::new(Date32Array::from(vec![20_000, 22_047]));
        let batch = RecordBatch::try_from_iter([("team", teams), ("on", days)]).unwrap();
        let mut grouper = Box::new(Grouper::new(options.to_string().as_bytes()).unwrap());
        grouper.add(&batch).unwrap();
        grouper.finish()
    };
    let by_day = json!({"at": "on", "every": "day", "team": "team", "absent": "missing"});
    let refused = grouped(by_day.clone(), [&long(); 2]).unwrap_err();
    let (path, code, message) = fault(&refused);
    assert_eq!((path, code), ("/team", "too_large"));
    assert!(message.contains("2147483648") && message.contains("`by`"), "{message}");
    assert_eq!(grouped(by_day.clone(), ["short"; 2]).unwrap().num_rows(), 2_048);
    let without_gaps = json!({"at": "on", "every": "day", "team": "team", "absent": "missing", "fill": false});
    assert_eq!(grouped(without_gaps, [&long(); 2]).unwrap().num_rows(), 2);
}

#[test]
fn bat_03_metrics_do_not_tell_a_long_text_for_each_day() {
    let days: ArrayRef = Arc::new(Date32Array::from(vec![20_460]));
    let answered: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
    let note: ArrayRef = Arc::new(StringArray::from(vec![long()]));
    let batch = RecordBatch::try_from_iter([("at", days), ("answered", answered), ("note", note)]).unwrap();
    let windows: Vec<Value> = (0..3_000)
        .map(|_| json!({"type": "days", "body": {"first": "2026-01-01", "last": "2026-01-31", "zone": "UTC"}}))
        .collect();
    let options = json!({
        "at": "2026-03-01T00:00:00Z", "zone": "UTC", "by": ["everybody", "note"], "metrics": ["response_rate"], "windows": windows,
    });
    let mut metrics = Metrics::new(options.to_string().as_bytes()).unwrap();
    metrics.add(FactTable::Emails, &batch).unwrap();
    let Err(Failure::BadInput(refused)) = metrics.measure() else { panic!("three gigabytes are told") };
    let (path, code, _) = fault(&refused);
    assert_eq!((path, code), ("/note", "too_large"));
}

/// A table of as many rows as there are columns to keep; nothing is measured.
fn kept(column: ArrayRef) -> RecordBatch {
    let none: ArrayRef = Arc::new(Float64Array::from(vec![None; column.len()]));
    RecordBatch::try_from_iter_with_nullable([("c0", none, true), ("call", column, true)]).unwrap()
}

fn texts(count: usize) -> ArrayRef {
    Arc::new(LargeStringArray::from_iter_values((0..count).map(|_| long())))
}

fn lists() -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for _ in 0..3 {
        lists.values().append_value(long());
        lists.append(true);
    }
    let lists: ListArray = lists.finish();
    Arc::new(lists)
}

#[test]
fn bat_07_what_is_kept_is_not_told_for_each_component_without_an_end() {
    let options = json!({
        "framework": wide(1_000), "absent": "missing", "keep": ["call"], "layout": "parts",
    });
    for column in [texts(3), lists()] {
        let mut explainer = Box::new(Explainer::new(options.to_string().as_bytes()).unwrap());
        let refused = explainer.add(&kept(column)).unwrap_err();
        let (path, code, message) = fault(&refused);
        assert_eq!((path, code), ("/call", "too_large"));
        assert!(message.contains("`keep`"), "{message}");
    }
    let mut explainer = Box::new(Explainer::new(options.to_string().as_bytes()).unwrap());
    explainer.add(&kept(Arc::new(StringArray::from(vec!["a", "b"])))).unwrap();
    assert_eq!(explainer.finish().unwrap().num_rows(), 2_000);
}

#[test]
fn bat_01_a_framework_by_which_tables_are_scored_has_a_thousand_components_at_most() {
    let refused = |asked: Result<(), Failure>| match asked {
        Err(Failure::BadInput(refused)) => refused,
        other => panic!("{other:?}"),
    };
    let of = |components: usize| json!({"framework": wide(components), "absent": "missing"});
    let scorer = Scorer::new(of(1_000).to_string().as_bytes()).unwrap();
    assert_eq!(scorer.score(&kept(texts(0)).project(&[0]).unwrap()).unwrap().num_rows(), 0);
    let options = of(1_001).to_string();
    let target = json!({"framework": wide(1_001), "score": 70}).to_string();
    for bad in [
        refused(Scorer::new(options.as_bytes()).map(drop)),
        refused(Explainer::new(options.as_bytes()).map(drop)),
        refused(WhatIfs::new(target.as_bytes()).map(drop)),
    ] {
        let (path, code, _) = fault(&bad);
        assert_eq!((path, code), ("/framework", "number_out_of_range"));
    }
}

#[test]
fn bat_07_a_list_of_nothing_is_reckoned_without_a_look_at_each_of_it() {
    let field = Arc::new(Field::new("item", DataType::Null, true));
    let offsets = OffsetBuffer::new(vec![0, 1_i64 << 40].into());
    let nothing = Arc::new(NullArray::new(1 << 40));
    let list: ArrayRef = Arc::new(LargeListArray::new(field, offsets, nothing, None));
    let options = json!({"framework": wide(2), "absent": "missing", "keep": ["call"], "layout": "parts"});
    let mut explainer = Box::new(Explainer::new(options.to_string().as_bytes()).unwrap());
    explainer.add(&kept(list)).unwrap();
    assert_eq!(explainer.finish().unwrap().num_rows(), 2);
}

#[test]
fn bat_07_a_list_of_more_nothings_than_32_bits_count_is_refused_with_its_name() {
    let options = json!({
        "framework": wide(1_000), "absent": "missing", "keep": ["call"], "layout": "parts",
    });
    let field = |kind: DataType| Arc::new(Field::new("item", kind, true));
    let nothing: ArrayRef = Arc::new(NullArray::new(1 << 22));
    let offsets = OffsetBuffer::new(vec![0, 1 << 22].into());
    let list: ArrayRef = Arc::new(ListArray::new(field(DataType::Null), offsets, nothing, None));
    // Empty structs take a bit each, by which it is known which of them are missing.
    let structs = StructArray::new_empty_fields(1 << 25, Some((0..1 << 25).map(|row| row % 2 == 0).collect()));
    let offsets = OffsetBuffer::new(vec![0, 1_i64 << 25].into());
    let wide: ArrayRef =
        Arc::new(LargeListArray::new(field(structs.data_type().clone()), offsets, Arc::new(structs), None));
    for column in [list, wide] {
        let mut explainer = Box::new(Explainer::new(options.to_string().as_bytes()).unwrap());
        let refused = explainer.add(&kept(column)).unwrap_err();
        let (path, code, _) = fault(&refused);
        assert_eq!((path, code), ("/call", "too_large"));
    }
}

#[test]
fn bat_03_a_framework_too_wide_for_groups_is_told_what_they_take() {
    for components in [1_100, 900, 251] {
        let options = json!({"framework": wide(components), "absent": "missing"});
        let Err(Failure::BadInput(refused)) = Grouper::new(options.to_string().as_bytes()) else {
            panic!("{components}")
        };
        let (path, code, message) = fault(&refused);
        assert_eq!((path, code), ("/framework", "number_out_of_range"));
        assert!(message.contains("0 to 250") || message.contains("1 to 250"), "{message}");
    }
}

/// Calls of these people, of whom `ana` has a critical score.
fn calls(people: &[&str]) -> RecordBatch {
    let who: ArrayRef = Arc::new(StringArray::from(people.to_vec()));
    let scores = people.iter().map(|person| if *person == "ana" { 0.0 } else { 1.0 });
    let scores: ArrayRef = Arc::new(scores.collect::<Float64Array>());
    RecordBatch::try_from_iter([("who", who), ("c0", scores)]).unwrap()
}

#[test]
fn acc_15_a_refusal_of_groups_does_not_tell_whether_there_is_one_that_is_held_back() {
    let refused = |batches: &[&[&str]]| {
        let options = json!({
            "framework": wide(1), "person": "who", "by": ["person"], "least_people": 1, "viewer": "ana", "most_rows": 2,
        });
        let mut grouper = Box::new(Grouper::new(options.to_string().as_bytes()).unwrap());
        let mut told = Vec::new();
        for people in batches {
            told.push(grouper.add(&calls(people)));
        }
        (told, grouper.finish().map(|table| table.num_rows()))
    };
    // One too many is refused in the batch in which they come up, with and without what is held back.
    assert_eq!(refused(&[&["ben", "cy", "dee"], &["eli"]]), refused(&[&["ana", "ben", "cy", "dee"], &["eli"]]));
    let (told, figures) = refused(&[&["ben", "cy"], &["dee"]]);
    assert!(told[0].is_ok() && told[1].is_err() && figures.is_err());
    // As many as may be told are, whether one more is held back or not.
    assert_eq!(refused(&[&["ben"], &["cy"]]), refused(&[&["ben", "ana"], &["cy"]]));
    assert_eq!(refused(&[&["ben"], &["cy"]]).1, Ok(2));
}

#[test]
fn bat_03_of_a_batch_that_comes_to_too_many_groups_nothing_is_told() {
    let options = json!({"framework": wide(1), "person": "who", "by": ["person"], "most_rows": 4});
    let mut grouper = Box::new(Grouper::new(options.to_string().as_bytes()).unwrap());
    grouper.add(&calls(&["ben", "cy"])).unwrap();
    let refused = grouper.add(&calls(&["dee", "eli", "fay"])).unwrap_err();
    assert_eq!(fault(&refused).0, "/most_rows");
    assert_eq!(grouper.add(&calls(&["ben"])).unwrap_err(), refused);
    assert_eq!(grouper.finish().unwrap_err(), refused);
}

#[test]
fn bat_03_metrics_that_tell_of_rows_that_were_left_out_alone_are_bounded_too() {
    let days: ArrayRef = Arc::new(Date32Array::from(vec![None, None]));
    let answered: ArrayRef = Arc::new(BooleanArray::from(vec![true, true]));
    let regions: ArrayRef = Arc::new(StringArray::from(vec!["east", "west"]));
    let columns = [("at", days, true), ("answered", answered, true), ("region", regions, true)];
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let measured = |most: u32| {
        let options = json!({
            "at": "2026-03-01T00:00:00Z", "zone": "UTC", "by": ["owner", "region"], "metrics": ["response_rate"],
            "invalid": "skip", "most_rows": most,
        });
        let mut metrics = Metrics::new(options.to_string().as_bytes()).unwrap();
        metrics.add(FactTable::Emails, &batch).unwrap();
        metrics.measure().map(|table| table.num_rows())
    };
    assert_eq!(measured(2).ok(), Some(2));
    let Err(Failure::BadInput(refused)) = measured(1) else { panic!("two rows are told where one may be") };
    assert_eq!(fault(&refused).0, "/most_rows");
}

/// Calls of teams, of these people.
fn of_teams(rows: &[(&str, &str)]) -> RecordBatch {
    let (teams, people): (Vec<&str>, Vec<&str>) = rows.iter().copied().unzip();
    let calls = calls(&people);
    let teams: ArrayRef = Arc::new(StringArray::from(teams));
    let columns = [("who", Arc::clone(calls.column(0))), ("c0", Arc::clone(calls.column(1))), ("team", teams)];
    RecordBatch::try_from_iter(columns).unwrap()
}

#[test]
fn acc_15_groups_of_several_are_counted_once_somebody_else_has_a_score_in_them() {
    let refused = |released: bool, batches: &[&[(&str, &str)]]| {
        let options = json!({
            "framework": wide(1), "person": "who", "team": "team", "by": ["team"], "least_people": 1, "viewer": "ana",
            "released": released, "most_rows": 2,
        });
        let mut grouper = Box::new(Grouper::new(options.to_string().as_bytes()).unwrap());
        let told: Vec<bool> = batches.iter().map(|rows| grouper.add(&of_teams(rows)).is_ok()).collect();
        (told, grouper.finish().map(|table| table.num_rows()).ok())
    };
    let others: &[(&str, &str)] = &[("east", "ben"), ("north", "cy"), ("west", "dee")];
    // Three groups of others are too many as soon as they are there, and not at the end.
    assert_eq!(refused(false, &[&others[..2], others, others]), (vec![true, false, false], None));
    // What is theirs alone, and critical, is nothing to the viewer: with it and without it the same is told and refused.
    let alone: &[(&str, &str)] = &[("east", "ben"), ("home", "ana"), ("north", "cy")];
    assert_eq!(refused(false, &[alone]), refused(false, &[&others[..2]]));
    assert_eq!(refused(false, &[alone]), (vec![true], Some(2)));
    // Once somebody else has a score in it, it is a group as any other, whoever came first.
    for shared in [[("home", "ana"), ("home", "ben")], [("home", "ben"), ("home", "ana")]] {
        assert_eq!(refused(false, &[&others[..2], &shared[..1], &shared[1..]]).1, None);
        assert_eq!(refused(false, &[&shared, &others[..1]]), (vec![true, true], Some(2)));
    }
    // Where nothing is held back, each counts at once.
    assert_eq!(refused(true, &[alone, alone]), (vec![false, false], None));
}

#[test]
fn bat_06_of_forms_that_are_too_many_nothing_is_kept() {
    let question = json!({"key": "one", "asks": "one", "kind": {"type": "rating", "body": {"min": 0, "max": 10}}});
    let template =
        json!({"key": "card", "name": "Card", "sections": [{"key": "s", "name": "s", "questions": [question]}]});
    let options = json!({"template": template, "layout": "answers", "form": "form", "most_rows": 2});
    let answers = |forms: &[&str]| {
        let questions: ArrayRef = Arc::new(StringArray::from(vec!["one"; forms.len()]));
        let numbers: ArrayRef = Arc::new(Float64Array::from(vec![7.0; forms.len()]));
        let forms: ArrayRef = Arc::new(StringArray::from(forms.to_vec()));
        RecordBatch::try_from_iter([("form", forms), ("question", questions), ("number", numbers)]).unwrap()
    };
    let mut scorecards = Box::new(Scorecards::new(options.to_string().as_bytes()).unwrap());
    scorecards.add(&answers(&["a"])).unwrap();
    let refused = scorecards.add(&answers(&["b", "c"])).unwrap_err();
    assert_eq!(fault(&refused).0, "/most_rows");
    scorecards.add(&answers(&["b"])).unwrap();
    assert_eq!(scorecards.finish().unwrap().num_rows(), 2);
}
