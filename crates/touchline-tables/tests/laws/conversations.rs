//! However the segments of calls lie in a table, each call has the bits that `talk.measure` gives it by itself.

use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::builder::StringViewBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int32Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist;
use touchline_tables::{Conversations, Gatherer as _, Gathering, Interrupted, gathered};

const SPEAKERS: [(&str, &str); 3] = [("ana", "rep"), ("bo", "customer"), ("cy", "other")];
const SAID: [&str; 8] = [
    "What would you change first?",
    "Um, you know, it is basically too expensive.",
    "Do you have a budget for that?",
    "Let us meet again next Tuesday, I will send the invitation.",
    "Right.",
    "We looked at it, so what does it cost",
    "\u{1f600} caf\u{e9}",
    "",
];

/// A segment: of which call, by whom, from when to when, and what is said.
type Said = (usize, Option<usize>, Option<(i64, i64)>, usize);

fn said() -> impl Strategy<Value = Said> {
    let times = proptest::option::weighted(0.97, (0..60_000_i64, 0..9_000_i64));
    (0..4_usize, proptest::option::weighted(0.9, 0..SPEAKERS.len()), times, 0..SAID.len())
}

fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(texts.collect::<StringArray>())
}

fn table(rows: &[Said]) -> RecordBatch {
    let speaker = |row: &Said| row.1.and_then(|place| SPEAKERS.get(place));
    let moment = |of: fn((i64, i64)) -> i64| -> ArrayRef {
        Arc::new(rows.iter().map(|row| row.2.map(of)).collect::<Int64Array>())
    };
    let calls: Int64Array = rows.iter().map(|row| i64::try_from(row.0).ok()).collect();
    RecordBatch::try_from_iter([
        ("call", Arc::new(calls) as ArrayRef),
        ("speaker", texts(rows.iter().map(|row| speaker(row).map(|(name, _)| *name)))),
        ("role", texts(rows.iter().map(|row| speaker(row).map(|(_, role)| *role)))),
        ("start", moment(|(from, _)| from)),
        ("end", moment(|(from, length)| from + length)),
        ("text", texts(rows.iter().map(|row| SAID.get(row.3).copied()))),
    ])
    .unwrap()
}

fn measured(rows: &[Said], batches: &[usize], options: &Value) -> RecordBatch {
    let mut measuring = Box::new(Conversations::new(options.to_string().as_bytes()).unwrap());
    let (whole, mut first) = (table(rows), 0);
    measuring.begin(whole.schema_ref()).unwrap();
    for length in batches.iter().copied().chain([rows.len()]) {
        let length = length.min(rows.len() - first);
        measuring.add(&whole.slice(first, length)).unwrap();
        first += length;
    }
    measuring.finish().unwrap()
}

/// What `talk.measure` says of one of the calls.
fn alone(rows: &[Said], call: usize) -> Value {
    let of_this: Vec<&Said> = rows.iter().filter(|row| row.0 == call).collect();
    let mut speakers: Vec<Value> = Vec::new();
    for (key, role) in of_this.iter().filter_map(|row| SPEAKERS.get(row.1?)) {
        let speaker = json!({"key": key, "role": role});
        if !speakers.contains(&speaker) {
            speakers.push(speaker);
        }
    }
    let segment = |row: &&Said| {
        let (start, end) = row.2.map_or((None, None), |(from, length)| (Some(from), Some(from + length)));
        json!({"speaker": row.1.and_then(|place| SPEAKERS.get(place)).map(|(key, _)| key),
            "start_ms": start, "end_ms": end, "text": SAID.get(row.3)})
    };
    let segments: Vec<Value> = of_this.iter().map(segment).collect();
    let transcript = json!({"consented": true, "language": "en", "segments": segments, "speakers": speakers});
    let answer = waist::call("talk.measure", json!({"transcript": transcript}).to_string().as_bytes());
    serde_json::from_str(&answer.json).unwrap()
}

fn number(table: &RecordBatch, column: &str, row: usize) -> Value {
    let column = table.column_by_name(column).unwrap();
    if column.is_null(row) { Value::Null } else { json!(column.as_primitive::<Float64Type>().value(row)) }
}

