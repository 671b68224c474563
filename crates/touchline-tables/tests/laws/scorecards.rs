//! BAT-06: whatever the template and however forms are filled in, a form of a table has the bits that `scorecard.score`
//! gives it by itself, and what that refuses is refused here with column and row.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DictionaryArray, Float64Array, RecordBatch, StringArray, UInt32Array,
};
use arrow_schema::FieldRef;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist;
use touchline_tables::{Gatherer as _, Scorecards};

/// What somebody says of a question: options, a bit for each, a number, or that it is not applicable.
#[derive(Clone, Debug)]
enum Said {
    Nothing,
    NotApplicable,
    Number(f64),
    Options(usize),
}

const OPTIONS: [&str; 3] = ["none", "some", "all of it"];
const SEPARATOR: &str = ", ";
const GIVERS: [&str; 3] = ["person", "model", "rule"];

/// A question of any kind, which may hang on the one before it.
fn question() -> impl Strategy<Value = Value> {
    let kind = prop_oneof![
        Just(json!({"type": "yes_no", "body": {}})),
        Just(json!({"type": "rating", "body": {"min": 1, "max": 5}})),
        Just(json!({"type": "rating", "body": {"min": 0, "max": 7, "points": 3}})),
        Just(json!({"type": "number", "body": {"bands": [{"least": 0, "points": 3}, {"least": 2.5, "points": 1}]}})),
        any::<bool>().prop_map(|several| {
            let options: Vec<Value> = (0_u32..)
                .zip(OPTIONS)
                .map(|(points, key)| json!({"key": key, "name": key, "points": points}))
                .collect();
            json!({"type": "choice", "body": {"options": options, "several": several}})
        }),
    ];
    let fatal = prop_oneof![
        4 => Just(json!([])),
        1 => Just(json!([{"when": {"type": "below_best"}, "scope": "section"}])),
        1 => Just(json!([{"when": {"type": "below_percent", "body": {"percent": 50}}, "effect": "mark_failed"}])),
    ];
    let flags = (any::<bool>(), proptest::bool::weighted(0.1), proptest::bool::weighted(0.8));
    (kind, fatal, flags, 1..9_u32).prop_map(|(kind, fatal, (critical, bonus, may_not), weight)| {
        json!({"kind": kind, "fatal": fatal, "critical": critical, "bonus": bonus, "may_be_not_applicable": may_not,
            "weight": f64::from(weight) / 3.0, "asks": "?"})
    })
}

/// A template, and how many questions it has.
fn template() -> impl Strategy<Value = (Value, usize)> {
    let policy = prop::sample::select(vec!["proportional", "drop_points", "equal_split", "count_as_pass"]);
    let aggregation = prop::sample::select(vec!["normalised", "weighted_points"]);
    (vec((vec(question(), 1..4), 1..9_u32), 1..4), policy, aggregation, vec(proptest::bool::weighted(0.2), 12))
        .prop_map(|(sections, policy, aggregation, hang)| {
            let mut asked: Vec<(String, String)> = Vec::new();
            let mut told = Vec::new();
            for (place, (mut questions, weight)) in sections.into_iter().enumerate() {
                // One that counts in each, so that the template has no fault.
                questions[0]["bonus"] = json!(false);
                for question in &mut questions {
                    let key = format!("q{}", asked.len());
                    question["key"] = json!(key);
                    if let Some((before, kind)) = asked.last().filter(|_| hang[asked.len()]) {
                        question["applies_when"] = match kind.as_str() {
                            "yes_no" => json!([{"all": [{"question": before, "compare": "in", "options": ["yes"]}]}]),
                            "choice" => {
                                json!([{"all": [{"question": before, "compare": "not_in", "options": ["none"]}]}])
                            }
                            _ => json!([{"all": [{"question": before, "compare": "in", "numbers": [1, 2, 5]}]}]),
                        };
                    }
                    asked.push((key, question["kind"]["type"].as_str().unwrap().to_owned()));
                }
                let key = format!("s{place}");
                told.push(json!({"key": key, "name": key, "weight": weight, "questions": questions}));
            }
            let template = json!({"key": "card", "name": "Card", "sections": told, "not_applicable": policy,
                "aggregation": aggregation, "pass_mark": 60, "bands": [{"key": "any", "least": 20, "name": "Any"}]});
            (template, asked.len())
        })
}

