//! Calls to quote from: made-up ones, and dialogues of elsewhere.

use std::path::Path;

use serde_json::Value;

use crate::dice::Dice;

/// By call, what is said in each of its segments.
pub(crate) type Calls = Vec<Vec<String>>;

/// Reads a set of dialogues.
type Read = fn(&str) -> Calls;

/// Words that neither deny nor count.
pub(crate) const PLAIN: [&str; 64] = [
    "about", "after", "again", "always", "answer", "before", "bring", "budget", "call", "change", "company", "could",
    "customer", "decide", "email", "every", "explain", "finance", "follow", "friday", "further", "great", "group",
    "happy", "help", "issue", "know", "last", "later", "learn", "license", "listen", "look", "manager", "market",
    "meeting", "monday", "month", "morning", "need", "offer", "office", "open", "order", "people", "plan", "price",
    "product", "project", "question", "really", "report", "review", "service", "show", "start", "support", "system",
    "team", "think", "today", "value", "week", "work",
];
pub(crate) const NEGATIONS: [&str; 14] = [
    "not", "never", "no", "nothing", "nobody", "without", "cannot", "can't", "don't", "didn't", "isn't", "doesn't",
    "won't", "wouldn't",
];
pub(crate) const NUMBERS: [&str; 14] =
    ["two", "three", "four", "five", "seven", "twelve", "twenty", "hundred", "7", "15", "24", "30", "250", "2024"];

/// Calls that somebody made up, and each set of dialogues that is there, by name.
pub(crate) fn all() -> Vec<(&'static str, Calls)> {
    let sets: [(&str, Read); 3] =
        [("abcd_sample.json", abcd), ("qmsum_val.jsonl", qmsum), ("taskmaster4_00.json", taskmaster)];
    let mut all = vec![("made up", made_up())];
    for (name, read) in sets {
        let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/dialogues")).join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => all.push((name, read(&text))),
            Err(_) => println!("skipped: {} is not there", path.display()),
        }
    }
    all
}

fn made_up() -> Calls {
    let mut dice = Dice::default();
    let mut word = |nth: usize| {
        let list: &[&str] = match dice.roll(8) {
            0 => &NEGATIONS,
            1 => &NUMBERS,
            _ => &PLAIN,
        };
        let word = dice.of(list);
        let word = if nth == 0 { word[..1].to_uppercase() + &word[1..] } else { word.to_owned() };
        word + dice.of(&["", "", "", "", ",", ".", "?", " —"])
    };
    let mut segment = |nth: usize| (0..5 + nth % 60).map(&mut word).collect::<Vec<_>>().join(" ");
    (0..30).map(|call| (call..call + 40).map(&mut segment).collect()).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts<'v>(turns: impl Iterator<Item = &'v Value>, member: &str) -> Vec<String> {
    turns.filter_map(|turn| turn[member].as_str().map(str::to_owned)).collect()
}

fn abcd(text: &str) -> Calls {
    let file: Value = serde_json::from_str(text).unwrap();
    let said = |call: &Value| list(&call["original"]).filter_map(|turn| turn[1].as_str().map(str::to_owned)).collect();
    list(&file).map(said).collect()
}

fn qmsum(text: &str) -> Calls {
    let call = |line: &str| -> Value { serde_json::from_str(line).unwrap() };
    text.lines().map(|line| texts(list(&call(line)["meeting_transcripts"]), "content")).collect()
}

fn taskmaster(text: &str) -> Calls {
    let file: Value = serde_json::from_str(text).unwrap();
    list(&file).map(|call| texts(list(&call["utterances"]), "text")).collect()
}
