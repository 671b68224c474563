//! What is scored: a template of 40 questions in 6 sections, forms of it, and ratings; as files that programs of all
//! languages read.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, RecordBatch};
use serde_json::{Value, json};
use touchline_bench::arrow_file::write;
use touchline_bench::dice::Dice;

/// Questions by section: so many answered on a scale from 1 to 5, and so many by yes or no.
const SECTIONS: [(usize, usize); 6] = [(4, 2), (6, 1), (5, 2), (5, 1), (6, 2), (4, 2)];
/// Raters and units of the first table of ratings, and of the second.
const OF_ALPHA: (usize, usize) = (200, 10_000);
const OF_ICC: (usize, usize) = (10, 500);

/// Lays everything down.
pub(crate) fn prepare(folder: &Path, forms: usize) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let template = template();
    std::fs::write(folder.join("template.json"), template.to_string()).map_err(|error| error.to_string())?;
    write(&folder.join("forms.arrow"), &table(&template, forms)?)?;
    write(&folder.join("alpha.arrow"), &ratings(OF_ALPHA, 10)?)?;
    write(&folder.join("icc.arrow"), &ratings(OF_ICC, 0)?)
}

/// The template: any question may be not applicable, some are critical, and two fail the form.
fn template() -> Value {
    let mut dice = Dice::new(20_260_302);
    let mut count = 0;
    let sections = SECTIONS.iter().enumerate().map(|(section, (scales, flags))| {
        let questions: Vec<Value> = (0..scales + flags)
            .map(|place| {
                count += 1;
                let kind = if place < *scales { json!({"type": "rating", "body": {}}) } else { json!({"type": "yes_no", "body": {}}) };
                let is_fatal = place == scales + flags - 1 && section % 3 == 1;
                json!({"key": format!("q{count}"), "asks": "?", "kind": kind, "weight": 1 + dice.below(5),
                    "critical": place == 0, "may_be_not_applicable": true,
                    "fatal": if is_fatal { json!([{"when": {"type": "below_best"}}]) } else { json!([]) }})
            })
            .collect();
        json!({"key": format!("s{section}"), "name": "Section", "weight": 5 * (1 + dice.below(6)), "questions": questions})
    });
    json!({"key": "card", "name": "Card", "pass_mark": 80, "sections": sections.collect::<Vec<_>>()})
}

/// Filled forms: one answer in twenty is missing.
fn table(template: &Value, forms: usize) -> Result<RecordBatch, String> {
    let mut dice = Dice::new(7);
    let sections = template["sections"].as_array().ok_or("no sections")?;
    let questions = sections.iter().filter_map(|section| section["questions"].as_array()).flatten();
    let column = |question: &Value| {
        let is_there = |dice: &mut Dice| dice.below(20) > 0;
        let column: ArrayRef = if question["kind"]["type"] == "rating" {
            Arc::new(
                (0..forms).map(|_| is_there(&mut dice).then(|| (1 + dice.below(5)) as f64)).collect::<Float64Array>(),
            )
        } else {
            Arc::new((0..forms).map(|_| is_there(&mut dice).then(|| dice.below(20) > 0)).collect::<BooleanArray>())
        };
        (question["key"].as_str().unwrap_or_default().to_owned(), column)
    };
    RecordBatch::try_from_iter(questions.map(column).collect::<Vec<_>>()).map_err(|error| error.to_string())
}

/// Ratings from 1 to 5, a column for each rater and a row for each unit, of which so many in a hundred are missing.
fn ratings((raters, units): (usize, usize), missing: usize) -> Result<RecordBatch, String> {
    let mut dice = Dice::new(11);
    let truth: Vec<usize> = (0..units).map(|_| dice.below(5)).collect();
    let column = |rater: usize| {
        let rating = |truth: &usize, dice: &mut Dice| {
            let found = (truth + dice.below(3)).saturating_sub(1).min(4);
            (dice.below(100) >= missing).then_some((1 + found) as f64)
        };
        let ratings: Float64Array = truth.iter().map(|truth| rating(truth, &mut dice)).collect();
        (format!("r{rater}"), Arc::new(ratings) as ArrayRef)
    };
    RecordBatch::try_from_iter((0..raters).map(column).collect::<Vec<_>>()).map_err(|error| error.to_string())
}