/// What is said of a question; now and then what is no answer of its kind.
fn said() -> impl Strategy<Value = (Said, Said, usize)> {
    let number = prop_oneof![9 => (1..6_u32).prop_map(f64::from), 3 => 1.0..5.0_f64, 1 => Just(-0.0), 1 => Just(9.0)];
    let number =
        prop_oneof![1 => Just(Said::Nothing), 3 => Just(Said::NotApplicable), 20 => number.prop_map(Said::Number)];
    let options = prop_oneof![1 => Just(Said::Nothing), 3 => Just(Said::NotApplicable),
        20 => prop_oneof![12 => prop::sample::select(vec![1_usize, 2]), 1 => 1..8_usize].prop_map(Said::Options)];
    // No question has a rule, so that an answer that says it is a rule's is refused.
    let giver = prop_oneof![40 => 0..2_usize, 1 => Just(2)];
    (number, options, giver)
}

type Row = Vec<(Said, Said, usize)>;

/// By question: its key, its options, whether it may not be applicable.
struct Asked {
    key: String,
    options: Vec<String>,
    may_not: bool,
}

fn asked(template: &Value) -> Vec<Asked> {
    let questions =
        template["sections"].as_array().unwrap().iter().flat_map(|section| section["questions"].as_array().unwrap());
    let options = |question: &Value| match question["kind"]["type"].as_str().unwrap() {
        "yes_no" => vec!["yes".to_owned(), "no".to_owned()],
        "choice" => OPTIONS.map(str::to_owned).to_vec(),
        _ => Vec::new(),
    };
    questions
        .map(|question| Asked {
            key: question["key"].as_str().unwrap().to_owned(),
            options: options(question),
            may_not: question["may_be_not_applicable"] == true,
        })
        .collect()
}

impl Asked {
    fn said<'a>(&self, (number, options, _): &'a (Said, Said, usize)) -> &'a Said {
        if self.options.is_empty() { number } else { options }
    }

    fn named(&self, bits: usize) -> Vec<String> {
        let named = (0..8).filter(|place| bits >> place & 1 == 1);
        named.map(|place| self.options.get(place).cloned().unwrap_or_else(|| "unheard of".to_owned())).collect()
    }

    fn document(&self, said: &Said) -> Option<Value> {
        match said {
            Said::Nothing => None,
            Said::NotApplicable => Some(json!({"not_applicable": true})),
            Said::Number(number) => Some(json!({"number": number})),
            Said::Options(bits) => Some(json!({"options": self.named(*bits)})),
        }
    }
}

/// What `scorecard.score` says of a form: its score, or by question the codes of what is wrong.
fn document(
    template: &Value,
    asked: &[Asked],
    row: &Row,
    blank: bool,
    by: bool,
) -> Result<Value, Vec<(String, String)>> {
    let mut answers = Vec::new();
    for (question, all) in asked.iter().zip(row) {
        let said = question.said(all);
        let passed_over = blank && matches!(said, Said::NotApplicable) && !question.may_not;
        let Some(answer) = question.document(said).filter(|_| !passed_over) else { continue };
        let source = match GIVERS[all.2] {
            "model" => json!({"type": "model", "body": {"model": "judge"}}),
            giver => json!({"type": giver}),
        };
        let source = if by { source } else { json!({"type": "person"}) };
        answers.push(json!({"question": question.key, "answer": answer, "source": source}));
    }
    let input = json!({"template": template, "form": {"answers": answers}}).to_string();
    let answer = waist::call("scorecard.score", input.as_bytes());
    let told: Value = serde_json::from_str(&answer.json).unwrap();
    let Some(faults) = told["faults"].as_array() else { return Ok(told) };
    let place = |fault: &Value| {
        let path = fault["path"].as_str().unwrap().strip_prefix("/form/answers").unwrap().to_owned();
        let answer = path.split('/').nth(1).map(|place| answers[place.parse::<usize>().unwrap()]["question"].clone());
        answer.unwrap_or_else(|| fault["details"]["actual"].clone()).as_str().unwrap().to_owned()
    };
    Err(faults.iter().map(|fault| (place(fault), fault["code"].as_str().unwrap().to_owned())).collect())
}

