//! BAT-06: whatever the template and however forms are filled in, a form of a table has the bits that `scorecard.score`
//! gives it by itself, and what that refuses is refused here with column and row.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
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
const TAGS: [&str; 2] = ["price", "product"];

/// Whose an answer is, what it has taken the place of, and its root causes, a bit for each.
#[derive(Clone, Debug, Default)]
struct Beside {
    giver: usize,
    before: Option<(Said, Said, usize)>,
    tags: usize,
}

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

/// The most questions that a template has here.
const MOST: usize = 18;

/// A section, questions and subsections with their weights; of one that has subsections the questions may be left out.
type Drawn = (Vec<Value>, u32, Vec<(Vec<Value>, u32)>, bool);

fn section() -> impl Strategy<Value = Drawn> {
    let inner = prop_oneof![2 => vec((vec(question(), 1..3), 1..9_u32), 0..1), 1 => vec((vec(question(), 1..3), 1..9_u32), 1..3)];
    (vec(question(), 1..3), 1..9_u32, inner, proptest::bool::weighted(0.3))
}

/// Gives questions their keys, and has some hang on the one before.
fn keyed(mut questions: Vec<Value>, hang: &[bool], asked: &mut Vec<(String, String)>) -> Vec<Value> {
    // One that counts in each, so that the template has no fault.
    questions[0]["bonus"] = json!(false);
    for question in &mut questions {
        let key = format!("q{}", asked.len());
        question["key"] = json!(key);
        if let Some((before, kind)) = asked.last().filter(|_| hang[asked.len()]) {
            question["applies_when"] = match kind.as_str() {
                "yes_no" => json!([{"all": [{"question": before, "compare": "in", "options": ["yes"]}]}]),
                "choice" => json!([{"all": [{"question": before, "compare": "not_in", "options": ["none"]}]}]),
                _ => json!([{"all": [{"question": before, "compare": "in", "numbers": [1, 2, 5]}]}]),
            };
        }
        asked.push((key, question["kind"]["type"].as_str().unwrap().to_owned()));
    }
    questions
}

/// How the whole is judged.
fn judged() -> impl Strategy<Value = Value> {
    let bands = prop::sample::select(vec![json!([]), json!([20]), json!([0, 40.5, 99])]);
    let stars = prop::sample::select(vec![json!([]), json!([[0, 1], [33.3, 2.5], [80, 5]])]);
    let mark = prop::option::weighted(0.8, Just(60));
    let policy = prop::sample::select(vec!["proportional", "drop_points", "equal_split", "count_as_pass"]);
    let aggregation = prop::sample::select(vec!["normalised", "weighted_points"]);
    (bands, stars, mark, policy, aggregation, any::<bool>()).prop_map(|(bands, stars, mark, policy, aggregation, passes)| {
        let bands = bands.as_array().unwrap().iter();
        let bands = bands.map(|least| json!({"key": format!("from {least}"), "least": least, "name": "Any"}));
        let stars = stars.as_array().unwrap().iter().map(|band| json!({"least": band[0], "stars": band[1]}));
        json!({"aggregation": aggregation, "bands": bands.collect::<Vec<_>>(), "may_pass_100": passes, "not_applicable": policy,
            "pass_mark": mark, "star_bands": stars.collect::<Vec<_>>()})
    })
}

