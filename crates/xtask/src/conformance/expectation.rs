//! Whether a result is what a case expects: objects in part, lists whole, all else exactly.

use serde_json::{Value, json};

use super::case::Then;
use super::executor::LINE_END;
use super::input::from_hex;
use super::names::Names;
use super::snapshot;
use super::table::{Table, parted};

/// A result's line taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Answered<'a> {
    pub(crate) status: &'a str,
    pub(crate) answer: &'a str,
    pub(crate) record: &'a str,
    pub(crate) more: &'a str,
}

impl<'a> Answered<'a> {
    /// Takes a line apart.
    pub(crate) fn from_line(line: &'a str) -> Result<Self, String> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            [status, answer, record] => Ok(Answered { status, answer, record, more: "" }),
            [status, answer, record, more] => Ok(Answered { status, answer, record, more }),
            _ => Err(format!("this is no result: {line}")),
        }
    }

    /// The bytes of a snapshot, if it is one: beside them stands no answer.
    pub(crate) fn snapshot(&self) -> Result<Option<Vec<u8>>, String> {
        let is_one = self.status == "ok" && self.answer == "null" && !self.record.is_empty();
        is_one.then(|| from_hex(self.record)).transpose()
    }

    /// The answer as a value; of several lines, a list of them; of a snapshot, what is in it, as lines.
    pub(crate) fn value(&self) -> Result<Value, String> {
        if let Some(bytes) = self.snapshot()? {
            return parse_lines(&snapshot::printed(&bytes)?.replace('\n', LINE_END)).map(Value::Array);
        }
        let lines = parse_lines(self.answer)?;
        Ok(match lines.len() {
            1 if !self.answer.contains(LINE_END) => lines[0].clone(),
            _ => Value::Array(lines),
        })
    }

    /// What later steps can refer to: of an accepted command, receipt, `seq`, record and events together.
    pub(crate) fn kept(&self) -> Result<Value, String> {
        let answer = self.value()?;
        if answer["type"] != "accepted" || self.record.is_empty() {
            return Ok(answer);
        }
        let record: Value = parse(self.record)?;
        let body = &answer["body"];
        Ok(json!({"receipt": body["receipt"], "seq": body["seq"], "events": record["events"], "record": record}))
    }
}

impl Then {
    /// The expectation with every short name spelt out.
    pub(crate) fn spelt_out(&self, names: &mut Names) -> Result<Then, String> {
        let mut list = |values: &Vec<Value>| values.iter().map(|value| names.expand(value)).collect::<Result<_, _>>();
        Ok(match self {
            Then::BadInput(faults) => Then::BadInput(list(faults)?),
            Then::Batch(all) => Then::Batch(all.iter().map(|one| one.spelt_out(names)).collect::<Result<_, _>>()?),
            Then::Accepted(value) => Then::Accepted(names.expand(value)?),
            Then::Repeated(value) => Then::Repeated(names.expand(value)?),
            Then::Rejected(value) => Then::Rejected(names.expand(value)?),
            Then::NeedsFacts(value) => Then::NeedsFacts(names.expand(value)?),
            Then::Defect(value) => Then::Defect(names.expand(value)?),
            Then::Ok(value) => Then::Ok(names.expand(value)?),
            Then::Table(value) => Then::Table(names.expand(value)?),
            Then::Stopped(value) => Then::Stopped(value.clone()),
            Then::Failed(value) => Then::Failed(names.expand(value)?),
            Then::Numbers(..) | Then::SameAs(_) => self.clone(),
        })
    }

