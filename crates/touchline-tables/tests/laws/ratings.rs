//! BAT-06: whatever was rated, and in whatever order the rows come, a table has the bits that the operations of agreement give
//! for the same ratings.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch, StringArray};
use proptest::collection::btree_map;
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist;
use touchline_tables::{Agreement, Gatherer, Severity};

/// Who rated what, and how.
type Rated = (String, String, f64);

/// Some ratings, none of a subject by one rater twice, in any order.
fn rated() -> impl Strategy<Value = Vec<Rated>> {
    let rating = (0..9_u32).prop_map(|number| f64::from(number) / 3.0);
    btree_map((0..6_u32, 0..5_u32), rating, 0..25)
        .prop_map(|all| -> Vec<Rated> {
            all.into_iter()
                .map(|((subject, rater), value)| (format!("r{rater}"), format!("s{subject}"), value))
                .collect()
        })
        .prop_shuffle()
}

fn table(rated: &[Rated], subject: &str) -> RecordBatch {
    let texts = |of: fn(&Rated) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(rated.iter().map(of))) };
    let ratings: ArrayRef = Arc::new(Float64Array::from_iter_values(rated.iter().map(|(.., value)| *value)));
    RecordBatch::try_from_iter([("rater", texts(|one| &one.0)), (subject, texts(|one| &one.1)), ("rating", ratings)])
        .unwrap()
}

/// What a table comes to that is handed over in two parts.
pub(crate) fn gathered(mut gatherer: Box<dyn Gatherer>, table: &RecordBatch) -> RecordBatch {
    let half = table.num_rows() / 2;
    gatherer.begin(table.schema_ref()).unwrap();
    for (first, rows) in [(0, half), (half, table.num_rows() - half)] {
        gatherer.add(&table.slice(first, rows)).unwrap();
    }
    gatherer.finish().unwrap()
}

pub(crate) fn answer(operation: &str, input: &Value) -> Value {
    let answer = waist::call(operation, input.to_string().as_bytes());
    let told: Value = serde_json::from_str(&answer.json).unwrap();
    assert_eq!(answer.status, waist::Status::Ok, "{told}");
    told
}

/// The numbers of a column, as they are printed in documents.
pub(crate) fn numbers(told: &RecordBatch, column: &str) -> Vec<Value> {
    let numbers = told.column_by_name(column).unwrap().as_primitive::<Float64Type>();
    numbers.iter().map(|number| json!(number)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bat_06_agreement_over_a_table_is_that_of_its_document(
        rated in rated(),
        level in prop::sample::select(vec!["nominal", "ordinal", "interval", "ratio"]),
    ) {
        let coefficients = ["cohen", "fleiss", "intraclass", "krippendorff", "percent"];
        let options = json!({"level": level, "coefficients": coefficients}).to_string();
        let told = gathered(Box::new(Agreement::new(options.as_bytes()).unwrap()), &table(&rated, "subject"));
        let ratings: Vec<Value> = rated
            .iter()
            .map(|(rater, subject, value)| json!({"rater": rater, "subject": subject, "value": value}))
            .collect();
        let (plain, levelled) = (json!({"ratings": ratings}), json!({"ratings": ratings, "level": level}));
        let mut expected = Vec::new();
        for pair in answer("agreement.cohen", &levelled)["pairs"].as_array().unwrap() {
            let forms: &[&str] = if level == "nominal" { &["plain"] } else { &["plain", "linear", "quadratic"] };
            expected.extend(forms.iter().map(|form| pair["kappa"][form]["kappa"].clone()));
        }
        expected.push(answer("agreement.fleiss", &plain)["kappa"].clone());
        let figures = answer("agreement.intraclass", &plain)["figures"].clone();
        for form in ["icc_1_1", "icc_1_k", "icc_2_1", "icc_2_k", "icc_3_1", "icc_3_k"] {
            expected.push(figures[form]["correlation"].clone());
        }
        expected.push(answer("agreement.krippendorff", &levelled)["alpha"].clone());
        let percent = answer("agreement.percent", &plain);
        expected.extend([percent["of_pairs"].clone(), percent["of_subjects"].clone()]);
        let expected: Vec<Value> = expected.iter().map(|number| json!(number.as_f64())).collect();
        prop_assert_eq!(numbers(&told, "value"), expected);
    }

    #[test]
    fn bat_06_severity_over_a_table_is_that_of_its_document(rated in rated()) {
        let told = gathered(Box::new(Severity::new(b"{}").unwrap()), &table(&rated, "person"));
        let ratings: Vec<Value> =
            rated.iter().map(|(rater, person, value)| json!({"rater": rater, "person": person, "value": value})).collect();
        let found = answer("agreement.severity", &json!({"ratings": ratings}));
        let leniencies = found["raters"].as_array().unwrap().iter().map(|rater| json!(rater["leniency"].as_f64()));
        prop_assert_eq!(numbers(&told, "leniency"), leniencies.collect::<Vec<_>>());
        prop_assert_eq!(told.num_rows(), told.column(0).len());
    }
}
