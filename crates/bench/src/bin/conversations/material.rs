//! What is measured: calls of an hour in which phrases fall, a list with these, cues, a recorder's JSON, and a model's answer;
//! as files that programs of all languages read.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use serde_json::{Value, json};
use touchline::kernel::Key;
use touchline::talk::phrases::{List, PhraseList, built_in};
use touchline::talk::{Role, Segment, Speaker, Transcript};
use touchline_bench::arrow_file::{read, write};
use touchline_bench::dice::Dice;

/// Segments of a call, and how long each is with the silence behind it.
const SEGMENTS: usize = 720;
const LENGTH_MS: u64 = 5_000;
/// The only kind of phrases in the list: one automaton and one expression look for all of them.
pub(crate) const KIND: &str = "said";
/// Who speaks, on which side.
const SPEAKERS: [(&str, Role); 2] = [("ann", Role::Rep), ("cy", Role::Customer)];
/// How many quotes a model's answer has.
pub(crate) const QUOTES: usize = 40;
/// What they are for: one score takes no more than twenty.
pub(crate) const SCORED: [&str; 4] = ["active_listening", "empathy", "question_quality", "response_quality"];

/// Words of which sentences are made; many begin a phrase, as words of a language do.
const WORDS: &str = "the and to of a in is that it you we for on with are this have be they was as not at but what all so if \
    can will would there about one our your from just like know think right okay do really well then when how time which them \
    some more want need get go make see look work call team product price data report system month week customer question \
    meeting number process platform contract budget manager support feature version account budget quarter training people \
    business company important different another possible because usually already together between through example";

/// Lays everything down.
pub(crate) fn prepare(folder: &Path, calls: usize) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let list = list()?;
    let phrases: Vec<&Key> = list.phrases.iter().flat_map(|kind| &kind.phrases).collect();
    let mut dice = Dice::new(20_260_302);
    let said: Vec<Vec<String>> = (0..calls).map(|_| said(&phrases, &mut dice)).collect();
    let first = said.first().ok_or("no calls")?;
    let wrote = |name: &str, text: String| std::fs::write(folder.join(name), text).map_err(|error| error.to_string());
    wrote("phrases.json", json!(phrases).to_string())?;
    wrote("said.txt", said.concat().join("\n"))?;
    wrote("calls.vtt", cues(&said))?;
    wrote("call.json", recorded(&said))?;
    wrote("answer.json", answered(first).to_string())?;
    wrote("list.json", serde_json::to_string(&list).map_err(|error| error.to_string())?)?;
    write(&folder.join("said.arrow"), &table(&said)?)
}

/// The English list, with all its phrases in one kind that everybody is listened to for.
fn list() -> Result<List, String> {
    let english = built_in().iter().map(|built_in| &built_in.list).find(|list| list.language.as_str() == "en");
    let mut list = english.ok_or("no English list")?.clone();
    let mut phrases: Vec<Key> = list.phrases.iter().flat_map(|kind| kind.phrases.clone()).collect();
    phrases.sort();
    phrases.dedup();
    list.phrases = vec![PhraseList {
        exceptions: Vec::new(),
        key: Key::new(KIND),
        name: Key::new("Said"),
        phrases,
        said_by: None,
    }];
    Ok(list)
}

/// The sentences of a call, one of each speaker after the other; in one of four a phrase falls, and one of six asks.
fn said(phrases: &[&Key], dice: &mut Dice) -> Vec<String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let sentence = |_| {
        let mut sentence: Vec<&str> = (0..8 + dice.below(12)).map(|_| words[dice.below(words.len())]).collect();
        if dice.below(4) == 0 {
            let place = dice.below(sentence.len());
            sentence.insert(place, phrases[dice.below(phrases.len())].as_str());
        }
        let mut sentence = sentence.join(" ");
        sentence.push(if dice.below(6) == 0 { '?' } else { '.' });
        sentence
    };
    (0..SEGMENTS).map(sentence).collect()
}

/// When a segment begins and ends.
fn times(place: usize) -> (u64, u64) {
    let start = place as u64 * LENGTH_MS;
    (start, start + LENGTH_MS - 700)
}

/// The first calls as cues, as Zoom writes them.
fn cues(said: &[Vec<String>]) -> String {
    let clock =
        |ms: u64| format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
    let mut cues = "WEBVTT\n\n".to_owned();
    for (place, text) in said.iter().take(100).flatten().enumerate() {
        let (start, end) = times(place);
        let name = SPEAKERS[place % SPEAKERS.len()].0;
        let _ = write!(cues, "{}\n{} --> {}\n{name}: {text}\n\n", place + 1, clock(start), clock(end));
    }
    cues
}

