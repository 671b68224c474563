//! Group figures, held against `skill.score` over the very calls of each group.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int8Type, Int64Type, UInt8Type};
use arrow_array::{
    Array, ArrayAccessor as _, ArrayRef, Date32Array, LargeStringArray, RecordBatch, StringArray, StringViewArray,
    TimestampMicrosecondArray, TimestampSecondArray,
};
use arrow_schema::DataType;
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline::waist::{Status, call};
use touchline_tables::{Gatherer as _, Grouper, Interrupted, Progress};

use crate::support::{Dice, Row, any_row, compiled, components, table, table_of, wide};

/// Three days of February 2026, one of March and one of May.
const DAYS: [i32; 5] = [20_500, 20_501, 20_512, 20_530, 20_590];

/// A call as a host's table has it.
#[derive(Clone, Debug)]
struct Call {
    team: Option<&'static str>,
    person: Option<&'static str>,
    day: Option<i32>,
    row: Row,
}

fn any_call() -> impl Strategy<Value = Call> {
    let some = |of: &'static [&'static str]| prop::option::weighted(0.9, prop::sample::select(of));
    let day = prop::option::weighted(0.9, prop::sample::select(&DAYS[..]));
    (some(&["east", "west"]), some(&["Ana", "Ben", "Zoë"]), day, any_row()).prop_map(|(team, person, day, row)| Call {
        team,
        person,
        day,
        row,
    })
}

/// A table of calls.
fn calls(calls: &[Call]) -> RecordBatch {
    let rows: Vec<Row> = calls.iter().map(|call| call.row.clone()).collect();
    let texts =
        |text: fn(&Call) -> Option<&'static str>| Arc::new(StringArray::from_iter(calls.iter().map(text))) as ArrayRef;
    let days = Arc::new(Date32Array::from_iter(calls.iter().map(|call| call.day))) as ArrayRef;
    with(&table(&rows), [("team", texts(|call| call.team)), ("rep", texts(|call| call.person)), ("on", days)])
}

fn with<const N: usize>(table: &RecordBatch, columns: [(&str, ArrayRef); N]) -> RecordBatch {
    let own = components().into_iter().zip(table.columns().to_vec());
    let columns = columns.into_iter().map(|(name, array)| (name.to_owned(), array));
    RecordBatch::try_from_iter_with_nullable(columns.chain(own).map(|(name, array)| (name, array, true))).unwrap()
}

fn grouper(options: &Value) -> Box<Grouper> {
    Box::new(Grouper::new(options.to_string().as_bytes()).unwrap())
}

fn grouped(options: &Value, batches: &[RecordBatch]) -> RecordBatch {
    let mut grouper = grouper(options);
    batches.iter().for_each(|batch| grouper.add(batch).unwrap());
    grouper.finish().unwrap()
}

fn refused(options: &Value, batch: &RecordBatch) -> Vec<(String, String)> {
    let refusal = match Grouper::new(options.to_string().as_bytes()) {
        Ok(mut grouper) => grouper.add(batch).unwrap_err(),
        Err(Failure::BadInput(bad)) => bad,
        Err(other) => unreachable!("{other:?}"),
    };
    let BadInput { faults } = refusal;
    faults.into_iter().map(|fault| (fault.path, fault.reason.message())).collect()
}

fn text(figures: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let array = figures.column_by_name(column).unwrap();
    array.is_valid(row).then(|| array.as_string::<i32>().value(row).to_owned())
}

fn word(figures: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let words = figures.column_by_name(column).unwrap().as_dictionary::<Int8Type>();
    words.is_valid(row).then(|| words.downcast_dict::<StringArray>().unwrap().value(row).to_owned())
}

fn number(figures: &RecordBatch, column: &str, row: usize) -> Option<f64> {
    let array = figures.column_by_name(column).unwrap();
    array.is_valid(row).then(|| array.as_primitive::<Float64Type>().value(row))
}

fn count(figures: &RecordBatch, column: &str, row: usize) -> Option<i64> {
    let array = figures.column_by_name(column).unwrap();
    array.is_valid(row).then(|| array.as_primitive::<Int64Type>().value(row))
}

fn day(figures: &RecordBatch, column: &str, row: usize) -> Option<i32> {
    let array = figures.column_by_name(column).unwrap();
    array.is_valid(row).then(|| array.as_primitive::<Date32Type>().value(row))
}

fn measures(row: &Row) -> Value {
    components().into_iter().zip(row).map(|(key, raw)| (key, json!(raw))).collect::<serde_json::Map<_, _>>().into()
}

