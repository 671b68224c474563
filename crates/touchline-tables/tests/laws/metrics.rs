//! Metrics over columns, held against `metric.measure` over the very records.

use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int8Type, Int64Type, TimestampMillisecondType};
use arrow_array::{
    Array, ArrayAccessor as _, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int8Array,
    Int16Array, Int32Array, Int64Array, LargeStringArray, RecordBatch, RecordBatchIterator, StringArray,
    StringViewArray, TimestampMillisecondArray, TimestampNanosecondArray, UInt8Array, UInt16Array, UInt32Array,
    UInt64Array,
};
use serde_json::{Map, Value, json};
use touchline::kernel::canonical;
use touchline::kernel::operation::Failure;
use touchline::kernel::time::{Instant, LocalDate};
use touchline::waist::{Answer, Status, call};
use touchline_calculators::metric::{METRICS, Reckoning};
use touchline_tables::{FactTable, Interrupted, Metrics, Progress};

use crate::support::Dice;

const AT: &str = "2026-04-10T00:00:00Z";

/// A fact in two in which something is recorded.
struct Draw(Dice);

impl Draw {
    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.0.below(of.len() as u64) as usize]
    }

    fn maybe(&mut self, value: Value) -> Value {
        if self.0.below(4) == 0 { Value::Null } else { value }
    }

    fn flag(&mut self) -> Value {
        let flag = json!(self.0.below(2) == 0);
        self.maybe(flag)
    }

    fn owner(&mut self) -> Value {
        let owner = json!(self.one(&["ana", "ben", "Zoë", "dan"]));
        self.maybe(owner)
    }

    fn deal(&mut self) -> Value {
        let deal = json!(format!("D{}", self.0.below(12)));
        self.maybe(deal)
    }

    /// A moment from January to May 2026, to the millisecond.
    fn moment(&mut self) -> Value {
        let millis = 1_767_225_600_000 + self.0.below(130 * 86_400_000) as i64;
        json!(Instant::from_millis(millis).unwrap().to_string())
    }

    fn money(&mut self) -> Value {
        let money = json!({"amount": self.0.below(900_000), "currency": "EUR"});
        self.maybe(money)
    }

    fn number(&mut self, least: f64, most: f64) -> Value {
        let number = json!(least + (most - least) * self.0.below(1 << 40) as f64 / (1_u64 << 40) as f64);
        self.maybe(number)
    }

    fn many(&mut self, most: u64, mut each: impl FnMut(&mut Self) -> Value) -> Value {
        (0..self.0.below(most)).map(|_| each(self)).collect()
    }
}

/// Facts as a document has them.
fn facts(seed: u64) -> Value {
    let draw = &mut Draw(Dice(seed));
    let mut deals = Vec::new();
    for number in 0..draw.0.below(12) {
        let opened = 1_767_225_600_000 + draw.0.below(60 * 86_400_000) as i64;
        let moment = |millis: i64| json!(Instant::from_millis(millis).unwrap().to_string());
        let offered = opened + draw.0.below(86_400_000) as i64;
        let at = moment(offered + draw.0.below(60 * 86_400_000) as i64);
        let closed = json!({"at": at, "outcome": draw.one(&["won", "lost", "disqualified"])});
        let fields = ["budget", "authority", "need", "timeline"];
        let mut filled = Vec::new();
        for field in fields {
            if draw.0.below(4) > 0 {
                filled.push(json!({"field": field, "text": draw.one(&["written", "known", " "])}));
            }
        }
        let qualification = json!({"framework": "bant", "fields": filled});
        let (opened, offered) = (moment(opened), moment(offered));
        let count = json!(draw.0.below(9));
        deals.push(json!({
            "deal": format!("D{number}"), "owner": draw.owner(), "product": draw.one(&["GTX Pro", "gtx-pro", "Other"]),
            "closed": draw.maybe(closed), "opened_at": draw.maybe(opened), "first_offer_at": draw.maybe(offered),
            "disqualified_rightly": draw.flag(), "executive": draw.flag(), "icp_fit": draw.flag(),
            "needs_captured": draw.flag(), "negotiated": draw.flag(), "price_objection": draw.flag(),
            "qualified": draw.flag(), "list_price": draw.money(), "value": draw.money(),
            "sponsor_touches": draw.maybe(count.clone()), "stakeholders": draw.maybe(count),
            "handovers": draw.many(3, |draw| json!({"at": draw.moment(), "owner": draw.owner()})),
            "stages": draw.many(4, |draw| json!({"at": draw.moment(), "stage": draw.one(&["first", "second", "third"])})),
            "qualification": draw.maybe(qualification),
        }));
    }
    json!({
        "calls": draw.many(30, |draw| json!({
            "at": draw.moment(), "deal": draw.deal(), "discovery": draw.0.below(2) == 0, "owner": draw.owner(),
            "meeting_scheduled": draw.flag(), "reached_decision_maker": draw.flag(),
        })),
        "contracts": draw.many(9, |draw| json!({
            "at": draw.moment(), "owner": draw.owner(), "accepted_on_first_terms": draw.flag(),
        })),
        "deals": deals,
        "emails": draw.many(30, |draw| json!({"at": draw.moment(), "owner": draw.owner(), "answered": draw.flag()})),
        "meetings": draw.many(30, |draw| json!({
            "at": draw.moment(), "deal": draw.deal(), "demo": draw.0.below(2) == 0, "owner": draw.owner(),
            "executive": draw.0.below(2) == 0, "became_qualified": draw.flag(), "follow_up_booked": draw.flag(),
            "next_step": draw.flag(), "engagement": draw.number(0.0, 100.0), "satisfaction": draw.number(1.0, 5.0),
        })),
        "prices": [{"product": "gtx pro", "price": {"amount": 500_000, "currency": "EUR"}}],
        "proposals": draw.many(9, |draw| json!({"at": draw.moment(), "deal": format!("D{}", draw.0.below(12))})),
        "targets": [
            {"owner": "ana", "period": {"first": "2026-01-01", "last": "2026-01-31"}, "active_days": draw.0.below(30),
             "quota": draw.money(), "forecast": draw.money()},
            {"owner": "ben", "period": {"first": "2026-02-01", "last": "2026-02-28"}, "quota": draw.money()},
        ],
    })
}

/// A column of what stands under a path in each record.
fn column(records: &[Value], field: &str) -> ArrayRef {
    let parts: Vec<&str> = match field {
        "closed_at" => vec!["closed", "at"],
        "closed_outcome" => vec!["closed", "outcome"],
        "first" | "last" => vec!["period", field],
        other => match other.strip_suffix("_amount").or_else(|| other.strip_suffix("_currency")) {
            Some(of) => vec![of, &other[of.len() + 1..]],
            None => vec![other],
        },
    };
    let cells: Vec<&Value> =
        records.iter().map(|record| parts.iter().fold(record, |value, part| &value[*part])).collect();
    let text = || cells.iter().map(|cell| cell.as_str());
    match field {
        "at" | "closed_at" | "opened_at" | "first_offer_at" => {
            let moments = text().map(|text| Some(text?.parse::<Instant>().unwrap().millis()));
            Arc::new(TimestampMillisecondArray::from_iter(moments).with_timezone("UTC"))
        }
        "first" | "last" => {
            let days = text().map(|text| Some(text?.parse::<LocalDate>().unwrap().days() as i32));
            Arc::new(Date32Array::from_iter(days))
        }
        "engagement" | "satisfaction" => Arc::new(Float64Array::from_iter(cells.iter().map(|cell| cell.as_f64()))),
        "active_days" | "sponsor_touches" | "stakeholders" => {
            Arc::new(Int64Array::from_iter(cells.iter().map(|cell| cell.as_i64())))
        }
        _ if field.ends_with("_amount") => Arc::new(Int64Array::from_iter(cells.iter().map(|cell| cell.as_i64()))),
        _ if cells.iter().any(|cell| cell.is_boolean()) => {
            Arc::new(BooleanArray::from_iter(cells.iter().map(|cell| cell.as_bool())))
        }
        "disqualified_rightly"
        | "executive"
        | "icp_fit"
        | "needs_captured"
        | "negotiated"
        | "price_objection"
        | "qualified"
        | "discovery"
        | "demo"
        | "meeting_scheduled"
        | "reached_decision_maker"
        | "answered"
        | "accepted_on_first_terms"
        | "became_qualified"
        | "follow_up_booked"
        | "next_step" => Arc::new(BooleanArray::from_iter(cells.iter().map(|cell| cell.as_bool()))),
        _ => Arc::new(StringArray::from_iter(text())),
    }
}

