//! Logs as a case hands them back to the library: as they were kept, or altered in a named way.

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::input::{self, Input, Piece};

/// Which lines, and what was done to them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Log {
    /// The workspace whose records are meant.
    pub(crate) of: Option<String>,
    /// A kept snapshot: its first line and its frames, then only the records that came after it.
    pub(crate) snapshot: Option<String>,
    /// A log that a redaction gave out, by the name under which that was kept.
    pub(crate) redacted: Option<String>,
    /// Records after the first so many only.
    pub(crate) after: usize,
    /// What is done to the lines, in this order.
    pub(crate) alter: Vec<Alteration>,
    /// Bytes in place of any log.
    pub(crate) bytes: Option<Vec<Piece>>,
    /// A log that an older release wrote, by its file in the suite's folder.
    pub(crate) file: Option<String>,
}

/// One change. Lines count from 1, in the log as the change finds it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Alteration {
    /// Takes a line out.
    Drop(usize),
    /// Puts a line in a second time, after itself.
    Double(usize),
    /// Moves a line to where another stands.
    Move { line: usize, to: usize },
    /// Cuts off what follows the first so many lines.
    First(usize),
    /// Cuts so many bytes off the end, in the middle of a line.
    CutBytes(usize),
    /// Puts a value at a JSON Pointer into a line.
    Put { line: usize, at: String, value: Value },
    /// Takes a member out of a line.
    Remove { line: usize, at: String },
    /// Replaces a text that stands once in a line.
    Replace { line: usize, find: String, put: Vec<Piece> },
    /// Puts bytes before a line, without adding a line end.
    Insert { before: usize, bytes: Vec<Piece> },
    /// Computes `seq`, `previous` and `hash` of these lines anew, as a forger with the rule in hand would.
    Rechain { from: usize, to: Option<usize> },
}

/// Lines with their ends.
pub(crate) fn ended(lines: &[String]) -> Vec<Vec<u8>> {
    lines.iter().map(|line| format!("{line}\n").into_bytes()).collect()
}

/// The bytes of these lines after these changes; a frame of a snapshot counts as a line.
pub(crate) fn altered(mut lines: Vec<Vec<u8>>, alterations: &[Alteration]) -> Result<Input, String> {
    for alteration in alterations {
        alter(&mut lines, alteration).map_err(|error| format!("{alteration:?}: {error}"))?;
    }
    Ok(Input::of(lines.concat()))
}

fn alter(lines: &mut Vec<Vec<u8>>, alteration: &Alteration) -> Result<(), String> {
    match alteration {
        Alteration::Drop(line) => drop(lines.remove(index(lines, *line)?)),
        Alteration::Double(line) => {
            let doubled = lines[index(lines, *line)?].clone();
            lines.insert(*line, doubled);
        }
        Alteration::Move { line, to } => {
            let to = index(lines, *to)?;
            let moved = lines.remove(index(lines, *line)?);
            lines.insert(to, moved);
        }
        Alteration::First(count) => {
            index(lines, count + 1)?;
            lines.truncate(*count);
        }
        Alteration::CutBytes(count) => {
            let last = lines.last_mut().ok_or("there is no line")?;
            let length = last.len().checked_sub(*count).ok_or("the last line is not so long")?;
            last.truncate(length);
        }
        Alteration::Put { line, at, value } => edit(lines, *line, |record| put(record, at, value))?,
        Alteration::Remove { line, at } => edit(lines, *line, |record| remove(record, at))?,
        Alteration::Replace { line, find, put } => {
            let line = index(lines, *line)?;
            lines[line] = replace_once(&lines[line], find, put)?;
        }
        Alteration::Insert { before, bytes } => {
            let at = index(lines, *before)?;
            lines.insert(at, Input::from_pieces(bytes)?.bytes());
        }
        Alteration::Rechain { from, to } => {
            for line in index(lines, *from)?..=index(lines, to.unwrap_or(lines.len()))? {
                rechain(lines, line)?;
            }
        }
    }
    Ok(())
}

fn index(lines: &[Vec<u8>], line: usize) -> Result<usize, String> {
    line.checked_sub(1).filter(|index| *index < lines.len()).ok_or_else(|| format!("of {} lines", lines.len()))
}

fn edit(
    lines: &mut [Vec<u8>],
    line: usize,
    change: impl FnOnce(&mut Value) -> Result<(), String>,
) -> Result<(), String> {
    let line = index(lines, line)?;
    let mut record = parse(&lines[line])?;
    change(&mut record)?;
    lines[line] = format!("{record}\n").into_bytes();
    Ok(())
}

fn parse(line: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(line).map_err(|error| error.to_string())
}

fn put(record: &mut Value, at: &str, value: &Value) -> Result<(), String> {
    if let Some(place) = record.pointer_mut(at) {
        *place = value.clone();
        return Ok(());
    }
    let (parent, key) = parent_and_key(record, at)?;
    parent.as_object_mut().ok_or("there is no object there")?.insert(key, value.clone());
    Ok(())
}