fn wide(asked: &[Asked], rows: &[Row]) -> RecordBatch {
    let column = |(place, question): (usize, &Asked)| {
        let said = rows.iter().map(|row| question.said(&row[place]));
        let may_be_flags = place % 2 == 0 && question.options.len() == 2;
        let is_flag = |said: &Said| !matches!(said, Said::Options(bits) if *bits > 2);
        let array: ArrayRef = if question.options.is_empty() {
            let number = |said: &Said| if let Said::Number(number) = said { Some(*number) } else { None };
            Arc::new(said.map(number).collect::<Float64Array>())
        } else if may_be_flags && said.clone().all(is_flag) {
            let flag = |said: &Said| if let Said::Options(bits) = said { Some(*bits == 1) } else { None };
            Arc::new(said.map(flag).collect::<BooleanArray>())
        } else {
            let text = |said: &Said| {
                if let Said::Options(bits) = said { Some(question.named(*bits).join(SEPARATOR)) } else { None }
            };
            Arc::new(said.map(text).collect::<StringArray>())
        };
        (question.key.clone(), array)
    };
    RecordBatch::try_from_iter(asked.iter().enumerate().map(column)).unwrap()
}

/// The same table with its texts by dictionary.
fn by_dictionary(table: &RecordBatch) -> RecordBatch {
    let column = |(field, array): (&FieldRef, &ArrayRef)| {
        let texts = array.as_string_opt::<i32>();
        let texts = texts.map(|texts| Arc::new(texts.iter().collect::<DictionaryArray<Int32Type>>()) as ArrayRef);
        (field.name().clone(), texts.unwrap_or_else(|| Arc::clone(array)))
    };
    RecordBatch::try_from_iter(table.schema().fields().iter().zip(table.columns()).map(column)).unwrap()
}

/// The answers of all forms as rows, in an order of their own.
fn long(asked: &[Asked], rows: &[Row]) -> RecordBatch {
    let mut all: Vec<(usize, &Asked, &Said, usize)> = Vec::new();
    for place in 0..asked.len() {
        for (form, row) in rows.iter().enumerate() {
            let said = asked[place].said(&row[place]);
            if !matches!(said, Said::Nothing) {
                all.push((form, &asked[place], said, row[place].2));
            }
        }
    }
    let number = |said: &Said| if let Said::Number(number) = said { Some(*number) } else { None };
    let text = |asked: &Asked, said: &Said| {
        if let Said::Options(bits) = said { Some(asked.named(*bits).join(SEPARATOR)) } else { None }
    };
    RecordBatch::try_from_iter([
        ("form", Arc::new(all.iter().map(|(form, ..)| Some(*form as u32)).collect::<UInt32Array>()) as ArrayRef),
        ("question", Arc::new(StringArray::from_iter_values(all.iter().map(|(_, asked, ..)| &asked.key)))),
        ("number", Arc::new(all.iter().map(|(_, _, said, _)| number(said)).collect::<Float64Array>())),
        ("options", Arc::new(all.iter().map(|(_, asked, said, _)| text(asked, said)).collect::<StringArray>())),
        (
            "not_applicable",
            Arc::new(
                all.iter().map(|(_, _, said, _)| Some(matches!(said, Said::NotApplicable))).collect::<BooleanArray>(),
            ),
        ),
        ("source", Arc::new(StringArray::from_iter_values(all.iter().map(|(.., giver)| GIVERS[*giver])))),
    ])
    .unwrap()
}

fn scored(options: &Value, batches: &[RecordBatch]) -> Result<RecordBatch, Vec<(String, String)>> {
    let mut scorecards = Box::new(Scorecards::new(options.to_string().as_bytes()).unwrap());
    let all = batches.iter().try_for_each(|batch| scorecards.add(batch));
    all.and_then(|()| scorecards.finish()).map_err(|bad| {
        let fault =
            |fault: &touchline::kernel::rejection::Fault| (fault.path.clone(), fault.reason.code.name().to_owned());
        bad.faults.iter().map(fault).collect()
    })
}