    /// Nothing, or in words what is wrong with a result.
    pub(crate) fn judge(&self, line: &str) -> Result<(), String> {
        let result = Answered::from_line(line)?;
        match self {
            Then::Accepted(expected) => {
                result.must_be("ok")?;
                if result.value()?["type"] != "accepted" {
                    return Err("the command was not accepted now".into());
                }
                if result.record.is_empty() {
                    return Err("there is no record".into());
                }
                matches(expected, &result.kept()?, "")
            }
            Then::Repeated(expected) => {
                result.must_be("ok")?;
                let answer = result.value()?;
                matches(&json!("repeated"), &answer["type"], "/type")?;
                matches(expected, &answer["body"], "")
            }
            Then::Rejected(expected) => {
                result.must_be("rejected")?;
                matches(&by_code(expected), &result.value()?, "")
            }
            Then::BadInput(faults) => {
                result.must_be("bad_input")?;
                let faults: Vec<Value> = faults.iter().map(by_code).collect();
                matches(&Value::Array(faults), &result.value()?["faults"], "/faults")
            }
            Then::NeedsFacts(keys) => {
                result.must_be("needs_facts")?;
                matches(keys, &result.value()?["keys"], "/keys")
            }
            Then::Defect(expected) => {
                result.must_be("defect")?;
                matches(expected, &result.value()?, "")
            }
            Then::Ok(expected) => {
                result.must_be("ok")?;
                matches(expected, &result.value()?, "")
            }
            Then::Table(expected) => {
                result.must_be("ok")?;
                let mut table = Table::told(result.answer, result.record)?;
                table["told"] = result.progress()?;
                matches(expected, &table, "")
            }
            Then::Stopped(expected) => {
                result.must_be("stopped")?;
                matches(expected, &result.progress()?, "/told")
            }
            Then::Failed(expected) => {
                result.must_be("failed")?;
                let why: Vec<&str> = result.answer.split(LINE_END).collect();
                matches(expected, &json!({"why": why, "told": result.progress()?}), "")
            }
            Then::Numbers(high, low) => matches(&json!([high, low]), &result.value()?, ""),
            Then::Batch(all) => result.judge_batch(all),
            Then::SameAs(before) if before == line => Ok(()),
            Then::SameAs(before) => Err(format!("it should be the very same as before: {before}")),
        }
    }
}

impl Answered<'_> {
    fn must_be(&self, status: &str) -> Result<(), String> {
        if self.status == status { Ok(()) } else { Err(format!("the status is {}, not {status}", self.status)) }
    }

    /// What a callback was told: batches and rows, each time.
    fn progress(&self) -> Result<Value, String> {
        let number = |text: &str| text.parse::<u64>().map_err(|error| format!("`{text}`: {error}"));
        let pairs = parted(self.more, ' ').map(|pair| {
            let (batches, rows) = pair.split_once(':').ok_or_else(|| format!("`{pair}` is no progress"))?;
            Ok(json!([number(batches)?, number(rows)?]))
        });
        pairs.collect::<Result<Vec<Value>, String>>().map(Value::Array)
    }

    fn judge_batch(&self, all: &[Then]) -> Result<(), String> {
        self.must_be("ok")?;
        let answers = parse_lines(self.answer)?;
        if answers.len() != all.len() {
            return Err(format!("{} answers came, not {}", answers.len(), all.len()));
        }
        let mut records = self.record.split_terminator(LINE_END);
        for (place, (then, answer)) in all.iter().zip(&answers).enumerate() {
            let status = answer["status"].as_str().unwrap_or_default();
            let accepted = answer["answer"]["type"] == "accepted";
            let record = if accepted { records.next().unwrap_or_default() } else { "" };
            then.judge(&format!("{status}\t{}\t{record}", answer["answer"]))
                .map_err(|error| format!("/{place}: {error}"))?;
        }
        match records.next() {
            Some(record) => Err(format!("a record too many: {record}")),
            None => Ok(()),
        }
    }
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| format!("this is not JSON ({error}): {text}"))
}

fn parse_lines(text: &str) -> Result<Vec<Value>, String> {
    text.split_terminator(LINE_END).map(parse).collect()
}

/// A bare code stands for anything that has this code.
fn by_code(expected: &Value) -> Value {
    if expected.is_string() { json!({"code": expected}) } else { expected.clone() }
}