fn remove(record: &mut Value, at: &str) -> Result<(), String> {
    let (parent, key) = parent_and_key(record, at)?;
    let removed = match parent {
        Value::Object(members) => members.remove(&key).is_some(),
        Value::Array(entries) => match key.parse::<usize>() {
            Ok(place) if place < entries.len() => {
                entries.remove(place);
                true
            }
            _ => false,
        },
        _ => false,
    };
    if removed { Ok(()) } else { Err("there is nothing there".into()) }
}

fn parent_and_key<'a>(record: &'a mut Value, at: &str) -> Result<(&'a mut Value, String), String> {
    let (parent, key) = at.rsplit_once('/').ok_or("the whole line cannot be meant")?;
    let parent = record.pointer_mut(parent).ok_or("there is nothing above it")?;
    Ok((parent, key.replace("~1", "/").replace("~0", "~")))
}

/// The text with one part replaced; that part must stand in it exactly once.
pub(crate) fn replace_once(text: &[u8], find: &str, put: &[Piece]) -> Result<Vec<u8>, String> {
    let find = find.as_bytes();
    let places: Vec<usize> = text
        .windows(find.len().max(1))
        .enumerate()
        .filter(|(_, window)| *window == find)
        .map(|(place, _)| place)
        .collect();
    let [place] = places[..] else {
        let shown = String::from_utf8_lossy(text);
        return Err(format!("`{}` stands {} times in {shown}", String::from_utf8_lossy(find), places.len()));
    };
    let (before, after) = (&text[..place], &text[place + find.len()..]);
    Ok([before, &Input::from_pieces(put)?.bytes(), after].concat())
}

/// Written from the wire contract and not from the library, so that the two must agree.
fn rechain(lines: &mut [Vec<u8>], line: usize) -> Result<(), String> {
    let previous = match line.checked_sub(1) {
        Some(before) => parse(&lines[before])?["hash"].clone(),
        None => Value::Null,
    };
    let mut record = parse(&lines[line])?;
    record["seq"] = (line + 1).into();
    record["previous"] = previous;
    record["hash"] = hash(&record)?.into();
    lines[line] = format!("{record}\n").into_bytes();
    Ok(())
}

fn hash(record: &Value) -> Result<String, String> {
    let mut hashed = record.clone();
    hashed.as_object_mut().ok_or("a record is an object")?.remove("hash");
    let places: Vec<String> =
        record["private"].as_object().into_iter().flat_map(|places| places.keys().cloned()).collect();
    for place in places {
        *hashed.pointer_mut(&place).ok_or("a personal text has no place")? = Value::Null;
        hashed["private"][&place]["salt"] = Value::Null;
    }
    Ok(input::to_hex(&Sha256::digest(hashed.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn after(alteration: Value) -> Result<String, String> {
        let lines: Vec<String> = ["1", "2", "3"].map(|seq| format!(r#"{{"seq":{seq}}}"#)).to_vec();
        let alteration: Alteration = serde_json::from_value(alteration).map_err(|error| error.to_string())?;
        let text =
            String::from_utf8(altered(ended(&lines), &[alteration])?.bytes()).map_err(|error| error.to_string())?;
        Ok(text.replace("{\"seq\":", "").replace("}\n", ""))
    }

    #[test]
    fn each_change_does_what_it_says() {
        for (alteration, expected) in [
            (json!({"drop": 2}), "13"),
            (json!({"double": 1}), "1123"),
            (json!({"move": {"line": 3, "to": 1}}), "312"),
            (json!({"move": {"line": 1, "to": 3}}), "231"),
            (json!({"first": 1}), "1"),
            (json!({"cut_bytes": 2}), "123"),
            (json!({"put": {"line": 2, "at": "/seq", "value": 9}}), "193"),
            (json!({"replace": {"line": 2, "find": "2", "put": [{"utf8": "x"}]}}), "1x3"),
            (json!({"insert": {"before": 1, "bytes": [{"utf8": "x"}]}}), "x123"),
        ] {
            assert_eq!(after(alteration.clone()).unwrap(), expected, "{alteration}");
        }
    }

    #[test]
    fn a_change_that_changes_nothing_is_an_error() {
        for alteration in [
            json!({"drop": 4}),
            json!({"drop": 0}),
            json!({"first": 3}),
            json!({"remove": {"line": 1, "at": "/nothing"}}),
            json!({"put": {"line": 1, "at": "/no/such", "value": 1}}),
            json!({"replace": {"line": 2, "find": "7", "put": []}}),
            json!({"drop_line": 1}),
        ] {
            assert!(after(alteration.clone()).is_err(), "{alteration}");
        }
    }

    #[test]
    fn the_hash_leaves_out_personal_text_and_salt() {
        let record = json!({"seq": 1, "command": {"body": {"text": "secret"}}, "previous": null,
            "private": {"/command/body/text": {"commitment": "c", "salt": "s"}}, "hash": "h"});
        let mut redacted = record.clone();
        redacted["command"]["body"]["text"] = Value::Null;
        redacted["private"]["/command/body/text"]["salt"] = Value::Null;
        assert_eq!(hash(&record).unwrap(), hash(&redacted).unwrap());
        let text = r#"{"command":{"body":{"text":null}},"previous":null,"private":{"/command/body/text":{"commitment":"c","salt":null}},"seq":1}"#;
        assert_eq!(hash(&record).unwrap(), input::to_hex(&Sha256::digest(text)));
    }
}