const FIELDS: &[(FactTable, &[&str])] = &[
    (FactTable::Calls, &["at", "deal", "discovery", "meeting_scheduled", "owner", "reached_decision_maker"]),
    (FactTable::Contracts, &["accepted_on_first_terms", "at", "owner"]),
    (
        FactTable::Deals,
        &[
            "closed_at",
            "closed_outcome",
            "deal",
            "disqualified_rightly",
            "executive",
            "first_offer_at",
            "icp_fit",
            "list_price_amount",
            "list_price_currency",
            "needs_captured",
            "negotiated",
            "opened_at",
            "owner",
            "price_objection",
            "product",
            "qualified",
            "sponsor_touches",
            "stakeholders",
            "value_amount",
            "value_currency",
        ],
    ),
    (FactTable::Emails, &["answered", "at", "owner"]),
    (
        FactTable::Meetings,
        &[
            "at",
            "became_qualified",
            "deal",
            "demo",
            "engagement",
            "executive",
            "follow_up_booked",
            "next_step",
            "owner",
            "satisfaction",
        ],
    ),
    (FactTable::Prices, &["price_amount", "price_currency", "product"]),
    (FactTable::Proposals, &["at", "deal"]),
    (
        FactTable::Targets,
        &[
            "active_days",
            "first",
            "forecast_amount",
            "forecast_currency",
            "last",
            "owner",
            "quota_amount",
            "quota_currency",
        ],
    ),
];

fn batch(records: &[Value], fields: &[&str]) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(fields.iter().map(|field| (*field, column(records, field), true))).unwrap()
}

/// What every deal has of a list, each with its deal.
fn nested(facts: &Value, list: fn(&Value) -> Vec<Value>) -> Vec<Value> {
    let deals = facts["deals"].as_array().unwrap().iter();
    let mut rows: Vec<Value> = Vec::new();
    for deal in deals {
        rows.extend(list(deal).into_iter().map(|mut row| {
            row["deal"] = deal["deal"].clone();
            row
        }));
    }
    rows
}

/// The same facts as tables, each in two batches.
fn tables(facts: &Value) -> Vec<(FactTable, RecordBatch)> {
    let mut tables: Vec<(FactTable, Vec<Value>, &[&str])> = FIELDS
        .iter()
        .map(|(table, fields)| (*table, facts[table.name()].as_array().cloned().unwrap_or_default(), *fields))
        .collect();
    tables.push((
        FactTable::Handovers,
        nested(facts, |deal| deal["handovers"].as_array().cloned().unwrap_or_default()),
        &["at", "deal", "owner"],
    ));
    tables.push((
        FactTable::Stages,
        nested(facts, |deal| deal["stages"].as_array().cloned().unwrap_or_default()),
        &["at", "deal", "stage"],
    ));
    let filled = nested(facts, |deal| {
        let of = &deal["qualification"];
        if of.is_null() {
            return Vec::new();
        }
        let mut rows: Vec<Value> = vec![json!({"framework": of["framework"]})];
        rows.extend(
            of["fields"]
                .as_array()
                .unwrap()
                .iter()
                .map(|field| json!({"framework": of["framework"], "field": field["field"], "text": field["text"]})),
        );
        rows
    });
    tables.push((FactTable::Qualifications, filled, &["deal", "field", "framework", "text"]));
    let teams =
        json!([{"owner": "ana", "team": "east"}, {"owner": "ben", "team": "east"}, {"owner": "dan", "team": "west"}]);
    tables.push((FactTable::Teams, teams.as_array().cloned().unwrap(), &["owner", "team"]));
    tables.into_iter().map(|(table, rows, fields)| (table, batch(&rows, fields))).collect()
}

fn measured(options: &Value, tables: &[(FactTable, RecordBatch)]) -> Result<RecordBatch, Failure> {
    gathered(options, tables)?.measure()
}

fn gathered(options: &Value, tables: &[(FactTable, RecordBatch)]) -> Result<Metrics, Failure> {
    let mut metrics = Metrics::new(options.to_string().as_bytes())?;
    for (table, batch) in tables {
        let half = batch.num_rows() / 2;
        metrics.add(*table, &batch.slice(0, half)).map_err(Failure::BadInput)?;
        metrics.add(*table, &batch.slice(half, batch.num_rows() - half)).map_err(Failure::BadInput)?;
    }
    Ok(metrics)
}

/// The effect of coaching on every metric, of some facts as columns and as records.
fn effects(facts: &Value, coaching: &Value) -> (Result<String, Failure>, Answer) {
    let options = json!({"at": AT, "terms": terms(), "zone": "Europe/Berlin"});
    let asked = json!({"by_person": true, "coaching": coaching});
    let found = gathered(&options, &tables(facts)).and_then(|metrics| {
        let asked = metrics.asked(asked.to_string().as_bytes())?;
        metrics.effect(&asked)
    });
    let mut input = json!({"at": AT, "terms": terms(), "facts": facts, "by_person": true, "coaching": coaching});
    input["coaching"]["zone"] = json!("Europe/Berlin");
    let records = call("metric.effect", input.to_string().as_bytes());
    (found.map(|effects| canonical::to_string(&effects).unwrap()), records)
}

#[test]
fn met_04_effects_over_tables_are_those_of_the_records_to_the_last_bit() {
    let engagement = json!({"first": "2026-02-20", "last": "2026-02-27"});
    let coached = |people: &[&str]| -> Value {
        people.iter().map(|person| json!({"person": person, "engagement": engagement})).collect()
    };
    let mut changes = 0;
    for seed in 0..60 {
        let people: &[&str] = if seed % 2 == 0 { &["ana"] } else { &["ana", "dan"] };
        let comparison = json!([{"person": "ben"}, {"person": "Zoë"}]);
        let coaching = json!({"coached": coached(people), "comparison": comparison, "days": 45});
        let (found, records) = effects(&facts(seed), &coaching);
        assert_eq!(found.unwrap(), records.json, "of seed {seed}");
        changes += records.json.matches("\"effect_size\"").count();
    }
    assert!(changes > 500, "{changes}");
}

#[test]
fn met_04_what_is_wrong_with_coaching_over_tables_is_told_as_of_records() {
    let reversed = json!({"coached": [{"person": "ana", "engagement": {"first": "2026-02-20", "last": "2026-02-19"}}]});
    let (found, records) = effects(&facts(1), &reversed);
    let Err(Failure::BadInput(bad)) = found else { panic!("it was not refused") };
    assert_eq!(records.status, Status::BadInput);
    assert_eq!(bad.faults.len(), 1);
    assert!(records.json.contains(&bad.faults[0].path), "{}", records.json);

    let metrics = Metrics::new(json!({"at": AT}).to_string().as_bytes()).unwrap();
    let asked = |coaching: &Value| metrics.asked(json!({"coaching": coaching}).to_string().as_bytes());
    assert!(matches!(asked(&reversed), Err(Failure::BadInput(_))), "it is told before any table is read");
    assert!(
        asked(&json!({"coached": [{"person": "ana", "engagement": {"first": "2026-02-19", "last": "2026-02-20"}}]}))
            .is_ok()
    );
}