/// The first calls as Deepgram tells of words.
fn recorded(said: &[Vec<String>]) -> String {
    let mut words = Vec::new();
    for (place, text) in said.iter().take(10).flatten().enumerate() {
        for (nth, word) in text.split(' ').enumerate() {
            let start = times(place).0 as f64 / 1_000.0 + nth as f64 * 0.12;
            let plain: String = word.chars().filter(|sign| sign.is_alphanumeric()).collect();
            words.push(json!({"word": plain, "start": start, "end": start + 0.1, "confidence": 0.987_654_3,
                "speaker": place % SPEAKERS.len(), "speaker_confidence": 0.5, "punctuated_word": word}));
        }
    }
    let channel = json!({"alternatives": [{"transcript": "", "confidence": 0.99, "words": words}]});
    json!({"metadata": {"request_id": "r", "duration": 1.0, "channels": 1}, "results": {"channels": [channel]}})
        .to_string()
}

/// A model's answer about the first call: half of its quotes word for word, the others with a word changed.
fn answered(said: &[String]) -> Value {
    let quote = |nth: usize| {
        let segment = nth * said.len() / QUOTES;
        let mut words: Vec<&str> = said[segment].split(' ').collect();
        if nth % 2 == 1 {
            let middle = words.len() / 2;
            words[middle] = "otherwise";
        }
        json!({"segment": segment, "text": words.join(" ")})
    };
    let score = |first: usize| {
        let quotes: Vec<Value> = (first..first + QUOTES / SCORED.len()).map(quote).collect();
        json!({"quotes": quotes, "reason": "", "value": 0.5})
    };
    let scores =
        SCORED.iter().enumerate().map(|(nth, component)| ((*component).to_owned(), score(nth * QUOTES / SCORED.len())));
    json!({"answers": {}, "scores": scores.collect::<serde_json::Map<_, _>>()})
}

/// The calls, a row for each segment.
fn table(said: &[Vec<String>]) -> Result<RecordBatch, String> {
    let rows = || {
        said.iter()
            .enumerate()
            .flat_map(|(call, said)| said.iter().enumerate().map(move |(nth, text)| (call, nth, text)))
    };
    let side = |role: Role| if role == Role::Rep { "rep" } else { "customer" };
    let texts = |of: &dyn Fn((usize, usize, &String)) -> String| -> ArrayRef {
        Arc::new(rows().map(of).map(Some).collect::<StringArray>())
    };
    let moments =
        |of: fn(usize) -> u64| -> ArrayRef { Arc::new(UInt64Array::from_iter_values(rows().map(|row| of(row.1)))) };
    RecordBatch::try_from_iter([
        ("call", texts(&|(call, ..)| format!("call-{call}"))),
        ("speaker", texts(&|(_, nth, _)| SPEAKERS[nth % SPEAKERS.len()].0.to_owned())),
        ("role", texts(&|(_, nth, _)| side(SPEAKERS[nth % SPEAKERS.len()].1).to_owned())),
        ("start", moments(|nth| times(nth).0)),
        ("end", moments(|nth| times(nth).1)),
        ("text", texts(&|(.., text)| text.clone())),
    ])
    .map_err(|error| error.to_string())
}

/// The calls of a file.
pub(crate) fn calls(path: &Path) -> Result<Vec<Transcript>, String> {
    let table = read(path)?;
    let texts =
        |name: &str| table.column_by_name(name).map(|column| column.as_string::<i32>().clone()).ok_or("no texts");
    let moments = |name: &str| {
        table.column_by_name(name).map(|column| column.as_primitive::<UInt64Type>().clone()).ok_or("no moments")
    };
    let (call, speaker, text) = (texts("call")?, texts("speaker")?, texts("text")?);
    let (start, end) = (moments("start")?, moments("end")?);
    let mut calls: Vec<Transcript> = Vec::new();
    for row in 0..table.num_rows() {
        if row == 0 || call.value(row) != call.value(row - 1) {
            calls.push(empty());
        }
        let segment = Segment {
            end_ms: Some(end.value(row)),
            speaker: Some(Key::new(speaker.value(row))),
            start_ms: Some(start.value(row)),
            text: text.value(row).to_owned(),
        };
        calls.last_mut().ok_or("no call")?.segments.push(segment);
    }
    Ok(calls)
}

fn empty() -> Transcript {
    let speakers = SPEAKERS.map(|(key, role)| Speaker { key: Key::new(key), name: None, role });
    let language = Some(Key::new("en"));
    Transcript { consented: true, language, length_ms: None, segments: Vec::new(), speakers: speakers.to_vec() }
}
