//! Tables explained as a whole, held against the same rows explained one by one.

use crate::support::{Dice, Row, any_row, compiled, components, table};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use proptest::prelude::*;
use touchline::kernel::text::Key;
use touchline::skill::{Explanation, Uncounted};
use touchline_tables::{Explainer, Gatherer as _};

/// What is told of batches, as one table.
fn explained(options: &str, batches: &[RecordBatch]) -> RecordBatch {
    let mut explainer = Box::new(Explainer::new(options.as_bytes()).unwrap());
    batches.iter().for_each(|batch| explainer.add(batch).unwrap());
    explainer.finish().unwrap()
}

fn number(told: &RecordBatch, column: &str, row: usize) -> Option<u64> {
    let column = told.column_by_name(column).unwrap_or_else(|| panic!("{column}")).as_primitive::<Float64Type>();
    column.is_valid(row).then(|| column.value(row).to_bits())
}

fn text<'a>(told: &'a RecordBatch, column: &str, row: usize) -> Option<&'a str> {
    let column: &ArrayRef = told.column_by_name(column).unwrap();
    if column.is_null(row) {
        return None;
    }
    Some(match column.as_any_dictionary_opt() {
        Some(named) => named.values().as_string::<i32>().value(named.normalized_keys()[row]),
        None => column.as_string::<i32>().value(row),
    })
}

/// The scores that are explained: each under its name, with what its columns begin with.
fn scores(overall: bool) -> Vec<(Option<Key>, String, String)> {
    if overall {
        return vec![(None, "overall".into(), String::new())];
    }
    let areas = compiled("sales", None).areas().iter().map(|area| area.key.clone());
    areas.map(|key| (Some(key.clone()), key.as_str().to_owned(), format!("{}_", key.as_str()))).collect()
}