fn terms() -> Value {
    json!({"pipeline": ["first", "second", "third"], "discount_target": 0.1, "deal_size": {"amount": 300_000, "currency": "EUR"}})
}

fn text(figures: &RecordBatch, name: &str, row: usize) -> Value {
    let array = figures.column_by_name(name).unwrap();
    if array.is_null(row) {
        return Value::Null;
    }
    match array.as_any_dictionary_opt() {
        Some(_) => json!(array.as_dictionary::<Int8Type>().downcast_dict::<StringArray>().unwrap().value(row)),
        None => json!(array.as_string::<i32>().value(row)),
    }
}

/// A row as a figure of a document.
fn figure(figures: &RecordBatch, row: usize) -> Value {
    let number = |name: &str| {
        let array = figures.column_by_name(name).unwrap();
        array.is_valid(row).then(|| array.as_primitive::<Float64Type>().value(row))
    };
    let count = |name: &str| figures.column_by_name(name).unwrap().as_primitive::<Int64Type>().value(row);
    let interval = number("low").map(|low| json!({"high": number("high"), "low": low}));
    json!({
        "better": text(figures, "better", row), "currency": text(figures, "currency", row),
        "denominator": number("denominator"), "interval": interval,
        "low_evidence": figures.column_by_name("low_evidence").unwrap().as_boolean().value(row),
        "metric": text(figures, "metric", row), "numerator": number("numerator"), "observations": count("observations"),
        "pending": count("pending"),
        "prorated": figures.column_by_name("prorated").unwrap().as_boolean().value(row), "stage": text(figures, "stage", row), "undefined": text(figures, "undefined", row),
        "unit": text(figures, "unit", row), "unknown": count("unknown"), "value": number("value"),
    })
}