/// Nothing, or the first place that differs.
fn matches(expected: &Value, actual: &Value, path: &str) -> Result<(), String> {
    let differs = || Err(format!("`{path}` should be {expected} and is {actual}"));
    match (expected, actual) {
        (Value::String(text), _) if text == "$anything" => Ok(()),
        (Value::String(text), _) if text == "$something" => {
            if actual.is_null() {
                differs()
            } else {
                Ok(())
            }
        }
        (Value::Object(members), _) if members.keys().any(|key| key.starts_with('$')) => {
            for (name, argument) in members {
                match_by(name, argument, actual, path)?;
            }
            Ok(())
        }
        (Value::Object(members), Value::Object(_)) => {
            members.iter().try_for_each(|(name, member)| match_member(name, member, actual, path))
        }
        (Value::Array(entries), Value::Array(others)) => {
            if entries.len() != others.len() {
                return Err(format!(
                    "`{path}` should have {} entries and has {}: {actual}",
                    entries.len(),
                    others.len()
                ));
            }
            let mut pairs = entries.iter().zip(others).enumerate();
            pairs.try_for_each(|(place, (entry, other))| matches(entry, other, &format!("{path}/{place}")))
        }
        (Value::Number(number), Value::Number(other)) if number.as_f64() == other.as_f64() => Ok(()),
        _ if expected == actual => Ok(()),
        _ => differs(),
    }
}

fn match_member(name: &str, expected: &Value, actual: &Value, path: &str) -> Result<(), String> {
    let path = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
    match (expected.as_str(), actual.get(name)) {
        (Some("$absent"), None) => Ok(()),
        (Some("$absent"), Some(found)) => Err(format!("`{path}` should not be there and is {found}")),
        (_, Some(found)) => matches(expected, found, &path),
        (_, None) => Err(format!("`{path}` should be {expected} and is not there")),
    }
}

fn match_by(name: &str, argument: &Value, actual: &Value, path: &str) -> Result<(), String> {
    let entries = || actual.as_array().ok_or_else(|| format!("`{path}` should be a list and is {actual}"));
    let holds = match name {
        "$contains" => {
            let wanted = argument.as_array().ok_or("`$contains` takes a list")?;
            let entries = entries()?;
            wanted.iter().all(|one| entries.iter().any(|entry| matches(one, entry, path).is_ok()))
        }
        "$lacks" => {
            let unwanted = argument.as_array().ok_or("`$lacks` takes a list")?;
            let entries = entries()?;
            !unwanted.iter().any(|one| entries.iter().any(|entry| matches(one, entry, path).is_ok()))
        }
        "$length" => argument.as_u64() == u64::try_from(entries()?.len()).ok(),
        "$exactly" => argument == actual,
        "$includes" => {
            let part = argument.as_str().ok_or("`$includes` takes a text")?;
            actual.as_str().is_some_and(|text| text.contains(part))
        }
        "$rounds_to" => {
            let (printed, half) =
                printed_number(argument).ok_or("`$rounds_to` takes a number as it is printed, as a text")?;
            actual.as_f64().is_some_and(|actual| (actual - printed).abs() <= half)
        }
        _ => return Err(format!("`{name}` is no way to match")),
    };
    if holds { Ok(()) } else { Err(format!("`{path}` should satisfy {name} {argument} and is {actual}")) }
}