fn check_rows(rows: &[Row], overall: bool, threads: u32) {
    let options = format!(r#"{{"detail":true,"overall":{overall},"threads":{threads}}}"#);
    let told = explained(&options, &[table(rows)]);
    assert_eq!(told.num_rows(), rows.len());
    for (area, name, prefix) in scores(overall) {
        for (nth, row) in rows.iter().enumerate() {
            let alone = Explanation::of(compiled("sales", None), area.as_ref(), row, None).unwrap();
            assert_eq!(number(&told, &name, nth), alone.score.map(f64::to_bits), "{name} of row {nth}");
            let largest = alone.parts.first().map(|part| part.component.as_str());
            assert_eq!(text(&told, &format!("{prefix}largest_loss"), nth), largest, "{name} of row {nth}");
            for part in &alone.parts {
                let counted = part.counted;
                let figures = [
                    ("points", counted.points),
                    ("lost", part.lost),
                    ("value", counted.value),
                    ("weight", counted.weight),
                ];
                for (what, figure) in figures {
                    let column = format!("{}_{what}", part.component.as_str());
                    assert_eq!(number(&told, &column, nth), Some(figure.to_bits()), "{column} of row {nth}");
                }
            }
            for part in &alone.uncounted {
                for what in ["points", "lost", "value", "weight"] {
                    assert_eq!(number(&told, &format!("{}_{what}", part.component.as_str()), nth), None);
                }
            }
        }
    }
}

fn check_parts(rows: &[Row], overall: bool) {
    let (first, second) = rows.split_at(rows.len() / 2);
    let told = explained(&format!(r#"{{"layout":"parts","overall":{overall}}}"#), &[table(first), table(second)]);
    let count = components().len();
    assert_eq!(told.num_rows(), rows.len() * count);
    let of_row = told.column_by_name("row").unwrap().as_primitive::<Int64Type>();
    for (area, _, _) in scores(overall) {
        for (nth, row) in rows.iter().enumerate() {
            let alone = Explanation::of(compiled("sales", None), area.as_ref(), row, None).unwrap();
            let place = |key: &Key| nth * count + compiled("sales", None).place(key.as_str()).unwrap();
            for (rank, part) in alone.parts.iter().enumerate() {
                let at = place(&part.component);
                assert_eq!(of_row.value(at), i64::try_from(nth).unwrap());
                assert_eq!(text(&told, "component", at), Some(part.component.as_str()));
                assert_eq!(text(&told, "area", at), Some(part.area.as_str()));
                assert_eq!(number(&told, "points", at), Some(part.counted.points.to_bits()));
                assert_eq!(number(&told, "lost", at), Some(part.lost.to_bits()));
                assert_eq!(number(&told, "weight", at), Some(part.counted.weight.to_bits()));
                assert_eq!(number(&told, "value", at), Some(part.counted.value.to_bits()));
                let largest = told.column_by_name("largest").unwrap().as_boolean().value(at);
                assert_eq!(largest, rank == 0, "row {nth}, {}", part.component.as_str());
                assert_eq!(text(&told, "uncounted", at), None);
            }
            for part in &alone.uncounted {
                let at = place(&part.component);
                assert_eq!(number(&told, "points", at), None);
                let reason: &str = part.reason.into();
                assert_eq!(text(&told, "uncounted", at), Some(reason), "row {nth}, {}", part.component.as_str());
            }
        }
    }
    assert_eq!(<&str>::from(Uncounted::InsufficientEvidence), "insufficient_evidence");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn bat_07_a_column_explains_as_a_row_does_to_the_last_bit(
        rows in prop::collection::vec(any_row(), 1..70), overall: bool, threads in 1_u32..4,
    ) {
        check_rows(&rows, overall, threads);
        check_parts(&rows, overall);
    }
}

#[test]
fn bat_07_many_rows_with_nulls_explain_as_each_does_by_itself() {
    let mut dice = Dice(25);
    let rows = if cfg!(debug_assertions) { 3_000 } else { 200_000 };
    let rows: Vec<Row> = (0..rows).map(|_| dice.row()).collect();
    check_rows(&rows, false, 3);
    check_rows(&rows, true, 2);
    check_parts(&rows[..1_500], false);
}

#[test]
fn bat_07_one_area_is_explained_as_among_all() {
    let mut dice = Dice(4);
    let rows: Vec<Row> = (0..700).map(|_| dice.row()).collect();
    let all = explained("{}", &[table(&rows)]);
    let area = compiled("sales", None).areas()[1].key.as_str();
    let one = explained(&format!(r#"{{"area":"{area}"}}"#), &[table(&rows)]);
    assert_eq!(one.schema_ref().field(0).name(), area);
    for (field, column) in one.schema_ref().fields().iter().zip(one.columns()) {
        assert_eq!(Some(column), all.column_by_name(field.name()));
    }
}

#[test]
fn bat_07_what_is_kept_stands_beside_each_component() {
    let names: ArrayRef = std::sync::Arc::new(arrow_array::StringArray::from(vec![Some("ana"), None]));
    let mut dice = Dice(9);
    let rows: Vec<Row> = (0..2).map(|_| dice.row()).collect();
    let measured = table(&rows);
    let fields = measured.schema_ref().fields().iter().map(|field| field.name().clone());
    let columns = fields.zip(measured.columns().iter().cloned()).chain([("rep".to_owned(), names)]);
    let batch = RecordBatch::try_from_iter_with_nullable(columns.map(|(name, column)| (name, column, true))).unwrap();
    let told = explained(r#"{"layout":"parts","keep":["rep"]}"#, &[batch.clone(), batch]);
    let count = components().len();
    let rep = |at: usize| text(&told, "rep", at);
    assert_eq!([rep(0), rep(count - 1), rep(count), rep(2 * count)], [Some("ana"), Some("ana"), None, Some("ana")]);
    assert_eq!(told.column_by_name("uncounted").unwrap().as_any_dictionary().len(), 4 * count);
}

#[test]
fn bat_07_what_cannot_be_explained_is_refused() {
    let refused = |options: &str| Explainer::new(options.as_bytes()).unwrap_err();
    let paths = |failure: touchline::kernel::operation::Failure| match failure {
        touchline::kernel::operation::Failure::BadInput(bad) => {
            bad.faults.into_iter().map(|fault| fault.path).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(paths(refused(r#"{"area":"nowhere"}"#)), ["/area"]);
    assert_eq!(paths(refused(r#"{"area":"discovery","overall":true}"#)), ["/overall"]);
    let mut rows: Vec<Row> = vec![vec![Some(1.0); components().len()]; 3];
    rows[2][0] = Some(f64::NAN);
    let mut explainer = Explainer::new(b"{}").unwrap();
    explainer.add(&table(&rows[..2])).unwrap();
    let bad = explainer.add(&table(&rows[2..])).unwrap_err();
    assert_eq!(bad.faults[0].path, format!("/{}/2", components()[0]));
}