/// A template, and how many questions it has.
fn template() -> impl Strategy<Value = (Value, usize)> {
    (vec(section(), 1..4), judged(), vec(proptest::bool::weighted(0.2), MOST)).prop_map(
        |(sections, mut template, hang)| {
            let mut asked: Vec<(String, String)> = Vec::new();
            let mut told = Vec::new();
            for (place, (questions, weight, inner, is_bare)) in sections.into_iter().enumerate() {
                let key = format!("s{place}");
                let is_bare = is_bare && !inner.is_empty();
                let questions = if is_bare { Vec::new() } else { keyed(questions, &hang, &mut asked) };
                let inside: Vec<Value> = inner
                    .into_iter()
                    .enumerate()
                    .map(|(place, (questions, weight))| {
                        let (key, questions) = (format!("{key}.{place}"), keyed(questions, &hang, &mut asked));
                        json!({"key": key, "name": key, "weight": weight, "questions": questions})
                    })
                    .collect();
                told.push(
                    json!({"key": key, "name": key, "weight": weight, "questions": questions, "sections": inside}),
                );
            }
            (template["key"], template["name"], template["sections"]) = (json!("card"), json!("Card"), json!(told));
            template["tags"] = TAGS.map(|tag| json!({"key": tag, "name": tag})).into();
            (template, asked.len())
        },
    )
}

/// What is said of a question; now and then what is no answer of its kind.
fn said() -> impl Strategy<Value = (Said, Said, Beside)> {
    let number = prop_oneof![9 => (1..6_u32).prop_map(f64::from), 3 => 1.0..5.0_f64, 1 => Just(-0.0), 1 => Just(9.0)];
    let number =
        prop_oneof![1 => Just(Said::Nothing), 3 => Just(Said::NotApplicable), 20 => number.prop_map(Said::Number)];
    let options = prop_oneof![1 => Just(Said::Nothing), 3 => Just(Said::NotApplicable),
        20 => prop_oneof![12 => prop::sample::select(vec![1_usize, 2]), 1 => 1..8_usize].prop_map(Said::Options)];
    // No question has a rule, so that an answer that says it is a rule's is refused.
    let giver = prop_oneof![40 => 0..2_usize, 1 => Just(2)];
    // Whom an answer has taken the place of was mostly no person, whom nobody but a person may override, and no rule either.
    let before = prop_oneof![20 => (before(), Just(1)), 1 => (before(), Just(0)), 1 => (before(), Just(2))];
    let before = prop::option::weighted(0.2, before.prop_map(|((number, options), giver)| (number, options, giver)));
    let tags = prop_oneof![30 => Just(0), 10 => 1..4_usize, 1 => Just(4)];
    let beside = (giver, before, tags).prop_map(|(giver, before, tags)| Beside { giver, before, tags });
    (number, options, beside)
}

/// What had been said before.
fn before() -> impl Strategy<Value = (Said, Said)> {
    let number =
        prop_oneof![30 => (1..6_u32).prop_map(|number| Said::Number(number.into())), 1 => Just(Said::Number(9.0))];
    let options = prop::sample::select(vec![1_usize, 2]).prop_map(Said::Options);
    prop_oneof![9 => (number, options), 1 => Just((Said::NotApplicable, Said::NotApplicable))]
}

type Row = Vec<(Said, Said, Beside)>;

/// By question: its key, its options, whether it may not be applicable.
struct Asked {
    key: String,
    options: Vec<String>,
    may_not: bool,
}

/// The questions of a section, and then those of its subsections.
fn questions_of(section: &Value) -> Vec<&Value> {
    let own = section["questions"].as_array().into_iter().flatten();
    own.chain(section["sections"].as_array().into_iter().flatten().flat_map(questions_of)).collect()
}

fn asked(template: &Value) -> Vec<Asked> {
    let questions = template["sections"].as_array().unwrap().iter().flat_map(questions_of);
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
    fn said<'a, T>(&self, (number, options, _): &'a (Said, Said, T)) -> &'a Said {
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