/// Numbers as doubles, so that 2 and 2.0 are alike, and of periods that count in part whether there are any.
fn doubled(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(list) => list.iter().map(doubled).collect(),
        Value::Object(fields) => {
            let field = |name: &str, value: &Value| match (name, value) {
                ("prorated", Value::Array(periods)) => json!(!periods.is_empty()),
                _ => doubled(value),
            };
            fields.iter().map(|(name, value)| (name.clone(), field(name, value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

fn answered(answer: &Answer) -> Value {
    assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

fn months() -> Vec<Value> {
    let month = |first: &str, last: &str| json!({"type": "days", "body": {"first": first, "last": last, "zone": "Europe/Berlin"}});
    vec![month("2026-01-01", "2026-01-31"), month("2026-02-01", "2026-02-28"), month("2026-03-01", "2026-03-31")]
}

/// Holds the figures of everybody, of teams and of owners over tables against those of the same records.
fn check_all_alike(facts: &Value, seed: u64) {
    let options = json!({
        "at": AT, "terms": terms(), "by": ["everybody", "team", "owner"], "zone": "Europe/Berlin",
        "calendar": {"every": "month", "first": "2026-01-15", "last": "2026-03-01"},
    });
    let figures = measured(&options, &tables(facts)).unwrap();
    let mut row = 0;
    for window in months() {
        let mut check = |whose: &str, team: Value, owner: Value, expected: &Value| {
            for expected in expected.as_array().unwrap() {
                assert_eq!(text(&figures, "whose", row), json!(whose), "seed {seed}");
                assert_eq!((text(&figures, "team", row), text(&figures, "owner", row)), (team.clone(), owner.clone()));
                assert_eq!(doubled(&figure(&figures, row)), doubled(expected), "seed {seed} row {row}");
                row += 1;
            }
        };
        let input = json!({"at": AT, "window": window, "facts": facts, "terms": terms(), "by_owner": true});
        let all = answered(&call("metric.measure", input.to_string().as_bytes()));
        check("everybody", Value::Null, Value::Null, &all["total"]);
        for (team, members) in [("east", json!(["ana", "ben"])), ("west", json!(["dan"]))] {
            let mut input = input.clone();
            input["owners"] = members;
            let team_figures = answered(&call("metric.measure", input.to_string().as_bytes()));
            check("team", json!(team), Value::Null, &team_figures["total"]);
        }
        for each in all["by_owner"].as_array().unwrap() {
            check("owner", Value::Null, each["owner"].clone(), &each["figures"]);
        }
    }
    assert_eq!(figures.num_rows(), row, "seed {seed}");
}

#[test]
fn met_05_columns_give_the_figures_of_the_same_records_bit_for_bit() {
    for seed in 0..40 {
        check_all_alike(&facts(seed), seed);
    }
}

/// Facts of which each stands for itself: nothing of other tables belongs to them.
fn alone(seed: u64) -> Value {
    let mut facts = facts(seed);
    for deal in facts["deals"].as_array_mut().unwrap() {
        (deal["handovers"], deal["stages"], deal["qualification"]) = (json!([]), json!([]), Value::Null);
    }
    for list in ["calls", "meetings"] {
        facts[list].as_array_mut().unwrap().iter_mut().for_each(|record| record["deal"] = Value::Null);
    }
    facts["prices"] = json!([]);
    facts
}

#[test]
fn met_05_rows_that_are_counted_where_they_lie_come_to_what_records_come_to() {
    for seed in 0..40 {
        check_all_alike(&alone(seed), seed);
    }
}

/// Facts with what belongs to them from other tables, as far as it is put beside their rows: to whom deals came, the stages that
/// they entered, and what followed upon calls and meetings. Of two handovers at one moment the later one counts.
fn with_their_own(seed: u64) -> Value {
    let mut facts = facts(seed);
    for deal in facts["deals"].as_array_mut().unwrap() {
        deal["qualification"] = Value::Null;
        if let [first, .., last] = deal["handovers"].as_array_mut().unwrap().as_mut_slice() {
            last["at"] = first["at"].clone();
        }
    }
    facts["prices"] = json!([]);
    facts
}

#[test]
fn met_05_rows_come_with_what_belongs_to_them_to_what_records_come_to() {
    for seed in 0..80 {
        check_all_alike(&with_their_own(seed), seed);
    }
}

/// Holds the figures of everybody over tables against those of the same records, window by window.
fn check_alike(facts: &Value, tables: &[(FactTable, RecordBatch)], windows: &[Value]) {
    let options = json!({"at": AT, "terms": terms(), "by": ["everybody"], "windows": windows});
    let figures = measured(&options, tables).unwrap();
    let mut row = 0;
    for window in windows {
        let input = json!({"at": AT, "window": window, "facts": facts, "terms": terms()});
        let alone = answered(&call("metric.measure", input.to_string().as_bytes()));
        for expected in alone["total"].as_array().unwrap() {
            assert_eq!(doubled(&figure(&figures, row)), doubled(expected), "{window} row {row}");
            row += 1;
        }
    }
    assert_eq!(figures.num_rows(), row);
}

#[test]
fn met_05_any_number_of_threads_gives_the_same_table() {
    for seed in 0..40 {
        let facts = [alone, with_their_own, facts][seed as usize % 3](seed);
        let tables = tables(&facts);
        let by = ["everybody", "owner", "team"];
        let of = |threads: u32| {
            let options = json!({
                "at": AT, "by": by, "previous": true, "terms": terms(), "threads": threads, "windows": months(),
            });
            measured(&options, &tables).unwrap()
        };
        let one = of(1);
        for threads in [2, 3, 7, 1024] {
            assert_eq!(of(threads), one, "{seed}: {threads} threads");
        }
    }
    for none in [0, 1025] {
        assert_eq!(paths(&json!({"at": AT, "threads": none}), &[]), ["/threads"]);
    }
}

/// The tables whose rows are counted.
const COUNTED: [FactTable; 5] =
    [FactTable::Calls, FactTable::Contracts, FactTable::Deals, FactTable::Emails, FactTable::Meetings];

/// Where records are, one after the other.
const REGIONS: [Option<&str>; 3] = [Some("south"), None, Some("north")];

/// The same tables with a region of each row that is counted.
fn with_regions(tables: Vec<(FactTable, RecordBatch)>) -> Vec<(FactTable, RecordBatch)> {
    let with = |(table, batch): (FactTable, RecordBatch)| {
        let mut columns: Vec<(String, ArrayRef)> = Vec::new();
        columns.extend(batch.schema().fields().iter().map(|field| field.name().clone()).zip(batch.columns().to_vec()));
        if COUNTED.contains(&table) {
            let regions: Vec<_> = REGIONS.into_iter().cycle().take(batch.num_rows()).collect();
            columns.push(("region".to_owned(), names(&regions)));
        }
        let columns = columns.into_iter().map(|(name, array)| (name, array, true));
        (table, RecordBatch::try_from_iter_with_nullable(columns).unwrap())
    };
    tables.into_iter().map(with).collect()
}

/// The facts of which one of three is in a region.
fn within(facts: &Value, region: usize) -> Value {
    let mut facts = facts.clone();
    for table in COUNTED {
        let all = facts[table.name()].as_array().unwrap().iter();
        facts[table.name()] = all.skip(region).step_by(REGIONS.len()).cloned().collect();
    }
    facts
}

/// Metrics that look for nothing in other tables, and are held against nothing that is recorded of people.
fn by_themselves() -> Vec<&'static str> {
    let is_held = |reckoning| matches!(reckoning, Reckoning::OverQuota | Reckoning::AgainstForecast);
    let entries = METRICS.iter().filter(|entry| !entry.follows_deals() && !is_held(entry.reckoning));
    entries.map(|entry| entry.metric.name()).collect()
}

#[test]
fn bat_03_figures_of_each_value_of_a_column_are_those_of_its_records_to_the_last_bit() {
    for seed in 0..40 {
        let facts = if seed % 2 == 0 { alone(seed) } else { facts(seed) };
        let options = json!({
            "at": AT, "terms": terms(), "by": ["everybody", "owner", "region"], "metrics": by_themselves(),
            "windows": months(), "zone": "Europe/Berlin", "threads": 1 + seed % 3,
        });
        let figures = measured(&options, &with_regions(tables(&facts))).unwrap();
        let mut row = 0;
        for window in months() {
            for region in [1, 2, 0] {
                let input = json!({
                    "at": AT, "window": window, "facts": within(&facts, region), "terms": terms(), "by_owner": true,
                    "metrics": by_themselves(),
                });
                let all = answered(&call("metric.measure", input.to_string().as_bytes()));
                let mut check = |owner: &Value, expected: &Value| {
                    for expected in expected.as_array().unwrap() {
                        assert_eq!(text(&figures, "region", row), json!(REGIONS[region]), "seed {seed}");
                        assert_eq!(text(&figures, "owner", row), *owner, "seed {seed}");
                        assert_eq!(doubled(&figure(&figures, row)), doubled(expected), "seed {seed} row {row}");
                        row += 1;
                    }
                };
                check(&Value::Null, &all["total"]);
                all["by_owner"].as_array().unwrap().iter().for_each(|each| check(&each["owner"], &each["figures"]));
            }
        }
        assert_eq!(figures.num_rows(), row, "seed {seed}");
    }
}

#[test]
fn bat_03_intervals_of_means_know_no_threads_and_are_those_of_a_ranking_to_the_last_bit() {
    let mut held = 0;
    for seed in 0..40 {
        let facts = if seed % 2 == 0 { alone(seed) } else { facts(seed) };
        let of = |by: &[&str], threads: u32| {
            let options = json!({
                "at": AT, "by": by, "terms": terms(), "threads": threads, "mean_intervals": true,
                "windows": [{"type": "days", "body": {"first": "2026-01-01", "last": "2026-03-31", "zone": "UTC"}}],
            });
            let tables = tables(&facts);
            let tables = if by.contains(&"region") { with_regions(tables) } else { tables };
            measured(&options, &tables).unwrap()
        };
        assert_eq!(of(&["everybody", "owner", "region"], 3), of(&["everybody", "owner", "region"], 1), "{seed}");
        let figures = of(&["owner"], 1);
        let meetings = facts["meetings"].as_array().unwrap().iter().filter(|meeting| {
            let at = meeting["at"].as_str().unwrap();
            !meeting["engagement"].is_null() && ("2026-01-01".."2026-04-01").contains(&at)
        });
        let values: Vec<Value> = meetings
            .filter(|meeting| !meeting["owner"].is_null())
            .map(|meeting| json!({"person": meeting["owner"], "value": meeting["engagement"]}))
            .collect();
        let input = json!({"better": "higher", "of": {"type": "means", "body": {"values": values}}});
        let ranked = answered(&call("insight.ranking", input.to_string().as_bytes()));
        for person in ranked["people"].as_array().unwrap() {
            let mut rows = 0..figures.num_rows();
            let row = rows.find(|row| {
                text(&figures, "owner", *row) == person["person"]
                    && text(&figures, "metric", *row) == json!("engagement_score")
            });
            let bound = |name: &str| {
                let array = figures.column_by_name(name).unwrap().as_primitive::<Float64Type>();
                array.is_valid(row.unwrap()).then(|| array.value(row.unwrap()))
            };
            assert_eq!(bound("mean_low"), person["raw_interval"]["low"].as_f64(), "{seed}");
            assert_eq!(bound("mean_high"), person["raw_interval"]["high"].as_f64(), "{seed}");
            held += usize::from(bound("mean_low").is_some());
        }
    }
    assert!(held > 20, "{held}");
}

#[test]
fn met_05_windows_that_overlap_are_each_measured_as_if_alone() {
    let mut windows = months();
    for (first, last) in [("2026-01-01", "2026-03-31"), ("2026-02-10", "2026-03-05"), ("2026-02-01", "2026-02-28")] {
        windows.push(json!({"type": "days", "body": {"first": first, "last": last, "zone": "Europe/Berlin"}}));
    }
    let moments = json!({"since": "2026-01-20T07:00:00.000Z", "until": "2026-02-20T19:30:00.000Z"});
    windows.push(json!({"type": "moments", "body": moments}));
    for seed in 0..20 {
        let facts = facts(seed);
        check_alike(&facts, &tables(&facts), &windows);
    }
}

#[test]
fn met_05_each_table_that_belongs_to_deals_counts_without_the_others() {
    let nested = [("handovers", json!([])), ("qualification", Value::Null), ("stages", json!([]))];
    for (kept, _) in &nested {
        for seed in 0..10 {
            let mut facts = facts(seed);
            for deal in facts["deals"].as_array_mut().unwrap() {
                for (other, none) in nested.iter().filter(|(other, _)| other != kept) {
                    deal[*other] = none.clone();
                }
            }
            let tables: Vec<_> = tables(&facts).into_iter().filter(|(_, batch)| batch.num_rows() > 0).collect();
            check_alike(&facts, &tables, &months());
        }
    }
}

#[test]
fn met_05_no_order_of_rows_or_tables_changes_a_figure() {
    for seed in 100..110 {
        let options = json!({"at": AT, "terms": terms(), "windows": months()});
        let straight = tables(&facts(seed));
        let order: [FactTable; 2] = [FactTable::Handovers, FactTable::Qualifications];
        let mut turned: Vec<_> = straight
            .iter()
            .map(|(table, batch)| {
                // Of two handovers at one moment the later one in the table counts, so that these stay as they are.
                if order.contains(table) {
                    return (*table, batch.clone());
                }
                let pieces: Vec<RecordBatch> = (0..batch.num_rows()).rev().map(|row| batch.slice(row, 1)).collect();
                let columns = (0..batch.num_columns()).map(|place| {
                    let arrays: Vec<&dyn Array> = pieces.iter().map(|piece| piece.column(place).as_ref()).collect();
                    if arrays.is_empty() { Arc::clone(batch.column(place)) } else { joined(&arrays) }
                });
                (*table, RecordBatch::try_new(batch.schema(), columns.collect()).unwrap())
            })
            .collect();
        turned.reverse();
        assert_eq!(measured(&options, &turned).unwrap(), measured(&options, &straight).unwrap(), "seed {seed}");
    }
}

fn joined(arrays: &[&dyn Array]) -> ArrayRef {
    let data: Vec<_> = arrays.iter().map(|array| array.to_data()).collect();
    let mut all = arrow_data::transform::MutableArrayData::new(data.iter().collect(), true, arrays.len());
    for (place, array) in arrays.iter().enumerate() {
        all.try_extend(place, 0, array.len()).unwrap();
    }
    arrow_array::make_array(all.freeze())
}

/// What is refused of tables that are added whole.
fn refused(options: &Value, tables: &[(FactTable, RecordBatch)]) -> Vec<(String, String)> {
    let measured = || -> Result<RecordBatch, Failure> {
        let mut metrics = Metrics::new(options.to_string().as_bytes())?;
        for (table, batch) in tables {
            metrics.add(*table, batch).map_err(Failure::BadInput)?;
        }
        metrics.measure()
    };
    match measured().unwrap_err() {
        Failure::BadInput(bad) => bad.faults.into_iter().map(|fault| (fault.path, fault.reason.message())).collect(),
        Failure::Rejected(no) => vec![(no.path.unwrap_or_default(), no.reason.message())],
        other => unreachable!("{other:?}"),
    }
}

fn paths(options: &Value, tables: &[(FactTable, RecordBatch)]) -> Vec<String> {
    refused(options, tables).into_iter().map(|(path, _)| path).collect()
}

fn of(table: FactTable, columns: &[(&str, ArrayRef)]) -> (FactTable, RecordBatch) {
    let columns = columns.iter().map(|(name, array)| (*name, Arc::clone(array), true));
    (table, RecordBatch::try_from_iter_with_nullable(columns).unwrap())
}

fn names(of: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(of.to_vec()))
}

fn moments(of: &[Option<i64>]) -> ArrayRef {
    Arc::new(TimestampMillisecondArray::from(of.to_vec()).with_timezone("UTC"))
}

fn deals(more: &[(&str, ArrayRef)]) -> (FactTable, RecordBatch) {
    let mut columns: Vec<(&str, ArrayRef)> = vec![("deal", names(&[Some("a"), Some("b"), Some("c"), Some("d")]))];
    columns.extend(more.iter().map(|(name, array)| (*name, Arc::clone(array))));
    of(FactTable::Deals, &columns)
}

#[test]
fn met_05_what_is_wrong_is_named_by_table_column_and_row() {
    let options = json!({"at": AT});
    let naive: ArrayRef = Arc::new(TimestampNanosecondArray::from(vec![0]));
    assert_eq!(paths(&options, &[of(FactTable::Calls, &[("at", naive)])]), ["/calls/at"]);
    let at = moments(&[Some(0), None, Some(i64::MAX)]);
    let owners = names(&[None, Some(" "), Some("ana")]);
    let emails = of(FactTable::Emails, &[("at", at), ("owner", owners), ("answerd", names(&[None; 3]))]);
    assert_eq!(paths(&options, &[emails]), ["/emails/answerd", "/emails/at/1", "/emails/at/2", "/emails/owner/1"]);
    let calls = of(FactTable::Calls, &[("owner", moments(&[Some(0)]))]);
    assert_eq!(paths(&options, &[calls]), ["/calls", "/calls/owner"]);
}

#[test]
fn bat_02_what_is_wrong_with_facts_names_the_option_that_helps() {
    let said = |path: &str, told: &[(String, String)]| {
        let (_, message) = told.iter().find(|(at, _)| at == path).unwrap();
        message.rsplit_once("; ").map(|(_, hint)| hint.to_owned()).unwrap_or_default()
    };
    let amounts: ArrayRef = Arc::new(Float64Array::from(vec![Some(48.0), Some(-48.0), Some(-49.0), None]));
    let table = deals(&[
        ("closed_at", moments(&[Some(0), Some(0), Some(0), None])),
        ("closed_outcome", names(&[Some("Won"), Some("won"), Some("won"), None])),
        ("value_amount", amounts),
    ]);
    let minor = json!({"at": AT, "currency": "USD"});
    let told = refused(&minor, std::slice::from_ref(&table));
    assert!(said("/deals/closed_outcome/0", &told).starts_with("`values` says"));
    // Of what rows may be left out for, the first says so, and no other one.
    assert!(said("/deals/value_amount/1", &told).starts_with("`invalid` leaves out rows"));
    assert_eq!(said("/deals/value_amount/2", &told), "");
    let major = json!({"at": AT, "currency": "USD", "unit": "major"});
    let told = refused(&major, &[table]);
    // An amount is told as it stands there, and not as it is read.
    let (_, message) = told.iter().find(|(at, _)| at == "/deals/value_amount/1").unwrap();
    assert!(message.contains("-48 ") && message.contains("`invalid` leaves out rows"), "{message}");
    let flags = of(FactTable::Meetings, &[("at", moments(&[Some(0)])), ("demo", names(&[Some("yes")]))]);
    assert!(said("/meetings/demo", &refused(&minor, &[flags])).starts_with("`values` says"));
}

#[test]
fn met_05_a_row_whose_dictionary_leads_to_nothing_is_null_and_never_passed_over() {
    let keys = Int8Array::from(vec![Some(0), Some(1), Some(0), None]);
    let deals: ArrayRef = Arc::new(DictionaryArray::new(keys, names(&[Some("a"), None])));
    let table = of(FactTable::Deals, &[("deal", deals)]);
    let mut metrics = Metrics::new(json!({"at": AT}).to_string().as_bytes()).unwrap();
    let told = metrics.add(table.0, &table.1).unwrap_err();
    assert_eq!(told.faults.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["/deals/deal/1"]);
    assert!(told.faults[0].reason.message().ends_with("so it is in 2 rows, of which this is the first"));
}

#[test]
fn bat_04_a_long_batch_of_facts_is_told_of_and_stopped_within_it() {
    let rows = (1 << 20) + 5;
    let days: ArrayRef = Arc::new(Date32Array::from(vec![20_480; rows]));
    let answered: ArrayRef = Arc::new(BooleanArray::from(vec![true; rows]));
    let (table, batch) = of(FactTable::Emails, &[("at", days), ("answered", answered)]);
    let reader = || RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
    let options = json!({"at": "2026-04-01T00:00:00Z", "metrics": ["response_rate"], "by": ["everybody"]});
    let mut told = Vec::new();
    let mut metrics = Metrics::new(options.to_string().as_bytes()).unwrap();
    let watch = |progress: Progress| {
        told.push((progress.batches, progress.rows));
        ControlFlow::Continue(())
    };
    metrics.watched(table, reader(), watch).unwrap();
    assert_eq!(told, [(0, 1 << 20), (1, rows as u64)]);
    let figures = metrics.measure().unwrap();
    assert_eq!(figures.num_rows(), 1);
    let mut stopped = Metrics::new(options.to_string().as_bytes()).unwrap();
    let stopped = stopped.watched(table, reader(), |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Interrupted::Stopped(Progress { batches: 0, rows: 1_048_576 }))));
}

#[test]
fn met_05_amounts_need_a_currency_and_closings_an_outcome() {
    let amounts: ArrayRef = Arc::new(Float64Array::from(vec![Some(100.0), Some(1.5), None, Some(-1.0)]));
    let table = deals(&[("value_amount", amounts)]);
    let wrong = ["/deals/value_amount/1", "/deals/value_amount/3", "/deals/value_currency/0"];
    assert_eq!(paths(&json!({"at": AT, "currency": "EUR"}), std::slice::from_ref(&table)), wrong[..2]);
    assert_eq!(paths(&json!({"at": AT}), &[table]), wrong);
    let outcomes = names(&[None, None, Some("won"), Some("eaten")]);
    let closed = deals(&[("closed_at", moments(&[Some(0), None, None, None])), ("closed_outcome", outcomes)]);
    assert_eq!(
        paths(&json!({"at": AT}), &[closed]),
        ["/deals/closed_outcome/3", "/deals/closed_outcome/0", "/deals/closed_at/2"]
    );
}

#[test]
fn met_05_what_is_wrong_between_tables_is_named_where_it_stands() {
    let options = json!({"at": AT, "terms": {"pipeline": ["first"]}, "columns": {"stages": {"stage": "Phase"}}});
    let opened = |at: i64| {
        deals(&[
            ("opened_at", moments(&[Some(at), None, None, None])),
            ("closed_at", moments(&[Some(4), None, None, None])),
            ("closed_outcome", names(&[Some("won"), None, None, None])),
        ])
    };
    let stages = of(
        FactTable::Stages,
        &[
            ("at", moments(&[Some(0); 3])),
            ("deal", names(&[Some("b"), Some("d"), Some("b")])),
            ("Phase", names(&[Some("first"), Some("first"), Some("last")])),
        ],
    );
    let filled = of(
        FactTable::Qualifications,
        &[
            ("deal", names(&[Some("c"), Some("d"), Some("c")])),
            ("framework", names(&[Some("bant"), Some("none"), Some("bant")])),
            ("field", names(&[Some("need"), None, Some("charm")])),
            ("text", names(&[None; 3])),
        ],
    );
    assert_eq!(
        paths(&options, &[opened(4), stages, filled]),
        ["/stages/Phase/2", "/qualifications/field/2", "/qualifications/framework/1"]
    );
    assert_eq!(paths(&options, &[opened(5)]), ["/deals/opened_at/0"]);
    let unknown = of(
        FactTable::Handovers,
        &[("at", moments(&[Some(0)])), ("deal", names(&[Some("zz")])), ("owner", names(&[None]))],
    );
    assert_eq!(paths(&json!({"at": AT}), &[unknown]), ["/handovers/deal/0"]);

    let amounts: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3, 4]));
    let currencies = names(&[Some("EUR"), Some("EUR"), Some("USD"), Some("EUR")]);
    let mixed = deals(&[("value_amount", amounts), ("value_currency", currencies)]);
    assert_eq!(paths(&json!({"at": AT}), &[mixed]), ["/deals/value_currency/2"]);
}

