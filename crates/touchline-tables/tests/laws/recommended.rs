//! What to coach by the table, held against what `recommendation.make` says of each row.

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int8Type};
use arrow_array::{Array, ArrayAccessor as _, StringArray};
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Status, call};

use crate::support::{Dice, Row, any_row, components, scorer, table};

const ANA: &str = "8c1f3a52-0c2b-4f0e-9a54-5f1c7d1e0002";

/// What is said of one row by itself.
fn made(row: &Row, beside: &Value) -> Value {
    let values: serde_json::Map<String, Value> =
        components().into_iter().zip(row).map(|(key, raw)| (key, json!(raw))).collect();
    let mut input = json!({
        "at": "2026-03-02T09:00:00Z", "values": values,
        "person": {"person": ANA, "roles": beside.get("roles").cloned().unwrap_or(json!([]))},
        "released": true, "viewer": {"actor": ANA, "roles": ["agent"]},
    });
    input["policy"] = beside.get("policy").cloned().unwrap_or(json!({}));
    let answer = call("recommendation.make", input.to_string().as_bytes());
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

fn list(scored: &RecordBatch, column: &str, row: usize) -> Vec<String> {
    let texts = scored.column_by_name(column).unwrap().as_list::<i32>().value(row);
    texts.as_string::<i32>().iter().flatten().map(str::to_owned).collect()
}

fn keys(report: &Value, list: &str, key: &str) -> Vec<String> {
    report[list].as_array().unwrap().iter().map(|each| each[key].as_str().unwrap().to_owned()).collect()
}

/// Holds a table's lists against what is said of its rows one by one.
fn check(rows: &[Row], beside: &Value) {
    let mut options = beside.clone();
    options["recommendations"] = json!(true);
    let scored = scorer(&options.to_string()).score(&table(rows)).unwrap();
    let kinds = scored.column_by_name("focus_kind").unwrap().as_dictionary::<Int8Type>();
    let kinds = kinds.downcast_dict::<StringArray>().unwrap();
    for (number, row) in rows.iter().enumerate() {
        let report = made(row, beside);
        assert_eq!(list(&scored, "gaps", number), keys(&report, "gaps", "area"), "row {number}");
        assert_eq!(list(&scored, "gap_components", number), keys(&report, "gaps", "component"), "row {number}");
        assert_eq!(list(&scored, "strengths", number), keys(&report, "strengths", "area"), "row {number}");
        let focus = [&report["focus"]["first"], &report["focus"]["second"]];
        let focus: Vec<String> = focus.iter().filter_map(|on| on["component"].as_str()).map(str::to_owned).collect();
        assert_eq!(list(&scored, "focus", number), focus, "row {number}");
        let kind = kinds.is_valid(number).then(|| kinds.value(number));
        assert_eq!(kind, report["focus"]["kind"].as_str(), "row {number}");
    }
}

#[test]
fn bat_01_a_table_says_what_to_coach_as_the_report_of_each_row_does() {
    let mut dice = Dice(99);
    let mut rows: Vec<Row> = (0..1_100).map(|_| dice.row()).collect();
    rows.push(vec![None; components().len()]);
    rows.push(vec![Some(95.0); components().len()]);
    check(&rows, &json!({}));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn bat_01_what_to_coach_follows_the_policy_and_the_expected_level(
        rows in prop::collection::vec(any_row(), 1..40),
        gap_under in 1..=100_u8,
        strength_from in 1..=100_u8,
        most_gaps in 1..=7_u8,
        level in prop::sample::select(vec!["needs_coaching", "developing", "expert"]),
    ) {
        let recommendation = json!({"gap_under": gap_under, "strength_from": strength_from, "most_gaps": most_gaps});
        let skill = json!({"expected": [{"role": "starter", "level": level}]});
        let policy = json!({"recommendation": recommendation, "skill": skill});
        check(&rows, &json!({"policy": policy, "roles": ["starter"]}));
        check(&rows, &json!({"policy": policy}));
    }
}

#[test]
fn rec_01_of_equal_gaps_the_weightier_comes_first_and_then_the_first_of_the_framework() {
    // Three areas of one component each, whose raw measure is the score; all three are published as 50 in the first row.
    let options = r#"{"recommendations":true,"framework":{"type":"own","body":{"key":"k","name":"K","areas":[
        {"key":"light","name":"L","weight":0.2,"components":[{"key":"l","name":"L","measure":"m","unit":"score",
            "curve":{"points":[{"x":0,"y":0},{"x":100,"y":100}],"why":"w"}}]},
        {"key":"heavy","name":"H","weight":0.4,"components":[{"key":"h","name":"H","measure":"m","unit":"score",
            "curve":{"points":[{"x":0,"y":0},{"x":100,"y":100}],"why":"w"}}]},
        {"key":"as_heavy","name":"A","weight":0.4,"components":[{"key":"a","name":"A","measure":"m","unit":"score",
            "curve":{"points":[{"x":0,"y":0},{"x":100,"y":100}],"why":"w"}}]}]}}}"#;
    let column = |values: [f64; 2]| std::sync::Arc::new(arrow_array::Float64Array::from(values.to_vec())) as _;
    let columns = [("l", column([50.4, 69.5])), ("h", column([50.0, 80.0])), ("a", column([49.6, 79.4]))];
    let scored = scorer(options).score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap();
    assert_eq!(list(&scored, "gaps", 0), ["heavy", "as_heavy", "light"]);
    assert_eq!(list(&scored, "gap_components", 0), ["h", "a", "l"]);
    assert_eq!(list(&scored, "focus", 0), ["h", "a"]);
    // 69.5 is published as 70, which is no gap; 79.4 as 79, which is no strength.
    assert_eq!(list(&scored, "gaps", 1), Vec::<String>::new());
    assert_eq!(list(&scored, "strengths", 1), ["heavy"]);
    assert_eq!(list(&scored, "focus", 1), ["l"]);
}

#[test]
fn bat_01_what_to_coach_leaves_the_other_columns_as_they_are() {
    let mut dice = Dice(12);
    let rows: Vec<Row> = (0..700).map(|_| dice.row()).collect();
    let (plain, more) = (scorer("").score(&table(&rows)), scorer(r#"{"recommendations":true}"#).score(&table(&rows)));
    let (plain, more) = (plain.unwrap(), more.unwrap());
    let first: Vec<usize> = (0..plain.num_columns()).collect();
    assert_eq!(more.project(&first).unwrap(), plain);
    let names: Vec<&str> = more.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names[first.len()..], ["gaps", "gap_components", "strengths", "focus", "focus_kind"]);
    assert_eq!(plain.column_by_name("overall").unwrap().as_primitive::<Float64Type>().len(), 700);
}