/// The root causes of these bits, of which the last is none.
fn tagged(bits: usize) -> Vec<&'static str> {
    let named = (0..3).filter(|place| bits >> place & 1 == 1);
    named.map(|place| TAGS.get(place).copied().unwrap_or("weather")).collect()
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
        let source = |giver: usize| match GIVERS[giver] {
            "model" => json!({"type": "model", "body": {"model": "judge"}}),
            giver => json!({"type": giver}),
        };
        let mut answer = json!({"question": question.key, "answer": answer});
        if by {
            let Beside { giver, before, tags } = &all.2;
            let before = before.as_ref().map(|before| (question.document(question.said(before)), source(before.2)));
            answer["source"] = source(*giver);
            answer["overridden"] =
                before.map_or(Value::Null, |(answer, source)| json!({"answer": answer, "source": source}));
            answer["tags"] = tagged(*tags).into();
        }
        answers.push(answer);
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
    let mut all: Vec<(usize, &Asked, &Said, &Beside)> = Vec::new();
    for place in 0..asked.len() {
        for (form, row) in rows.iter().enumerate() {
            let said = asked[place].said(&row[place]);
            if !matches!(said, Said::Nothing) {
                all.push((form, &asked[place], said, &row[place].2));
            }
        }
    }
    let number = |said: &Said| if let Said::Number(number) = said { Some(*number) } else { None };
    let text = |asked: &Asked, said: &Said| {
        if let Said::Options(bits) = said { Some(asked.named(*bits).join(SEPARATOR)) } else { None }
    };
    let before = || all.iter().map(|(_, asked, _, beside)| (*asked, beside.before.as_ref()));
    let said_before = || before().map(|(asked, before)| before.map_or(&Said::Nothing, |before| asked.said(before)));
    let tags = |bits: usize| (bits > 0).then(|| tagged(bits).join(SEPARATOR));
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
        ("source", Arc::new(StringArray::from_iter_values(all.iter().map(|(.., beside)| GIVERS[beside.giver])))),
        (
            "overridden_source",
            Arc::new(before().map(|(_, before)| before.map(|before| GIVERS[before.2])).collect::<StringArray>()),
        ),
        ("overridden_number", Arc::new(said_before().map(number).collect::<Float64Array>())),
        (
            "overridden_options",
            Arc::new(before().zip(said_before()).map(|((asked, _), said)| text(asked, said)).collect::<StringArray>()),
        ),
        (
            "overridden_not_applicable",
            Arc::new(said_before().map(|said| Some(matches!(said, Said::NotApplicable))).collect::<BooleanArray>()),
        ),
        ("tags", Arc::new(all.iter().map(|(.., beside)| tags(beside.tags)).collect::<StringArray>())),
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

/// What a column of names says.
fn name(table: &RecordBatch, column: &str, row: usize) -> Value {
    let column = table.column_by_name(column).unwrap().as_any_dictionary();
    let names = column.values().as_string::<i32>();
    column.is_valid(row).then(|| names.value(column.normalized_keys()[row])).into()
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
        for column in ["band", "no_score"] {
            assert_eq!(name(table, column, row), told[column], "{column} of {row}: {told}");
        }
        for giver in ["human", "model", "rule"].iter().filter(|_| by) {
            assert_eq!(number(table, giver, row), bits(&told["by_source"][giver]), "{giver} of {row}: {told}");
        }
        let fired = table.column_by_name("triggers").unwrap().as_list::<i32>().value(row);
        let fired: Vec<&str> = fired.as_string::<i32>().iter().flatten().collect();
        let named: Vec<&str> =
            told["triggers"].as_array().unwrap().iter().map(|fired| fired["question"].as_str().unwrap()).collect();
        assert_eq!(fired, named, "triggers of {row}");
        if table.column_by_name("tags").is_some() {
            assert_eq!(texts(table, "tags", row), tags_of(told, "form", told), "tags of {row}: {told}");
        }
    }
}

/// What a column of lists says.
fn texts(table: &RecordBatch, column: &str, row: usize) -> Vec<String> {
    let list = table.column_by_name(column).unwrap().as_list::<i32>().value(row);
    list.as_string::<i32>().iter().flatten().map(str::to_owned).collect()
}

