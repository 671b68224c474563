//! BAT-06: whatever was rated, and in whatever order the rows come, a table has the bits that the operations of agreement give
//! for the same ratings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow_schema::DataType;
use proptest::collection::btree_map;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use touchline::waist;
use touchline_tables::{Agreement, Gatherer, Severity};

/// In which team who rated what, and how.
#[derive(Clone, Debug)]
struct Rated {
    team: String,
    rater: String,
    subject: String,
    value: f64,
}

/// Some ratings in any order, of a subject by one rater at most so many.
fn rated(most: usize) -> impl Strategy<Value = Vec<Rated>> {
    let rating = (0..9_u32).prop_map(|number| f64::from(number) / 3.0);
    btree_map((0..2_u32, 0..6_u32, 0..5_u32, 0..most), rating, 0..40)
        .prop_map(|all| -> Vec<Rated> {
            all.into_iter()
                .map(|((team, subject, rater, _), value)| Rated {
                    team: format!("t{team}"),
                    rater: format!("r{rater}"),
                    subject: format!("s{subject}"),
                    value,
                })
                .collect()
        })
        .prop_shuffle()
}

fn table(rated: &[Rated], subject: &str) -> RecordBatch {
    let texts = |of: fn(&Rated) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(rated.iter().map(of))) };
    let ratings: ArrayRef = Arc::new(Float64Array::from_iter_values(rated.iter().map(|one| one.value)));
    let columns = [
        ("team", texts(|one| &one.team)),
        ("rater", texts(|one| &one.rater)),
        (subject, texts(|one| &one.subject)),
        ("rating", ratings),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

/// The ratings as a document has them, team by team, or all together.
fn documents(rated: &[Rated], subject: &str, by_team: bool) -> Vec<(Value, Vec<Value>)> {
    let mut teams: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    if !by_team {
        teams.insert("", Vec::new());
    }
    for one in rated {
        let team = if by_team { one.team.as_str() } else { "" };
        let document = json!({"rater": one.rater, subject: one.subject, "value": one.value});
        teams.entry(team).or_default().push(document);
    }
    teams.into_iter().map(|(team, ratings)| (json!(team), ratings)).collect()
}

/// The same, where all is asked together: subjects of different teams are different ones.
fn apart(mut rated: Vec<Rated>, by_team: bool) -> Vec<Rated> {
    if !by_team {
        rated.iter_mut().for_each(|one| one.subject = format!("{} of {}", one.subject, one.team));
    }
    rated
}

/// What is asked of a table, team by team or all together; then its teams tell nothing.
fn options(mut asked: Value, by_team: bool) -> String {
    match by_team {
        true => asked["by"] = json!(["team"]),
        false => asked["extra"] = json!("ignore"),
    }
    asked.to_string()
}

/// The rows of a table, each with all of its columns.
fn rows_of(told: &RecordBatch) -> Vec<Value> {
    let cell = |column: &ArrayRef, row: usize| match column.data_type() {
        _ if column.is_null(row) => Value::Null,
        DataType::Float64 => json!(column.as_primitive::<Float64Type>().value(row)),
        DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(row)),
        DataType::Boolean => json!(column.as_boolean().value(row)),
        DataType::Dictionary(..) => {
            let names = column.as_any_dictionary();
            json!(names.values().as_string::<i32>().value(names.normalized_keys()[row]))
        }
        _ => json!(column.as_string::<i32>().value(row)),
    };
    let schema = told.schema();
    let row = |row: usize| {
        let named = schema.fields().iter().zip(told.columns());
        named.map(|(field, column)| (field.name().clone(), cell(column, row))).collect::<Map<_, _>>()
    };
    (0..told.num_rows()).map(|place| Value::Object(row(place))).collect()
}

/// The same row with further columns.
fn with(mut row: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("{more} is no row") };
    row.as_object_mut().unwrap().extend(more);
    row
}

/// The row of a coefficient, with what its document says of it.
fn figure(coefficient: &str, (value, interval): (&Value, &Value), of: &Value, raters: usize) -> Value {
    json!({
        "coefficient": coefficient, "first": null, "high": interval["high"].as_f64(), "low": interval["low"].as_f64(),
        "low_evidence": of["low_evidence"], "raters": raters, "second": null, "standard_error": null,
        "subjects": of["subjects"].as_u64().unwrap(), "undefined": of["undefined"], "value": value.as_f64(),
    })
}