#[test]
fn met_05_options_are_read_strictly() {
    for (options, path) in [
        (json!({}), ""),
        (json!({"at": AT, "columns": {"deal": {}}}), "/columns/deal"),
        (json!({"at": AT, "columns": {"deals": {"price": "x"}}}), "/columns/deals/price"),
        (json!({"at": AT, "metrics": ["charm"]}), "/metrics/0"),
        (json!({"at": AT, "calendar": {"every": "day", "first": "2026-03-01", "last": "2026-02-01"}}), "/calendar"),
        (json!({"at": AT, "calendar": {"every": "day", "first": "0001-01-01", "last": "2026-02-01"}}), "/calendar"),
    ] {
        assert_eq!(paths(&options, &[])[0], path, "{options}");
    }
    // Ten thousand windows are the most.
    let days = |last: &str| {
        let calendar = json!({"every": "day", "first": "1971-04-01", "last": last});
        json!({"at": AT, "by": ["everybody"], "metrics": ["response_rate"], "calendar": calendar})
    };
    assert_eq!(paths(&days("1998-08-17"), &[]), ["/calendar"]);
    let none = of(FactTable::Emails, &[("at", moments(&[]))]);
    assert_eq!(measured(&days("1998-08-16"), &[none]).unwrap().num_rows(), 10_000);
}