/// What `skill.score` says of these calls, one after another.
fn scored(rows: &[&Row], previous: Option<&Value>) -> Value {
    let calls: Vec<Value> = rows.iter().map(|row| measures(row)).collect();
    let previous = previous.map(|before| {
        let areas = before["areas"].as_array().unwrap().iter();
        let areas: serde_json::Map<String, Value> = areas
            .map(|area| (area["area"].as_str().unwrap().to_owned(), area["rating"]["published"].clone()))
            .collect();
        json!({"overall": before["overall"]["published"], "areas": areas})
    });
    let input = json!({"evidence": {"type": "per_call", "body": {"calls": calls}}, "previous": previous});
    let answer = call("skill.score", input.to_string().as_bytes());
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

/// Holds the columns of one score against a rating, bit for bit.
fn check_rating(figures: &RecordBatch, row: usize, area: &str, rating: &Value, before: Option<&Value>) {
    let named = |name: &str| if area.is_empty() { name.to_owned() } else { format!("{area}_{name}") };
    let score = if area.is_empty() { "overall" } else { area };
    assert_eq!(number(figures, score, row), rating["score"].as_f64(), "{score} in row {row}");
    assert_eq!(number(figures, &named("coverage"), row), rating["coverage"].as_f64(), "{score} in row {row}");
    assert_eq!(number(figures, &named("low"), row), rating["interval"]["low"].as_f64(), "{score} in row {row}");
    assert_eq!(number(figures, &named("high"), row), rating["interval"]["high"].as_f64(), "{score} in row {row}");
    let published = figures.column_by_name(&named("published")).unwrap().as_primitive::<UInt8Type>();
    let published = published.is_valid(row).then(|| u64::from(published.value(row)));
    assert_eq!(published, rating["published"].as_u64(), "{score} in row {row}");
    assert_eq!(
        word(figures, &named("level"), row).as_deref(),
        rating["level"]["level"].as_str(),
        "{score} in row {row}"
    );
    assert_eq!(word(figures, &named("trend"), row).as_deref(), rating["trend"].as_str(), "{score} in row {row}");
    let few = figures.column_by_name(&named("low_evidence")).unwrap().as_boolean();
    assert_eq!(few.is_valid(row).then(|| few.value(row)), rating["low_evidence"].as_bool(), "{score} in row {row}");
    let earlier = before.and_then(|before| before["score"].as_f64());
    let change = rating["score"].as_f64().zip(earlier).map(|(now, before)| now - before);
    assert_eq!(number(figures, &named("change"), row), change, "{score} in row {row}");
}

/// A team, a person and a month.
type Group<'a> = (Option<&'a str>, Option<&'a str>, Option<i32>);

/// Holds every group of teams, persons and months against its own calls one by one.
fn check(figures: &RecordBatch, calls: &[Call]) {
    let month = |day: i32| match day {
        ..20_513 => 0,
        20_513..20_544 => 1,
        _ => 3,
    };
    let first_day = |month: i32| {
        if month == 0 {
            20_485
        } else if month == 1 {
            20_513
        } else {
            20_574
        }
    };
    let mut groups: BTreeMap<Group<'_>, Vec<&Row>> = BTreeMap::new();
    for call in calls {
        groups.entry((call.team, call.person, call.day.map(month))).or_default().push(&call.row);
    }
    let mut row = 0;
    let mut before: Option<(Group<'_>, Value)> = None;
    for ((team, person, window), rows) in &groups {
        let earlier = before.take();
        let same = earlier.as_ref().filter(|((of, who, _), _)| (of, who) == (team, person));
        for _ in same.and_then(|((_, _, last), _)| *last).map_or(0, |last| last + 1)..same.and(*window).unwrap_or(0) {
            assert_eq!(count(figures, "rows", row), Some(0), "row {row} is a gap");
            assert_eq!((number(figures, "overall", row), number(figures, "coverage", row)), (None, None));
            row += 1;
        }
        assert_eq!(text(figures, "team", row).as_deref(), *team, "row {row}");
        assert_eq!(text(figures, "rep", row).as_deref(), *person, "row {row}");
        assert_eq!(day(figures, "window", row), window.map(first_day), "row {row}");
        assert_eq!(count(figures, "rows", row), i64::try_from(rows.len()).ok());
        let adjacent = same.filter(|((_, _, last), _)| last.map(|last| last + 1) == *window).map(|(_, score)| score);
        let score = scored(rows, adjacent);
        check_rating(figures, row, "", &score["overall"], adjacent.map(|before| &before["overall"]));
        for (place, area) in score["areas"].as_array().unwrap().iter().enumerate() {
            let earlier = adjacent.map(|before| &before["areas"][place]["rating"]);
            check_rating(figures, row, area["area"].as_str().unwrap(), &area["rating"], earlier);
        }
        let alone = rows.iter().map(|row| compiled("sales", None).score(row).unwrap().overall);
        assert_eq!(count(figures, "scored", row), i64::try_from(alone.flatten().count()).ok());
        before = window.is_some().then_some(((*team, *person, *window), score));
        row += 1;
    }
    assert_eq!(figures.num_rows(), row);
}

fn by_all() -> Value {
    json!({"team": "team", "person": "rep", "at": "on", "detail": true})
}

#[test]
fn bat_03_a_table_that_threads_share_out_has_the_bits_of_one_that_they_do_not() {
    const NAMES: [&str; 6] = ["Ana", "Ben", "Cem", "Dan", "Eva", "Zoë"];
    let mut dice = Dice(7);
    // Most calls are Ana's, and many of the others' windows have none.
    let all: Vec<Call> = (0..40_000)
        .map(|place| {
            let person = if dice.below(3) > 0 { 0 } else { dice.below(6) as usize };
            let mut row = dice.row();
            // Too great to be added up with others.
            if place % 5_000 == 77 {
                row[0] = Some(1e15);
            }
            let day = (dice.below(20) > 0).then(|| 20_000 + dice.below(900) as i32);
            Call { team: Some(["east", "west"][person % 2]), person: Some(NAMES[person]), day, row }
        })
        .collect();
    let calls = calls(&all);
    for by in [
        json!({"team": "team", "extra": "ignore"}),
        json!({"team": "team", "person": "rep", "at": "on", "every": "week", "fill": true}),
    ] {
        let mut options = json!({"detail": true, "means": true, "mean_intervals": true, "recommendations": true});
        options.as_object_mut().unwrap().extend(by.as_object().unwrap().clone());
        let one = grouped(&options, std::slice::from_ref(&calls));
        for threads in [2, 3, 5] {
            options["threads"] = json!(threads);
            assert_eq!(grouped(&options, std::slice::from_ref(&calls)), one, "{threads} threads");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn bat_03_a_group_has_the_bits_that_its_calls_get_one_by_one(
        all in prop::collection::vec(any_call(), 1..60),
    ) {
        check(&grouped(&by_all(), &[calls(&all)]), &all);
    }

    #[test]
    fn bat_03_no_order_of_rows_and_batches_and_no_thread_changes_a_bit(
        all in prop::collection::vec(any_call(), 1..80).prop_shuffle(),
        cut in 0..80_usize,
    ) {
        let options = json!({
            "team": "team", "person": "rep", "at": "on", "every": "week", "detail": true, "means": true,
            "mean_intervals": true, "recommendations": true,
        });
        let whole = grouped(&options, &[calls(&all)]);
        let turned: Vec<Call> = all.iter().rev().cloned().collect();
        let (left, right) = turned.split_at(cut.min(turned.len()));
        let mut threads = options.clone();
        threads["threads"] = json!(3);
        prop_assert_eq!(grouped(&threads, &[calls(left), calls(right)]), whole);
    }

    #[test]
    fn bat_03_without_intervals_all_else_is_told_to_the_bit(all in prop::collection::vec(any_call(), 1..60)) {
        let mut options = by_all();
        let whole = grouped(&options, &[calls(&all)]);
        options["intervals"] = json!(false);
        let spared = grouped(&options, &[calls(&all)]);
        let is_of_intervals = |name: &str| ["low", "high", "no_interval"].iter().any(|of| name == *of || name.ends_with(&format!("_{of}")));
        for (field, column) in whole.schema().fields().iter().zip(whole.columns()) {
            let told = spared.column_by_name(field.name());
            prop_assert_eq!(told, Some(column).filter(|_| !is_of_intervals(field.name())), "{}", field.name());
        }
    }

    #[test]
    fn bat_03_columns_by_their_own_names_tell_the_same_groups_apart(all in prop::collection::vec(any_call(), 1..60)) {
        let named = grouped(&json!({"team": "team", "person": "rep", "at": "on", "means": true}), &[calls(&all)]);
        let half = all.len() / 2;
        let by = json!({"by": ["team", "rep", "window"], "team": null, "at": "on", "means": true});
        prop_assert_eq!(refused(&by, &calls(&all)).first().map(|(path, _)| path.clone()), Some(String::new()));
        let table = |calls: &RecordBatch| {
            let renamed = |name: &str| if name == "team" { "squad".to_owned() } else { name.to_owned() };
            let schema = calls.schema();
            let names = schema.fields().iter().map(|field| renamed(field.name()));
            let columns = names.zip(calls.columns()).map(|(name, array)| (name, Arc::clone(array), true));
            RecordBatch::try_from_iter_with_nullable(columns).unwrap()
        };
        let by = json!({"by": ["squad", "rep", "window"], "at": "on", "means": true});
        let further = grouped(&by, &[table(&calls(&all[..half])), table(&calls(&all[half..]))]);
        for (field, column) in named.schema().fields().iter().zip(named.columns()).filter(|(field, _)| field.name() != "people") {
            let name = if field.name() == "team" { "squad" } else { field.name() };
            prop_assert_eq!(further.column_by_name(name), Some(column), "{}", name);
        }
    }
}

/// A table with these days, all scored alike.
fn on_days(days: &[Option<i32>]) -> RecordBatch {
    let column = Arc::new(Date32Array::from(days.to_vec())) as ArrayRef;
    with(&table_of(&vec![80.0; days.len()]), [("on", column)])
}

#[test]
fn bat_03_a_hand_made_table_gives_the_means_and_counts_that_one_sees() {
    // The measure of the one component is the score: 30 and 90, then nothing in March, then 80.
    let framework = json!({"type": "own", "body": {"key": "k", "name": "K", "areas": [{"key": "a", "name": "A",
        "components": [{"key": "c", "name": "C", "measure": "m", "unit": "score",
        "curve": {"points": [{"x": 0, "y": 0}, {"x": 100, "y": 100}], "why": "w"}}]}]}});
    let measures =
        Arc::new(arrow_array::Float64Array::from(vec![Some(90.0), Some(80.0), Some(30.0), None])) as ArrayRef;
    let days = Arc::new(Date32Array::from(vec![20_500, 20_590, 20_512, 20_590])) as ArrayRef;
    let batch = RecordBatch::try_from_iter([("c", measures), ("on", days)]).unwrap();
    let figures = grouped(&json!({"framework": framework, "at": "on", "means": true}), &[batch]);
    let names: Vec<&str> = figures.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(
        names,
        [
            "window",
            "window_last",
            "rows",
            "scored",
            "overall",
            "coverage",
            "published",
            "level",
            "weakest",
            "low",
            "high",
            "no_interval",
            "low_evidence",
            "trend",
            "change",
            "improvement",
            "no_improvement",
            "critical_anywhere",
            "critical_rows",
            "needs_coaching_rows",
            "developing_rows",
            "proficient_rows",
            "expert_rows",
            "a",
            "mean_c"
        ]
    );
    let column = |name: &str| (0..4).map(|row| number(&figures, name, row)).collect::<Vec<_>>();
    let counted = |name: &str| (0..4).map(|row| count(&figures, name, row).unwrap()).collect::<Vec<_>>();
    assert_eq!(column("overall"), [Some(60.0), None, None, Some(80.0)]);
    assert_eq!(column("mean_c"), [Some(60.0), None, None, Some(80.0)]);
    assert_eq!((counted("rows"), counted("scored")), (vec![2, 0, 0, 2], vec![2, 0, 0, 1]));
    assert_eq!((counted("critical_rows"), counted("expert_rows")), (vec![1, 0, 0, 0], vec![1, 0, 0, 0]));
    assert_eq!(counted("proficient_rows"), [0, 0, 0, 1]);
    // Before May there is a gap, against which nothing is held.
    assert_eq!(column("change"), [None; 4]);
    assert_eq!(word(&figures, "no_improvement", 3).as_deref(), Some("nothing_before"));
}

#[test]
fn ins_02_the_window_before_is_that_of_the_same_person_and_team() {
    let call = |team, person, day, value: f64| Call {
        team: Some(team),
        person: Some(person),
        day: Some(day),
        row: vec![Some(value); components().len()],
    };
    let all = [
        call("east", "Ana", 20_500, 0.4),
        call("east", "Ana", 20_530, 0.6),
        call("east", "Ben", 20_530, 0.5),
        call("west", "Ana", 20_500, 0.9),
    ];
    let figures = grouped(&by_all(), &[calls(&all)]);
    let told: Vec<Option<String>> = (0..4).map(|row| word(&figures, "no_improvement", row)).collect();
    let before = Some("nothing_before".to_owned());
    assert_eq!(told, [before.clone(), None, before.clone(), before]);
    assert!(number(&figures, "improvement", 1).unwrap() > 0.0);
}

#[test]
fn bat_03_group_columns_are_read_in_every_encoding() {
    let names = [Some("b"), None, Some("a"), Some("b")];
    let mut dictionary = StringDictionaryBuilder::<arrow_array::types::UInt16Type>::new();
    names.iter().for_each(|name| dictionary.append_option(*name));
    let columns: [ArrayRef; 4] = [
        Arc::new(StringArray::from(names.to_vec())),
        Arc::new(LargeStringArray::from(names.to_vec())),
        Arc::new(StringViewArray::from(names.to_vec())),
        Arc::new(dictionary.finish()),
    ];
    let batch = table_of(&[80.0, 70.0, 60.0, 50.0]);
    for column in columns {
        let figures = grouped(&json!({"person": "rep"}), &[with(&batch, [("rep", column)])]);
        let told: Vec<_> = (0..3).map(|row| (text(&figures, "rep", row), count(&figures, "rows", row))).collect();
        assert_eq!(told, [(None, Some(1)), (Some("a".to_owned()), Some(1)), (Some("b".to_owned()), Some(2))]);
    }
    let numbers = Arc::new(arrow_array::Int32Array::from(vec![10, 9, 10, -1])) as ArrayRef;
    let figures = grouped(&json!({"window": "sprint"}), &[with(&batch, [("sprint", numbers)])]);
    let told: Vec<_> = (0..3).map(|row| count(&figures, "sprint", row).unwrap()).collect();
    assert_eq!(told, [-1, 9, 10]);
    // A window of one's own follows the one before it in order.
    assert!(word(&figures, "trend", 1).is_some() && word(&figures, "trend", 0).is_none());
}

#[test]
fn bat_03_a_moment_belongs_to_the_day_of_the_zone_and_a_time_without_a_zone_has_to_be_explained() {
    // 2026-02-28 23:30 UTC is the first of March in Berlin.
    let seconds = 1_772_321_400_i64;
    let zoned = Arc::new(TimestampSecondArray::from(vec![seconds]).with_timezone("America/New_York")) as ArrayRef;
    let naive = Arc::new(TimestampMicrosecondArray::from(vec![seconds * 1_000_000])) as ArrayRef;
    let first = |column: &ArrayRef, naive: &str| {
        let options = json!({"at": "at", "zone": "Europe/Berlin", "naive": naive});
        let figures = grouped(&options, &[with(&table_of(&[80.0]), [("at", Arc::clone(column))])]);
        day(&figures, "window", 0)
    };
    assert_eq!(first(&zoned, "refuse"), Some(20_513));
    assert_eq!(first(&naive, "utc"), Some(20_513));
    assert_eq!(first(&naive, "wall"), Some(20_485));
    let batch = with(&table_of(&[80.0]), [("at", naive)]);
    let said = refused(&json!({"at": "at"}), &batch);
    let wanted = "a column of timestamps with a zone is expected here, not Timestamp(µs) without one; \
                  `naive` says what it means";
    assert_eq!(said, [("/at".to_owned(), wanted.to_owned())]);
}

#[test]
fn bat_03_what_is_wrong_is_named_all_at_once_and_nothing_is_added() {
    let days = Arc::new(Date32Array::from(vec![Some(20_500), Some(i32::MAX)])) as ArrayRef;
    let names = Arc::new(StringArray::from(vec!["Ana", "Ben"])) as ArrayRef;
    let batch = with(&table_of(&[80.0, f64::NAN]), [("on", days), ("rep", names)]);
    let mut grouper = grouper(&json!({"at": "on", "person": "rep"}));
    let refusal = grouper.add(&batch).unwrap_err();
    assert_eq!(refusal.faults.len(), 1 + components().len());
    assert_eq!(refusal.faults[0].path, "/on/1");
    assert_eq!(refusal.faults[1].path, "/question_quality/1");
    grouper.add(&batch.slice(0, 1)).unwrap();
    assert_eq!(count(&grouper.finish().unwrap(), "rows", 0), Some(1));

    let booleans = Arc::new(arrow_array::BooleanArray::from(vec![true, false])) as ArrayRef;
    let wrong = with(&table_of(&[80.0, 70.0]), [("rep", Arc::clone(&booleans)), ("on", booleans)]);
    let paths: Vec<String> = refused(&json!({"at": "on", "person": "rep", "team": "team"}), &wrong)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(paths, ["/rep", "/on", ""]);
    for (options, path) in [
        (json!({"by": ["team"]}), ""),
        (json!({"least_people": 5}), ""),
        (json!({"at": "on", "window": "sprint"}), "/window"),
        (json!({"every": "decade"}), "/every"),
        (json!({"least_people": 0}), "/least_people"),
        (json!({"keep": []}), "/keep"),
    ] {
        let said = refused(&options, &wrong);
        assert_eq!(said[0].0, path, "{options}: {said:?}");
    }
}

#[test]
fn ins_01_windows_too_far_apart_are_refused_where_gaps_are_told() {
    let batch = on_days(&[Some(-719_162), Some(20_500)]);
    let options = json!({"at": "on", "every": "day"});
    let mut far = grouper(&options);
    far.add(&batch).unwrap();
    assert_eq!(far.finish().unwrap_err().faults[0].path, "/on");
    assert_eq!(grouped(&json!({"at": "on", "every": "day", "fill": false}), &[batch]).num_rows(), 2);
    assert_eq!(grouped(&options, &[on_days(&[Some(20_500), None, Some(20_503)])]).num_rows(), 5);
    // Ten thousand windows are the most.
    assert_eq!(grouped(&options, &[on_days(&[Some(1), Some(10_000)])]).num_rows(), 10_000);
    let mut more = grouper(&options);
    more.add(&on_days(&[Some(0), Some(10_000)])).unwrap();
    assert_eq!(more.finish().unwrap_err().faults[0].path, "/on");
}

#[test]
fn acc_15_a_group_of_few_people_is_withheld_and_so_is_what_follows_from_it() {
    let of = |people: &[&str], day: i32| -> Vec<Call> {
        let people: Vec<&'static str> =
            people.iter().map(|person| -> &'static str { String::leak((*person).to_owned()) }).collect();
        people
            .iter()
            .map(|person| Call {
                team: Some("east"),
                person: Some(person),
                day: Some(day),
                row: vec![Some(0.5); components().len()],
            })
            .collect()
    };
    let five = ["Ana", "Ben", "Cleo", "Dan", "Eve"];
    let mut all = of(&five[..4], 20_500);
    // Two calls of one person are still one person's.
    all.extend(of(&["Ana"], 20_512));
    all.extend(of(&five, 20_530));
    let options = |more: Value| {
        let mut options =
            json!({"team": "team", "person": "rep", "at": "on", "by": ["team", "window"], "least_people": 5});
        options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        options
    };
    let figures = grouped(&options(json!({})), &[calls(&all)]);
    assert_eq!(word(&figures, "withheld", 0).as_deref(), Some("group_too_small"));
    for column in &figures.columns()[3..figures.num_columns() - 2] {
        assert!(column.is_null(0));
    }
    assert_eq!(word(&figures, "withheld", 1), None);
    assert_eq!(count(&figures, "people", 1), Some(5));
    assert!(number(&figures, "overall", 1).is_some());
    assert_eq!((number(&figures, "change", 1), word(&figures, "trend", 1)), (None, None));

    let with_a_member = grouped(&options(json!({"viewer": "Eve"})), &[calls(&all)]);
    assert_eq!(word(&with_a_member, "withheld", 1).as_deref(), Some("group_too_small"));
    let stranger = grouped(&options(json!({"viewer": "Zoë"})), &[calls(&all)]);
    assert_eq!(word(&stranger, "withheld", 1), None);
    let within = grouped(&options(json!({"as_of": "2026-03-31T12:00:00Z"})), &[calls(&all)]);
    assert_eq!(word(&within, "withheld", 1).as_deref(), Some("window_open"));
    let last = grouped(&options(json!({"as_of": "2026-03-31T23:59:59.999Z"})), &[calls(&all)]);
    assert_eq!(word(&last, "withheld", 1).as_deref(), Some("window_open"));
    let over = grouped(&options(json!({"as_of": "2026-04-01T00:00:00Z"})), &[calls(&all)]);
    assert_eq!(word(&over, "withheld", 1), None);
}

#[test]
fn bat_03_what_to_coach_in_a_group_follows_from_its_own_score() {
    let mut dice = Dice(77);
    let rows: Vec<Row> = (0..50).map(|_| dice.row()).collect();
    let figures = grouped(&json!({"recommendations": true, "means": true}), &[table(&rows)]);
    let means: Row = components().iter().map(|key| number(&figures, &format!("mean_{key}"), 0)).collect();
    let alone = crate::support::scorer(r#"{"recommendations":true}"#).score(&table(&[means])).unwrap();
    for name in ["gaps", "gap_components", "strengths", "focus", "focus_kind", "overall"] {
        assert_eq!(figures.column_by_name(name), alone.column_by_name(name), "{name}");
    }
}

#[test]
fn bat_03_an_empty_table_has_the_columns_and_no_row() {
    let empty = calls(&[]);
    let figures = grouped(&by_all(), std::slice::from_ref(&empty));
    assert_eq!(figures.num_rows(), 0);
    assert_eq!(figures.schema(), grouper(&by_all()).schema(empty.schema_ref()).unwrap());
    assert_eq!(figures.column(0).data_type(), &DataType::Utf8);
}

/// A framework of two areas of one component each, whose raw measure is the score.
fn two_areas() -> Value {
    let area = |key: &str| {
        json!({"key": key, "name": key, "weight": 0.5, "components": [{"key": format!("{key}_"), "name": key,
            "measure": "m", "unit": "score", "curve": {"points": [{"x": 0, "y": 0}, {"x": 100, "y": 100}], "why": "w"}}]})
    };
    json!({"type": "own", "body": {"key": "k", "name": "K", "areas": [area("a"), area("b")]}})
}

#[test]
fn bat_03_a_call_has_the_level_of_its_published_score_and_nobody_is_no_person() {
    let measures = || Arc::new(arrow_array::Float64Array::from(vec![59.6, 59.4, 59.6])) as ArrayRef;
    let names = Arc::new(StringArray::from(vec![None, Some("Ana"), None])) as ArrayRef;
    let batch = RecordBatch::try_from_iter([("a_", measures()), ("b_", measures()), ("rep", names)]).unwrap();
    let figures = grouped(&json!({"framework": two_areas(), "person": "rep", "by": []}), &[batch]);
    let counts = ["people", "developing_rows", "needs_coaching_rows"].map(|name| count(&figures, name, 0));
    assert_eq!(counts, [Some(1), Some(2), Some(1)]);
}

#[test]
fn ins_02_an_area_is_held_against_the_window_before_where_nothing_is_scored_over_all() {
    let measures = |of: [f64; 3]| Arc::new(arrow_array::Float64Array::from(of.to_vec())) as ArrayRef;
    let days = Arc::new(Date32Array::from(vec![20_500, 20_530, 20_590])) as ArrayRef;
    let batch = RecordBatch::try_from_iter([("a_", measures([50.0, 60.0, 80.0])), ("on", days)]).unwrap();
    let mut framework = two_areas();
    framework["body"]["areas"][0]["weight"] = json!(0.25);
    framework["body"]["areas"][1]["weight"] = json!(0.75);
    let options = json!({"framework": framework, "at": "on", "absent": "missing", "detail": true, "fill": false});
    let figures = grouped(&options, &[batch]);
    assert_eq!((0..3).map(|row| number(&figures, "overall", row)).collect::<Vec<_>>(), [None; 3]);
    // Without its row the gap is a gap still: May follows nothing.
    assert_eq!((0..3).map(|row| number(&figures, "a_change", row)).collect::<Vec<_>>(), [None, Some(10.0), None]);
}

#[test]
fn bat_03_rows_are_counted_through_all_batches_and_keys_stay_of_their_type() {
    let mut grouper = grouper(&json!({"at": "on"}));
    grouper.add(&on_days(&[Some(20_500), None])).unwrap();
    assert_eq!(grouper.add(&on_days(&[Some(20_500), Some(i32::MAX)])).unwrap_err().faults[0].path, "/on/3");

    let mut grouper = self::grouper(&json!({"person": "rep"}));
    let by = |names: ArrayRef| with(&table_of(&[80.0]), [("rep", names)]);
    grouper.add(&by(Arc::new(StringArray::from(vec!["Ana"])))).unwrap();
    let whole = by(Arc::new(arrow_array::Int32Array::from(vec![7])));
    assert_eq!(grouper.add(&whole).unwrap_err().faults[0].path, "/rep");
}

#[test]
fn bat_03_what_else_there_is_may_be_passed_over() {
    let batch = with(&table_of(&[f64::NAN, 80.0]), [("more", Arc::new(StringArray::from(vec!["x", "y"])) as ArrayRef)]);
    let figures = grouped(&json!({"extra": "ignore", "not_finite": "missing"}), std::slice::from_ref(&batch));
    assert_eq!((count(&figures, "rows", 0), count(&figures, "scored", 0)), (Some(2), Some(1)));
    let paths: Vec<String> = refused(&json!({}), &batch).into_iter().map(|(path, _)| path).collect();
    assert!(paths.contains(&"/more".to_owned()), "{paths:?}");
}

#[test]
fn bat_03_a_moment_before_1970_is_in_the_window_of_its_day() {
    let just_before = Arc::new(TimestampMicrosecondArray::from(vec![-1]).with_timezone("UTC")) as ArrayRef;
    let figures = grouped(&json!({"at": "at", "every": "day"}), &[with(&table_of(&[80.0]), [("at", just_before)])]);
    assert_eq!(day(&figures, "window", 0), Some(-1));
}

/// The row of each team and person, without what is told of rows that were left out.
fn by_group(figures: &RecordBatch) -> BTreeMap<(Option<String>, Option<String>), Vec<ArrayRef>> {
    let told = |row: usize| -> Vec<ArrayRef> {
        let names = figures.schema();
        let columns = names.fields().iter().zip(figures.columns());
        let columns = columns.filter(|(field, _)| !field.name().starts_with("left_out"));
        columns.map(|(_, column)| column.slice(row, 1)).collect()
    };
    let key = |row| (text(figures, "team", row), text(figures, "rep", row));
    (0..figures.num_rows()).map(|row| (key(row), told(row))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn bat_03_rows_that_are_wrong_are_left_out_and_counted_in_their_groups(
        made in prop::collection::vec((any_call(), prop::bool::weighted(0.3)), 0..20),
        cut in 0..20_usize,
    ) {
        let wrong: Vec<Call> = made
            .iter()
            .map(|(call, is_wrong)| {
                let mut call = call.clone();
                if *is_wrong {
                    call.row[0] = Some(f64::INFINITY);
                }
                call
            })
            .collect();
        let right: Vec<Call> = made.iter().filter(|(_, is_wrong)| !is_wrong).map(|(call, _)| call.clone()).collect();
        let options = json!({"team": "team", "person": "rep", "extra": "ignore"});
        let skipping = json!({"team": "team", "person": "rep", "extra": "ignore", "invalid": "skip"});
        let cut = cut.min(wrong.len());
        let told = grouped(&skipping, &[calls(&wrong[..cut]), calls(&wrong[cut..])]);
        let (all, alone) = (by_group(&told), by_group(&grouped(&options, &[calls(&right)])));
        for (group, figures) in &alone {
            prop_assert_eq!(&all[group], figures);
        }
        let left_out: i64 = (0..told.num_rows()).map(|row| count(&told, "left_out", row).unwrap()).sum();
        prop_assert_eq!(left_out as usize, wrong.len() - right.len());
        for row in 0..told.num_rows() {
            let group = (text(&told, "team", row), text(&told, "rep", row));
            let those = made.iter().filter(|(call, is_wrong)| {
                *is_wrong && (call.team, call.person) == (group.0.as_deref(), group.1.as_deref())
            });
            let rows = those.count();
            let why = (rows > 0).then(|| format!("/{}: a finite number is expected here, not ", components()[0]));
            prop_assert_eq!(count(&told, "left_out", row), Some(rows as i64));
            let said = text(&told, "left_out_because", row);
            prop_assert_eq!(said.is_some(), why.is_some());
            if let (Some(said), Some(why)) = (said, why) {
                prop_assert!(said.starts_with(&why) && said.ends_with(&format!("({rows})")), "{said}");
            }
        }
    }
}

#[test]
fn bat_03_a_day_of_no_calendar_is_left_out_where_rows_that_are_wrong_are() {
    let row: Row = any_row_of_ones();
    let table = with(
        &table(&[row.clone(), row]),
        [("on", Arc::new(Date32Array::from(vec![Some(20_500), Some(i32::MAX)])) as ArrayRef)],
    );
    let told = grouped(&json!({"at": "on", "invalid": "skip"}), std::slice::from_ref(&table));
    assert_eq!((0..told.num_rows()).map(|row| count(&told, "left_out", row).unwrap()).sum::<i64>(), 1);
    assert_eq!((0..told.num_rows()).map(|row| count(&told, "rows", row).unwrap()).sum::<i64>(), 1);
    assert_eq!(refused(&json!({"at": "on"}), &table).into_iter().map(|(path, _)| path).collect::<Vec<_>>(), ["/on/1"]);
}

#[test]
fn bat_04_a_long_batch_has_the_figures_of_its_parts_and_is_told_of_and_stopped_within_it() {
    let rows = 600_000;
    let values: Vec<f64> = (0..rows).map(|row| f64::from(row % 97)).collect();
    let rep = StringArray::from_iter_values((0..rows).map(|row| format!("rep {}", row % 11)));
    let long = with(&table_of(&values), [("rep", Arc::new(rep) as ArrayRef)]);
    let options = json!({"person": "rep", "intervals": false});
    let figures = grouped(&options, std::slice::from_ref(&long));
    let parts: Vec<RecordBatch> = (0..6).map(|part| long.slice(part * 100_000, 100_000)).collect();
    assert_eq!(figures, grouped(&options, &parts));
    let mut told = Vec::new();
    let mut gatherer = grouper(&options);
    gatherer
        .add_watched(&long, &mut |progress| {
            told.push(progress.rows);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(told.len() > 2 && told.is_sorted() && told.last() == Some(&600_000), "{told:?}");
    assert_eq!(gatherer.finish().unwrap(), figures);
    let stopped = grouper(&options).add_watched(&long, &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Interrupted::Stopped(Progress { batches: 0, rows })) if rows == told[0]));
}

#[test]
fn bat_03_a_long_batch_is_refused_as_a_whole_wherever_it_is_wrong() {
    let mut values = vec![1.0; 600_000];
    (values[3], values[599_999]) = (f64::NAN, f64::NAN);
    let long = table_of(&values);
    let mut gatherer = grouper(&json!({}));
    let bad = gatherer.add(&long).unwrap_err();
    assert_eq!(bad.faults[0].path, format!("/{}/3", components()[0]));
    assert!(bad.faults[0].reason.message().ends_with("so it is in 2 rows, of which this is the first"));
    gatherer.add(&table_of(&[80.0])).unwrap();
    assert_eq!(count(&gatherer.finish().unwrap(), "rows", 0), Some(1));
}

/// A row in which each measure is 1.
fn any_row_of_ones() -> Row {
    components().iter().map(|_| Some(1.0)).collect()
}

#[test]
fn bat_03_no_group_holds_how_more_components_vary_together_than_a_score_has_an_interval_of() {
    let of = |components: usize| {
        Grouper::new(json!({"framework": wide(components), "person": "rep"}).to_string().as_bytes())
    };
    assert!(of(250).is_ok());
    let Err(Failure::BadInput(refused)) = of(251) else { panic!("a framework of 251 components is taken") };
    let [fault] = refused.faults.as_slice() else { panic!("{refused:?}") };
    assert_eq!((fault.path.as_str(), fault.reason.code.name()), ("/framework", "number_out_of_range"));
}
