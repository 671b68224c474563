//! What would lift a table's scores, held against what would lift each row's.

use std::sync::Arc;

use crate::support::{Dice, Row, compiled, table};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch};
use touchline::kernel::operation::Failure;
use touchline::skill::{Goal, PublishedScore, WhatIf};
use touchline_tables::{Gatherer as _, WhatIfs};

fn told(options: &str, batches: &[RecordBatch]) -> RecordBatch {
    let mut asked = Box::new(WhatIfs::new(options.as_bytes()).unwrap());
    batches.iter().for_each(|batch| asked.add(batch).unwrap());
    asked.finish().unwrap()
}

fn with_targets(rows: &[Row], targets: &[Option<i64>]) -> RecordBatch {
    let measured = table(rows);
    let target: ArrayRef = Arc::new(Int64Array::from(targets.to_vec()));
    let fields = measured.schema_ref().fields().iter().map(|field| field.name().clone());
    let columns = fields.zip(measured.columns().iter().cloned()).chain([("goal".to_owned(), target)]);
    RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap()
}

fn text(told: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let named = told.column_by_name(column).unwrap().as_any_dictionary();
    let places = named.normalized_keys();
    named.is_valid(row).then(|| named.values().as_string::<i32>().value(places[row]).to_owned())
}

fn number(told: &RecordBatch, column: &str, row: usize) -> Option<f64> {
    let column = told.column_by_name(column).unwrap().as_primitive::<Float64Type>();
    column.is_valid(row).then(|| column.value(row))
}

#[test]
fn bat_07_a_table_is_told_what_each_row_is_told_by_itself() {
    let mut dice = Dice(17);
    let compiled = compiled("sales", None);
    let rows: Vec<Row> = (0..24).map(|_| dice.row()).collect();
    let targets: Vec<Option<i64>> = (0..24).map(|row| (row % 5 != 0).then_some(60 + row)).collect();
    let (one, other) = (compiled.components()[0].key.as_str(), compiled.components()[5].key.as_str());
    let area = compiled.areas()[0].key.clone();
    let mut spreads = vec![None; compiled.components().len()];
    (spreads[0], spreads[5]) = (Some(0.25), Some(0.0));
    for (meant, named) in [(None, String::new()), (Some(area.clone()), format!(r#","area":"{}""#, area.as_str()))] {
        let options = |more: &str| {
            format!(r#"{{"target":"goal","spread":{{"{one}":0.25,"{other}":0}},"threads":2{named}{more}}}"#)
        };
        let (first, second) = (with_targets(&rows[..9], &targets[..9]), with_targets(&rows[9..], &targets[9..]));
        let by_row = told(&options(""), &[first.clone(), second.clone()]);
        let by_part = told(&options(r#","layout":"parts""#), &[first, second]);
        let mut part = 0;
        for (nth, (row, target)) in rows.iter().zip(&targets).enumerate() {
            let Some(target) = target else {
                assert!(by_row.column_by_name("reached").unwrap().is_null(nth));
                assert!(by_row.column_by_name("easiest").unwrap().is_null(nth));
                continue;
            };
            let goal = Goal { area: meant.clone(), score: PublishedScore(u8::try_from(*target).unwrap()) };
            let alone = WhatIf::of(compiled, row, &goal, &spreads).unwrap();
            assert_eq!(by_row.column_by_name("reached").unwrap().as_boolean().value(nth), alone.reached);
            assert_eq!(number(&by_row, "score", nth), alone.score);
            let easiest = alone.changes.first();
            assert_eq!(text(&by_row, "easiest", nth), easiest.map(|change| change.component.as_str().to_owned()));
            assert_eq!(number(&by_row, "easiest_needed", nth), easiest.map(|change| change.needed));
            assert_eq!(number(&by_row, "easiest_change", nth), easiest.map(|change| change.change));
            assert_eq!(number(&by_row, "easiest_score", nth), easiest.map(|change| change.score));
            for change in &alone.changes {
                let column = format!("{}_needed", change.component.as_str());
                assert_eq!(number(&by_row, &column, nth).map(f64::to_bits), Some(change.needed.to_bits()));
                assert_eq!(text(&by_part, "component", part).as_deref(), Some(change.component.as_str()));
                let row = by_part.column_by_name("row").unwrap().as_primitive::<Int64Type>().value(part);
                assert_eq!(row, i64::try_from(nth).unwrap());
                let figures = [
                    ("raw", Some(change.raw)),
                    ("needed", Some(change.needed)),
                    ("change", Some(change.change)),
                    ("relative", change.relative),
                    ("spread", change.spread),
                    ("score", Some(change.score)),
                ];
                for (what, figure) in figures {
                    let found = number(&by_part, what, part).map(f64::to_bits);
                    assert_eq!(found, figure.map(f64::to_bits), "{what} of {nth}");
                }
                part += 1;
            }
            for key in &alone.out_of_reach {
                assert_eq!(number(&by_row, &format!("{}_needed", key.as_str()), nth), None);
                assert_eq!(text(&by_part, "component", part).as_deref(), Some(key.as_str()));
                assert!(by_part.column_by_name("out_of_reach").unwrap().as_boolean().value(part));
                part += 1;
            }
        }
        assert_eq!(by_part.num_rows(), part);
    }
}

fn paths(failure: Failure) -> Vec<String> {
    match failure {
        Failure::BadInput(bad) => bad.faults.into_iter().map(|fault| fault.path).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn bat_07_a_target_is_a_whole_number_up_to_100_and_is_asked_for_once() {
    let refused = |options: &str| paths(WhatIfs::new(options.as_bytes()).unwrap_err());
    assert_eq!(refused("{}"), [""]);
    assert_eq!(refused(r#"{"score":70,"target":"goal"}"#), ["/score"]);
    assert_eq!(refused(r#"{"score":70,"spread":{"nobody":1}}"#), ["/spread/nobody"]);
    assert_eq!(refused(r#"{"score":70,"spread":{"empathy":-1}}"#), ["/spread/empathy"]);
    assert_eq!(refused(r#"{"score":70,"area":"nowhere"}"#), ["/area"]);
    let mut dice = Dice(3);
    let rows: Vec<Row> = (0..3).map(|_| dice.row()).collect();
    let mut asked = WhatIfs::new(br#"{"target":"goal"}"#).unwrap();
    let bad = asked.add(&with_targets(&rows, &[Some(101), Some(50), Some(-1)])).unwrap_err();
    assert_eq!(bad.faults.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["/goal/0", "/goal/2"]);
}