/// An hour of the tenth of March 2026, so often.
fn of_one_hour(windows: usize) -> Value {
    let hour = json!({"type": "moments", "body": {"since": "2026-03-10T12:00:00Z", "until": "2026-03-10T13:00:00Z"}});
    vec![hour; windows].into()
}

#[test]
fn met_05_more_figures_of_owners_than_are_told_are_refused_though_few_facts_are_behind_them() {
    let owners: Vec<String> = (0..120).map(|number| format!("p{number}")).collect();
    let owners: Vec<Option<&str>> = owners.iter().map(|owner| Some(owner.as_str())).collect();
    let emails = of(FactTable::Emails, &[("at", moments(&[Some(NOON); 120])), ("owner", names(&owners))]);
    // Each metric of each owner in each window is a row.
    let told = measured(&json!({"at": AT, "windows": of_one_hour(2)}), std::slice::from_ref(&emails)).unwrap();
    assert_eq!(told.num_rows(), 120 * 2 * METRICS.len());
    assert!(120 * 900 * METRICS.len() > 4_000_000);
    assert_eq!(paths(&json!({"at": AT, "windows": of_one_hour(900)}), &[emails]), ["/by"]);
}

#[test]
fn met_05_metrics_in_windows_are_refused_where_they_are_too_many_to_be_counted_of_whomever() {
    let none = of(FactTable::Emails, &[("at", moments(&[]))]);
    let metrics = vec!["response_rate"; 4_001];
    assert_eq!(paths(&json!({"at": AT, "metrics": metrics, "windows": of_one_hour(1_000)}), &[none]), ["/by"]);
}

#[test]
fn met_05_windows_that_overlap_are_refused_where_they_would_count_something_of_too_many_owners() {
    let of_owners = |owner: fn(usize) -> String| {
        let owners: Vec<String> = (0..2_000).map(owner).collect();
        let owners: Vec<Option<&str>> = owners.iter().map(|owner| Some(owner.as_str())).collect();
        of(FactTable::Emails, &[("at", moments(&[Some(NOON); 2_000])), ("owner", names(&owners))])
    };
    let options = |windows: usize| json!({"at": AT, "by": ["everybody"], "metrics": ["response_rate"], "windows": of_one_hour(windows)});
    let each = of_owners(|number| format!("p{number}"));
    assert_eq!(paths(&options(2_001), std::slice::from_ref(&each)), ["/windows"]);
    // Of one owner, or in few windows, it is little.
    let told = [measured(&options(2_001), &[of_owners(|_| "ana".to_owned())]), measured(&options(10), &[each])];
    assert_eq!(told.map(|figures| figures.unwrap().num_rows()), [2_001, 10]);
}