/// The root causes of a part of a form, as its document tells of which questions each is.
fn tags_of(told: &Value, part: &str, node: &Value) -> Vec<String> {
    let list = |name: &str| told[name].as_array().unwrap().iter();
    let stands_in = |question: &Value| {
        let mut within = &list("questions").find(|other| other["question"] == *question).unwrap()["within"];
        while !within.is_null() && *within != node["section"] {
            within = &list("sections").find(|section| section["section"] == *within).unwrap()["within"];
        }
        !within.is_null()
    };
    let is_in = |question: &Value| match part {
        "form" => true,
        "question" => *question == node["question"],
        _ => stands_in(question),
    };
    let named = list("tags").filter(|named| named["questions"].as_array().unwrap().iter().any(is_in));
    named.map(|named| named["tag"].as_str().unwrap().to_owned()).collect()
}

/// Holds the rows of a table with detail against the trees of their forms, of which `which` is told in a column of its own.
fn check_nodes(table: &RecordBatch, which: &str, told: &[(usize, &Value)]) {
    let mut row = 0;
    let forms = table.column_by_name(which).unwrap().as_primitive::<Int64Type>();
    for (form, told) in told {
        let parts =
            |name: &'static str, list: &str| told[list].as_array().unwrap().iter().map(move |node| (name, node));
        for (part, node) in
            [("form", *told)].into_iter().chain(parts("section", "sections")).chain(parts("question", "questions"))
        {
            assert_eq!(forms.value(row), i64::try_from(*form).unwrap());
            assert_eq!(name(table, "part", row), part);
            // The form itself has no key, and stands in nothing.
            assert_eq!(name(table, "key", row), node[part], "{row}");
            assert_eq!(name(table, "within", row), node["within"], "{row}");
            for column in ["fatal", "not_applicable"] {
                assert_eq!(name(table, column, row), node["figures"][column], "{column} of {row}: {node}");
            }
            for column in ["applied_weight", "contribution", "earned", "possible", "percent"] {
                assert_eq!(number(table, column, row), bits(&node["figures"][column]), "{column} of {row}: {node}");
            }
            if table.column_by_name("tags").is_some() {
                assert_eq!(texts(table, "tags", row), tags_of(told, part, node), "tags of {row}: {told}");
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
        rows in vec(vec(said(), MOST), 1..8),
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
            check_nodes(&scored(&detailed, &batches).unwrap(), "row", &all);
        }

        // Without a word on sources forms are scored side by side, where no question hangs on another: so many that room is
        // used again, mixed and one like the other.
        let silent: Row = (0..count).map(|_| (Said::NotApplicable, Said::NotApplicable, Beside::default())).collect();
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
            let forms: Vec<usize> = table.column_by_name("form").unwrap().as_primitive::<Int64Type>()
                .values().iter().map(|form| *form as usize).collect();
            let of = |form: &usize| rows[..*form].iter().filter(|row| answered.iter().any(|other| std::ptr::eq(*other, *row))).count();
            let told: Vec<(usize, &Value)> = forms.iter().map(|form| (*form, whole[of(form)].as_ref().unwrap())).collect();
            check(&table, &told, true);
            let mut detailed = options.clone();
            (detailed["detail"], detailed["sources"]) = (json!(true), json!(false));
            check_nodes(&scored(&detailed, &[long(&asked, &rows)]).unwrap(), "form", &told);
        } else {
            prop_assert!(whole.iter().any(Result::is_err), "{:?}", scored(&options, &[long(&asked, &rows)]));
            prop_assert!(scored(&options, &[long(&asked, &rows)]).is_err());
        }
    }
}

/// An empty cell is what it is, whether nothing was said or that the question is not applicable.
fn blanks(row: &Row) -> Row {
    let blank = |said: &Said| if matches!(said, Said::Nothing) { Said::NotApplicable } else { said.clone() };
    row.iter().map(|(number, options, beside)| (blank(number), blank(options), beside.clone())).collect()
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