/// All rows of agreement that the documents of some ratings give.
fn agreement_of(ratings: &[Value], level: &str) -> Vec<Value> {
    let (plain, levelled) = (json!({"ratings": ratings}), json!({"ratings": ratings, "level": level}));
    let raters = ratings.iter().map(|one| one["rater"].as_str().unwrap()).collect::<BTreeSet<_>>().len();
    let mut rows = Vec::new();
    for pair in answer("agreement.cohen", &levelled)["pairs"].as_array().unwrap() {
        let forms = [("cohen", "plain"), ("cohen_linear", "linear"), ("cohen_quadratic", "quadratic")];
        for (name, form) in &forms[..if level == "nominal" { 1 } else { 3 }] {
            let kappa = &pair["kappa"][form];
            let row = figure(name, (&kappa["kappa"], &kappa["interval"]), &pair["kappa"], raters);
            let error = kappa["standard_error"].as_f64();
            rows.push(with(row, json!({"first": pair["first"], "second": pair["second"], "standard_error": error})));
        }
    }
    let fleiss = answer("agreement.fleiss", &plain);
    rows.push(figure("fleiss", (&fleiss["kappa"], &Value::Null), &fleiss, raters));
    let classes = answer("agreement.intraclass", &plain);
    for form in ["icc_1_1", "icc_1_k", "icc_2_1", "icc_2_k", "icc_3_1", "icc_3_k"] {
        let told = &classes["figures"][form];
        rows.push(figure(form, (&told["correlation"], &told["interval"]), &classes, raters));
    }
    let alpha = answer("agreement.krippendorff", &levelled);
    rows.push(figure("krippendorff", (&alpha["alpha"], &Value::Null), &alpha, raters));
    let percent = answer("agreement.percent", &plain);
    rows.push(figure("percent_of_pairs", (&percent["of_pairs"], &Value::Null), &percent, raters));
    rows.push(figure("percent_of_subjects", (&percent["of_subjects"], &percent["interval"]), &percent, raters));
    rows
}

/// All rows of severity that the document of some ratings gives, of raters or of people.
fn severity_of(ratings: &[Value], tells: &str) -> Vec<Value> {
    let found = answer("agreement.severity", &json!({"ratings": ratings}));
    let rows = found[tells].as_array().unwrap().iter().map(|told| match tells {
        "people" => json!({
            "adjusted": told["adjusted"].as_f64(), "comparable_with": told["comparable_with"], "mean": told["mean"].as_f64(),
            "part": told["part"], "person": told["person"], "raters": told["raters"], "ratings": told["ratings"],
        }),
        _ => json!({
            "alone": told["alone"], "high": told["interval"]["high"].as_f64(), "leniency": told["leniency"].as_f64(),
            "low": told["interval"]["low"].as_f64(), "part": told["part"], "people": told["people"], "rater": told["rater"],
            "ratings": told["ratings"], "standard_error": told["standard_error"].as_f64(),
        }),
    });
    rows.collect()
}

/// The rows of each team, which is told where there are several.
fn by_team(rows: Vec<Value>, team: &Value, by_team: bool) -> Vec<Value> {
    let told = |row: Value| if by_team { with(row, json!({"team": team})) } else { row };
    rows.into_iter().map(told).collect()
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
        rated in rated(1),
        level in prop::sample::select(vec!["nominal", "ordinal", "interval", "ratio"]),
        teams: bool,
    ) {
        let coefficients = ["cohen", "fleiss", "intraclass", "krippendorff", "percent"];
        let rated = apart(rated, teams);
        let asked = options(json!({"level": level, "coefficients": coefficients}), teams);
        let told = gathered(Box::new(Agreement::new(asked.as_bytes()).unwrap()), &table(&rated, "subject"));
        let all = documents(&rated, "subject", teams);
        let expected = all.iter().flat_map(|(team, ratings)| by_team(agreement_of(ratings, level), team, teams));
        prop_assert_eq!(rows_of(&told), expected.collect::<Vec<_>>());
    }

    #[test]
    fn bat_06_severity_over_a_table_is_that_of_its_document(
        rated in rated(2), teams: bool, tells in prop::sample::select(vec!["people", "raters"])
    ) {
        let asked = options(json!({"tells": tells}), teams);
        let told = gathered(Box::new(Severity::new(asked.as_bytes()).unwrap()), &table(&rated, "person"));
        let all = documents(&rated, "person", teams);
        let expected = all.iter().flat_map(|(team, ratings)| by_team(severity_of(ratings, tells), team, teams));
        prop_assert_eq!(rows_of(&told), expected.collect::<Vec<_>>());
    }
}

#[test]
fn bat_02_of_ratings_that_were_refused_no_group_is_left() {
    let batch = |team: &str, rater: Option<&str>| {
        let texts = |text: Option<&str>| -> ArrayRef { Arc::new(StringArray::from(vec![text])) };
        let columns = [
            ("team", texts(Some(team))),
            ("rater", texts(rater)),
            ("subject", texts(Some("s"))),
            ("rating", Arc::new(Float64Array::from(vec![1.0])) as ArrayRef),
        ];
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let asked = json!({"by": ["team"], "level": "ordinal", "coefficients": ["fleiss"]}).to_string();
    let mut agreement = Box::new(Agreement::new(asked.as_bytes()).unwrap());
    agreement.add(&batch("t1", None)).unwrap_err();
    agreement.add(&batch("t0", Some("r"))).unwrap();
    let told = agreement.finish().unwrap();
    assert_eq!(told.column_by_name("team").unwrap().as_string::<i32>().iter().collect::<Vec<_>>(), [Some("t0")]);
}