#[test]
fn met_05_without_a_window_it_is_the_policys_days_before() {
    let emails = of(
        FactTable::Emails,
        &[("at", moments(&[Some(1_775_600_000_000)])), ("answered", Arc::new(BooleanArray::from(vec![true])))],
    );
    let figures = measured(&json!({"at": AT, "metrics": ["response_rate"]}), &[emails]).unwrap();
    assert_eq!(figures.num_rows(), 1);
    let days =
        |name: &str| figures.column_by_name(name).unwrap().as_primitive::<arrow_array::types::Date32Type>().value(0);
    let at = AT.parse::<Instant>().unwrap().millis() / 86_400_000;
    assert_eq!((i64::from(days("window")), i64::from(days("window_last"))), (at - 90, at - 1));
    let since = figures.column_by_name("since").unwrap().as_primitive::<TimestampMillisecondType>().value(0);
    assert_eq!(since, (at - 90) * 86_400_000);
}

/// The one figure of a metric within March 2026.
fn in_march(more: &Value, tables: &[(FactTable, RecordBatch)]) -> Value {
    let mut options = json!({"at": AT, "by": ["everybody"], "calendar": {"every": "month", "first": "2026-03-01", "last": "2026-03-31"}});
    options.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let figures = measured(&options, tables).unwrap();
    assert_eq!(figures.num_rows(), 1);
    figure(&figures, 0)
}

/// Noon of the tenth of March 2026.
const NOON: i64 = 1_773_144_000_000;

#[test]
fn met_05_an_amount_has_its_own_currency_before_the_one_of_the_options() {
    let won = deals(&[
        ("closed_at", moments(&[Some(NOON); 4])),
        ("closed_outcome", names(&[Some("won"); 4])),
        ("value_amount", Arc::new(Int64Array::from(vec![1, 2, 3, 4]))),
        ("value_currency", names(&[Some("USD"), None, Some("USD"), Some("USD")])),
    ]);
    let told = in_march(&json!({"metrics": ["average_deal_size"], "currency": "USD"}), std::slice::from_ref(&won));
    assert_eq!(told["currency"], "USD");
    let mixed = json!({"at": AT, "currency": "EUR"});
    assert_eq!(paths(&mixed, &[won])[0], "/deals/value_currency/1");
}

#[test]
fn met_05_what_is_not_said_of_a_call_or_a_meeting_is_not_so() {
    let flags = |of: [Option<bool>; 2]| Arc::new(BooleanArray::from(of.to_vec())) as ArrayRef;
    let at = || moments(&[Some(NOON); 2]);
    let calls = of(FactTable::Calls, &[("at", at()), ("discovery", flags([Some(true), None]))]);
    let meetings = of(
        FactTable::Meetings,
        &[("at", at()), ("demo", flags([Some(true), None])), ("executive", flags([Some(true), None]))],
    );
    let noon = "2026-03-10T12:00:00Z";
    let facts = json!({
        "calls": [{"at": noon, "discovery": true}, {"at": noon}],
        "meetings": [{"at": noon, "demo": true, "executive": true}, {"at": noon}],
    });
    let input = json!({"at": AT, "window": months()[2], "facts": facts});
    let records = answered(&call("metric.measure", input.to_string().as_bytes()));
    let options = json!({"at": AT, "by": ["everybody"], "windows": [months()[2]]});
    let figures = measured(&options, &[calls, meetings]).unwrap();
    let told: Vec<Value> = (0..figures.num_rows()).map(|row| doubled(&figure(&figures, row))).collect();
    assert_eq!(json!(told), doubled(&records["total"]));
}

#[test]
fn met_05_a_clock_on_the_wall_is_that_of_the_zone() {
    // Half past midnight on the first of March in Berlin is still February in UTC.
    let naive: ArrayRef = Arc::new(TimestampMillisecondArray::from(vec![1_772_325_000_000]));
    let emails = of(FactTable::Emails, &[("at", naive), ("answered", Arc::new(BooleanArray::from(vec![true])))]);
    let options = |naive: &str, zone: &str| json!({"metrics": ["response_rate"], "naive": naive, "zone": zone});
    let observed = |naive: &str, zone: &str| {
        in_march(&options(naive, zone), std::slice::from_ref(&emails))["observations"].clone()
    };
    assert_eq!(observed("wall", "America/New_York"), 1);
    assert_eq!(observed("utc", "America/New_York"), 0);
}

#[test]
fn met_05_columns_that_are_there_twice_and_frameworks_that_differ_are_named() {
    let schema = arrow_schema::Schema::new(vec![
        arrow_schema::Field::new("deal", arrow_schema::DataType::Utf8, true),
        arrow_schema::Field::new("deal", arrow_schema::DataType::Utf8, true),
    ]);
    let twice = RecordBatch::try_new(Arc::new(schema), vec![names(&[Some("a")]), names(&[Some("b")])]).unwrap();
    assert_eq!(paths(&json!({"at": AT}), &[(FactTable::Deals, twice)]), ["/deals/deal"]);
    let filled = of(
        FactTable::Qualifications,
        &[
            ("deal", names(&[Some("c"), Some("c")])),
            ("framework", names(&[Some("bant"), Some("meddic")])),
            ("field", names(&[None, None])),
            ("text", names(&[None, None])),
        ],
    );
    assert_eq!(paths(&json!({"at": AT}), &[deals(&[]), filled]), ["/qualifications/framework/1"]);
}

#[test]
fn met_05_rows_are_counted_through_all_batches() {
    let table = |second: Option<&str>| deals(&[("owner", names(&[Some("ana"), second, None, None]))]);
    let batches = [table(None), table(None), table(Some(" "))];
    assert_eq!(paths(&json!({"at": AT}), &batches), ["/deals/owner/9"]);
}

#[test]
fn met_05_keys_of_deals_are_read_alike_whatever_type_their_column_has() {
    let won = || names(&[Some("won"), Some("lost"), Some("won"), None]);
    let closed = || moments(&[Some(1_772_323_200_000), Some(1_772_323_200_000), Some(1_772_323_200_000), None]);
    // Of each kind four deals, of which a table of handovers names the third by its text.
    let measured_by = |keys: ArrayRef, third: &str| {
        let deals = of(FactTable::Deals, &[("deal", keys), ("closed_at", closed()), ("closed_outcome", won())]);
        let handover = [("at", moments(&[Some(0)])), ("deal", names(&[Some(third)])), ("owner", names(&[Some("zoe")]))];
        let figures = measured(
            &json!({"at": AT, "metrics": ["win_rate"], "windows": months(), "by": ["owner"]}),
            &[deals, of(FactTable::Handovers, &handover)],
        );
        let figures = figures.unwrap();
        (0..figures.num_rows()).map(|row| figure(&figures, row)).collect::<Vec<_>>()
    };
    let texts = vec!["7", "8", "9", "10"];
    let expected = measured_by(Arc::new(StringArray::from(texts.clone())), "9");
    assert!(!expected.is_empty());
    let dictionary =
        DictionaryArray::new(Int8Array::from(vec![0, 1, 2, 3]), Arc::new(StringArray::from(texts.clone())));
    let columns: Vec<ArrayRef> = vec![
        Arc::new(LargeStringArray::from(texts.clone())),
        Arc::new(StringViewArray::from(texts)),
        Arc::new(dictionary),
        Arc::new(Int8Array::from(vec![7, 8, 9, 10])),
        Arc::new(Int16Array::from(vec![7, 8, 9, 10])),
        Arc::new(Int32Array::from(vec![7, 8, 9, 10])),
        Arc::new(Int64Array::from(vec![7, 8, 9, 10])),
        Arc::new(UInt8Array::from(vec![7, 8, 9, 10])),
        Arc::new(UInt16Array::from(vec![7, 8, 9, 10])),
        Arc::new(UInt32Array::from(vec![7, 8, 9, 10])),
        Arc::new(UInt64Array::from(vec![7, 8, 9, 10])),
    ];
    for keys in columns {
        let kind = keys.data_type().clone();
        assert_eq!(measured_by(keys, "9"), expected, "{kind}");
    }
    let negative: ArrayRef = Arc::new(Int64Array::from(vec![i64::MIN, 8, -9, 10]));
    assert_eq!(measured_by(negative, "-9"), expected);

    let long = "x".repeat(201);
    let wrong = vec![Some(" "), Some("ana\u{7}"), Some(long.as_str()), None];
    let paths_of = |keys: ArrayRef| refused(&json!({"at": AT}), &[of(FactTable::Deals, &[("deal", keys)])]);
    let found = paths_of(names(&wrong));
    assert_eq!(
        found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
        ["/deals/deal/0", "/deals/deal/1", "/deals/deal/2", "/deals/deal/3"]
    );
    let places = Int8Array::from(vec![Some(0), Some(1), Some(2), None]);
    assert_eq!(paths_of(Arc::new(DictionaryArray::new(places, names(&wrong[..3])))), found);
}

