//! The schema of the answer, in the form in which hosts of models take one: each object closed, each field required, what may be missing
//! null, and bounds in words.
//!
//! Rules: AIX-01, AIX-02.

use serde_json::{Map, Value, json};

use super::asked::Ready;
use crate::measure::bounds;
use touchline_calculators::scorecard::{Question, QuestionKind};
use touchline_calculators::skill::ComponentDocument;
use touchline_kernel::text::Limits;

/// Quotes of one judgement, at most.
const MOST_QUOTES: usize = 20;

/// The same schema for hosts of models, of which some refuse one with a bound: what a bound says is said in words, and an answer is held
/// against it when it is read.
pub(super) fn in_words(mut schema: Value) -> Value {
    say_bounds(&mut schema);
    schema
}

fn say_bounds(schema: &mut Value) {
    let Some(fields) = schema.as_object_mut() else { return };
    let between = fields.remove("minimum").zip(fields.remove("maximum"));
    let between = between.and_then(|(least, most)| Some(format!("From {} to {}.", least.as_f64()?, most.as_f64()?)));
    let at_most = fields.remove("maxItems").map(|most| format!("At most {most}, each once."));
    let said = fields.get("description").and_then(Value::as_str).map(str::to_owned);
    let said: Vec<String> = [said, between, at_most].into_iter().flatten().collect();
    if !said.is_empty() {
        fields.insert("description".to_owned(), Value::String(said.join(" ")));
    }
    let properties = fields.get_mut("properties").and_then(Value::as_object_mut);
    properties.into_iter().flat_map(Map::values_mut).for_each(say_bounds);
    fields.get_mut("items").into_iter().for_each(say_bounds);
}

/// The schema of what is answered about a call with so many segments.
pub(super) fn of(ready: &Ready, segments: usize) -> Value {
    let scores = ready.components.iter().map(|component| (component.key.as_str(), score(component, segments)));
    let answers = ready.questions().map(|question| (question.key.as_str(), answer(question, segments)));
    let mut fields = Map::new();
    fields.insert("answers".to_owned(), object(answers));
    if ready.customer_sentiment {
        fields.insert("customer_sentiment".to_owned(), sentiment(segments));
    }
    fields.insert("scores".to_owned(), object(scores));
    object(fields.iter().map(|(name, schema)| (name.as_str(), schema.clone())))
}

/// A closed object all of whose fields are required.
fn object<'a>(fields: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let properties: Map<String, Value> = fields.map(|(name, schema)| (name.to_owned(), schema)).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn quotes(segments: usize) -> Value {
    let last = segments.saturating_sub(1);
    let quote = object(
        [
            ("segment", json!({ "type": "integer", "minimum": 0, "maximum": last })),
            ("text", json!({ "type": "string" })),
        ]
        .into_iter(),
    );
    json!({ "type": "array", "maxItems": MOST_QUOTES, "items": quote })
}

fn described(mut schema: Value, description: String) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("description".to_owned(), Value::String(description));
    }
    schema
}

fn judgement<'a>(description: String, segments: usize, fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let most = Limits::default().note;
    let reason = described(json!({ "type": "string" }), format!("At most {most} characters."));
    let always = [("quotes", quotes(segments)), ("reason", reason)];
    described(object(always.into_iter().chain(fields)), description)
}

fn score(component: &ComponentDocument, segments: usize) -> Value {
    let (least, most) = bounds(component.unit);
    let value = json!({ "type": ["number", "null"], "minimum": least, "maximum": most });
    let description = format!("{}: {}. From {least} to {most}.", component.name.as_str(), component.measure.as_str());
    judgement(description, segments, [("value", value)])
}

fn sentiment(segments: usize) -> Value {
    let value = json!({ "type": ["number", "null"], "minimum": -1.0, "maximum": 1.0 });
    judgement("How the customers feel, from -1 (bad) to 1 (good).".to_owned(), segments, [("value", value)])
}

fn answer(question: &Question, segments: usize) -> Value {
    let mut fields = Vec::new();
    if question.may_be_not_applicable {
        fields.push(("not_applicable", json!({ "type": "boolean" })));
    }
    let numbers = |least: f64, most: f64| json!({ "type": ["number", "null"], "minimum": least, "maximum": most });
    let options = |keys: Vec<&str>, most: usize| json!({ "type": "array", "maxItems": most, "items": { "type": "string", "enum": keys } });
    let mut description = question.asks.as_str().to_owned();
    if let Some(help) = &question.help {
        description = format!("{description} {}", help.as_str());
    }
    match &question.kind {
        QuestionKind::Choice(choice) => {
            let keys: Vec<&str> = choice.options.iter().map(|option| option.key.as_str()).collect();
            let most = if choice.several { keys.len() } else { 1 };
            for option in &choice.options {
                description = format!("{description} {}: {}.", option.key.as_str(), option.name.as_str());
            }
            fields.push(("options", options(keys, most)));
        }
        QuestionKind::Number(number) => {
            let least = number.bands.first().map_or(-1e12, |band| band.least);
            fields.push(("number", numbers(least, number.most.unwrap_or(1e12))));
        }
        QuestionKind::Rating(rating) => fields.push(("number", numbers(rating.min, rating.max))),
        QuestionKind::YesNo(_) => fields.push(("options", options(vec!["yes", "no"], 1))),
    }
    judgement(description, segments, fields)
}
