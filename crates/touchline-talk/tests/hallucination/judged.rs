//! What comes of quotes in the answer of a model.

use serde_json::{Value, json};
use touchline_talk::hand_off::ReadInput;

use crate::calls::Calls;
use crate::quote::Quote;

/// How many quotes an answer has for one judgement at most.
const AT_ONCE: usize = 20;

/// Each quote, with how much of it is the same where it is verified.
pub(crate) fn verified(calls: &Calls, mut quotes: Vec<(String, Quote)>) -> Vec<((String, Quote), Option<f64>)> {
    quotes.sort_by_key(|(_, quote)| quote.call);
    let mut judged = Vec::new();
    for of_call in quotes.chunk_by(|(_, one), (_, other)| one.call == other.call) {
        for answer in of_call.chunks(AT_ONCE) {
            let verdicts = read(&calls[answer[0].1.call], answer);
            judged.extend(answer.iter().cloned().zip(verdicts));
        }
    }
    judged
}

fn read(call: &[String], quotes: &[(String, Quote)]) -> Vec<Option<f64>> {
    let told: Vec<Value> =
        quotes.iter().map(|(_, quote)| json!({"segment": quote.segment, "text": quote.text})).collect();
    let answer = json!({"answers": {}, "scores": {"empathy": {"quotes": told, "reason": "", "value": 1}}});
    let segments: Vec<Value> = call.iter().map(|text| json!({"text": text})).collect();
    let input = json!({
        "answer": answer.to_string(),
        "asked": {"components": ["empathy"]},
        "model": "m-1",
        "transcript": {"consented": true, "language": "en", "speakers": [], "segments": segments},
    });
    let input: ReadInput = serde_json::from_value(input).unwrap();
    let reading = input.read().unwrap_or_else(|failure| panic!("{failure:?}"));
    let dropped = |nth: usize| reading.dropped.iter().any(|one| one.path.ends_with(&format!("/quotes/{nth}")));
    let mut found = reading.scores[0].evidence.iter().map(|quoted| quoted.similarity);
    (0..quotes.len()).map(|nth| if dropped(nth) { None } else { found.next() }).collect()
}