proptest! {
    #[test]
    fn bat_03_a_call_of_a_table_has_the_bits_of_the_call_alone(
        rows in vec(said(), 1..40), batches in vec(0..12_usize, 0..5), together in any::<bool>()
    ) {
        let mut rows = rows;
        if together {
            rows.sort_by_key(|row| row.0);
        }
        let options = json!({"language": "en", "consented": true, "together": together});
        let told = measured(&rows, &batches, &options);
        let hits = measured(&rows, &batches, &json!({"language": "en", "consented": true, "tells": "hits"}));
        let mut calls: Vec<usize> = Vec::new();
        for (call, ..) in &rows {
            if !calls.contains(call) {
                calls.push(*call);
            }
        }
        let of_calls = told.column_by_name("call").unwrap().as_primitive::<Int64Type>();
        prop_assert_eq!(of_calls.values().to_vec(), calls.iter().map(|call| *call as i64).collect::<Vec<_>>());
        for (row, call) in calls.iter().enumerate() {
            let alone = alone(&rows, *call);
            for (name, value) in alone["measures"].as_object().unwrap() {
                prop_assert_eq!(&number(&told, name, row).as_f64(), &value.as_f64(), "{}", name);
            }
            for (component, value) in alone["values"].as_object().unwrap() {
                prop_assert_eq!(&number(&told, component, row).as_f64(), &value.as_f64(), "{}", component);
            }
            for (kind, count) in alone["phrase_counts"].as_object().unwrap() {
                let found = number(&told, &format!("phrases_{kind}"), row).as_f64();
                prop_assert_eq!(found.unwrap_or_default(), count.as_f64().unwrap(), "{}", kind);
            }
            let quotes = hits.column_by_name("quote").unwrap().as_string::<i32>();
            let in_call = hits.column_by_name("call").unwrap().as_primitive::<Int64Type>();
            let mut found: Vec<&str> =
                (0..hits.num_rows()).filter(|row| in_call.value(*row) == *call as i64).map(|row| quotes.value(row)).collect();
            let evidence = |hit: &'_ Value| hit["evidence"]["quote"].as_str().unwrap().to_owned();
            let mut wanted: Vec<String> = alone["questions"].as_array().unwrap().iter().map(evidence).collect();
            for kind in alone["phrases"].as_array().unwrap() {
                wanted.extend(kind["hits"].as_array().unwrap().iter().map(evidence));
            }
            found.sort_unstable();
            wanted.sort_unstable();
            prop_assert_eq!(found, wanted);
        }
    }
}

#[test]
fn bat_04_calls_that_are_measured_at_the_end_are_told_of_and_stopped_there() {
    // More segments than are measured at once, of calls that end with the table.
    let rows: Vec<Said> = (0..20_000).map(|row| (row % 500, Some(0), Some((0, 1_000)), 0)).collect();
    let whole = table(&rows);
    let asked = |watch: &mut (dyn FnMut(u64) -> ControlFlow<()> + Send)| {
        let gatherer = Gathering::Conversations.asked(b"{\"language\":\"en\",\"times\":\"milliseconds\"}").unwrap();
        let batches = RecordBatchIterator::new([Ok(whole.clone())], whole.schema());
        gathered(gatherer, batches, Some(Box::new(|progress| watch(progress.rows))))
    };
    let mut told = Vec::new();
    let figures = asked(&mut |rows| {
        told.push(rows);
        ControlFlow::Continue(())
    });
    assert_eq!(figures.unwrap()[0].num_rows(), 500);
    assert!(told.len() >= 4 && told.iter().all(|rows| *rows == 20_000), "{told:?}");
    let mut times = 0;
    let stopped = asked(&mut |_| {
        times += 1;
        if times == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(stopped, Err(Interrupted::Stopped(_))) && times == 2, "{times}");
}

#[test]
fn bat_02_a_long_text_that_many_rows_share_is_refused_before_each_has_its_own() {
    let long = "x".repeat(1 << 20);
    let texts = |rows: usize| -> [ArrayRef; 2] {
        let once: ArrayRef = Arc::new(StringArray::from(vec![long.as_str()]));
        let mut views = StringViewBuilder::new().with_deduplicate_strings();
        (0..rows).for_each(|_| views.append_value(&long));
        [Arc::new(DictionaryArray::new(Int32Array::from(vec![0; rows]), once)), Arc::new(views.finish())]
    };
    let add = |texts: &ArrayRef| {
        let calls: ArrayRef = Arc::new(Int64Array::from(vec![1; texts.len()]));
        let batch = RecordBatch::try_from_iter([("call", calls), ("text", Arc::clone(texts))]).unwrap();
        let mut measuring = Conversations::new(br#"{"language":"en","consented":true}"#).unwrap();
        measuring.begin(batch.schema_ref()).unwrap();
        measuring.add(&batch).map(|_| ())
    };
    for texts in texts(1_025) {
        let refused = add(&texts).unwrap_err();
        assert_eq!(refused.faults[0].path, "/text");
        let said = refused.faults[0].reason.message();
        assert_eq!(said, "the input is larger than 1073741824 bytes: 1074790400 were counted");
    }
    for texts in texts(3) {
        add(&texts).unwrap();
    }
}

#[test]
fn bat_03_calls_that_stand_apart_are_counted_as_they_begin() {
    let options = json!({"language": "en", "consented": true, "together": false, "most_rows": 2});
    let said = |calls: &[&str]| {
        let column = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; calls.len()])) };
        let of: ArrayRef = Arc::new(StringArray::from(calls.to_vec()));
        let columns = [("call", of), ("role", column("rep")), ("speaker", column("ana")), ("text", column("Why?"))];
        RecordBatch::try_from_iter(columns).unwrap()
    };
    let mut conversations = Box::new(Conversations::new(options.to_string().as_bytes()).unwrap());
    conversations.add(&said(&["a", "b", "a"])).unwrap();
    let refused = conversations.add(&said(&["c"])).unwrap_err();
    assert_eq!(refused.faults[0].path, "/most_rows");
    assert_eq!(conversations.finish().unwrap_err(), refused);
}