/// A number as it is printed, and half of its last place, with a billionth of that for the halves.
fn printed_number(text: &Value) -> Option<(f64, f64)> {
    let text = text.as_str()?;
    let places = text.split_once('.').map_or(0, |(_, part)| part.len());
    Some((text.parse().ok()?, 0.5 * (1.0 + 1e-9) * 10_f64.powi(-i32::try_from(places).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(then: Value, line: &str) -> Result<(), String> {
        serde_json::from_value::<Then>(then).unwrap().judge(line)
    }

    #[test]
    fn objects_match_in_part_and_lists_whole() {
        let line = "ok\t{\"a\":{\"b\":1,\"c\":2},\"list\":[1,2,3],\"none\":null,\"third\":-0.33333333333333331}\t";
        for right in [
            json!({"ok": {}}),
            json!({"ok": {"a": {"b": 1}}}),
            json!({"ok": {"a": {"b": 1.0, "x": "$absent"}, "list": [1, 2, 3], "none": null}}),
            json!({"ok": {"list": {"$contains": [2], "$lacks": [4], "$length": 3}}}),
            json!({"ok": {"a": {"$exactly": {"b": 1, "c": 2}}, "none": "$anything", "list": "$something"}}),
            json!({"ok": {"third": {"$rounds_to": "-0.333"}}}),
            json!({"ok": {"third": {"$rounds_to": "-0"}}}),
        ] {
            assert_eq!(judge(right.clone(), line), Ok(()), "{right}");
        }
        for wrong in [
            json!({"rejected": "x"}),
            json!({"ok": {"a": {"b": 2}}}),
            json!({"ok": {"a": {"b": "$absent"}}}),
            json!({"ok": {"x": null}}),
            json!({"ok": {"x": "$anything"}}),
            json!({"ok": {"none": "$something"}}),
            json!({"ok": {"list": [1, 2]}}),
            json!({"ok": {"list": [1, 3, 2]}}),
            json!({"ok": {"list": {"$contains": [4]}}}),
            json!({"ok": {"list": {"$lacks": [3]}}}),
            json!({"ok": {"list": {"$length": 2}}}),
            json!({"ok": {"list": {"$cotnains": [1]}}}),
            json!({"ok": {"a": {"$exactly": {"b": 1}}}}),
            json!({"ok": {"third": {"$rounds_to": "-0.334"}}}),
            json!({"ok": {"third": {"$rounds_to": "-0.3334"}}}),
            json!({"ok": {"third": {"$rounds_to": -0.333}}}),
            json!({"ok": {"none": {"$rounds_to": "0"}}}),
        ] {
            assert!(judge(wrong.clone(), line).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_refusal_is_told_by_its_code() {
        let rejected = "rejected\t{\"code\":\"conflict\",\"path\":null}\t";
        assert!(judge(json!({"rejected": "conflict"}), rejected).is_ok());
        assert!(judge(json!({"rejected": {"code": "conflict", "path": null}}), rejected).is_ok());
        assert!(judge(json!({"rejected": "other"}), rejected).is_err());
        let faults =
            "bad_input\t{\"faults\":[{\"code\":\"syntax\",\"path\":\"\"},{\"code\":\"too_deep\",\"path\":\"/a\"}]}\t";
        assert!(judge(json!({"bad_input": ["syntax", {"code": "too_deep", "path": "/a"}]}), faults).is_ok());
        assert!(judge(json!({"bad_input": ["syntax"]}), faults).is_err());
    }

    #[test]
    fn an_accepted_command_shows_receipt_and_events() {
        let line = "ok\t{\"body\":{\"receipt\":{\"r\":1},\"seq\":4},\"type\":\"accepted\"}\t{\"events\":[{\"type\":\"x\"}],\"seq\":4}";
        assert!(judge(json!({"accepted": {"receipt": {"r": 1}, "seq": 4, "events": [{"type": "x"}]}}), line).is_ok());
        assert!(judge(json!({"accepted": {"events": []}}), line).is_err());
        assert!(judge(json!({"accepted": {}}), line.trim_end_matches(|letter| letter != '\t')).is_err());
        assert!(judge(json!({"accepted": {}}), "ok\t{\"body\":{\"seq\":4},\"type\":\"repeated\"}\t").is_err());
    }

    #[test]
    fn a_batch_has_one_answer_and_at_most_one_record_each() {
        let answers = "{\"answer\":{\"body\":{\"receipt\":null,\"seq\":1},\"type\":\"accepted\"},\"status\":\"ok\"}\u{1e}{\"answer\":{\"code\":\"no\"},\"status\":\"rejected\"}\u{1e}";
        let then = json!({"batch": [{"accepted": {"seq": 1}}, {"rejected": "no"}]});
        assert!(judge(then.clone(), &format!("ok\t{answers}\t{{\"events\":[]}}\u{1e}\t1")).is_ok());
        assert!(judge(then.clone(), &format!("ok\t{answers}\t\t1")).is_err());
        assert!(judge(then, &format!("ok\t{answers}\t{{}}\u{1e}{{}}\u{1e}\t1")).is_err());
    }
}
