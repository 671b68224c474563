//! Tables scored as a whole, held against the same rows scored one by one.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::support::{Dice, Row, check, components, framework, scorer, table, table_of};
use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Float16Type, Float64Type, Int8Type, Int16Type, Int32Type, UInt8Type};
use arrow_array::{
    Array, ArrayRef, Decimal32Array, Decimal64Array, Decimal128Array, Decimal256Array, DictionaryArray, Float16Array,
    Float32Array, Float64Array, Int64Array, NullArray, RecordBatch, RecordBatchIterator, StringArray, UInt64Array,
};
use arrow_buffer::i256;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use proptest::prelude::*;
use touchline::kernel::rejection::BadInput;
use touchline_tables::{Instructions, Interrupted, Progress, Scorer};

/// Every choice that this processor has.
fn choices() -> Vec<Instructions> {
    let all = [Instructions::Widest, Instructions::Avx2, Instructions::Scalar];
    all.into_iter().filter(|choice| scorer("").with(*choice).is_some()).collect()
}

fn paths(bad: &BadInput) -> Vec<&str> {
    bad.faults.iter().map(|fault| fault.path.as_str()).collect()
}

fn messages(bad: &BadInput) -> Vec<String> {
    bad.faults.iter().map(|fault| fault.reason.message()).collect()
}

#[test]
fn bat_01_a_column_scores_as_a_row_does_to_the_last_bit() {
    // A million rows where the build is quick, and else enough for every shape of a last chunk.
    let rows = if cfg!(debug_assertions) { 50_000 } else { 1_000_000 };
    let mut dice = Dice(42);
    let records: Vec<Row> = (0..rows).map(|_| dice.row()).collect();
    let (batch, figures) = (table(&records), crate::support::figures(&records));
    for choice in choices() {
        for threads in [1, 3] {
            let options = format!(r#"{{"detail":true,"threads":{threads}}}"#);
            let scored = scorer(&options).with(choice).unwrap().score(&batch).unwrap();
            crate::support::check_figures(&scored, &figures);
        }
    }
}

#[test]
fn bat_01_tables_of_every_length_around_a_chunk_are_scored_to_their_end() {
    let mut dice = Dice(7);
    for rows in [0, 1, 7, 63, 64, 65, 511, 512, 513, 1_024, 1_500] {
        let records: Vec<Row> = (0..rows).map(|_| dice.row()).collect();
        let scored = scorer(r#"{"detail":true,"threads":8}"#).score(&table(&records)).unwrap();
        assert_eq!(scored.num_rows(), rows);
        check(&scored, &records);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn bat_01_rows_on_the_points_of_curves_and_far_outside_score_alike(
        rows in prop::collection::vec(crate::support::any_row(), 1..90),
    ) {
        let scored = scorer(r#"{"detail":true}"#).score(&table(&rows)).unwrap();
        check(&scored, &rows);
    }
}

#[test]
fn bat_01_nothing_present_is_no_score_and_no_weakest_component() {
    let nothing: Vec<Row> = vec![vec![None; components().len()]];
    let scored = scorer("").score(&table(&nothing)).unwrap();
    for name in ["overall", "published", "level", "weakest", "discovery"] {
        assert!(scored.column_by_name(name).unwrap().is_null(0), "{name}");
    }
    assert_eq!(scored.column_by_name("coverage").unwrap().as_primitive::<Float64Type>().values(), &[0.0]);
}

#[test]
fn skl_05_half_a_point_is_published_upwards_and_the_level_is_read_off_that() {
    // One area with one component whose raw measure is its score.
    let options = r#"{"framework":{"type":"own","body":{"key":"k","name":"K","areas":[{"key":"a","name":"A",
        "components":[{"key":"c","name":"C","measure":"m","unit":"score",
        "curve":{"points":[{"x":0,"y":0},{"x":100,"y":100}],"why":"w"}}]}]}}}"#;
    let scores = [0.0, 39.49, 39.5, 59.5, 74.499_999, 74.5, 89.5, 100.0, 120.0, -3.0];
    let column: ArrayRef = Arc::new(Float64Array::from(scores.to_vec()));
    let scored = scorer(options).score(&RecordBatch::try_from_iter([("c", column)]).unwrap()).unwrap();
    let published = scored.column_by_name("published").unwrap().as_primitive::<UInt8Type>().values().to_vec();
    assert_eq!(published, [0, 39, 40, 60, 74, 75, 90, 100, 100, 0]);
    let levels = scored.column_by_name("level").unwrap().as_dictionary::<Int8Type>();
    let levels: Vec<&str> = levels.downcast_dict::<StringArray>().unwrap().into_iter().flatten().collect();
    let told = "critical critical needs_coaching developing developing proficient expert expert expert critical";
    assert_eq!(levels.join(" "), told);
}