#[test]
fn met_05_a_price_that_is_not_finite_is_missing_and_never_passed_over() {
    let amounts: ArrayRef = Arc::new(Float64Array::from(vec![Some(100.0), Some(f64::NAN), Some(300.0)]));
    let products = names(&[Some("a"), Some("b"), Some("c")]);
    let prices = of(FactTable::Prices, &[("price_amount", amounts), ("product", products)]);
    let options = json!({"at": AT, "currency": "EUR", "not_finite": "missing"});
    assert_eq!(paths(&options, &[prices]), ["/prices/price_amount/1"]);
}

/// Deals, row by row, and which of them are right.
#[derive(Default)]
struct Untidy {
    /// Key and outcome.
    texts: Vec<[Option<String>; 2]>,
    opened: Vec<Option<i64>>,
    closed: Vec<Option<i64>>,
    is_right: Vec<bool>,
}

/// Deals of which about a third are wrong, each in a way of its own.
fn untidy(seed: u64) -> Untidy {
    let mut dice = Dice(seed);
    let Untidy { mut texts, mut opened, mut closed, mut is_right } = Untidy::default();
    for deal in 0..60 {
        let won = if dice.below(2) == 0 { "won" } else { "lost" };
        let end = 1_767_225_600_000 + dice.below(80 * 86_400_000) as i64;
        let wrong = dice.below(15);
        let key = (wrong != 0).then(|| if wrong == 1 { "D0".to_owned() } else { format!("D{deal}") });
        let outcome = match wrong {
            2 => Some("Won".to_owned()),
            3 => None,
            _ => Some(won.to_owned()),
        };
        texts.push([key, outcome]);
        opened.push(Some(if wrong == 4 { end + 1 } else { end - 86_400_000 }));
        closed.push(Some(end));
        is_right.push(wrong > 4 || wrong == 1 && deal == 0);
    }
    // The first deal of a key counts, if nothing is wrong with it.
    if !is_right[0] {
        let second = texts.iter().skip(1).position(|[key, _]| key.as_deref() == Some("D0"));
        second.into_iter().for_each(|place| is_right[place + 1] = true);
    }
    Untidy { texts, opened, closed, is_right }
}

#[test]
fn met_05_what_is_left_of_an_untidy_table_comes_to_what_it_comes_to_alone() {
    for seed in 0..40 {
        let Untidy { texts, opened, closed, is_right } = untidy(seed);
        let table = |rows: &[usize]| {
            let text = |place: usize| names(&rows.iter().map(|row| texts[*row][place].as_deref()).collect::<Vec<_>>());
            let stamps = |of: &[Option<i64>]| moments(&rows.iter().map(|row| of[*row]).collect::<Vec<_>>());
            of(
                FactTable::Deals,
                &[
                    ("deal", text(0)),
                    ("closed_outcome", text(1)),
                    ("opened_at", stamps(&opened)),
                    ("closed_at", stamps(&closed)),
                ],
            )
        };
        let all: Vec<usize> = (0..texts.len()).collect();
        let right: Vec<usize> = all.iter().copied().filter(|row| is_right[*row]).collect();
        let options = |invalid: &str| json!({"at": AT, "by": ["everybody"], "metrics": ["win_rate", "sales_cycle_days"], "invalid": invalid});
        let found = measured(&options("skip"), &[table(&all)]).unwrap();
        let alone = measured(&options("refuse"), &[table(&right)]).unwrap();
        let left_out = found.column_by_name("left_out").unwrap().as_primitive::<Int64Type>();
        assert_eq!(left_out.values(), &[(all.len() - right.len()) as i64; 2], "seed {seed}");
        assert!(alone.column_by_name("left_out").is_none());
        for name in alone.schema_ref().fields().iter().map(|field| field.name()) {
            assert_eq!(found.column_by_name(name), alone.column_by_name(name), "seed {seed}: {name}");
        }
        assert!(measured(&options("refuse"), &[table(&all)]).is_err() || all.len() == right.len());
    }
}

#[test]
fn met_05_rows_that_are_wrong_alike_however_many_are_one_fault() {
    let rows = 100_000;
    let outcomes: ArrayRef = Arc::new(StringArray::from(vec!["Won"; rows]));
    let keys: ArrayRef = Arc::new(Int64Array::from_iter_values(0..rows as i64));
    let table = of(
        FactTable::Deals,
        &[("deal", keys), ("closed_at", moments(&vec![Some(0); rows])), ("closed_outcome", outcomes)],
    );
    let mut metrics = Metrics::new(json!({"at": AT}).to_string().as_bytes()).unwrap();
    let told = metrics.add(table.0, &table.1).unwrap_err();
    assert_eq!(told.faults.len(), 1);
    assert!(told.faults[0].reason.message().ends_with("so it is in 100000 rows, of which this is the first"));
}

/// Of two rows each the one is wrong for a reason of its own, and the other for the same as all others.
fn wrong_in_many_ways() -> (FactTable, RecordBatch) {
    let words = |each: fn(u32) -> String| -> ArrayRef { Arc::new(StringArray::from_iter_values((0..250).map(each))) };
    of(
        FactTable::Deals,
        &[
            ("deal", words(|row| format!("D{row}"))),
            ("closed_at", moments(&vec![Some(0); 250])),
            ("closed_outcome", words(|row| if row % 2 == 0 { "Won".to_owned() } else { format!("state {row}") })),
        ],
    )
}

#[test]
fn bat_03_of_more_than_a_hundred_reasons_why_rows_are_left_out_the_rest_is_told_by_its_number() {
    let options = json!({"at": AT, "by": ["everybody"], "metrics": ["win_rate"], "invalid": "skip"});
    let told = measured(&options, &[wrong_in_many_ways()]).unwrap();
    let because = text(&told, "left_out_because", 0);
    let reasons: Vec<&str> = because.as_str().unwrap().split("; /").collect();
    assert!(reasons[0].starts_with("/deals/closed_outcome/0: `Won`") && reasons[0].ends_with(" (125)"));
    assert_eq!(reasons.len(), 100);
    assert!(reasons[99].ends_with("(1); others (26)"));
    let coaching = json!({"coached": [{"person": "ana", "engagement": {"first": "2026-02-01", "last": "2026-02-02"}}]});
    let metrics = gathered(&options, &[wrong_in_many_ways()]).unwrap();
    let asked = metrics.asked(json!({"coaching": coaching}).to_string().as_bytes()).unwrap();
    let effects = metrics.effect(&asked).unwrap();
    assert_eq!((effects.left_out.len(), effects.left_out[0].rows, effects.left_out_otherwise), (100, 125, 26));
}