fn number(table: &RecordBatch, column: &str, row: usize) -> Option<u64> {
    let column = table.column_by_name(column).unwrap().as_primitive::<Float64Type>();
    column.is_valid(row).then(|| column.value(row).to_bits())
}

fn flag(table: &RecordBatch, column: &str, row: usize) -> Value {
    let column = table.column_by_name(column).unwrap().as_boolean();
    column.is_valid(row).then(|| column.value(row)).into()
}

fn bits(value: &Value) -> Option<u64> {
    value.as_f64().map(f64::to_bits)
}

/// Holds the rows of a table against the documents of their forms, bit for bit.
fn check(table: &RecordBatch, told: &[(usize, &Value)], by: bool) {
    assert_eq!(table.num_rows(), told.len());
    for (row, (_, told)) in told.iter().enumerate() {
        for column in ["score", "raw", "shown", "coverage", "critical", "stars"] {
            assert_eq!(number(table, column, row), bits(&told[column]), "{column} of {row}: {told}");
        }
        for column in ["failed", "passed"] {
            assert_eq!(flag(table, column, row), told[column], "{column} of {row}");
        }
        for giver in ["human", "model", "rule"].iter().filter(|_| by) {
            assert_eq!(number(table, giver, row), bits(&told["by_source"][giver]), "{giver} of {row}: {told}");
        }
        let fired = table.column_by_name("triggers").unwrap().as_list::<i32>().value(row);
        let fired: Vec<&str> = fired.as_string::<i32>().iter().flatten().collect();
        let named: Vec<&str> =
            told["triggers"].as_array().unwrap().iter().map(|fired| fired["question"].as_str().unwrap()).collect();
        assert_eq!(fired, named, "triggers of {row}");
    }
}