#[test]
fn bat_02_a_table_that_begins_anywhere_in_its_memory_scores_alike() {
    let mut dice = Dice(3);
    let records: Vec<Row> = (0..3_000).map(|_| dice.row()).collect();
    let whole = table(&records);
    for (first, rows) in [(1, 2_000), (63, 600), (100, 64), (513, 2_487), (2_999, 1)] {
        check(&scorer(r#"{"detail":true}"#).score(&whole.slice(first, rows)).unwrap(), &records[first..first + rows]);
    }
}

#[test]
fn bat_02_narrower_numbers_are_the_doubles_that_they_stand_for() {
    let mut dice = Dice(5);
    let records: Vec<Row> = (0..700)
        .map(|_| dice.row().into_iter().map(|raw| raw.map(|raw| f64::from(raw.trunc() as i8))).collect())
        .collect();
    let wide = table(&records);
    let narrow = |place: usize, array: &ArrayRef| -> ArrayRef {
        let numbers = array.as_primitive::<Float64Type>();
        match place % 4 {
            0 => Arc::new(numbers.unary::<_, Int32Type>(|number| number as i32)),
            1 => Arc::new(Float32Array::from_iter(numbers.iter().map(|number| number.map(|number| number as f32)))),
            2 => Arc::new(Int64Array::from_iter(numbers.iter().map(|number| number.map(|number| number as i64)))),
            _ => Arc::new(numbers.unary::<_, Int8Type>(|number| number as i8)),
        }
    };
    let columns = wide.columns().iter().enumerate().map(|(place, array)| narrow(place, array));
    let columns = components().into_iter().zip(columns);
    check(&scorer(r#"{"detail":true}"#).score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap(), &records);
}

#[test]
fn bat_02_decimals_of_any_width_are_the_doubles_next_to_them() {
    let mut dice = Dice(6);
    let tenths = |raw: f64| f64::from((raw * 10.0).trunc() as i16) / 10.0;
    let records: Vec<Row> = (0..700).map(|_| dice.row().into_iter().map(|raw| raw.map(tenths)).collect()).collect();
    let decimals = |(place, array): (usize, &ArrayRef)| -> ArrayRef {
        let units = |raw: Option<f64>| raw.map(|raw| (raw * 10.0).round() as i32);
        let units = array.as_primitive::<Float64Type>().iter().map(units);
        match place % 4 {
            0 => Arc::new(Decimal32Array::from_iter(units).with_precision_and_scale(9, 1).unwrap()),
            1 => Arc::new(
                Decimal64Array::from_iter(units.map(|units| units.map(i64::from)))
                    .with_precision_and_scale(18, 1)
                    .unwrap(),
            ),
            2 => Arc::new(
                Decimal128Array::from_iter(units.map(|units| units.map(i128::from)))
                    .with_precision_and_scale(38, 1)
                    .unwrap(),
            ),
            _ => Arc::new(
                Decimal256Array::from_iter(units.map(|units| units.map(|units| i256::from_i128(units.into()))))
                    .with_precision_and_scale(76, 1)
                    .unwrap(),
            ),
        }
    };
    let wide = table(&records);
    let columns = components().into_iter().zip(wide.columns().iter().enumerate().map(decimals));
    check(&scorer(r#"{"detail":true}"#).score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap(), &records);
}

#[test]
fn bat_02_what_lies_under_a_null_is_never_looked_at() {
    let mut batch = table_of(&[70.0]).columns().to_vec();
    let nulls = Some(vec![false].into());
    batch[0] = Arc::new(Float64Array::new(vec![f64::NAN].into(), nulls));
    let named = components().into_iter().zip(batch);
    let scored = scorer("").score(&RecordBatch::try_from_iter(named).unwrap()).unwrap();
    assert!(scored.column_by_name("overall").unwrap().is_valid(0));
}

#[test]
fn bat_02_what_is_not_finite_is_named_by_column_and_row() {
    let mut records: Vec<Row> = vec![vec![Some(1.0); components().len()]; 1_200];
    records[1_100][0] = Some(f64::NAN);
    records[5][17] = Some(f64::NEG_INFINITY);
    let bad = scorer(r#"{"threads":2}"#).score(&table(&records)).unwrap_err();
    assert_eq!(paths(&bad), ["/question_quality/1100", "/win_rate/5"]);
    assert_eq!(messages(&bad)[0], "a finite number is expected here, not NaN; `not_finite` makes it a missing value");
}

#[test]
fn bat_02_what_is_not_finite_is_missing_by_option() {
    let mut dice = Dice(11);
    let mut records: Vec<Row> = (0..600).map(|_| dice.row()).collect();
    let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let mut given = records.clone();
    for (row, place) in [(0, 0), (1, 4), (1, 5), (300, 17), (599, 9)] {
        given[row][place] = Some(odd[row % 3]);
        records[row][place] = None;
    }
    for choice in choices() {
        let scorer = scorer(r#"{"detail":true,"not_finite":"missing"}"#).with(choice).unwrap();
        check(&scorer.score(&table(&given)).unwrap(), &records);
    }
}

#[test]
fn bat_02_a_whole_number_that_no_double_holds_is_refused() {
    let signed: ArrayRef = Arc::new(Int64Array::from(vec![9_007_199_254_740_991, -9_007_199_254_740_993]));
    let unsigned: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX, 9_007_199_254_740_991]));
    let decimal = Decimal128Array::from(vec![100, 900_719_925_474_099_300]);
    let decimal: ArrayRef = Arc::new(decimal.with_precision_and_scale(38, 2).unwrap());
    let odd = [(signed, "/need_identification/1"), (unsigned, "/need_identification/0")];
    for (column, path) in odd.into_iter().chain([(decimal, "/need_identification/1")]) {
        let mut columns = table_of(&[1.0, 1.0]).columns().to_vec();
        columns[2] = column;
        let bad = scorer("").score(&RecordBatch::try_from_iter(components().into_iter().zip(columns)).unwrap());
        assert_eq!(paths(&bad.unwrap_err()), [path]);
    }
}

#[test]
fn bat_02_halves_are_the_doubles_that_they_are() {
    type Half = <Float16Type as ArrowPrimitiveType>::Native;
    let halves: ArrayRef = Arc::new(Float16Array::from(vec![Half::from_f64(0.5), Half::NAN]));
    let scored = |column: ArrayRef| {
        let columns = components().into_iter().map(|key| (key, Arc::clone(&column)));
        scorer(r#"{"not_finite":"missing"}"#).score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap()
    };
    assert_eq!(scored(halves), scored(Arc::new(Float64Array::from(vec![Some(0.5), None]))));
}

#[test]
fn bat_02_wrong_columns_are_all_told_at_once() {
    let mut columns: Vec<(String, ArrayRef)> =
        components().into_iter().zip(table_of(&[1.0]).columns().to_vec()).collect();
    columns[0].0 = "a/b~c".to_owned();
    columns[1].1 = Arc::new(StringArray::from(vec!["high"]));
    let keys = arrow_array::Int8Array::from(vec![0]);
    let dictionary = DictionaryArray::<Int8Type>::try_new(keys, Arc::new(Float64Array::from(vec![1.0]))).unwrap();
    columns[2].1 = Arc::new(dictionary);
    let fields = columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true));
    let mut fields: Vec<Field> = fields.collect();
    let mut arrays: Vec<ArrayRef> = columns.iter().map(|(_, array)| Arc::clone(array)).collect();
    fields.push(Field::new("win_rate", DataType::Null, true));
    arrays.push(Arc::new(NullArray::new(1)));
    let bad = scorer("").score(&RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()).unwrap_err();
    assert_eq!(paths(&bad), ["/win_rate", "", "/active_listening", "/need_identification", "/a~1b~0c"]);
    let messages = messages(&bad);
    assert!(
        messages[1].starts_with("`question_quality` is missing; the table has no column of this name"),
        "{}",
        messages[1]
    );
    let cast = "cast it to numbers: what texts such as `45%` or `1,234` stand for is known where they come from alone";
    assert_eq!(messages[2], format!("a column of numbers is expected here, not Utf8; {cast}"));
    assert_eq!(messages[3], "a column of numbers is expected here, not a dictionary of Float64");
    assert!(messages[4].starts_with("`a/b~c` is not known here; known are `question_quality`"), "{}", messages[4]);
}

#[test]
fn bat_02_missing_and_extra_columns_are_taken_by_option() {
    let all = table_of(&[50.0]);
    let fewer = all.project(&(1..components().len()).collect::<Vec<_>>()).unwrap();
    let scored = scorer(r#"{"absent":"missing"}"#).score(&fewer).unwrap();
    let mut row: Row = vec![Some(50.0); components().len()];
    row[0] = None;
    check(&scored, &[row.clone()]);

    let mut columns: Vec<(String, ArrayRef)> = components().into_iter().zip(all.columns().to_vec()).collect();
    columns[0].1 = Arc::new(NullArray::new(1));
    columns.push(("note".to_owned(), Arc::new(StringArray::from(vec!["first week"]))));
    let table = RecordBatch::try_from_iter(columns).unwrap();
    check(&scorer(r#"{"extra":"ignore"}"#).score(&table).unwrap(), &[row]);
}

#[test]
fn bat_01_columns_are_kept_as_they_are_and_found_by_other_names() {
    let mut columns: Vec<(String, ArrayRef)> =
        components().into_iter().zip(table_of(&[50.0]).columns().to_vec()).collect();
    columns[17].0 = "Win rate".to_owned();
    columns.insert(0, ("rep".to_owned(), Arc::new(StringArray::from(vec!["Ana"]))));
    let options = r#"{"keep":["rep"],"columns":{"win_rate":"Win rate"}}"#;
    let scored = scorer(options).score(&RecordBatch::try_from_iter(columns.clone()).unwrap()).unwrap();
    let names: Vec<&str> = scored.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names[..6], ["rep", "overall", "coverage", "published", "level", "weakest"]);
    assert_eq!(
        names[6..],
        ["discovery", "qualification", "presentation", "objection_handling", "negotiation", "closing"]
    );
    assert_eq!(scored.column(0).as_string::<i32>().value(0), "Ana");

    columns[0].0 = "overall".to_owned();
    let options = r#"{"keep":["overall","who"],"columns":{"win_rate":"Win rate"}}"#;
    let bad = scorer(options).score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap_err();
    let named = "`who` is missing; the table has no column of this name: `by`, `keep` or the option of what it holds says what it is called";
    let twice = "`overall` stands twice in the same object; the result has a column of this name: rename yours that `keep` or another option names";
    assert_eq!(messages(&bad), [named, twice]);
}

#[test]
fn bat_02_options_are_read_strictly() {
    for (options, path) in [
        (r#"{"threads":0}"#, "/threads"),
        (r#"{"not_finite":"zero"}"#, "/not_finite"),
        (r#"{"detial":true}"#, "/detial"),
        (r#"{"columns":{"charm":"c"}}"#, "/columns/charm"),
        (r#"{"framework":{"type":"built_in","body":{"key":"none"}}}"#, "/framework/body/key"),
        (r#"{"view":"none"}"#, "/view"),
    ] {
        match Scorer::new(options.as_bytes()) {
            Err(touchline::kernel::operation::Failure::BadInput(bad)) => assert_eq!(paths(&bad), [path], "{options}"),
            other => panic!("{options}: {other:?}"),
        }
    }
}

#[test]
fn skl_08_a_view_scores_its_own_components_and_passes_over_the_others() {
    let calls = crate::support::compiled("sales_call_types", Some("negotiation_call"));
    let all: Vec<String> = framework("sales_call_types");
    let columns = all.iter().map(|key| (key.clone(), Arc::new(Float64Array::from(vec![0.4])) as ArrayRef));
    let options = r#"{"framework":{"type":"built_in","body":{"key":"sales_call_types"}},"view":"negotiation_call"}"#;
    let scored = scorer(options).score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap();
    let alone = calls.score(&vec![Some(0.4); calls.components().len()]).unwrap();
    let overall = scored.column_by_name("overall").unwrap().as_primitive::<Float64Type>().value(0);
    assert_eq!(Some(overall.to_bits()), alone.overall.map(f64::to_bits));
    let weakest = scored.column_by_name("weakest").unwrap().as_dictionary::<Int16Type>();
    assert_eq!(weakest.key(0), alone.weakest);
}

fn batches(
    of: Vec<Result<RecordBatch, ArrowError>>,
) -> RecordBatchIterator<std::vec::IntoIter<Result<RecordBatch, ArrowError>>> {
    RecordBatchIterator::new(of.into_iter(), table_of(&[]).schema())
}

#[test]
fn bat_04_a_stream_gives_what_the_whole_table_gives_and_tells_of_its_progress() {
    let mut dice = Dice(23);
    let records: Vec<Row> = (0..2_000).map(|_| dice.row()).collect();
    let whole = table(&records);
    let pieces = [(0, 700), (700, 0), (700, 1_299), (1_999, 1)].map(|(first, rows)| Ok(whole.slice(first, rows)));
    let mut seen = Vec::new();
    let stream = scorer(r#"{"detail":true}"#).stream(batches(pieces.into())).unwrap();
    let mut row = 0;
    for scored in stream.watched(|progress| {
        seen.push((progress.batches, progress.rows));
        ControlFlow::Continue(())
    }) {
        let scored = scored.unwrap();
        check(&scored, &records[row..row + scored.num_rows()]);
        row += scored.num_rows();
    }
    assert_eq!(row, 2_000);
    assert_eq!(seen, [(1, 700), (2, 700), (3, 1_999), (4, 2_000)]);
}

#[test]
fn bat_04_a_stream_is_stopped_by_whoever_is_told_of_its_progress() {
    let pieces = vec![Ok(table_of(&[1.0; 10])), Ok(table_of(&[1.0; 10])), Ok(table_of(&[1.0; 10]))];
    let stop = |progress: Progress| if progress.rows < 20 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    let mut stream = scorer("").stream(batches(pieces)).unwrap().watched(stop);
    assert_eq!(stream.advance().unwrap().unwrap().num_rows(), 10);
    assert!(matches!(stream.advance(), Some(Err(Interrupted::Stopped(Progress { batches: 2, rows: 20 })))));
    assert!(stream.advance().is_none());
}

#[test]
fn bat_04_a_long_batch_is_told_of_within_it_and_stopped_there() {
    let long = table_of(&[1.0; 200_000]);
    for threads in [1, 3] {
        let options = format!(r#"{{"threads":{threads}}}"#);
        let mut seen = Vec::new();
        let stream = scorer(&options).stream(batches(vec![Ok(long.clone())])).unwrap();
        let scores: Vec<RecordBatch> = stream
            .watched(|progress| {
                seen.push((progress.batches, progress.rows));
                ControlFlow::Continue(())
            })
            .map(Result::unwrap)
            .collect();
        assert_eq!(seen, [(0, 65_536), (0, 131_072), (0, 196_608), (1, 200_000)]);
        assert_eq!(scores, [scorer("").score(&long).unwrap()]);
    }
    let stop =
        |progress: Progress| if progress.rows < 100_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    let mut stream = scorer("").stream(batches(vec![Ok(long)])).unwrap().watched(stop);
    assert!(matches!(stream.advance(), Some(Err(Interrupted::Stopped(Progress { batches: 0, rows: 131_072 })))));
    assert!(stream.advance().is_none());
}

#[test]
fn bat_02_a_table_of_as_many_wrong_values_as_rows_tells_of_those_that_come_first() {
    let great: ArrayRef = Arc::new(Int64Array::from_iter_values((0..150).map(|row| (1 << 60) + row % 120)));
    let columns = components().into_iter().map(|key| (key, Arc::clone(&great)));
    let bad = scorer("").score(&RecordBatch::try_from_iter(columns).unwrap()).unwrap_err();
    assert_eq!(bad.faults.len(), 100);
    let first = &bad.faults[0];
    assert_eq!(first.path, format!("/{}/0", components()[0]));
    assert!(first.reason.message().ends_with("so it is in 2 rows, of which this is the first"));
    assert_eq!(bad.faults[99].path, format!("/{}/99", components()[0]));
    assert!(!bad.faults[99].reason.message().contains("so it is in"));
}

#[test]
fn bat_04_a_stream_that_fails_in_the_middle_says_why_and_is_over() {
    let failure = ArrowError::IoError("the disk\0 is gone".to_owned(), std::io::Error::other("gone"));
    let pieces = vec![Ok(table_of(&[1.0])), Err(failure), Ok(table_of(&[1.0]))];
    let mut stream = scorer("").stream(batches(pieces)).unwrap();
    assert!(stream.advance().unwrap().is_ok());
    let said = stream.advance().unwrap().unwrap_err().to_string();
    assert!(said.contains("a record batch is expected here") && said.contains("the disk  is gone"), "{said}");
    assert!(stream.advance().is_none());
}

#[test]
fn bat_04_a_row_of_a_stream_is_named_by_its_place_in_the_whole_stream() {
    let pieces = vec![Ok(table_of(&[1.0; 600])), Ok(table_of(&[1.0, f64::INFINITY]))];
    let mut stream = scorer("").stream(batches(pieces)).unwrap();
    assert!(stream.advance().unwrap().is_ok());
    match stream.advance() {
        Some(Err(Interrupted::BadInput(bad))) => {
            assert_eq!(bad.faults.len(), components().len());
            assert_eq!(bad.faults[0].path, "/question_quality/601");
        }
        other => panic!("{other:?}"),
    }
}
