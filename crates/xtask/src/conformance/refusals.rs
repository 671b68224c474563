//! What the refusals of all cases must hold: each has a kind and a code, the details that come with that code, and a path that
//! leads into what was handed in.
//!
//! Rules: API-07, KER-06.

use serde_json::Value;
use std::collections::BTreeSet;
use touchline::kernel::rejection::CODES;

use super::instruction::Instruction;
use super::stage::{Performance, Performed};

/// The refusals that lead nowhere.
pub(crate) fn judge(performances: &[Performance]) -> Vec<String> {
    let of_step = |performance: &Performance, step| {
        let faults = astray(step).into_iter();
        faults.map(|fault| format!("{}\n  a refusal: {fault}", performance.title)).collect::<Vec<_>>()
    };
    performances.iter().flat_map(|one| one.steps.iter().flat_map(move |step| of_step(one, step))).collect()
}

fn astray(step: &Performed) -> Vec<String> {
    let mut fields = step.line.split('\t');
    let is_refused = matches!(fields.next(), Some("rejected" | "bad_input"));
    let (Some(input), Some(answer), true) = (handed_in(&step.instruction), fields.next(), is_refused) else {
        return Vec::new();
    };
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let faults = answer["faults"].as_array().cloned().unwrap_or_else(|| vec![answer]);
    faults.iter().filter_map(|fault| why_astray(fault, &input)).collect()
}

fn why_astray(fault: &Value, input: &Value) -> Option<String> {
    if fault["kind"].as_str().and(fault["code"].as_str()).is_none() {
        return Some(format!("without a kind or a code: {fault}"));
    }
    if let Some(why) = why_untold(fault) {
        return Some(why);
    }
    let path = fault["path"].as_str()?;
    (!leads_into(input, path)).then(|| format!("`{path}` leads nowhere in {input}"))
}

/// What a refusal lacks of the details that come with its code, or tells besides.
fn why_untold(fault: &Value) -> Option<String> {
    let entry = CODES.iter().find(|entry| fault["code"] == entry.code.name())?;
    let meant: BTreeSet<&str> = entry.details.iter().map(|key| key.name()).collect();
    let told: BTreeSet<&str> =
        fault["details"].as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    (told != meant).then(|| format!("with details other than {meant:?}: {fault}"))
}

/// What an instruction hands in, where that is one JSON value.
fn handed_in(instruction: &Instruction) -> Option<Value> {
    let bytes = match instruction {
        Instruction::Execute { command: input, .. }
        | Instruction::Ask { query: input, .. }
        | Instruction::Available { question: input, .. }
        | Instruction::Call { input, .. } => input.bytes(),
        _ => return None,
    };
    serde_json::from_slice(&bytes).ok()
}

/// Whether a path leads to a value, or to where one is missing; within the JSON that a text holds, too, and within the thing
/// whose id a text is.
fn leads_into(input: &Value, path: &str) -> bool {
    let above = path.rsplit_once('/').and_then(|(above, _)| input.pointer(above));
    let is_there = input.pointer(path).is_some() || above.is_some_and(Value::is_object);
    let texts =
        path.match_indices('/').filter_map(|(at, _)| Some((input.pointer(&path[..at])?.as_str()?, &path[at..])));
    is_there || texts.into_iter().any(|(text, rest)| leads_on(text, rest))
}

fn leads_on(text: &str, rest: &str) -> bool {
    let held: Option<Value> = serde_json::from_str(text).ok();
    let is_id = text.len() == 36 && text.chars().all(|sign| sign == '-' || sign.is_ascii_hexdigit());
    is_id || held.is_some_and(|held| leads_into(&held, rest))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn judged(fault: &Value) -> Option<String> {
        let input = json!({"command": {"body": {"title": ""}}, "text": "{\"a\":{\"b\":1}}", "plan": "00000000-0000-4000-8000-000000000001"});
        why_astray(fault, &input)
    }

    #[test]
    fn a_path_leads_to_a_value_or_to_where_one_is_missing() {
        for path in ["/command/body/title", "/command/body/due", "/text/a/b", "/text/a/c", "/plan/body/state"] {
            assert_eq!(judged(&json!({"kind": "field", "code": "too_short", "path": path})), None, "{path}");
        }
        for path in ["/body/title", "/command/body/due/date", "/text/b/c", "/command/body/title/0"] {
            assert!(judged(&json!({"kind": "field", "code": "too_short", "path": path})).is_some(), "{path}");
        }
    }

    #[test]
    fn a_refusal_has_a_kind_and_a_code() {
        assert_eq!(judged(&json!({"kind": "state", "code": "not_open"})), None);
        assert!(judged(&json!({"code": "not_open"})).is_some());
        assert!(judged(&json!({"kind": "state"})).is_some());
    }

    #[test]
    fn ker_06_a_refusal_has_the_details_of_its_code() {
        let refusal = |details: Value| json!({"kind": "wrong_state", "code": "bundle_locked", "details": details});
        assert_eq!(judged(&refusal(json!({"state": "released", "open": []}))), None);
        assert!(judged(&refusal(json!({"state": "released"}))).is_some());
        assert!(judged(&refusal(json!({"state": "released", "open": [], "awaits": "agent"}))).is_some());
        assert!(judged(&refusal(Value::Null)).is_some());
        assert_eq!(judged(&json!({"kind": "not_found", "code": "not_found", "details": null})), None);
    }
}