fn check_nodes(table: &RecordBatch, told: &[(usize, &Value)]) {
    let mut row = 0;
    for (_, told) in told {
        let nodes = told["sections"].as_array().unwrap().iter().chain(told["questions"].as_array().unwrap());
        for node in nodes {
            for column in ["applied_weight", "contribution", "earned", "possible", "percent"] {
                assert_eq!(number(table, column, row), bits(&node["figures"][column]), "{column} of {row}: {node}");
            }
            row += 1;
        }
    }
    assert_eq!(table.num_rows(), row);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn bat_06_a_form_of_a_table_is_scored_as_its_document_is(
        (template, count) in template(),
        rows in vec(vec(said(), 12), 1..8),
        cut in 0..8_usize,
    ) {
        let rows: Vec<Row> = rows.into_iter().map(|mut row| { row.truncate(count); row }).collect();
        let asked = asked(&template);

        let options = json!({"template": template, "separator": SEPARATOR, "blank": "not_applicable", "sources": true});
        let whole: Vec<_> = rows.iter().map(|row| document(&template, &asked, &blanks(row), true, false)).collect();
        let batch = wide(&asked, &rows);
        let cut = cut.min(rows.len());
        let batches = [batch.slice(0, cut), batch.slice(cut, rows.len() - cut)];
        compare(&scored(&options, std::slice::from_ref(&batch)), &whole, true);
        if whole.iter().all(Result::is_ok) {
            compare(&scored(&options, &batches), &whole, true);
            let mut detailed = options.clone();
            (detailed["detail"], detailed["sources"]) = (json!(true), json!(false));
            let all: Vec<(usize, &Value)> = whole.iter().flatten().enumerate().collect();
            check_nodes(&scored(&detailed, &batches).unwrap(), &all);
        }

        // Without a word on sources forms are scored side by side, where no question hangs on another: so many that room is
        // used again, mixed and one like the other.
        let silent: Row = (0..count).map(|_| (Said::NotApplicable, Said::NotApplicable, 0)).collect();
        let of_silent = document(&template, &asked, &blanks(&silent), true, false);
        let each: Vec<(&Row, &Result<_, _>)> =
            rows.iter().zip(&whole).chain(of_silent.is_ok().then_some((&silent, &of_silent))).collect();
        let mixed = each.iter().cycle().take(each.len() * 23);
        let alike = each.iter().flat_map(|one| std::iter::repeat_n(one, 150));
        let (many, told): (Vec<Row>, Vec<_>) = mixed.chain(alike).map(|(row, told)| ((*row).clone(), *told)).unzip();
        let plain = json!({"template": template, "separator": SEPARATOR, "blank": "not_applicable"});
        let table = wide(&asked, &many).slice(1, many.len() - 1);
        for table in [by_dictionary(&table), table] {
            match scored(&plain, &[table]) {
                Ok(table) => {
                    let all: Vec<(usize, &Value)> = told[1..].iter().map(|told| (0, told.as_ref().unwrap())).collect();
                    check(&table, &all, false);
                }
                Err(_) => prop_assert!(told.iter().any(|told| told.is_err())),
            }
        }

        let options = json!({"template": template, "separator": SEPARATOR, "layout": "answers", "form": "form", "sources": true});
        let answered: Vec<&Row> = rows.iter().filter(|row| {
            asked.iter().zip(*row).any(|(question, all)| !matches!(question.said(all), Said::Nothing))
        }).collect();
        let whole: Vec<_> = answered.iter().map(|row| document(&template, &asked, row, false, true)).collect();
        if let (Ok(table), true) = (scored(&options, &[long(&asked, &rows)]), whole.iter().all(Result::is_ok)) {
            let forms: Vec<usize> = table.column_by_name("form").unwrap().as_primitive::<arrow_array::types::Int64Type>()
                .values().iter().map(|form| *form as usize).collect();
            let of = |form: &usize| rows[..*form].iter().filter(|row| answered.iter().any(|other| std::ptr::eq(*other, *row))).count();
            let told: Vec<(usize, &Value)> = forms.iter().map(|form| (*form, whole[of(form)].as_ref().unwrap())).collect();
            check(&table, &told, true);
        } else {
            prop_assert!(whole.iter().any(Result::is_err), "{:?}", scored(&options, &[long(&asked, &rows)]));
            prop_assert!(scored(&options, &[long(&asked, &rows)]).is_err());
        }
    }
}

/// An empty cell is what it is, whether nothing was said or that the question is not applicable.
fn blanks(row: &Row) -> Row {
    let blank = |said: &Said| if matches!(said, Said::Nothing) { Said::NotApplicable } else { said.clone() };
    row.iter().map(|(number, options, giver)| (blank(number), blank(options), *giver)).collect()
}

/// Holds a table against the documents of its rows: their figures, or what is wrong with each.
fn compare(
    scored: &Result<RecordBatch, Vec<(String, String)>>,
    whole: &[Result<Value, Vec<(String, String)>>],
    by: bool,
) {
    let mut faults = Vec::new();
    for (row, told) in whole.iter().enumerate() {
        let wrong = told.as_ref().err().into_iter().flatten();
        faults.extend(wrong.map(|(question, code)| (format!("/{question}/{row}"), code.clone())));
    }
    match scored {
        Ok(table) => {
            assert_eq!(faults, Vec::new());
            let told: Vec<(usize, &Value)> = whole.iter().flatten().enumerate().collect();
            check(table, &told, by);
        }
        Err(found) => check_faults(found, &faults),
    }
}

/// Holds what is told of a table against what is wrong with each of its documents: all of that in its order, but for what was
/// told of an earlier row of the same question.
fn check_faults(found: &[(String, String)], faults: &[(String, String)]) {
    let mut rest = faults.iter();
    assert!(found.iter().all(|one| rest.any(|other| other == one)), "{found:?} of {faults:?}");
    let kind = |(path, code): &(String, String)| (path.rsplit_once('/').unwrap().0.to_owned(), code.clone());
    let (told, all): (Vec<_>, Vec<_>) = (found.iter().map(kind).collect(), faults.iter().map(kind).collect());
    assert!(all.iter().all(|one| told.contains(one)), "{found:?} of {faults:?}");
}
